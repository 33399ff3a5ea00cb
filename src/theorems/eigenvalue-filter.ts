import type { FilterCondition } from '../dynamics/filter-condition.ts'
import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { printRelation, printTerm, substitute, symbol, symbols, type Term } from '../kernel/term.ts'
import { commonTrust, type Trust } from './hypothesis.ts'

/** An end of an interval of eigenvalues: a number, a constant of the subject, or one of its unknowns; absent: infinite. */
export interface FilterInterval {
  readonly lower?: string
  readonly upper?: string
}

/** The end with q = bound on one side of a number, and a formula for it; without one it must lie above. */
export interface FilterUnknown {
  readonly name: string
  readonly side: 'above' | 'below'
  readonly beside: string
  readonly formula?: string
}

/** What the page is about: a condition, numbers for some of α, β, ρ, and the set of eigenvalues that is claimed. */
export interface FilterSubject {
  readonly condition: FilterCondition
  /** Rational numbers by name; the names left out are parameters with α > 0, 0 ≤ β < 1, ρ > 0. */
  readonly values: { readonly [name: string]: string }
  /** Whether the intervals are claimed for every positive number in the place of the bound, called `bound`. */
  readonly isForEveryBound: boolean
  readonly intervals: readonly FilterInterval[]
  /** What fails between the intervals, in order, ends included where the first or last interval is finite. */
  readonly gaps: readonly ('below' | 'above' | 'either')[]
  readonly unknowns: readonly FilterUnknown[]
  readonly constants: ContextJson['constants']
}

const RANGES: { readonly [name: string]: readonly string[] } = {
  alpha: ['alpha > 0'],
  beta: ['beta >= 0', '1 > beta'],
  rho: ['rho > 0'],
  bound: ['bound > 0'],
}

const contextOf = (
  variables: readonly string[],
  parameters: readonly string[],
  constants: ContextJson['constants'] = {},
): ContextJson => ({
  variables,
  parameters,
  integers: [],
  assume: parameters.flatMap((name) => RANGES[name] ?? []),
  constants,
})

const relation = (context: ContextJson, assume: readonly string[], goal: string): Claim => ({
  claim: 'relation',
  context,
  assume,
  goal,
})

/** A relation with a term in the place of a name. */
const at = (text: string, name: string, value: Term): string => {
  const { left, op, right } = parseRelation(text)
  const values = new Map([[name, value]])
  return printRelation({ left: substitute(left, values), op, right: substitute(right, values) })
}

/** Jury's conditions on q hold exactly where 0 ≤ q ≤ bound, and bound > 0, for all α > 0 and 0 ≤ β < 1. */
const diskClaims = ({ bound, jury }: FilterCondition): Claim[] => {
  const context = contextOf(['q'], ['alpha', 'beta'])
  const conditions = jury.map((p) => `${p} >= 0`)
  const range = ['q >= 0', `${bound} >= q`]
  return [
    relation(contextOf([], context.parameters), [], `${bound} > 0`),
    ...conditions.map((goal) => relation(context, range, goal)),
    ...range.map((goal) => relation(context, conditions, goal)),
  ]
}

/** The open intervals between closed ones, from −∞ to +∞. */
const complement = (intervals: readonly FilterInterval[]): FilterInterval[] => {
  const first = intervals[0]
  const last = intervals[intervals.length - 1]
  if (first === undefined || last === undefined) return [{}]
  const between = intervals.slice(1).map((next, i) => ({
    ...(intervals[i]?.upper === undefined ? {} : { lower: intervals[i].upper }),
    ...(next.lower === undefined ? {} : { upper: next.lower }),
  }))
  return [
    ...(first.lower === undefined ? [] : [{ upper: first.lower }]),
    ...between,
    ...(last.upper === undefined ? [] : [{ lower: last.upper }]),
  ]
}

/** What is known of an unknown end u: u > beside, or beside > u; and q(u) = bound. */
const givenOf = ({ name, side, beside }: FilterUnknown, q: Term, bound: Term): readonly string[] => [
  side === 'above' ? `${name} > ${beside}` : `${beside} > ${name}`,
  `${printTerm(substitute(q, new Map([['lambda', symbol(name)]])))} = ${printTerm(bound)}`,
]

/**
 * That there is such an end: the formula is one; or q, a polynomial, is less than the bound at `beside` and at least the
 * bound at the bound, which lies above it, so that it is the bound somewhere between.
 */
const existenceOf = (unknown: FilterUnknown, q: Term, bound: Term): readonly string[] => {
  const { name, side, beside, formula } = unknown
  if (formula !== undefined) return givenOf(unknown, q, bound).map((r) => at(r, name, parseTerm(formula)))
  if (side === 'below') throw new RangeError(`expected a formula for the end below ${beside}`)
  const [limit, value] = [printTerm(bound), (x: Term) => printTerm(substitute(q, new Map([['lambda', x]])))]
  return [`${limit} > ${beside}`, `${limit} > ${value(parseTerm(beside))}`, `${value(bound)} >= ${limit}`]
}

/** 0 ≤ q(λ) ≤ bound exactly on the intervals: every λ lies in one of them or in a gap. */
const setClaims = (subject: FilterSubject): Claim[] => {
  const { condition, values, intervals, gaps, unknowns, constants } = subject
  const numbers = new Map(Object.entries(values).map(([name, text]) => [name, parseTerm(text)] as const))
  const read = (text: string): Term => substitute(parseTerm(text), numbers)
  const [q, bound] = [read(condition.q), read(subject.isForEveryBound ? 'bound' : condition.bound)]
  const used = new Set([q, bound].flatMap((term) => symbols(term)))
  const parameters = Object.keys(RANGES).filter((name) => used.has(name))
  const [low, high] = [`${printTerm(q)} >= 0`, `${printTerm(bound)} >= ${printTerm(q)}`]
  /** What is known of λ between two ends, and of those of them that have no number. */
  const between = ({ lower, upper }: FilterInterval, than: '>' | '>=', goal: string): Claim => {
    const own = unknowns.filter(({ name }) => name === lower || name === upper)
    const assume = [
      ...own.flatMap((unknown) => givenOf(unknown, q, bound)),
      ...(lower === undefined ? [] : [`lambda ${than} ${lower}`]),
      ...(upper === undefined ? [] : [`${upper} ${than} lambda`]),
    ]
    return relation(contextOf(['lambda', ...own.map(({ name }) => name)], parameters, constants), assume, goal)
  }
  const inside = intervals.flatMap((interval) => [low, high].map((goal) => between(interval, '>=', goal)))
  const fails = {
    below: `0 > ${printTerm(q)}`,
    above: `${printTerm(q)} > ${printTerm(bound)}`,
    either: `0 > min(${printTerm(q)}, ${printTerm(bound)} - (${printTerm(q)}))`,
  }
  const open = complement(intervals)
  if (open.length !== gaps.length) throw new RangeError(`expected ${open.length} gaps, found ${gaps.length}`)
  const outside = open.map((gap, i) => between(gap, '>', fails[gaps[i] as keyof typeof fails]))
  const plain = contextOf([], parameters, constants)
  const existence = unknowns
    .flatMap((unknown) => existenceOf(unknown, q, bound))
    .map((goal) => relation(plain, [], goal))
  return [...inside, ...outside, ...existence]
}

/** The hypotheses of the page, each exactly as it has to be proved. */
export const filterClaims = (subject: FilterSubject): readonly Claim[] => [
  ...diskClaims(subject.condition),
  ...setClaims(subject),
]

/**
 * Eigenvalue filtering ([BLP], the principle [T]; the reduction to q is our own, [O]).
 *
 * Let f be semialgebraic, C² (C³ where g contains ∇²f), and let a method x_{k+1} = x_k − αg(x_k), with momentum β or
 * not, have Dg = q(∇²f) at critical points. For all but finitely many α and almost every x₀: if x_k → x̄ with
 * ∇f(x̄) = 0, the Jacobian of the method at x̄ has spectral radius at most 1, that is 0 ≤ q(λ) ≤ bound for every
 * eigenvalue λ of ∇²f(x̄) (Schur, Cohn, Jury), that is every λ lies in the intervals. An end, or an isolated point, is
 * not excluded; that it is stable is not said.
 *
 * Returns whose word the intervals rest on, or undefined where a hypothesis is missing among `checked`.
 */
export const eigenvalueFilter = (subject: FilterSubject, checked: readonly unknown[]): Trust | undefined =>
  commonTrust(filterClaims(subject), checked)
