import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areCoprimeInImages } from '../../src/algebra/coprimality.ts'
import { constantValue, isZero, rename } from '../../src/algebra/polynomial.ts'
import { multiply } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial } from '../../src/algebra/polynomial-text.ts'
import { arbitraryPolynomial, FIXED } from './arbitrary.ts'

const names = ['x', 'y', 'z']
const some = arbitraryPolynomial(names, 3, 4)
const read = (text: string) => rename(parsePolynomial(text), names)

test('what has a common factor that is no constant is never said to be coprime', () => {
  fc.assert(
    fc.property(some, some, some, (c, p, q) => {
      fc.pre(!isZero(p) && !isZero(q) && constantValue(c) === undefined)
      expect(areCoprimeInImages(multiply(c, p), multiply(c, q))).toBe(false)
    }),
    { ...FIXED, numRuns: 200 },
  )
})

test.each([
  ['x*y - 1', 'x^2 - y^2', true],
  ['x', 'y', true],
  ['2*x + 2', '2*x', true],
  ['x + y', 'x - y + z', true],
  ['x^2 - y^2', 'x^3 + y^3', false],
  ['(x*y - z)*(x + 1)', '(x*y - z)*(z + 1)', false],
])('%s and %s: %s', (f, g, expected) => {
  expect(areCoprimeInImages(read(f), read(g))).toBe(expected)
})

test('a leading coefficient that is divisible by the prime proves nothing', () => {
  // Both are multiples of 67108859*y + 1, which is 1 modulo this prime.
  expect(areCoprimeInImages(read('67108859*y + 1'), read('(67108859*y + 1)*y'))).toBe(false)
})
