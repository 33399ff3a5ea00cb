import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { orderClaims } from '../../src/provers/order/order-claims.ts'
import { energyOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { type ProvedOrder, provedOrder, stepWords } from '../../src/theorems/proved-order.ts'
import { theorem29 } from '../../src/theorems/theorem-2-9.ts'
import { theoremSOrder, theoremSOrderHypotheses } from '../../src/theorems/theorem-s-order.ts'
import { settled, settledAll } from './subject.ts'

/** Example 4.1 of [J]. */
const FLAT: Subject = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: 'x^2 + x^4*y^2',
  residuals: ['x*sqrt(x^2*y^2 + 1)'],
  loss: 'single',
  phi: 't^2',
  tameClass: 'semialgebraic',
  g: [{ when: [], value: 'y^2' }],
  level: 'infinity',
}
const search = { budget: { deadline: Number.POSITIVE_INFINITY }, hints: {} }
const claimsFor = ({ context, residuals, g }: Subject, f: string) => {
  const [first] = orderClaims({ context, f, residuals, g }, search)
  if (first === undefined) throw new Error(`no claims for ${f}`)
  return first
}

const STRICT: Claim = {
  claim: 'strict-minimum',
  context: FLAT.context,
  f: FLAT.f,
  g: FLAT.g,
  point: { x: '0', y: '0' },
  radius: '1',
}

let shared: readonly CheckedClaim[]
let decrease: CheckedClaim
let subregularity: CheckedClaim
let strict: CheckedClaim
beforeAll(async () => {
  shared = await settledAll(theoremSOrderHypotheses(FLAT).map(({ claim }) => claim))
  const claims = claimsFor(FLAT, FLAT.f)
  decrease = await settled(claims.decrease)
  subregularity = await settled(claims.subregularity)
  strict = await settled(STRICT)
}, 60_000)

describe('Theorem S of order p, by Proposition 3.27', () => {
  test('concludes order 4 from all its hypotheses', () => {
    const conclusion = theoremSOrder(FLAT, [...shared, decrease, subregularity])
    expect(conclusion).toMatchObject({
      verdict: 'certified',
      order: 4,
      exponents: { beta: 1, gamma: 3, tau: '1' },
      scope: 'sure',
      trust: 'kernel',
    })
    // β = 1, so no two steps have to be compared.
    expect(conclusion?.text).toContain('α_k in (0, ᾱ] and Σ α_k^4 = ∞')
  })

  test('concludes nothing without one of them, or from copies', () => {
    const all = [...shared, decrease, subregularity]
    for (const left of all) {
      expect(
        theoremSOrder(
          FLAT,
          all.filter((one) => one !== left),
        ),
      ).toBeUndefined()
    }
    expect(theoremSOrder(FLAT, JSON.parse(JSON.stringify(all)))).toBeUndefined()
  })

  test('needs the claims to be about this g, these residuals and one f', async () => {
    const other = await settled(claimsFor({ ...FLAT, g: [{ when: [], value: '2*y^2' }] }, FLAT.f).decrease)
    expect(theoremSOrder(FLAT, [...shared, other, subregularity])).toBeUndefined()
    const foreign = await settled({ ...claimsFor(FLAT, FLAT.f).subregularity, residuals: ['x'] })
    expect(theoremSOrder(FLAT, [...shared, decrease, foreign])).toBeUndefined()
    const energy = await settled(claimsFor(FLAT, energyOf(FLAT.residuals)).subregularity)
    expect(provedOrder(FLAT, [decrease, energy])).toBeUndefined()
  })

  test('takes |F|² for f, and the smallest order', async () => {
    const { decrease: d, subregularity: s } = claimsFor(FLAT, energyOf(FLAT.residuals))
    const energy = [await settled(d), await settled(s)]
    expect(theoremSOrder(FLAT, [...shared, ...energy])?.order).toBe(4)
    const weaker = await settled({ ...s, exponent: 2, kappa: '1/4' })
    expect(provedOrder(FLAT, [energy[0], weaker])?.order).toBe(7)
    expect(provedOrder(FLAT, [energy[0], weaker, energy[1]])?.order).toBe(4)
    expect(stepWords({ ...(provedOrder(FLAT, energy) as ProvedOrder), beta: 2 })).toContain('Σ min(α_k, α_{k+1})^4')
  })

  test('is not for the l1 norm, whose directions are others', () => {
    expect(provedOrder({ ...FLAT, loss: 'l1' }, [decrease, subregularity])).toBeUndefined()
  })
})

describe('Theorem 2.9 with Proposition 3.27', () => {
  test('concludes asymptotic 4-d-stability of a strict minimum, without coercivity', () => {
    const checked = [...shared.filter(({ claim }) => claim.claim !== 'coercive'), decrease, subregularity, strict]
    expect(theorem29(FLAT, checked)).toMatchObject({
      verdict: 'locally-certified',
      order: 4,
      points: [['0', '0']],
      theorem: 'Theorem 2.9 with Proposition 3.27',
    })
    expect(
      theorem29(
        FLAT,
        checked.filter((one) => one !== decrease),
      ),
    ).toBeUndefined()
  })
})
