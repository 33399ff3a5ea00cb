import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { structureOf } from '../../src/expression/combine.ts'
import { evaluate, evaluateExactly } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { printPlain } from '../../src/expression/print-plain.ts'
import { isTotal } from '../../src/expression/side-conditions.ts'
import { simplify } from '../../src/expression/simplify.ts'
import { equal } from '../../src/kernel/rational.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { agree, arbitraryPoint, arbitraryTerm, inDoubles } from './arbitrary-term.ts'

describe('simplify', () => {
  test.each([
    ['x + x', '2*x'],
    ['x - x', '0'],
    ['x*y + y*x', '2*x*y'],
    ['2*3*x*x^2', '6*x^3'],
    ['(x + 1) - (x + 1)', '0'],
    ['(-x)^3', '-x^3'],
    ['(2*x*y)^2', '4*x^2*y^2'],
    ['(x^2)^3', 'x^6'],
    ['2*(x+y)/(4*x)/3', '(x + y)/(6*x)'],
    ['sqrt(4) + abs(-3/2) + exp(0)', '9/2'],
    ['1*x + 0*y', 'x'],
    ['x^1 + y^0', 'x + 1'],
    ['max(1, 2)*x', '2*x'],
    ['1/x + 1/x', '2/x'],
    ['sin(x) + cos(x)', 'sin(x) + cos(x)'],
    ['max(x, y) - min(x, y)', 'max(x, y) - min(x, y)'],
    ['x^2*y^3 + x^3*y^2', 'x^2*y^3 + x^3*y^2'],
    ['x/y - y/x', 'x/y - y/x'],
    ['(x - y)^3 + (y - x)^3', '(x - y)^3 + (y - x)^3'],
  ])('%s becomes %s', (text, expected) => {
    expect(printPlain(simplify(parseExpression(text).term))).toBe(expected)
  })

  // Each of these would be defined at more points after cancelling.
  test.each(['x/x', 'x*x^(-1)', '1/x - 1/x', '0*log(x)', 'log(x)^0', 'sqrt(x)^2', '(x^6)^(1/2)', 'x/(1/y)'])(
    '%s keeps its domain',
    (text) => {
      const { term } = parseExpression(text)
      expect(isTotal(simplify(term))).toBe(false)
    },
  )

  test('values and domains stay, exactly and in doubles', () => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
        const simple = simplify(term)
        const exact = evaluateExactly(term, point)
        const again = evaluateExactly(simple, point)
        // A root that is irrational may be worked out only after simplification; a value never gets lost.
        if (exact !== undefined) {
          compared++
          expect(again !== undefined && equal(exact, again), `${printTerm(term)} became ${printTerm(simple)}`).toBe(
            true,
          )
        }
        const [a, b] = [evaluate(term, inDoubles(point)), evaluate(simple, inDoubles(point))]
        const isLarge = Math.abs(a) > 1e12 || Math.abs(b) > 1e12
        if (exact === undefined && !isLarge && Number.isFinite(a) && Number.isFinite(b)) {
          expect(agree(a, b, 1e-5), `${printTerm(term)} became ${printTerm(simple)}: ${a}, ${b}`).toBe(true)
        }
      }),
      { seed: 20, numRuns: 2000 },
    )
    expect(compared).toBeGreaterThan(600)
  })

  test('simplifying twice changes nothing more', () => {
    fc.assert(
      fc.property(arbitraryTerm(), (term) => {
        const once = simplify(term)
        // A denominator that is literally zero is left as it stands.
        if (/\/0|\*0/.test(printTerm(once))) return
        expect(printTerm(simplify(once))).toBe(printTerm(once))
      }),
      { seed: 20, numRuns: 500 },
    )
  })

  test('where a polynomial becomes defined nowhere, it stays so', () => {
    fc.assert(
      fc.property(arbitraryTerm({ smooth: true }), arbitraryPoint, (term, point) => {
        const isUndefined = Number.isNaN(evaluate(term, inDoubles(point)))
        const simple = evaluateExactly(simplify(term), point)
        if (isUndefined && simple !== undefined) expect.fail(`${printTerm(term)} became ${printTerm(simplify(term))}`)
      }),
      { seed: 3, numRuns: 1000 },
    )
  })

  test('terms of one structure have the same value', () => {
    const tiny = fc.oneof(
      fc.constantFrom('x', 'y', '2', 'x + y', 'y + x', 'x*y', 'y*x', 'x/y', 'y/x', 'x - y', 'y - x', 'x^2', '2^x'),
      fc.constantFrom('sin(x)', 'cos(x)', 'max(x, y)', 'max(y, x)', 'min(x, y)', '-x', 'x^3', 'x*y*2', 'x + y + 2'),
    )
    const read = (text: string) => parseExpression(text, { parameters: ['x'] }).term
    const at = new Map([
      ['x', 0.7],
      ['y', -1.3],
    ])
    fc.assert(
      fc.property(tiny, tiny, tiny, tiny, (a, b, c, d) => {
        const [left, right] = [read(`(${a})*(${b})`), read(`(${c})*(${d})`)]
        if (structureOf(left) === structureOf(right)) expect(evaluate(left, at)).toBeCloseTo(evaluate(right, at), 12)
      }),
      { seed: 20, numRuns: 5_000 },
    )
  })
})
