import * as A from '../algebra/polynomial.ts'
import { multiply as multiplyA } from '../algebra/polynomial-product.ts'
import { negate, type Polynomial, rationalValue } from '../kernel/polynomial.ts'
import type { Goal, Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { number, printTerm, product, raised, type Term } from '../kernel/term.ts'
import { clearFactors } from './clear-factors.ts'
import { type Indeterminates, indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'

/** One hypothesis over the indeterminates: value = hypothesis·multiplier (an even power's root for inequalities). */
export interface Given {
  readonly value: A.Polynomial
  /** The hypothesis as a term; undefined for a relation that vanishes when read back. */
  readonly term: Term | undefined
  /** value = hypothesis·multiplier² for inequalities, hypothesis·multiplier for (dis)equalities; never zero. */
  readonly multiplier: Term
}

/** A sequent turned into a system to refute, over indeterminates: the goal is negated among the hypotheses. */
export interface Problem {
  readonly sequent: Sequent
  readonly indeterminates: Indeterminates
  readonly equalities: readonly Given[]
  readonly nonnegative: readonly Given[]
  readonly positive: readonly Given[]
  readonly nonzero: readonly Given[]
  /** The goal's own polynomial, cleared of denominators with an even power; undefined for `false`. */
  readonly goal: Given | undefined
}

const ONE = number(1)

const negatedGoal = (goal: Goal): Fact[] => {
  if (goal === 'false') return []
  const { polynomial, op } = goal
  if (op === '>') return [{ polynomial: negate(polynomial), op: '>=' }]
  if (op === '>=') return [{ polynomial: negate(polynomial), op: '>' }]
  return [{ polynomial, op: op === '=' ? '!=' : '=' }]
}

/** The system that is contradictory exactly where the sequent holds. */
export const problemOf = (sequent: Sequent, extra: readonly Polynomial[] = []): Problem => {
  const { hypotheses, goal, scope } = sequent
  const facts = [...hypotheses, ...negatedGoal(goal)]
  const indeterminates = indeterminatesFor([...facts.map((f) => f.polynomial), ...extra], scope)
  const given = (p: Polynomial, isSign: boolean): Given => {
    const { numerator, factors } = clearFactors(p, isSign)
    const multiplier = product(
      ...factors.map(({ base, power }) => {
        const exponent = isSign ? power / 2 : power
        return exponent === 1 ? termFor(base, scope) : raised(termFor(base, scope), exponent)
      }),
    )
    return { value: indeterminates.enter(numerator), term: termFor(p, scope), multiplier }
  }
  const of = (op: Fact['op']): Given[] => {
    const seen = new Set<string>()
    return facts.flatMap((f) => {
      if (f.op !== op || (rationalValue(f.polynomial) !== undefined && !isContradiction(f))) return []
      const made = given(f.polynomial, op === '>' || op === '>=')
      const key = printTerm(made.term as Term)
      if (seen.has(key)) return []
      seen.add(key)
      return [made]
    })
  }
  const known = (op: '>' | '>='): Given[] =>
    indeterminates.signs.filter((s) => s.op === op).map(({ value, term }) => ({ value, term, multiplier: ONE }))
  const relations = indeterminates.relations.map((value) => ({ value, term: undefined, multiplier: ONE }))
  return {
    sequent,
    indeterminates,
    equalities: [...of('=').filter((g) => !A.isZero(g.value)), ...relations],
    nonnegative: [...of('>='), ...known('>=')],
    positive: [...of('>'), ...known('>')],
    nonzero: of('!='),
    goal: goal === 'false' ? undefined : given(goal.polynomial, true),
  }
}

const isContradiction = ({ polynomial, op }: Fact): boolean => {
  const value = rationalValue(polynomial)
  if (value === undefined) return false
  if (op === '=') return value.n !== 0n
  if (op === '!=') return value.n === 0n
  return op === '>' ? value.n <= 0n : value.n < 0n
}

/** Everything that vanishes, as polynomials. */
export const idealOf = (problem: Problem): A.Polynomial[] => problem.equalities.map((e) => e.value)

/** Σ cofactors·equalities as the `multiples` of a certificate, with the opposite sign. */
export const multiplesFor = (problem: Problem, cofactors: readonly A.Polynomial[]): { of: string; by: string }[] =>
  problem.equalities.flatMap(({ term, multiplier }, i) => {
    const cofactor = cofactors[i]
    if (term === undefined || cofactor === undefined || A.isZero(cofactor)) return []
    return [{ of: printTerm(term), by: scaledBy(problem, cofactor, multiplier) }]
  })

const scaledBy = ({ indeterminates }: Problem, p: A.Polynomial, multiplier: Term): string => {
  const term = indeterminates.termOf(p)
  return printTerm(multiplier === ONE || isTrivial(multiplier) ? term : product(term, multiplier))
}

const isTrivial = (term: Term): boolean => term.op === 'number' && term.value.n === 1n && term.value.d === 1n

/** square·Π multipliers as text: the square that goes with the factors of a cone term. */
export const squareFor = (problem: Problem, square: A.Polynomial, factors: readonly Given[]): string => {
  const extra = factors.map((f) => f.multiplier).filter((m) => !isTrivial(m))
  const own = problem.indeterminates.termOf(square)
  return printTerm(extra.length === 0 ? own : product(own, ...extra))
}

export const multiplyAll = (polynomials: readonly A.Polynomial[], names: readonly string[]): A.Polynomial =>
  polynomials.reduce(multiplyA, A.constant(1, names))
