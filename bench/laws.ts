// Our side of the benchmarks of conserved polynomials; prints JSON.
// `laws.mjs network '[3,3,3]' 2 [matrix.json]`: a first run in this fresh process, later ones, and the matrix
// for a peer.
// `laws.mjs eliminate 1000`: forward elimination of a dense matrix modulo 2^30 - 35, as in elimination_peer.c.
import { writeFileSync } from 'node:fs'
import { echelonForm } from '../src/algebra/dense-echelon.ts'
import { rationalKernel } from '../src/algebra/rational-kernel.ts'
import { residueRows } from '../src/algebra/residue-rows.ts'
import { determiningMatrix } from '../src/laws/determining-matrix.ts'
import { monomialsOfDegree } from '../src/laws/monomial-keys.ts'
import { polynomialLaws } from '../src/laws/polynomial-laws.ts'
import { linearNetwork } from '../test/laws/families.ts'

const budget = { deadline: Number.POSITIVE_INFINITY }

const timed = <T>(work: () => T): { readonly result: T; readonly ms: number } => {
  const started = performance.now()
  const result = work()
  return { result, ms: performance.now() - started }
}

const network = (widths: readonly number[], degree: number, matrixFile?: string): object => {
  const family = linearNetwork(widths)
  const first = timed(() => polynomialLaws(family, degree, budget))
  const { dimension } = first.result
  const megabytes = process.resourceUsage().maxRSS / 1024
  const { length: variables } = family.variables
  const matrix = determiningMatrix(family, monomialsOfDegree(variables, degree), budget)
  if (matrixFile !== undefined) {
    const entries = Array.from({ length: matrix.columnCount }, (_, c) =>
      Array.from({ length: (matrix.start[c + 1] as number) - (matrix.start[c] as number) }, (_, k) => {
        const at = (matrix.start[c] as number) + k
        return [matrix.rows[at], c, Number(matrix.values[at])]
      }),
    ).flat()
    writeFileSync(matrixFile, JSON.stringify({ rows: matrix.rowCount, columns: matrix.columnCount, entries }))
  }
  const repeat = <T>(work: () => T): number => Math.min(...Array.from({ length: 20 }, () => timed(work).ms))
  return {
    variables,
    dimension: [...dimension],
    ofDegree: (dimension.get(degree) ?? 0) - (dimension.get(degree - 1) ?? 0),
    ms: first.ms,
    megabytes,
    laterMs: repeat(() => polynomialLaws(family, degree, budget)),
    kernelMs: repeat(() => rationalKernel(matrix, budget)),
    rows: matrix.rowCount,
    columns: matrix.columnCount,
  }
}

const eliminate = (n: number): object => {
  const prime = 2 ** 30 - 35
  let words: Uint32Array = new Uint32Array(0)
  const fill = (memory: Uint32Array): void => {
    let state = 1
    for (let i = 0; i < n * n; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      memory[i] = (state >>> 1) % prime
    }
  }
  const run = (): { ms: number; rank: number } => {
    let started = 0
    const filled = (memory: Uint32Array): void => {
      fill(memory)
      words = memory
      started = performance.now()
    }
    const { pivots } = echelonForm(n, n, filled, prime, budget, residueRows)
    return { ms: performance.now() - started, rank: pivots.length }
  }
  const runs = Array.from({ length: 6 }, run)
  const { rank } = runs[0] as ReturnType<typeof run>
  const ms = Math.min(...runs.map((r) => r.ms))
  let sum = 0
  for (let i = 0; i < n * n; i++) sum = (sum * 31 + (words[i] as number)) % prime
  return { ms, rank, sum }
}

const [what, first = '', second = '', third] = process.argv.slice(2)
const result = what === 'eliminate' ? eliminate(Number(first)) : network(JSON.parse(first), Number(second), third)
console.log(JSON.stringify(result))
