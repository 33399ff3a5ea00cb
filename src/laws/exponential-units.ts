import * as Fast from '../algebra/polynomial.ts'
import { type Atom, atomOf, fromEntries, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { isConstantAtom } from './constant-atoms.ts'

/** Exponentials whose products with integer powers make all exponentials that occur: exp(x) for exp(2x) and exp(−x). */
export interface Exponentials {
  readonly units: readonly Atom[]
  /** The powers of the units whose product is exp(arg), for arg in the lattice that the given ones span. */
  readonly powersOf: (arg: Polynomial) => readonly number[]
}

/** A basis of the lattice of the exponents. */
export const exponentialUnits = (args: readonly Polynomial[]): Exponentials => {
  const monomials = new Map(args.flatMap((arg) => [...arg].map(([key, entry]) => [key, entry.monomial] as const)))
  const keys = [...monomials.keys()]
  const vectorOf = (arg: Polynomial): Q.Rational[] => keys.map((key) => arg.get(key)?.coefficient ?? Q.ZERO)
  const common = args.flatMap((arg) => vectorOf(arg)).reduce((m, { d }) => (m / Fast.integerGcd(m, d)) * d, 1n)
  const scaled = (arg: Polynomial): bigint[] => vectorOf(arg).map(({ n, d }) => n * (common / d))
  // A basis of the lattice in echelon form, by Euclid's algorithm on each column.
  let rest = args.map(scaled)
  const basis: { readonly row: readonly bigint[]; readonly pivot: number }[] = []
  keys.forEach((_, pivot) => {
    for (;;) {
      const active = rest.filter((row) => row[pivot] !== 0n)
      if (active.length === 0) return
      const size = (row: readonly bigint[]): bigint =>
        (row[pivot] as bigint) < 0n ? -(row[pivot] as bigint) : (row[pivot] as bigint)
      const least = active.reduce((a, b) => (size(b) < size(a) ? b : a))
      if (active.length === 1) {
        rest = rest.filter((row) => row !== least)
        basis.push({ row: (least[pivot] as bigint) < 0n ? least.map((c) => -c) : least, pivot })
        return
      }
      const lead = least[pivot] as bigint
      rest = rest
        .map((row) => {
          if (row === least) return row
          const q = (row[pivot] as bigint) / lead
          return q === 0n ? row : row.map((c, k) => c - q * (least[k] as bigint))
        })
        .filter((row) => row.some((c) => c !== 0n))
    }
  })
  const units = basis.map(({ row }) =>
    atomOf({
      kind: 'exp',
      arg: fromEntries(
        row.flatMap((c, k) =>
          c === 0n ? [] : [{ monomial: monomials.get(keys[k] as string) ?? [], coefficient: Q.rational(c, common) }],
        ),
      ),
    }),
  )
  const powersOf = (arg: Polynomial): number[] => {
    let left = scaled(arg)
    return basis.map(({ row, pivot }) => {
      const times = (left[pivot] as bigint) / (row[pivot] as bigint)
      left = left.map((c, k) => c - times * (row[k] as bigint))
      return Number(times)
    })
  }
  return { units, powersOf }
}

/** A polynomial in atom keys with every exponential written in the units, times powers of these. */
export const withExponentialUnits = (
  { polynomial, atoms }: { readonly polynomial: Fast.Polynomial; readonly atoms: ReadonlyMap<string, Atom> },
  { units, powersOf }: Exponentials,
): Fast.Polynomial => {
  if (units.length === 0) return polynomial
  const exponents = new Map<string, readonly number[]>()
  for (const key of polynomial.names) {
    const atom = atoms.get(key)
    if (atom?.kind === 'exp' && !isConstantAtom(atom)) exponents.set(key, powersOf(atom.arg))
  }
  const plain = polynomial.names.filter((key) => !exponents.has(key))
  const names = [...plain, ...units.map(({ key }) => key)]
  const rows = Fast.terms(polynomial).map((term) => {
    const out = names.map(() => 0)
    term.exponents.forEach((e, i) => {
      const key = polynomial.names[i] as string
      const powers = exponents.get(key)
      if (powers === undefined) out[plain.indexOf(key)] = e
      else
        for (const [k, times] of powers.entries()) out[plain.length + k] = (out[plain.length + k] as number) + e * times
    })
    return { exponents: out, coefficient: term.coefficient }
  })
  const least = names.map((_, i) => Math.min(0, ...rows.map((row) => row.exponents[i] as number)))
  return Fast.fromTerms(
    names,
    rows.map((row) => ({
      exponents: row.exponents.map((e, i) => e - (least[i] as number)),
      coefficient: row.coefficient,
    })),
  )
}
