import { describe, expect, test } from 'vitest'
import { isCheckedClaim, obligationsOf } from '../../src/kernel/checked-claim.ts'
import type { ClaimForm } from '../../src/kernel/claim.ts'
import type { LastResort } from '../../src/provers/attempt.ts'
import { bySolver } from '../../src/provers/last-resort.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { decide } from '../../src/toolkit/decide.ts'
import { FORMS, falseClaim } from '../refused/false-claims/campaign.ts'
import { relationClaim } from './claims.ts'

type Given = NonNullable<Parameters<typeof relationClaim>[1]>
type Row = readonly [claim: string, isTrue: boolean, given?: Given]

const soon = () => ({ budget: { deadline: Date.now() + 60_000 }, hints: {} })

/** What z3 alone says of a claim: never wrong, and here never nothing. */
const decided = async ([text, isTrue, given]: Row): Promise<void> => {
  const claim = relationClaim(text, given)
  const { verdict, tried } = await bySolver(claim, obligationsOf(claim), new Map(), soon())
  expect(verdict?.status, tried.join('; ')).toBe(isTrue ? 'proved' : 'refuted')
  if (verdict?.status === 'refuted') expect(isCheckedClaim(verdict.checked)).toBe(true)
  else expect(verdict).toMatchObject({ trust: 'solver' })
}

// Statements of our own about what z3 once got wrong, by the numbers of its issues (github.com/Z3Prover/z3).
describe('what z3 was once wrong about', () => {
  test.for<Row>([
    // 3285: a model that was none, with the second of two questions.
    ['a*b != 1', false, { assume: ['c > 0', 'c + a = 3'] }],
    // 3229: the same with a product.
    ['a*b <= 0', false, { assume: ['c = 0'] }],
    // 3111: the same with a quotient.
    ['b <= 0', false, { assume: ['-2/c <= a'] }],
    // 3255: a quotient multiplied back, and an irrational value.
    ['r*(r/s)*s != 207/1000', false, { assume: ['s != r'] }],
    // 4272: unsatisfiable with proofs switched on.
    ['b*d = 0', false, { assume: ['a = c/b'] }],
    // 6988: a model in which 1/r is 0.
    ['1/r != 0', true],
    // 3266: a product divided by one of its factors.
    ['(x*y)/y = x', true, { assume: ['y > 0'] }],
    // 3225: a large power of a fraction.
    ['40/(3/8)^210 > 0', true],
    // 2592: unsatisfiable although there is a model with fractions.
    ['r*a*d + h >= 0', false, { assume: ['a >= d', 'h = 0', 'r >= 0'] }],
    // 6981: unsatisfiable although there is a model with square roots.
    [
      'a*(24 + a*(24 + a*(240*a - 120))*(240*a - 120)) > 2',
      false,
      { assume: ['a^2 = d - 1', 'd > 1', 'c^2 = d', 'c > 0', 'b^2 = d + 1', '5/((240*a - 120)^2*a) > d'] },
    ],
  ])('%s: %s', { timeout: 120_000 }, decided)
})

describe('what a script could get wrong', () => {
  test.for<Row>([
    // z3's division by zero is a number.
    ['x/x = 1', true],
    ['1/x >= 0', false],
    ['x = y', true, { assume: ['1/x = 1/y'] }],
    ['y = 0', true, { assume: ['y/x = 0'] }],
    ['(x^2 - 1)/(x - 1) = x + 1', true],
    ['1/(x - 1/x) != 7', false],
    // Integers are no reals, and n/2 is no integer division.
    ['n^2 >= n', true, { integers: ['n'] }],
    ['n^2 >= n', false],
    ['2*n != 4', false, { integers: ['n'] }],
    ['n/2*2 = n', true, { integers: ['n'] }],
    ['n >= 1', true, { integers: ['n'], assume: ['n > 1/2'] }],
    ['n*x != 1/2', false, { integers: ['n'], assume: ['n > 3'] }],
    // Roots are not the other root, and odd ones have a sign.
    ['sqrt(x)^2 = x', true],
    ['sqrt(x^2) = x', false],
    ['root(x, 4) >= 0', true],
    ['cbrt(x)^3 = x', true],
    ['cbrt(x) >= 0', false],
    // Signs at zero are either.
    ['sgn(x)*x = abs(x)', true],
    ['abs(x) + x > 0', false],
    ['max(x, y) + min(x, y) = x + y', true],
    // Of other functions only facts are known.
    ['exp(x) > x^2', true, { assume: ['x >= 0'] }],
    ['exp(x) >= 3*x', false],
    ['exp(x)*exp(-x) = 1', true],
    ['log(x) <= x - 1', true],
    ['sin(x) <= x', true, { assume: ['x >= 0'] }],
    ['abs(x)^(p) > 0', false, { parameters: ['p'], assume: ['p > 0'] }],
    ['x^(n) > 1', true, { integers: ['n'], assume: ['n >= 1', 'x > 1'] }],
  ])('%s: %s', { timeout: 120_000 }, decided)
})

describe('false claims', () => {
  // Coercivity is not asked about.
  const forms = FORMS.filter((form): form is ClaimForm => form !== 'coercive')
  test.each(forms)(
    'of the form %s are never proved',
    async (form) => {
      for (let number = 0; number < 2; number++) {
        const claim = falseClaim(form, 77_000 + number)
        let obligations: ReturnType<typeof obligationsOf>
        try {
          obligations = obligationsOf(claim)
        } catch {
          continue
        }
        const search = { budget: { deadline: Date.now() + 6000 }, hints: {} }
        const { verdict } = await bySolver(claim, obligations, new Map(), search)
        expect(verdict?.status, JSON.stringify(claim)).not.toBe('proved')
      }
    },
    240_000,
  )
})

test('is asked when the provers are at their end, unless only the kernel counts', async () => {
  const claim = relationClaim('n^2 >= n', { integers: ['n'] })
  const atTheEnd = { deadline: Date.now() + 60_000, work: { meter: { used: 1 }, until: 0 } }
  const lastResort: LastResort = (own, obligations, proofs) => bySolver(own, obligations, proofs, soon())
  expect(await proveClaim(claim, { budget: atTheEnd, hints: {}, lastResort })).toMatchObject({ trust: 'solver' })
  const own = await decide(claim, { budget: { deadline: Date.now() + 2000 }, hints: {} }, { trust: 'kernel' })
  if (own.status === 'unknown') expect(own.tried.filter((line) => line.startsWith('z3'))).toEqual([])
  else expect(own).toMatchObject({ trust: 'kernel' })
}, 180_000)
