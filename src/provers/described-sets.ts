import { eliminant } from '../algebra/eliminant.ts'
import { dimension, groebnerBasis } from '../algebra/groebner.ts'
import * as A from '../algebra/polynomial.ts'
import { specialize as specializeAlgebra } from '../algebra/polynomial-calculus.ts'
import { isolateRoots } from '../algebra/real-roots.ts'
import { univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import type { WitnessJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient, inner } from '../kernel/derivative.ts'
import { domainConditions } from '../kernel/domain.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { type Polynomial, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, relationFacts, type Sequent } from '../kernel/sequent.ts'
import { allowed, type Fact, NEGATIVE, POSITIVE, signsOf, ZERO } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { quietly } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { clearFactors } from './clear-factors.ts'
import { constantBook, realZeros, scopeWith } from './closed-points.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'
import { withLemmas } from './lemma-proofs.ts'
import { problemOf } from './problem.ts'
import { independentElements, realClosure } from './real-closure.ts'
import { signChange } from './sign-change.ts'
import { bySummands } from './summand-lemmas.ts'

/** A set described by equations, with what shows that it is not empty. */
export interface DescribedSet {
  readonly equations: readonly string[]
  readonly witness: WitnessJson
  /** All constants of the context that the equations and the witness are written in. */
  readonly constants: ContextJson['constants']
}

const VALUES = [0, 1, -1, 2, -2].map((n) => Q.rational(n)).concat(Q.rational(1, 2))

/** Assignments of small numbers to `count` of the names. */
const cuts = function* (names: readonly string[], count: number): Generator<ReadonlyMap<string, Q.Rational>> {
  if (count === 0) {
    yield new Map()
    return
  }
  const [first, ...rest] = names
  if (first === undefined) return
  for (const value of VALUES) for (const cut of cuts(rest, count - 1)) yield new Map([[first, value], ...cut])
  yield* cuts(rest, count)
}

const MOST_CUTS = 60

const holds = ({ polynomial, op }: Fact, values: ReadonlyMap<string, Polynomial>): boolean => {
  const s = quietly(() => closedSign(specialize(polynomial, values)))
  return s !== undefined && ((s < 0 ? NEGATIVE : s > 0 ? POSITIVE : ZERO) & ~allowed(op)) === 0
}

interface Setting {
  readonly context: ContextJson
  readonly scope: Scope
  /** What holds on the set, and has to hold at a point of it. */
  readonly hypotheses: readonly Fact[]
  readonly budget: Budget
}

/** A real zero of the elements where all hypotheses hold: some variables are small numbers, the rest is isolated. */
const realPoint = (elements: readonly A.Polynomial[], setting: Setting): DescribedSet['witness'] | undefined => {
  const { scope, budget, context } = setting
  const { variables } = scope
  if (elements.some((e) => A.usedNames(e).some((n) => !variables.includes(n)))) return undefined
  const free = dimension(
    groebnerBasis(
      elements.map((e) => A.rename(e, variables)),
      budget,
      { kind: 'grevlex' },
      variables,
    ),
  )
  let tries = 0
  for (const cut of cuts(variables, free)) {
    if (++tries > MOST_CUTS) return undefined
    const rest = variables.filter((n) => !cut.has(n))
    const restricted = elements.map((e) => A.rename(specializeAlgebra(e, cut), rest))
    const found = rest.length === 0 ? [] : (realZeros(restricted, rest, budget) ?? [])
    for (const { field, coordinates } of found) {
      if (field.minimal.length > 3) continue
      const print = constantBook(context).printer(field)
      const point = Object.fromEntries(
        variables.map((n) => {
          const given = cut.get(n)
          return [n, given === undefined ? print(coordinates.get(n) ?? []) : Q.formatRational(given)]
        }),
      )
      const values = new Map(Object.entries(point).map(([n, text]) => [n, lower(parseTerm(text), scope)]))
      if (setting.hypotheses.every((h) => holds(h, values))) return { point }
    }
  }
  return undefined
}

/** Equations for the set where all hypotheses hold, beyond the `given` ones, and a witness of it. */
const describe = (
  setting: Setting,
  given: readonly Polynomial[],
): { readonly equations: readonly Term[]; readonly witness: WitnessJson } | undefined => {
  const { scope, hypotheses, budget } = setting
  const bare: Sequent = { scope, hypotheses, goal: 'false' }
  const problem = problemOf(withLemmas(bare, equationLemmas(bare, budget)), given)
  const { indeterminates } = problem
  const { names } = indeterminates
  const ideal = problem.equalities.map((e) => e.value).filter((e) => !A.isZero(e))
  const isNonzero = (p: A.Polynomial): boolean => (signsOf(indeterminates.termOf(p), hypotheses, scope) & ZERO) === 0
  const elements = realClosure(ideal, names, budget, isNonzero)
  if (elements.some((e) => A.constantValue(e) !== undefined)) return undefined
  const known = [
    ...given.map((p) => indeterminates.enter(clearFactors(p, false).numerator)),
    ...indeterminates.relations,
  ]
  const beyond = independentElements(elements, known, names, budget)
  if (beyond.length === 0) return undefined
  const equations = beyond.map((e) => termFor(lower(indeterminates.termOf(e), scope), scope))
  const witness = realPoint(elements, setting) ?? signChange(given, equations, scope, budget)
  return witness && { equations, witness }
}

const described = (setting: Setting, given: readonly Polynomial[]): DescribedSet | undefined => {
  const found = describe(setting, given)
  return (
    found && {
      equations: found.equations.map(printTerm),
      witness: found.witness,
      constants: setting.context.constants,
    }
  )
}

/**
 * Proposes equations for the real points where the given equations vanish and `when` holds, where these are infinitely
 * many: for the claim `described-set`. Undefined where none is found within the budget.
 */
export const findDescribedSet = (
  equations: readonly string[],
  when: readonly string[],
  context: ContextJson,
  { budget }: Search,
): DescribedSet | undefined =>
  quietly(() => {
    const { scope, assume } = readContext(context)
    if (scope.parameters.size > 0) return undefined
    const terms = equations.map(parseTerm)
    const relations = when.map(parseRelation)
    const all = [...relations.flatMap((r) => [r.left, r.right]), ...terms]
    const cell = relationFacts([...assume, ...domainConditions(all, scope), ...relations], scope)
    const hypotheses = [...cell, ...terms.map((t) => fact(lower(t, scope), '='))]
    const { hypotheses: split } = bySummands({ scope, hypotheses, goal: 'false' }, terms)
    return described({ context, scope, hypotheses: split, budget }, [])
  })

/** The least value of |∂h|² on {h = 0}, and where it is attained. */
export interface FlatSet extends DescribedSet {
  readonly minimum: string
}

const MOST_VALUES = 6

/** The values that |∂h|² may have at its critical points on {h = 0}, increasing, with the constants they need. */
const criticalValues = (
  h: Polynomial,
  square: Polynomial,
  context: ContextJson,
  scope: Scope,
  budget: Budget,
): { readonly text: string; readonly constants: ContextJson['constants'] }[] => {
  const { variables } = scope
  const slope = gradient(h, variables)
  const steep = gradient(square, variables)
  const minors = variables.flatMap((_, i) =>
    variables.slice(i + 1).map((__, k) => {
      const j = i + 1 + k
      return subtract(
        multiply(steep[i] as Polynomial, slope[j] as Polynomial),
        multiply(steep[j] as Polynomial, slope[i] as Polynomial),
      )
    }),
  )
  const space = indeterminatesFor([h, square, ...minors], scope)
  const enter = (p: Polynomial): A.Polynomial => space.enter(clearFactors(p, false).numerator)
  if (clearFactors(square, false).factors.length > 0) return []
  const ideal = [...[h, ...minors].map(enter), ...space.relations].filter((p) => !A.isZero(p))
  const found = eliminant(ideal, enter(square), budget, 24)
  if (found === undefined) return []
  const book = constantBook(context)
  const values = irreducibleFactors(univariate(found.polynomial), budget).flatMap((minimal) =>
    isolateRoots(minimal, budget).map((root) => ({ minimal, root })),
  )
  values.sort((a, b) => Q.compare(a.root.lower, b.root.lower))
  return values
    .filter(({ root }) => Q.sign(root.upper) > 0)
    .slice(0, MOST_VALUES)
    .map((field) => ({ text: book.printer(field)([Q.ZERO, Q.ONE]), constants: book.constants }))
}

/**
 * Proposes the least |∂h|² on {h = 0} and equations for the points that attain it, where these are infinitely many or
 * not algebraic: for the claim `flat-set`. Undefined where none is found within the budget.
 */
export const findFlatSet = (residual: Term, context: ContextJson, { budget }: Search): FlatSet | undefined =>
  quietly(() => {
    const { scope: plain, assume } = readContext(context)
    if (plain.parameters.size > 0) return undefined
    const h = lower(residual, plain)
    const slope = gradient(h, plain.variables)
    const square = inner(slope, slope)
    for (const { text: minimum, constants } of criticalValues(h, square, context, plain, budget)) {
      const own = { ...context, constants }
      const scope = scopeWith(plain, constants)
      const gap = subtract(square, lower(parseTerm(minimum), scope))
      const cell = relationFacts([...assume, ...domainConditions([residual], scope)], scope)
      const hypotheses = [...cell, fact(h, '='), fact(gap, '=')]
      const found = quietly(() => described({ context: own, scope, hypotheses, budget }, [h]))
      if (found !== undefined) return { minimum, ...found }
    }
    return undefined
  })
