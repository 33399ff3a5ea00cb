import { groebnerBasis } from '../algebra/groebner.ts'
import { idealMembership } from '../algebra/ideal-membership.ts'
import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { inverse, multiply, power, vanishes } from '../kernel/normal-form.ts'
import { atomOf, fromAtom, integer, negate, type Polynomial, polynomialKey, subtract } from '../kernel/polynomial.ts'
import { fact, type Sequent, signsUnder, withFacts, within } from '../kernel/sequent.ts'
import { number, printTerm, product, raised, sum, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { quietly } from './acceptance.ts'
import { deflated } from './deflated.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'
import type { Point } from './named-points.ts'
import { contradictionAtPoint } from './point-contradiction.ts'
import { idealOf, multiplesFor, type Problem, problemOf } from './problem.ts'
import { equalityLemmas } from './root-bounds.ts'
import { separableLemmas } from './separable-lemmas.ts'

const variable = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))

/** The least polynomial in x and the constants alone that follows from the equations: an elimination ideal's element. */
const eliminated = (problem: Problem, name: string, budget: Budget): A.Polynomial | undefined => {
  const { indeterminates } = problem
  const ideal = idealOf(problem)
  const used = new Set(ideal.flatMap(A.usedNames))
  const others = indeterminates.variables.filter((n) => n !== name && used.has(n))
  const constants = indeterminates.names.filter((n) => !indeterminates.variables.includes(n) && used.has(n))
  const all = [...others, name, ...constants]
  const basis = groebnerBasis(
    ideal.map((e) => A.rename(e, all)),
    budget,
    { kind: 'elimination', eliminated: others.length },
    all,
  )
  const free = basis.elements.filter(
    (e) => A.usedNames(e).includes(name) && !A.usedNames(e).some((n) => others.includes(n)),
  )
  const [least] = free.sort((a, b) => coefficientsIn(a, name).length - coefficientsIn(b, name).length)
  return least && A.rename(least, indeterminates.names)
}

/** The product of the factors of a number that depends on parameters. */
const factoredForm = (p: Polynomial, { scope }: Sequent): Term[] => {
  const space = indeterminatesFor([p], scope)
  const { scale, factors } = factor(space.enter(p), { deadline: Number.POSITIVE_INFINITY })
  return [product(number(scale), ...factors.map(({ base, multiplicity }) => raised(space.termOf(base), multiplicity)))]
}

/** A form of Σ c_i x^i from which its sign may be read off, the square completed in degree 2. */
const formsOf = (c: readonly Polynomial[], name: string, sequent: Sequent): Term[] => {
  const { scope } = sequent
  const x: Term = { op: 'symbol', name }
  const terms = c.flatMap((ci, i) => {
    if (vanishes(ci)) return []
    return [i === 0 ? termFor(ci, scope) : product(termFor(ci, scope), raised(x, i))]
  })
  const plain = sum(...terms)
  const [c0, c1, c2] = c
  if (c.length === 1 && c0 !== undefined) return [plain, ...factoredForm(c0, sequent)]
  if (c.length !== 3 || c0 === undefined || c1 === undefined || c2 === undefined || vanishes(c1)) return [plain]
  const middle = multiply(c1, inverse(multiply(integer(2), c2)))
  const rest = subtract(c0, multiply(c2, power(middle, 2)))
  return [plain, sum(product(termFor(c2, scope), raised(sum(x, termFor(middle, scope)), 2)), termFor(rest, scope))]
}

/** The lemma Π (x − v) = 0 over the values v of x at the points, where it follows from the equations over the reals. */
const valueLemma = (
  sequent: Sequent,
  name: string,
  values: readonly Polynomial[],
  budget: Budget,
): Lemma | undefined => {
  const { scope } = sequent
  const x = variable(name)
  const vanishing = values.reduce((p, v) => multiply(p, subtract(x, v)), integer(1))
  const problem = problemOf({ ...sequent, goal: fact(vanishing, '=') })
  const least = eliminated(problem, name, budget)
  if (least === undefined) return undefined
  const { indeterminates } = problem
  let rest = coefficientsIn(least, name).map((c) => lower(indeterminates.termOf(c), scope))
  const powers = values.map((v) => {
    let times = 0
    for (let q = deflated(rest, v); q !== undefined && rest.length > 1; q = deflated(rest, v)) {
      rest = q
      times++
    }
    return times
  })
  const half = Math.ceil(Math.max(...powers) / 2)
  if (half === 0) return undefined
  const cofactors = idealMembership(least, idealOf(problem), budget)
  if (cofactors === undefined) return undefined
  const factor = product(
    ...values.map((v, i) => raised(termFor(subtract(x, v), scope), 2 * half - (powers[i] as number))),
  )
  for (const form of formsOf(rest, name, sequent)) {
    for (const isNegative of [false, true]) {
      const own: Term = isNegative ? { op: 'negate', arg: form } : form
      if (!within(signsUnder(own, sequent), '>')) continue
      const square = product(...values.map((v) => raised(termFor(subtract(x, v), scope), half)))
      const multiples = multiplesFor(
        problem,
        cofactors.map((c) => (isNegative ? c : A.negate(c))),
      ).map(({ of, by }) => ({ of, by: `(${by})*(${printTerm(factor)})` }))
      const terms = [{ weight: '1', square: printTerm(square), times: [printTerm(own)] }]
      return { fact: fact(vanishing, '='), proof: { kind: 'positivstellensatz', terms, multiples } }
    }
  }
  return undefined
}

/** The lemmas Π (x − v) = 0 for every variable x, v its values at the points; undefined unless all are found. */
const valueLemmas = (
  sequent: Sequent,
  points: readonly Point[],
  budget: Budget,
): { readonly lemmas: Lemma[]; readonly values: Map<string, Polynomial[]> } | undefined => {
  const lemmas: Lemma[] = []
  const values = new Map<string, Polynomial[]>()
  // What is known of one variable helps with the others.
  for (const _ of sequent.scope.variables) {
    for (const name of sequent.scope.variables) {
      if (values.has(name)) continue
      const own = new Map(points.map((p) => [polynomialKey(p.get(name) as Polynomial), p.get(name) as Polynomial]))
      const lemma = valueLemma(withLemmas(sequent, lemmas), name, [...own.values()], budget)
      if (lemma === undefined) continue
      lemmas.push(lemma)
      values.set(name, [...own.values()])
    }
  }
  return values.size < sequent.scope.variables.length ? undefined : { lemmas, values }
}

/** A contradiction in every cell of the splits on x = v. */
const cells = (
  sequent: Sequent,
  rest: readonly (readonly [string, readonly Polynomial[]])[],
  point: Point,
): Json | undefined => {
  const { scope } = sequent
  const early = contradictionAtPoint(sequent, point)
  if (early !== undefined || rest.length === 0) return early
  const [[name, values], ...more] = rest as [readonly [string, readonly Polynomial[]], ...typeof rest]
  const x = variable(name)
  // Where x is none of its values, their product is not zero.
  const gaps = values.map((v) => subtract(x, v))
  const none: Json = {
    kind: 'positivstellensatz',
    terms: [{ weight: '1', square: printTerm(product(...gaps.map((g) => termFor(g, scope)))), times: [] }],
    multiples: [
      {
        of: textFor(gaps.reduce(multiply, integer(1)), scope),
        by: textFor(negate(gaps.reduce(multiply, integer(1))), scope),
      },
    ],
  }
  const cell = (i: number, current: Sequent): Json | undefined => {
    const gap = gaps[i]
    if (gap === undefined) return none
    const equal = cells(withFacts(current, fact(gap, '=')), more, new Map([...point, [name, values[i] as Polynomial]]))
    const other = equal && cell(i + 1, withFacts(current, fact(gap, '!=')))
    if (equal === undefined || other === undefined) return undefined
    const both = [
      { sign: '=', proof: equal },
      { sign: '!=', proof: other },
    ]
    return { kind: 'split', on: textFor(gap, scope), cells: both }
  }
  return cell(0, sequent)
}

/** The contradiction that there is no further point: every variable has one of its values, and no combination fits. */
export const byValues = (sequent: Sequent, points: readonly Point[], budget: Budget): Json | undefined => {
  const through = (lemmas: readonly Lemma[]): Json | undefined => {
    const known = withLemmas(sequent, lemmas)
    const found = valueLemmas(known, points, budget)
    const inner = found && cells(withLemmas(known, found.lemmas), [...found.values], new Map())
    return found && inner && afterLemmas(sequent, [...lemmas, ...found.lemmas], inner)
  }
  const separable = quietly(() => separableLemmas(sequent, points)) ?? []
  const first = (separable.length === 0 ? undefined : through(separable)) ?? through([])
  if (first !== undefined) return first
  const equalities = equalityLemmas(sequent, budget)
  return equalities.length === 0 ? undefined : through(equalities)
}
