import { groebnerBasis } from '../algebra/groebner.ts'
import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import { atomOf, atomsOf, fromAtom, negate, type Polynomial, subtract } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import type { Budget } from '../search/budget.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma, afterLemmas, type Lemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'
import { transfer } from './sign-pieces.ts'

/** x = value, where the equation x − value = 0 is known; no value contains a name that is replaced. */
export interface Replacement {
  readonly name: string
  readonly value: Polynomial
}

const variable = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))
const equationOf = ({ name, value }: Replacement): Polynomial => subtract(variable(name), value)
const isPolynomial = (p: Polynomial): boolean => [...atomsOf(p)].every(({ kind }) => kind === 'variable')

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

/** p with the values put in, and q with p − p′ = Σ q·(x − value); undefined where p is no polynomial in the variables. */
const replaced = (p: Polynomial, replacements: readonly Replacement[], scope: Scope) => {
  if (!isPolynomial(p)) return undefined
  let result = p
  const multiples: (readonly [Polynomial, Polynomial])[] = []
  for (const one of replacements) {
    const next = specialize(result, new Map([[one.name, one.value]]))
    const gap = subtract(result, next)
    if (gap.size === 0) continue
    const equation = equationOf(one)
    const space = indeterminatesFor([gap, equation], scope)
    const quotient = divideExact(space.enter(gap), space.enter(equation))
    if (quotient === undefined) return undefined
    multiples.push([equation, lower(space.termOf(quotient), scope)])
    result = next
  }
  return { result, multiples }
}

/**
 * The sequent without some variables, which known equations express by the others: the values are put in for them in the
 * goal and in every hypothesis that is a polynomial; other hypotheses are left out. Undefined where the goal is none.
 */
export const affineElimination = (
  sequent: Sequent,
  replacements: readonly Replacement[],
): (Reduction & { readonly goals: readonly [Sequent] }) | undefined => {
  const { hypotheses, goal, scope } = sequent
  const text = (p: Polynomial): string => textFor(p, scope)
  const own = goal === 'false' ? undefined : replaced(goal.polynomial, replacements, scope)
  if (goal !== 'false' && own === undefined) return undefined
  const facts: Fact[] = []
  const lemmas: Lemma[] = []
  for (const { polynomial, op } of hypotheses) {
    const put = replaced(polynomial, replacements, scope)
    if (put === undefined || (put.result.size === 0 && op !== '>' && op !== '!=')) continue
    const reduced = fact(put.result, op)
    if (facts.some((known) => known.op === op && subtract(known.polynomial, put.result).size === 0)) continue
    facts.push(reduced)
    if (put.multiples.length > 0) {
      lemmas.push({ fact: reduced, proof: transfer(polynomial, put.result, op, put.multiples, text) })
    }
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
