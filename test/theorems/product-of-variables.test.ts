import { describe, expect, test } from 'vitest'
import { isCheckedClaim } from '../../src/kernel/checked-claim.ts'
import { productHypotheses, productOfVariables } from '../../src/theorems/product-of-variables.ts'
import { decide } from '../../src/toolkit/decide.ts'

const budget = () => ({ deadline: Date.now() + 60_000 })

const settled = await Promise.all(
  productHypotheses.map(async ({ name, claim }) => ({
    name,
    verdict: await decide(claim, { budget: budget(), hints: {} }),
  })),
)

describe('products of any number of variables', () => {
  test.each(settled)('$name is proved by the kernel', ({ verdict }) => {
    expect(verdict).toMatchObject({ status: 'proved', trust: 'kernel' })
  })
  const checked = settled.map(({ verdict }) => ('checked' in verdict ? verdict.checked : undefined))

  test('the conclusion needs every one of them', () => {
    expect(checked.every(isCheckedClaim)).toBe(true)
    expect(productOfVariables(checked)).toMatchObject({ trust: 'kernel' })
    for (const [i] of checked.entries()) {
      expect(productOfVariables(checked.filter((_, k) => k !== i))).toBeUndefined()
    }
  })

  test('look-alikes do not count', () => {
    expect(productOfVariables(checked.map((c) => JSON.parse(JSON.stringify(c)) as unknown))).toBeUndefined()
    expect(productOfVariables(productHypotheses)).toBeUndefined()
  })
})
