import { encloseAlgebraic, evaluateAlgebraic } from '../algebra/algebraic-number.ts'
import * as A from '../algebra/polynomial.ts'
import { gradient as gradientOf } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import type { RealSolution } from '../algebra/zero-dimensional.ts'
import type { Claim } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient, inner } from '../kernel/derivative.ts'
import { domainConditions } from '../kernel/domain.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { multiply as times, vanishes } from '../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { type Atom, atomsOf, type Polynomial, rationalValue, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, relationFacts, type Sequent } from '../kernel/sequent.ts'
import { allowed, NEGATIVE, POSITIVE, signsOf, ZERO } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm, symbols, type Term } from '../kernel/term.ts'
import type { Verdict } from '../search/verdict.ts'
import { quietly } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds, millisecondsLeft } from './budgets.ts'
import { type ClosedPoints, constantBook, realZeros, scopeWith } from './closed-points.ts'
import { levelCandidates } from './critical-level.ts'
import type { Norm } from './critical-patterns.ts'
import { equationLemmas } from './equation-lemmas.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor } from './kernel-text.ts'
import { withLemmas } from './lemma-proofs.ts'
import { minors } from './minors.ts'
import { nonzeroLemmas } from './nonzero-lemmas.ts'
import { assumedOf, parametricPoints, withoutDenominator } from './parametric-points.ts'
import { basesOfPowers } from './power-base-lemmas.ts'
import { type Problem, problemOf } from './problem.ts'
import { proveClaim } from './prove-claim.ts'
import { rootArgumentLemmas } from './root-argument-lemmas.ts'
import { bySummands } from './summand-lemmas.ts'

/**
 * Proposes all real points where the equations vanish and `when` holds: for the claim `solution-set`. Undefined where
 * they may be infinitely many, depend on parameters, or are not found within the budget.
 */
export const findSolutionSet = async (
  equations: readonly string[],
  when: readonly string[],
  context: ContextJson,
  search: Search,
): Promise<ClosedPoints | undefined> =>
  quietly(() => {
    const { scope, assume } = readContext(context)
    const terms = equations.map(parseTerm)
    const relations = when.map(parseRelation)
    const all = [...relations.flatMap((r) => [r.left, r.right]), ...terms]
    const hypotheses = relationFacts([...assume, ...domainConditions(all, scope), ...relations], scope)
    const sequent: Sequent = {
      scope,
      hypotheses: [...hypotheses, ...terms.map((t) => fact(lower(t, scope), '='))],
      goal: 'false',
    }
    const known = withLemmas(sequent, rootArgumentLemmas(sequent, terms))
    const sums = bySummands(known, terms)
    // Of a power that is not zero the base is not: equations are freed of it.
    const split = sums === known ? sums : withLemmas(sums, nonzeroLemmas(sums, atMostMilliseconds(search.budget, 500)))
    const lemmas = equationLemmas(split, atMostMilliseconds(search.budget, 3000))
    const enriched = withLemmas(split, lemmas)
    if (scope.parameters.size > 0) {
      const vanishing = enriched.hypotheses
        .filter(({ op }) => op === '=')
        .map(({ polynomial }) => basesOfPowers(polynomial, hypotheses, scope) ?? polynomial)
      const points = when.length > 0 ? undefined : parametricPoints(vanishing, scope, search.budget)
      return points && { points, constants: context.constants }
    }
    const problem = problemOf(enriched)
    // Roots of numbers are unknowns with an equation of their own; that they are positive is seen below.
    const unknowns = [...scope.variables, ...closedNames(problem, scope)]
    const usable = problem.equalities
      .map((e) => e.value)
      .filter((e) => A.usedNames(e).every((n) => unknowns.includes(n)))
    const solutions = realZeros(usable, unknowns, search.budget)
    if (solutions === undefined) return undefined
    // Roots that are given can only be compared with roots.
    const hasRoots = unknowns.length > scope.variables.length
    const book = constantBook(context, hasRoots || equations.length > 2, squareRootsIn(sequent))
    const found: Record<string, string>[] = []
    for (const solution of solutions) {
      const point = printedPoint(solution, scope.variables, book)
      const inner = scopeWith(scope, book.constants)
      const values = new Map(Object.entries(point).map(([n, text]) => [n, lower(parseTerm(text), inner)]))
      const signs = sequent.hypotheses.map(({ polynomial, op }) => {
        const s = quietly(() => closedSign(specialize(polynomial, values)))
        return s === undefined ? undefined : ((s < 0 ? NEGATIVE : s > 0 ? POSITIVE : ZERO) & ~allowed(op)) === 0
      })
      // Where it cannot be seen whether this is a solution, a list of all would be a guess.
      if (!signs.includes(false) && signs.includes(undefined)) return undefined
      if (!signs.includes(false) && !found.some((other) => scope.variables.every((n) => other[n] === point[n])))
        found.push(point)
    }
    return { points: found, constants: usedConstants(found, book.constants, context) }
  })

/** The indeterminates that stand for numbers. */
const closedNames = ({ indeterminates: { names, termOf } }: Problem, scope: Scope): readonly string[] =>
  names.filter((name) => symbols(termOf(A.indeterminate(name, names))).every((s) => scope.constants.has(s)))

/** The numbers whose square roots occur. */
const squareRootsIn = ({ hypotheses }: Sequent): readonly Q.Rational[] =>
  [...hypotheses.reduce((atoms, { polynomial }) => atomsOf(polynomial, atoms), new Set<Atom>())].flatMap((atom) => {
    const value = atom.kind === 'root' && atom.index === 2 ? rationalValue(atom.arg) : undefined
    return value === undefined ? [] : [value]
  })

type Book = ReturnType<typeof constantBook>

export const printedPoint = (
  { field, coordinates }: RealSolution,
  variables: readonly string[],
  book: Book,
): Record<string, string> => {
  const print = book.printer(field)
  return Object.fromEntries(variables.map((n) => [n, print(coordinates.get(n) ?? [])]))
}

/** The constants of the context and those that the texts use. */
export const usedConstants = (
  points: readonly Record<string, string>[],
  constants: ContextJson['constants'],
  context: ContextJson,
  more: readonly string[] = [],
): ContextJson['constants'] => {
  const texts = [...points.flatMap((p) => Object.values(p)), ...more]
  const names = new Set(texts.flatMap((text) => symbols(parseTerm(text))))
  return Object.fromEntries(Object.entries(constants).filter(([name]) => names.has(name) || name in context.constants))
}

/** The same sign with a first coefficient ±1, as inequalities are usually written. */
const normalized = (p: Polynomial): Polynomial => {
  const [first] = p.values()
  return first === undefined ? p : scale(p, Q.invert(Q.absolute(first.coefficient)))
}

/** The same where there are parameters, if one of the critical values is the least whatever they are. */
const parametricMinimizers = (h: Polynomial, context: ContextJson, { budget }: Search): Minimizers | undefined => {
  const { scope } = readContext(context)
  const slope = gradient(h, scope.variables)
  const square = inner(slope, slope)
  const points =
    parametricPoints(
      [h, ...minors(gradient(square, scope.variables), slope, { multiply: times, subtract })],
      scope,
      budget,
    ) ?? []
  const valued = points.map((point) => {
    const values = new Map(Object.entries(point).map(([name, text]) => [name, lower(parseTerm(text), scope)]))
    return { point, value: lower(withoutDenominator(specialize(square, values), scope), scope) }
  })
  const assumed = assumedOf(scope)
  const isLeast = (value: Polynomial): boolean =>
    valued.every((other) => {
      const signs = signsOf(termFor(normalized(subtract(other.value, value)), scope), assumed, scope)
      return (signs & NEGATIVE) === 0
    })
  const least = valued.find(({ value }) => isLeast(value))
  if (least === undefined) return undefined
  return {
    minimum: printTerm(withoutDenominator(least.value, scope)),
    points: valued.filter(({ value }) => vanishes(subtract(value, least.value))).map(({ point }) => point),
    constants: context.constants,
  }
}

/** The minimum of |∂h|² on {h = 0} and all points where it is attained. */
export interface Minimizers extends ClosedPoints {
  readonly minimum: string
}

/**
 * Proposes the flat minima of h = 0: the real points where (h, the 2×2 minors of ∂|∂h|² and ∂h) vanish and |∂h|² is
 * least. For the claim `flat-minima`. Undefined where they are not finitely many or not found within the budget.
 */
export const findMinimizers = async (
  residual: Term,
  context: ContextJson,
  search: Search,
): Promise<Minimizers | undefined> =>
  quietly(() => {
    const { scope } = readContext(context)
    const { variables } = scope
    const kernelH = lower(residual, scope)
    if (scope.parameters.size > 0) return parametricMinimizers(kernelH, context, search)
    const space = indeterminatesFor([kernelH], scope)
    if (space.names.some((n) => !variables.includes(n))) return undefined
    const h = space.enter(kernelH)
    const slope = gradientOf(h, variables)
    const square = slope.reduce((s, p) => A.add(s, multiply(p, p)), A.constant(0, space.names))
    const steep = gradientOf(square, variables)
    const minors = variables.flatMap((_, i) =>
      variables.slice(i + 1).map((__, k) => {
        const j = i + 1 + k
        const left = multiply(steep[i] as A.Polynomial, slope[j] as A.Polynomial)
        return A.subtract(left, multiply(steep[j] as A.Polynomial, slope[i] as A.Polynomial))
      }),
    )
    const solutions = realZeros([h, ...minors], variables, search.budget)
    if (solutions === undefined || solutions.length === 0) return undefined
    const width = Q.rational(1n, 1n << 60n)
    const valued = solutions.map((solution) => {
      const value = evaluateAlgebraic(solution.field, square, solution.coordinates)
      return { solution, value, low: encloseAlgebraic(solution.field, value, width).lower }
    })
    valued.sort((a, b) => Q.compare(a.low, b.low))
    const [first] = valued
    if (first === undefined) return undefined
    const slack = Q.add(first.low, Q.rational(1n, 1n << 50n))
    const best = valued.filter((v) => Q.compare(v.low, slack) <= 0)
    const book = constantBook(context)
    const points = best.map(({ solution }) => printedPoint(solution, variables, book))
    const minimum = book.printer(first.solution.field)(first.value)
    return { minimum, points, constants: usedConstants(points, book.constants, context, [minimum]) }
  })

/** A level below which f has no positive critical value: the claim, and the verdict that proves it. */
export interface CriticalLevel {
  readonly level: string
  readonly claim: Claim
  readonly verdict: Verdict
}

/**
 * The best level for the claim `critical-values` of f = φ(t): `"infinity"` where f has no critical point off M, else the
 * least positive critical value, or a rational number a little below it, with its proof. Undefined where none was found
 * within the budget.
 */
export const findCriticalLevel = async (
  f: Term,
  norm: Norm,
  context: ContextJson,
  search: Search,
): Promise<CriticalLevel | undefined> => {
  const candidates = quietly(() => levelCandidates(f, norm, context, search)) ?? ['infinity']
  for (const [i, level] of candidates.entries()) {
    const residuals = norm.residuals.map(printTerm)
    const claim: Claim = { claim: 'critical-values', context, f: printTerm(f), residuals, loss: norm.loss, level }
    const share = millisecondsLeft(search.budget) / (candidates.length - i)
    const verdict = await proveClaim(claim, { ...search, budget: atMostMilliseconds(search.budget, share) })
    if (verdict.status === 'proved') return { level, claim, verdict }
  }
  return undefined
}
