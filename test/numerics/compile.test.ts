import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/expression/evaluate.ts'
import { rational } from '../../src/kernel/rational.ts'
import {
  call,
  difference,
  negated,
  number,
  product,
  quotient,
  raised,
  symbol,
  type Term,
} from '../../src/kernel/term.ts'
import { compileScalar, compileVector } from '../../src/numerics/compile.ts'
import { buildProgram } from '../../src/numerics/lower-terms.ts'
import { programTerms } from './program-terms.ts'

const [x, y] = [symbol('x'), symbol('y')]

const terms = programTerms(() => fc.integer({ min: -5, max: 9 }), 5)
const coordinate = fc.double({ min: -3, max: 3, noNaN: true })

describe('compiled terms', () => {
  test('agree with the plain evaluator at every point', () => {
    fc.assert(
      fc.property(terms, coordinate, coordinate, (term, a, b) => {
        const at = new Map([
          ['x', a],
          ['y', b],
        ])
        const compiled = compileScalar(term, ['x', 'y'])([a, b])
        const plain = evaluate(term, at)
        // Integer powers and odd roots may round differently, and functions of large values amplify that.
        if (!Number.isFinite(plain) || Math.abs(plain) > 1e6) return
        fc.pre(isTame(term, at))
        expect(compiled).toBeCloseTo(plain, 5)
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  test('one at a time and together give the same bits', () => {
    fc.assert(
      fc.property(
        terms,
        terms,
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 8 }),
        (a, b, points) => {
          const variables = ['x', 'y']
          const single = [compileScalar(a, variables), compileScalar(b, variables)]
          const both = compileVector([a, b], variables)
          points.forEach((point) => {
            const out = [0, 0]
            both(point, out)
            const alone = single.map((f) => f(point))
            expect(out).toEqual(alone)
          })
        },
      ),
      { seed: 2, numRuns: 300 },
    )
  })

  test('share common subexpressions, across terms and across equal trees', () => {
    const again = difference(product(symbol('x'), symbol('y')), number(1))
    const f = raised(difference(product(x, y), number(1)), 2)
    const gradient = [product(number(2), again, y), product(number(2), again, product(y, x))]
    const { instructions } = buildProgram([f, ...gradient], ['x', 'y'])
    // x, y, xy, −1, xy−1, its square, 2, 2(xy−1), and one product for each component.
    expect(instructions.length).toBe(10)
    expect(instructions.filter((i) => i.op === 'multiply').length).toBe(5)
  })

  test('refuse symbols that are not variables, and roots of no degree', () => {
    expect(() => compileScalar(symbol('a'), ['x'])).toThrow('expected one of the variables x, found the symbol a')
    expect(() => compileScalar(call('root', x, y), ['x', 'y'])).toThrow('expected root(u, n) with a positive integer n')
    expect(() => compileScalar(call('root', x, number(0)), ['x'])).toThrow('positive integer n, found root(x, 0)')
  })

  test('no name of a user reaches the source', () => {
    const name = '); throw new Error("reached"); ('
    const f = compileScalar(product(symbol(name), number(3)), [name])
    expect(f([2])).toBe(6)
    expect(f.toString()).not.toContain('reached')
  })

  test('keep the domain: x/x at 0 is not 1, sgn(0) is 1, even roots of negatives do not exist', () => {
    expect(compileScalar(quotient(x, x), ['x'])([0])).toBeNaN()
    expect(compileScalar(call('sgn', x), ['x'])([0])).toBe(1)
    expect(compileScalar(call('sgn', x), ['x'])([Number.NaN])).toBeNaN()
    expect(compileScalar(call('root', x, number(4)), ['x'])([-1])).toBeNaN()
    expect(compileScalar(call('root', x, number(5)), ['x'])([-32])).toBeCloseTo(-2, 14)
    expect(compileScalar(raised(x, number(rational(1, 2))), ['x'])([9])).toBe(3)
    expect(compileScalar(raised(x, negated(number(2))), ['x'])([4])).toBe(1 / 16)
  })
})

/** No subterm is huge or near a jump, so that two roundings of it may be compared. */
function isTame(term: Term, at: ReadonlyMap<string, number>): boolean {
  const value = evaluate(term, at)
  if (!Number.isFinite(value) || Math.abs(value) > 1e4) return false
  const args = term.op === 'call' ? term.args : []
  if (args.some((arg) => Math.abs(evaluate(arg, at)) < 1e-3)) return false
  if (term.op === 'divide' && Math.abs(evaluate(term.denominator, at)) < 1e-3) return false
  if (term.op === 'power' && Math.abs(evaluate(term.base, at)) < 1e-1) return false
  const parts: readonly Term[] =
    term.op === 'number' || term.op === 'symbol'
      ? []
      : term.op === 'negate'
        ? [term.arg]
        : term.op === 'divide'
          ? [term.numerator, term.denominator]
          : term.op === 'power'
            ? [term.base]
            : term.args
  return parts.every((part) => isTame(part, at))
}
