import { degrees, numerator, type Polynomial, termCount } from './polynomial.ts'
import { invertModulo, largePrime, multiplyModulo, residue } from './prime-field.ts'
import { residuePolynomials } from './prime-field-polynomial.ts'

/** One value for each indeterminate, never 0: any will do, and the same ones each time. */
const valueAt = (k: number, p: number): number => 1 + ((7_368_787 * (k + 1)) % (p - 1))

interface Images {
  readonly degrees: readonly number[]
  /** The image in the indeterminate k, the others being given their values: residues, lowest first. */
  readonly inIndeterminate: (k: number) => readonly number[]
}

const imagesOf = (f: Polynomial, p: number): Images => {
  const inverse = 1 / p
  const times = (a: number, b: number): number => multiplyModulo(a, b, p, inverse)
  const n = f.names.length
  const highest = degrees(f)
  const powers = highest.map((d, k) => {
    const list = [1]
    for (let e = 1; e <= d; e++) list.push(times(list[e - 1] as number, valueAt(k, p)))
    return list
  })
  const values = Array.from({ length: termCount(f) }, (_, i) =>
    powers.reduce(
      (product, list, k) => times(product, list[f.exponents[i * n + k] as number] as number),
      residue(numerator(f, i), p),
    ),
  )
  const inIndeterminate = (k: number): readonly number[] => {
    const without = (powers[k] as number[]).map((value) => invertModulo(value, p))
    const image = new Array<number>((highest[k] as number) + 1).fill(0)
    values.forEach((value, i) => {
      const e = f.exponents[i * n + k] as number
      image[e] = ((image[e] as number) + times(value, without[e] as number)) % p
    })
    return image
  }
  return { degrees: highest, inIndeterminate }
}

/**
 * True only where the gcd of f and g in Q[names] is a constant, and for nearly all such f and g. Modulo a prime and at a
 * point, a common divisor d stays one, and keeps its degree in x where the leading coefficient of f in x does not
 * vanish; so d is free of x where the images in x alone are coprime. Precondition: the same names, neither zero.
 */
export const areCoprimeInImages = (f: Polynomial, g: Polynomial): boolean => {
  const p = largePrime(0)
  const { gcd } = residuePolynomials(p)
  const [a, b] = [imagesOf(f, p), imagesOf(g, p)]
  return f.names.every((_, k) => {
    if (a.degrees[k] === 0 || b.degrees[k] === 0) return true
    const [u, v] = [a.inIndeterminate(k), b.inIndeterminate(k)]
    if (u.at(-1) === 0 || v.at(-1) === 0) return false
    return gcd(u, v).length === 1
  })
}
