import { expect, test } from 'vitest'
import { lower } from '../../src/kernel/lower.ts'
import { inverse, power, root, symbolicPower } from '../../src/kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../../src/kernel/parse-term.ts'
import { constant, integer } from '../../src/kernel/polynomial.ts'
import { rational } from '../../src/kernel/rational.ts'
import {
  call,
  children,
  difference,
  isOne,
  negated,
  number,
  printRelation,
  printTerm,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbol,
  symbols,
  type Term,
} from '../../src/kernel/term.ts'

import { answer, contextOf, relation } from '../refused/entries.ts'

// Terms are printed with as many parentheses as their reader needs, so that the text means the same term.

const [x, y, z] = [symbol('x'), symbol('y'), symbol('z')]
const half = number(rational(1, 2))

const PRINTED: readonly (readonly [term: Term, text: string])[] = [
  [number(0), '0'],
  [number(12), '12'],
  [number(-3), '-3'],
  [half, '1/2'],
  [number(rational(-1, 2)), '-1/2'],
  [symbol('theta_1'), 'theta_1'],
  [symbol('X[1,2]'), 'X[1,2]'],
  [sum(), '0'],
  [sum(x), 'x'],
  [sum(x, y, z), 'x + y + z'],
  [sum(x, negated(y)), 'x - y'],
  [difference(x, sum(y, z)), 'x - (y + z)'],
  [difference(x, negated(y)), 'x - (-y)'],
  [sum(negated(x), y), '-x + y'],
  [sum(number(-3), x), '-3 + x'],
  [sum(half, half), '1/2 + 1/2'],
  [sum(sum(x, y), z), 'x + y + z'],
  [sum(x, sum(y, z)), 'x + (y + z)'],
  [product(), '1'],
  [product(x), 'x'],
  [product(x, y, z), 'x*y*z'],
  [product(x, sum(y, z)), 'x*(y + z)'],
  [product(sum(x, y), z), '(x + y)*z'],
  [product(x, negated(y)), 'x*(-y)'],
  [product(negated(x), y), '(-x)*y'],
  [product(number(-2), x), '(-2)*x'],
  [product(half, x), '1/2*x'],
  [product(x, half), 'x*(1/2)'],
  [product(quotient(x, y), z), 'x/y*z'],
  [product(x, quotient(y, z)), 'x*(y/z)'],
  [product(x, product(y, z)), 'x*(y*z)'],
  [quotient(x, y), 'x/y'],
  [quotient(product(x, y), z), 'x*y/z'],
  [quotient(x, product(y, z)), 'x/(y*z)'],
  [quotient(x, quotient(y, z)), 'x/(y/z)'],
  [quotient(x, half), 'x/(1/2)'],
  [quotient(half, x), '1/2/x'],
  [quotient(sum(x, y), negated(z)), '(x + y)/(-z)'],
  [quotient(x, raised(y, 2)), 'x/y^2'],
  [negated(x), '-x'],
  [negated(negated(x)), '-(-x)'],
  [negated(sum(x, y)), '-(x + y)'],
  [negated(product(x, y)), '-x*y'],
  [negated(number(-3)), '-(-3)'],
  [negated(half), '-1/2'],
  [negated(raised(x, 2)), '-x^2'],
  [raised(x, 2), 'x^2'],
  [raised(x, 0), 'x^0'],
  [raised(x, -2), 'x^(-2)'],
  [raised(x, half), 'x^(1/2)'],
  [raised(x, y), 'x^(y)'],
  [raised(x, sum(y, z)), 'x^(y + z)'],
  [raised(sum(x, y), 2), '(x + y)^2'],
  [raised(product(x, y), 2), '(x*y)^2'],
  [raised(negated(x), 2), '(-x)^2'],
  [raised(number(-3), 2), '(-3)^2'],
  [raised(half, 2), '(1/2)^2'],
  [raised(number(3), 2), '3^2'],
  [raised(raised(x, 2), 3), '(x^2)^3'],
  [raised(call('abs', x), y), 'abs(x)^(y)'],
  [call('exp', sum(x, y)), 'exp(x + y)'],
  [call('max', x, y, z), 'max(x, y, z)'],
  [call('root', x, number(4)), 'root(x, 4)'],
]

test.for(PRINTED.map(([term, text]) => ({ text, term })))('$text', ({ text, term }) => {
  expect(printTerm(term)).toBe(text)
  // Read back it prints the same: no parenthesis is missing.
  expect(printTerm(parseTerm(text))).toBe(text)
})

test('negative numbers and relations', () => {
  expect(printTerm(sum(x, number(-3)))).toBe('x + (-3)')
  expect(printRelation({ left: x, op: '>=', right: sum(y, z) })).toBe('x >= y + z')
  expect(printRelation(parseRelation('x < y'))).toBe('y > x')
})

test('parts, names and replacements', () => {
  const term = parseTerm('x*y/(z - x)^2 + max(y, -z, 3)')
  expect(symbols(term)).toEqual(['x', 'y', 'z'])
  expect(symbols(number(1))).toEqual([])
  expect(children(quotient(x, y))).toEqual([x, y])
  expect(children(raised(x, y))).toEqual([x, y])
  expect(children(negated(x))).toEqual([x])
  expect(children(call('max', x, y))).toEqual([x, y])
  expect([x, half].flatMap(children)).toEqual([])
  const values = new Map([
    ['x', sum(y, z)],
    ['z', number(2)],
  ])
  expect(printTerm(substitute(term, values))).toBe('(y + z)*y/(2 - (y + z))^2 + max(y, -2, 3)')
  expect(printTerm(substitute(raised(x, symbol('z')), values))).toBe('(y + z)^2')
  expect(printTerm(substitute(half, values))).toBe('1/2')
})

test('one', () => {
  expect([number(1), number(rational(2, 2)), number(2), half, number(-1), x].map(isOne)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('operations on normal forms refuse what is out of range', () => {
  const p = lower(x, { variables: ['x'], parameters: new Set(), integers: new Set(), constants: new Map() })
  const half = constant(rational(1, 2))
  expect(() => power(p, -1)).toThrow(/^term/)
  expect(() => power(p, 10_001)).toThrow(/^term/)
  expect(() => root(p, 1)).toThrow(/^term/)
  expect(() => root(p, 1001)).toThrow(/^term/)
  expect(root(p, 1000).size).toBe(1)
  expect(() => symbolicPower(p, half, true)).toThrow(/^term/)
  expect(() => inverse(integer(0))).toThrow(/^term/)
  // A number too long for its root to be looked for keeps it as an atom.
  expect([...root(constant(rational(2n ** 20_000n)), 2).values()].flatMap(({ monomial }) => monomial)).toHaveLength(1)
})

const enclosed = (goal: string, assume: readonly string[] = [], parameters: readonly string[] = []): string =>
  answer(relation(goal, { kind: 'enclosure', bits: 64 }, assume, contextOf(['x'], { parameters })))

test.for<readonly [goal: string, answer: string, ...assume: string[]]>([
  ['exp(x) > 1', 'accepted', 'x = 1/2'],
  ['exp(x) > 1', 'accepted', '1/2 = x'],
  ['exp(x) < 2', 'accepted', '1/2 = x'],
  ['exp(5000) > 1', 'enclosure'],
  ['exp(5000) >= 1', 'enclosure'],
  ['exp(5000) = 1', 'enclosure'],
  ['exp(1/10^100) > 1 + 1/10^100', 'accepted'],
  ['exp(1/10^100) < 1 + 1/10^100', 'enclosure'],
  ['-1/2 > sin(100)', 'accepted'],
  ['-51/100 > sin(100)', 'enclosure'],
  ['cos(-30) > 15/100', 'accepted'],
])('enclosure of %j', ([goal, expected, ...assume]) => {
  expect(enclosed(goal, assume)).toBe(expected)
})

test('an exponent without bounds', () => {
  expect(enclosed('abs(x)^(a) > 0', ['x >= 1', '2 >= x'], ['a'])).toBe('enclosure')
  expect(enclosed('abs(x)^(a) > 1/2', ['x >= 1', '2 >= x', 'a >= 0', '1 >= a'], ['a'])).toBe('accepted')
})

test('a cell of a split adds its own sign and no other', () => {
  const split = (first: string, second: string, form: string) => ({
    kind: 'split',
    on: 'x',
    cells: [first, second].map((sign) => ({ sign, proof: { kind: 'sign', form } })),
  })
  expect(answer(relation('0 >= x', split('<', '>=', '-x')))).toBe('sign')
  expect(answer(relation('x >= 0', split('>', '<=', 'x')))).toBe('sign')
  expect(answer(relation('x^2 >= 0', split('<', '>=', 'x^2')))).toBe('accepted')
})
