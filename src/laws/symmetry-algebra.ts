import { eliminate, type SparseRow, solveModulo } from '../algebra/modular-elimination.ts'
import * as Fast from '../algebra/polynomial.ts'
import { largePrime, residue } from '../algebra/prime-field.ts'
import type { Budget } from '../search/budget.ts'
import type { LinearSymmetry } from './linear-symmetries.ts'

/** A part of the Lie algebra of symmetries: an ideal, with its name where it is recognized. */
export interface AlgebraPart {
  readonly name: string
  /** The generators that span it, by index. */
  readonly generators: readonly number[]
}

type Matrix = ReadonlyMap<number, bigint>

const MOST_GENERATORS = 40
const MOST_SIMPLE = 25

/** The entries of (A, b; 0, 0), by row·(n+1) + column; undefined where parameters occur. */
const matrixOf = ({ entries }: LinearSymmetry, n: number): Matrix | undefined => {
  const matrix = new Map<number, bigint>()
  for (const { row, column, value } of entries) {
    const c = Fast.constantValue(value)
    if (c === undefined || c.d !== 1n) return undefined
    matrix.set(row * (n + 1) + column, (matrix.get(row * (n + 1) + column) ?? 0n) + c.n)
  }
  return matrix
}

/** AB − BA. */
const bracket = (a: Matrix, b: Matrix, n: number): Matrix => {
  const size = n + 1
  const found = new Map<number, bigint>()
  const addProduct = (left: Matrix, right: Matrix, sign: bigint): void => {
    for (const [i, x] of left)
      for (const [j, y] of right) {
        if (i % size !== Math.floor(j / size)) continue
        const at = Math.floor(i / size) * size + (j % size)
        found.set(at, (found.get(at) ?? 0n) + sign * x * y)
      }
  }
  addProduct(a, b, 1n)
  addProduct(b, a, -1n)
  return new Map([...found].filter(([, x]) => x !== 0n))
}

/** Coordinates of all brackets in the basis, modulo a prime: [i, j] = Σ constants[i][j][k]·basis[k]. */
const structureConstants = (basis: readonly Matrix[], n: number, prime: number, budget: Budget) => {
  const places = [...new Set(basis.flatMap((m) => [...m.keys()]))]
  const rows = places.map((place): SparseRow => {
    const used = basis.flatMap((m, k) => (m.has(place) ? [[k, m.get(place) as bigint] as const] : []))
    return { columns: used.map(([k]) => k), values: used.map(([, x]) => x) }
  })
  const echelon = eliminate(rows, basis.length, prime, budget)
  const position = new Map(places.map((place, i) => [place, i]))
  return basis.map((a) =>
    basis.map((b): readonly number[] | undefined => {
      const rhs = new Float64Array(places.length)
      for (const [place, x] of bracket(a, b, n)) {
        const at = position.get(place)
        if (at === undefined) return undefined
        rhs[at] = residue(x, prime)
      }
      const found = solveModulo(echelon, rhs)
      return found && Array.from(found)
    }),
  )
}

type Constants = readonly (readonly (readonly number[])[])[]

const kernelDimension = (rows: readonly SparseRow[], columnCount: number, prime: number, budget: Budget): number =>
  columnCount - eliminate(rows, columnCount, prime, budget).pivots.length

const sparse = (entries: ReadonlyMap<number, number>): SparseRow => {
  const sorted = [...entries].filter(([, x]) => x !== 0).sort(([a], [b]) => a - b)
  return { columns: sorted.map(([c]) => c), values: sorted.map(([, x]) => BigInt(x)) }
}

/** The dimension of the centre of a part within the span of some of its generators. */
const centreDimension = (
  c: Constants,
  part: readonly number[],
  among: readonly number[],
  prime: number,
  budget: Budget,
) =>
  kernelDimension(
    part.flatMap((j) => part.map((k) => sparse(new Map(among.map((i, at) => [at, c[i]?.[j]?.[k] as number]))))),
    among.length,
    prime,
    budget,
  )

/** The dimension of {T: T·ad_i = ad_i·T}: one for each simple ideal that stays simple over ℂ, centre² besides. */
const centroidDimension = (c: Constants, part: readonly number[], prime: number, budget: Budget): number => {
  const m = part.length
  const at = (i: number, j: number, k: number): number =>
    c[part[i] as number]?.[part[j] as number]?.[part[k] as number] as number
  const rows: SparseRow[] = []
  for (let i = 0; i < m; i++)
    for (let j = 0; j < m; j++)
      for (let k = 0; k < m; k++) {
        // The k-th coordinate of T[i, j] − [i, T j], T e_j = Σ T_lj e_l at l·m + j.
        const row = new Map<number, number>()
        for (let l = 0; l < m; l++) {
          const [x, y] = [at(i, j, l), at(i, l, k)]
          if (x !== 0) row.set(k * m + l, ((row.get(k * m + l) ?? 0) + x) % prime)
          if (y !== 0) row.set(l * m + j, ((row.get(l * m + j) ?? 0) + prime - y) % prime)
        }
        rows.push(sparse(row))
      }
  return kernelDimension(
    rows.filter(({ columns }) => columns.length > 0),
    m * m,
    prime,
    budget,
  )
}

const triangle = (k: number): number => (k * (k - 1)) / 2

/** Names of the simple real Lie algebras 𝔰 ⊕ 𝔨 with these dimensions, 𝔨 the antisymmetric part; isomorphic ones once. */
const simpleNames = (s: number, k: number): string[] => {
  const names: string[] = []
  for (let r = 2; r <= 12; r++) if (s === triangle(r + 1) - 1 && k === triangle(r)) names.push(`sl(${r})`)
  for (let p = 3; p <= 12; p++)
    for (let q = 0; q <= p; q++) {
      // so(2, 1) = sl(2), so(3, 3) = sl(4), and so(2, 2), so(4) are not simple.
      const isKnown = (p === 2 && q === 1) || (p === 3 && q === 3) || (p === 4 && q === 0)
      if (!isKnown && s === p * q && k === triangle(p) + triangle(q)) names.push(q === 0 ? `so(${p})` : `so(${p},${q})`)
    }
  for (let r = 3; r <= 6; r++) {
    if (s === r * (r + 1) && k === r * r) names.push(`sp(${2 * r})`)
    if (s === 0 && k === r * (2 * r + 1)) names.push(`the compact sp(${r})`)
  }
  return names
}

/** Those that are sums of two simple algebras over the complex numbers, by the same dimensions. */
const SIX_DIMENSIONAL: ReadonlyMap<string, string> = new Map([
  ['0,6', 'so(4)'],
  ['3,3', 'so(3,1)'],
  ['4,2', 'so(2,2)'],
])

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['sl(2)', 'sl(2) = so(2,1)'],
  ['sl(4)', 'sl(4) = so(3,3)'],
])

const partName = (
  symmetries: readonly LinearSymmetry[],
  part: readonly number[],
  c: Constants,
  prime: number,
  budget: Budget,
): string => {
  const dimension = part.length
  const plain = `a Lie algebra of dimension ${dimension}`
  const of = (type: LinearSymmetry['type']): number[] => part.filter((i) => symmetries[i]?.type === type)
  const [s, k] = [of('symmetric'), of('antisymmetric')]
  if (of('general').length > 0 || dimension > MOST_SIMPLE) return plain
  const central = [s, k].map((among) => centreDimension(c, part, among, prime, budget)) as [number, number]
  const centre = centreDimension(c, part, part, prime, budget)
  // Closed under transposes, so reductive; with one simple ideal, which stays simple over the complex numbers.
  if (centre !== central[0] + central[1]) return plain
  const ideals = centroidDimension(c, part, prime, budget) - centre * centre
  if (ideals === 2 && dimension === 6) return SIX_DIMENSIONAL.get(`${s.length},${k.length}`) ?? plain
  if (ideals !== 1) return plain
  const names = simpleNames(s.length - central[0], k.length - central[1])
  if (names.length === 0) return plain
  const name = names.join(' or ')
  if (centre === 0) return ALIASES.get(name) ?? name
  const linear = /^sl\((\d+)\)$/.exec(name)
  return linear !== null && central[0] === 1 && centre === 1 ? `gl(${linear[1]})` : `${name} + R^${centre}`
}

const abelianName = (symmetries: readonly LinearSymmetry[], part: readonly number[], n: number): string => {
  const entries = part.flatMap((i) => symmetries[i]?.entries ?? [])
  const types = new Set(part.map((i) => symmetries[i]?.type))
  const power = part.length === 1 ? '' : `^${part.length}`
  if (entries.every(({ column }) => column === n)) return `translations R${power}`
  if (types.size === 1 && types.has('antisymmetric')) return `so(2)${power}`
  const isDiagonal = entries.every(({ row, column }) => row === column)
  return isDiagonal ? `diagonal torus R${power}` : `abelian R${power}`
}

/**
 * The Lie algebra of symmetries as a sum of ideals that commute with each other: those into which the given basis falls,
 * with their names as far as dimensions, centre and the split into symmetric and antisymmetric generators tell them.
 * Undefined where there are parameters, or too many generators.
 */
export const algebraParts = (
  symmetries: readonly LinearSymmetry[],
  n: number,
  budget: Budget,
): readonly AlgebraPart[] | undefined => {
  if (symmetries.length > MOST_GENERATORS) return undefined
  const basis = symmetries.map((symmetry) => matrixOf(symmetry, n))
  if (basis.some((matrix) => matrix === undefined)) return undefined
  const prime = largePrime(0)
  const found = structureConstants(basis as readonly Matrix[], n, prime, budget)
  if (found.some((row) => row.includes(undefined))) return undefined
  const c = found as Constants
  const parent = [...symmetries.keys()]
  const rootOf = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root] as number
    return root
  }
  c.forEach((row, i) => {
    row.forEach((coordinates, j) => {
      if (coordinates.every((x) => x === 0)) return
      for (const k of [j, ...coordinates.flatMap((x, at) => (x === 0 ? [] : [at]))]) parent[rootOf(k)] = rootOf(i)
    })
  })
  const groups = new Map<number, number[]>()
  for (const i of symmetries.keys()) groups.set(rootOf(i), [...(groups.get(rootOf(i)) ?? []), i])
  const parts = [...groups.values()]
  const isAlone = (part: readonly number[]): boolean => part.length === 1
  const kindOf = ([i]: readonly number[]): string => {
    const { type, entries } = symmetries[i as number] as LinearSymmetry
    const place = entries.every(({ column }) => column === n) ? 'translation' : ''
    return `${type} ${place} ${entries.every(({ row, column }) => row === column)}`
  }
  const abelian = new Map<string, number[]>()
  for (const part of parts.filter(isAlone)) abelian.set(kindOf(part), [...(abelian.get(kindOf(part)) ?? []), ...part])
  return [
    ...parts
      .filter((part) => !isAlone(part))
      .map((part) => ({ name: partName(symmetries, part, c, prime, budget), generators: part })),
    ...[...abelian.values()].map((part) => ({ name: abelianName(symmetries, part, n), generators: part })),
  ]
}
