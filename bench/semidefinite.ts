// Our side of the semidefinite benchmark: the largest c for which p - c is a sum of squares, for random p. Writes each
// program for csdp in SDPA's sparse format into the folder given, and our times and values to standard output.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BlockEntry,
  type SemidefiniteProgram,
  solveSemidefinite,
} from '../src/algebra/semidefinite/interior-point.ts'

// Lehmer's generator, so that the programs are the same in every run.
const randomNumbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 48271) % 0x7fffffff
    return state / 0x7fffffff - 0.5
  }
}

const exponentsUpTo = (n: number, d: number): number[][] =>
  n === 0
    ? [[]]
    : Array.from({ length: d + 1 }, (_, e) => exponentsUpTo(n - 1, d - e).map((rest) => [e, ...rest])).flat()

/** max c with p - c = Σ squares in n variables of degree 2·half: p is |x^α|² summed, plus small random terms. */
const lowerBound = (n: number, half: number, seed: number): SemidefiniteProgram => {
  const next = randomNumbers(seed)
  const basis = exponentsUpTo(n, half)
  const byMonomial = new Map<string, BlockEntry[]>()
  const values = new Map<string, number>()
  basis.forEach((a, row) => {
    for (let column = row; column < basis.length; column++) {
      const key = a.map((e, i) => e + (basis[column]?.[i] as number)).join()
      const list = byMonomial.get(key) ?? []
      byMonomial.set(key, list)
      list.push({ block: 0, row, column, value: 1 })
      values.set(key, (values.get(key) ?? 0) + (row === column ? 1 : 0.2 * next()))
    }
  })
  const constant = basis.findIndex((a) => a.every((e) => e === 0))
  const origin = new Array(n).fill(0).join()
  const constraints = [...byMonomial]
    .filter(([key]) => key !== origin)
    .map(([key, entries]) => ({ entries, value: values.get(key) as number }))
  return {
    sizes: [basis.length],
    objective: [{ block: 0, row: constant, column: constant, value: 1 }],
    constraints,
  }
}

/** The program for csdp, which maximizes: min ⟨C, X⟩ is -max ⟨-C, X⟩. */
const sdpa = ({ sizes, objective, constraints }: SemidefiniteProgram): string => {
  const line = (k: number, e: BlockEntry, s: number): string =>
    `${k} ${e.block + 1} ${e.row + 1} ${e.column + 1} ${s * e.value}`
  return [
    constraints.length,
    sizes.length,
    sizes.join(' '),
    constraints.map((c) => c.value).join(' '),
    ...objective.map((e) => line(0, e, -1)),
    ...constraints.flatMap((c, k) => c.entries.map((e) => line(k + 1, e, 1))),
    '',
  ].join('\n')
}

const folder = process.argv[2] as string
const CASES: readonly (readonly [number, number])[] = [
  [2, 3],
  [3, 3],
  [4, 3],
  [8, 2],
  [5, 3],
  [10, 2],
]
const results = CASES.map(([n, half]) => {
  const name = `${n}-${2 * half}`
  const program = lowerBound(n, half, 7)
  writeFileSync(join(folder, `${name}.dat-s`), sdpa(program))
  const repeat = (program.sizes[0] as number) < 40 ? 5 : 1
  const times: number[] = []
  let value = Number.NaN
  for (let i = 0; i < repeat; i++) {
    const started = process.cpuUsage()
    value = solveSemidefinite(program, { budget: { deadline: Date.now() + 120_000 }, tolerance: 1e-8 }).primalObjective
    times.push(process.cpuUsage(started).user / 1000)
  }
  times.sort((a, b) => a - b)
  return {
    name,
    n,
    half,
    basis: program.sizes[0],
    equations: program.constraints.length,
    ms: times[repeat >> 1],
    value,
  }
})
console.log(JSON.stringify(results))
