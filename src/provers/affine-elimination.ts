import { groebnerBasis } from '../algebra/groebner.ts'
import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, power } from '../kernel/normal-form.ts'
import {
  add,
  atomOf,
  atomsOf,
  fromAtom,
  fromEntries,
  type Monomial,
  negate,
  type Polynomial,
  subtract,
  zero,
} from '../kernel/polynomial.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import type { Budget } from '../search/budget.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma, afterLemmas, type Lemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'
import { transfer } from './sign-pieces.ts'

/** x^power = value, where the equation x^power − value = 0 is known; no value contains a name that is replaced. */
export interface Replacement {
  readonly name: string
  readonly value: Polynomial
  /** 1 where it is not given. */
  readonly power?: number
}

const variable = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))
const equationOf = ({ name, value, power: k = 1 }: Replacement): Polynomial => subtract(power(variable(name), k), value)
const isPolynomial = (p: Polynomial): boolean => [...atomsOf(p)].every(({ kind }) => kind === 'variable')

/** Whether p is a polynomial in the variables with numbers and parameters as coefficients. */
const isPolynomialInVariables = (p: Polynomial): boolean =>
  [...p.values()].every(({ monomial }) =>
    monomial.every(
      ([atom]) => atom.kind === 'variable' || [...atomsOf(fromAtom(atom))].every(({ kind }) => kind !== 'variable'),
    ),
  )

/** p with x^(k·q + r) replaced by value^q·x^r, and the quotient of the difference by x^k − value. */
export const put = (p: Polynomial, { name, value, power: k = 1 }: Replacement) => {
  let result = zero
  let quotient = zero
  for (const { monomial, coefficient } of p.values()) {
    const isOwn = ([atom]: Monomial[number]): boolean => atom.kind === 'variable' && atom.name === name
    const exponent = monomial.find(isOwn)?.[1] ?? 0
    const rest = fromEntries([{ monomial: monomial.filter((factor) => !isOwn(factor)), coefficient }])
    const times = (x: number, v: number): Polynomial =>
      multiply(rest, multiply(power(variable(name), x), power(value, v)))
    const q = Math.floor(exponent / k)
    result = add(result, times(exponent % k, q))
    for (let i = 0; i < q; i++) quotient = add(quotient, times(exponent - k * (i + 1), i))
  }
  return { result, quotient }
}

/** Linear equations x = value in the ideal of the equations among the hypotheses, each with its proof. */
export const linearConsequences = (
  { hypotheses, scope }: Sequent,
  budget: Budget,
): { readonly replacements: readonly Replacement[]; readonly lemmas: readonly Lemma[] } => {
  const equations = hypotheses.filter(({ op, polynomial }) => op === '=' && isPolynomial(polynomial))
  if (equations.length === 0) return { replacements: [], lemmas: [] }
  const space = indeterminatesFor(
    equations.map(({ polynomial }) => polynomial),
    scope,
  )
  const ideal = equations.map(({ polynomial }) => space.enter(polynomial))
  // In an order by degree first, the elements of degree 1 generate the linear part of the ideal.
  const { elements, leading } = groebnerBasis(ideal, budget, { kind: 'grevlex' }, space.names)
  const found = elements.flatMap((element, i) => {
    const k = leading[i]?.indexOf(1) ?? -1
    const name = space.names[k]
    if (A.degree(element) !== 1 || name === undefined || !scope.variables.includes(name)) return []
    const own = A.terms(element).find(({ exponents }) => exponents[element.names.indexOf(name)] === 1)
    if (own === undefined) return []
    const { n, d } = own.coefficient
    const monic = A.scale(element, { n: n < 0n ? -d : d, d: n < 0n ? -n : n })
    const cofactors = idealMembership(A.rename(monic, space.names), ideal, budget)
    if (cofactors === undefined) return []
    const p = lower(space.termOf(A.rename(monic, space.names)), scope)
    const multiples = equations.flatMap(({ polynomial }, j): (readonly [string, string])[] => {
      const cofactor = cofactors[j]
      if (cofactor === undefined || A.isZero(cofactor)) return []
      const by = negate(multiply(p, lower(space.termOf(A.rename(cofactor, space.names)), scope)))
      return [[textFor(polynomial, scope), textFor(by, scope)]]
    })
    const lemma: Lemma = { fact: fact(p, '='), proof: squaresAndMultiples([{ square: textFor(p, scope) }], multiples) }
    return [{ replacement: { name, value: subtract(variable(name), p) }, lemma }]
  })
  return { replacements: found.map((one) => one.replacement), lemmas: found.map((one) => one.lemma) }
}

/** p with the values put in; undefined where p is no polynomial in the variables. */
export const withValues = (p: Polynomial, replacements: readonly Replacement[]): Polynomial | undefined =>
  replaced(p, replacements)?.result

/** p with the values put in, and q with p − p′ = Σ q·(x^k − value); undefined where p is no polynomial in the variables. */
const replaced = (p: Polynomial, replacements: readonly Replacement[]) => {
  if (!isPolynomialInVariables(p)) return undefined
  let result = p
  const multiples: (readonly [Polynomial, Polynomial])[] = []
  for (const one of replacements) {
    const next = put(result, one)
    if (next.quotient.size === 0) continue
    multiples.push([equationOf(one), next.quotient])
    result = next.result
  }
  return { result, multiples }
}

/**
 * The sequent without some variables, or their higher powers, which known equations express by the others: the values are
 * put in for them in the goal and in every hypothesis that is a polynomial in the variables; other hypotheses are left
 * out. Undefined where the goal is none.
 */
export const affineElimination = (
  sequent: Sequent,
  replacements: readonly Replacement[],
): (Reduction & { readonly goals: readonly [Sequent] }) | undefined => {
  const { hypotheses, goal, scope } = sequent
  const text = (p: Polynomial): string => textFor(p, scope)
  const own = goal === 'false' ? undefined : replaced(goal.polynomial, replacements)
  if (goal !== 'false' && own === undefined) return undefined
  const facts: Fact[] = []
  const lemmas: Lemma[] = []
  for (const { polynomial, op } of hypotheses) {
    const other = replaced(polynomial, replacements)
    if (other === undefined || (other.result.size === 0 && op !== '>' && op !== '!=')) continue
    const { result, multiples } = other
    const reduced = fact(result, op)
    if (facts.some((known) => known.op === op && subtract(known.polynomial, result).size === 0)) continue
    facts.push(reduced)
    if (multiples.length > 0) lemmas.push({ fact: reduced, proof: transfer(polynomial, result, op, multiples, text) })
  }
  const inner: Sequent = {
    ...sequent,
    hypotheses: facts,
    goal: goal === 'false' || own === undefined ? 'false' : fact(own.result, goal.op),
  }
  return {
    name: 'variables that others express',
    goals: [inner],
    close: ([proof]) => {
      if (goal === 'false' || own === undefined || own.multiples.length === 0) {
        return afterLemmas(sequent, lemmas, proof as Json)
      }
      const back = own.multiples.map(([of, by]) => [of, negate(by)] as const)
      const last = transfer(own.result, goal.polynomial, goal.op, back, text)
      return afterLemmas(sequent, lemmas, afterLemma(`${text(own.result)} ${goal.op} 0`, proof as Json, last))
    },
  }
}
