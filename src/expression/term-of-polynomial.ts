import type { Atom, Entry, Polynomial } from '../kernel/polynomial.ts'
import { equal, negate, ONE, type Rational, rational, sign } from '../kernel/rational.ts'
import { call, negated, number, product, quotient, raised, sum, symbol, type Term } from '../kernel/term.ts'
import { compareAtoms, type Order, sortedEntries } from './printing-order.ts'

const termOfAtom = (atom: Atom, order: Order): Term => {
  switch (atom.kind) {
    case 'variable':
    case 'parameter':
    case 'theta':
      return symbol(atom.name)
    case 'inverse':
      return quotient(number(1), termOfPolynomial(atom.arg, order))
    case 'root': {
      const u = termOfPolynomial(atom.arg, order)
      return atom.index === 2
        ? call('sqrt', u)
        : atom.index === 3
          ? call('cbrt', u)
          : call('root', u, number(atom.index))
    }
    case 'power': {
      const u = termOfPolynomial(atom.arg, order)
      return raised(atom.signed ? u : call('abs', u), termOfPolynomial(atom.exponent, order))
    }
    default:
      return call(atom.kind, termOfPolynomial(atom.arg, order))
  }
}

const powerOf = (base: Term, times: number): Term => (times === 1 ? base : raised(base, times))

const absolute = (c: Rational): Rational => (sign(c) < 0 ? negate(c) : c)

/** The monomial with sgn(u)·u^k written as |u|·u^(k-1) for variables and parameters u. */
const withAbsolutes = (monomial: Entry['monomial'], order: Order): readonly (readonly [Term, number, Atom])[] => {
  const times = new Map(monomial)
  const absolutes: (readonly [Term, number, Atom])[] = []
  for (const [atom] of monomial) {
    if (atom.kind !== 'sgn') continue
    const u = singleName(atom.arg)
    const k = u === undefined ? undefined : times.get(u)
    if (u === undefined || k === undefined) continue
    times.delete(atom)
    if (k === 1) times.delete(u)
    else times.set(u, k - 1)
    absolutes.push([call('abs', termOfAtom(u, order)), 1, atom])
  }
  const plain = [...times].filter(([atom]) => atom.kind !== 'inverse')
  const terms = [...plain.map(([atom, k]) => [termOfAtom(atom, order), k, atom] as const), ...absolutes]
  return terms.sort(([, , a], [, , b]) => compareAtoms(a, b, order))
}

const singleName = (polynomial: Polynomial): Atom | undefined => {
  const [entry, ...others] = polynomial.values()
  if (entry === undefined || others.length > 0 || !equal(entry.coefficient, ONE)) return undefined
  const [factor, ...more] = entry.monomial
  const isName = factor?.[0].kind === 'variable' || factor?.[0].kind === 'parameter'
  return isName && more.length === 0 && factor[1] === 1 ? factor[0] : undefined
}

/** |coefficient| · monomial, with inverses and integer denominators below one fraction bar. */
const termOfEntry = ({ monomial, coefficient }: Entry, order: Order): Term => {
  const size = absolute(coefficient)
  const sorted = [...monomial].sort(([a], [b]) => compareAtoms(a, b, order))
  const above = withAbsolutes(sorted, order).map(([term, times]) => powerOf(term, times))
  const below = sorted.flatMap(([atom, times]) =>
    atom.kind === 'inverse' ? [powerOf(termOfPolynomial(atom.arg, order), times)] : [],
  )
  const isFraction = below.length > 0
  const factor = isFraction ? rational(size.n) : size
  const numerator = equal(factor, ONE) && above.length > 0 ? above : [number(factor), ...above]
  if (!isFraction) return product(...numerator)
  const denominator = size.d === 1n ? below : [number(rational(size.d)), ...below]
  return quotient(product(...numerator), product(...denominator))
}

/**
 * A normal form as a term for printing: monomials in graded lexicographic order with the variables in the given order,
 * constants last. The term may be defined at fewer or more points than the one the normal form came from.
 */
export const termOfPolynomial = (polynomial: Polynomial, order: Order): Term => {
  const entries = sortedEntries(polynomial, order)
  const [only] = entries
  if (entries.length === 1 && only !== undefined && only.monomial.length === 0) return number(only.coefficient)
  return sum(
    ...entries.map((entry) => {
      const term = termOfEntry(entry, order)
      return sign(entry.coefficient) < 0 ? negated(term) : term
    }),
  )
}
