import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw } from '../cli/command.ts'
import { hasTools } from '../support/tools.ts'
import { startBrowser } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlaw-report-'))
const file = join(folder, 'report.html')
let browser: Browser

/** What a page made of `html`, opened from disk, says after "Check again" was pressed, if it can be. */
const checkedAgain = async (html: string): Promise<{ status: string; rows: readonly string[] }> => {
  writeFileSync(file, html)
  const page = await browser.newPage()
  await page.goto(pathToFileURL(file).href)
  const button = page.locator('#recheck-button')
  const status = page.locator('#recheck-status')
  if (await button.isEnabled()) {
    await button.click()
    await status.filter({ hasText: /The kernel|cannot be read/ }).waitFor()
  }
  const answer = {
    status: (await status.textContent()) ?? '',
    rows: await page.locator('#recheck-list li').allTextContents(),
  }
  await page.close()
  return answer
}

describe.runIf(hasTools('reports in a browser', 'chromium'))('a report as one HTML file', { timeout: 100_000 }, () => {
  let html = ''

  beforeAll(async () => {
    await buildCommand()
    const problem = ['--objective', '(x*y-1)^2', '--regularizer', '(x^2-y^2)^2']
    const ran = await gradlaw(['report', ...problem, '--no-simulate', '--format', 'html', '--out', file])
    expect(ran).toMatchObject({ status: 0 })
    html = readFileSync(file, 'utf8')
    browser = await startBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  test('checks its certificates again', async () => {
    const { status, rows } = await checkedAgain(html)
    expect(status).toMatch(/^The kernel accepted all of 12 certificates in /)
    expect(rows).toHaveLength(12)
    expect(rows[5]).toMatch(/^✓ proved conserved: <grad g, grad f> = 0 for f = \(x\*y - 1\)\^2/)
  })

  test('refuses a certificate that was changed, and a claim that was changed', async () => {
    expect(html.includes('"f":"(x*y - 1)^2","g":[{"when":[],"value":"(x^2 - y^2)^2"}]')).toBe(true)
    const falseLaw = html.replaceAll('"value":"(x^2 - y^2)^2"', '"value":"(x^2 + y^2)^2"')
    expect((await checkedAgain(falseLaw)).status).toMatch(/^The kernel REFUSED \d+ of 12 certificates: do not trust/)
    const falseSquare = html.replace('"square":"', '"square":"3*')
    expect(falseSquare).not.toBe(html)
    const { status, rows } = await checkedAgain(falseSquare)
    expect(status).toContain('REFUSED 1 of 12')
    expect(rows.filter((row) => row.startsWith('✗ refused'))).toHaveLength(1)
  })

  test('runs no script but its own: one that was changed does nothing', async () => {
    const script = html.lastIndexOf('<script>') + '<script>'.length
    const { status, rows } = await checkedAgain(`${html.slice(0, script)}document.title='forged';${html.slice(script)}`)
    expect(status).toBe('Nothing was checked again yet.')
    expect(rows).toEqual([])
  })
})
