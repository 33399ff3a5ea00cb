import { multiply } from '../kernel/normal-form.ts'
import {
  type Atom,
  add,
  type Entry,
  fromEntries,
  type Monomial,
  type Polynomial,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import { equal, invert, ONE, type Rational, rational, sign } from '../kernel/rational.ts'
import { negated, number, product, raised, type Term } from '../kernel/term.ts'
import { integerRoot } from './evaluate.ts'
import { type Order, sortedEntries } from './printing-order.ts'
import { termOfPolynomial } from './term-of-polynomial.ts'

const MAX_ENTRIES = 300

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The rational c such that p/c has coprime integer coefficients and a positive leading one. */
const content = (entries: readonly Entry[]): Rational => {
  let top = 0n
  let bottom = 1n
  for (const { coefficient } of entries) {
    top = gcd(top, coefficient.n)
    bottom = (bottom / gcd(bottom, coefficient.d)) * coefficient.d
  }
  const [lead] = entries
  return rational(lead !== undefined && sign(lead.coefficient) < 0 ? -top : top, bottom)
}

const isName = (atom: Atom): boolean => atom.kind === 'variable' || atom.kind === 'parameter'

/** The names that divide every monomial, each with its smallest exponent. */
const commonMonomial = (entries: readonly Entry[]): Monomial => {
  const [first, ...rest] = entries
  if (first === undefined) return []
  const maps = rest.map(({ monomial }) => new Map(monomial))
  return first.monomial.flatMap(([atom, times]) => {
    const least = maps.reduce((k, map) => Math.min(k, map.get(atom) ?? 0), times)
    return isName(atom) && least > 0 ? [[atom, least] as const] : []
  })
}

/** a/b for monomials, or undefined where it is none. */
const monomialQuotient = (a: Monomial, b: Monomial): Monomial | undefined => {
  const times = new Map(a)
  for (const [atom, k] of b) times.set(atom, (times.get(atom) ?? 0) - k)
  if ([...times.values()].some((k) => k < 0)) return undefined
  return a.flatMap(([atom]) => {
    const k = times.get(atom) ?? 0
    return k > 0 ? [[atom, k] as const] : []
  })
}

const monomialRoot = (monomial: Monomial): Monomial | undefined =>
  monomial.every(([, k]) => k % 2 === 0) ? monomial.map(([atom, k]) => [atom, k / 2] as const) : undefined

/**
 * q with q^2 = p and a positive leading coefficient, or undefined: long division from the leading monomial down.
 * Precondition: integer coefficients.
 */
const squareRoot = (p: Polynomial, order: Order): Polynomial | undefined => {
  const [lead] = sortedEntries(p, order)
  if (lead === undefined || sign(lead.coefficient) < 0) return undefined
  const size = integerRoot(lead.coefficient.n, 2)
  const monomial = monomialRoot(lead.monomial)
  if (size === undefined || monomial === undefined) return undefined
  const first: Entry = { monomial, coefficient: rational(size) }
  let root = fromEntries([first])
  let rest = subtract(p, multiply(root, root))
  for (let steps = 0; rest.size > 0; steps++) {
    const [next] = sortedEntries(rest, order)
    const quotient = next === undefined ? undefined : monomialQuotient(next.monomial, monomial)
    if (next === undefined || quotient === undefined || steps > MAX_ENTRIES) return undefined
    const coefficient = rational(next.coefficient.n, next.coefficient.d * 2n * size)
    if (coefficient.d !== 1n) return undefined
    const step = fromEntries([{ monomial: quotient, coefficient }])
    rest = subtract(rest, multiply(step, add(add(root, root), step)))
    root = add(root, step)
  }
  return root
}

/**
 * A normal form as a term with its content, the names common to all monomials and squares taken out, such as
 * `-4*(x^2 - y^2)^2`; as `termOfPolynomial` shows it where there is nothing to take out. The value is the same.
 */
export const factoredTerm = (polynomial: Polynomial, order: Order): Term => {
  const entries = sortedEntries(polynomial, order)
  if (entries.length < 2 || entries.length > MAX_ENTRIES) return termOfPolynomial(polynomial, order)
  const factor = content(entries)
  const common = commonMonomial(entries)
  const reduced = entries.map(({ monomial, coefficient }) => ({
    monomial: monomialQuotient(monomial, common) ?? monomial,
    coefficient,
  }))
  let base = scale(fromEntries(reduced), invert(factor))
  let exponent = 1
  while (entries.every(({ monomial }) => monomial.every(([atom]) => isName(atom)))) {
    const root = squareRoot(base, order)
    if (root === undefined) break
    base = root
    exponent *= 2
  }
  const isIntegral = factor.d === 1n && !equal(factor, ONE) && factor.n !== -1n
  if (exponent === 1 && common.length === 0 && !isIntegral) return termOfPolynomial(polynomial, order)
  const size = factor.n < 0n ? rational(-factor.n, factor.d) : factor
  const shown = termOfPolynomial(base, order)
  const parts = [
    ...(equal(size, ONE) ? [] : [number(size)]),
    ...(common.length === 0
      ? []
      : factorsOf(termOfPolynomial(fromEntries([{ monomial: common, coefficient: ONE }]), order))),
    exponent === 1 ? shown : raised(shown, exponent),
  ]
  return sign(factor) < 0 ? negated(product(...parts)) : product(...parts)
}

const factorsOf = (term: Term): readonly Term[] => (term.op === 'multiply' ? term.args : [term])
