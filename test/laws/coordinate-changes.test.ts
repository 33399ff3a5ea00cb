import { describe, expect, it } from 'vitest'
import { changedFamilies, dimensionsUpTo, polynomialCases } from './coordinate-changes.ts'
import { linearNetwork } from './families.ts'

describe('the dimensions by degree', () => {
  it('are known for enough objectives', () => {
    expect(polynomialCases.length).toBeGreaterThanOrEqual(24)
  })

  it.each(polynomialCases)('are right for $name', ({ family, dimensions }) => {
    const found = dimensionsUpTo(family, Math.max(...dimensions.map(([d]) => d)))
    for (const [d, count] of dimensions) expect(found[d - 1], `degree ${d}`).toBe(count)
  })

  it.each(polynomialCases.filter(({ family }) => family.variables.length === 2))(
    'stay the same in other coordinates for $name',
    ({ family, dimensions }) => {
      const degree = Math.min(6, Math.max(...dimensions.map(([d]) => d)))
      const expected = dimensionsUpTo(family, degree)
      for (const seed of [1, 2])
        for (const changed of changedFamilies(family, seed)) expect(dimensionsUpTo(changed, degree)).toEqual(expected)
    },
  )

  it.each([
    [
      [2, 2, 2],
      [0, 3, 3, 9],
    ],
    [
      [3, 2, 2],
      [0, 3],
    ],
  ])('stay the same in other coordinates for the linear network %j', (widths, expected) => {
    for (const changed of changedFamilies(linearNetwork(widths), 5, 4))
      expect(dimensionsUpTo(changed, expected.length)).toEqual(expected)
  })
})
