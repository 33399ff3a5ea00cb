import type { Objective } from '../dynamics/objective.ts'
import { toDouble } from '../expression/double.ts'
import { evaluate } from '../expression/evaluate.ts'
import type { Piece } from '../expression/pieces.ts'
import { type Budget, BudgetSpent, isSpent } from '../kernel/budget.ts'
import { compare, type Rational, rational } from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { negated, number, product, type Relation, substitute, symbol, symbols, type Term } from '../kernel/term.ts'
import { compileRegularizer } from '../numerics/regularizer.ts'
import { halfSecondDerivative } from '../numerics/second-order.ts'
import type { Law } from './find-laws.ts'
import {
  type Candidate,
  centredCandidate,
  powerOf,
  reciprocal,
  regularizerCandidates,
} from './regularizer-candidates.ts'
import { type Sample, type Samples, sampleResidual } from './residual-samples.ts'

/** What is known of a problem when a regularizer is looked for. */
export interface RegularizerInput {
  readonly objective: Objective
  /** h, with f = φ(|h|). */
  readonly residual: Term
  readonly laws: readonly Law[]
}

/** A regularizer to try, with what a look at some points of M suggests. */
export interface Proposal {
  /** g, where it is one term; the value of its first piece otherwise. */
  readonly term: Term
  readonly pieces: readonly Piece[]
  readonly reason: string
}

/** How g does at the samples: where the second-order term has which sign, and whether g grows along M. */
interface Screening {
  readonly negative: number
  readonly zero: number
  readonly positive: number
  readonly grows: boolean
}

/** Penalties from here on say that the second-order term has the wrong sign somewhere, or vanishes. */
const FAILING = 3

const PLAIN = (value: Term): readonly Piece[] => [{ when: [], value }]

/** Values for the parameters that satisfy what is assumed, if some are found. */
const parameterValues = (objective: Objective): ReadonlyMap<string, Term> | undefined => {
  const { parameters, integers, assume } = objective
  const choices = [2, 3, 1, 5, -1, -2, 4, 7]
  const holds = ({ left, op, right }: Relation, values: ReadonlyMap<string, number>): boolean => {
    const gap = evaluate(left, values) - evaluate(right, values)
    return op === '>' ? gap > 0 : op === '>=' ? gap >= 0 : op === '=' ? gap === 0 : gap !== 0
  }
  for (let code = 0; code < 512; code++) {
    const numbers = new Map(
      parameters.map((name, i) => [name, choices[(code * (i === 0 ? 1 : 3) + (code >> (3 * i)) + i) % 8] as number]),
    )
    const isPositive = integers.every((name) => (numbers.get(name) as number) > 0)
    if (isPositive && assume.every((relation) => holds(relation, numbers))) {
      return new Map([...numbers].map(([name, value]) => [name, number(value)]))
    }
  }
  return undefined
}

const screen = (pieces: readonly Piece[], samples: Samples, variables: readonly string[]): Screening => {
  const { value, hessian } = compileRegularizer(pieces, variables)
  let negative = 0
  let zero = 0
  let positive = 0
  for (const { point, normal } of samples.near) {
    const g = value(point)
    if (!Number.isFinite(g) || g < 1e-12) continue
    const half = halfSecondDerivative(hessian, point, normal)
    if (half === undefined) zero++
    else if (half < 0) negative++
    else positive++
  }
  const least = (list: readonly Sample[]): number =>
    list.reduce((m, { point }) => {
      const g = value(point)
      return Number.isNaN(g) ? m : Math.min(m, g)
    }, Infinity)
  const levels = samples.far.map(least)
  const grows =
    levels.length < 2 || levels.every((g, k) => k === 0 || g > 2 * (levels[k - 1] as number) || g === Infinity)
  return { negative, zero, positive, grows }
}

/** 1 where c² decreases along the method at most points of M, −1 where c^{-2} does. */
const wantedSign = (law: Law, samples: Samples, variables: readonly string[]): 1 | -1 => {
  const { negative, positive } = screen(PLAIN(powerOf(law.term, 2)), samples, variables)
  return positive > negative ? -1 : 1
}

/** The rational with denominator ≤ 60 within 1e-7 of x, if there is one and x is of moderate size. */
const nearbyRational = (x: number): Rational | undefined => {
  if (Math.abs(x) > 1e4) return undefined
  for (let d = 1; d <= 60; d++) {
    const n = Math.round(x * d)
    if (Math.abs(x - n / d) < 1e-7 * Math.max(1, Math.abs(x))) return rational(n, d)
  }
  return undefined
}

/** The values of a law at the flat points that were seen, where all are simple rational numbers. */
const valuesAtFlat = (law: Law, samples: Samples, variables: readonly string[]): Rational[] => {
  const values: Rational[] = []
  for (const point of samples.flat) {
    const c = evaluate(law.term, new Map(variables.map((name, i) => [name, point[i] as number])))
    const value = Number.isFinite(c) ? nearbyRational(c) : undefined
    if (value === undefined) return []
    if (!values.some((known) => compare(known, value) === 0)) values.push(value)
  }
  return values.sort((a, b) => toDouble(b) - toDouble(a))
}

/** Two pieces by the sign of a product of variables, c² on one side and c^{-2} on the other. */
const piecewiseCandidates = (law: Law, variables: readonly string[]): { pieces: Piece[]; idea: string }[] => {
  const used = variables.filter((name) => symbols(law.term).includes(name)).map(symbol)
  const products = used.flatMap((x, i) => [x, ...used.slice(i + 1).map((y) => product(x, y))])
  const above = powerOf(law.term, 2)
  const below = powerOf(reciprocal(law.term), 2)
  const zero = number(0)
  return products.flatMap((s) => {
    const positive: Relation = { left: s, op: '>', right: zero }
    const negative: Relation = { left: negated(s), op: '>', right: zero }
    const idea = 'the square of the law, turned over where it would grow'
    return [
      {
        pieces: [
          { when: [positive], value: above },
          { when: [negative], value: below },
        ],
        idea,
      },
      {
        pieces: [
          { when: [positive], value: below },
          { when: [negative], value: above },
        ],
        idea,
      },
    ]
  })
}

const words = ({ negative, zero, positive, grows }: Screening): string =>
  `second-order term negative at ${negative}, zero at ${zero}, positive at ${positive} points of M; ${
    grows ? 'grows' : 'need not grow'
  } along M`

/** Lower is better. */
const penalty = ({ negative, zero, positive, grows }: Screening): number =>
  (positive > 0 ? 4 : 0) + (negative === 0 ? 3 : 0) + (zero > 0 && negative > 0 ? 1 : 0) + (grows ? 0 : 2)

/**
 * Regularizers made of the laws, best first: sums of squares, squares of reciprocals where the second-order term asks
 * for it, centred squares, and two pieces where the sign of that term changes. They are ranked by the sign of
 * ∇²g(∇h, ∇h) at points of M and by growth along M in doubles, which proves nothing: the toolkit proves.
 * Empty where there is no law.
 */
export const proposeRegularizers = async (
  input: RegularizerInput,
  options: { readonly budget: Budget; readonly seed: number },
): Promise<Proposal[]> => {
  const { objective } = input
  const { variables } = objective
  const usable = input.laws.filter(
    ({ verdict, kind }) => verdict.status === 'proved' || (kind !== 'supplied' && verdict.status === 'unknown'),
  )
  const values = parameterValues(objective)
  if (usable.length === 0) return []
  const unscreened = (candidates: readonly Candidate[]): Proposal[] =>
    candidates.map(({ term, idea }) => ({ term, pieces: PLAIN(term), reason: `${idea}; not looked at on M` }))
  if (values === undefined) return unscreened(regularizerCandidates(usable, []))
  const plain = (term: Term): Term => substitute(term, values)
  try {
    const samples = sampleResidual(plain(input.residual), variables, options.seed, options.budget)
    const numeric = usable.map((law) => ({ ...law, term: plain(law.term) }))
    const signs = numeric.map((law) => wantedSign(law, samples, variables))
    const candidates = regularizerCandidates(usable, signs)
    const polynomials = usable.filter(({ kind }) => kind === 'polynomial')
    if (polynomials.length > 0 && objective.parameters.length === 0) {
      const atFlat = polynomials.map((law) => valuesAtFlat(law, samples, variables))
      const centred = centredCandidate(
        polynomials.map(({ term }) => term),
        atFlat,
      )
      if (centred !== undefined) candidates.push(centred)
    }
    const ranked: { proposal: Proposal; penalty: number }[] = []
    const look = (pieces: readonly Piece[], idea: string): void => {
      if (isSpent(options.budget)) return
      const numericPieces = pieces.map(({ when, value }) => ({ when, value: plain(value) }))
      const screening = screen(numericPieces, samples, variables)
      const term = (pieces[0] as Piece).value
      ranked.push({ proposal: { term, pieces, reason: `${idea}; ${words(screening)}` }, penalty: penalty(screening) })
    }
    for (const { term, idea } of candidates) look(PLAIN(term), idea)
    const [only, ...more] = usable.filter((law) => law.independent)
    const isOpen = ranked.every((r) => r.penalty >= FAILING)
    if (isOpen && only !== undefined && more.length === 0 && objective.parameters.length === 0)
      for (const { pieces, idea } of piecewiseCandidates(only, variables)) look(pieces, idea)
    const passing = ranked.filter((r) => r.penalty < FAILING)
    return (passing.length > 0 ? passing : ranked.filter(({ proposal }) => proposal.pieces.length === 1))
      .sort((a, b) => a.penalty - b.penalty)
      .map(({ proposal }) => proposal)
  } catch (error) {
    // Points of M could not be drawn (names without values, no time): the candidates are still worth trying.
    if (error instanceof RangeError || error instanceof Refusal || error instanceof BudgetSpent)
      return unscreened(regularizerCandidates(usable, []))
    throw error
  }
}
