// The explorer in Debian's chromium: what is loaded, when something can be read, when the first law of Example 1.1 is
// there, and the processor time that the page has taken by then; beside it the command line with the same question.
// `node bench/web.mjs [repetitions]`.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { buildWeb } from '../scripts/web.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'dist/web')
const repetitions = Number(process.argv[2] ?? 3)
const QUESTION = '(x^2 - y)^2'
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' }

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const shown = (values) => `${Math.round(median(values))} ms (of ${values.map(Math.round).join(', ')})`

const started = performance.now()
const files = await buildWeb()
console.log(`build: ${((performance.now() - started) / 1000).toFixed(1)} s`)
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`.padStart(9)
for (const { name, bytes } of files.toSorted((a, b) => b.bytes - a.bytes).slice(0, 14)) {
  console.log(`${kib(bytes)} ${kib(gzipSync(readFileSync(join(folder, name))).length)} gzip  ${name}`)
}
console.log(`${kib(files.reduce((sum, { bytes }) => sum + bytes, 0))} in all, ${files.length} files`)

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname
  try {
    const content = readFileSync(join(folder, path === '/' ? 'index.html' : path))
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/html', 'cache-control': 'max-age=600' })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/`

/** The processor time of all pages so far, in milliseconds. */
const processorTime = async (session) => {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const own = processInfo.filter(({ type }) => type === 'renderer')
  return 1000 * own.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

/** When something could be read, and when the first law was there, since the page was asked for. */
const visit = async (context, session) => {
  const page = await context.newPage()
  // Looked at from within: whoever asks from outside is told late on a busy machine.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('.law .badge') !== null) globalThis.lawAt ??= performance.now()
    }).observe(document, { subtree: true, childList: true })
  })
  const before = await processorTime(session)
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => globalThis.lawAt !== undefined, undefined, { polling: 20 })
  const processor = (await processorTime(session)) - before
  const law = await page.evaluate(() => globalThis.lawAt)
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  )
  await page.close()
  return { paint, law, processor }
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const session = await browser.newBrowserCDPSession()
const cold = []
const warm = []
for (let i = 0; i < repetitions; i++) {
  const context = await browser.newContext()
  cold.push(await visit(context, session))
  warm.push(await visit(context, session))
  await context.close()
}
await browser.close()
server.close()
for (const [name, visits] of [
  ['fresh profile', cold],
  ['second visit', warm],
]) {
  console.log(`${name}: first contentful paint ${shown(visits.map(({ paint }) => paint))}`)
  console.log(`${name}: first law proved ${shown(visits.map(({ law }) => law))}`)
  console.log(`${name}: processor time by then, all threads ${shown(visits.map(({ processor }) => processor))}`)
}

const command = []
for (let i = 0; i < repetitions; i++) {
  const before = performance.now()
  execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'laws', QUESTION, '--quiet'], { stdio: 'pipe' })
  command.push(performance.now() - before)
}
console.log(`gradlaw laws '${QUESTION}', all of the answer: ${shown(command)}`)
