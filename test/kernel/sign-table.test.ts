import { expect, test } from 'vitest'
import { lower } from '../../src/kernel/lower.ts'
import { parseRelation, parseTerm } from '../../src/kernel/parse-term.ts'
import * as Q from '../../src/kernel/rational.ts'
import type { Scope } from '../../src/kernel/scope.ts'
import { conditionsHold, exponentSigns, factOf, NEGATIVE, POSITIVE, signsOf, ZERO } from '../../src/kernel/sign.ts'

const SCOPE: Scope = {
  variables: ['x', 'y'],
  parameters: new Set(['a', 'b', 'n', 'm']),
  integers: new Set(['n', 'm']),
  constants: new Map([
    ['w', { polynomial: [-2, 0, 1].map((c) => Q.rational(c)), interval: [Q.rational(1), Q.rational(2)] }],
  ]),
  assume: [],
}
const shown = (signs: number): string =>
  `${signs & NEGATIVE ? '-' : ''}${signs & ZERO ? '0' : ''}${signs & POSITIVE ? '+' : ''}`
const signs = (term: string, facts: readonly string[], assume: readonly string[] = []): string => {
  const scope = { ...SCOPE, assume: assume.map(parseRelation) }
  return shown(
    signsOf(
      parseTerm(term),
      facts.map((text) => factOf(parseRelation(text), scope)),
      scope,
    ),
  )
}

/** The term, the signs found for it, and the hypotheses. */
test.for<readonly [term: string, signs: string, ...facts: string[]]>([
  ['x', '-0+'],
  ['x', '+', 'x > 0'],
  ['x', '-', '0 > x'],
  ['x', '-0', '-2*x >= 0'],
  ['x', '0+', '3*x >= 0'],
  ['x', '0', 'x = 0'],
  ['x', '-+', 'x != 0'],
  ['x', '0', 'x >= 0', '0 >= x'],
  ['x', '+', 'x >= 0', 'x != 0'],
  ['x', '', 'x > 0', 'x = 0'],
  ['x + 1', '', 'x > 0', 'x = 0'],
  ['1 + x', '', 'x > 0', 'x = 0'],
  ['x*y', '', 'x > 0', 'x = 0'],
  ['y*x', '', 'x > 0', 'x = 0'],
  ['x - y', '+', 'x > y'],
  ['y - x', '-', 'x > y'],
  ['x - y', '-0+', 'x > 2*y'],
  ['x - y', '-0+', 'x + y > 0'],
  ['x - y', '-0+', 'x > 0', 'y > 0'],
  ['3', '+'],
  ['-3', '-'],
  ['0', '0'],
  ['x - x', '0'],
  ['x/y*y - x', '0'],
  ['w', '-', '0 > w'],
  ['exp(5000) - 1', '-0+'],
  ['x + y', '-+', 'x != 0', 'y = 0'],
  ['x + y', '+', 'x > 0', 'y >= 0'],
  ['x + y', '0+', 'x >= 0', 'y >= 0'],
  ['x + y', '-', '0 > x', '0 >= y'],
  ['x + y', '-0', '0 >= x', '0 >= y'],
  ['x + y', '-0+', '0 > x', 'y > 0'],
  ['x + y', '+', 'x = 0', 'y > 0'],
  ['x + y', '-', '0 > x', 'y = 0'],
  ['x + y', '-+', 'x = 0', 'y != 0'],
  ['x*y', '+', 'x > 0', 'y > 0'],
  ['x*y', '+', '0 > x', '0 > y'],
  ['x*y', '-', '0 > x', 'y > 0'],
  ['x*y', '-', 'x > 0', '0 > y'],
  ['x*y', '0+', 'x > 0', 'y >= 0'],
  ['x*y', '-0', '0 > x', 'y >= 0'],
  ['x*y', '0+', '0 > x', '0 >= y'],
  ['x*y', '0', 'x = 0'],
  ['x*y', '-+', 'x != 0', 'y > 0'],
  ['x*y', '-0+', 'x != 0'],
  ['x/y', '+', 'x > 0', 'y > 0'],
  ['x/y', '-', 'x > 0', '0 > y'],
  ['x/y', '+', '0 > x', '0 > y'],
  ['x/y', '+', 'x > 0', 'y >= 0'],
  ['x/y', '0+', 'x >= 0', 'y > 0'],
  ['x/y', '-+', 'x > 0'],
  ['-x', '-', 'x > 0'],
  ['-x', '-0', 'x >= 0'],
  ['-x', '+', '0 > x'],
  ['x^2', '0+'],
  ['x^2', '+', 'x != 0'],
  ['x^2', '0', 'x = 0'],
  ['x^3', '-0+'],
  ['x^3', '-', '0 > x'],
  ['x^3', '+', 'x > 0'],
  ['x^0', '+'],
  ['x^-1', '-+'],
  ['x^-1', '-', '0 > x'],
  ['x^-2', '+'],
  ['x^(1/2)', '0+'],
  ['x^(1/2)', '+', 'x != 0'],
  ['x^(3/2)', '0+', 'x >= 0'],
  ['x^(-1/2)', '+'],
  ['x^(2/3)', '+', 'x > 0'],
  ['x^(a)', '+'],
  ['abs(x)^(a)', '+'],
  ['x^(n)', '-+'],
  ['x^(2*n)', '+'],
  ['x^(2*n + 4*m)', '+'],
  ['x^(2*n + 1)', '-+'],
  ['x^(2*n + m)', '-+'],
  ['x^(n)', '+', 'x > 0'],
  ['x^(n)', '+', 'x >= 0'],
  ['exp(x)', '+'],
  ['abs(x)', '0+'],
  ['abs(x)', '+', '0 > x'],
  ['sqrt(x)', '0+'],
  ['sqrt(x)', '+', 'x > 0'],
  ['sqrt(x)', '0', 'x = 0'],
  ['cbrt(x)', '-0+'],
  ['cbrt(x)', '-', '0 > x'],
  ['tanh(x)', '+', 'x > 0'],
  ['tanh(x)', '0', 'x = 0'],
  ['root(x, 4)', '0+'],
  ['root(x, 4)', '+', 'x > 0'],
  ['root(x, 3)', '-0+'],
  ['root(x, 3)', '-', '0 > x'],
  ['root(x, 5)', '+', 'x > 0'],
  ['log(x)', '-0+', 'x > 0'],
  ['sin(x)', '-0+', 'x > 0'],
  ['max(x, y)', '-0+', 'x > 0', 'y > 0'],
  ['sgn(x)', '-0+', 'x > 0'],
  ['log(2)', '+'],
  ['log(1/2)', '-'],
  ['sqrt(2) - w', '-0+'],
  ['w - 1', '+'],
  ['w - 2', '-'],
  ['w^2 - 2', '0'],
  ['x*(w - 2)', '-', 'x > 0'],
  ['exp(x) - 1', '+', 'exp(x) > 1'],
])('%j', ([term, expected, ...facts]) => {
  expect(signs(term, facts)).toBe(expected)
})

/** |u|^e with a positive e is 0 where u is; what is assumed of the parameters says whether e is positive. */
test.for<readonly [exponent: string, signs: string, ...assume: string[]]>([
  ['a', '-0+'],
  ['a', '+', 'a > 0'],
  ['a', '-', '0 > a'],
  ['a', '0+', 'a >= 0'],
  ['2*a + 1', '+', 'a >= 0'],
  ['-a', '-', 'a > 0'],
  ['a*b', '+', 'a > 0', 'b > 0'],
  ['a*b', '-', 'a > 0', '0 > b'],
  ['a^2', '0+'],
  ['a^2', '+', 'a != 0'],
  ['a^3', '-0+'],
  ['a^3', '-', '0 > a'],
  ['a', '+', 'a > b', 'b > 0'],
  ['a', '+', 'a >= b', 'b > 0'],
  ['a', '+', 'a > b', 'b >= 0'],
  ['a', '0+', 'a >= b', 'b >= 0'],
  ['a', '-0+', 'a > b', 'b != 0'],
  ['a', '-0+', 'a != b', 'b > 0'],
  ['a', '-0+', 'a > b', 'b = 0'],
  ['a - b', '+', 'a > b'],
  ['a - b', '-0+', 'a > 0', 'b > 0'],
  ['a - 1', '-0+', 'a > 0'],
  ['2*a', '+', 'a > -a'],
  ['a', '+', 'a > 1'],
  ['a', '+', 'a >= 1'],
  ['a', '-0+', 'a > -1'],
  ['a', '-0+', '1 > a'],
  ['a', '-', '-1 > a'],
  ['a', '+', 'a = 2'],
  ['a', '-', 'a = -2'],
  ['a', '-0+', 'a != 1'],
  ['a - 1', '+', 'a > 2'],
  ['a - 1', '+', 'a > 1'],
  ['a - 1', '0+', 'a >= 1'],
  ['a - 1', '-0+', 'a > 1/2'],
  ['2 - a', '+', '1 > a'],
  ['3*a - 4', '+', '2*a > 3'],
  ['a*b', '+', 'a > 1', 'b > 2'],
  ['a', '+', 'a > b + 1', 'b > 1'],
  ['a - b', '-0+', 'a > 1', 'b > 1'],
])('the exponent %j', ([exponent, expected, ...assume]) => {
  const scope = { ...SCOPE, assume: assume.map(parseRelation) }
  expect(shown(exponentSigns(lower(parseTerm(exponent), scope), scope))).toBe(expected)
})

test('a power with a positive exponent', () => {
  expect(signs('abs(x)^(a)', [], ['a > 0'])).toBe('0+')
  expect(signs('abs(x)^(a)', ['x != 0'], ['a > 0'])).toBe('+')
  expect(signs('x^(a)', [], ['a > 0'])).toBe('+')
  expect(signs('exp(x)^(a)', [], ['a > 0'])).toBe('+')
  expect(signs('abs(x)^(a)', [], ['a >= 0'])).toBe('+')
  expect(signs('abs(x)^(n)', [], ['n > 0'])).toBe('0+')
  expect(signs('abs(sqrt(x))^(a)', [], ['a > 0'])).toBe('0+')
  expect(signs('abs(sqrt(x))^(a - 1)', [], ['a > 1'])).toBe('+')
})

test.for<readonly [term: string, expected: string, fact: string, ...assume: string[]]>([
  ['x^(n)', '-0+', '0 = 0', 'n > 0'],
  ['x^(n)', '0', 'x = 0', 'n > 0'],
  ['x^(n)', '0+', 'x >= 0', 'n > 0'],
  ['x^(n)', '-+', 'x != 0', 'n > 0'],
  ['x^(n)', '0', 'x = 0', 'n >= 1'],
  ['x^(n)', '0+', 'x = 0', 'n >= 0'],
  ['x^(n)', '', 'x = 0', 'n >= -1'],
  ['x^(n - 1)', '0+', 'x = 0', 'n > 0'],
  ['x^(n - 1)', '0', 'x = 0', 'n > 1'],
  ['x^(n + m)', '0', 'x = 0', 'n > 0', 'm >= 0'],
  ['x^(2*n)', '0+', '0 = 0', 'n > 0'],
  ['x^(2*n)', '+', 'x != 0', 'n > 0'],
  ['(x - x)^(n)', '0', '0 = 0', 'n > 0'],
  ['(x - x)^(n)', '', '0 = 0', 'n >= 0'],
  ['(n*x)^(n)', '-+', '0 = 0', 'n > 0'],
  ['(abs(x) - x)^(n)', '-+', '0 = 0', 'n > 0'],
])('integer powers at 0: %j', ([term, expected, fact, ...assume]) => {
  expect(signs(term, [fact], assume)).toBe(expected)
})

test.for<readonly [condition: string, holds: boolean, ...facts: string[]]>([
  ['x > 0', true, 'x > 0'],
  ['x > 0', false, 'x >= 0'],
  ['x >= 0', true, 'x > 0'],
  ['x != 0', true, '0 > x'],
  ['x != 0', false],
  ['x^2 > 0', true, 'x != 0'],
  ['x^2 > 1', false, 'x != 0'],
  ['x^2 + 1 > 1', false, 'x != 0'],
  ['x > y', true, 'x > y'],
  ['x > y', false, 'x > 0'],
  ['x > y', true, 'x > 0', 'y = 0'],
  ['x^2 > y', false, 'x != 0', 'y >= 0'],
  ['exp(x) > y', true, '0 > y'],
  ['x^2 + 1 > 2', false],
])('the condition %j', ([condition, holds, ...facts]) => {
  const known = facts.map((text) => factOf(parseRelation(text), SCOPE))
  expect(conditionsHold([parseRelation(condition)], known, SCOPE)).toBe(holds)
})

test('an index that is no number is refused', () => {
  expect(() => signs('root(x, y)', [])).toThrow(/^term/)
})
