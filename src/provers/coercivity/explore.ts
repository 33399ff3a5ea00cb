import { rename, terms as termsOf } from '../../algebra/polynomial.ts'
import { perfectPower } from '../../algebra/square-free.ts'
import type { Json } from '../../kernel/json.ts'
import { lower, readExponent } from '../../kernel/lower.ts'
import { multiply, vanishes } from '../../kernel/normal-form.ts'
import {
  type fromAtom,
  fromEntries,
  integer,
  isClosed,
  negate as minus,
  type Polynomial,
  rationalValue,
  subtract,
} from '../../kernel/polynomial.ts'
import { divide, invert, isZero, negate, ONE, type Rational, rational } from '../../kernel/rational.ts'
import { signsUnder, within } from '../../kernel/sequent.ts'
import { POSITIVE } from '../../kernel/sign.ts'
import { negated, printTerm, product, sum, symbols, type Term } from '../../kernel/term.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { atomRing, fromSparse, toIndeterminates } from './atom-ring.ts'
import { type Chain, isBounded, keyOf, placeholders, text } from './chain.ts'
import {
  affineStep,
  compareDirect,
  degreeOf,
  growthStep,
  inverseLogarithmStep,
  logarithmStep,
  powerStep,
  rootStep,
} from './chain-steps.ts'
import { integralStep } from './integrality.ts'
import { attempt } from './nonnegativity.ts'

const addGenerator = (chain: Chain, q: Polynomial): void => {
  if (rationalValue(q) === undefined && isBounded(chain, q)) chain.generators.set(keyOf(q), q)
}

/** What is bounded because the polynomial is: its base where it is a perfect power, the factors of a product. */
const exploreNormalForm = (chain: Chain, q: Polynomial): void => {
  const entries = [...q.values()]
  const only = entries[0]
  if (entries.length === 1 && only !== undefined && only.monomial.length > 1) {
    chain.products.push({ value: q, factors: only.monomial.map(([atom, n]) => powerOfAtom(atom, n)) })
  }
  const found = attempt(chain.budget, () => {
    const ring = atomRing([q])
    const { base, exponent, scale } = perfectPower(toIndeterminates(ring, q), atMostMilliseconds(chain.budget, 500))
    if (exponent < 2) return undefined
    const named = rename(base, ring.names)
    return { base: fromSparse(ring, { variables: ring.names, terms: termsOf(named) }), exponent, scale }
  })
  if (found === undefined) return addGenerator(chain, q)
  if (rootStep(chain, found.base, found.exponent, invert(found.scale), q)) addGenerator(chain, found.base)
  else addGenerator(chain, q)
}

const powerOfAtom = (atom: Parameters<typeof fromAtom>[0], n: number): Polynomial =>
  fromEntries([{ monomial: [[atom, n]], coefficient: ONE }])

/** True where the term contains no variable. */
const isConstant = (term: Term, chain: Chain): boolean =>
  !symbols(term).some((name) => chain.sequent.scope.variables.includes(name))

const numberOf = (term: Term, chain: Chain): Rational | undefined => rationalValue(lower(term, chain.sequent.scope))

/** The factors of a product as written, numbers taken out. */
const factorsOf = (term: Term): Term[] => {
  if (term.op === 'multiply') return term.args.flatMap(factorsOf)
  if (term.op === 'divide')
    return [
      ...factorsOf(term.numerator),
      ...factorsOf(term.denominator).map(
        (w): Term => ({ op: 'divide', numerator: { op: 'number', value: ONE }, denominator: w }),
      ),
    ]
  return [term]
}

const exploreSum = (chain: Chain, term: Term & { op: 'add' }, value: Polynomial): void => {
  const { scope } = chain.sequent
  const parts = term.args.filter((arg) => !isConstant(arg, chain))
  const shift = term.args
    .filter((arg) => isConstant(arg, chain))
    .reduce<Polynomial>((total, arg) => subtract(total, lower(arg, scope)), new Map())
  const [first] = parts
  const isNumeric = shift.size === 0 || rationalValue(shift) !== undefined
  const constantShift = rationalValue(shift) ?? rational(0)
  if (parts.length === 1 && first !== undefined) {
    const u = lower(first, scope)
    const done = isNumeric
      ? rootStep(chain, u, 1, ONE, value, 1, constantShift)
      : affineStep(chain, u, integer(1), minus(shift), value)
    if (done) explore(chain, first)
    return
  }
  const isSigned = parts.every((arg) => within(signsUnder(arg, chain.sequent), '>='))
  if (!isSigned && parts.every((arg) => (signsUnder(arg, chain.sequent) & POSITIVE) === 0)) {
    const opposite: Term & { op: 'add' } = { op: 'add', args: term.args.map(negated) }
    if (rootStep(chain, minus(value), 1, negate(ONE), value)) exploreSum(chain, opposite, minus(value))
    return
  }
  if (!isSigned || !isBounded(chain, value)) return exploreNormalForm(chain, value)
  const [name] = placeholders(chain, 1) as [string]
  const using: Json = { [name]: text(chain, value) }
  const by = { text: `${name} + (${text(chain, shift)})`, value: parts.map((p) => lower(p, scope)).reduce(plus), using }
  for (const part of parts) {
    const u = lower(part, scope)
    const others = parts.filter((other) => other !== part)
    const isAbove = compareDirect(chain, u, 'above', by, [printTerm(sum(...others))])
    const isBelow = compareDirect(chain, u, 'below', { text: '0', value: new Map() }, [printTerm(part)])
    if (isAbove && isBelow) explore(chain, part)
  }
  if (chain.generators.size === 0) addGenerator(chain, value)
}

const plus = (a: Polynomial, b: Polynomial): Polynomial => fromEntries([...a.values(), ...b.values()])

/** Judges whatever is bounded because this bounded term is, by its structure as written. */
export const explore = (chain: Chain, term: Term): void => {
  const { scope } = chain.sequent
  const value = lower(term, scope)
  if (isClosed(value) || !isBounded(chain, value)) return
  switch (term.op) {
    case 'negate': {
      if (rootStep(chain, lower(term.arg, scope), 1, rational(-1), value)) explore(chain, term.arg)
      return
    }
    case 'add':
      return exploreSum(chain, term, value)
    case 'divide':
    case 'multiply': {
      const factors = factorsOf(term)
      const numbers = factors.map((w) => numberOf(w, chain)).filter((n) => n !== undefined)
      const constants = factors.filter((w) => isConstant(w, chain) && numberOf(w, chain) === undefined)
      if (constants.length > 0) {
        const others = factors.filter((w) => !isConstant(w, chain))
        const inner: Term = others.length === 1 ? (others[0] as Term) : product(...others)
        const c = factors.filter((w) => isConstant(w, chain)).map((w) => lower(w, scope))
        const isFree = affineStep(chain, lower(inner, scope), c.reduce(multiply, integer(1)), integer(0), value)
        if (isFree) return explore(chain, inner)
      }
      const rest = factors.filter((w) => numberOf(w, chain) === undefined)
      const c = numbers.reduce((p, n) => divide(p, invert(n)), ONE)
      const [first] = rest
      if (rest.length === 1 && first !== undefined && !isZero(c)) {
        const isSame = vanishes(subtract(lower(first, scope), value))
        if (!isSame && rootStep(chain, lower(first, scope), 1, invert(c), value)) explore(chain, first)
        else exploreNormalForm(chain, value)
        return
      }
      chain.products.push({ value, factors: rest.map((w) => lower(w, scope)) })
      return exploreNormalForm(chain, value)
    }
    case 'power': {
      const exponent = readExponent(term.exponent, scope)
      const base = lower(term.base, scope)
      if (exponent.kind === 'integer' && exponent.value > 0) {
        if (rootStep(chain, base, exponent.value, ONE, value)) explore(chain, term.base)
        return
      }
      if (exponent.kind === 'rational' && exponent.value.n > 0n) {
        const isDone = rootStep(chain, base, Number(exponent.value.n), ONE, value, Number(exponent.value.d))
        if (isDone) explore(chain, term.base)
        return
      }
      if (exponent.kind === 'parametric' && !exponent.integral) {
        const inner = term.base.op === 'call' && term.base.name === 'abs' ? (term.base.args[0] as Term) : term.base
        if (powerStep(chain, lower(inner, scope), printTerm(inner), exponent.value)) explore(chain, inner)
        return
      }
      return addGenerator(chain, value)
    }
    case 'call': {
      const arg = term.args[0] as Term
      const u = lower(arg, scope)
      const index = term.name === 'sqrt' ? 2 : term.name === 'cbrt' ? 3 : term.name === 'root' ? rootIndex(term) : 0
      const done =
        (term.name === 'abs' && rootStep(chain, u, 2, ONE, value, 2)) ||
        (index > 0 && rootStep(chain, u, 1, ONE, value, index))
      if (term.name === 'log') inverseLogarithmStep(chain, u)
      if (term.name === 'exp') {
        logarithmStep(chain, u)
        if (!isBounded(chain, u)) compareDirect(chain, u, 'below', { text: '0', value: new Map() })
      }
      if (done || isBounded(chain, u)) explore(chain, arg)
      else addGenerator(chain, value)
      return
    }
    default:
      return addGenerator(chain, value)
  }
}

const rootIndex = (term: Term & { op: 'call' }): number => {
  const index = term.args[1]
  return index?.op === 'number' ? Number(index.value.n) : 0
}

/** Judges a hinted quantity bounded where a power of it is a rational multiple of a power of f or g. */
export const exploreHint = (chain: Chain, term: Term): void => {
  const { scope } = chain.sequent
  const found = attempt(chain.budget, () => {
    const u = lower(term, scope)
    if (isClosed(u)) return undefined
    if (isBounded(chain, u)) return true
    for (const q of [chain.f, chain.g]) {
      for (const [d, m] of [
        [2, 1],
        [2, 2],
        [1, 1],
        [4, 1],
        [3, 2],
        [6, 1],
        [6, 4],
      ] as const) {
        if (rootStep(chain, u, d, ONE, q, m) || rootStep(chain, u, d, negate(ONE), q, m)) return true
      }
    }
    for (const q of [chain.f, chain.g]) if (integralStep(chain, u, [q], 300)) return true
    // u² ≤ B(f, g) by sums of squares.
    const degree = Math.min(8, 2 * Math.max(1, degreeOf(u)))
    return growthStep(chain, u, 2, degree, 1000) ? true : undefined
  })
  if (found === true) explore(chain, term)
}
