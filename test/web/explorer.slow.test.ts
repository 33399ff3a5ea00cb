import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { recheck } from '../../src/toolkit/proof-file.ts'
import { hasTools } from '../support/tools.ts'
import { type Explorer, startExplorer } from './browser.ts'

const PARABOLA = '(x^2 - y)^2'
const HYPERBOLA = '#v=1&f=(x*y-1)^2'
/** Its laws are searched for until the time is over. */
const ENDLESS = '(x^7*y^5 + y^9*z^3 + z^11*w^2 + w^5*x*y*z - 1)^2 + (x*y*z*w - w^3)^2'

let explorer: Explorer
/** The numbers of the complaints that a test meant to cause. */
const provoked = new Set<number>()
const pages: Page[] = []
const open: Explorer['open'] = async (fragment, options) => {
  const page = await explorer.open(fragment, options)
  page.setDefaultTimeout(40_000)
  pages.push(page)
  return page
}

const objective = (page: Page): Locator => page.getByRole('textbox', { name: 'objective f' })
const type = async (field: Locator, text: string): Promise<void> => {
  await field.click()
  await field.press('Control+a')
  await field.pressSequentially(text, { delay: 5 })
}
/** The LaTeX of the laws that are shown. */
const lawsOf = (page: Page): Promise<string[]> => page.locator('.law .statement annotation').allTextContents()
const law = (page: Page, latex: string): Locator =>
  page.locator('.law').filter({ has: page.locator('.statement annotation').getByText(latex, { exact: true }) })

describe.runIf(hasTools('the explorer in a browser', 'chromium'))('the explorer', { timeout: 100_000 }, () => {
  beforeAll(async () => {
    explorer = await startExplorer()
  }, 120_000)
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()))
  })
  afterAll(() => explorer?.close())

  test('shows the law of a parabola that is typed, with a proof that the kernel of Node accepts', async () => {
    const page = await open(HYPERBOLA)
    await law(page, '\\displaystyle x^{2} - y^{2}').waitFor()
    await type(objective(page), PARABOLA)
    const found = law(page, '\\displaystyle x e^{2 y}')
    await found.getByText('proved').waitFor()
    expect(await found.locator('.badge').textContent()).toBe('✓provedkernel')
    await found.getByText('Proof').click()
    await found.getByText('one has identically').waitFor()
    await found.getByText(/^Certificate/).click()
    const certificate = await found.getByRole('textbox', { name: 'certificate' }).inputValue()
    expect(recheck(certificate)).toMatchObject({ accepted: 1, refused: 0 })
    await page.getByText('exactly 1 independent law').waitFor()
  })

  test('proposes a regularizer, fills in the checklist, and gives the report, the file and the command', async () => {
    const page = await open('', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'Propose a regularizer' }).click()
    await page.locator('[data-verdict="certified"]').waitFor()
    const needed = page.locator('.claim', { hasNot: page.getByText('not needed') })
    expect(await needed.count()).toBeGreaterThan(7)
    expect(new Set(await needed.locator('.badge').allTextContents())).toEqual(new Set(['✓provedkernel']))
    const copied = async (name: string): Promise<string> => {
      await page.getByText('Copy', { exact: true }).first().click()
      const button = page.getByRole('button', { name })
      await button.click()
      await button.getByText('✓ copied').waitFor()
      await page.keyboard.press('Escape')
      return page.evaluate(() => navigator.clipboard.readText())
    }
    const report = await copied('LaTeX report')
    expect(report).toContain('x^{2} e^{4 y}')
    if (hasTools('compiling what is copied', 'pdflatex')) {
      const folder = mkdtempSync(join(tmpdir(), 'gradlaw-copied-'))
      writeFileSync(join(folder, 'report.tex'), report)
      execFileSync('pdflatex', ['-interaction=batchmode', '-halt-on-error', 'report.tex'], {
        cwd: folder,
        stdio: 'pipe',
      })
      rmSync(folder, { recursive: true })
    }
    await page.getByRole('button', { name: 'Use', exact: true }).first().click()
    await page.getByText('Clear', { exact: true }).waitFor()
    expect(await copied('Command line')).toBe("gradlaw check --objective '(x^2 - y)^2' --regularizer 'x^2*exp(4*y)'")
    expect(await copied('Problem file')).toContain('regularizer: "x^2*exp(4*y)"')
  })

  test('points at what it cannot read, keeps what it knows, and goes on', async () => {
    const page = await open()
    await law(page, '\\displaystyle x e^{2 y}').waitFor()
    await type(objective(page), '(x^2 - y)^2 + foo(x)')
    await page.locator('.question .complaint').getByText('at character 15').waitFor()
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('foo')
    expect(await objective(page).getAttribute('aria-invalid')).toBe('true')
    expect(await lawsOf(page)).toEqual(['\\displaystyle x e^{2 y}'])
    await type(objective(page), '(x*y - 2)^2')
    await law(page, '\\displaystyle x^{2} - y^{2}').waitFor()
    expect(await page.locator('.question .complaint').first().textContent()).toBe('')
  })

  test('a link shows the same in a fresh profile; a broken one says what it lost', async () => {
    const isDone = (page: Page): Promise<void> => page.getByText('Independent laws: exactly 1').waitFor()
    const first = await open('#v=1&f=(x*y-a)^2&p=a:2:positive&starts=1,2', { colorScheme: 'dark' })
    await isDone(first)
    const second = await open(new URL(first.url()).hash, { colorScheme: 'dark' })
    await isDone(second)
    const textOf = (page: Page): Promise<string | null> => page.locator('.results').textContent()
    expect(await textOf(second)).toBe(await textOf(first))
    expect(second.url()).toBe(first.url())
    expect(await first.getByRole('slider', { name: 'value of a for the pictures' }).inputValue()).toBe('2')
    const broken = await open('#v=1&f=(x*y-1)^2&step=fast&window=1,2')
    await broken.getByText('the step size of the link could not be read: fast').waitFor()
    await broken.getByText('the window of the link could not be read').waitFor()
    await law(broken, '\\displaystyle x^{2} - y^{2}').waitFor()
  })

  test('asks for laws of maps and other flows, and compares regularizers', async () => {
    const page = await open('#v=1&of=map&f=x*y&laws=x*y')
    await law(page, '\\displaystyle x^{2} - y^{2}').getByText('proved').waitFor()
    await law(page, '\\displaystyle x y').getByText('refuted').waitFor()
    await page.getByRole('textbox', { name: 'Quantities to check' }).fill('')
    await type(page.getByRole('textbox', { name: 'map' }), 'x^2 + y^2')
    await page.getByRole('combobox', { name: 'Flow' }).selectOption('heavy-ball')
    await page.getByRole('textbox', { name: 'Friction' }).fill('3/t')
    await law(page, '\\displaystyle t^{3} (x v_{y} - y v_{x})').waitFor()
    await page.getByRole('combobox', { name: 'Laws of' }).selectOption('objective')
    await page.getByRole('combobox', { name: 'Flow' }).selectOption('gradient-flow')
    await type(objective(page), '(x*y - 1)^2')
    await law(page, '\\displaystyle x^{2} - y^{2}').waitFor()
    await page.getByText('Compare regularizers').click()
    await page.getByRole('textbox', { name: 'One expression a line' }).fill('(x^2 - y^2)^2\nx\n)')
    await page.getByRole('button', { name: 'Check each' }).click()
    const rows = page.locator('.comparison tbody tr')
    await rows.nth(2).waitFor()
    const verdicts = await rows.locator('td:first-of-type').allTextContents()
    expect(verdicts).toEqual([
      'certified (kernel)',
      expect.stringMatching(/^refuted/),
      expect.stringMatching(/operand/),
    ])
  })

  test('asks z3 where the page is isolated from other origins, and says so where it is not', async () => {
    const page = await open('#v=1&f=x^2')
    await page.locator('.law, .count').first().waitFor()
    // As the worker that searches does; the page itself may start no program that it does not know.
    const engine = page.workers().find((worker) => worker.url().includes('engine-worker'))
    const answerOf = (script: string): Promise<unknown> | undefined =>
      engine?.evaluate(
        (own) =>
          new Promise((resolve) => {
            const worker = new Worker(new URL('z3-worker.js?0', location.href), { type: 'module' })
            const end = (answer: unknown): void => {
              worker.terminate()
              resolve(answer)
            }
            worker.onmessage = ({ data }) => end(data)
            worker.onerror = ({ message }) => end(message)
            worker.postMessage({ script: own, milliseconds: 30_000, megabytes: 1024 })
          }),
        script,
      )
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    const XY = '(declare-const x Real) (declare-const y Real)'
    expect(await answerOf(`${XY} (assert (< (+ (* x x) (* y y)) (* 2.0 x y)))`)).toMatchObject({ outcome: 'unsat' })
    expect(await answerOf('(declare-const x Real) (assert (= (* x x) 2.0)) (assert (> x 0.0))')).toMatchObject({
      outcome: 'sat',
      values: { x: { polynomial: ['-2', '0', '1'], index: 2 } },
    })
    await page
      .context()
      .route('**/z3/z3-built.mjs', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: 'export default null' }),
      )
    expect(await answerOf('')).toContain('z3 is not installed where this page is served')
  })

  test('shows what a hostile link says as text, and runs none of it', async () => {
    const evil = encodeURIComponent('<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>')
    const fields = ['f', 'vars', 'assume', 'g', 'compare', 'friction', 'metric', 'laws', 'axes', 'theme', evil]
    const page = await open(`#v=1&${fields.map((name) => `${name}=${evil}`).join('&')}&schedule=formula:${evil}`)
    await page.getByText('the axes of the link could not be read: %3Cimg').waitFor()
    await page.locator('.question .complaint strong').first().waitFor()
    expect(await page.locator('img, script:not([src])').count()).toBe(0)
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    const before = explorer.complaints.length
    // What the policy forbids: programs and markup made of texts, and those of others.
    const forbidden = await page.evaluate(() =>
      [
        () => new Worker('data:text/javascript,0'),
        () => new Worker(`${location.origin}/elsewhere.js`),
        () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
        () => document.head.append(Object.assign(document.createElement('script'), { textContent: '0' })),
      ].map((attempt) => {
        try {
          attempt()
          return 'allowed'
        } catch (error) {
          return (error as Error).name
        }
      }),
    )
    expect(forbidden).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError'])
    await expect.poll(() => explorer.complaints.length).toBe(before + forbidden.length)
    for (let i = before; i < explorer.complaints.length; i++) provoked.add(i)
  })

  test('ends a search when told to, and stays answerable meanwhile', async () => {
    const page = await open(`#v=1&f=${encodeURIComponent(ENDLESS)}`)
    const cancel = page.getByRole('button', { name: 'Cancel' })
    await cancel.waitFor()
    await page.locator('.phase', { hasText: /laws|quantit|polynomial/ }).waitFor()
    // The reader has a worker of its own.
    await type(page.getByRole('textbox', { name: 'regularizer g' }), 'x^^')
    await page.locator('.regularizer .complaint strong').waitFor()
    await cancel.click()
    await page.getByText('The search was cut before its end.').waitFor({ timeout: 2000 })
    expect(await objective(page).textContent()).toBe(ENDLESS)
    await type(page.getByRole('textbox', { name: 'regularizer g' }), ' ')
    await type(objective(page), PARABOLA)
    await law(page, '\\displaystyle x e^{2 y}').waitFor()
  })

  test('a worker that dies is reported and started again, and the input stays', async () => {
    const page = await open('#v=1&f=(x*y*z-1)^2')
    const propose = page.getByRole('button', { name: 'Propose a regularizer' })
    await page.getByText('Independent laws: exactly 2').waitFor()
    await propose.click()
    await page.locator('.claim').first().waitFor()
    const engine = page.workers().find((worker) => worker.url().includes('engine-worker'))
    await engine?.evaluate(() => {
      setTimeout(() => {
        throw new Error('killed by a test')
      }, 0)
    })
    await page.getByRole('alert').getByText('has died').waitFor()
    expect(await objective(page).textContent()).toBe('(x*y*z-1)^2')
    await type(objective(page), PARABOLA)
    await law(page, '\\displaystyle x e^{2 y}').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('works where nothing can be stored, and says so once', async () => {
    const page = await open()
    await page.context().addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.reload()
    await page.getByText('cannot be kept in this browser').waitFor()
    await type(objective(page), '(x*y - 1)^2')
    await law(page, '\\displaystyle x^{2} - y^{2}').waitFor()
    expect(await page.getByText('cannot be kept in this browser').count()).toBe(1)
  })

  test('is usable on a slow machine', async () => {
    const page = await open()
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    await page.reload()
    await law(page, '\\displaystyle x e^{2 y}').waitFor()
    await type(objective(page), '(x*y - 1)^2')
    await law(page, '\\displaystyle x^{2} - y^{2}').waitFor()
  })

  test.each([
    ['light', 1400, 'f=(x*y-a)^2&p=a:2:positive&starts=1,2', '.law .proof summary'],
    [
      ...(['dark', 390, 'f=(x*y-1)^2&g=(x^2-y^2)^2&step=x&compare=x^2&methods=ngd,sam&laws=x'] as const),
      '[data-verdict] ~ .claims summary',
    ],
  ] as const)('has no serious barrier in %s, %i pixels wide', async (colorScheme, width, fragment, result) => {
    const page = await open(`#v=1&${fragment}`, { colorScheme, viewport: { width, height: 900 } })
    await page.locator(result).first().click()
    // The policy of the page forbids scripts of others in it; the isolated world of the tests has its own.
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
    const source = (await import('node:fs')).readFileSync(axe, 'utf8')
    await page.evaluate(source)
    const violations = await page.evaluate(async () => {
      const { axe: own } = globalThis as unknown as { axe: typeof import('axe-core') }
      const { violations: all } = await own.run(document)
      return all.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    })
    expect(violations.filter((text) => /^(serious|critical)/.test(text))).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })

  test('asks nothing of any other place, and the browser has nothing to complain of', () => {
    expect(explorer.outside).toEqual([])
    const complaints = explorer.complaints.filter((_, i) => !provoked.has(i))
    expect(complaints.filter((text) => !text.includes('killed by a test'))).toEqual([])
  })
})
