import { describe, expect, test } from 'vitest'
import { isCheckedClaim, type LawsResult, laws } from '../../src/index.ts'

/** Whether every verdict the counts rest on is the kernel's. */
const isSealed = ({ laws: all, independent: { verdict, bound, found } }: LawsResult): boolean =>
  [...all.map((law) => law.verdict), ...(found === 0 ? [] : [verdict]), bound?.verdict].every(
    (v) => v?.status === 'proved' && isCheckedClaim(v.checked),
  )

const EXACT = [
  ['linear:2,2,2', 3],
  ['linear:3,2,2', 3],
  ['linear:3,3,3', 6],
  ['linear:4,4,4', 10],
  ['linear:1,2,1', 3],
  ['linear:2,1,2', 1],
  ['linear:1,3,2', 6],
  ['linear:2,2,2,2', 6],
  ['linear:3,3,3,3', 12],
  ['linear:1,2,1,1', 4],
  ['relu:2,2,2', 2],
  ['relu:3,3,3', 3],
  ['relu:3,3,3,3', 6],
  ['relu:2,2,2,bias', 2],
  ['attention:d=2,n=2', 6],
  ['attention:d=2,n=1', 3],
] as const

test.each(EXACT)('%s conserves exactly %i quantities for every loss', async (network, count) => {
  const result = await laws({ network }, { degree: 2 })
  expect(result.independent).toMatchObject({ found: count, upperBound: count, complete: true })
  expect(result.independent.statement).toMatch(new RegExp(`^exactly ${count} independent law`))
  expect(isSealed(result)).toBe(true)
  expect(result.polynomialDimensionVerdict[2]?.status).toBe('proved')
})

test.each([
  ['linear:1,2,1', 2],
  ['linear:3,3,3', 3],
  ['linear:2,3,2', 3],
  ['relu:2,2,2', 0],
])('with momentum %s conserves exactly %i', async (network, count) => {
  for (const friction of [undefined, '0', '1/2', 'c']) {
    const flow = { method: 'heavy-ball', degree: 2, ...(friction === undefined ? {} : { friction }) } as const
    const result = await laws({ network }, flow)
    expect(result.independent).toMatchObject({ found: count, upperBound: count, complete: true })
    expect(isSealed(result)).toBe(true)
  }
})

describe('one weight in the middle more than balance explains', () => {
  test('seven local laws exist, six of them polynomials up to degree 6', async () => {
    const { polynomialDimension, polynomialDimensionVerdict, independent } = await laws(
      { network: 'linear:1,2,2,1' },
      { degree: 6 },
    )
    expect(polynomialDimension).toMatchObject({ 2: 6, 4: 27, 6: 83 })
    for (const entry of Object.values(polynomialDimensionVerdict)) {
      expect(entry.status).toBe('proved')
      expect(entry.atMost.kernelClaim).toMatchObject({ claim: 'polynomial-laws-bound', atMost: entry.dimension })
    }
    expect(independent).toMatchObject({ found: 6, upperBound: 7, complete: false, verdict: { status: 'proved' } })
    expect(independent.localLaws).toMatchObject({ count: 7, verdict: { status: 'proved' } })
  }, 60_000)
})
