import { largePrime } from '../../algebra/prime-field.ts'
import { type Budget, BudgetSpent, charge } from '../../search/budget.ts'
import { type BracketTree, bracketValues, type ModularPoint } from './bracket-values.ts'
import { type Echelon, newEchelon } from './echelon.ts'
import { type Tape, tapeOf, Vanishing } from './nested-duals.ts'
import type { StraightLine } from './straight-line.ts'

/** Vector fields as steps of one program: for each field the components, in the order of the variables. */
export interface FieldSteps {
  readonly program: StraightLine
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly fields: readonly (readonly number[])[]
}

/** Brackets of the fields that are independent at an integer point modulo a prime. */
export interface LieRank {
  readonly prime: number
  /** Integers for the variables and the parameters. */
  readonly point: { readonly [name: string]: number }
  readonly brackets: readonly BracketTree[]
  /** The depth of the deepest brackets looked at. */
  readonly depth: number
  /** What ended the search: no bracket adds to the rank; it is full, or what was asked for; the time, or the depth. */
  readonly ended: 'closed' | 'full' | 'enough' | 'time' | 'depth'
}

export interface LieRankOptions {
  readonly budget: Budget
  readonly seed: number
  /** Integers for the parameters. */
  readonly parameters: ReadonlyMap<string, number>
  /** The rank at which to stop: how many variables there are, less the laws that are known. */
  readonly enough?: number
  readonly onDepth?: (depth: number, rank: number) => void
}

const PRIME = largePrime(0)
const LARGEST_COORDINATE = 99
const DEEPEST = 12
const RETRIES = 5

/** Pseudo-random numbers below 2^24 from a seed. */
export const generator = (seed: number): (() => number) => {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0
    return (state ^ (state >>> 12)) & 0xffffff
  }
}

const shuffled = <T>(items: readonly T[], next: () => number): T[] => {
  const out = items.slice()
  for (let i = out.length - 1; i > 0; i--) {
    const j = next() % (i + 1)
    ;[out[i], out[j]] = [out[j] as T, out[i] as T]
  }
  return out
}

/** A combination of some fields, with numbers for coefficients. */
const combined = (
  { program, variables, fields }: FieldSteps,
  among: readonly number[],
  next: () => number,
): number[] => {
  const weights = among.map(() => program.number((next() % 9999) + 1))
  return variables.map((_, i) =>
    among.reduce(
      (total, j, k) => program.add(total, program.multiply(weights[k] as number, fields[j]?.[i] as number)),
      program.number(0),
    ),
  )
}

/** [R_k, [R_{k+1}, [… , R_last]]] of the fields at these places. */
const nestedToTheRight = (places: readonly number[]): BracketTree =>
  places.slice(0, -1).reduceRight<BracketTree>((inner, k) => [k, inner], places.at(-1) as number)

const randomPoint = (variables: readonly string[], seed: number): { [name: string]: number } => {
  const next = generator(seed)
  const integer = (): number => (next() % LARGEST_COORDINATE) + 1
  return Object.fromEntries(variables.map((name) => [name, next() % 2 === 0 ? integer() : -integer()]))
}

/** What a bracket of a depth costs, in microseconds: products of ever longer dual numbers. */
const costOf = (tapes: readonly Tape[], depth: number): number =>
  20 + (Math.max(...tapes.map(({ steps }) => steps.length)) * 3 ** depth) / 40

/**
 * Brackets of vector fields that are independent at a point: the fields themselves first, then level by level brackets
 * [X_i, V] with V new on the level before. At a generic point they span what the whole Lie algebra does: a field that
 * depends on others there depends on them nearby with functions for coefficients, and so do its brackets.
 *
 * How many are new on a level is seen from brackets of random combinations, so that only as many are looked for among
 * the brackets of the fields themselves. What is returned is independent for certain; that there is no more (`closed`)
 * is almost certain. Undefined where a denominator vanishes at each of the points that are tried: it may be zero.
 * Source: Marcotte, Gribonval and Peyré, arXiv 2307.00144, Theorem 3.3.
 */
export const lieRank = (given: FieldSteps, options: LieRankOptions): LieRank | undefined => {
  for (let attempt = 0; attempt <= RETRIES; attempt++) {
    try {
      const point = randomPoint(given.variables, options.seed + 1000 * attempt)
      return rankAt(given, { ...point, ...Object.fromEntries(options.parameters) }, options)
    } catch (error) {
      if (!(error instanceof Vanishing)) throw error
    }
  }
  return undefined
}

const rankAt = (given: FieldSteps, point: LieRank['point'], options: LieRankOptions): LieRank => {
  const { budget, seed, onDepth } = options
  const { program, variables, parameters } = given
  const n = variables.length
  const enough = Math.min(options.enough ?? n, n)
  const next = generator(seed + 77)
  const valueAt = (name: string): number => (((point[name] as number) % PRIME) + PRIME) % PRIME
  const modular: ModularPoint = {
    prime: PRIME,
    coordinates: variables.map(valueAt),
    parameters: new Map(parameters.map((name) => [name, valueAt(name)])),
  }
  const evaluator = (tapes: readonly Tape[]) => {
    const value = bracketValues(tapes, variables, modular)
    return (tree: BracketTree, depth: number): Float64Array => {
      charge(budget, costOf(tapes, depth))
      return value(tree)
    }
  }
  const own = evaluator(given.fields.map((components) => tapeOf(program, components)))
  const echelon = newEchelon(PRIME)
  const brackets: BracketTree[] = []
  let depth = 1

  /** How many brackets of this depth are new, by random ones, up to what is enough. */
  const newByChance = (basis: readonly number[]): number => {
    const trial: Echelon = echelon.copy()
    while (trial.rank() < enough) {
      const places = Array.from({ length: depth }, (_, k) => k)
      const random = evaluator(places.map(() => tapeOf(program, combined(given, basis, next))))
      if (!trial.extend(random(nestedToTheRight(places), depth))) break
    }
    return trial.rank() - echelon.rank()
  }

  const search = (): LieRank['ended'] => {
    given.fields.forEach((_, j) => {
      if (echelon.rank() < n && echelon.extend(own(j, 1))) brackets.push(j)
    })
    const basis = brackets.map(Number)
    let fresh: readonly BracketTree[] = brackets.slice()
    for (;;) {
      onDepth?.(depth, echelon.rank())
      if (echelon.rank() === n) return 'full'
      if (echelon.rank() >= enough) return 'enough'
      if (basis.length < 2) return 'closed'
      if (depth === DEEPEST) return 'depth'
      depth++
      let missing = newByChance(basis)
      if (missing === 0) return 'closed'
      const pairs = fresh.flatMap((inner) =>
        basis.filter((i) => depth > 2 || i < Number(inner)).map((i) => [i, inner] as const),
      )
      const before = brackets.length
      for (const tree of shuffled(pairs, next)) {
        if (!echelon.extend(own(tree, depth))) continue
        brackets.push(tree)
        if (--missing === 0) break
      }
      fresh = brackets.slice(before)
    }
  }
  try {
    const ended = search()
    return { prime: PRIME, point, brackets, depth, ended }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    return { prime: PRIME, point, brackets, depth, ended: 'time' }
  }
}
