import fc from 'fast-check'
import { fromTerms, type Polynomial } from '../../src/algebra/polynomial.ts'
import { type Rational, rational } from '../../src/kernel/rational.ts'

/** Small rationals, and now and then integers beyond the doubles. */
export const arbitraryRational = (): fc.Arbitrary<Rational> =>
  fc
    .oneof(
      { weight: 6, arbitrary: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.constant(1)) },
      { weight: 2, arbitrary: fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 12 })) },
      { weight: 1, arbitrary: fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.constant(1)) },
    )
    .map(([n, d]) => rational(n, d))

/** Sparse polynomials in the given indeterminates. */
export const arbitraryPolynomial = (names: readonly string[], maxDegree = 4, maxTerms = 5): fc.Arbitrary<Polynomial> =>
  fc
    .array(
      fc.record({
        exponents: fc.array(fc.integer({ min: 0, max: maxDegree }), {
          minLength: names.length,
          maxLength: names.length,
        }),
        coefficient: arbitraryRational(),
      }),
      { maxLength: maxTerms },
    )
    .map((list) => fromTerms(names, list))

/** The same run of examples every time. */
export const FIXED = { seed: 20, numRuns: 100 }

/** A budget for a test that must not take longer. */
export const within = (milliseconds: number): { deadline: number } => ({ deadline: Date.now() + milliseconds })
