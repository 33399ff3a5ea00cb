import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { echelonForm } from '../../src/algebra/dense-echelon.ts'
import { isInKernel, matrixModulo, matrixOfRows } from '../../src/algebra/integer-matrix.ts'
import { nullspace, rank } from '../../src/algebra/linear-algebra.ts'
import type { SparseRow } from '../../src/algebra/modular-elimination.ts'
import { modularKernel } from '../../src/algebra/modular-kernel.ts'
import { multiplyWide, widePrime } from '../../src/algebra/prime-field.ts'
import { rationalKernel } from '../../src/algebra/rational-kernel.ts'
import { BLOCK, LANES, plainRows, residueRows } from '../../src/algebra/residue-rows.ts'
import { rational } from '../../src/kernel/rational.ts'
import { FIXED, within } from './arbitrary.ts'

const PRIMES = [0, 1, 349].map(widePrime)

/** Residues, the largest one often. */
const arbitraryResidue = (prime: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: prime - 1 }), fc.constant(prime - 1), fc.constant(0))

const sparseRows = (columnCount: number, rowCount: number): fc.Arbitrary<SparseRow[]> =>
  fc.array(
    fc.uniqueArray(fc.integer({ min: 0, max: columnCount - 1 }), { minLength: 1, maxLength: 5 }).chain((columns) =>
      fc
        .array(
          fc.integer({ min: -9, max: 9 }).map((v) => (v === 0 ? 10n : BigInt(v))),
          { minLength: columns.length, maxLength: columns.length },
        )
        .map((values) => ({ columns: columns.sort((a, b) => a - b), values })),
    ),
    { maxLength: rowCount },
  )

const denseOf = (rows: readonly SparseRow[], columnCount: number) =>
  rows.map(({ columns, values }) =>
    Array.from({ length: columnCount }, (_, c) => rational(values[columns.indexOf(c)] ?? 0n)),
  )

describe('multiplication modulo primes below 2^30', () => {
  it('is exact', () => {
    for (const p of PRIMES)
      fc.assert(
        fc.property(arbitraryResidue(p), arbitraryResidue(p), (a, b) => {
          expect(multiplyWide(a, b, p, 1 / p)).toBe(Number((BigInt(a) * BigInt(b)) % BigInt(p)))
        }),
        FIXED,
      )
  })
})

describe('rows of residues', () => {
  it('are updated alike in WebAssembly and in plain JavaScript, and rightly', () => {
    for (const p of PRIMES)
      fc.assert(
        fc.property(
          fc.array(arbitraryResidue(p), {
            minLength: 3 * LANES * (BLOCK + 1) + BLOCK,
            maxLength: 3 * LANES * (BLOCK + 1) + BLOCK,
          }),
          (residues) => {
            const [block, factors] = [3 * LANES, 3 * LANES * (BLOCK + 1)]
            const both = [residueRows(residues.length, p), plainRows(residues.length, p)].map((rows) => {
              rows.words.set(residues)
              rows.update(0, block, factors, 3)
              const found = [...rows.words.slice(0, 3 * LANES)]
              rows.release()
              return found
            })
            const expected = residues.slice(0, 3 * LANES).map((r, j) => {
              const [group, lane] = [Math.floor(j / LANES), j % LANES]
              let sum = BigInt(r)
              for (let k = 0; k < BLOCK; k++)
                sum +=
                  BigInt(residues[factors + k] as number) *
                  BigInt(residues[block + (group * BLOCK + k) * LANES + lane] as number)
              return Number(sum % BigInt(p))
            })
            expect(both).toEqual([expected, expected])
          },
        ),
        FIXED,
      )
  })

  it('are all zero at first, also where memory is used again', () => {
    const first = residueRows(1000, widePrime(0))
    first.words.fill(7)
    first.release()
    const second = residueRows(2000, widePrime(0))
    expect(second.words.every((x) => x === 0)).toBe(true)
    second.release()
  })
})

describe('echelon forms', () => {
  const matrices = (p: number) =>
    fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 12 }))
      .chain(([m, n, r]) =>
        fc.tuple(
          fc.array(fc.array(arbitraryResidue(p), { minLength: r, maxLength: r }), { minLength: m, maxLength: m }),
          fc.array(fc.array(arbitraryResidue(p), { minLength: n, maxLength: n }), { minLength: r, maxLength: r }),
        ),
      )
      .map(([left, right]) =>
        left.map((row) =>
          (right[0] as number[]).map((_, j) =>
            row.reduce((s, x, k) => (s + multiplyWide(x, right[k]?.[j] as number, p, 1 / p)) % p, 0),
          ),
        ),
      )

  it('are the same in WebAssembly and in plain JavaScript, and have the kernel of the matrix', () => {
    for (const p of PRIMES)
      fc.assert(
        fc.property(matrices(p), (matrix) => {
          const n = (matrix[0] as number[]).length
          const fill = (words: Uint32Array, stride: number): void =>
            matrix.forEach((row, i) => {
              words.set(row, i * stride)
            })
          const form = echelonForm(matrix.length, n, fill, p, within(5000), residueRows)
          expect(echelonForm(matrix.length, n, fill, p, within(5000), plainRows)).toEqual(form)
          expect(form.pivots.length + form.free.length).toBe(n)
          form.free.forEach((f, j) => {
            const vector = new Array<number>(n).fill(0)
            vector[f] = 1
            form.pivots.forEach((c, i) => {
              vector[c] = (p - (form.rest[i * form.free.length + j] as number)) % p
            })
            for (const row of matrix)
              expect(row.reduce((s, x, c) => (s + multiplyWide(x, vector[c] as number, p, 1 / p)) % p, 0)).toBe(0)
          })
        }),
        { ...FIXED, numRuns: 40 },
      )
  })

  it('keep the first independent rows', () => {
    const rows = [
      [1, 2, 3],
      [2, 4, 6],
      [0, 0, 5],
      [1, 2, 8],
      [7, 0, 0],
    ]
    const form = echelonForm(
      5,
      3,
      (words, stride) =>
        rows.forEach((row, i) => {
          words.set(row, i * stride)
        }),
      1073741789,
      within(1000),
    )
    expect(form.sources).toEqual([0, 2, 4])
    expect(form.free).toEqual([])
  })

  it('refuse what does not fit into memory, and stop where the budget is spent', () => {
    expect(() => echelonForm(1e5, 1e5, () => undefined, widePrime(0), within(1000))).toThrow('gigabyte')
    expect(() => echelonForm(5, 5, () => undefined, widePrime(0), { deadline: 0 })).toThrow('spent')
  })
})

describe('kernels of sparse matrices', () => {
  it('have the right dimension, and vectors with one lead each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }).chain((n) => fc.tuple(fc.constant(n), sparseRows(n, 40))),
        ([n, rows]) => {
          const matrix = matrixOfRows(rows, n)
          const kernel = rationalKernel(matrix, within(5000)) ?? []
          expect(kernel.length).toBe(n - (rows.length === 0 ? 0 : rank(denseOf(rows, n))))
          for (const vector of kernel) expect(isInKernel(matrix, vector)).toBe(true)
          const leads = kernel.map(({ columns }) => columns[0] as number)
          expect(leads).toEqual([...leads].sort((a, b) => a - b))
          kernel.forEach(({ columns }, i) => {
            leads.forEach((lead, j) => {
              if (i !== j) expect(columns).not.toContain(lead)
            })
          })
        },
      ),
      FIXED,
    )
  })

  it('are found where there are many more rows than columns', () => {
    // Random rows orthogonal to two vectors.
    const n = 120
    let state = 5
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >>> 16
    }
    const u = Array.from({ length: n }, () => BigInt((next() % 9) - 4))
    const v = Array.from({ length: n }, () => BigInt((next() % 9) - 4))
    ;[u[n - 2], u[n - 1], v[n - 2], v[n - 1]] = [1n, 0n, 0n, 1n]
    const rows = Array.from({ length: 600 }, (): SparseRow => {
      const entries = Array.from({ length: n - 2 }, () => (next() % 4 === 0 ? BigInt((next() % 5) - 2) : 0n))
      const along = (w: bigint[]): bigint => entries.reduce((s, x, k) => s + x * (w[k] as bigint), 0n)
      const all = [...entries, -along(u), -along(v)]
      const columns = [...all.keys()].filter((c) => all[c] !== 0n)
      return { columns, values: columns.map((c) => all[c] as bigint) }
    })
    const matrix = matrixOfRows(rows, n)
    expect(modularKernel(matrixModulo(matrix, widePrime(0)), widePrime(0), within(5000)).leads).toHaveLength(2)
    const kernel = rationalKernel(matrix, within(5000)) ?? []
    expect(kernel).toHaveLength(2)
    expect(kernel.every((vector) => isInKernel(matrix, vector))).toBe(true)
  })

  it('are right where the first primes divide everything', () => {
    const p = BigInt(widePrime(0))
    const rows = [
      { columns: [0, 1], values: [p, p] },
      { columns: [1, 2], values: [p * BigInt(widePrime(1)), 1n] },
    ]
    const [vector] = rationalKernel(matrixOfRows(rows, 3), within(5000)) ?? []
    expect(vector).toEqual({ columns: [0, 1, 2], values: [1n, -1n, p * BigInt(widePrime(1))] })
    expect(nullspace(denseOf(rows, 3))).toHaveLength(1)
  })

  it('need more primes for larger entries', () => {
    const [a, b] = [3n ** 200n, 2n ** 300n + 1n]
    const matrix = matrixOfRows([{ columns: [0, 1], values: [a, b] }], 2)
    expect(rationalKernel(matrix, within(5000))).toEqual([{ columns: [0, 1], values: [b, -a] }])
    expect(rationalKernel(matrix, within(5000), 3)).toBeUndefined()
  })

  it('stop where the budget is spent', () => {
    const matrix = matrixOfRows([{ columns: [0, 1], values: [1n, 1n] }], 2)
    expect(() => rationalKernel(matrix, { deadline: 0 })).toThrow('spent')
  })
})

describe('without WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it.each([undefined, { validate: () => false }])('the answers are the same', async (host) => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      columns: [i, (i * 7 + 3) % 61, 60 + (i % 20)].sort((a, b) => a - b),
      values: [1n, BigInt(i - 30) || 5n, -2n],
    }))
    const matrix = matrixOfRows(rows, 80)
    const expected = rationalKernel(matrix, within(5000))
    vi.resetModules()
    vi.stubGlobal('WebAssembly', host)
    const fresh = await import('../../src/algebra/rational-kernel.ts')
    expect(fresh.rationalKernel(matrix, within(20_000))).toEqual(expected)
  })
})
