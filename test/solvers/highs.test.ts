import { describe, expect, test } from 'vitest'
import { optimalBasis } from '../../src/solvers/highs.ts'
import { type HighsRequest, readHighsAnswer } from '../../src/solvers/highs-request.ts'

const within = (ms: number) => ({ deadline: Date.now() + ms })

/** minimize cost·x subject to A·x = right, x ≥ 0, A by rows. */
const program = (
  cost: readonly number[],
  a: readonly (readonly number[])[],
  right: readonly number[],
): HighsRequest => {
  const starts = [0]
  const rows: number[] = []
  const values: number[] = []
  cost.forEach((_, j) => {
    a.forEach((row, i) => {
      if (row[j] === 0) return
      rows.push(i)
      values.push(row[j] as number)
    })
    starts.push(rows.length)
  })
  return {
    rowCount: a.length,
    cost: Float64Array.from(cost),
    starts: Int32Array.from(starts),
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
    right: Float64Array.from(right),
  }
}

describe('optimalBasis', () => {
  test('names the columns of an optimal basis', async () => {
    const answer = await optimalBasis(
      program(
        [1, 3, 1],
        [
          [1, 1, 0],
          [0, 1, 1],
        ],
        [2, 1],
      ),
      within(60_000),
    )
    expect(answer).toEqual({ outcome: 'optimal', columns: [0, 2] })
  })

  test('says where there is no solution', async () => {
    expect(await optimalBasis(program([1, 1], [[1, 1]], [-1]), within(60_000))).toEqual({ outcome: 'infeasible' })
  })

  test('names nothing where the objective has no least value', async () => {
    const answer = await optimalBasis(program([-1, 0], [[1, -1]], [0]), within(60_000))
    expect(answer.outcome).not.toBe('optimal')
  })

  test('gives up at once where no time is left', async () => {
    expect(await optimalBasis(program([1], [[1]], [1]), within(-1))).toEqual({ outcome: 'unknown' })
  })
})

test.each([
  undefined,
  'optimal',
  { outcome: 'optimal' },
  { outcome: 'optimal', columns: [0, 3] },
  { outcome: 'optimal', columns: [0.5] },
  { outcome: 'optimal', columns: '0' },
  { outcome: 'proved' },
])('what is no answer is not read as one: %j', (value) => {
  expect(readHighsAnswer(value, 3)).toBeUndefined()
})
