import { derivative } from '../kernel/derivative.ts'
import { inverse, multiply, vanishes } from '../kernel/normal-form.ts'
import {
  add,
  atomOf,
  fromAtom,
  fromEntries,
  integer,
  negate,
  type Polynomial,
  polynomialKey,
  subtract,
} from '../kernel/polynomial.ts'
import { fact, type Sequent, signsUnder, within } from '../kernel/sequent.ts'
import { specialize } from '../kernel/specialize.ts'
import { number, printTerm, product, raised, sum, symbol, type Term } from '../kernel/term.ts'
import { deflated } from './deflated.ts'
import { termFor, textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'
import type { Point } from './named-points.ts'

/** p = Σ p_i(x_i) + constant: the coefficients of each p_i, constant first (it is 0); undefined where variables mix. */
const separated = (p: Polynomial, variables: readonly string[]): ReadonlyMap<string, Polynomial[]> | undefined => {
  const parts = new Map(variables.map((name) => [name, [integer(0)]]))
  for (const { monomial, coefficient } of p.values()) {
    const [only, more] = monomial.filter(([atom]) => atom.kind === 'variable')
    if (only === undefined) continue
    const [atom, degree] = only
    const closed = monomial.filter(([atom]) => atom.kind === 'theta' || atom.kind === 'inverse')
    if (more !== undefined || atom.kind !== 'variable' || closed.length + 1 < monomial.length) return undefined
    const list = parts.get(atom.name) as Polynomial[]
    while (list.length <= degree) list.push(integer(0))
    list[degree] = add(list[degree] as Polynomial, fromEntries([{ monomial: closed, coefficient }]))
  }
  return parts
}

/** One part of the sum: p_i(x) − p_i(v) = Π (x − v)²·rest over the values v of x. */
interface Part {
  readonly vanishing: Polynomial
  readonly rest: Term
}

/** p − p(v) with each value taken out twice, where the rest is positive by structure. */
const partOf = (
  coefficients: readonly Polynomial[],
  name: string,
  values: readonly Polynomial[],
  sequent: Sequent,
): Part | undefined => {
  const { scope } = sequent
  const [first] = values
  if (first === undefined) return undefined
  const least = [...coefficients].reverse().reduce((s, c) => add(multiply(s, first), c), integer(0))
  let rest: Polynomial[] | undefined = [negate(least), ...coefficients.slice(1)]
  for (const v of values) {
    for (let times = 0; times < 2; times++) rest = rest && deflated(rest, v)
  }
  if (rest === undefined) return undefined
  const x = symbol(name)
  const terms = rest.flatMap((c, e) => {
    if (vanishes(c)) return []
    // In parentheses a closed coefficient has one sign.
    const coefficient = product(number(1), termFor(c, scope))
    return [e === 0 ? coefficient : product(coefficient, raised(x, e))]
  })
  const term = sum(...terms)
  const variable = fromAtom(atomOf({ kind: 'variable', name }))
  const vanishing = values.reduce((p, v) => multiply(p, subtract(variable, v)), integer(1))
  return within(signsUnder(term, sequent), '>') ? { vanishing, rest: term } : undefined
}

/** λ with ∂gap = λ·∂h at the point. */
const multiplierAt = (gap: Polynomial, h: Polynomial, point: Point, variables: readonly string[]) => {
  for (const name of variables) {
    const slope = specialize(derivative(h, name), point)
    if (!vanishes(slope)) return multiply(specialize(derivative(gap, name), point), inverse(slope))
  }
  return undefined
}

/**
 * The lemmas Π (x − v) = 0 over the values v of every variable x at the points, from two equations h = 0 and s = 0
 * where s − λ·h, for the multiplier λ of Lagrange at a point, is a sum of Π (x − v)² times something positive, one
 * summand for each variable: as where powers are minimized on a sum of powers.
 */
export const separableLemmas = (sequent: Sequent, points: readonly Point[]): Lemma[] => {
  const { scope, hypotheses } = sequent
  const { variables } = scope
  const [point] = points
  const equations = hypotheses.filter(({ op }) => op === '=').map((h) => h.polynomial)
  if (point === undefined || equations.length > 4) return []
  for (const h of equations) {
    for (const gap of equations) {
      const lambda = gap === h ? undefined : multiplierAt(gap, h, point, variables)
      const parts = lambda && separated(subtract(gap, multiply(lambda, h)), variables)
      if (lambda === undefined || parts === undefined) continue
      const found = [...parts].map(([name, coefficients]) => {
        const values = new Map(points.map((p) => [polynomialKey(p.get(name) as Polynomial), p.get(name) as Polynomial]))
        return partOf(coefficients, name, [...values.values()], sequent)
      })
      if (!found.every((part) => part !== undefined)) continue
      const terms = found.map(({ vanishing, rest }) => ({
        weight: '1',
        square: textFor(vanishing, scope),
        times: [printTerm(rest)],
      }))
      const multiples = [
        { of: textFor(gap, scope), by: '-1' },
        { of: textFor(h, scope), by: textFor(lambda, scope) },
      ]
      const proof = { kind: 'positivstellensatz', terms, multiples }
      return found.map(({ vanishing }) => ({ fact: fact(vanishing, '='), proof }))
    }
  }
  return []
}
