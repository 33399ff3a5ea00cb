import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasTools } from '../support/tools.ts'
import { type Explorer, startExplorer } from './browser.ts'

let explorer: Explorer

/** Where the runs of a method ended, as the page says it to those who do not see the picture. */
const endsOf = async (page: Page, method: string): Promise<readonly (readonly number[])[]> => {
  const sentences = page.getByLabel('Where the runs ended').getByText(`${method} is at`)
  await sentences.first().waitFor()
  return (await sentences.allTextContents()).map((sentence) => {
    const [, point = ''] = / is at \(([^)]*)\)/.exec(sentence) ?? []
    return point.replaceAll('−', '-').split(', ').map(Number)
  })
}

describe.runIf(hasTools('the phase portrait in a browser', 'chromium'))(
  'the phase portrait',
  { timeout: 100_000 },
  () => {
    beforeAll(async () => {
      explorer = await startExplorer()
    }, 120_000)
    afterAll(() => explorer?.close())

    test('a start that is dropped reaches the origin of the parabola, and the link draws the same', async () => {
      const page = await explorer.open('#methods=ngd,flow')
      page.setDefaultTimeout(60_000)
      const picture = page.getByRole('application')
      const box = await picture.boundingBox()
      if (box === null) throw new Error('no picture')
      await picture.click({ position: { x: box.width * 0.75, y: box.height * 0.3 } })
      const [end = []] = await endsOf(page, 'normalized gradient descent')
      expect(end).toHaveLength(2)
      expect(Math.hypot(...end)).toBeLessThan(0.06)
      const [flow = []] = await endsOf(page, 'gradient flow')
      expect(Math.hypot(...flow)).toBeGreaterThan(0.1)
      await page.waitForFunction(() => location.hash.includes('starts='))
      const other = await explorer.open(new URL(page.url()).hash)
      other.setDefaultTimeout(60_000)
      expect(await endsOf(other, 'normalized gradient descent')).toEqual([end])
      await picture.focus()
      for (const key of ['ArrowLeft', 'ArrowLeft', 'Enter']) await page.keyboard.press(key)
      await page.getByText('From (−0.4, 0), normalized gradient descent is at').waitFor()
      await page.keyboard.press('Delete')
      await expect.poll(() => page.getByText('From (−0.4, 0)').count(), { timeout: 60_000 }).toBe(0)
      // Where the playhead rests, how long runs are and the many starts are in the link as well.
      const steps = page.getByRole('combobox', { name: 'Steps of a run' })
      await steps.selectOption('2000')
      await page.getByRole('slider', { name: 'Step shown' }).fill('40')
      await page.getByRole('button', { name: '10⁴ starts' }).click()
      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByRole('slider', { name: 'Step shown' }).fill('30')
      await page.waitForFunction(() => /steps=2000&at=30&cloud=-2,2,-2,2/.test(location.hash))
      const third = await explorer.open(new URL(page.url()).hash)
      await third.locator('.portrait-step').getByText('k = 30').waitFor()
      expect(await third.getByRole('combobox', { name: 'Steps of a run' }).inputValue()).toBe('2000')
      expect(await third.getByRole('button', { name: '10⁴ starts' }).getAttribute('aria-pressed')).toBe('true')
    })

    test('an example of the gallery opens with its window, starts and parameters', async () => {
      const page = await explorer.open()
      page.setDefaultTimeout(60_000)
      await page.getByRole('button', { name: 'Gallery' }).click()
      await page.getByRole('button', { name: 'Open Ellipse, a > b > 0' }).click()
      const ends = await endsOf(page, 'normalized gradient descent')
      expect(ends).toHaveLength(3)
      for (const [x = 9, y = 9] of ends)
        expect([Math.abs(x) < 1e-3, Math.abs(Math.abs(y) - 1) < 0.06]).toEqual([true, true])
      expect(explorer.complaints).toEqual([])
      expect(explorer.outside).toEqual([])
    })
  },
)
