import { describe, expect, test } from 'vitest'
import type { LimitJson, SubdifferentialsJson } from '../../src/toolkit/describe-subdifferentials.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { subdifferentialOf } from '../../src/toolkit/subdifferential.ts'

const at = async (objective: string, point: Record<string, string>) =>
  subdifferentialOf(readProblem({ objective, variables: Object.keys(point) }), { at: point, timeout: 30 })

const known = async (objective: string, point: Record<string, string>): Promise<SubdifferentialsJson> => {
  const { point: found, reason } = await at(objective, point)
  if (found === undefined) throw new Error(reason)
  return found
}

const texts = (limits: readonly LimitJson[]): string[] => limits.map(({ vector }) => vector.join(',')).sort()

interface Expected {
  readonly f: string
  readonly p: Record<string, string>
  readonly bouligand: readonly string[]
  readonly directions: readonly string[]
  readonly critical: 'yes' | 'no'
  readonly modulus: string
  readonly regular: 'yes' | 'no' | 'unknown'
}

const O = { x: '0', y: '0' }
const TABLE: readonly Expected[] = [
  {
    f: 'abs(x)',
    p: { x: '0' },
    bouligand: ['1', '-1'],
    directions: ['1', '-1'],
    critical: 'yes',
    modulus: '1',
    regular: 'yes',
  },
  {
    f: '-abs(x)',
    p: { x: '0' },
    bouligand: ['1', '-1'],
    directions: ['1', '-1'],
    critical: 'yes',
    modulus: '1',
    regular: 'no',
  },
  {
    f: 'min(x, 2*x)',
    p: { x: '0' },
    bouligand: ['1', '2'],
    directions: ['1'],
    critical: 'no',
    modulus: '2',
    regular: 'no',
  },
  {
    f: 'max(x, 0)',
    p: { x: '0' },
    bouligand: ['1', '0'],
    directions: ['1', '0'],
    critical: 'yes',
    modulus: '1',
    regular: 'yes',
  },
  // Constant nearby, and on the boundary of where it is constant.
  {
    f: 'max(abs(x) - 1, 0)^2',
    p: { x: '0' },
    bouligand: ['0'],
    directions: ['0'],
    critical: 'yes',
    modulus: '0',
    regular: 'yes',
  },
  {
    f: 'max(abs(x) - 1, 0)^2',
    p: { x: '-1' },
    bouligand: ['0'],
    directions: ['-1', '0'],
    critical: 'yes',
    modulus: '0',
    regular: 'yes',
  },
  {
    f: 'max(abs(x) - 1, 0)',
    p: { x: '1' },
    bouligand: ['1', '0'],
    directions: ['1', '0'],
    critical: 'yes',
    modulus: '1',
    regular: 'yes',
  },
  { f: 'x*abs(x)', p: { x: '0' }, bouligand: ['0'], directions: ['1'], critical: 'yes', modulus: '0', regular: 'yes' },
  {
    f: 'abs(x) - abs(x)',
    p: { x: '0' },
    bouligand: ['0'],
    directions: ['0'],
    critical: 'yes',
    modulus: '0',
    regular: 'yes',
  },
  {
    f: 'max(x, y)',
    p: O,
    bouligand: ['1,0', '0,1'],
    directions: ['1,0', '0,1'],
    critical: 'no',
    modulus: '1',
    regular: 'yes',
  },
  {
    f: 'max(x, 0) + min(x, 0) + y',
    p: O,
    bouligand: ['1,1'],
    directions: ['1/sqrt(2),1/sqrt(2)'],
    critical: 'no',
    modulus: 'sqrt(2)',
    regular: 'yes',
  },
  // The gradients of the cell between two curves that touch, which no direction enters.
  {
    f: 'abs(x) + abs(x + y^2)',
    p: O,
    bouligand: ['2,0', '0,0', '-2,0'],
    directions: ['1,0', '-1,0', '0,1', '0,-1'],
    critical: 'yes',
    modulus: '2',
    regular: 'yes',
  },
  // Powers of a residual: the sign of an odd one does not change.
  { f: 'x^3', p: { x: '0' }, bouligand: ['0'], directions: ['1'], critical: 'yes', modulus: '0', regular: 'yes' },
  {
    f: 'max(x, 0)^3',
    p: { x: '0' },
    bouligand: ['0'],
    directions: ['1', '0'],
    critical: 'yes',
    modulus: '0',
    regular: 'yes',
  },
  { f: '-x^3*(2 - y)', p: O, bouligand: ['0,0'], directions: ['-1,0'], critical: 'yes', modulus: '0', regular: 'yes' },
  {
    f: 'x^2 + x^4*y^2',
    p: { x: '0', y: '1' },
    bouligand: ['0,0'],
    directions: ['1,0', '-1,0'],
    critical: 'yes',
    modulus: '0',
    regular: 'yes',
  },
  {
    f: 'abs(x^2 - 2)',
    p: { x: 'sqrt(2)' },
    bouligand: ['2*sqrt(2)', '-2*sqrt(2)'],
    directions: ['1', '-1'],
    critical: 'yes',
    modulus: 'sqrt(8)',
    regular: 'yes',
  },
]

describe('the subdifferentials at a point', () => {
  test.for(TABLE)('$f at $p', async ({ f, p, bouligand, directions, critical, modulus, regular }) => {
    const found = await known(f, p)
    expect(texts(found.bouligand.elements)).toEqual([...bouligand].sort())
    expect(found.bouligand.complete).toBe(true)
    expect(texts(found.normalized.elements)).toEqual([...directions].sort())
    expect(found.normalized).toMatchObject({ complete: true, spheres: [], unknown: [] })
    expect(found.clarke.containsZero.answer).toBe(critical)
    expect(found.lipschitz).toEqual({ modulus, isExact: true })
    expect(found.regular.answer).toBe(regular)
  })

  test('one residual: both normals; several: the unit sphere of the normal space; l1: all sign vectors', async () => {
    const one = await known('(x*y - 1)^2', { x: '1', y: '1' })
    expect(texts(one.normalized.elements)).toEqual(['-1/sqrt(2),-1/sqrt(2)', '1/sqrt(2),1/sqrt(2)'])
    const two = await known('(x*y - 1)^2 + (x*z)^2', { x: '1', y: '1', z: '0' })
    expect(two.normalized).toMatchObject({
      complete: true,
      elements: [],
      spheres: [
        {
          of: [
            ['1', '1', '0'],
            ['0', '0', '1'],
          ],
        },
      ],
    })
    const ell1 = await known('abs(x*y - 1) + abs(x*z)', { x: '1', y: '1', z: '0' })
    expect(texts(ell1.bouligand.elements)).toEqual(['-1,-1,-1', '-1,-1,1', '1,1,-1', '1,1,1'])
  })

  test('a norm that is 0 at the point has no smooth pieces: the formula for |F|', async () => {
    const { point, onMinima } = await at('2*sqrt(x^2 + y^2)', O)
    expect(point).toBeUndefined()
    expect(onMinima).toMatchObject({
      loss: 'l2',
      slope: '2',
      rows: [
        ['1', '0'],
        ['0', '1'],
      ],
    })
  })
})

describe('where the formulas fail the answer is unknown', () => {
  test.for([
    // Spec 1.1: ±e_1 by the formula, but (0, cos θ, sin θ) are limits too.
    ['(x + y*z)^2 + (y*z - x)^2', { x: '0', y: '0', z: '0' }],
    ['abs(x + y*z) + abs(y*z - x)', { x: '0', y: '0', z: '0' }],
    // The whole circle.
    ['(x*y)^2', O],
    ['x^2*(1 - y)', { x: '0', y: '1' }],
  ] as const)('%s', async ([f, p]) => {
    const { normalized } = await known(f, p)
    expect(normalized.complete).toBe(false)
    expect(normalized.unknown.length).toBeGreaterThan(0)
    expect(normalized.spheres).toEqual([])
  })

  test('on all minima nothing is said without full rank', async () => {
    const { onMinima, reason } = await subdifferentialOf(readProblem({ objective: '(x*y)^2' }), { timeout: 5 })
    expect(onMinima).toBeUndefined()
    expect(reason).toMatch('full rank')
  })

  test.for(['x^(1/2)', 'abs(x)^(1/2)', 'max(1, sqrt(x))', 'log(x)'])('%s at 0 is refused', async (f) => {
    const { point, onMinima, reason } = await at(f, { x: '0' })
    expect([point, onMinima]).toEqual([undefined, undefined])
    expect(reason).toBeDefined()
  })
})

describe('on all minima', () => {
  test('the rows of DF and the formulas of the loss', async () => {
    const { onMinima } = await subdifferentialOf(readProblem({ objective: 'abs(x*y - 1) + abs(x*z)' }), { timeout: 20 })
    expect(onMinima).toMatchObject({
      loss: 'l1',
      slope: '1',
      rows: [
        ['y', 'x', '0'],
        ['z', '0', 'x'],
      ],
      trust: 'kernel',
    })
  })
})
