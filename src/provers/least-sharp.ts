import {
  type AlgebraicNumber,
  encloseAlgebraic,
  evaluateAlgebraic,
  multiplyAlgebraic,
} from '../algebra/algebraic-number.ts'
import * as A from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import type { RealSolution } from '../algebra/zero-dimensional.ts'
import type { Loss } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient, inner } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { add, type Polynomial, scale, subtract, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Term } from '../kernel/term.ts'
import { quietly } from './acceptance.ts'
import { linearConsequences, withValues } from './affine-elimination.ts'
import type { Search } from './attempt.ts'
import { metered } from './budgets.ts'
import { constantBook, realZeros } from './closed-points.ts'
import { greatest } from './dominated-bounds.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { type Minimizers, printedPoint, usedConstants } from './special-points.ts'

const MOST_RESIDUALS = 6
/** There are half as many sums with signs as 2 to this power. */
const MOST_SIGNS = 9
const MOST_SYSTEMS = 24
const SYSTEM_MS = 4000
const WIDTH = Q.rational(1n, 1n << 60n)
const CLOSE = 1e-9

/** All s ∈ {−1, 1}^m with s_1 = 1. */
const signPatterns = (m: number): readonly (readonly number[])[] =>
  m <= 1 ? [[1]] : signPatterns(m - 1).flatMap((s) => [1, -1].map((sign) => [...s, sign]))

/** Subsets of {0, …, m − 1}, the larger ones first. */
const subsets = (m: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** m - 1 }, (_, k) =>
    Array.from({ length: m }, (__, j) => j).filter((j) => ((k + 1) >> j) & 1),
  ).sort((a, b) => b.length - a.length)

const asDouble = (q: Q.Rational): number => Number((q.n * (1n << 80n)) / q.d) / 2 ** 80

/** Σ s_i s_j G_ij, and the largest eigenvalue of G by the power method: in doubles, to see which is least. */
const quadratic = (g: readonly (readonly number[])[], s: readonly number[]): number =>
  g.reduce((sum, row, i) => sum + row.reduce((t, x, j) => t + x * (s[i] as number) * (s[j] as number), 0), 0)

const largestEigenvalue = (g: readonly (readonly number[])[]): number => {
  let v = g.map((_, i) => 1 + i / 7)
  let value = 0
  for (let k = 0; k < 2000; k++) {
    const w = g.map((row) => row.reduce((t, x, j) => t + x * (v[j] as number), 0))
    value = Math.hypot(...w)
    if (value === 0) return 0
    v = w.map((x) => x / value)
  }
  return value
}

/** A critical point on M of one of the functions tried, and the products of the gradients there. */
interface Candidate {
  readonly solution: RealSolution
  readonly gram: readonly (readonly AlgebraicNumber[])[]
  readonly sharpness: number
  /** The sharpness exactly. */
  readonly value: AlgebraicNumber
}

const sum = (numbers: readonly AlgebraicNumber[]): AlgebraicNumber =>
  Array.from({ length: Math.max(0, ...numbers.map((c) => c.length)) }, (_, k) =>
    numbers.reduce((s, c) => Q.add(s, c[k] ?? Q.ZERO), Q.ZERO),
  )

const scaled = (c: AlgebraicNumber, factor: Q.Rational): AlgebraicNumber => c.map((x) => Q.multiply(x, factor))

const candidateOf = (
  solution: RealSolution,
  entries: readonly (readonly A.Polynomial[])[],
  loss: Loss,
): Candidate | undefined => {
  const { field, coordinates } = solution
  const gram = entries.map((row) => row.map((p) => evaluateAlgebraic(field, p, coordinates)))
  const near = (c: AlgebraicNumber): number =>
    asDouble(encloseAlgebraic(field, multiplyAlgebraic(field, c, [Q.ONE]), WIDTH).lower)
  const doubles = gram.map((row) => row.map(near))
  const m = gram.length
  if (loss === 'l2') {
    const sharpness = largestEigenvalue(doubles)
    const trace = sum(gram.map((row, i) => row[i] as AlgebraicNumber))
    // The eigenvalue is looked for among the squared gradients and the fractions of their sum.
    const values = [
      ...gram.map((row, i) => row[i] as AlgebraicNumber),
      ...gram.map((_, k) => scaled(trace, Q.rational(1, k + 1))),
    ]
    const value = values.find((c) => Math.abs(near(c) - sharpness) <= CLOSE * (1 + sharpness))
    return value && { solution, gram, sharpness, value }
  }
  const best = signPatterns(m)
    .map((s) => ({ s, size: quadratic(doubles, s) }))
    .reduce((a, b) => (b.size > a.size + CLOSE ? b : a))
  const parts = gram.flatMap((row, i) =>
    row.map((c, j) => scaled(c, Q.rational((best.s[i] as number) * (best.s[j] as number)))),
  )
  return { solution, gram, sharpness: best.size, value: sum(parts) }
}

/**
 * Proposes the points of M = {F = 0} where f is least sharp, for several residuals: among the critical points on M, by
 * Lagrange's rule, of |DFᵀs|² (|F|₁), or of the sum and of each of the |∂h_j|² (|F|²), those where the sharpness is
 * least. For the claim `flat-minima`, which decides. Undefined where none of these are finitely many points.
 */
export const findLeastSharp = (
  residuals: readonly Term[],
  loss: Loss,
  context: ContextJson,
  search: Search,
): Minimizers | undefined =>
  quietly(() => {
    const { scope } = readContext(context)
    const { variables } = scope
    const m = residuals.length
    if (m > (loss === 'l1' ? MOST_SIGNS : MOST_RESIDUALS) || scope.parameters.size > 0) return undefined
    const values = residuals.map((h) => lower(h, scope))
    const space = indeterminatesFor(values, scope)
    if (space.names.some((name) => !variables.includes(name))) return undefined
    const given: Sequent = { scope, hypotheses: values.map((h) => fact(h, '=')), goal: 'false' }
    const { replacements } = linearConsequences(given, search.budget)
    const free = variables.filter((name) => replacements.every((one) => one.name !== name))
    const known = free.length === 0 ? [] : replacements
    const unknown = free.length === 0 ? variables : free
    const restricted = (p: Polynomial): Polynomial => withValues(p, known) ?? p
    const slopes = values.map((h) => gradient(h, variables))
    const entries = slopes.map((a) => slopes.map((b) => restricted(inner(a, b))))
    const constraints = values.map(restricted).filter((h) => h.size > 0)
    const onSet = constraints.filter((h, i) => constraints.findIndex((e) => subtract(e, h).size === 0) === i)
    const multipliers = onSet.map((_, j) => `multiplier[${j + 1}]`)
    const names = [...unknown, ...multipliers]
    const enter = (p: Polynomial): A.Polynomial => A.rename(space.enter(p), names)
    const total = (weights: (i: number, j: number) => number): Polynomial =>
      entries.reduce((s, row, i) => row.reduce((t, p, j) => add(t, scale(p, Q.rational(weights(i, j)))), s), zero)
    const functions =
      loss === 'l2'
        ? [
            total((i, j) => (i === j ? 1 : 0)),
            ...residuals.map((_, k) => total((i, j) => (i === k && j === k ? 1 : 0))),
          ]
        : greatest(
            signPatterns(m).map((s) => total((i, j) => (s[i] as number) * (s[j] as number))),
            (p) => p,
          )
    const grams = entries.map((row) => row.map(enter))
    const equations = onSet.map(enter)
    const normals = onSet.map((h) => gradient(h, unknown).map(enter))
    const expressed = known.map(({ name, value }) => [name, enter(value)] as const)
    /** With the coordinates that the others express. */
    const completed = ({ field, coordinates }: RealSolution): RealSolution => {
      const others = expressed.map(([name, value]) => [name, evaluateAlgebraic(field, value, coordinates)] as const)
      return { field, coordinates: new Map([...coordinates, ...others]) }
    }
    const found: Candidate[] = []
    let systems = 0
    for (const p of functions) {
      const steep = gradient(p, unknown).map(enter)
      for (const chosen of subsets(onSet.length)) {
        if (++systems > MOST_SYSTEMS) break
        const own = chosen.map((j) => multipliers[j] as string)
        const critical = steep.map((entry, i) =>
          chosen.reduce(
            (s, j) =>
              A.subtract(
                s,
                multiply(A.indeterminate(multipliers[j] as string, names), normals[j]?.[i] as A.Polynomial),
              ),
            entry,
          ),
        )
        const unknowns = [...unknown, ...own]
        const system = [...equations, ...critical].map((e) => A.rename(e, unknowns))
        const zeros = quietly(() => realZeros(system, unknowns, metered(search.budget, SYSTEM_MS)))
        if (zeros === undefined) continue
        found.push(...zeros.flatMap((solution) => candidateOf(completed(solution), grams, loss) ?? []))
        break
      }
    }
    const least = Math.min(...found.map(({ sharpness }) => sharpness))
    const best = found.filter(({ sharpness }) => sharpness <= least + CLOSE * (1 + least))
    const [first] = best
    if (first === undefined) return undefined
    const book = constantBook(context, true)
    const points = best.map(({ solution }) => printedPoint(solution, variables, book))
    const distinct = points.filter((p, i) => points.findIndex((q) => variables.every((n) => p[n] === q[n])) === i)
    const minimum = book.printer(first.solution.field)(first.value)
    return { minimum, points: distinct, constants: usedConstants(distinct, book.constants, context, [minimum]) }
  })
