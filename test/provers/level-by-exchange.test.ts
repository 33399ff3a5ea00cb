import { describe, expect, test } from 'vitest'
import { contextOf } from '../../src/dynamics/objective.ts'
import { detectStructure } from '../../src/dynamics/structure.ts'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import { findCriticalLevel } from '../../src/provers/special-points.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

const soon = () => ({ deadline: Date.now() + 60_000 })

/** |xyᵀ − M|₁ in the names x1, …, y1, …. */
const sumNorm = (matrix: readonly (readonly (number | string)[])[], weight = ''): string =>
  matrix.flatMap((row, i) => row.map((b, j) => `${weight}abs(x${i + 1}*y${j + 1} - (${b}))`)).join(' + ')

const levelOf = async (text: string, given: Partial<Parameters<typeof readProblem>[0]> = {}) => {
  const { objective } = readProblem({ objective: text, ...given })
  const structure = detectStructure(objective, soon())
  if (structure === undefined) throw new Error(`no structure: ${text}`)
  return findCriticalLevel(objective.term, structure, contextOf(objective), { budget: soon(), hints: {} })
}

describe('no critical value of |xy^T - uv^T|_1 lies between 0 and its value at 0', () => {
  test.each([
    [sumNorm([[1, 0]]), '1'],
    [sumNorm([[1], [0], [0]]), '1'],
    [
      sumNorm([
        [1, 0],
        [0, 0],
      ]),
      '1',
    ],
    [
      sumNorm([
        [1, 3],
        [2, 6],
      ]),
      '12',
    ],
    [
      sumNorm([
        [1, -3],
        [-2, 6],
      ]),
      '12',
    ],
    [
      sumNorm([
        [1, 1, 3],
        [2, 2, 6],
      ]),
      '15',
    ],
    [
      sumNorm([
        [1, 0, 2],
        [0, 0, 0],
        [-3, 0, -6],
      ]),
      '12',
    ],
    [
      sumNorm(
        [
          [1, 3],
          [2, 6],
        ],
        '2*',
      ),
      '24',
    ],
    [
      `(${sumNorm([
        [1, 3],
        [2, 6],
      ])})^2`,
      '144',
    ],
  ])('%s: %s', async (text, level) => {
    const found = await levelOf(text)
    expect(found?.level).toBe(level)
    if (found?.verdict.status !== 'proved') throw new Error('not proved')
    expect(isCheckedClaim(verify(found.claim, found.verdict.certificate))).toBe(true)
    // 0 is critical, and the level is the value there: no larger one is true.
    const larger = { ...found.claim, level: `${level} + 1/1000` } as typeof found.claim
    expect(isCheckedClaim(verify(larger, found.verdict.certificate))).toBe(false)
  })

  test('with parameters, whose signs are known', async () => {
    const text = sumNorm([
      ['a', '0'],
      ['0', '0'],
    ])
    expect((await levelOf(text, { parameters: ['a'], assume: ['a > 0'] }))?.level).toBe('a')
    expect((await levelOf(text, { parameters: ['a'], assume: ['a < 0'] }))?.level).toBe('-a')
  })

  test('a bound is not in the way of a better level', async () => {
    expect((await levelOf('abs(x - 1) + abs(y - 2)'))?.level).toBe('infinity')
  })

  test('with unequal weights, a lower bound', async () => {
    const found = await levelOf('3*abs(x1*y1 - 1) + abs(x1*y2) + abs(x2*y1) + abs(x2*y2)')
    expect(found?.verdict.status).toBe('proved')
  })
})
