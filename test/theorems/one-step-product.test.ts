import { expect, it } from 'vitest'
import { oneStepHypotheses, oneStepOfProduct } from '../../src/theorems/one-step-product.ts'
import { decide } from '../../src/toolkit/decide.ts'

it('a long step may end sharper than the flow: the conclusion is about short ones', async () => {
  // One step with Φ = η = 1 from ab = 3, (a − b)² = 1: the flow keeps λ² − 4m² = 13, and ends with λ² = 17.
  const [a, b] = [(Math.sqrt(13) + 1) / 2, (Math.sqrt(13) - 1) / 2]
  const [next, other] = [a - 2 * b, b - 2 * a]
  expect(next * other).toBeCloseTo(1, 12)
  expect(next ** 2 + other ** 2).toBeCloseTo(11, 12)
  const budget = { deadline: Date.now() + 60_000 }
  const verdicts = await Promise.all(oneStepHypotheses.map((claim) => decide(claim, { budget, hints: {} })))
  const conclusion = oneStepOfProduct(verdicts.map((v) => ('checked' in v ? v.checked : undefined)))
  expect(conclusion?.text).toContain('Where η²ε_t² < 2')
})
