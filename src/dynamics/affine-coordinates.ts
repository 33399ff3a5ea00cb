import { solve } from '../algebra/linear-algebra.ts'
import * as A from '../algebra/polynomial.ts'
import { substitute } from '../algebra/polynomial-calculus.ts'
import { printPolynomial } from '../algebra/polynomial-text.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { children, type Term } from '../kernel/term.ts'

/** Independent affine functions of the variables, as many as there are, in which something is written. */
export interface AffineCoordinates {
  /** The polynomial in the coordinates, each of them under the name of a variable. */
  readonly enter: (p: A.Polynomial) => A.Polynomial
  /** A polynomial in the coordinates as text in the variables. */
  readonly show: (p: A.Polynomial) => string
  /** A polynomial in the variables as a term, in the coordinates where that is shorter. */
  readonly toTerm: (p: A.Polynomial) => Term
}

/** The polynomial in variables and parameters, under their names; undefined where it has other atoms. */
export const plainPolynomial = (p: Polynomial): A.Polynomial | undefined => {
  const entries = [...p.values()]
  const names = new Set<string>()
  for (const [atom] of entries.flatMap(({ monomial }) => monomial)) {
    if (atom.kind !== 'variable' && atom.kind !== 'parameter') return undefined
    names.add(atom.name)
  }
  const list = [...names].sort()
  return A.fromTerms(
    list,
    entries.map(({ monomial, coefficient }) => {
      const times = new Map(monomial.map(([atom, n]) => ['name' in atom ? atom.name : '', n]))
      return { exponents: list.map((name) => times.get(name) ?? 0), coefficient }
    }),
  )
}

/** The coefficients of the variables, then the constant. */
type Affine = readonly Q.Rational[]

/** p as an affine function, where it is one that is not constant and has no parameters. */
const affine = (p: A.Polynomial, variables: readonly string[]): Affine | undefined => {
  if (A.degree(p) !== 1 || !A.usedNames(p).every((name) => variables.includes(name))) return undefined
  const row = [...variables, ''].map(() => Q.ZERO)
  for (const { exponents, coefficient } of A.terms(p)) {
    const used = exponents.findIndex((e) => e > 0)
    row[used < 0 ? variables.length : variables.indexOf(p.names[used] as string)] = coefficient
  }
  return row
}

const subterms = (term: Term): Term[] => [term, ...children(term).flatMap(subterms)]

/** The sums in the terms that are polynomials in variables alone. */
const writtenSums = (terms: readonly Term[], scope: Scope): A.Polynomial[] =>
  terms
    .flatMap(subterms)
    .filter(({ op }) => op === 'add')
    .map((term) => plainPolynomial(lower(term, scope)))
    .filter((value) => value !== undefined)

const linearPart = (row: Affine): Affine => row.slice(0, -1)

/** The coefficients of a combination of the rows' linear parts. */
const combination = (rows: readonly Affine[], goal: Affine): readonly Q.Rational[] | undefined =>
  rows.length === 0
    ? undefined
    : solve(
        goal.map((_, i) => rows.map((row) => row[i] as Q.Rational)),
        goal,
      )

/**
 * Coordinates in which the terms may be simpler: the given affine functions, those written in the terms, and variables,
 * as far as they are independent. Each gets the name of a variable that occurs in it.
 */
export const affineCoordinates = (
  given: readonly A.Polynomial[],
  terms: readonly Term[],
  scope: Scope,
): AffineCoordinates => {
  const { variables } = scope
  const units = variables.map((name) => A.indeterminate(name))
  const rows: Affine[] = []
  for (const p of [...given, ...writtenSums(terms, scope), ...units]) {
    const row = affine(p, variables)
    if (row !== undefined && combination(rows, linearPart(row)) === undefined) rows.push(row)
  }
  const free = new Set(variables)
  const names = rows.map((row) => {
    const own = variables.find((name, i) => free.has(name) && !Q.isZero(row[i] as Q.Rational)) ?? [...free][0]
    free.delete(own as string)
    return own as string
  })
  const inverse = new Map(
    variables.map((name, i) => {
      const unit = variables.map((_, k) => (k === i ? Q.ONE : Q.ZERO))
      const weights = combination(rows, unit) ?? []
      const value = rows.reduce((sum, row, k) => {
        const shifted = A.subtract(A.indeterminate(names[k] as string), A.constant(row.at(-1) as Q.Rational))
        return A.add(sum, A.scale(shifted, weights[k] as Q.Rational))
      }, A.constant(0))
      return [name, value] as const
    }),
  )
  const texts = new Map(
    rows.map((row, k) => {
      const value = variables.reduce(
        (sum, name, i) => A.add(sum, A.scale(A.indeterminate(name), row[i] as Q.Rational)),
        A.constant(row.at(-1) as Q.Rational),
      )
      const text = printPolynomial(value)
      return [names[k] as string, variables.includes(text) ? text : `(${text})`] as const
    }),
  )
  const all = (p: A.Polynomial): readonly string[] => [
    ...variables.map((name) => texts.get(name) as string),
    ...p.names.filter((name) => !variables.includes(name)),
  ]
  const enter = (p: A.Polynomial): A.Polynomial => substitute(p, inverse)
  const show = (p: A.Polynomial): string => {
    const ordered = A.rename(p, [...variables, ...p.names.filter((name) => !variables.includes(name))])
    return printPolynomial({ ...ordered, names: all(p) })
  }
  const toTerm = (p: A.Polynomial): Term => {
    const entered = enter(p)
    return parseTerm(A.termCount(entered) < A.termCount(p) ? show(entered) : printPolynomial(p))
  }
  return { enter, show, toTerm }
}
