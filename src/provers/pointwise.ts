import { eliminant } from '../algebra/eliminant.ts'
import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import { compose, substitute as substituteAll } from '../algebra/polynomial-calculus.ts'
import { multiply, power } from '../algebra/polynomial-product.ts'
import { isolateRoots, type RootInterval, refineRoot } from '../algebra/real-roots.ts'
import { squareFreeUnivariate, univariate } from '../algebra/univariate.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import { type ZeroSet, zeroSet } from '../algebra/zero-dimensional.ts'
import { checkProof } from '../kernel/check-proof.ts'
import { closedSign } from '../kernel/enclosure.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply as multiplied, vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { add, atomOf, constant, fromAtom, integer, negate, type Polynomial, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import { specialize } from '../kernel/specialize.ts'
import { printTerm } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { inTheta } from './exact-point.ts'
import { textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'
import { namedPoints, type Point } from './named-points.ts'
import { contradictionAtPoint } from './point-contradiction.ts'
import { idealOf, multiplesFor, type Problem, problemOf } from './problem.ts'
import { quadraticPrinter } from './radicals.ts'

/** What the search knows while it goes through the zeros. */
interface Zeros {
  readonly sequent: Sequent
  readonly set: ZeroSet
  readonly form: Polynomial
  readonly formText: string
  readonly budget: Budget
}

/** Lemmas x = p(x) for all variables of the zero set, from U = p(U) and the equations. */
const coordinateLemmas = (cell: Sequent, point: Point, budget: Budget): Lemma[] | undefined => {
  const lemmas: Lemma[] = []
  for (const [name, value] of point) {
    const current = withLemmas(cell, lemmas)
    const gap = subtract(fromAtom(atomOf({ kind: 'variable', name })), value)
    const found = equalityByIdeal({ ...current, goal: fact(gap, '=') }, budget)
    if (found === undefined) return undefined
    lemmas.push({ fact: fact(gap, '='), proof: found })
  }
  return lemmas
}

/** A proof that the goal p vanishes, some even power of it being in the ideal of the equations. */
export const equalityByIdeal = (sequent: Sequent, budget: Budget): Json | undefined => {
  const { goal } = sequent
  if (goal === 'false') return undefined
  if (vanishes(goal.polynomial)) return { kind: 'identity' }
  const problem = problemOf(sequent)
  const p = problem.nonzero.at(-1)
  if (p?.term === undefined) return undefined
  for (const k of [1, 2, 3, 4]) {
    const target = power(p.value, k)
    const cofactors = idealMembership(target, idealOf(problem), budget)
    if (cofactors === undefined) continue
    const isOdd = k % 2 === 1
    const even = cofactors.map((c) => A.negate(isOdd ? multiply(c, p.value) : c))
    const half = (k + (isOdd ? 1 : 0)) / 2
    const square = `(${printTerm(p.term)})^${half}*(${printTerm(p.multiplier)})^${half}`
    return {
      kind: 'positivstellensatz',
      terms: [{ weight: '1', square, times: [] }],
      multiples: multiplesFor(problem, even),
    }
  }
  return undefined
}

/** The equations of the problem, and of the relations between indeterminates those about indeterminates in them. */
const relevant = (problem: Problem): boolean[] => {
  const used = new Set(problem.equalities.flatMap((e) => (e.term === undefined ? [] : A.usedNames(e.value))))
  return problem.equalities.map((e) => e.term !== undefined || A.usedNames(e.value).some((n) => used.has(n)))
}

/** The zero set of some of the equalities, where it is finite and determines every variable that occurs anywhere. */
const zerosOf = (
  problem: Problem,
  isChosen: readonly boolean[],
  isVariable: (name: string) => boolean,
  budget: Budget,
): { set: ZeroSet; chosen: number[] } | undefined => {
  const chosen = problem.equalities.flatMap((_, i) => (isChosen[i] === true ? [i] : []))
  const values = chosen.map((i) => (problem.equalities[i] as Problem['equalities'][number]).value)
  const used = [...new Set(values.flatMap(A.usedNames))]
  const hypotheses = [...problem.positive, ...problem.nonnegative, ...problem.nonzero, ...problem.equalities]
  const needed = new Set(hypotheses.flatMap((g) => A.usedNames(g.value)).filter(isVariable))
  if (used.length === 0 || [...needed].some((n) => !used.includes(n))) return undefined
  const set = zeroSet(
    values.map((v) => A.rename(v, used)),
    budget,
    // The last names are tried first as the separating form: variables, not constants.
    [...used.filter((n) => !isVariable(n)), ...used.filter(isVariable)],
  )
  return set && { set, chosen }
}

/** The contradiction at the zeros of a zero-dimensional system, one after another, by the roots of an eliminant. */
export const pointwise = (sequent: Sequent, budget: Budget): Json | undefined => {
  const problem = problemOf({ ...sequent, goal: 'false' })
  const { indeterminates } = problem
  const isVariable = (n: string): boolean => indeterminates.variables.includes(n)
  const plain = problem.equalities.map((e) => A.usedNames(e.value).every(isVariable))
  // Equations in the variables alone are enough where they have finitely many zeros; else everything is used.
  const system = zerosOf(problem, plain, isVariable, budget) ?? zerosOf(problem, relevant(problem), isVariable, budget)
  if (system === undefined) return undefined
  const { set, chosen } = system
  const form = A.rename(set.form, indeterminates.names)
  const found = eliminant(
    chosen.map((i) => (problem.equalities[i] as Problem['equalities'][number]).value),
    form,
    budget,
  )
  if (found === undefined) return undefined
  const cofactors = problem.equalities.map(
    (_, i) => found.cofactors[chosen.indexOf(i)] ?? A.constant(0, indeterminates.names),
  )
  const formTerm = indeterminates.termOf(form)
  const zeros: Zeros = {
    sequent,
    set,
    form: lower(formTerm, sequent.scope),
    formText: printTerm(formTerm),
    budget,
  }
  const coefficients = univariate(found.polynomial)
  const square = squareFreeUnivariate(coefficients)
  const points = namedPoints(sequent)
  const roots: Json[] = []
  for (const root of isolateRoots(square, budget)) {
    const made = rootCell(zeros, root, square, points)
    if (made === undefined) return undefined
    roots.push(made)
  }
  return {
    kind: 'roots',
    of: zeros.formText,
    polynomial: inTheta(
      coefficients.map((c) => Q.rational(c)),
      't',
    ),
    multiples: multiplesFor(problem, cofactors),
    roots,
  }
}

const intervalText = ({ lower: low, upper: high }: RootInterval): [string, string] => [
  Q.formatRational(low),
  Q.formatRational(high),
]

/** The cell of one root of the eliminant. */
const rootCell = (
  zeros: Zeros,
  root: RootInterval,
  q: readonly bigint[],
  points: readonly Point[],
): Json | undefined => {
  const { sequent, form, budget } = zeros
  if (Q.equal(root.lower, root.upper)) {
    const cell = withFacts(sequent, fact(subtract(form, constant(root.lower)), '='))
    const proof = atPoint(cell, zeroAt(zeros, constant(root.lower)), budget) ?? nullstellensatzCell(cell, budget)
    return proof && { interval: intervalText(root), proof }
  }
  const named = points.map((point) => specialize(form, point))
  for (const value of [...named, ...named.map(negate), ...quadraticValues(zeros, root, q)]) {
    const inside =
      closedSign(subtract(value, constant(root.lower))) === 1 && closedSign(subtract(constant(root.upper), value)) === 1
    const atRoot = q.reduceRight<Polynomial>(
      (sum, c) => add(multiplied(sum, value), constant(Q.rational(c))),
      integer(0),
    )
    if (!inside || !vanishes(atRoot)) continue
    const cell = withFacts(sequent, fact(subtract(form, value), '='))
    const proof = atPoint(cell, zeroAt(zeros, value), budget)
    if (proof !== undefined) {
      return { interval: intervalText(root), value: textFor(value, sequent.scope), proof }
    }
  }
  return intervalCell(zeros, root, q)
}

/** The root in closed form where it is a root of a quadratic factor. */
const quadraticValues = ({ sequent, budget }: Zeros, root: RootInterval, q: readonly bigint[]): Polynomial[] =>
  irreducibleFactors(q, budget).flatMap((minimal) => {
    if (minimal.length !== 3) return []
    return isolateRoots(minimal, budget).flatMap((own) => {
      const text = quadraticPrinter({ minimal, root: own })?.([Q.ZERO, Q.ONE])
      const isInside = Q.compare(own.lower, root.upper) < 0 && Q.compare(root.lower, own.upper) < 0
      return text === undefined || !isInside ? [] : [lower(parseTerm(text), sequent.scope)]
    })
  })

/** The coordinates at the zero where the form has this value. */
const zeroAt = ({ set, sequent }: Zeros, value: Polynomial): Point => {
  const point = new Map<string, Polynomial>()
  for (const [name, r] of set.parametrization) {
    if (!sequent.scope.variables.includes(name)) continue
    point.set(
      name,
      r.reduceRight<Polynomial>((s, c) => add(multiplied(s, value), constant(c)), integer(0)),
    )
  }
  return point
}

const atPoint = (cell: Sequent, point: Point, budget: Budget): Json | undefined => {
  const lemmas = coordinateLemmas(cell, point, budget)
  if (lemmas === undefined) return undefined
  const inner = contradictionAtPoint(withLemmas(cell, lemmas), point)
  return inner && afterLemmas(cell, lemmas, inner)
}

const nullstellensatzCell = (cell: Sequent, budget: Budget): Json | undefined => {
  const problem = problemOf({ ...cell, goal: 'false' })
  const cofactors = idealMembership(A.constant(1, problem.indeterminates.names), idealOf(problem), budget)
  if (cofactors === undefined) return undefined
  const multiples = multiplesFor(problem, cofactors.map(A.negate))
  return { kind: 'positivstellensatz', terms: [{ weight: '1', square: '1', times: [] }], multiples }
}

const MOST_SUBSTITUTED_DEGREE = 30

/** Between two rational numbers: some hypothesis is, by the equations, a polynomial in U that has the wrong sign there. */
const intervalCell = (zeros: Zeros, root: RootInterval, q: readonly bigint[]): Json | undefined => {
  const { set, sequent, form, budget } = zeros
  const names = set.names
  const u = A.rename(set.form, names)
  const tight = refineRoot(q, root, Q.rational(1n, 1n << 40n), budget)
  const cell = withFacts(
    sequent,
    fact(subtract(form, constant(tight.lower)), '>'),
    fact(subtract(constant(tight.upper), form), '>'),
  )
  const problem = problemOf({ ...cell, goal: 'false' })
  const { indeterminates } = problem
  for (const given of [...problem.positive, ...problem.nonnegative]) {
    const isForeign = (n: string): boolean => indeterminates.variables.includes(n) && !names.includes(n)
    if (given.term === undefined || A.usedNames(given.value).some(isForeign)) continue
    const values = new Map([...set.parametrization].map(([n, r]) => [n, compose(r, u)]))
    // Substituting cannot be interrupted, so what would grow beyond reason is not begun.
    const height = Math.max(0, ...[...values.values()].map((v) => A.degree(v)))
    if (A.degree(given.value) * height > MOST_SUBSTITUTED_DEGREE) continue
    const p = substituteAll(given.value, values)
    const sign = lower(indeterminates.termOf(A.negate(p)), sequent.scope)
    const goal = fact(sign, '>')
    const proof = { kind: 'enclosure', bits: 256 }
    const gap = A.subtract(given.value, A.rename(p, indeterminates.names))
    const cofactors = idealMembership(gap, idealOf(problem), budget)
    if (cofactors === undefined) continue
    const lemma: Lemma = { fact: goal, proof }
    const times = [printTerm(given.term)]
    const then = {
      kind: 'positivstellensatz',
      terms: [
        { weight: '1', square: printTerm(given.multiplier), times },
        { weight: '1', square: '1', times: [textFor(sign, sequent.scope)] },
      ],
      multiples: multiplesFor(problem, cofactors.map(A.negate)),
    }
    const whole = afterLemmas(cell, [lemma], then)
    if (accepted(whole, { ...cell, goal: 'false' })) return { interval: intervalText(tight), proof: whole }
  }
  return undefined
}

const accepted = (proof: Json, sequent: Sequent): boolean => {
  try {
    checkProof(proof, sequent)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
