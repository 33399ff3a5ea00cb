import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SparseVector } from '../../src/algebra/integer-matrix.ts'
import { shortBasis } from '../../src/algebra/lattice-reduction.ts'
import { rank } from '../../src/algebra/linear-algebra.ts'
import { integerGcd } from '../../src/algebra/polynomial.ts'
import { rational } from '../../src/kernel/rational.ts'
import { FIXED, within } from './arbitrary.ts'

const sparse = (row: readonly bigint[]): SparseVector<bigint> => {
  const columns = [...row.keys()].filter((c) => row[c] !== 0n)
  return { columns, values: columns.map((c) => row[c] as bigint) }
}

const dense = ({ columns, values }: SparseVector<bigint>, n: number): bigint[] =>
  Array.from({ length: n }, (_, c) => values[columns.indexOf(c)] ?? 0n)

const rankOf = (rows: readonly (readonly bigint[])[]): number => rank(rows.map((row) => row.map((x) => rational(x))))

describe('short bases', () => {
  it('span the same space with vectors that are not longer to write', () => {
    const digits = (rows: readonly (readonly bigint[])[]): number => String(rows).replaceAll(/\b0\b|,|-/g, '').length
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((k) =>
          fc.tuple(
            fc.array(fc.integer({ min: 1, max: 30 }), { minLength: k, maxLength: k }),
            fc.array(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 5, maxLength: 5 }), {
              minLength: k,
              maxLength: k,
            }),
          ),
        ),
        ([scales, rest]) => {
          const rows = scales.map((s, i) => {
            const row = [...scales.map((_, j) => (i === j ? BigInt(s) : 0n)), ...(rest[i] as number[]).map(BigInt)]
            const g = row.reduce((a, b) => integerGcd(a, b), 0n)
            return row.map((x) => x / g)
          })
          const n = rows[0]?.length ?? 0
          const short = shortBasis(rows.map(sparse), [...scales.keys()], within(5000)).map((v) => dense(v, n))
          expect(short).toHaveLength(rows.length)
          expect(rankOf(short)).toBe(rows.length)
          expect(rankOf([...short, ...rows])).toBe(rows.length)
          expect(digits(short)).toBeLessThanOrEqual(digits(rows))
        },
      ),
      { ...FIXED, numRuns: 60 },
    )
  })

  it('saturate: half of a sum of vectors may be integral', () => {
    const rows = [
      [2n, 0n, 1001n, 3n],
      [0n, 2n, 1001n, 3n],
    ]
    const short = shortBasis(rows.map(sparse), [0, 1], within(5000)).map((v) => dense(v, 4))
    expect(short).toContainEqual([1n, -1n, 0n, 0n])
    expect(rankOf([...short, ...rows])).toBe(2)
  })

  it('leave vectors without common columns as they are', () => {
    const rows = [sparse([5n, 0n, 7n, 0n]), sparse([0n, 3n, 0n, -8n])]
    expect(shortBasis(rows, [0, 1], within(1000))).toEqual(rows)
  })

  it('stop where the budget is spent', () => {
    const rows = [sparse([2n, 0n, 1n]), sparse([0n, 3n, 1n])]
    expect(() => shortBasis(rows, [0, 1], { deadline: 0 })).toThrow('spent')
  })
})
