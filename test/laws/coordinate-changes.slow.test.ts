import { describe, expect, it } from 'vitest'
import { changedFamilies, dimensionsUpTo, polynomialCases } from './coordinate-changes.ts'
import { linearNetwork } from './families.ts'

const SEEDS = [11, 12, 13, 14]

describe('the dimensions by degree after many changes of coordinates', () => {
  it.each([
    [2, 2, 2],
    [3, 2, 2],
  ])('of the linear network %j,%j,%j', { timeout: 300_000 }, (...widths) => {
    for (const seed of SEEDS)
      for (const changed of changedFamilies(linearNetwork(widths), seed))
        expect(dimensionsUpTo(changed, 4), `seed ${seed}`).toEqual([0, 3, 3, 9])
  })

  it.each(polynomialCases.filter(({ family }) => family.variables.length <= 4))(
    'of $name',
    { timeout: 300_000 },
    ({ family, dimensions }) => {
      const degree = Math.max(...dimensions.map(([d]) => d))
      const expected = dimensionsUpTo(family, degree)
      for (const seed of SEEDS)
        for (const changed of changedFamilies(family, seed)) expect(dimensionsUpTo(changed, degree)).toEqual(expected)
    },
  )
})
