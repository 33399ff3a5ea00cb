import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nonnegativeSet, type RealRoot } from '../../src/algebra/nonnegative-set.ts'
import type { Polynomial } from '../../src/algebra/polynomial.ts'
import { evaluate } from '../../src/algebra/polynomial-calculus.ts'
import { multiply } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial } from '../../src/algebra/polynomial-text.ts'
import { polynomialIn } from '../../src/algebra/univariate.ts'
import * as Q from '../../src/kernel/rational.ts'

const shown = (root: RealRoot | undefined): string =>
  root === undefined
    ? 'infinite'
    : root.minimal.length === 2
      ? Q.formatRational(Q.rational(-(root.minimal[0] as bigint), root.minimal[1] as bigint))
      : root.minimal.join()

test.each([
  [['t'], '[0, infinite]'],
  [['t^2 - 2'], '[infinite, -2,0,1] [-2,0,1, infinite]'],
  [['t^2'], '[infinite, infinite]'],
  [['-t^2'], '[0, 0]'],
  [['t*(1 + t)^2', '60 - t'], '[-1, -1] [0, 60]'],
  [['t + t^2/10', '60 - t - t^2/10'], '[-30, -10] [0, 20]'],
  [['t - 1', '-t'], ''],
  [['t - 1', '1 - t'], '[1, 1]'],
  [['5', 't'], '[0, infinite]'],
  [['-1', 't'], ''],
  [['5'], '[infinite, infinite]'],
  [['t*(t - 1)^2*(2 - t)'], '[0, 2]'],
  [['t^3 - 2', '3 - t^2'], '[-2,0,0,1, -3,0,1]'],
  [['t - 1/3', '3*t - 1'], '[1/3, infinite]'],
])('the set where %j are not negative', (texts, expected) => {
  const found = nonnegativeSet(texts.map((text) => parsePolynomial(text, ['t'])))
  expect(found.map(({ lower, upper }) => `[${shown(lower)}, ${shown(upper)}]`).join(' ')).toBe(expected)
})

const roots = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 0, maxLength: 4 })
const polynomial = fc
  .tuple(roots, fc.constantFrom(-2, -1, 1, 3), fc.boolean())
  .map(([zeros, scale, isIrrational]) =>
    zeros.reduce<Polynomial>(
      (p, z) => multiply(p, polynomialIn('t', [BigInt(-z), 1n])),
      multiply(polynomialIn('t', [BigInt(scale)]), polynomialIn('t', isIrrational ? [-7n, 0n, 1n] : [1n])),
    ),
  )

test('a rational number is in the set exactly where every polynomial is at least 0 there', () => {
  /** t ≤ r for a rational r, or for one of ±√7. */
  const isAtMost = (t: Q.Rational, { minimal, root }: RealRoot): boolean => {
    if (minimal.length === 2) return Q.compare(t, root.lower) <= 0
    const square = Q.multiply(t, Q.sign(t) < 0 ? Q.negate(t) : t)
    return Q.compare(square, Q.rational(Q.sign(root.upper) <= 0 ? -7n : 7n)) <= 0
  }
  fc.assert(
    fc.property(fc.array(polynomial, { minLength: 1, maxLength: 3 }), fc.integer({ min: -160, max: 160 }), (ps, k) => {
      const t = Q.rational(BigInt(k), 20n)
      const isIn = nonnegativeSet(ps).some(
        ({ lower, upper }) =>
          (lower === undefined ||
            !isAtMost(t, lower) ||
            (lower.minimal.length === 2 && Q.equal(t, lower.root.lower))) &&
          (upper === undefined || isAtMost(t, upper)),
      )
      const isAllowed = ps.every((p) => Q.compare(evaluate(p, new Map([['t', t]])), Q.ZERO) >= 0)
      expect(isIn).toBe(isAllowed)
    }),
    { seed: 5, numRuns: 200 },
  )
})
