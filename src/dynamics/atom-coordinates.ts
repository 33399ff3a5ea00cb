import * as Fast from '../algebra/polynomial.ts'
import { clear, multiply, power } from '../kernel/normal-form.ts'
import { type Atom, add, constant, fromAtom, type Polynomial } from '../kernel/polynomial.ts'

/** A kernel polynomial seen as one in plain indeterminates: one for each atom, named after its key. */
export interface Coordinates {
  readonly polynomial: Fast.Polynomial
  readonly atoms: ReadonlyMap<string, Atom>
}

/**
 * The numerator of p in coordinates: denominators 1/u cleared first, every atom taken as independent of the others.
 * An identity found here holds; that none is found says nothing.
 */
export const coordinatesOf = (p: Polynomial): Coordinates => {
  const { numerator } = clear(p)
  const atoms = new Map<string, Atom>()
  for (const { monomial } of numerator.values()) for (const [atom] of monomial) atoms.set(atom.key, atom)
  const names = [...atoms.keys()].sort()
  const position = new Map(names.map((name, i) => [name, i]))
  const terms = [...numerator.values()].map(({ monomial, coefficient }) => {
    const exponents = names.map(() => 0)
    for (const [atom, times] of monomial) exponents[position.get(atom.key) as number] = times
    return { exponents, coefficient }
  })
  return { polynomial: Fast.fromTerms(names, terms), atoms }
}

/** Back to a kernel polynomial. */
export const fromCoordinates = (polynomial: Fast.Polynomial, atoms: ReadonlyMap<string, Atom>): Polynomial =>
  Fast.terms(polynomial).reduce<Polynomial>((total, { exponents, coefficient }) => {
    const product = exponents.reduce<Polynomial>(
      (p, times, i) =>
        times === 0 ? p : multiply(p, power(fromAtom(atoms.get(polynomial.names[i] as string) as Atom), times)),
      constant(coefficient),
    )
    return add(total, product)
  }, new Map())
