import { expect, test } from 'vitest'
import { metered, withEffort } from '../../src/kernel/effort.ts'
import { type Box, closedSign, enclose } from '../../src/kernel/enclosure.ts'
import { lower } from '../../src/kernel/lower.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import * as Q from '../../src/kernel/rational.ts'
import type { Scope } from '../../src/kernel/scope.ts'

const numbers = (...list: readonly number[]) => list.map((c) => Q.rational(c))
const SCOPE: Scope = {
  variables: ['x', 'y'],
  parameters: new Set(['a', 'n']),
  integers: new Set(['n']),
  constants: new Map([
    ['w', { polynomial: numbers(-2, 0, 1), interval: [Q.rational(1), Q.rational(2)] as const }],
    ['v', { polynomial: numbers(2, 0, -1), interval: [Q.rational(-2), Q.rational(-1)] as const }],
    ['h', { polynomial: numbers(-3, 2), interval: [Q.rational(1), Q.rational(2)] as const }],
  ]),
}
const read = (text: string) => lower(parseTerm(text), SCOPE)

test.for<readonly [term: string, sign: number | undefined]>([
  ['3', 1],
  ['0', 0],
  ['-1/2', -1],
  ['x', undefined],
  ['a', undefined],
  ['w', 1],
  ['v', -1],
  ['w + v', undefined],
  ['h', 1],
  ['h - 3/2', undefined],
  ['2*h - 3', 0],
  ['w - 1414213562/1000000000', 1],
  ['w - 1414213563/1000000000', -1],
  ['v + 1414213562/1000000000', -1],
  ['exp(1) - 2718281828/1000000000', 1],
  ['exp(1) - 2718281829/1000000000', -1],
  ['exp(-1) - 1/3', 1],
  ['exp(5000)', undefined],
  ['log(2) - 693147/1000000', 1],
  ['log(2) - 693148/1000000', -1],
  ['log(1/3)', -1],
  ['log(-1)', undefined],
  ['sin(1) - 841470/1000000', 1],
  ['sin(1) - 841471/1000000', -1],
  ['cos(1) - 540302/1000000', 1],
  ['cos(1) - 540303/1000000', -1],
  ['sin(4)', -1],
  ['tanh(1) - 761594/1000000', 1],
  ['tanh(1) - 761595/1000000', -1],
  ['tanh(-1) + 761594/1000000', -1],
  ['tanh(-1) + 761595/1000000', 1],
  ['tanh(5000) + 2', 1],
  ['tanh(5000) - 2', -1],
  ['tanh(5000) + 1', undefined],
  ['tanh(5000)', undefined],
  ['root(2, 3) - 125992/100000', 1],
  ['root(2, 3) - 125993/100000', -1],
  ['root(-2, 3) + 125992/100000', -1],
  ['1/(w - 1) - 24142/10000', 1],
  ['1/(w - 1) - 24143/10000', -1],
  ['1/(w - sqrt(2))', undefined],
  ['sgn(w - 2)', -1],
  ['sgn(w - 1)', 1],
  ['sgn(w - sqrt(2)) + 2', 1],
  ['sgn(w - sqrt(2)) - 2', -1],
  ['sgn(w - sqrt(2)) + 1', undefined],
  ['sgn(w - sqrt(2))', undefined],
  ['exp(w)*exp(-w) - 1', 0],
  ['w^2 - 2', 0],
])('the sign of %s', ([term, sign]) => {
  expect(closedSign(read(term))).toBe(sign)
  expect(closedSign(read(term))).toBe(sign)
})

const box: Box = new Map([
  ['x', { low: Q.rational(1), high: Q.rational(2) }],
  ['y', { low: Q.rational(-1), high: Q.rational(1) }],
  ['a', { low: Q.rational(1, 2), high: Q.rational(1) }],
  ['n', { low: Q.rational(2), high: Q.rational(3) }],
])

/** The enclosure in thousandths, its ends rounded outward; undefined where there is none. */
test.for<readonly [term: string, low?: number, high?: number]>([
  ['x', 1000, 2000],
  ['x*y', -2000, 2000],
  ['y^2', 0, 1000],
  ['x^2 - x', -1000, 3000],
  ['1/x', 500, 1000],
  ['1/y'],
  ['log(y)'],
  ['sqrt(y)'],
  ['cbrt(y)', -1000, 1000],
  ['sgn(y)', -1000, 1000],
  ['sgn(x)', 1000, 1000],
  ['sgn(-x)', -1000, -1000],
  ['tanh(x)', 761, 965],
  ['exp(x)', 2718, 7390],
  ['abs(x)^(a)', 1000, 2000],
  ['abs(-x)^(a)', 1000, 2000],
  ['abs(x - 3)^(a)', 1000, 2000],
  ['abs(y)^(a)'],
  ['x^(n)'],
  ['q'],
])('%s in a box', ([term, low, high]) => {
  const scope = { ...SCOPE, variables: [...SCOPE.variables, 'q'] }
  const interval = enclose(lower(parseTerm(term), scope), box, 64)
  const thousandth = (value: Q.Rational, up: boolean): number => {
    const scaled = Number((value.n * 1_000_000n) / value.d) / 1000
    return up ? Math.ceil(scaled - 0.001) : Math.floor(scaled + 0.001)
  }
  expect(interval && thousandth(interval.low, false)).toBe(low)
  expect(interval && thousandth(interval.high, true)).toBe(high)
})

test('a number costs each check the same, whatever was asked before, and once', () => {
  const number = () => read('exp(log(17)) - 17')
  const { work } = metered(() => closedSign(number()))
  const ask = (times: number, most: number) => () =>
    withEffort(most, () => Array.from({ length: times }, () => closedSign(number())))
  // The number itself is read within the check as well.
  const reading = metered(number).work
  for (const _ of ['first', 'second']) {
    expect(ask(1, work)()).toEqual([undefined])
    expect(ask(2, work + 2 * reading)()).toEqual([undefined, undefined])
    expect(ask(1, work - 1)).toThrow('more arithmetic')
  }
  expect(metered(() => metered(number)).work).toBe(0)
  // Outside a check nothing is counted, and a check still pays for what was found there.
  closedSign(read('exp(log(19)) - 19'))
  expect(() => withEffort(reading + 1, () => closedSign(read('exp(log(19)) - 19')))).toThrow('more arithmetic')
})
