// Frames a second of the explorer while 10^4 trajectories of normalized gradient descent and of gradient descent move:
// the page as it is built, in Debian's chromium. The peer is the same page with nothing that moves.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { buildWebOnce } from '../scripts/web.mjs'

const SECONDS = 4
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' }
const dist = await buildWebOnce()

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = join(dist, path === '/' ? 'index.html' : path)
  if (!file.startsWith(dist) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    return response.writeHead(404).end()
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
  createReadStream(file).pipe(response)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })

/** The times between frames for some seconds, in milliseconds, and how many different steps were shown. */
const frameTimes = (page) =>
  page.evaluate(async (seconds) => {
    const times = []
    const shown = new Set()
    const end = performance.now() + 1000 * seconds
    let before
    await new Promise((resolve) => {
      const tick = (now) => {
        if (before !== undefined) times.push(now - before)
        before = now
        shown.add(document.querySelector('.portrait-step')?.textContent)
        if (performance.now() < end) requestAnimationFrame(tick)
        else resolve()
      }
      requestAnimationFrame(tick)
    })
    times.sort((a, b) => a - b)
    const at = (part) => times[Math.floor(part * (times.length - 1))]
    return { frames: times.length, median: at(0.5), p95: at(0.95), longest: at(1), shown: shown.size }
  }, SECONDS)

const show = (what, { frames, median, p95, longest, shown }) =>
  console.log(
    `${what.padEnd(34)} ${(frames / SECONDS).toFixed(1)} frames/s, median ${median.toFixed(1)} ms, ` +
      `95% ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms, ${shown} steps shown`,
  )

try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } })
  await page.goto(`http://127.0.0.1:${server.address().port}/#methods=ngd,gd`)
  await page.locator('.portrait-step').waitFor()
  await page.waitForTimeout(3000)
  show('nothing moves', await frameTimes(page))
  await page.getByRole('button', { name: '10⁴ starts' }).click()
  await page.locator('.portrait-ends[aria-busy=false] li').nth(1).waitFor({ timeout: 120_000 })
  const play = page.getByRole('button', { name: /^(Play|Pause)$/ })
  if ((await play.textContent()) === 'Pause') await play.click()
  await page.getByRole('slider', { name: 'Step shown' }).fill('0')
  await play.click()
  show('2 x 10^4 trajectories', await frameTimes(page))
} finally {
  await browser.close()
  server.close()
}
