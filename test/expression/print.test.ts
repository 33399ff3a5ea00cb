import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateExactly } from '../../src/expression/evaluate.ts'
import { latexName } from '../../src/expression/latex-name.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { parseRelationText } from '../../src/expression/parse-relation.ts'
import { printLatex, printLatexRelation } from '../../src/expression/print-latex.ts'
import { printPlain } from '../../src/expression/print-plain.ts'
import { isTotal } from '../../src/expression/side-conditions.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { arbitraryPoint, arbitraryTerm } from './arbitrary-term.ts'

const golden = readFileSync(new URL('../reference/latex/expressions.golden.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split(' | ') as [string, string, string])

describe('printing', () => {
  test.each(golden)('%s', (text, plain, latex) => {
    const { term } = parseExpression(text, { parameters: ['p'], printed: true })
    expect(printPlain(term)).toBe(plain)
    expect(printLatex(term)).toBe(latex)
  })

  test('relations', () => {
    const { relations } = parseRelationText('x*y == 1, x1 >= 1/2, y != 0, x < alpha')
    expect(relations.map(printLatexRelation)).toEqual(['x y = 1', 'x_{1} \\ge \\frac{1}{2}', 'y \\ne 0', '\\alpha > x'])
  })

  test.each([
    ['x', 'x'],
    ['x1', 'x_{1}'],
    ['x12', 'x_{12}'],
    ['c_12', 'c_{12}'],
    ['alpha', '\\alpha'],
    ['lambda_1', '\\lambda_{1}'],
    ['Gamma2', '\\Gamma_{2}'],
    ['λ', '\\lambda'],
    ['ς', '\\text{ς}'],
    ['loss', '\\mathrm{loss}'],
    ['r_max', 'r_{\\mathrm{max}}'],
    ['w_i_2', 'w_{i,2}'],
    ['X[1,2]', 'X_{1,2}'],
    ['W1[1,2]', '(W_{1})_{1,2}'],
    ['theta[3]', '\\theta_{3}'],
    ['w_in[2]', '(w_{\\mathrm{in}})_{2}'],
    ['_x', '\\text{\\_x}'],
    ['été', '\\text{été}'],
    ['x1y2', '\\mathrm{x1y}_{2}'],
  ])('the name %s is %s', (name, latex) => expect(latexName(name)).toBe(latex))

  const roundTrip = (print: (term: Parameters<typeof printTerm>[0]) => string): number => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
        const text = print(term)
        let again: typeof term
        try {
          again = parseExpression(text, { variables: ['x', 'y', 'z'], printed: true }).term
        } catch (error) {
          const reason = 'identically zero|negative power|even root|logarithm|fractional|rational number'
          expect(String(error), text).toMatch(new RegExp(reason))
          return
        }
        const value = evaluateExactly(term, point)
        expect(evaluateExactly(again, point), text).toEqual(value)
        expect(evaluateExactly(parseTerm(text), point), text).toEqual(value)
        compared += value === undefined ? 0 : 1
        expect(isTotal(again), text).toBe(isTotal(term))
      }),
      { seed: 20, numRuns: 1500 },
    )
    return compared
  }

  test('plain text reads back to the same values on the same domain', () => {
    expect(roundTrip(printPlain)).toBeGreaterThan(500)
  })

  test('the kernel’s text reads back too', () => {
    expect(roundTrip(printTerm)).toBeGreaterThan(500)
  })

  test('printing what was read from printed text gives the same text', () => {
    fc.assert(
      fc.property(arbitraryTerm({ polynomial: true }), (term) => {
        const text = printPlain(term)
        expect(printPlain(parseExpression(text).term)).toBe(text)
      }),
      { seed: 20, numRuns: 500 },
    )
  })

  test('LaTeX has balanced braces and delimiters', () => {
    fc.assert(
      fc.property(arbitraryTerm(), (term) => {
        const latex = printLatex(term)
        const count = (pattern: RegExp): number => latex.match(pattern)?.length ?? 0
        expect(count(/\{/g)).toBe(count(/\}/g))
        expect(count(/\\left/g)).toBe(count(/\\right/g))
        expect(latex).not.toMatch(/[+-] [+-]|--/)
      }),
      { seed: 20, numRuns: 500 },
    )
  })
})
