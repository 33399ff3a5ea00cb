import type { Budget } from '../search/budget.ts'
import { type GroebnerBasis, groebnerBasis, reducer } from './groebner.ts'
import { indeterminate, isZero, type Polynomial, rename, subtract, usedNames } from './polynomial.ts'
import { substitute } from './polynomial-calculus.ts'

/** Polynomials q_t named by new indeterminates t, and equations between the old ones that may be used (w·x - 1, say). */
export interface Subalgebra {
  readonly generators: ReadonlyMap<string, Polynomial>
  readonly relations?: readonly Polynomial[]
}

const oldNames = ({ generators, relations = [] }: Subalgebra, more: readonly Polynomial[]): string[] => {
  const names = [...new Set([...more, ...generators.values(), ...relations].flatMap(usedNames))]
  const clash = names.find((s) => generators.has(s))
  if (clash !== undefined) throw new RangeError(`"${clash}" names a generator and occurs in a polynomial`)
  return names
}

/** The ideal of the t - q_t and the relations, for the old names by blocks, then the new ones. */
const graph = (algebra: Subalgebra, blocks: readonly (readonly string[])[], budget: Budget): GroebnerBasis => {
  const names = [...blocks.flat(), ...algebra.generators.keys()]
  const equations = [...algebra.generators].map(([t, q]) => subtract(indeterminate(t, names), rename(q, names)))
  const relations = (algebra.relations ?? []).map((r) => rename(r, names))
  return groebnerBasis(
    [...equations, ...relations],
    budget,
    { kind: 'blocks', sizes: blocks.map((b) => b.length) },
    names,
  )
}

/**
 * p as a polynomial in the names of the generators, or undefined where p is not in the subalgebra Q[q_t] modulo the
 * relations (Shannon and Sweedler 1988). Without relations, putting the q_t in place of the t gives p back.
 */
export const expressBy = (p: Polynomial, algebra: Subalgebra, budget: Budget): Polynomial | undefined => {
  const basis = graph(algebra, [oldNames(algebra, [p])], budget)
  const normal = reducer(basis, budget)(p)
  return usedNames(normal).every((s) => algebra.generators.has(s))
    ? rename(normal, [...algebra.generators.keys()])
    : undefined
}

/** Generators of the ideal of all polynomials r in the names of the generators with r(q) = 0 modulo the relations. */
export const algebraicRelations = (algebra: Subalgebra, budget: Budget): Polynomial[] => {
  const basis = graph(algebra, [oldNames(algebra, [])], budget)
  const names = [...algebra.generators.keys()]
  return basis.elements.filter((r) => usedNames(r).every((s) => algebra.generators.has(s))).map((r) => rename(r, names))
}

/**
 * An equation x^d + a_1(t)·x^(d-1) + ... + a_d(t), up to a constant factor, that becomes 0 modulo the relations when
 * the q_t are put in place of the t, of least degree d: x is integral over Q[q_t]. Undefined where it is not. The
 * result is in `name`, then the names of the generators.
 */
export const integralEquation = (name: string, algebra: Subalgebra, budget: Budget): Polynomial | undefined => {
  const others = oldNames(algebra, []).filter((s) => s !== name)
  const basis = graph(algebra, [others, [name]], budget)
  const at = basis.names.indexOf(name)
  const monic = basis.leading.findIndex((e) => e.every((x, k) => (k === at ? x > 0 : x === 0)))
  const found = basis.elements[monic]
  return found === undefined ? undefined : rename(found, [name, ...algebra.generators.keys()])
}

/** What becomes of a polynomial in the names of the generators when the generators are put in their place. */
export const withGenerators = (r: Polynomial, algebra: Subalgebra): Polynomial => substitute(r, algebra.generators)

/** True where the equation holds identically, without any relation. */
export const holdsIdentically = (r: Polynomial, algebra: Subalgebra): boolean => isZero(withGenerators(r, algebra))
