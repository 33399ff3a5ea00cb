import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'

const CONTEXT = { variables: ['x', 'y', 'z'], parameters: [], integers: [], assume: [], constants: {} }
const C = 'x^2 - y^2 - z^2'
const band = (low: string, high: string): string => `max(${C} - ${high}, 0)^2 + max(${low} - (${C}), 0)^2`
const status = async (claim: Claim): Promise<string> =>
  (await proveClaim(claim, { budget: { deadline: Date.now() + 120_000 }, hints: { seed: 1 } })).status

// M = {(t, 1/t, 2/t)}, where c = t² − 5/t² and ∇²c(w, w) = 2(1 ± 2)²/t² − 4t², which is 0 where t⁴ is 1/2 or 9/2.
const second = (g: string): Claim => ({
  claim: 'second-order',
  context: CONTEXT,
  residuals: ['x*y - 1', 'x*z - 2'],
  loss: 'l1',
  g: [{ when: [], value: g }],
})
const regular = (g: string): Claim => ({
  claim: 'regularity-of-g',
  context: CONTEXT,
  g: [{ when: [], value: g }],
})

describe('distances to a band', () => {
  test('are C² where they are positive', async () => {
    expect(await status(regular(band('-2', '1')))).toBe('proved')
    expect(await status(regular(band('-35/3', '35/2').replaceAll('^2 +', '^4 +')))).toBe('proved')
  })

  test('bend down along every choice of signs outside a band that is wide enough, and not outside a narrow one', async () => {
    expect(await status(second(band('-7', '1')))).toBe('proved')
    expect(await status(second(band('-7', '-6')))).toBe('refuted')
  }, 240_000)
})
