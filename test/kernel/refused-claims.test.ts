import { expect, test } from 'vitest'
import { obligationsOf } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import { contextOf, XY } from '../refused/entries.ts'

// Claims that are no claims: what stands in them has no meaning there, or more than one.

const A = contextOf(['x', 'y'], { parameters: ['a'], assume: ['a > 0'] })
const one = (value: string) => [{ when: [], value }]
const two = (first: string, second: string) => [
  { when: ['x > y'], value: first },
  { when: ['y - x > 0'], value: second },
]

const refusalOf = (claim: object): string => {
  try {
    obligationsOf(claim as Claim)
    return 'none'
  } catch (error) {
    if (error instanceof Refusal) return error.reason
    throw error
  }
}

const hyperbola = { context: XY, residuals: ['x*y - 1'], loss: 'single' }
const ball = { context: XY, f: 'x^2', normal: ['x'], point: { x: '0', y: '1' }, radius: '1' }
const projected = { claim: 'projection-formula', ...ball, constant: '1' }
const subregular = {
  claim: 'subregularity',
  context: XY,
  f: 'x^2',
  residuals: ['x'],
  exponent: 1,
  kappa: '1',
  near: '1',
}
const decrease = {
  claim: 'decrease',
  context: XY,
  f: 'x^2*(1 + y^2)',
  g: one('y^2'),
  beta: 1,
  gamma: 1,
  omega: 'y^2',
  near: '1',
  step: '1',
}
const described = {
  claim: 'described-set',
  context: XY,
  assume: [],
  equations: ['x^3 + y'],
  description: ['x^3 + y'],
  witness: { path: { x: 't', y: '1' }, from: '-2', to: '2' },
}
const path = (changes: object, more: object = {}) => ({
  ...described,
  witness: { ...described.witness, ...changes },
  ...more,
})
const minimum = {
  claim: 'strict-minimum',
  context: XY,
  f: 'x^2',
  g: one('y^2'),
  point: { x: '0', y: '0' },
  radius: '1',
}

test.for<readonly [why: string, claim: object, reason: string]>([
  ['sgn in f', { claim: 'tame', context: XY, f: 'sgn(x)', class: 'semialgebraic' }, 'term'],
  ['sgn within f', { claim: 'minimum-zero', context: XY, f: '1 + (x*sgn(y))^2', residual: null }, 'term'],
  ['sgn in a residual', { ...hyperbola, claim: 'full-rank', residuals: ['sgn(x)'], loss: undefined }, 'format'],
  ['sgn in phi', { ...hyperbola, claim: 'structure', f: 'x^2', phi: 'sgn(t)' }, 'term'],
  ['x in phi', { ...hyperbola, claim: 'structure', f: 'x^2', phi: 'x*t' }, 'undeclared'],
  ['exp is not semialgebraic', { claim: 'tame', context: XY, f: 'exp(x)', class: 'semialgebraic' }, 'obligation'],
  ['log is not semialgebraic', { claim: 'tame', context: XY, f: 'log(x)', class: 'semialgebraic' }, 'obligation'],
  ['tanh is not semialgebraic', { claim: 'tame', context: XY, f: 'tanh(x)', class: 'semialgebraic' }, 'obligation'],
  ['sin is not semialgebraic', { claim: 'tame', context: XY, f: 'sin(x)', class: 'semialgebraic' }, 'obligation'],
  ['cos is not semialgebraic', { claim: 'tame', context: XY, f: 'cos(x)', class: 'semialgebraic' }, 'obligation'],
  ['sin is not in exponential', { claim: 'tame', context: XY, f: 'exp(x)*sin(x)', class: 'exponential' }, 'obligation'],
  ['cos is not in exponential', { claim: 'tame', context: XY, f: 'cos(x)', class: 'exponential' }, 'obligation'],
  ['x^a is not semialgebraic', { claim: 'tame', context: A, f: 'abs(x)^(a)', class: 'semialgebraic' }, 'obligation'],
  ['x^a is exponential', { claim: 'tame', context: A, f: 'abs(x)^(a)', class: 'exponential' }, 'none'],
  ['exp is exponential', { claim: 'tame', context: XY, f: 'exp(x)', class: 'exponential' }, 'none'],
  ['sin is analytic', { claim: 'tame', context: XY, f: 'sin(x)*exp(x)', class: 'analytic' }, 'none'],
  ['no such class', { claim: 'tame', context: XY, f: 'x', class: 'algebraic' }, 'obligation'],
  ['no residual', { ...hyperbola, claim: 'structure', f: 'x^2', phi: 't', residuals: [] }, 'format'],
  [
    'two residuals of a single loss',
    { ...hyperbola, claim: 'structure', f: 'x', phi: 't', residuals: ['x', 'y'] },
    'format',
  ],
  ['no such loss', { ...hyperbola, claim: 'structure', f: 'x', phi: 't', loss: 'l3' }, 'format'],
  ['a residual with a kink', { claim: 'full-rank', context: XY, residuals: ['abs(x)'] }, 'obligation'],
  ['a residual with a kink that is nowhere', { claim: 'full-rank', context: XY, residuals: ['abs(1 + x^2)'] }, 'none'],
  [
    't is a parameter',
    { claim: 'structure', ...hyperbola, f: 'x', phi: 't', context: contextOf(['x', 'y'], { parameters: ['t'] }) },
    'context',
  ],
  [
    'r[1] is a parameter',
    {
      claim: 'second-order',
      ...hyperbola,
      loss: 'l2',
      g: one('x'),
      context: contextOf(['x', 'y'], { parameters: ['r[1]'] }),
    },
    'context',
  ],
  [
    's[1] is a variable',
    { claim: 'second-order', ...hyperbola, loss: 'l1', g: one('x'), context: contextOf(['x', 'y', 's[1]']) },
    'context',
  ],
  [
    's[1] is free for l2',
    { claim: 'second-order', ...hyperbola, loss: 'l2', g: one('x'), context: contextOf(['x', 'y', 's[1]']) },
    'none',
  ],
  ['a level with a variable', { claim: 'critical-values', ...hyperbola, f: 'x', level: 'x^2 + 1' }, 'point'],
  ['a level of 0', { claim: 'critical-values', ...hyperbola, f: 'x', level: '0' }, 'point'],
  ['a level that is undefined', { claim: 'critical-values', ...hyperbola, f: 'x', level: '1 + 0*log(-1)' }, 'point'],
  ['no pieces', { claim: 'lyapunov', context: XY, f: 'x', g: [] }, 'pieces'],
  ['a closed piece', { claim: 'lyapunov', context: XY, f: 'x', g: [{ when: ['x >= 0'], value: 'x' }] }, 'pieces'],
  [
    'an equation as a piece',
    { claim: 'lyapunov', context: XY, f: 'x', g: [{ when: ['x = 0'], value: 'x' }] },
    'pieces',
  ],
  ['a piece with a pole', { claim: 'lyapunov', context: XY, f: 'x', g: [{ when: ['1/x > 0'], value: 'x' }] }, 'pieces'],
  [
    'a piece with a pole on the right',
    { claim: 'lyapunov', context: XY, f: 'x', g: [{ when: ['1 > log(x)'], value: 'x' }] },
    'pieces',
  ],
  ['a piece with sgn', { claim: 'lyapunov', context: XY, f: 'x', g: [{ when: ['sgn(x) > 0'], value: 'x' }] }, 'term'],
  [
    'a piece with sgn on the right',
    { claim: 'lyapunov', context: XY, f: 'x', g: [{ when: ['1 > sgn(x)'], value: 'x' }] },
    'term',
  ],
  [
    'pieces that overlap',
    {
      claim: 'lyapunov',
      context: XY,
      f: 'x',
      g: [
        { when: ['x > 0'], value: 'x' },
        { when: ['y > 0'], value: 'x' },
      ],
    },
    'pieces',
  ],
  [
    'disjoint by one of two conditions',
    {
      claim: 'lyapunov',
      context: XY,
      f: 'x',
      g: [
        { when: ['y > 1', 'x > 0'], value: 'x' },
        { when: ['y > 2', '-x > 0'], value: 'x' },
      ],
    },
    'none',
  ],
  ['a root with a thin kink', { claim: 'conserved', context: XY, f: 'sqrt(y)', g: one('y') }, 'none'],
  [
    't is a constant',
    {
      claim: 'structure',
      ...hyperbola,
      f: 'x',
      phi: 't',
      context: contextOf(['x', 'y'], { constants: { t: { polynomial: 't^2 - 2', interval: ['1', '2'] } } }),
    },
    'context',
  ],
  [
    'two empty pieces',
    {
      claim: 'lyapunov',
      context: XY,
      f: 'x',
      g: [
        { when: ['x > x'], value: 'x' },
        { when: ['y > y'], value: 'x' },
      ],
    },
    'pieces',
  ],
  [
    'the same piece twice',
    {
      claim: 'lyapunov',
      context: XY,
      f: 'x',
      g: [
        { when: ['x > 0'], value: 'x' },
        { when: ['2*x > 0'], value: 'x' },
      ],
    },
    'pieces',
  ],
  [
    'three pieces of which two overlap',
    { claim: 'lyapunov', context: XY, f: 'x', g: [...two('x', 'y'), { when: ['x > y + 1'], value: 'x' }] },
    'pieces',
  ],
  [
    'disjoint after scaling',
    {
      claim: 'lyapunov',
      context: XY,
      f: 'x',
      g: [
        { when: ['2*x > 2*y'], value: 'x' },
        { when: ['3*y > 3*x'], value: 'x' },
      ],
    },
    'none',
  ],
  [
    'a root with a kink on an open set',
    { claim: 'conserved', context: XY, f: 'sqrt(abs(x) - x + 0*y)', g: one('y') },
    'obligation',
  ],
  [
    'log at the boundary',
    { claim: 'boundary', context: XY, f: 'x', g: [{ when: ['x > 0'], value: 'log(x)^2' }], level: '1' },
    'obligation',
  ],
  [
    'an inner pole at the boundary',
    { claim: 'boundary', context: XY, f: 'x', g: [{ when: ['x > 0'], value: 'exp(1/x)' }], level: '1' },
    'obligation',
  ],
  [
    'x^n at the boundary',
    {
      claim: 'boundary',
      context: contextOf(['x'], { parameters: ['n'], integers: ['n'] }),
      f: 'x',
      g: [{ when: ['x > 0'], value: 'x^(n)' }],
      level: '1',
    },
    'obligation',
  ],
  [
    'exp at the boundary',
    { claim: 'boundary', context: XY, f: 'x', g: [{ when: ['x > 0'], value: 'exp(y)/x' }], level: '1' },
    'none',
  ],
  [
    'two residuals of a flat minimum',
    {
      claim: 'flat-minima',
      context: XY,
      residuals: ['x', 'y'],
      loss: 'single',
      minimum: '1',
      points: [{ x: '0', y: '0' }],
    },
    'format',
  ],
  [
    'no flat minimum',
    { claim: 'flat-minima', context: XY, residuals: ['x'], loss: 'single', minimum: '1', points: [] },
    'point',
  ],
  [
    'a minimum with a variable',
    { claim: 'flat-minima', context: XY, residuals: ['x'], loss: 'single', minimum: 'y', points: [{ x: '0', y: '0' }] },
    'point',
  ],
  [
    'a value with a variable',
    { claim: 'constant-sharpness', context: XY, residuals: ['x'], loss: 'single', value: 'y^2' },
    'point',
  ],
  [
    'a value that is undefined',
    { claim: 'constant-sharpness', context: XY, residuals: ['x'], loss: 'single', value: '1/(1 - 1)' },
    'point',
  ],
  [
    'a point without y',
    { claim: 'solution-set', context: XY, assume: [], equations: ['x'], points: [{ x: '0' }] },
    'point',
  ],
  [
    'a point with z',
    { claim: 'solution-set', context: XY, assume: [], equations: ['x'], points: [{ x: '0', y: '0', z: '0' }] },
    'point',
  ],
  [
    'a point that moves',
    { claim: 'solution-set', context: XY, assume: [], equations: ['x'], points: [{ x: '0', y: 'x' }] },
    'point',
  ],
  [
    'a point that is undefined',
    { claim: 'solution-set', context: XY, assume: [], equations: ['x'], points: [{ x: '0', y: 'log(0)' }] },
    'point',
  ],
  [
    'an equation undefined at its point',
    { claim: 'solution-set', context: XY, assume: [], equations: ['x + 0*log(y)'], points: [{ x: '0', y: '0' }] },
    'point',
  ],
  ['a described set', described, 'none'],
  ['a set described by nothing', { ...described, description: [] }, 'format'],
  ['a description with sgn', { ...described, description: ['x^3 + y', 'sgn(x)'] }, 'term'],
  ['a description with a pole', { ...described, description: ['x^3 + y + 0/y'] }, 'point'],
  ['a path that ends where it starts', path({ to: '-2' }), 'point'],
  ['a path that runs back', path({ to: '-3' }), 'point'],
  ['a path without y', path({ path: { x: 't' } }), 'point'],
  ['a path with z', path({ path: { x: 't', y: '1', z: '1' } }), 'point'],
  ['a path with z instead of y', path({ path: { x: 't', z: '1' } }), 'point'],
  ['a path in x', path({ path: { x: 't', y: 'x' } }), 'point'],
  ['a path with sgn', path({ path: { x: 't', y: 'sgn(t)' } }), 'term'],
  ['a path with a pole', path({ path: { x: 't', y: '1/t' } }), 'point'],
  ['a path with a pole elsewhere', path({ path: { x: 't', y: '1/((t + 2) + 1)' } }), 'none'],
  ['a path from infinity', path({ from: 'infinity' }), 'format'],
  ['a path where the assumption is undefined', path({}, { assume: ['0*log(x) = 0'] }), 'point'],
  ['a path where an equation is undefined', path({}, { equations: ['x^3 + y + 0*log(x)'] }), 'point'],
  ['t is a parameter of the path', path({}, { context: contextOf(['x', 'y'], { parameters: ['t'] }) }), 'context'],
  [
    't is a variable of the path',
    path(
      { path: { t: 't', y: '1' } },
      { context: contextOf(['t', 'y']), equations: ['t^3 + y'], description: ['t^3 + y'] },
    ),
    'none',
  ],
  ['a path and a point', path({ point: { x: '0', y: '0' } }), 'format'],
  [
    'a point where an equation is undefined',
    { ...described, equations: ['x^3 + y + 0/y'], witness: { point: { x: '0', y: '0' } } },
    'point',
  ],
  [
    'two residuals of a flat set',
    {
      claim: 'flat-set',
      context: XY,
      residuals: ['x', 'y'],
      loss: 'single',
      minimum: '1',
      equations: ['x'],
      witness: { point: { x: '0', y: '0' } },
    },
    'format',
  ],
  ['no quantities', { claim: 'independent', context: XY, quantities: [], point: { x: '0', y: '0' } }, 'format'],
  [
    'a kink at the point',
    { claim: 'independent', context: XY, quantities: ['abs(x)'], point: { x: '0', y: '0' } },
    'point',
  ],
  [
    'a pole at the point',
    { claim: 'independent', context: XY, quantities: ['1/x'], point: { x: '0', y: '0' } },
    'point',
  ],
  [
    'a kink elsewhere',
    { claim: 'independent', context: XY, quantities: ['abs(x)'], point: { x: '1', y: '0' } },
    'none',
  ],
  ['a strict minimum in two pieces', { ...minimum, g: two('x', 'y') }, 'pieces'],
  ['a strict minimum in half the plane', { ...minimum, g: [{ when: ['x > y'], value: 'x' }] }, 'pieces'],
  ['a radius of 0', { ...minimum, radius: '0' }, 'point'],
  ['a negative radius', { ...minimum, radius: '-1' }, 'point'],
  ['a radius that varies', { ...minimum, radius: '1 + x^2' }, 'point'],
  ['nothing normal', { ...projected, normal: [] }, 'point'],
  ['twice the same normal', { ...projected, normal: ['x', 'x'] }, 'point'],
  ['a normal that is no variable', { ...projected, normal: ['z'] }, 'point'],
  ['a point off the subspace', { ...projected, point: { x: '1', y: '1' } }, 'point'],
  ['a point on it after all', { ...projected, point: { x: '1 - 1', y: '1' } }, 'none'],
  ['a kink of f', { ...projected, f: 'abs(x)' }, 'obligation'],
  ['a kink of f where it is subregular', { ...subregular, f: 'abs(x)' }, 'obligation'],
  ['no residual to be subregular along', { ...subregular, residuals: [] }, 'format'],
  ['an exponent of 0', { ...subregular, exponent: 0 }, 'format'],
  ['an exponent of 1/2', { ...subregular, exponent: 0.5 }, 'format'],
  ['an exponent of 101', { ...subregular, exponent: 101 }, 'format'],
  ['an exponent of 100', { ...subregular, exponent: 100 }, 'none'],
  ['sgn in kappa', { ...subregular, kappa: '2 + sgn(x)' }, 'term'],
  ['sgn in near', { ...subregular, near: '2 + sgn(x)' }, 'term'],
  ['a decrease of f with a kink', { ...decrease, f: 'abs(x)' }, 'obligation'],
  ['beta 0', { ...decrease, beta: 0 }, 'format'],
  ['beta 1/2', { ...decrease, beta: 0.5 }, 'format'],
  ['gamma -1', { ...decrease, gamma: -1 }, 'format'],
  ['gamma 0', { ...decrease, gamma: 0 }, 'none'],
  ['gamma as text', { ...decrease, gamma: '1' }, 'format'],
  ['sgn in omega', { ...decrease, omega: 'y^2*(2 + sgn(x))' }, 'term'],
  ['sgn in step', { ...decrease, step: '2 + sgn(x)' }, 'term'],
  ['no piece that decreases', { ...decrease, g: [] }, 'pieces'],
  [
    'the name of the length of a step',
    { ...decrease, context: { ...XY, parameters: ['tau[1]'] }, omega: 'y^2*tau[1]^2' },
    'context',
  ],
])('%s', ([, claim, reason]) => {
  expect(refusalOf(claim)).toBe(reason)
})
