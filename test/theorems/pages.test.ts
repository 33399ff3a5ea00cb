import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { type HypothesisId, hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { theorem29 } from '../../src/theorems/theorem-2-9.ts'
import { theoremS, theoremSHypotheses } from '../../src/theorems/theorem-s.ts'
import { HYPERBOLA, settled, settledAll } from './subject.ts'

const CLAIMS = hypothesesOf(HYPERBOLA)
const S_IDS = theoremSHypotheses(HYPERBOLA, 'conserved').map(({ id }) => id as HypothesisId)
const LOCAL_IDS: readonly HypothesisId[] = S_IDS.filter((id) => id !== 'critical-values' && id !== 'coercive')
const STRICT: Claim = {
  claim: 'strict-minimum',
  context: HYPERBOLA.context,
  f: HYPERBOLA.f,
  g: HYPERBOLA.g,
  point: { x: '1', y: '1' },
  radius: '1',
}

/** True claims of the same form about another subject, most of them provable. */
const OTHERS: { readonly [what: string]: Subject } = {
  'another f': { ...HYPERBOLA, f: '2*(x*y - 1)^2', phi: '2*t^2' },
  'the same f written otherwise': { ...HYPERBOLA, f: '(y*x - 1)^2' },
  'another h': { ...HYPERBOLA, residuals: ['1 - x*y'] },
  'another g': { ...HYPERBOLA, g: [{ when: [], value: '2*(x^2 - y^2)^2' }] },
  'g on a piece': { ...HYPERBOLA, g: [{ when: ['1 > 0'], value: '(x^2 - y^2)^2' }] },
  'another level': { ...HYPERBOLA, level: '1/2' },
  'another phi': { ...HYPERBOLA, phi: 't*t' },
  'another class': { ...HYPERBOLA, tameClass: 'exponential' },
  'one more parameter': { ...HYPERBOLA, context: { ...HYPERBOLA.context, parameters: ['a'] } },
  'one more assumption': { ...HYPERBOLA, context: { ...HYPERBOLA.context, assume: ['1 > 0'] } },
  'one more constant': {
    ...HYPERBOLA,
    context: { ...HYPERBOLA.context, constants: { c: { polynomial: 't^2 - 2', interval: ['1', '2'] } } },
  },
  'the variables in another order': { ...HYPERBOLA, context: { ...HYPERBOLA.context, variables: ['y', 'x'] } },
}

let own: ReadonlyMap<HypothesisId, CheckedClaim>
let lyapunov: CheckedClaim
let strict: CheckedClaim
beforeAll(async () => {
  const sealed = await settledAll(S_IDS.map((id) => CLAIMS[id]))
  own = new Map(S_IDS.map((id, i) => [id, sealed[i] as CheckedClaim]))
  lyapunov = await settled(CLAIMS.lyapunov)
  strict = await settled(STRICT)
})
const all = (): CheckedClaim[] => [...own.values()]
const without = (id: HypothesisId): CheckedClaim[] => [...own].filter(([other]) => other !== id).map(([, c]) => c)
const local = (): CheckedClaim[] => [...LOCAL_IDS.map((id) => own.get(id) as CheckedClaim), strict]

describe('Theorem S', () => {
  test('concludes from all its hypotheses', () => {
    expect(theoremS(HYPERBOLA, all())).toMatchObject({
      verdict: 'certified',
      order: 2,
      scope: 'sure-below',
      level: '1',
      theorem: 'Theorem S',
      attractor: 'x*y - 1 = 0, (x^2 - y^2)^2 = 0',
    })
    expect(theoremS(HYPERBOLA, all())).not.toHaveProperty('points')
  })

  test('names variant P where g only decreases', () => {
    const conclusion = theoremS(HYPERBOLA, [...without('conserved'), lyapunov])
    expect(conclusion?.theorem).toMatch('variant P')
  })

  test.for(S_IDS)('concludes nothing without %s', (id) => {
    expect(theoremS(HYPERBOLA, without(id))).toBeUndefined()
  })

  test.for(S_IDS)('a look-alike of %s does not count', (id) => {
    expect(theoremS(HYPERBOLA, [...without(id), { ...own.get(id) }])).toBeUndefined()
  })

  test('nothing counts for another subject', () => {
    for (const subject of Object.values(OTHERS)) expect(theoremS(subject, all())).toBeUndefined()
  })

  test('every level has to be proved for itself', () => {
    for (const level of ['infinity', '2', '1/2', '1 + 0']) {
      expect(theoremS({ ...HYPERBOLA, level }, all())).toBeUndefined()
    }
  })
})

describe('swapped hypotheses', () => {
  test.for(S_IDS)('%s about something else', { timeout: 60_000 }, async (id) => {
    for (const [what, subject] of Object.entries(OTHERS)) {
      const claim = hypothesesOf(subject)[id]
      if (JSON.stringify(claim) === JSON.stringify(CLAIMS[id])) continue
      const swapped = await settled(claim)
      expect(theoremS(HYPERBOLA, [...without(id), swapped]), `${id} about ${what}`).toBeUndefined()
      if (!LOCAL_IDS.includes(id)) continue
      const rest = local().filter((c) => c !== own.get(id))
      expect(theorem29(HYPERBOLA, [...rest, swapped]), `${id} about ${what}`).toBeUndefined()
    }
  })

  test('a refuted hypothesis does not count', async () => {
    const subject: Subject = { ...HYPERBOLA, g: [{ when: [], value: '(x^2 + y^2)^2' }] }
    const refuted = await settled(hypothesesOf(subject).conserved, 'refuted')
    const rest = without('conserved')
    expect(theoremS(subject, [...rest, refuted])).toBeUndefined()
    expect(theoremS(HYPERBOLA, [...rest, refuted])).toBeUndefined()
  })
})

describe('Theorem 2.9', () => {
  test('concludes at the points proved, and only near them', () => {
    const conclusion = theorem29(HYPERBOLA, local())
    expect(conclusion).toMatchObject({ verdict: 'locally-certified', scope: 'local', order: 2, points: [['1', '1']] })
    expect(conclusion).not.toHaveProperty('level')
  })

  test.for(LOCAL_IDS)('concludes nothing without %s', (id) => {
    expect(
      theorem29(
        HYPERBOLA,
        local().filter((c) => c !== own.get(id)),
      ),
    ).toBeUndefined()
  })

  test('a strict minimum of something else does not count', async () => {
    const rest = local().filter((c) => c !== strict)
    expect(theorem29(HYPERBOLA, rest)).toBeUndefined()
    expect(theorem29(HYPERBOLA, [...rest, { ...strict }])).toBeUndefined()
    const others: Claim[] = [
      { ...STRICT, f: '2*(x*y - 1)^2' },
      { ...STRICT, g: [{ when: [], value: '2*(x^2 - y^2)^2' }] },
      { ...STRICT, context: { ...STRICT.context, parameters: ['a'] } },
    ]
    for (const claim of others) {
      expect(theorem29(HYPERBOLA, [...rest, await settled(claim)])).toBeUndefined()
    }
  })

  test('says what the constants in its points are', async () => {
    const subject: Subject = { ...HYPERBOLA, f: '(x*y - 2)^2', residuals: ['x*y - 2'], level: '4' }
    const constants = { r: { polynomial: 't^2 - 2', interval: ['1', '2'] } } as const
    const claims = hypothesesOf(subject)
    const context = { ...subject.context, constants }
    const point: Claim = { ...STRICT, context, f: subject.f, point: { y: 'r', x: 'r' } }
    const checked = await settledAll([...LOCAL_IDS.map((id) => claims[id]), point])
    const conclusion = theorem29(subject, checked)
    expect(conclusion).toMatchObject({ points: [['r', 'r']], constants })
    expect(conclusion?.text).toMatch('Here r is the root of t^2 - 2 in [1, 2].')
  })
})
