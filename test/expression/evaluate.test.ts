import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDouble } from '../../src/expression/double.ts'
import { evaluate, evaluateExactly, integerRoot } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { formatRational, type Rational, rational } from '../../src/kernel/rational.ts'
import { printTerm, type Term } from '../../src/kernel/term.ts'
import { agree, arbitraryPoint, arbitraryTerm, inDoubles } from './arbitrary-term.ts'

const read = (text: string): Term => parseExpression(text, { printed: true }).term
const exactly = (text: string, x: Rational): string | undefined => {
  const value = evaluateExactly(read(text), new Map([['x', x]]))
  return value === undefined ? undefined : formatRational(value)
}

describe('evaluateExactly', () => {
  test.each([
    ['(x + 1/3)^2', rational(1, 6), '1/4'],
    ['1/x', rational(0), undefined],
    ['x^(-2)', rational(2, 3), '9/4'],
    ['x^(-2)', rational(0), undefined],
    ['x^0', rational(0), '1'],
    ['x^(3/2)', rational(4, 9), '8/27'],
    ['x^(1/3)', rational(-8), undefined],
    ['x^(1/2)', rational(2), undefined],
    ['cbrt(x)', rational(-8, 27), '-2/3'],
    ['sqrt(x)', rational(-4), undefined],
    ['sqrt(x^2)', rational(-4), '4'],
    ['root(x, 4)', rational(16, 81), '2/3'],
    ['abs(x) + max(x, 1, 2) - min(x, 0)', rational(-5), '12'],
    ['sgn(x)', rational(-1, 2), '-1'],
    ['sgn(x)', rational(0), undefined],
    ['exp(x) + cos(x) + sin(x) + tanh(x)', rational(0), '2'],
    ['exp(x)', rational(1), undefined],
    ['log(x)', rational(1), '0'],
    ['log(x)', rational(0), undefined],
    ['10^20 + x - 10^20', rational(1), '1'],
  ])('%s at %o', (text, x, expected) => expect(exactly(text, x)).toBe(expected))

  test('an unknown symbol is an error', () => {
    expect(() => evaluateExactly(read('x + y'), new Map([['x', rational(1)]]))).toThrow('expected a value for "y"')
    expect(() => evaluate(read('x + y'), new Map([['x', 1]]))).toThrow('expected a value for "y"')
  })

  test('agrees with doubles', () => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
        const exact = evaluateExactly(term, point)
        const double = evaluate(term, inDoubles(point))
        // Cancellation of doubles is not at issue here.
        if (exact === undefined || Math.abs(toDouble(exact)) < 1e-9 || !Number.isFinite(double)) return
        compared++
        expect(agree(toDouble(exact), double, 1e-6), printTerm(term)).toBe(true)
      }),
      { seed: 20, numRuns: 1000 },
    )
    expect(compared).toBeGreaterThan(300)
  })
})

describe('integerRoot', () => {
  test('of perfect powers and their neighbours', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n, max: 10n ** 40n }), fc.integer({ min: 1, max: 9 }), (r, n) => {
        const value = r ** BigInt(n)
        expect(integerRoot(value, n)).toBe(r)
        if (n > 1) expect(integerRoot(value + 1n, n)).toBeUndefined()
        if (n > 1) expect(integerRoot(value - 1n, n)).toBeUndefined()
      }),
      { seed: 20, numRuns: 300 },
    )
  })
})
