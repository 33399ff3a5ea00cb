import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import {
  type PositivstellensatzCertificate,
  type PositivstellensatzProblem,
  positivstellensatz,
} from '../algebra/sos/positivstellensatz.ts'
import type { SparsePolynomial } from '../algebra/sos/sparse-polynomial.ts'
import type { Json } from '../kernel/json.ts'
import { formatRational } from '../kernel/rational.ts'
import { number, printTerm, product, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { type Given, multiplesFor, type Problem, squareFor } from './problem.ts'

const sparse = (p: A.Polynomial): SparsePolynomial => ({ variables: p.names, terms: A.terms(p) })
const dense = (p: SparsePolynomial, names: readonly string[]): A.Polynomial =>
  A.rename(A.fromTerms(p.variables, p.terms), names)

/** A polynomial as a product in which every factor that is a `nonzero` hypothesis is written as it was given. */
export const factoredOver = (problem: Problem, p: A.Polynomial, nonzero: readonly Given[]): Term => {
  const factors: Term[] = []
  let rest = p
  for (const { value, term, multiplier } of nonzero) {
    if (A.constantValue(value) !== undefined || term === undefined) continue
    for (let q = divideExact(rest, value); q !== undefined; q = divideExact(rest, value)) {
      factors.push(term, multiplier)
      rest = q
    }
  }
  const useful = factors.filter((f) => !(f.op === 'number' && f.value.n === 1n && f.value.d === 1n))
  const own = problem.indeterminates.termOf(rest)
  return useful.length === 0 ? own : product(own, ...useful)
}

/** Which hypotheses a search may use. */
export interface ConeOptions {
  readonly degree: number
  readonly products: number
  /** True where certificates without products of hypotheses were looked for before. */
  readonly isPlainDone?: boolean
  readonly budget: Budget
}

/** The system of the problem, without the indeterminates that do not occur: a search would pay for them. */
export const conicProblem = (problem: Problem): PositivstellensatzProblem => {
  const used = usedNames(problem)
  const cut = (g: Given): SparsePolynomial => sparse(A.rename(g.value, used))
  return {
    variables: used,
    equalities: problem.equalities.map(cut),
    nonnegative: problem.nonnegative.map(cut),
    positive: problem.positive.map(cut),
    nonzero: problem.nonzero.map(cut),
  }
}

/** A Positivstellensatz certificate for the system of the problem, found by semidefinite search; or undefined. */
export const searchCone = (problem: Problem, options: ConeOptions): Json | undefined => {
  const found = positivstellensatz(conicProblem(problem), options)
  return found && conicProof(problem, found)
}

/** A certificate for {@link conicProblem} as a proof. */
export const conicProof = (problem: Problem, found: PositivstellensatzCertificate): Json => {
  const { names } = problem.indeterminates
  const terms = found.terms.map(({ weight, square, factors }, i): Json => {
    const given = factors.map(({ kind, index }) => problem[kind][index] as Given)
    const base = dense(square, names)
    const text =
      i === found.strictTerm
        ? printTerm(product(factoredOver(problem, base, problem.nonzero), ...given.map((g) => g.multiplier)))
        : squareFor(problem, base, given)
    return { weight: formatRational(weight), square: text, times: given.map((g) => printTerm(g.term as Term)) }
  })
  const cofactors = problem.equalities.map((): A.Polynomial => A.constant(0, names))
  for (const { index, by } of found.multiples) {
    cofactors[index] = A.add(cofactors[index] as A.Polynomial, dense(by, names))
  }
  return { kind: 'positivstellensatz', terms, multiples: multiplesFor(problem, cofactors) }
}

/** The indeterminates that occur anywhere, so that a search does not pay for the others. */
const usedNames = (problem: Problem): string[] => {
  const all = [...problem.equalities, ...problem.nonnegative, ...problem.positive, ...problem.nonzero]
  const used = new Set(all.flatMap((g) => A.usedNames(g.value)))
  return problem.indeterminates.names.filter((name) => used.has(name))
}

/** A certificate made of given parts, with one term strict by itself. */
export const coneProof = (
  problem: Problem,
  terms: readonly { readonly weight?: string; readonly square: Term; readonly times?: readonly Term[] }[],
  cofactors: readonly A.Polynomial[],
): Json => ({
  kind: 'positivstellensatz',
  terms: terms.map(({ weight, square, times }) => ({
    weight: weight ?? '1',
    square: printTerm(square),
    times: (times ?? []).map(printTerm),
  })),
  multiples: multiplesFor(problem, cofactors),
})

export const UNIT = number(1)
