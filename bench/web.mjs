// The explorer in Debian's chromium: what is loaded, when something can be read, when the first law of Example 1.1 is
// there; beside it the command line with the same question. `node bench/web.mjs [repetitions]`.
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

/** When the objective could be read, and when the first law was there, since the page was asked for. */
const visit = async (context) => {
  const page = await context.newPage()
  let transferred = 0
  page.on('response', (response) => {
    if (response.fromServiceWorker() === false) transferred += Number(response.headers()['content-length'] ?? 0)
  })
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('.law .badge').first().waitFor()
  const law = await page.evaluate(() => performance.now())
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  )
  await page.close()
  return { paint, law, transferred }
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const cold = []
const warm = []
for (let i = 0; i < repetitions; i++) {
  const context = await browser.newContext()
  cold.push(await visit(context))
  warm.push(await visit(context))
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
}

const command = []
for (let i = 0; i < repetitions; i++) {
  const before = performance.now()
  execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'laws', QUESTION, '--quiet'], { stdio: 'pipe' })
  command.push(performance.now() - before)
}
console.log(`gradlaw laws '${QUESTION}', all of the answer: ${shown(command)}`)
