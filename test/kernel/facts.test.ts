import { expect, test } from 'vitest'
import { answer, contextOf, relation, XY } from '../refused/entries.ts'

// What each fact states, and what it does not: another relation, another sign, an argument outside its domain.

const INTEGERS = contextOf(['x'], { parameters: ['n', 'm', 'k', 'a'], integers: ['n', 'm', 'k'] })

test.for<readonly [fact: string, of: string, goal: string, answer: string, ...assume: string[]]>([
  ['exp-tangent', 'x', 'exp(x) >= 1 + x', 'accepted'],
  ['exp-tangent', 'x', 'exp(x) > 1 + x', 'fact'],
  ['exp-tangent', 'x', 'exp(x) = 1 + x', 'fact'],
  ['exp-tangent', 'x', 'exp(x) <= 1 + x', 'fact'],
  ['exp-tangent', 'log(x)', 'exp(log(x)) >= 1 + log(x)', 'accepted', 'x > 0'],
  ['exp-tangent', 'sqrt(y)', 'exp(x) >= 1 + x', 'admissible', 'x >= 0'],
  ['log-tangent', 'x', 'x - 1 >= log(x)', 'accepted', 'x > 0'],
  ['log-tangent', 'x', 'x - 1 > log(x)', 'fact', 'x > 0'],
  ['log-tangent', 'x', 'x - 1 >= log(x)', 'accepted'],
  ['log-tangent', 'x', 'y >= 0', 'fact', 'x >= 0'],
  ['log-lower', 'x', 'log(x) >= 1 - 1/x', 'accepted', 'x > 0'],
  ['log-lower', 'x', 'log(x) = 1 - 1/x', 'fact', 'x > 0'],
  ['exp-log', 'x', 'exp(log(x)) = x', 'accepted', 'x > 0'],
  ['exp-log', 'x', 'exp(log(x)) >= x', 'fact', 'x > 0'],
  ['exp-log', 'x', 'exp(log(x)) = y', 'fact', 'x > 0'],
  ['power-exp', 'x^3', 'x^3 = exp(3*log(x))', 'accepted', 'x > 0'],
  ['power-exp', 'x^(2/3)', 'x^(2/3) = exp(2/3*log(x))', 'accepted', 'x > 0'],
  ['power-exp', 'x^3', 'x^3 = exp(2*log(x))', 'fact', 'x > 0'],
  ['power-exp', 'x^3', 'x^3 >= exp(3*log(x))', 'fact', 'x > 0'],
  ['power-exp', 'x*x', 'x^2 = exp(2*log(x))', 'fact', 'x > 0'],
  ['power-exp', 'x^2', 'x^2 = 3', 'fact', 'x != 0'],
  ['tanh-range', 'x', '1 - tanh(x)^2 > 0', 'accepted'],
  ['tanh-range', 'x', '1 - tanh(x)^2 >= 0', 'accepted'],
  ['tanh-range', 'x', '1 - tanh(x)^2 != 0', 'fact'],
  ['tanh-range', 'x', '1 - tanh(x)^2 = 0', 'fact'],
  ['tanh-exp', 'x', 'tanh(x)*(exp(2*x) + 1) = exp(2*x) - 1', 'accepted'],
  ['tanh-exp', 'x', 'tanh(x)*(exp(2*x) + 1) >= exp(2*x) - 1', 'fact'],
  ['tanh-exp', 'x', 'tanh(x)*(exp(x) + 1) = exp(x) - 1', 'fact'],
  ['sin-bound', 'x', 'x^2 >= sin(x)^2', 'accepted'],
  ['sin-bound', 'x', 'x^2 > sin(x)^2', 'fact'],
  ['sin-bound', 'x', 'x >= sin(x)', 'fact'],
  ['sin-sum', 'x + y', 'sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y)', 'accepted'],
  ['sin-sum', 'x - y', 'sin(x - y) = sin(x)*cos(-y) + cos(x)*sin(-y)', 'accepted'],
  ['sin-sum', 'x + y + 1', 'sin(x + y + 1) = sin(x + y)*cos(1) + cos(x + y)*sin(1)', 'accepted'],
  ['sin-sum', 'x + y + 1', 'sin(x + y + 1) = sin(x)*cos(y + 1) + cos(x)*sin(y + 1)', 'fact'],
  ['sin-sum', 'x + y', 'sin(x + y) = sin(x)*cos(y) - cos(x)*sin(y)', 'fact'],
  ['sin-sum', 'x + y', 'sin(x + y) >= sin(x)*cos(y) + cos(x)*sin(y)', 'fact'],
  ['sin-sum', '2*x', 'sin(2*x) = 2*sin(x)*cos(x)', 'fact'],
  ['cos-sum', 'x + y', 'cos(x + y) = cos(x)*cos(y) - sin(x)*sin(y)', 'accepted'],
  ['cos-sum', 'x + y', 'cos(x + y) = cos(x)*cos(y) + sin(x)*sin(y)', 'fact'],
  ['cos-sum', 'x + y', 'cos(x + y) >= cos(x)*cos(y) - sin(x)*sin(y)', 'fact'],
  ['nothing', 'x', 'x = x', 'fact'],
  ['', 'x', 'x = x', 'fact'],
  ['exp-taylor', 'x', 'exp(x) >= 1 + x', 'format'],
])('%j', ([fact, of, goal, expected, ...assume]) => {
  expect(answer(relation(goal, { kind: 'fact', fact, of }, assume))).toBe(expected)
})

test.for<readonly [fact: string, order: unknown, goal: string, answer: string, ...assume: string[]]>([
  ['exp-taylor', 1, 'exp(x) >= 1 + x', 'accepted'],
  ['exp-taylor', 2, 'exp(x) >= 1 + x + x^2/2', 'accepted', 'x >= 0'],
  ['exp-taylor', 2, 'exp(x) >= 1 + x + x^2/2', 'fact'],
  ['exp-taylor', 2, 'exp(x) >= 1 + x + x^2/2', 'fact', '0 >= x'],
  ['exp-taylor', 3, 'exp(x) >= 1 + x + x^2/2 + x^3/6', 'accepted'],
  ['exp-taylor', 3, 'exp(x) > 1 + x + x^2/2 + x^3/6', 'fact'],
  ['exp-taylor', 3, 'exp(x) >= 1 + x + x^2/2 + x^3/5', 'fact'],
  ['exp-taylor', 3, 'exp(x) >= 1 + x + x^2/2', 'fact'],
  ['exp-taylor', 0, 'exp(x) >= 1', 'format', 'x >= 0'],
  ['exp-taylor', 21, 'exp(x) >= 1', 'format'],
  ['exp-tangent', 1, 'exp(x) >= 1 + x', 'format'],
  ['cos-taylor', 1, 'cos(x) >= 1 - x^2/2', 'accepted'],
  ['cos-taylor', 1, 'cos(x) > 1 - x^2/2', 'fact'],
  ['cos-taylor', 2, 'cos(x) <= 1 - x^2/2 + x^4/24', 'accepted'],
  ['cos-taylor', 2, 'cos(x) >= 1 - x^2/2 + x^4/24', 'fact'],
  ['cos-taylor', 3, 'cos(x) >= 1 - x^2/2 + x^4/24 - x^6/720', 'accepted'],
  ['cos-taylor', 3, 'cos(x) <= 1 - x^2/2 + x^4/24 - x^6/720', 'fact'],
  ['sin-taylor', 1, 'sin(x) >= x - x^3/6', 'accepted', 'x >= 0'],
  ['sin-taylor', 1, 'sin(x) >= x - x^3/6', 'fact'],
  ['sin-taylor', 1, 'sin(x) > x - x^3/6', 'fact', 'x > 0'],
  ['sin-taylor', 2, 'sin(x) <= x - x^3/6 + x^5/120', 'accepted', 'x >= 0'],
  ['sin-taylor', 2, 'sin(x) >= x - x^3/6 + x^5/120', 'fact', 'x >= 0'],
  ['sin-taylor', 2, 'sin(x) <= x - x^3/6 + x^5/120', 'fact', 'x != 0'],
])('the series %j', ([fact, order, goal, expected, ...assume]) => {
  expect(answer(relation(goal, { kind: 'fact', fact, of: 'x', order }, assume))).toBe(expected)
})

test.for<readonly [of: string, modulus: unknown, answer: string, ...assume: string[]]>([
  ['2*n - 1', 2, 'accepted', '2*n = 1'],
  ['1 - 2*n', 2, 'accepted', '2*n = 1'],
  ['2*n - 1', 3, 'congruence', '2*n = 1'],
  ['n - 1/2', 2, 'accepted', 'n = 1/2'],
  ['n/2 - 1/3', 2, 'congruence', 'n/2 = 1/3'],
  ['n/2 - 1/3', 3, 'accepted', 'n/2 = 1/3'],
  ['n/4 + m/6 - 1/12', 2, 'congruence', 'n/4 + m/6 = 1/12'],
  ['n/2 + m/2 - 1/4', 2, 'accepted', 'n/2 + m/2 = 1/4'],
  ['n^2 - 2', 3, 'accepted', 'n^2 = 2'],
  ['n^2 - 2', 7, 'congruence', 'n^2 = 2'],
  ['n^2 - 3', 4, 'accepted', 'n^2 = 3'],
  ['n^2 + m^2 - 3', 4, 'accepted', 'n^2 + m^2 = 3'],
  ['n^2 + m^2 - 5', 4, 'congruence', 'n^2 + m^2 = 5'],
  ['n*m - 1', 5, 'congruence', 'n*m = 1'],
  ['n^3 - 3*n - 1', 3, 'congruence', 'n^3 - 3*n = 1'],
  ['n^3 - n - 1', 3, 'accepted', 'n^3 - n = 1'],
  ['n^2 + m^2 + k^2 - 7', 8, 'accepted', 'n^2 + m^2 + k^2 = 7'],
  ['n^2 + m^2 + k^2 - 6', 8, 'congruence', 'n^2 + m^2 + k^2 = 6'],
  ['n^2 + m^2 + k^2 - 7', 32, 'congruence', 'n^2 + m^2 + k^2 = 7'],
  ['2*n - 1', 2, 'multiple', '2*n >= 1'],
  ['2*m - 1', 2, 'multiple', '2*n = 1'],
  ['2*a - 1', 2, 'congruence', '2*a = 1'],
  ['2*n*a - 1', 2, 'congruence', '2*n*a = 1'],
  ['2*x - 1', 2, 'congruence', '2*x = 1'],
  ['2*n - 1', 1, 'format', '2*n = 1'],
  ['2*n - 1', 1000, 'accepted', '2*n = 1'],
  ['2*n - 1', 1001, 'format', '2*n = 1'],
])('the congruence %j', ([of, modulus, expected, ...assume]) => {
  expect(answer(relation('x > 0', { kind: 'congruence', of, modulus }, assume, INTEGERS))).toBe(expected)
})

test('a parameter is an integer only in the claim that says so', () => {
  const odd = (integers: readonly string[]): string =>
    answer(
      relation(
        'x > 0',
        { kind: 'congruence', of: '2*k - 1', modulus: 2 },
        ['2*k = 1'],
        contextOf(['x'], { parameters: ['k'], integers }),
      ),
    )
  expect([odd(['k']), odd([]), odd(['k'])]).toEqual(['accepted', 'congruence', 'accepted'])
})

test('facts need no hypothesis but their own', () => {
  expect(answer(relation('exp(x) >= 1 + x', { kind: 'fact', fact: 'exp-tangent', of: 'x' }, [], XY))).toBe('accepted')
})
