import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../src/expression/parse.ts'
import { printLatex } from '../../src/expression/print-latex.ts'
import { printPlain } from '../../src/expression/print-plain.ts'
import { termOfPolynomial } from '../../src/expression/term-of-polynomial.ts'
import { lower } from '../../src/kernel/lower.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { subtract } from '../../src/kernel/polynomial.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { arbitraryTerm, NAMES } from './arbitrary-term.ts'
import { scopeOf } from './scope.ts'

const scope = scopeOf(['x', 'y', 'z'], ['a', 'p'])
const normal = (text: string, order: readonly string[] = ['x', 'y', 'z']): string =>
  printPlain(termOfPolynomial(lower(parseExpression(text, { parameters: ['a', 'p'] }).term, scope), order))

describe('termOfPolynomial', () => {
  test.each([
    ['y^2 - x^2', 'y^2 - x^2'],
    ['(x + y)^2', 'x^2 + 2*x*y + y^2'],
    ['1 + x + y + x*y', 'x*y + x + y + 1'],
    ['-4*(x^2 - y^2)^2', '8*x^2*y^2 - 4*x^4 - 4*y^4'],
    ['x*a*y/3 - 1/2', '1/3*a*x*y - 1/2'],
    ['x*exp(4*y)*2', '2*x*exp(4*y)'],
    ['3/(2*x) + 1', '3/(2*x) + 1'],
    ['sqrt(x)*cbrt(y)*abs(z)', 'sqrt(x)*cbrt(y)*abs(z)'],
    ['abs(x)^p', 'abs(x)^(p)'],
    ['abs(x)*x^2 + abs(x*y)', 'x^2*abs(x) + x*y*sgn(x*y)'],
    ['x + y^2', 'y^2 + x'],
    ['x*z + y^3 + x^2', 'y^3 + x^2 + x*z'],
    ['x - x', '0'],
    ['-2', '-2'],
  ])('%s is shown as %s', (text, expected) => expect(normal(text)).toBe(expected))

  test('the order of variables is the given one', () => {
    expect(normal('(x + y)^2', ['y', 'x'])).toBe('y^2 + 2*x*y + x^2'.replace('x*y', 'y*x'))
  })

  test('LaTeX of a law', () => {
    const { term } = parseExpression('y^2*(-1) + x^2')
    expect(printLatex(termOfPolynomial(lower(term, scope), ['x', 'y']))).toBe('x^{2} - y^{2}')
  })

  test('its normal form is the one it came from', () => {
    fc.assert(
      fc.property(arbitraryTerm(), (term) => {
        let polynomial: ReturnType<typeof lower>
        try {
          polynomial = lower(term, scopeOf(NAMES, []))
        } catch (error) {
          if ((error as Error).name === 'Refusal') return
          throw error
        }
        const shown = termOfPolynomial(polynomial, NAMES)
        const again = lower(shown, scopeOf(NAMES, []))
        expect(vanishes(subtract(again, polynomial)), `${printTerm(term)} shown as ${printTerm(shown)}`).toBe(true)
      }),
      { seed: 20, numRuns: 500 },
    )
  })
})
