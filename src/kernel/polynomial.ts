import { spend, spendOn } from './effort.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'

/** What an atom is; the polynomials inside are in normal form. `power` is |u|^e, or u^e where `signed` (integer e). */
export type AtomShape =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly integer: boolean }
  | {
      readonly kind: 'theta'
      readonly name: string
      /** Coefficients of the defining polynomial, constant first. */
      readonly minimal: readonly Q.Rational[]
      readonly interval: readonly [Q.Rational, Q.Rational]
    }
  | {
      readonly kind: 'inverse' | 'exp' | 'log' | 'sgn' | 'sin' | 'cos' | 'tanh'
      readonly arg: Polynomial
    }
  | { readonly kind: 'root'; readonly arg: Polynomial; readonly index: number }
  | { readonly kind: 'power'; readonly arg: Polynomial; readonly exponent: Polynomial; readonly signed: boolean }

export type Atom = AtomShape & { readonly id: number; readonly key: string }

/** A product of atoms, as [atom, exponent ≥ 1] in the order of the atoms' ids. */
export type Monomial = readonly (readonly [Atom, number])[]

export interface Entry {
  readonly monomial: Monomial
  readonly coefficient: Q.Rational
}

/** A polynomial with rational coefficients over atoms: its nonzero terms, by monomial key. */
export type Polynomial = ReadonlyMap<string, Entry>

const MAX_TERMS = 100_000
const MAX_KEY = 500_000

export const monomialKey = (monomial: Monomial): string => {
  let key = ''
  for (const [atom, exponent] of monomial) key += `${atom.id}^${exponent}.`
  return key
}

/** A text that is the same for equal monomials, whatever was computed before. */
const monomialText = (monomial: Monomial): string => {
  const factors = monomial.map(([atom, exponent]) => `${atom.key}^${exponent}`)
  const text = factors.sort().join('*')
  spend(Math.ceil(text.length / 100))
  return text
}

/** A text that is the same for equal polynomials, whatever was computed before. */
export const polynomialKey = (p: Polynomial): string => {
  const terms: string[] = []
  let length = 0
  for (const { monomial, coefficient } of p.values()) {
    const term = `${monomialText(monomial)}:${Q.formatRational(coefficient)}`
    terms.push(term)
    length += term.length
    // Nested functions would otherwise make keys of exponential length.
    if (length > MAX_KEY) refuse('term', 'functions are nested too deeply in long sums')
  }
  return terms.sort().join('+')
}

const shapeKey = (shape: AtomShape): string => {
  switch (shape.kind) {
    case 'variable':
      return shape.name
    case 'parameter':
      return `${shape.integer ? 'integer' : 'parameter'} ${shape.name}`
    case 'theta':
      return `theta ${shape.name} ${shape.minimal.map(Q.formatRational)} in ${shape.interval.map(Q.formatRational)}`
    case 'root':
      return `root${shape.index}(${polynomialKey(shape.arg)})`
    case 'power':
      return `power${shape.signed ? ' signed' : ''}(${polynomialKey(shape.arg)})(${polynomialKey(shape.exponent)})`
    default:
      return `${shape.kind}(${polynomialKey(shape.arg)})`
  }
}

const interned = new Map<string, Atom>()

/** The one atom of that shape. */
export const atomOf = (shape: AtomShape): Atom => {
  const key = shapeKey(shape)
  const known = interned.get(key)
  if (known !== undefined) return known
  const atom: Atom = { ...shape, id: interned.size, key }
  interned.set(key, atom)
  return atom
}

export const zero: Polynomial = new Map()

/** The polynomial with these terms, like monomials added up. */
export const fromEntries = (entries: Iterable<Entry>): Polynomial => {
  const terms = new Map<string, Entry>()
  for (const entry of entries) {
    const key = monomialKey(entry.monomial)
    const old = terms.get(key)
    const coefficient = old === undefined ? entry.coefficient : Q.add(old.coefficient, entry.coefficient)
    if (Q.isZero(coefficient)) terms.delete(key)
    else terms.set(key, { monomial: entry.monomial, coefficient })
    spend(2)
    spendOn(coefficient.n, 'product')
    if (terms.size > MAX_TERMS) refuse('term', `a polynomial grew beyond ${MAX_TERMS} terms`)
  }
  return terms
}

export const constant = (c: Q.Rational): Polynomial => fromEntries([{ monomial: [], coefficient: c }])
export const integer = (n: number): Polynomial => constant(Q.rational(n))
export const fromAtom = (atom: Atom): Polynomial => fromEntries([{ monomial: [[atom, 1]], coefficient: Q.ONE }])

export const add = (a: Polynomial, b: Polynomial): Polynomial =>
  a.size === 0 ? b : b.size === 0 ? a : fromEntries([...a.values(), ...b.values()])

export const scale = (p: Polynomial, c: Q.Rational): Polynomial =>
  Q.isZero(c)
    ? zero
    : fromEntries([...p.values()].map((e) => ({ monomial: e.monomial, coefficient: Q.multiply(e.coefficient, c) })))

export const negate = (p: Polynomial): Polynomial => scale(p, Q.rational(-1))
export const subtract = (a: Polynomial, b: Polynomial): Polynomial => add(a, negate(b))

/** The value of a polynomial without atoms; undefined where there are atoms. */
export const rationalValue = (p: Polynomial): Q.Rational | undefined => {
  if (p.size === 0) return Q.ZERO
  const only = p.get('')
  return p.size === 1 ? only?.coefficient : undefined
}

/** The coefficient that normalizes arguments: that of the smallest monomial in an order independent of history. */
export const leadingCoefficient = (p: Polynomial): Q.Rational => {
  let best: string | undefined
  let value = Q.ZERO
  for (const { monomial, coefficient } of p.values()) {
    const key = monomialText(monomial)
    if (best === undefined || key < best) [best, value] = [key, coefficient]
  }
  return value
}

/** All atoms of a polynomial, those inside other atoms included. */
export const atomsOf = (p: Polynomial, seen: Set<Atom> = new Set()): Set<Atom> => {
  for (const { monomial } of p.values()) {
    for (const [atom] of monomial) {
      if (seen.has(atom)) continue
      seen.add(atom)
      if ('arg' in atom) atomsOf(atom.arg, seen)
      if (atom.kind === 'power') atomsOf(atom.exponent, seen)
    }
  }
  return seen
}

export const isInteger = (atom: Atom): boolean => atom.kind === 'parameter' && atom.integer

/** True for polynomials in integer parameters with integer coefficients: their values are integers. */
export const isIntegral = (p: Polynomial): boolean =>
  [...p.values()].every(({ monomial, coefficient }) => coefficient.d === 1n && monomial.every(([a]) => isInteger(a)))

/** True where no variable and no parameter occurs. */
export const isClosed = (p: Polynomial): boolean =>
  ![...atomsOf(p)].some((atom) => atom.kind === 'variable' || atom.kind === 'parameter')
