import * as A from '../algebra/polynomial.ts'
import { sumOfSquares } from '../algebra/sos/sum-of-squares.ts'
import { closedSign } from '../kernel/enclosure.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { multiply, power } from '../kernel/normal-form.ts'
import {
  add,
  constant,
  type Entry,
  fromEntries,
  integer,
  isClosed,
  negate,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { number, printTerm, product, raised, sum, type Term } from '../kernel/term.ts'
import { type Budget, charge } from '../search/budget.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma } from './lemma-proofs.ts'

/** c·M + d = 0 for a monomial M: M = value. */
interface MonomialEquation {
  readonly equation: Polynomial
  readonly coefficient: Q.Rational
  readonly monomial: Polynomial
  readonly value: Q.Rational
}

const isFree = ({ monomial }: Entry): boolean => monomial.every(([atom]) => atom.kind !== 'variable')

const monomialEquations = ({ hypotheses }: Sequent): MonomialEquation[] =>
  hypotheses.flatMap(({ polynomial, op }) => {
    const [first, second, ...more] = [...polynomial.values()]
    if (op !== '=' || first === undefined || second === undefined || more.length > 0) return []
    const [main, rest] = first.monomial.length === 0 ? [second, first] : [first, second]
    if (rest.monomial.length > 0 || isFree(main)) return []
    const monomial = fromEntries([{ monomial: main.monomial, coefficient: Q.ONE }])
    const value = Q.divide(Q.negate(rest.coefficient), main.coefficient)
    return [{ equation: polynomial, coefficient: main.coefficient, monomial, value }]
  })

/** (a^k − b^k)/(a − b). */
const geometric = (a: Polynomial, b: Polynomial, k: number): Polynomial => {
  let total: Polynomial = integer(0)
  for (let i = 0; i < k; i++) total = add(total, multiply(power(a, i), power(b, k - 1 - i)))
  return total
}

const MOST_POWER = 8

/** The least N with m^N rational. */
const rationalPower = (m: Polynomial): { readonly n: number; readonly value: Q.Rational } | undefined => {
  let p: Polynomial = m
  for (let n = 2; n <= MOST_POWER; n++) {
    p = multiply(p, m)
    const value = rationalValue(p)
    if (value !== undefined) return { n, value }
  }
  return undefined
}

const isHomogeneous = (p: Polynomial): boolean =>
  new Set([...p.values()].map(({ monomial }) => monomial.reduce((d, [, times]) => d + times, 0))).size === 1

/** The squares of p = Σ weight·square², or undefined. */
const squaresOf = (p: Polynomial, scope: Scope, budget: Budget): readonly Square[] | undefined => {
  const space = indeterminatesFor([p], scope)
  if (space.relations.length > 0) return undefined
  const whole = space.enter(p)
  const used = A.usedNames(whole)
  const squares = sumOfSquares({ variables: used, terms: A.terms(A.rename(whole, used)) }, { budget })
  return squares?.map(({ weight, square }) => ({
    weight,
    square: space.termOf(A.rename(A.fromTerms(square.variables, square.terms), space.names)),
  }))
}

interface Square {
  readonly weight: Q.Rational
  readonly square: Term
}

const bySquares = (p: Polynomial, scope: Scope, budget: Budget): Json | undefined => {
  const squares = squaresOf(p, scope, budget)
  const form = squares?.map(({ weight, square }) => product(number(weight), raised(square, 2)))
  return form && { kind: 'sign', form: printTerm(sum(...form)) }
}

const ratio = (r: Q.Rational, value: Q.Rational, k: number): Q.Rational => {
  let out = r
  for (let i = 0; i < k; i++) out = Q.divide(out, value)
  return out
}

/**
 * p ≥ m on a monomial's level set {M = κ}, for p ≥ 0 and an irrational m > 0 with m^N = r rational: from
 * p^N − (r/κ^k)·M^k ≥ 0, in which nothing irrational occurs, for some k. `prove` shows such an inequality.
 */
export const boundByPower = (
  sequent: Sequent,
  prove: (easier: Sequent) => Json | undefined,
  budget: Budget,
): Json | undefined => {
  const { goal, scope } = sequent
  if (goal === 'false' || goal.op !== '>=') return undefined
  const equations = monomialEquations(sequent)
  if (equations.length === 0) return undefined
  const text = (p: Polynomial): string => textFor(p, scope)
  const m = negate(fromEntries([...goal.polynomial.values()].filter(isFree)))
  if (!isClosed(m) || m.size === 0 || rationalValue(m) !== undefined || closedSign(m) !== 1) return undefined
  const found = rationalPower(m)
  const p = add(goal.polynomial, m)
  if (found === undefined || p.size === 0) return undefined
  const { n, value: r } = found
  const nth = power(p, n)
  for (const { equation, coefficient, monomial, value } of equations) {
    for (let k = 1; k <= 4 * n; k++) {
      charge(budget)
      const c = ratio(r, value, k)
      const even = subtract(nth, scale(power(monomial, k), c))
      const easier: Sequent = { ...sequent, goal: fact(even, '>=') }
      const first = prove(easier) ?? (isHomogeneous(even) ? bySquares(even, scope, budget) : undefined)
      if (first === undefined) continue
      const by = scale(geometric(monomial, constant(value), k), Q.divide(c, coefficient))
      const second = subtract(nth, constant(r))
      const overRoot = {
        kind: 'positivstellensatz',
        terms: [
          { weight: '1', square: '1', times: [text(negate(second))] },
          { weight: '1', square: '1', times: [text(even)] },
        ],
        multiples: [{ of: text(equation), by: text(by) }],
      }
      const lemmas: Lemma[] = [
        { fact: fact(even, '>='), proof: first },
        { fact: fact(second, '>='), proof: overRoot },
      ]
      // (m − p)·Σ m^i·p^(N−1−i) + (p^N − r) = 0.
      const gap = text(negate(goal.polynomial))
      const terms = Array.from({ length: n }, (_, i) => ({
        weight: text(power(m, i)),
        square: '1',
        times: n - 1 - i === 0 ? [gap] : [gap, ...Array.from({ length: n - 1 - i }, () => text(p))],
      }))
      const last = {
        kind: 'positivstellensatz',
        terms: [...terms, { weight: '1', square: '1', times: [text(second)] }],
        multiples: [],
      }
      return afterLemmas(sequent, lemmas, last)
    }
  }
  return undefined
}

/**
 * The lemmas s = 0 for the squares of p^N − (r/κ^k)·M^k = Σ weight·s², where p = m and M = κ are hypotheses: what the
 * points with equality in {@link boundByPower} satisfy.
 */
export const equalityLemmas = (sequent: Sequent, budget: Budget): Lemma[] => {
  const { hypotheses, scope } = sequent
  const equations = monomialEquations(sequent)
  for (const { polynomial, op } of equations.length === 0 ? [] : hypotheses) {
    const m = negate(fromEntries([...polynomial.values()].filter(isFree)))
    const p = add(polynomial, m)
    if (op !== '=' || p.size < 2 || !isClosed(m) || m.size === 0) continue
    const own = rationalValue(m)
    const found = own === undefined ? rationalPower(m) : { n: 1, value: own }
    if (found === undefined || closedSign(m) !== 1) continue
    const { n, value: r } = found
    for (const { equation, coefficient, monomial, value } of equations) {
      for (let k = 1; k <= 4 * n; k++) {
        charge(budget)
        const c = ratio(r, value, k)
        const even = subtract(power(p, n), scale(power(monomial, k), c))
        const squares = isHomogeneous(even) ? squaresOf(even, scope, budget) : undefined
        if (squares === undefined || squares.length < 2) continue
        const proof = {
          kind: 'positivstellensatz',
          terms: squares.map((q) => ({ weight: Q.formatRational(q.weight), square: printTerm(q.square), times: [] })),
          multiples: [
            { of: textFor(polynomial, scope), by: textFor(negate(geometric(p, m, n)), scope) },
            {
              of: textFor(equation, scope),
              by: textFor(scale(geometric(monomial, constant(value), k), Q.divide(c, coefficient)), scope),
            },
          ],
        }
        return squares.map(({ square }) => ({ fact: fact(lower(square, scope), '='), proof }))
      }
    }
  }
  return []
}
