import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deepestPoint, leastTrace } from '../../../src/algebra/semidefinite/deepest-point.ts'
import {
  cholesky,
  inverseFromCholesky,
  solveCholesky,
  symmetricEigen,
  times,
} from '../../../src/algebra/semidefinite/dense-matrix.ts'
import { solveSemidefinite } from '../../../src/algebra/semidefinite/interior-point.ts'
import { defects, projected } from '../../../src/algebra/semidefinite/linear-system.ts'

const budget = () => ({ deadline: Date.now() + 10_000 })
const entry = (block: number, row: number, column: number, value: number) => ({ block, row, column, value })

/** A random positive definite matrix B·Bᵀ + I. */
const definite = (n: number) =>
  fc.array(fc.integer({ min: -5, max: 5 }), { minLength: n * n, maxLength: n * n }).map((cells) => {
    const b = Float64Array.from(cells)
    const transposed = b.map((_, i) => b[(i % n) * n + Math.floor(i / n)] as number)
    return times(b, transposed, n).map((v, i) => (i % (n + 1) === 0 ? v + 1 : v))
  })

describe('dense matrices', () => {
  const n = 5
  test('Cholesky factor, solution, inverse and eigenvectors', () => {
    fc.assert(
      fc.property(definite(n), (a) => {
        const l = cholesky(a, n) as Float64Array
        const x = solveCholesky(l, Float64Array.of(1, 2, 3, 4, 5), n)
        for (let i = 0; i < n; i++) {
          const row = x.reduce((t, v, j) => t + v * (a[i * n + j] as number), 0)
          expect(row).toBeCloseTo(i + 1, 8)
        }
        const unit = times(a, inverseFromCholesky(l, n), n)
        unit.forEach((v, i) => {
          expect(v).toBeCloseTo(i % (n + 1) === 0 ? 1 : 0, 8)
        })
        const { values, vectors } = symmetricEigen(a, n)
        expect(values).toEqual([...values].sort((p, q) => p - q))
        vectors.forEach((v, k) => {
          for (let i = 0; i < n; i++) {
            const row = v.reduce((t, c, j) => t + c * (a[i * n + j] as number), 0)
            expect(row).toBeCloseTo((values[k] as number) * (v[i] as number), 7)
          }
        })
      }),
      { numRuns: 20, seed: 1 },
    )
  })

  test('an indefinite matrix has no Cholesky factor', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined()
  })
})

test('the interior point method finds the least eigenvalue of a matrix as min ⟨C, X⟩ with tr X = 1', () => {
  fc.assert(
    fc.property(definite(4), (c) => {
      const objective = [...c].flatMap((v, at) => {
        const [row, column] = [Math.floor(at / 4), at % 4]
        return row <= column ? [entry(0, row, column, v)] : []
      })
      const constraints = [{ entries: [0, 1, 2, 3].map((i) => entry(0, i, i, 1)), value: 1 }]
      const point = solveSemidefinite({ sizes: [4], objective, constraints }, { budget: budget() })
      const least = symmetricEigen(c, 4).values[0] as number
      expect(point.primalObjective).toBeCloseTo(least, 5)
      expect(point.dualObjective).toBeCloseTo(least, 5)
      expect(point.primalResidual).toBeLessThan(1e-8)
    }),
    { numRuns: 10, seed: 2 },
  )
})

describe('deepestPoint', () => {
  // G = (a b; b c) with a = 1, c = 1 and b given.
  const system = (b: number) => ({
    sizes: [2],
    constraints: [
      { entries: [entry(0, 0, 0, 1)], value: 1 },
      { entries: [entry(0, 1, 1, 1)], value: 1 },
      { entries: [entry(0, 0, 1, 0.5)], value: b },
    ],
  })

  test('is deep inside where there is room', () => {
    const point = deepestPoint(system(0.25), 1000, budget())
    expect(point.depth).toBeGreaterThan(0.5)
    expect(defects(system(0.25), point.gram).every((v) => Math.abs(v) < 1e-8)).toBe(true)
  })

  test('has depth 0 and an exposing matrix where the solution is singular', () => {
    const point = deepestPoint(system(1), 1000, budget())
    expect(Math.abs(point.depth)).toBeLessThan(1e-6)
    const z = point.exposing[0] as Float64Array
    expect((z[1] as number) / (z[0] as number)).toBeCloseTo(-1, 4)
  })

  test('has negative depth where there is no solution', () => {
    expect(deepestPoint(system(1.5), 1000, budget()).bound).toBeLessThan(-0.4)
  })

  test('bounds the depth by the cap where solutions only exist at infinity', () => {
    // (a 1; 1 0) is never positive semidefinite, but (a 1; 1 1/a) comes near.
    const asymptotic = {
      sizes: [2],
      constraints: [
        { entries: [entry(0, 0, 1, 0.5)], value: 1 },
        { entries: [entry(0, 1, 1, 1)], value: 0 },
      ],
    }
    const point = deepestPoint(asymptotic, 1000, budget())
    expect(point.depth).toBeLessThan(-1e-4)
    expect(point.capped).toBe(true)
  })
})

test('leastTrace completes a matrix with a fixed corner entry at rank 1', () => {
  const system = { sizes: [2], constraints: [{ entries: [entry(0, 0, 1, 0.5)], value: 3 }] }
  const { point } = leastTrace(system, [Float64Array.of(9, 3, 3, 9)], budget())
  const x = point.primal[0] as Float64Array
  expect(point.primalObjective).toBeCloseTo(6, 5)
  expect(x[0]).toBeCloseTo(3, 3)
})

test('projected meets the equations with the least change', () => {
  const system = { sizes: [2], constraints: [{ entries: [entry(0, 0, 0, 1), entry(0, 1, 1, 1)], value: 4 }] }
  const [x] = projected(system, [Float64Array.of(0, 7, 7, 0)])
  for (const [i, v] of [2, 7, 7, 2].entries()) expect(x?.[i]).toBeCloseTo(v, 12)
})
