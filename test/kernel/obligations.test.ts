import { expect, test } from 'vitest'
import { obligationsOf } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { vanishes } from '../../src/kernel/normal-form.ts'
import { parseRelation } from '../../src/kernel/parse-term.ts'
import { subtract } from '../../src/kernel/polynomial.ts'
import type { Obligation } from '../../src/kernel/reading.ts'
import { type Fact, factOf } from '../../src/kernel/sign.ts'
import { contextOf, XY } from '../refused/entries.ts'

// What each form of claim asks for: the names, hypotheses and goals of its obligations (`proofs/FORMAT.md` §5), written
// here a second time. `*` behind a name says that a point where the obligation fails refutes the claim.

type Expected = readonly [name: string, hypotheses: readonly string[], goal: string]

const isSame = (fact: Fact, text: string, { sequent }: Obligation): boolean => {
  const other = factOf(parseRelation(text), sequent.scope)
  return fact.op === other.op && vanishes(subtract(fact.polynomial, other.polynomial))
}

const faults = (obligation: Obligation | undefined, [name, hypotheses, goal]: Expected): string[] => {
  if (obligation === undefined) return [`${name} is missing`]
  const { sequent } = obligation
  const found: string[] = []
  const own = `${obligation.name}${obligation.refutable ? '*' : ''}`
  if (own !== name) found.push(`${own}, not ${name}`)
  if (sequent.hypotheses.length !== hypotheses.length) found.push(`${name}: ${sequent.hypotheses.length} hypotheses`)
  hypotheses.forEach((text, i) => {
    const fact = sequent.hypotheses[i]
    if (fact !== undefined && !isSame(fact, text, obligation)) found.push(`${name}: hypothesis ${i + 1} is not ${text}`)
  })
  const isGoal =
    sequent.goal === 'false' ? goal === 'false' : goal !== 'false' && isSame(sequent.goal, goal, obligation)
  return isGoal ? found : [...found, `${name}: the goal is not ${goal}`]
}

const expectObligations = (claim: object, expected: readonly Expected[]): void => {
  const list = obligationsOf(claim as Claim)
  expect(expected.flatMap((one, i) => faults(list[i], one))).toEqual([])
  expect(list.length).toBe(expected.length)
}

const A = contextOf(['x', 'y'], { parameters: ['a'], assume: ['a > 0'] })
const one = (value: string) => [{ when: [], value }]
const two = (first: string, second: string) => [
  { when: ['x > y'], value: first },
  { when: ['y - x > 0'], value: second },
]
const POINT = { x: '1', y: 'sqrt(a)' }

const ON_AXIS = ['x - a = 0', 'x*y = 0', 'y/a = 0']
/** What says that the sharpness of |F|_1, F = (x - a, x*y, y/a), is at most a, or less than a. */
const bounds = (op: '>' | '>=') =>
  ['+ y)^2 - (x + 1/a)^2', '+ y)^2 - (x - 1/a)^2', '- y)^2 - (-x + 1/a)^2', '- y)^2 - (-x - 1/a)^2'].map(
    (slope) => `a - (1 ${slope} ${op} 0`,
  )

test.for<readonly [claim: object, ...expected: Expected[]]>([
  [
    { claim: 'relation', context: A, assume: ['x > 0', 'log(y) >= 1'], goal: 'x/y < a' },
    ['goal*', ['a > 0', 'y > 0', 'y != 0', 'x > 0', 'log(y) >= 1'], 'a > x/y'],
  ],
  [{ claim: 'relation', context: XY, assume: ['x = y'], goal: ' false ' }, ['goal*', ['x = y'], 'false']],
  [
    { claim: 'structure', context: A, f: 'a*(x/y)^2 + 0*log(x)', residuals: ['x/y'], loss: 'single', phi: 'a*t^2' },
    ['identity', ['a > 0', 'y != 0', 'x > 0'], 'a*(x/y)^2 = a*(x/y)^2'],
    ['zero', ['a > 0'], '0 = 0'],
    ['increasing', ['a > 0', 't > 0'], '2*a*t > 0'],
    ['smooth.1', ['a > 0', 'y != 0', 'x > 0'], 'y != 0'],
  ],
  [
    { claim: 'structure', context: XY, f: 'sqrt(x^2 + y^2)', residuals: ['x', 'abs(y)'], loss: 'l2', phi: 'sqrt(t^2)' },
    ['identity', ['x^2 + y^2 >= 0'], 'sqrt(x^2 + y^2) - sqrt(x^2 + y^2) = 0'],
    ['zero', [], '0 = 0'],
    ['increasing', ['t^2 >= 0', 't > 0', 't^2 != 0'], 'sqrt(t^2)/t > 0'],
    ['phi.1', ['t >= 0'], 't^2 >= 0'],
    ['smooth.1', ['x^2 + y^2 >= 0'], 'y != 0'],
  ],
  [
    { claim: 'structure', context: XY, f: 'abs(x) + abs(y)', residuals: ['x', 'y'], loss: 'l1', phi: 't' },
    ['identity', [], 'abs(x) + abs(y) - abs(x) - abs(y) = 0'],
    ['zero', [], '0 = 0'],
    ['increasing', ['t > 0'], '1 > 0'],
  ],
  [
    { claim: 'tame', context: A, f: 'log(x)*sqrt(y) + abs(x)', class: 'exponential' },
    ['domain.1*', ['a > 0'], 'x > 0'],
    ['domain.2*', ['a > 0'], 'y >= 0'],
    ['lipschitz.1', ['a > 0'], 'y != 0'],
  ],
  [
    { claim: 'minimum-zero', context: A, f: 'a*x^2/y', residual: 'x' },
    ['nonnegative*', ['a > 0', 'y != 0'], 'a*x^2/y >= 0'],
  ],
  [
    { claim: 'full-rank', context: A, residuals: ['a*x^2 - 1/y', 'x - y'] },
    ['rank*', ['a > 0', 'y != 0', 'a*x^2 - 1/y = 0', 'x - y = 0'], '(2*a*x + 1/y^2)^2 > 0'],
  ],
  [
    { claim: 'critical-values', context: A, f: '(a*x*y - 1)^2', residuals: ['a*x*y - 1'], loss: 'single', level: 'a' },
    ['level*', ['a > 0', 'a*y = 0', 'a*x = 0', 'a*x*y != 1'], '(a*x*y - 1)^2 >= a'],
  ],
  [
    {
      claim: 'critical-values',
      context: XY,
      f: 'x^2*y^2 + x^2',
      residuals: ['x*y', 'x'],
      loss: 'l2',
      level: 'infinity',
    },
    ['level*', ['x*y^2 + x = 0', 'x^2*y = 0', 'x^2*y^2 + x^2 > 0'], 'false'],
  ],
  [
    { claim: 'critical-values', context: XY, f: 'abs(x*y) + abs(x)', residuals: ['x*y', 'x'], loss: 'l1', level: '2' },
    [
      'level*',
      [
        's[1]*y + s[2] = 0',
        's[1]*x = 0',
        's[1]*x*y = abs(x*y)',
        '1 - s[1]^2 >= 0',
        's[2]*x = abs(x)',
        '1 - s[2]^2 >= 0',
        'x^2*y^2 + x^2 > 0',
      ],
      'abs(x*y) + abs(x) >= 2',
    ],
  ],
  [
    { claim: 'conserved', context: A, f: 'a*x*y', g: two('x^2 - y^2', 'abs(y)') },
    ['piece.1*', ['a > 0', 'x > y'], '2*a*x*y - 2*a*y*x = 0'],
    ['piece.2*', ['a > 0', 'y - x > 0', 'y != 0'], 'a*x*sgn(y) = 0'],
  ],
  [
    { claim: 'lyapunov', context: XY, f: 'x*log(y)', g: one('x^2 + max(x, y)') },
    ['piece.1*', ['y > 0', 'x - y != 0'], '(2*x + 1/2 + sgn(x - y)/2)*log(y) + (1/2 - sgn(x - y)/2)*x/y >= 0'],
  ],
  [
    { claim: 'regularity-of-g', context: A, g: two('a*abs(x)', 'sqrt(y)') },
    ['piece.1.nonnegative*', ['a > 0', 'x > y'], 'a*abs(x) >= 0'],
    ['piece.2.nonnegative*', ['a > 0', 'y >= 0', 'y - x > 0'], 'sqrt(y) >= 0'],
    ['piece.1.kink.1', ['a > 0', 'x > y', 'x = 0', 'a*abs(x) > 0'], 'false'],
    ['piece.2.kink.1', ['a > 0', 'y >= 0', 'y - x > 0', 'y = 0', 'sqrt(y) > 0'], 'false'],
  ],
  [
    { claim: 'second-order', context: A, residuals: ['a*x*y - 1'], loss: 'single', g: one('x^2 - y^2') },
    ['piece.1*', ['a > 0', 'a*x*y - 1 = 0', 'x^2 - y^2 > 0'], '-2*a^2*y^2 + 2*a^2*x^2 > 0'],
  ],
  [
    { claim: 'second-order', context: XY, residuals: ['x', 'x*y'], loss: 'l2', g: two('x^2', 'y^2') },
    ['piece.1*', ['x > y', 'x = 0', 'x*y = 0', 'r[1]^2 + r[2]^2 > 0', 'x^2 > 0'], '-2*(r[1] + r[2]*y)^2 > 0'],
    ['piece.2*', ['y - x > 0', 'x = 0', 'x*y = 0', 'r[1]^2 + r[2]^2 > 0', 'y^2 > 0'], '-2*r[2]^2*x^2 > 0'],
  ],
  [
    { claim: 'second-order', context: XY, residuals: ['x', 'y'], loss: 'l1', g: one('x^2 + x*sqrt(y)^2') },
    ['piece.1.kink.1', ['y >= 0', 'x = 0', 'y = 0', 's[1]^2 = 1', 's[2]^2 = 1', 'x^2 + x*y > 0', 'y = 0'], 'false'],
    [
      'piece.1*',
      ['y >= 0', 'x = 0', 'y = 0', 's[1]^2 = 1', 's[2]^2 = 1', 'x^2 + x*y > 0', 'y != 0'],
      '-2*s[1]^2 - 2*s[1]*s[2] > 0',
    ],
  ],
  [
    { claim: 'coercive', context: A, f: 'a*x^2', g: two('x^2/y', 'y^2') },
    ['nonnegative', ['a > 0'], 'a*x^2 >= 0'],
    ['piece.1.nonnegative', ['a > 0', 'y != 0', 'x > y'], 'x^2/y >= 0'],
    ['piece.2.nonnegative', ['a > 0', 'y - x > 0'], 'y^2 >= 0'],
  ],
  [
    {
      claim: 'boundary',
      context: A,
      f: 'a*x^2',
      g: [{ when: ['x > 0', 'y > 0'], value: '(1 + y)/(x*(y - 2))' }],
      level: 'a',
    },
    ['piece.1.1.pole', ['a > 0', 'x = 0', 'y >= 0', 'a > a*x^2'], 'x*(1 - y/2) = 0'],
    ['piece.1.1.numerator', ['a > 0', 'x = 0', 'y >= 0', 'a > a*x^2'], '-1/2 - y/2 != 0'],
    ['piece.1.2.pole', ['a > 0', 'y = 0', 'x >= 0', 'a > a*x^2'], 'x*(1 - y/2) = 0'],
    ['piece.1.2.numerator', ['a > 0', 'y = 0', 'x >= 0', 'a > a*x^2'], '-1/2 - y/2 != 0'],
    ['piece.1.3.pole', ['a > 0', 'x*(y - 2) = 0', 'x >= 0', 'y >= 0', 'a > a*x^2'], 'x*(1 - y/2) = 0'],
    ['piece.1.3.numerator', ['a > 0', 'x*(y - 2) = 0', 'x >= 0', 'y >= 0', 'a > a*x^2'], '-1/2 - y/2 != 0'],
  ],
  [{ claim: 'boundary', context: XY, f: 'x^2', g: one('y^2'), level: 'infinity' }, ...[]],
  [
    { claim: 'solution-set', context: A, assume: ['x > 0'], equations: ['y^2 - a', 'log(x)'], points: [POINT] },
    ['complete*', ['a > 0', 'x > 0', 'x > 0', 'y^2 - a = 0', 'log(x) = 0', '(x - 1)^2 + (y - sqrt(a))^2 > 0'], 'false'],
    ['point.1.equation.1*', ['a > 0'], 'sqrt(a)^2 - a = 0'],
    ['point.1.equation.2*', ['a > 0'], 'log(1) = 0'],
    ['point.1.assume.1*', ['a > 0'], '1 > 0'],
  ],
  [
    {
      claim: 'flat-minima',
      context: A,
      residuals: ['x*y - a'],
      loss: 'single',
      minimum: '2*a',
      points: [{ x: 'sqrt(a)', y: 'sqrt(a)' }],
    },
    ['minimal*', ['a > 0', 'x*y - a = 0'], 'x^2 + y^2 - 2*a >= 0'],
    ['complete*', ['a > 0', 'x*y - a = 0', 'x^2 + y^2 - 2*a = 0', '(x - sqrt(a))^2 + (y - sqrt(a))^2 > 0'], 'false'],
    ['point.1.residual*', ['a > 0'], 'sqrt(a)*sqrt(a) - a = 0'],
    ['point.1.value*', ['a > 0'], 'sqrt(a)^2 + sqrt(a)^2 - 2*a = 0'],
  ],
  [
    {
      claim: 'described-set',
      context: A,
      assume: ['log(x) > 0'],
      equations: ['x/y - a', 'y - 1'],
      description: ['x - a*y'],
      witness: { point: { x: '2', y: '1' } },
    },
    ['described.1*', ['a > 0', 'x > 0', 'y != 0', 'log(x) > 0', 'x/y - a = 0', 'y - 1 = 0'], 'x - a*y = 0'],
    ['attained.1*', ['a > 0', 'x > 0', 'y != 0', 'log(x) > 0', 'x - a*y = 0'], 'x/y - a = 0'],
    ['attained.2*', ['a > 0', 'x > 0', 'y != 0', 'log(x) > 0', 'x - a*y = 0'], 'y - 1 = 0'],
    ['point.equation.1*', ['a > 0'], '2 - a = 0'],
    ['point.assume.1*', ['a > 0'], 'log(2) > 0'],
  ],
  [
    {
      claim: 'described-set',
      context: A,
      assume: ['y >= x'],
      equations: ['x^3 + y - a'],
      description: ['a - x^3 - y', 'x^3 - a + y'],
      witness: { path: { x: 't', y: 'a - t' }, from: '-1', to: '1/2' },
    },
    ['described.1*', ['a > 0', 'y >= x', 'x^3 + y - a = 0'], 'a - x^3 - y = 0'],
    ['described.2*', ['a > 0', 'y >= x', 'x^3 + y - a = 0'], 'x^3 - a + y = 0'],
    ['attained.1*', ['a > 0', 'y >= x', 'a - x^3 - y = 0', 'x^3 - a + y = 0'], 'x^3 + y - a = 0'],
    ['path.equation.1', ['a > 0', 't >= -1', '1/2 >= t'], 'a - t^3 - (a - t) = 0'],
    ['path.assume.1', ['a > 0', 't >= -1', '1/2 >= t'], 'a - t >= t'],
    ['path.below', ['a > 0'], '0 > (-1)^3 - a + (a + 1)'],
    ['path.above', ['a > 0'], '(1/2)^3 - a + (a - 1/2) > 0'],
  ],
  [
    {
      claim: 'flat-set',
      context: A,
      residuals: ['x*y - a/y*y'],
      loss: 'single',
      minimum: '2*a',
      equations: ['x - y'],
      witness: { point: { x: 'sqrt(a)', y: 'sqrt(a)' } },
    },
    ['minimal*', ['a > 0', 'y != 0', 'x*y - a = 0'], 'x^2 + y^2 - 2*a >= 0'],
    ['described.1*', ['a > 0', 'y != 0', 'x*y - a = 0', 'x^2 + y^2 - 2*a = 0'], 'x - y = 0'],
    ['attained*', ['a > 0', 'y != 0', 'x*y - a = 0', 'x - y = 0'], 'x^2 + y^2 - 2*a = 0'],
    ['point.equation.1*', ['a > 0'], 'sqrt(a)^2 - a = 0'],
    ['point.equation.2*', ['a > 0'], '0 = 0'],
  ],
  [
    { claim: 'constant-sharpness', context: A, residuals: ['x^2 + y^2 - a'], loss: 'single', value: '4*a' },
    ['constant*', ['a > 0', 'x^2 + y^2 - a = 0'], '4*x^2 + 4*y^2 - 4*a = 0'],
  ],
  [
    {
      claim: 'flat-minima',
      context: A,
      residuals: ['x - a', 'x*y', 'y/a'],
      loss: 'l1',
      minimum: 'a',
      points: [{ x: 'a', y: '0' }],
    },
    ['minimal*', ['a > 0', 'a != 0', ...ON_AXIS, ...bounds('>')], 'false'],
    ['complete*', ['a > 0', 'a != 0', ...ON_AXIS, ...bounds('>='), '(x - a)^2 + y^2 > 0'], 'false'],
    ['point.1.residual.1*', ['a > 0'], '0 = 0'],
    ['point.1.residual.2*', ['a > 0'], '0 = 0'],
    ['point.1.residual.3*', ['a > 0'], '0 = 0'],
    ['point.1.value.1*', ['a > 0'], 'a - 1 - (a + 1/a)^2 >= 0'],
    ['point.1.value.2*', ['a > 0'], 'a - 1 - (a - 1/a)^2 >= 0'],
    ['point.1.value.3*', ['a > 0'], 'a - 1 - (-a + 1/a)^2 >= 0'],
    ['point.1.value.4*', ['a > 0'], 'a - 1 - (-a - 1/a)^2 >= 0'],
  ],
  [
    {
      claim: 'flat-set',
      context: A,
      residuals: ['x^2', 'x*y'],
      loss: 'l2',
      minimum: '0',
      equations: ['y'],
      witness: { point: { x: '0', y: '0' } },
    },
    ['minimal*', ['a > 0', 'x^2 = 0', 'x*y = 0', '-4*x^2 > 0', '-x^2 - y^2 > 0', '4*x^4 > 0'], 'false'],
    ['described.1*', ['a > 0', 'x^2 = 0', 'x*y = 0', '-4*x^2 >= 0', '-x^2 - y^2 >= 0', '4*x^4 >= 0'], 'y = 0'],
    ['attained.1*', ['a > 0', 'x^2 = 0', 'x*y = 0', 'y = 0'], '-4*x^2 >= 0'],
    ['attained.2*', ['a > 0', 'x^2 = 0', 'x*y = 0', 'y = 0'], '-x^2 - y^2 >= 0'],
    ['attained.3*', ['a > 0', 'x^2 = 0', 'x*y = 0', 'y = 0'], '4*x^4 >= 0'],
    ['point.equation.1*', ['a > 0'], '0 = 0'],
    ['point.equation.2*', ['a > 0'], '0 = 0'],
    ['point.equation.3*', ['a > 0'], '0 = 0'],
  ],
  [
    { claim: 'constant-sharpness', context: XY, residuals: ['x', 'x*y'], loss: 'l1', value: '7' },
    ['minimal*', ['x = 0', 'x*y = 0', '7 - (1 + y)^2 - x^2 > 0', '7 - (1 - y)^2 - x^2 > 0'], 'false'],
    ['constant.1*', ['x = 0', 'x*y = 0'], '7 - (1 + y)^2 - x^2 >= 0'],
    ['constant.2*', ['x = 0', 'x*y = 0'], '7 - (1 - y)^2 - x^2 >= 0'],
  ],
  [
    { claim: 'no-flat-minimum', context: A, residuals: ['x*log(y)'] },
    ['slope*', ['a > 0', 'y > 0', 'x*log(y) = 0'], '(log(y)*2*(log(y)/y - x^2/y^3) - x/y*2*x/y^2)^2 > 0'],
  ],
  [
    { claim: 'independent', context: A, quantities: ['x^2*y', 'x + 0*abs(y)'], point: POINT },
    ['rank', ['a > 0'], 'a*4 + 1 - 4*a > 0'],
  ],
  [
    { claim: 'strict-minimum', context: A, f: 'x^2/y', g: one('log(y)^2'), point: { x: '0', y: '1' }, radius: 'a' },
    ['nonnegative*', ['a > 0', 'y != 0'], 'x^2/y >= 0'],
    ['piece.1.nonnegative*', ['a > 0', 'y > 0'], 'log(y)^2 >= 0'],
    ['value.f*', ['a > 0'], '0 = 0'],
    ['value.g*', ['a > 0'], '0 = 0'],
    [
      'isolated*',
      ['a > 0', 'y != 0', 'y > 0', 'x^2/y = 0', 'log(y)^2 = 0', 'x^2 + (y - 1)^2 > 0', 'a^2 > x^2 + (y - 1)^2'],
      'false',
    ],
  ],
  [
    {
      claim: 'subregularity',
      context: A,
      f: 'x^4*exp(y)',
      residuals: ['x*exp(y)', 'x/y'],
      exponent: 3,
      kappa: 'a/x',
      near: 'sqrt(y)',
    },
    ['near.1', ['a > 0', 'y != 0'], 'y >= 0'],
    ['near', ['a > 0', 'y != 0', 'y >= 0'], 'sqrt(y) > 0'],
    ['kappa.1', ['a > 0', 'y != 0', 'y >= 0', 'x^4*exp(y) >= 0', 'sqrt(y) > x^4*exp(y)'], 'x != 0'],
    ['kappa', ['a > 0', 'y != 0', 'y >= 0', 'x != 0', 'x^4*exp(y) >= 0', 'sqrt(y) > x^4*exp(y)'], 'a/x > 0'],
    [
      'subregular',
      ['a > 0', 'y != 0', 'y >= 0', 'x != 0', 'x^4*exp(y) > 0', 'sqrt(y) > x^4*exp(y)'],
      'a/x*((4*x^3*exp(y))^2 + (x^4*exp(y))^2) - (x^2*exp(y)^2 + x^2/y^2)^3 >= 0',
    ],
  ],
  [
    {
      claim: 'projection-formula',
      context: A,
      f: 'x^2*y',
      normal: ['x'],
      point: { x: '0', y: '1' },
      radius: 'a',
      constant: '3*a',
    },
    ['projection', ['a > 0', 'a^2 >= x^2 + (y - 1)^2'], '3*a*x^2*(4*x^2*y^2 + x^4) - x^4 >= 0'],
  ],
])('%j', ([claim, ...expected]) => {
  expectObligations(claim, expected)
})
