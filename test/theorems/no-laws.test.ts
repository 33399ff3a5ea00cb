import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { ContextJson } from '../../src/kernel/context.ts'
import * as Q from '../../src/kernel/rational.ts'
import { type EquilibriumSubject, equilibriumAt } from '../../src/theorems/equilibrium.ts'
import { characteristicPolynomial, isIrreducible } from '../../src/theorems/irreducible.ts'
import { basinHypotheses, lawsOnBasin } from '../../src/theorems/laws-on-basin.ts'
import { criticalHypotheses, noAnalyticLaw } from '../../src/theorems/no-analytic-law.ts'
import { definiteHypotheses, isolatedHypotheses, noContinuousLaw } from '../../src/theorems/no-continuous-law.ts'
import { settledAll } from './subject.ts'

const PLANE: ContextJson = { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} }
const ORIGIN = { x: '0', y: '0' }
const at = (f: string, point = ORIGIN, context = PLANE): EquilibriumSubject => ({ context, f, point })
const seals = (claims: readonly Claim[] | undefined): Promise<CheckedClaim[]> => settledAll(claims as readonly Claim[])
const rationals = (...values: readonly (number | string)[]): Q.Rational[] =>
  values.map((v) => Q.parseRational(String(v)))

describe('no continuous law at a definite extremum', () => {
  const bowl = at('x^2 + x*y + y^2 + x^3')
  let sealed: CheckedClaim[]
  beforeAll(async () => {
    sealed = await seals(definiteHypotheses(bowl, 'minimum'))
  })

  test('concludes from the gradient and the minors, and only from all of them', () => {
    expect(noContinuousLaw(bowl, 'minimum', sealed)).toMatchObject({ kind: 'no-continuous-law', trust: 'kernel' })
    for (const missing of sealed)
      expect(
        noContinuousLaw(
          bowl,
          'minimum',
          sealed.filter(({ claim }) => JSON.stringify(claim) !== JSON.stringify(missing.claim)),
        ),
      ).toBeUndefined()
  })

  test.each<[string, EquilibriumSubject]>([
    ['another objective with the same value', at('x^2 + y^2')],
    ['another point', at(bowl.f, { x: '-2/3', y: '1/3' })],
    ['one more variable', at(bowl.f, { ...ORIGIN, z: '0' } as never, { ...PLANE, variables: ['x', 'y', 'z'] })],
    ['the variables in another order', at(bowl.f, ORIGIN, { ...PLANE, variables: ['y', 'x'] })],
    ['a parameter more', at(bowl.f, ORIGIN, { ...PLANE, parameters: ['a'] })],
  ])('refuses %s', (_, other) => {
    expect(noContinuousLaw(other, 'minimum', sealed)).toBeUndefined()
  })

  test('refuses the claims of a minimum for a maximum, and unsealed claims', () => {
    expect(noContinuousLaw(bowl, 'maximum', sealed)).toBeUndefined()
    expect(noContinuousLaw(bowl, 'minimum', definiteHypotheses(bowl, 'minimum') as readonly Claim[])).toBeUndefined()
  })

  test('a point in the plane of minima has no positive minors to prove', () => {
    const claims = definiteHypotheses(at('x^2'), 'minimum') as readonly Claim[]
    expect(claims.map((claim) => claim.claim === 'relation' && claim.goal)).toContain('0 > 0')
  })

  test.each(['abs(x) + y^2', 'x^2*abs(y)', 'sqrt(x^2 + y^2)', '1/x + y^2', 'log(x)^2 + y^2', 'sgn(x) + y^2'])(
    'says nothing of %s at 0, which is not smooth there',
    (f) => {
      expect(equilibriumAt(at(f))).toBeUndefined()
    },
  )

  test('is not disturbed by kinks elsewhere', () => {
    expect(equilibriumAt(at('x^2 + y^2 + abs(x - 1)'))).toBeDefined()
  })
})

describe('no continuous law at an isolated extremum', () => {
  const flat = at('x^4 + x^2*y^2 + y^6')
  const everywhere = isolatedHypotheses(flat, 'minimum', null)
  const claims = [everywhere?.extremum, { ...everywhere?.critical, points: [ORIGIN] }] as Claim[]
  let sealed: CheckedClaim[]
  beforeAll(async () => {
    sealed = await settledAll(claims)
  })

  test('concludes from the extremum and the critical points', () => {
    expect(noContinuousLaw(flat, 'minimum', sealed)).toMatchObject({ kind: 'no-continuous-law', trust: 'kernel' })
  })
  test('needs both, for this f, this kind of extremum and this radius', () => {
    for (const claim of sealed) expect(noContinuousLaw(flat, 'minimum', [claim])).toBeUndefined()
    expect(noContinuousLaw(flat, 'maximum', sealed)).toBeUndefined()
    expect(noContinuousLaw(flat, 'minimum', sealed, '1')).toBeUndefined()
    expect(noContinuousLaw(at('x^4 + x^2*y^2 + y^8'), 'minimum', sealed)).toBeUndefined()
    expect(noContinuousLaw(at(flat.f, { x: '1', y: '0' }), 'minimum', sealed)).toBeUndefined()
  })
  test('refuses critical points of a system with an equation more', async () => {
    const more = { ...everywhere?.critical, equations: ['x', 'y'], points: [ORIGIN] } as Claim
    const other = await settledAll([everywhere?.extremum as Claim, more])
    expect(noContinuousLaw(flat, 'minimum', other)).toBeUndefined()
  })
  test('takes no radius that is not a positive number', () => {
    for (const radius of ['0', '-1', 'a', '1 - 1', '1/0']) {
      expect(isolatedHypotheses(flat, 'minimum', radius)).toBeUndefined()
    }
  })
})

describe('no analytic law without resonance', () => {
  // Hessian [[2, 4], [4, 2/3]]: t^2 - 8/3 t - 44/3 is irreducible.
  const saddle = at('x^2 + 4*x*y + y^2/3 + y^3')
  const factor = { polynomial: 't^2 - 8/3*t - 44/3', prime: 5 }
  // Hessian [[1, 2], [2, 1]]: eigenvalues 3 and -1, with the trace 2 but resonant: 1*3 + 3*(-1) = 0.
  const resonant = at('x^2/2 + 2*x*y + y^2/2')
  let sealed: CheckedClaim[]
  let other: CheckedClaim[]
  beforeAll(async () => {
    sealed = await seals(criticalHypotheses(saddle))
    other = await seals(criticalHypotheses(resonant))
  })

  test('concludes for irrational eigenvalues of both signs', () => {
    expect(noAnalyticLaw(saddle, [factor], sealed)).toMatchObject({ kind: 'no-analytic-law', trust: 'kernel' })
  })
  test.each([
    ['a product that is another polynomial', [{ polynomial: 't^2 - 8/3*t - 41/3', prime: 7 }]],
    ['a factor missing', [{ polynomial: 't - 4', prime: null }]],
    ['no factor', []],
    ['no prime', [{ ...factor, prime: null }]],
    ['a prime in the denominators', [{ ...factor, prime: 3 }]],
    ['a number that is no prime', [{ ...factor, prime: 25 }]],
    ['a polynomial that is not monic', [{ polynomial: '3*t^2 - 8*t - 44', prime: 5 }]],
  ])('refuses %s', (_, factors) => {
    expect(noAnalyticLaw(saddle, factors, sealed)).toBeUndefined()
  })
  test('refuses where ∇f = 0 was not proved', () => {
    expect(noAnalyticLaw(saddle, [factor], [])).toBeUndefined()
    expect(noAnalyticLaw(at('x^2 + 4*x*y + y^2/3 + y^3 + x'), [factor], other)).toBeUndefined()
  })
  test('refuses resonant eigenvalues, however they are factored', () => {
    const linear = [
      { polynomial: 't - 3', prime: null },
      { polynomial: 't + 1', prime: null },
    ]
    expect(noAnalyticLaw(resonant, linear, other)).toBeUndefined()
    for (let prime = 2; prime < 100; prime++)
      expect(noAnalyticLaw(resonant, [{ polynomial: 't^2 - 2*t - 3', prime }], other)).toBeUndefined()
  })
  test('refuses a zero eigenvalue and a factor of trace 0', async () => {
    const degenerate = at('x^2 + y^3')
    const critical = await seals(criticalHypotheses(degenerate))
    const factors = [
      { polynomial: 't - 2', prime: null },
      { polynomial: 't', prime: null },
    ]
    expect(noAnalyticLaw(degenerate, factors, critical)).toBeUndefined()
    const balanced = at('x^2 + 2*x*y - y^2')
    const zeroTrace = await seals(criticalHypotheses(balanced))
    expect(noAnalyticLaw(balanced, [{ polynomial: 't^2 - 8', prime: 3 }], zeroTrace)).toBeUndefined()
  })
})

describe('irreducible polynomials', () => {
  test.each<[string, Q.Rational[], number, boolean]>([
    ['t^2 + 1 mod 3', rationals(1, 0, 1), 3, true],
    ['t^2 + 1 mod 5', rationals(1, 0, 1), 5, false],
    ['t^4 + 1, reducible modulo every prime', rationals(1, 0, 0, 0, 1), 7, false],
    ['t^4 + t + 1 mod 2', rationals(1, 1, 0, 0, 1), 2, true],
    ['t^4 + t^2 + 1 = (t^2 + t + 1)^2 mod 2', rationals(1, 0, 1, 0, 1), 2, false],
    ['(t^2 + 1)(t^2 + 2) mod 3', rationals(2, 0, 3, 0, 1), 3, false],
    ['t^5 - t - 1 mod 5', rationals(-1, -1, 0, 0, 0, 1), 5, true],
    ['t^3 - 1/2 mod 7', rationals('-1/2', 0, 0, 1), 7, true],
  ])('%s', (_, q, prime, expected) => {
    expect(isIrreducible(q, prime)).toBe(expected)
  })
  test('characteristic polynomials', () => {
    const of = (...rows: number[][]) => characteristicPolynomial(rows.map((row) => rationals(...row)))
    expect(of([5])).toEqual(rationals(-5, 1))
    expect(of([1, 2], [3, 4])).toEqual(rationals(-2, -5, 1))
    expect(of([2, 0, 0], [0, 3, 4], [0, 4, 9])).toEqual(rationals(-22, 35, -14, 1))
  })
})

describe('at most dim M laws on the basin of M', () => {
  const subject = {
    context: { ...PLANE, variables: ['x', 'y', 'z', 'w'] },
    f: '(x*y - 1)^2 + (z*w - 2)^2',
    residuals: ['x*y - 1', 'z*w - 2'],
    loss: 'l2' as const,
    phi: 't^2',
    tameClass: 'semialgebraic' as const,
  }
  test('needs all four claims, about this map and this loss', async () => {
    const sealed = await settledAll(basinHypotheses(subject))
    expect(lawsOnBasin(subject, sealed)?.text).toContain('dimension 2')
    for (const missing of sealed)
      expect(
        lawsOnBasin(
          subject,
          sealed.filter((claim) => claim !== missing),
        ),
      ).toBeUndefined()
    expect(lawsOnBasin({ ...subject, residuals: ['x*y - 1'] }, sealed)).toBeUndefined()
    expect(lawsOnBasin({ ...subject, loss: 'l1' }, sealed)).toBeUndefined()
  })
})
