import { fromTerms, type Polynomial as IndeterminatePolynomial } from '../../algebra/polynomial.ts'
import type { SparsePolynomial } from '../../algebra/sos/sparse-polynomial.ts'
import { multiply, power } from '../../kernel/normal-form.ts'
import { type Atom, add, atomOf, constant, fromAtom, type Polynomial, zero } from '../../kernel/polynomial.ts'
import { ONE, rational } from '../../kernel/rational.ts'

/** The atoms of some normal forms as independent indeterminates, and the polynomial relations between them. */
export interface AtomRing {
  readonly atoms: readonly Atom[]
  readonly names: readonly string[]
  /** Polynomials that vanish by the meaning of the atoms: u·(1/u) − 1, sgn(u)² − 1, root(u, n)^n − u, sin² + cos² − 1. */
  readonly relations: readonly SparsePolynomial[]
  /** Atoms that are never negative: exponentials, even roots, |u|^e. */
  readonly nonnegative: readonly Atom[]
}

const collect = (p: Polynomial, found: Map<string, Atom>): void => {
  for (const { monomial } of p.values()) {
    for (const [atom] of monomial) {
      if (found.has(atom.key)) continue
      found.set(atom.key, atom)
      if (atom.kind === 'inverse' || atom.kind === 'root') collect(atom.arg, found)
      if (atom.kind === 'cos') {
        const partner = atomOf({ kind: 'sin', arg: atom.arg })
        found.set(partner.key, partner)
      }
    }
  }
}

const sparseIn = (atoms: readonly Atom[], names: readonly string[], p: Polynomial): SparsePolynomial => {
  const place = new Map(atoms.map((atom, i) => [atom.key, i]))
  const terms = [...p.values()].map(({ monomial, coefficient }) => {
    const exponents = atoms.map(() => 0)
    for (const [atom, times] of monomial) {
      const i = place.get(atom.key)
      if (i === undefined) throw new RangeError(`expected only atoms of the ring, found ${atom.key}`)
      exponents[i] = times
    }
    return { exponents, coefficient }
  })
  return { variables: names, terms }
}

/** The ring of all atoms that occur in these normal forms; variables come in the given order. */
export const atomRing = (polynomials: readonly Polynomial[], variables: readonly Polynomial[] = []): AtomRing => {
  const found = new Map<string, Atom>()
  for (const p of [...variables, ...polynomials]) collect(p, found)
  const atoms = [...found.values()]
  const names = atoms.map((_, i) => `z${i}`)
  const plus = (p: SparsePolynomial, exponents: readonly number[], c: number): SparsePolynomial => ({
    variables: names,
    terms: [...p.terms, { exponents, coefficient: rational(c) }],
  })
  const unit = (i: number, times: number): number[] => atoms.map((_, j) => (i === j ? times : 0))
  const none = atoms.map(() => 0)
  const relations: SparsePolynomial[] = []
  atoms.forEach((atom, i) => {
    if (atom.kind === 'inverse') {
      const terms = sparseIn(atoms, names, atom.arg).terms.map(({ exponents, coefficient }) => ({
        exponents: exponents.map((e, j) => (i === j ? e + 1 : e)),
        coefficient,
      }))
      relations.push(plus({ variables: names, terms }, none, -1))
    }
    const square = { variables: names, terms: [{ exponents: unit(i, 2), coefficient: ONE }] }
    if (atom.kind === 'sgn') relations.push(plus(square, none, -1))
    if (atom.kind === 'root') {
      const terms = sparseIn(atoms, names, atom.arg).terms.map((t) => ({ ...t, coefficient: t.coefficient }))
      relations.push({
        variables: names,
        terms: [
          ...terms.map((t) => ({ ...t, coefficient: { n: -t.coefficient.n, d: t.coefficient.d } })),
          { exponents: unit(i, atom.index), coefficient: ONE },
        ],
      })
    }
    if (atom.kind === 'sin') {
      const j = atoms.findIndex((other) => other.key === atom.key.replace(/^sin/, 'cos'))
      if (j >= 0) relations.push(plus(plus(square, unit(j, 2), 1), none, -1))
    }
  })
  const nonnegative = atoms.filter(
    (atom) =>
      atom.kind === 'exp' || (atom.kind === 'root' && atom.index % 2 === 0) || (atom.kind === 'power' && !atom.signed),
  )
  return { atoms, names, relations, nonnegative }
}

/** The normal form as a polynomial in the names of the ring. Throws where an atom is not in the ring. */
export const toSparse = (ring: AtomRing, p: Polynomial): SparsePolynomial => sparseIn(ring.atoms, ring.names, p)

/** The same for the exact algebra. */
export const toIndeterminates = (ring: AtomRing, p: Polynomial): IndeterminatePolynomial =>
  fromTerms(ring.names, toSparse(ring, p).terms)

/** Back to a normal form. */
export const fromSparse = (ring: AtomRing, p: SparsePolynomial): Polynomial => {
  const place = p.variables.map((name) => ring.atoms[ring.names.indexOf(name)] as Atom)
  let total: Polynomial = zero
  for (const { exponents, coefficient } of p.terms) {
    let term = constant(coefficient)
    exponents.forEach((e, i) => {
      if (e > 0) term = multiply(term, power(fromAtom(place[i] as Atom), e))
    })
    total = add(total, term)
  }
  return total
}
