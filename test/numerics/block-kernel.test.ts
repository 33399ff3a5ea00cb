import { describe, expect, test } from 'vitest'
import { gradient as gradientOf } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { compileBlock } from '../../src/numerics/block-kernel.ts'
import type { Descended } from '../../src/numerics/descent.ts'
import { compileMethod, METHOD_NAMES, type MethodName } from '../../src/numerics/methods.ts'
import { boxOf, seeded, uniformPoint } from '../../src/numerics/random.ts'
import { stepSizes } from '../../src/numerics/step-sizes.ts'
import { CRITICAL, DIVERGED, MOVING, startAt, type Trajectories, UNDEFINED } from '../../src/numerics/trajectories.ts'

const variables = ['x', 'y']
const descendedOn = (objective: string, residual?: string): Descended => {
  const f = parseExpression(objective, { variables }).term
  const h = residual === undefined ? undefined : parseExpression(residual, { variables }).term
  return {
    variables,
    objective: f,
    gradient: gradientOf(f, variables),
    ...(h === undefined ? {} : { residual: { value: h, gradient: gradientOf(h, variables) } }),
  }
}

const random = seeded(11)
const starts = [
  [0, 0],
  [1, 1],
  [2, 0.5],
  [-0, 1],
  [1e200, 1e200],
  [1e-170, 1e-170],
  [2 ** -1074, 3],
  ...Array.from({ length: 100 }, () => uniformPoint(random, boxOf([-2, 2], 2))),
]
const CHUNKS = [1, 2, 300, 7, 400, 1, 1, 1]

const stateOf = ({ positions, status, stoppedAt }: Trajectories, i: number): readonly number[] => [
  ...positions.map((column) => column[i] ?? Number.NaN),
  status[i] ?? -1,
  stoppedAt[i] ?? -1,
]

/** A trajectory alone is moved by JavaScript, many together by the block's kernel. */
const expectSameBits = (method: MethodName, descended: Descended, alpha: number): ReadonlySet<number> => {
  const numbers = { beta: method === 'heavy-ball' || method === 'nesterov' ? 0.5 : 0, rho: 0.05, seed: 1 }
  const together = compileBlock(method, descended, numbers, starts, stepSizes(alpha, 4))
  for (const count of CHUNKS) together.step(count)
  const alone = startAt(starts, 2)
  const advance = compileMethod(method, descended, numbers)
  const sizes = new Float64Array(together.steps())
  stepSizes(alpha, 4)(0, sizes)
  starts.forEach((_, i) => {
    advance(alone, i, i + 1, sizes, 0)
    expect(stateOf(together.trajectories, i)).toEqual(stateOf(alone, i))
  })
  return new Set(together.trajectories.status)
}

describe('a block of trajectories moves as each of them alone, bit for bit', () => {
  test.each(METHOD_NAMES.filter((name) => name !== 'flow'))('%s', (method) => {
    const seen = [
      expectSameBits(method, descendedOn('(x*y - 1)^2', 'x*y - 1'), 0.05),
      expectSameBits(method, descendedOn('(x^2 - y)^2 + x/(y^2 + 1)'), 0.7),
      expectSameBits(method, descendedOn('sqrt(x)*y^2 + max(x, y^3)'), 0.05),
    ].flatMap((statuses) => [...statuses])
    // The exceptional cases are among those compared.
    expect(seen).toEqual(expect.arrayContaining([MOVING, UNDEFINED]))
    if (method !== 'ngd' && method !== 'sam') expect(seen).toContain(DIVERGED)
    if (method !== 'sgd') expect(seen).toContain(CRITICAL)
  })
})
