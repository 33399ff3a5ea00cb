import { expect, test } from 'vitest'
import { domainConditions, kinks, leavesOutZeros, uses } from '../../src/kernel/domain.ts'
import { parseRelation, parseTerm } from '../../src/kernel/parse-term.ts'
import type { Scope } from '../../src/kernel/scope.ts'
import { printRelation, type Relation } from '../../src/kernel/term.ts'

const SCOPE: Scope = {
  variables: ['x', 'y'],
  parameters: new Set(['a', 'n', 'm']),
  integers: new Set(['n', 'm']),
  constants: new Map(),
  assume: [parseRelation('a > 0')],
}
const shown = (relations: readonly Relation[]): string => relations.map(printRelation).join('; ')

test.for<readonly [term: string, domain: string, kinks: string]>([
  ['x^2 + 3*x*y', '', ''],
  ['x/y', 'y != 0', ''],
  ['x/2', '', ''],
  ['x/(3 - 1)', '', ''],
  ['x/(y - y + 2)', '', ''],
  ['x/sqrt(2)', '2 >= 0; sqrt(2) != 0', '2 != 0'],
  ['x^-1', 'x != 0', ''],
  ['x^(-3)', 'x != 0', ''],
  ['2^-1', '', ''],
  ['x^0', '', ''],
  ['x^(1/2)', 'x >= 0', 'x != 0'],
  ['x^(-1/2)', 'x > 0', 'x != 0'],
  ['x^(1/3)', 'x >= 0', 'x != 0'],
  ['x^(-2/3)', 'x > 0', 'x != 0'],
  ['x^(a - 2)', 'x > 0', ''],
  ['x^(a)', 'x > 0', ''],
  ['abs(x)^(a - 2)', 'x != 0', 'x != 0'],
  ['abs(x)^(a)', '', 'x != 0'],
  ['abs(x)^(-a)', 'x != 0', 'x != 0'],
  ['sgn(x)^(a)', 'sgn(x) > 0', 'x != 0'],
  ['exp(x)^(a)', 'exp(x) > 0', ''],
  ['x^(n)', 'x != 0', ''],
  ['abs(x)^(n)', 'abs(x) != 0', 'x != 0'],
  ['x^(n/2)', 'x > 0', ''],
  ['x^(n + a)', 'x > 0', ''],
  ['x^(n/2 + m)', 'x > 0', ''],
  ['log(x)', 'x > 0', ''],
  ['sqrt(x)', 'x >= 0', 'x != 0'],
  ['cbrt(x)', '', 'x != 0'],
  ['root(x, 4)', 'x >= 0', 'x != 0'],
  ['root(x, 3)', '', 'x != 0'],
  ['root(x, 2)', 'x >= 0', 'x != 0'],
  ['abs(x)', '', 'x != 0'],
  ['sgn(x)', '', 'x != 0'],
  ['exp(x) + sin(x) + cos(x) + tanh(x)', '', ''],
  ['max(x, y)', '', 'x - y != 0'],
  ['min(x, y)', '', 'x - y != 0'],
  ['max(x, y, 1)', '', 'x - y != 0; max(x, y) - 1 != 0'],
  ['min(x)', '', ''],
  ['log(sqrt(x))', 'x >= 0; sqrt(x) > 0', 'x != 0'],
  ['1/(1/x)', 'x != 0; 1/x != 0', ''],
  ['log(x) + log(x)', 'x > 0', ''],
  ['log(x) + sqrt(x)', 'x > 0; x >= 0', 'x != 0'],
  ['1/x + 1/(x + 0)', 'x != 0', ''],
  ['abs(x) + abs(x*1)', '', 'x != 0'],
  ['x^(abs(2)*1/2 - 1/2)', 'x >= 0', '2 != 0; x != 0'],
])('%s', ([text, domain, bends]) => {
  const term = parseTerm(text)
  expect(shown(domainConditions([term], SCOPE)).replaceAll(' - 0 ', ' ')).toBe(domain)
  expect(shown(kinks([term], SCOPE))).toBe(bends)
})

test.for<readonly [term: string, kinks: string]>([
  ['abs(x) + sqrt(y)', 'y != 0'],
  ['sgn(x) + max(x, y) + min(x, 1)', ''],
  ['cbrt(x)*root(y, 5)', 'x != 0; y != 0'],
  ['abs(x)^(a)', 'x != 0'],
  ['x^(1/2)', 'x != 0'],
])('the kinks of roots in %s', ([text, bends]) => {
  expect(shown(kinks([parseTerm(text)], SCOPE, true))).toBe(bends)
})

test.for<readonly [term: string, names: string, isUsed: boolean]>([
  ['x + sin(y)', 'sin', true],
  ['x + sin(y)', 'cos', false],
  ['exp(1/log(x))', 'log', true],
  ['x^(a)', 'power', true],
  ['x^(n)', 'power', true],
  ['x^2', 'power', false],
  ['x^(1/2)', 'power', false],
  ['x^(a)', 'exp', false],
  ['(1 + x^(a))^2', 'power', true],
])('%s uses %s: %s', ([text, name, isUsed]) => {
  expect(uses(parseTerm(text), new Set([name]), SCOPE)).toBe(isUsed)
})

test('names of functions are no functions', () => {
  const scope: Scope = { ...SCOPE, variables: ['power'] }
  expect(uses(parseTerm('power^2'), new Set(['power']), scope)).toBe(false)
})

const POSITIVE: Scope = { ...SCOPE, assume: ['n > 0', 'm >= 0', 'a > 1'].map(parseRelation) }

/** Powers at the zeros of their base; the third is whether zeros are left out that have a value. */
test.for<readonly [term: string, domain: string, kinks: string, leavesOut: boolean]>([
  ['x^(n)', '', '', false],
  ['x^(n - 1)', '', '', false],
  ['x^(n - 2)', 'x != 0', '', false],
  ['x^(m)', '', '', false],
  ['x^(m - 1)', 'x != 0', '', false],
  ['x^(n*m + 2)', '', '', false],
  ['x^(n - m)', 'x != 0', '', false],
  ['abs(x)^(n)', '', 'x != 0', false],
  ['(2*x + a*y - 1)^(n)', '', '', false],
  ['(exp(x) - cos(y))^(n)', '', '', false],
  ['(x/y - 1)^(n)', 'y != 0', '', false],
  ['log(x)^(n)', 'x > 0', '', false],
  ['(x + n)^(n)', 'x + n != 0', '', true],
  ['exp(n*x)^(n)', 'exp(n*x) != 0', '', true],
  ['(abs(x) + y)^(n)', 'abs(x) + y != 0', 'x != 0', true],
  ['(cbrt(x) + y)^(n)', 'cbrt(x) + y != 0', 'x != 0', true],
  ['(x^(n) + y)^(n)', 'x^(n) + y != 0', '', true],
  ['(x - x)^(n)', '', '', false],
  ['(x - x)^(m)', 'x - x != 0', '', true],
  ['abs(x)^(a - 1)', '', 'x != 0', false],
  ['abs(x)^(a - 2)', 'x != 0', 'x != 0', false],
  ['abs(abs(x))^(a - 1)', '', 'x != 0; abs(x) != 0', false],
  ['abs(abs(x) + y)^(a)', '', 'x != 0; abs(x) + y != 0', false],
  ['abs(abs(x) + y)^(a - 1)', 'abs(x) + y != 0', 'x != 0; abs(x) + y != 0', true],
  ['1 + 2*(3 + (x + n)^(n))', 'x + n != 0', '', true],
])('%s at 0', ([text, domain, bends, leavesOut]) => {
  const term = parseTerm(text)
  expect(shown(domainConditions([term], POSITIVE))).toBe(domain)
  expect(shown(kinks([term], POSITIVE))).toBe(bends)
  expect(leavesOutZeros(term, POSITIVE)).toBe(leavesOut)
})
