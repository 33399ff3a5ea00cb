import { expect, test } from 'vitest'
import { lower } from '../../src/kernel/lower.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { rational } from '../../src/kernel/rational.ts'
import { flatnessClaims } from '../../src/theorems/compare-flatness.ts'
import { isRigidMotion } from '../../src/theorems/rigid-motion.ts'
import { writtenText } from '../../src/theorems/written.ts'

// What pages take from rooms that are not trusted, they look at themselves.

const motion = (matrix: number[][], shift: number[], square: number) => ({
  matrix: matrix.map((row) => row.map((c) => rational(c))),
  shift: shift.map((c) => rational(c)),
  square: rational(square),
})

test.each([
  [
    'a rotation of the plane',
    true,
    [
      [0, 1],
      [-1, 0],
    ],
    [0, 0],
    1,
  ],
  [
    'about another centre',
    true,
    [
      [0, 2],
      [-2, 0],
    ],
    [3, -5],
    4,
  ],
  [
    'a translation',
    true,
    [
      [0, 0],
      [0, 0],
    ],
    [3, 1],
    0,
  ],
  [
    'about an axis',
    true,
    [
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 0],
    ],
    [1, 2, 0],
    1,
  ],
  [
    'a screw',
    false,
    [
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 0],
    ],
    [0, 0, 1],
    1,
  ],
  [
    'a shear',
    false,
    [
      [0, 1],
      [0, 0],
    ],
    [0, 0],
    0,
  ],
  [
    'a shear as a rotation',
    false,
    [
      [0, 1],
      [0, 0],
    ],
    [0, 0],
    1,
  ],
  [
    'a dilation',
    false,
    [
      [1, 0],
      [0, 1],
    ],
    [0, 0],
    1,
  ],
  [
    'a hyperbolic rotation',
    false,
    [
      [0, 1],
      [1, 0],
    ],
    [0, 0],
    1,
  ],
  [
    'another speed',
    false,
    [
      [0, 2],
      [-2, 0],
    ],
    [0, 0],
    1,
  ],
  [
    'a negative speed',
    false,
    [
      [0, 1],
      [-1, 0],
    ],
    [0, 0],
    -1,
  ],
  [
    'two speeds',
    false,
    [
      [0, 1, 0, 0],
      [-1, 0, 0, 0],
      [0, 0, 0, 2],
      [0, 0, -2, 0],
    ],
    [0, 0, 0, 0],
    1,
  ],
  [
    'a rotation called a translation',
    false,
    [
      [0, 1],
      [-1, 0],
    ],
    [0, 0],
    0,
  ],
  [
    'too short a shift',
    false,
    [
      [0, 1],
      [-1, 0],
    ],
    [0],
    1,
  ],
] as const)('%s is a rigid motion: %s', (_, expected, matrix, shift, square) => {
  const proposed = motion(
    matrix.map((row) => [...row]),
    [...shift],
    square,
  )
  expect(isRigidMotion(proposed, matrix.length)).toBe(expected)
})

const scope = {
  variables: ['x', 'y'],
  parameters: new Set(['p', 'k']),
  integers: new Set(['k']),
  constants: new Map([
    ['theta', { polynomial: [rational(-2), rational(0), rational(1)], interval: [rational(1), rational(2)] as const }],
  ]),
}

test.each([
  'x^2 - 3*x*y + 1/2',
  'abs(x)*exp(x - y)/(1 + y^2)',
  'theta*x + sqrt(3)/theta',
  'abs(y)^(p)*x^(k) + sgn(x*y)',
])('%s is read back as what was written', (text) => {
  const p = lower(parseTerm(text), scope)
  expect(lower(parseTerm(writtenText(p, ['x', 'y'])), scope)).toEqual(p)
})

test('nothing is claimed about the sharpness where f is not defined', () => {
  const context = { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} }
  const objective = { context, f: '(x*log(y))^2', residuals: ['x*log(y)'], loss: 'single', phi: 't^2' } as const
  const second = { x: '0', y: '5' }
  const claims = (y: string) =>
    flatnessClaims({ objective, first: { x: '0', y }, second }, { kind: 'sharpness', level: '1', bound: 0 })
  expect(claims('2')).toHaveLength(5)
  // 1 - log(-1)^2 > 0 holds wherever log(-1) is defined.
  expect(claims('-1')).toBeUndefined()
  expect(claims('0')).toBeUndefined()
})
