import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { determinant, nullspace, rank, shortened, solve, solveSparse } from '../../src/algebra/linear-algebra.ts'
import { rationalReconstruction } from '../../src/algebra/prime-field.ts'
import { add, multiply, type Rational, rational, ZERO } from '../../src/kernel/rational.ts'
import { arbitraryRational, FIXED, within } from './arbitrary.ts'

const matrix = (rows: number, columns: number): fc.Arbitrary<Rational[][]> =>
  fc.array(fc.array(arbitraryRational(), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  })
const apply = (a: readonly (readonly Rational[])[], x: readonly Rational[]): Rational[] =>
  a.map((row) => row.reduce((s, q, i) => add(s, multiply(q, x[i] as Rational)), ZERO))
const integers = (rows: readonly (readonly number[])[]): Rational[][] => rows.map((r) => r.map((x) => rational(x)))

describe('exact linear algebra', () => {
  it('solves what has a solution', () => {
    fc.assert(
      fc.property(matrix(4, 5), matrix(1, 5), (a, [x0]) => {
        const b = apply(a, x0 as Rational[])
        const x = solve(a, b, within(5000))
        expect(x).toBeDefined()
        expect(apply(a, x as Rational[])).toEqual(b)
      }),
      FIXED,
    )
  })
  it('says where there is no solution', () => {
    expect(
      solve(
        integers([
          [1, 1],
          [2, 2],
        ]),
        [rational(1), rational(3)],
      ),
    ).toBeUndefined()
    expect(solve(integers([[0, 0]]), [rational(1)])).toBeUndefined()
  })
  it('solves where the determinant is a multiple of the first primes', () => {
    const p = 67108859n
    expect(solveSparse([{ columns: [0], values: [p] }], 1, [1n])).toEqual({ numerators: [1n], denominator: p })
    expect(solveSparse([{ columns: [0], values: [p] }], 1, [p])).toEqual({ numerators: [1n], denominator: 1n })
  })
  it('finds the whole kernel', () => {
    fc.assert(
      fc.property(matrix(3, 2), matrix(2, 5), (a, b) => {
        const m = a.map((row) =>
          apply(
            (b[0] as Rational[]).map((_, j) => b.map((r) => r[j] as Rational)),
            row,
          ),
        )
        const kernel = nullspace(m, 5, within(5000))
        expect(kernel.length).toBe(5 - rank(m))
        expect(kernel.length).toBeGreaterThanOrEqual(3)
        for (const v of kernel)
          expect(
            apply(
              m,
              v.map((x) => rational(x)),
            ).every((q) => q.n === 0n),
          ).toBe(true)
        expect(rank(kernel.map((v) => v.map((x) => rational(x))))).toBe(kernel.length)
      }),
      { ...FIXED, numRuns: 50 },
    )
  })
  it('gives short kernel vectors', () => {
    expect(
      nullspace(
        integers([
          [1, 2, 3, 4],
          [2, 4, 6, 8],
          [1, 1, 1, 1],
        ]),
      ),
    ).toEqual([
      [1n, -1n, -1n, 1n],
      [0n, 1n, -2n, 1n],
    ])
    expect(
      shortened([
        [1000n, 1n],
        [1001n, 1n],
      ])
        .flat()
        .every((x) => x >= -1n && x <= 1n),
    ).toBe(true)
  })
  it('has determinants that multiply', () => {
    fc.assert(
      fc.property(matrix(3, 3), matrix(3, 3), (a, b) => {
        const columns = [0, 1, 2].map((j) => b.map((r) => r[j] as Rational))
        const ab = a.map((row) => apply(columns, row))
        expect(determinant(ab)).toEqual(multiply(determinant(a), determinant(b)))
      }),
      { ...FIXED, numRuns: 50 },
    )
  })
  it('reconstructs fractions', () => {
    const m = 67108859n ** 4n
    fc.assert(
      fc.property(fc.integer({ min: -999999, max: 999999 }), fc.integer({ min: 1, max: 999999 }), (n, d) => {
        const q = rational(n, d)
        let inverse = 1n
        for (let e = 67108859n ** 3n * 67108858n - 1n, b = q.d; e > 0n; e >>= 1n, b = (b * b) % m)
          if (e & 1n) inverse = (inverse * b) % m
        expect(rationalReconstruction((q.n * inverse) % m, m, 10n ** 12n)).toEqual(q)
      }),
      FIXED,
    )
  })
  it('stops where the budget is spent', () => {
    expect(() => nullspace(integers([[1, 2]]), 2, { deadline: 0 })).toThrow('spent')
  })
})
