import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import { type HypothesisId, hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { THEOREM_S_BELOW_SOME_LEVEL } from '../../src/theorems/pages/theorem-s-some-level.ts'
import { isBelowSomeLevel, theoremSBelowSomeLevel, WITHOUT_LEVEL } from '../../src/theorems/theorem-s-some-level.ts'
import { HYPERBOLA, settled } from './subject.ts'

/** No level is known for it. */
const OPEN: Subject = { ...HYPERBOLA, level: 'infinity' }
const IDS: readonly HypothesisId[] = [...WITHOUT_LEVEL, 'conserved']

const provedOf = async (subject: Subject): Promise<ReadonlyMap<HypothesisId, CheckedClaim>> => {
  const claims = hypothesesOf(subject)
  const found = new Map<HypothesisId, CheckedClaim>()
  for (const id of IDS) found.set(id, await settled(claims[id]))
  return found
}

let proved: ReadonlyMap<HypothesisId, CheckedClaim>
beforeAll(async () => {
  proved = await provedOf(OPEN)
})

describe('Theorem S below a level that is not computed', () => {
  test('concludes for some level where all but critical-values is proved', () => {
    const conclusion = theoremSBelowSomeLevel(OPEN, [...proved.values()])
    expect(conclusion).toMatchObject({
      verdict: 'locally-certified',
      order: 2,
      scope: 'local',
      theorem: 'Theorem S below some level',
      trust: 'kernel',
    })
    expect(conclusion).not.toHaveProperty('level')
    expect(conclusion?.text).toContain(
      'There is a level v > 0 (not computed) such that for every compact K in {f < v} ∩ dom g',
    )
    expect(conclusion && isBelowSomeLevel(conclusion)).toBe(true)
  })

  test('lacks nothing else', () => {
    for (const id of IDS) {
      const others = [...proved].flatMap(([other, claim]) => (other === id ? [] : [claim]))
      expect(theoremSBelowSomeLevel(OPEN, others), id).toBeUndefined()
    }
  })

  test('does not take proofs about another subject', () => {
    const claims = [...proved.values()]
    expect(theoremSBelowSomeLevel({ ...OPEN, f: '(y*x - 1)^2' }, claims)).toBeUndefined()
    expect(theoremSBelowSomeLevel({ ...OPEN, tameClass: 'exponential' }, claims)).toBeUndefined()
    expect(theoremSBelowSomeLevel({ ...OPEN, loss: 'l1' }, claims)).toBeUndefined()
  })

  test('asks for the boundary at every value of f', () => {
    expect(theoremSBelowSomeLevel(HYPERBOLA, [...proved.values()])).toBeUndefined()
    const standing = THEOREM_S_BELOW_SOME_LEVEL.stands?.({
      subject: HYPERBOLA,
      entries: [],
      checked: [...proved.values()],
    })
    expect(standing).toMatchObject({ status: 'open', missing: ['boundary'] })
  })

  test('holds for the class exponential and never for the class analytic', async () => {
    const exponential: Subject = { ...OPEN, tameClass: 'exponential' }
    expect(theoremSBelowSomeLevel(exponential, [...(await provedOf(exponential)).values()])?.verdict).toBe(
      'locally-certified',
    )
    const analytic: Subject = { ...OPEN, tameClass: 'analytic' }
    const checked = [...(await provedOf(analytic)).values()]
    expect(theoremSBelowSomeLevel(analytic, checked)).toBeUndefined()
    const standing = THEOREM_S_BELOW_SOME_LEVEL.stands?.({ subject: analytic, entries: [], checked })
    expect(standing).toMatchObject({ status: 'open', missing: ['tame'] })
  })
})
