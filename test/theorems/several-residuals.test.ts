import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import { type HypothesisId, hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { statementOf } from '../../src/theorems/statement.ts'
import { theorem29 } from '../../src/theorems/theorem-2-9.ts'
import { theoremS, theoremSHypotheses } from '../../src/theorems/theorem-s.ts'
import { HYPERBOLA, settled, settledAll } from './subject.ts'

/** |x| + |y| with the squared distance from its only minimum, which decreases. */
const MODULI: Subject = {
  ...HYPERBOLA,
  f: 'abs(x) + abs(y)',
  residuals: ['x', 'y'],
  loss: 'l1',
  phi: 't',
  g: [{ when: [], value: 'x^2 + y^2' }],
  level: 'infinity',
}
const SQUARES: Subject = { ...MODULI, f: 'x^2 + y^2', loss: 'l2', phi: 't^2' }

const IDS = theoremSHypotheses(MODULI, 'lyapunov').map(({ id }) => id as HypothesisId)
/** The hypotheses that speak of residuals. */
const OF_RESIDUALS: readonly HypothesisId[] = ['structure', 'full-rank', 'critical-values', 'second-order']

/** True claims of the same forms about other residuals of the same f, or about the other norm. */
const OTHERS: { readonly [what: string]: Subject } = {
  'the residuals in another order': { ...MODULI, residuals: ['y', 'x'] },
  'a residual with the other sign': { ...MODULI, residuals: ['x', '-y'] },
  'residuals of another scale': { ...MODULI, residuals: ['2*x', '2*y'], phi: 't/2' },
  'the other norm': SQUARES,
}

describe.each([
  ['|F|_1', MODULI],
  ['|F|', SQUARES],
])('Theorem S for %s', (_, subject) => {
  let own: ReadonlyMap<HypothesisId, CheckedClaim>
  beforeAll(async () => {
    const claims = hypothesesOf(subject)
    const sealed = await settledAll(IDS.map((id) => claims[id]))
    own = new Map(IDS.map((id, i) => [id, sealed[i] as CheckedClaim]))
  }, 60_000)

  test('concludes from all its hypotheses, and from no fewer', () => {
    expect(theoremS(subject, [...own.values()])).toMatchObject({
      verdict: 'certified',
      scope: 'sure',
      attractor: 'x = 0, y = 0, x^2 + y^2 = 0',
    })
    for (const id of IDS) {
      const rest = [...own].filter(([other]) => other !== id).map(([, c]) => c)
      expect(theoremS(subject, rest), id).toBeUndefined()
    }
  })

  test('lists the points that were proved to be all', async () => {
    const set = await settled({
      claim: 'solution-set',
      context: subject.context,
      assume: [],
      equations: ['x', 'y', 'x^2 + y^2'],
      points: [{ x: '0', y: '0' }],
    })
    expect(theoremS(subject, [...own.values(), set])).toMatchObject({ points: [['0', '0']] })
    const fewer = await settled({
      claim: 'solution-set',
      context: subject.context,
      assume: [],
      equations: ['x', 'y'],
      points: [{ x: '0', y: '0' }],
    })
    expect(theoremS(subject, [...own.values(), fewer])).not.toHaveProperty('points')
  })

  test('needs no strict minimum, unlike Theorem 2.9', () => {
    expect(theorem29(subject, [...own.values()])).toBeUndefined()
  })
})

describe('swapped hypotheses', () => {
  test.for(OF_RESIDUALS)('%s about other residuals or the other norm', { timeout: 60_000 }, async (id) => {
    const claims = hypothesesOf(MODULI)
    const rest = await settledAll(IDS.filter((other) => other !== id).map((other) => claims[other]))
    for (const [what, subject] of Object.entries(OTHERS)) {
      const claim = hypothesesOf(subject)[id]
      // The rank of the derivative has nothing to do with the norm.
      if (JSON.stringify(claim) === JSON.stringify(claims[id])) continue
      const swapped = await settled(claim)
      expect(theoremS(MODULI, [...rest, swapped]), what).toBeUndefined()
    }
  })

  test('a residual too few', async () => {
    const claims = hypothesesOf(MODULI)
    const rest = await settledAll(IDS.filter((id) => id !== 'full-rank').map((id) => claims[id]))
    const fewer = await settled({ ...claims['full-rank'], residuals: ['x'] } as Parameters<typeof settled>[0])
    expect(theoremS(MODULI, [...rest, fewer])).toBeUndefined()
  })
})

test('statements name the map, its rank and the directions', () => {
  const { structure, 'full-rank': rank, 'second-order': bend } = hypothesesOf(MODULI)
  expect(statementOf(structure).text).toContain('t = |F|_1')
  expect(statementOf(structure).latex).toContain('F = \\left(x,\\ y\\right)')
  expect(statementOf(rank).text).toBe('DF has full rank 2 where F = 0, F = (x, y)')
  expect(statementOf(bend).text).toContain('v = DF^T s, s_i = +-1, where F = 0 and g > 0, F = (x, y)')
  expect(statementOf(hypothesesOf(SQUARES)['second-order']).latex).toContain('v = DF^\\top r,\\ r \\neq 0')
})
