import * as A from '../algebra/polynomial.ts'
import { coefficientsIn, substitute } from '../algebra/polynomial-calculus.ts'
import { isolateRoots, type RootInterval } from '../algebra/real-roots.ts'
import { type Univariate, univariate } from '../algebra/univariate.ts'
import { factorUnivariate } from '../algebra/univariate-factorization.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { printTerm, product, type RelationOperator, raised, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { clearFactors } from './clear-factors.ts'
import { termFor, textFor } from './kernel-text.ts'
import type { Coefficients, Condition } from './one-variable-cell.ts'
import { type Problem, problemOf } from './problem.ts'

const MOST_DEGREE = 60

/** A polynomial in one of its names as the coefficients of its powers, constant first; undefined where others occur. */
const inOneName = (p: A.Polynomial, name: string): Q.Rational[] | undefined => {
  const coefficients = coefficientsIn(p, name).map((c) => A.constantValue(c))
  return coefficients.every((c) => c !== undefined) ? coefficients : undefined
}

/** The one indeterminate of all conditions, another being expressed by it: x = (r^n − b)/a for r = root(a·x + b, n). */
const reduction = (
  problem: Problem,
  values: readonly A.Polynomial[],
): { readonly name: string; readonly enter: (p: A.Polynomial) => Q.Rational[] | undefined } | undefined => {
  const used = [...new Set(values.flatMap(A.usedNames))]
  const relations = problem.equalities.filter((e) => e.term === undefined).map((e) => e.value)
  const [first, second, ...more] = used
  if (first === undefined || more.length > 0) return undefined
  if (second === undefined) {
    if (relations.some((r) => A.usedNames(r).every((n) => n === first))) return undefined
    return { name: first, enter: (p) => inOneName(p, first) }
  }
  for (const [x, r] of [
    [first, second],
    [second, first],
  ] as const) {
    const relation = relations.find(
      (e) => A.usedNames(e).length === 2 && [x, r].every((n) => A.usedNames(e).includes(n)),
    )
    if (relation === undefined) continue
    const [rest, slope, ...higher] = coefficientsIn(relation, x)
    const factor = slope && A.constantValue(slope)
    if (rest === undefined || factor === undefined || higher.length > 0) continue
    const value = A.scale(rest, Q.negate(Q.invert(factor)))
    return {
      name: r,
      enter: (p) => {
        return inOneName(A.rename(substitute(p, new Map([[x, value]])), p.names), r)
      },
    }
  }
  return undefined
}

/** One irreducible factor of the conditions with its real roots. */
export interface Factor {
  readonly base: Coefficients
  readonly minimal: Univariate
  readonly roots: readonly RootInterval[]
}

/** A sequent in one indeterminate: `u` is its text; its conditions; the factors of all of them. */
export interface System {
  readonly u: string
  readonly goal: Condition | undefined
  readonly hypotheses: readonly Condition[]
  readonly factors: readonly Factor[]
  /** Whether the indeterminate is an integer: then it is never strictly between two consecutive ones. */
  readonly isInteger: boolean
  readonly budget: Budget
}

/** The sequent as a system in one indeterminate over ℚ; undefined where it is none. Throws BudgetSpent. */
export const systemOf = (sequent: Sequent, budget: Budget): System | undefined => {
  const { goal, scope, hypotheses } = sequent
  const bare = problemOf({ ...sequent, goal: 'false' }, goal === 'false' ? [] : [goal.polynomial])
  const { indeterminates } = bare
  const facts = hypotheses.filter((h) => h.polynomial.size > 0)
  const cleared = (p: Polynomial) => {
    const { numerator, factors } = clearFactors(p, true)
    const parts = factors.map(({ base, power }): Term => {
      const term = termFor(base, scope)
      return power === 2 ? term : raised(term, power / 2)
    })
    return { value: indeterminates.enter(numerator), multiplier: parts.length === 0 ? undefined : product(...parts) }
  }
  const all = [...facts, ...(goal === 'false' ? [] : [goal])].map((f) => ({ ...f, ...cleared(f.polynomial) }))
  const found = reduction(
    bare,
    all.map((f) => f.value),
  )
  if (found === undefined) return undefined
  const { name, enter } = found
  const bases = new Map<string, Factor>()
  const condition = (
    p: Polynomial,
    op: RelationOperator,
    value: A.Polynomial,
    multiplier?: Term,
  ): Condition | undefined => {
    const coefficients = enter(value)
    if (coefficients === undefined || coefficients.length > MOST_DEGREE + 1) return undefined
    const whole = A.fromTerms(
      [name],
      coefficients.map((coefficient, e) => ({ exponents: [e], coefficient })),
    )
    const text = textFor(p, scope)
    const square = multiplier && printTerm(multiplier)
    if (A.isZero(whole)) return { text, op, scale: Q.ZERO, factors: [], multiplier: square }
    const { scale, factors } = factorUnivariate(whole, budget)
    const own = factors.map(({ base, multiplicity }) => {
      const minimal = univariate(base)
      const key = minimal.join(' ')
      const known = bases.get(key) ?? {
        base: minimal.map((c) => Q.rational(c)),
        minimal,
        roots: isolateRoots(minimal, budget),
      }
      bases.set(key, known)
      return { base: known.base, multiplicity }
    })
    return { text, op, scale, factors: own, multiplier: square }
  }
  const conditions = all.map((f) => condition(f.polynomial, f.op, f.value, f.multiplier))
  if (conditions.some((c) => c === undefined)) return undefined
  const own = goal === 'false' ? undefined : (conditions.at(-1) as Condition)
  const u = indeterminates.termOf(A.indeterminate(name, indeterminates.names))
  const given = (goal === 'false' ? conditions : conditions.slice(0, -1)) as Condition[]
  // What an indeterminate stands for may have a sign by itself.
  const known = indeterminates.signs.flatMap(({ value, term, op }): Condition[] => {
    const coefficients = A.usedNames(value).every((n) => n === name) ? enter(value) : undefined
    if (coefficients === undefined || coefficients.length !== 2) return []
    return [
      {
        text: printTerm(term),
        op,
        scale: coefficients[1] as Q.Rational,
        factors: [{ base: [Q.ZERO, Q.ONE], multiplicity: 1 }],
        multiplier: undefined,
      },
    ]
  })
  if (known.length > 0) bases.set('0 1', { base: [Q.ZERO, Q.ONE], minimal: [0n, 1n], roots: isolateRoots([0n, 1n]) })
  return {
    u: `(${printTerm(u)})`,
    goal: own,
    hypotheses: [...given, ...known],
    factors: [...bases.values()],
    isInteger: scope.integers.has(name),
    budget,
  }
}
