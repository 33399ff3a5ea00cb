import * as Fast from '../algebra/polynomial.ts'
import { multiply, power } from '../algebra/polynomial-product.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import { derivative } from '../kernel/derivative.ts'
import { type Atom, atomOf, fromAtom } from '../kernel/polynomial.ts'

/** Why there is no polynomial field. */
export interface NoField {
  readonly unsupported: string
}

/** A function of the variables used as a coordinate: exp, sin, cos or tanh of a polynomial. */
export interface FunctionCoordinate {
  /** Its name among the coordinates: the key of the atom. */
  readonly name: string
  readonly atom: Atom
  /** Its gradient by the variables, in the coordinates. */
  readonly slope: readonly Fast.Polynomial[]
  /** What its square is replaced with: cos² = 1 − sin². */
  readonly square?: Fast.Polynomial
}

const nameOf = (key: string, atoms: ReadonlyMap<string, Atom>): string => {
  const atom = atoms.get(key)
  return atom?.kind === 'parameter' ? atom.name : key
}

/** A polynomial in atom keys over the given names. */
export const toNames = (
  p: Fast.Polynomial,
  atoms: ReadonlyMap<string, Atom>,
  names: readonly string[],
): Fast.Polynomial => Fast.rename({ ...p, names: p.names.map((key) => nameOf(key, atoms)) }, names)

/** p with even powers of cosines replaced. */
export const reduced = (functions: readonly FunctionCoordinate[], p: Fast.Polynomial): Fast.Polynomial =>
  functions.reduce((q, { name, square }) => {
    if (square === undefined || Fast.degreeIn(q, name) < 2) return q
    const k = q.names.indexOf(name)
    return Fast.terms(q).reduce(
      (sum, { exponents, coefficient }) => {
        const times = exponents[k] as number
        const rest = Fast.fromTerms(q.names, [
          { exponents: exponents.map((e, i) => (i === k ? times % 2 : e)), coefficient },
        ])
        return Fast.add(sum, multiply(rest, power(square, Math.floor(times / 2))))
      },
      Fast.constant(0, q.names),
    )
  }, p)

/** p with even powers of sines replaced instead: the same function, with other factors. */
export const otherSquares = (functions: readonly FunctionCoordinate[], p: Fast.Polynomial): Fast.Polynomial =>
  reduced(
    functions.flatMap(({ name, atom, slope, square }) => {
      if (square === undefined || atom.kind !== 'cos') return []
      const cosine = Fast.indeterminate(name, p.names)
      const sine = atomOf({ kind: 'sin', arg: atom.arg })
      return [
        {
          name: sine.key,
          atom: sine,
          slope,
          square: Fast.subtract(Fast.constant(1, p.names), multiply(cosine, cosine)),
        },
      ]
    }),
    p,
  )

/** Whether an atom is a number, or a function of parameters: it is treated as one more parameter. */
export const isConstantAtom = (atom: Atom): boolean => {
  switch (atom.kind) {
    case 'variable':
      return false
    case 'parameter':
    case 'theta':
      return true
    case 'power':
      return [atom.arg, atom.exponent].every((p) => [...coordinatesOf(p).atoms.values()].every(isConstantAtom))
    default:
      return [...coordinatesOf(atom.arg).atoms.values()].every(isConstantAtom)
  }
}

/** The functions among the atoms, with the partners that their derivatives need. */
export const functionCoordinates = (
  atoms: readonly Atom[],
  { variables, parameters }: { readonly variables: readonly string[]; readonly parameters: readonly string[] },
): readonly FunctionCoordinate[] | NoField => {
  const found = new Map<string, Atom>()
  for (const atom of atoms) {
    if (atom.kind === 'variable' || isConstantAtom(atom)) continue
    const isPlain =
      (atom.kind === 'exp' || atom.kind === 'sin' || atom.kind === 'cos' || atom.kind === 'tanh') &&
      [...coordinatesOf(atom.arg).atoms.values()].every((a) => a.kind === 'variable' || isConstantAtom(a))
    if (!isPlain) return { unsupported: `the gradient field is not polynomial: it contains ${atom.kind}` }
    found.set(atom.key, atom)
    if (atom.kind === 'sin' || atom.kind === 'cos') {
      const partner = atomOf({ kind: atom.kind === 'sin' ? 'cos' : 'sin', arg: atom.arg })
      found.set(partner.key, partner)
    }
  }
  const names = [...variables, ...found.keys(), ...parameters]
  return [...found].map(([name, atom]) => {
    const slope = variables.map((variable) => {
      const { polynomial, atoms: own } = coordinatesOf(derivative(fromAtom(atom), variable))
      return toNames(polynomial, own, names)
    })
    if (atom.kind !== 'cos') return { name, atom, slope }
    const sine = Fast.indeterminate(atomOf({ kind: 'sin', arg: atom.arg }).key, names)
    return { name, atom, slope, square: Fast.subtract(Fast.constant(1, names), multiply(sine, sine)) }
  })
}
