import { spend } from './effort.ts'
import { closedSign } from './enclosure.ts'
import { lower, onlyArgument, readExponent } from './lower.ts'
import { proportional, vanishes } from './normal-form.ts'
import {
  add,
  atomsOf,
  fromAtom,
  integer,
  isClosed,
  isInteger,
  isIntegral,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
} from './polynomial.ts'
import * as Q from './rational.ts'
import type { Scope } from './scope.ts'
import { difference, type Relation, type RelationOperator, type Term } from './term.ts'

/** A set of signs as bits: negative 1, zero 2, positive 4. */
export type Signs = number
export const NEGATIVE = 1
export const ZERO = 2
export const POSITIVE = 4
export const ANY = 7
/** No sign is left where the hypotheses contradict each other. */
const NONE = 0

/** A hypothesis in normal form: polynomial op 0. */
export interface Fact {
  readonly polynomial: Polynomial
  readonly op: RelationOperator
}

/** The signs that `u op 0` allows for u. */
export const allowed = (op: RelationOperator): Signs =>
  op === '>' ? POSITIVE : op === '>=' ? POSITIVE | ZERO : op === '=' ? ZERO : NEGATIVE | POSITIVE

export const mirrored = (signs: Signs): Signs =>
  (signs & ZERO) | (signs & NEGATIVE ? POSITIVE : 0) | (signs & POSITIVE ? NEGATIVE : 0)

export const factOf = (relation: Relation, scope: Scope): Fact => ({
  polynomial: subtract(lower(relation.left, scope), lower(relation.right, scope)),
  op: relation.op,
})

/** The set of this sign alone. */
export const signOf = (s: -1 | 0 | 1): Signs => (s < 0 ? NEGATIVE : s > 0 ? POSITIVE : ZERO)

const sumOf = (a: Signs, b: Signs): Signs => {
  if (a === NONE || b === NONE) return NONE
  if (a === ZERO) return b
  if (b === ZERO) return a
  const both = a | b
  if (both & NEGATIVE && both & POSITIVE) return ANY
  // One direction only: the sum is zero only if both can be.
  return (both & ~ZERO) | (a & b & ZERO)
}

const productOf = (a: Signs, b: Signs): Signs => {
  if (a === NONE || b === NONE) return NONE
  let result = (a | b) & ZERO
  if ((a & POSITIVE && b & POSITIVE) || (a & NEGATIVE && b & NEGATIVE)) result |= POSITIVE
  if ((a & POSITIVE && b & NEGATIVE) || (a & NEGATIVE && b & POSITIVE)) result |= NEGATIVE
  return result
}

const squareLike = (a: Signs): Signs => (a & ZERO) | (a & (NEGATIVE | POSITIVE) ? POSITIVE : 0)

/** What the hypotheses say about u directly, up to a rational factor. */
const known = (u: Polynomial, facts: readonly Fact[]): Signs => {
  spend(Math.ceil(facts.length / 8))
  let signs = ANY
  for (const fact of facts) {
    const direction = proportional(u, fact.polynomial)
    if (direction === 1) signs &= allowed(fact.op)
    if (direction === -1) signs &= mirrored(allowed(fact.op))
  }
  return signs
}

/**
 * The signs a term can have where its domain conditions and the hypotheses hold, by the structure of the term as
 * written (`proofs/FORMAT.md` §4). A superset of the truth; empty only where the hypotheses contradict each other.
 */
export const signsOf = (term: Term, facts: readonly Fact[], scope: Scope): Signs => {
  const structural = byStructure(term, facts, scope)
  if (term.op === 'number') return structural
  const normal = lower(term, scope)
  if (vanishes(normal)) return ZERO
  let signs = structural & known(normal, facts)
  if (signs !== NEGATIVE && signs !== POSITIVE && isClosed(normal)) {
    const s = closedSign(normal)
    if (s !== undefined) signs &= signOf(s)
  }
  return signs
}

const byStructure = (term: Term, facts: readonly Fact[], scope: Scope): Signs => {
  const of = (t: Term): Signs => signsOf(t, facts, scope)
  switch (term.op) {
    case 'number':
      return signOf(Q.sign(term.value))
    case 'symbol':
      return ANY
    case 'negate':
      return mirrored(of(term.arg))
    case 'add':
      return term.args.map(of).reduce(sumOf)
    case 'multiply':
      return term.args.map(of).reduce(productOf)
    case 'divide':
      // The denominator is not zero where the term is defined.
      return productOf(of(term.numerator), of(term.denominator) & ~ZERO)
    case 'power':
      return powerSigns(term, facts, scope)
    case 'call':
      return callSigns(term, facts, scope)
  }
}

const powerSigns = (term: Term & { op: 'power' }, facts: readonly Fact[], scope: Scope): Signs => {
  const exponent = readExponent(term.exponent, scope)
  const base = signsOf(term.base, facts, scope)
  if (exponent.kind === 'integer') {
    if (exponent.value === 0) return POSITIVE
    const nonzero = exponent.value < 0 ? base & ~ZERO : base
    return exponent.value % 2 === 0 ? squareLike(nonzero) : nonzero
  }
  if (exponent.kind === 'rational') return exponent.value.n > 0n ? squareLike(base) : POSITIVE
  const atZero = definedAtZero(term, scope) === true
  if (!exponent.integral) return atZero ? squareLike(base) : POSITIVE
  const isEven = [...exponent.value.values()].every((entry) => entry.coefficient.n % 2n === 0n)
  const ofNegative = isEven ? POSITIVE : NEGATIVE | POSITIVE
  // 0^0 is 1.
  const ofZero = exponentSigns(exponent.value, scope) === POSITIVE ? ZERO : ZERO | POSITIVE
  return (base & POSITIVE) | (base & NEGATIVE ? ofNegative : NONE) | (atZero && base & ZERO ? ofZero : NONE)
}

const callSigns = (term: Term & { op: 'call' }, facts: readonly Fact[], scope: Scope): Signs => {
  const first = (): Signs => signsOf(term.args[0] as Term, facts, scope)
  switch (term.name) {
    case 'exp':
      return POSITIVE
    case 'abs':
    case 'sqrt':
      return squareLike(first())
    case 'cbrt':
    case 'tanh':
      return first()
    case 'root': {
      const index = onlyArgument(term.args, 'root', 2) && (term.args[1] as Term)
      const isEven = index.op === 'number' && index.value.n % 2n === 0n
      return isEven ? squareLike(first()) : first()
    }
    default:
      return ANY
  }
}

/** What v op 0 says about u = r·v + s with rational numbers r and s: p > 1 gives p > 0. */
const shifted = (u: Polynomial, { polynomial: v, op }: Fact): Signs => {
  const [key, entry] = [...v].find(([k]) => k !== '') ?? []
  const own = key === undefined ? undefined : u.get(key)
  if (own === undefined || entry === undefined || op === '!=') return ANY
  const ratio = Q.divide(own.coefficient, entry.coefficient)
  const rest = rationalValue(subtract(u, scale(v, ratio)))
  if (rest === undefined) return ANY
  const scaled = Q.sign(ratio) > 0 ? allowed(op) : mirrored(allowed(op))
  return sumOf(scaled, signOf(Q.sign(rest)))
}

/** For integers u > 0 says u - 1 >= 0. */
const stepped = (fact: Fact): Fact =>
  fact.op === '>' && isIntegral(fact.polynomial)
    ? { polynomial: subtract(fact.polynomial, integer(1)), op: '>=' }
    : fact

/**
 * The signs of an exponent with parameters under what is assumed of them: its normal form by the rules of signs, cut down
 * by the assumptions and the sums of any two of their inequalities (a > b and b > 0 give a > 0), up to added numbers.
 */
export const exponentSigns = (exponent: Polynomial, scope: Scope): Signs => {
  const assumed = (scope.assume ?? []).map((relation) => stepped(factOf(relation, scope)))
  const bounds = assumed.filter(({ op }) => op === '>' || op === '>=')
  const sums = bounds.flatMap((u, i) =>
    bounds
      .slice(i + 1)
      .map((v): Fact => ({ polynomial: add(u.polynomial, v.polynomial), op: u.op === '>' ? u.op : v.op })),
  )
  const facts = [...assumed, ...sums]
  const cut = (u: Polynomial): Signs => facts.reduce((signs, fact) => signs & shifted(u, fact), known(u, facts))
  const terms = [...exponent.values()].map(({ monomial, coefficient }) =>
    monomial.reduce(
      (signs, [atom, times]) => {
        const own = cut(fromAtom(atom))
        return productOf(signs, times % 2 === 0 ? squareLike(own) : own)
      },
      signOf(Q.sign(coefficient)),
    ),
  )
  return terms.reduce(sumOf, ZERO) & cut(exponent)
}

const REGULAR: ReadonlySet<string> = new Set(['variable', 'parameter', 'exp', 'log', 'sin', 'cos', 'tanh', 'inverse'])

/**
 * True where multiplication with u loses nothing, for no value of the integers: what vanishes after it vanishes before.
 * With u = |y| - y it loses |y| + y, which is not 0.
 */
const isRegular = (u: Polynomial): boolean =>
  u.size > 0 && [...atomsOf(u)].every((a) => REGULAR.has(a.kind) && !isInteger(a))

/**
 * Whether u^e with parameters in e has a value where u = 0 as well: |u|^e, written with abs, where e is positive, and
 * u^e with integers where e is not negative. Undefined where it would have one, but a normal form with 1/u in it might
 * say too much there; then u = 0 is left out (`proofs/FORMAT.md` §1).
 */
export const definedAtZero = ({ base, exponent }: Term & { op: 'power' }, scope: Scope): boolean | undefined => {
  const e = readExponent(exponent, scope)
  let inside = base
  while (inside.op === 'call' && inside.name === 'abs') inside = onlyArgument(inside.args, 'abs')
  if (e.kind !== 'parametric' || !(inside !== base || e.integral)) return false
  const signs = exponentSigns(e.value, scope)
  if (signs !== POSITIVE && !(e.integral && (signs & NEGATIVE) === 0)) return false
  const u = lower(inside, scope)
  const isPlain = e.integral ? u.size === 0 && signs === POSITIVE : Q.sign(e.value.get('')?.coefficient ?? Q.ZERO) >= 0
  return isRegular(u) || isPlain ? true : undefined
}

/** True where every domain condition is certain by sign. */
export const conditionsHold = (conditions: readonly Relation[], facts: readonly Fact[], scope: Scope): boolean =>
  conditions.every((c) => (signsOf(difference(c.left, c.right), facts, scope) & ~allowed(c.op)) === 0)
