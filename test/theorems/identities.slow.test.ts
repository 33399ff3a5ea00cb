import { describe, expect, test } from 'vitest'
import { IDENTITIES } from '../../src/theorems/identities.ts'
import { settled } from './subject.ts'

describe.each(IDENTITIES)('$id: $statement', ({ id, claims }) => {
  test.each([1, 2, 3])('is proved by the kernel in %i variables', { timeout: 60_000 }, async (n) => {
    for (const claim of claims(n)) expect((await settled(claim)).outcome, id).toBe('proved')
  })
})

describe('false neighbours', () => {
  test('I1 without the factor, or with the other sign', { timeout: 60_000 }, async () => {
    const [claim] = (IDENTITIES.find(({ id }) => id === 'I1') as (typeof IDENTITIES)[number]).claims(1)
    if (claim?.claim !== 'relation') throw new Error('expected a relation')
    const [left, right] = claim.goal.split(' = -') as [string, string]
    for (const goal of [`${left} = ${right}`, `2*(${left}) = -${right}`]) {
      await expect(settled({ ...claim, goal })).rejects.toThrow('refuted')
    }
  })
})
