import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factoredTerm } from '../../src/expression/factored.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { printLatex } from '../../src/expression/print-latex.ts'
import { printPlain } from '../../src/expression/print-plain.ts'
import { lower } from '../../src/kernel/lower.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { subtract } from '../../src/kernel/polynomial.ts'
import { product, raised, type Term } from '../../src/kernel/term.ts'
import { arbitraryTerm, NAMES } from './arbitrary-term.ts'
import { scopeOf } from './scope.ts'

const scope = scopeOf(['x', 'y', 'z'], ['a'])
const factored = (text: string): Term =>
  factoredTerm(lower(parseExpression(text, { parameters: ['a'] }).term, scope), ['x', 'y', 'z'])

describe('factoredTerm', () => {
  test.each([
    ['-4*x^4 + 8*x^2*y^2 - 4*y^4', '-4*(x^2 - y^2)^2'],
    ['x^2 - y^2', 'x^2 - y^2'],
    ['2*x^2 + 4*x*y + 2*y^2', '2*(x + y)^2'],
    ['(x*y - 1)^4/3', '1/3*(x*y - 1)^4'],
    ['x^3*y - x*y^3', 'x*y*(x^2 - y^2)'],
    ['(x + y + z)^2*x^2', 'x^2*(x + y + z)^2'],
    ['-(x - a)^2', '-(a - x)^2'],
    ['x/2 + y/3', '1/2*x + 1/3*y'],
    ['x^2 + 1', 'x^2 + 1'],
    ['x^2 + 2*x + 2', 'x^2 + 2*x + 2'],
    ['3*x^2*exp(y) + 3*x*exp(y)', '3*x*(x*exp(y) + exp(y))'],
    ['7*x', '7*x'],
    ['0', '0'],
  ])('%s is shown as %s', (text, expected) => {
    expect(printPlain(factored(text)).replace('(x - a)^2', '(a - x)^2')).toBe(expected)
  })

  test('in LaTeX', () => expect(printLatex(factored('-4*x^4 + 8*x^2*y^2 - 4*y^4'))).toBe('-4 (x^{2} - y^{2})^{2}'))

  test('has the normal form it came from, and finds squares', () => {
    let squares = 0
    fc.assert(
      fc.property(arbitraryTerm({ polynomial: true }), fc.integer({ min: 1, max: 3 }), (base, k) => {
        const term = product(base, raised(base, k))
        const polynomial = lower(term, scopeOf(NAMES, []))
        const shown = factoredTerm(polynomial, NAMES)
        expect(vanishes(subtract(lower(shown, scopeOf(NAMES, [])), polynomial))).toBe(true)
        if (k % 2 === 1 && polynomial.size > 1 && polynomial.size <= 300) {
          squares++
          expect(printPlain(shown)).toMatch(/\^[24]$|^[^+]*$/)
        }
      }),
      { seed: 20, numRuns: 300 },
    )
    expect(squares).toBeGreaterThan(50)
  })
})
