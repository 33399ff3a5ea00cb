import {
  add as addRational,
  multiply as multiplyRational,
  type Rational,
  power as rationalPower,
  ZERO,
} from '../kernel/rational.ts'
import {
  add,
  constant,
  degreeIn,
  fromTerms,
  type Polynomial,
  type PolynomialTerm,
  rename,
  scale,
  terms,
} from './polynomial.ts'
import { multiply, power } from './polynomial-product.ts'

/** The partial derivative of p by `name`. */
export const derivative = (p: Polynomial, name: string): Polynomial => {
  const k = p.names.indexOf(name)
  if (k < 0) return constant(0, p.names)
  return fromTerms(
    p.names,
    terms(p)
      .filter((t) => (t.exponents[k] as number) > 0)
      .map(({ exponents, coefficient: c }) => ({
        exponents: exponents.map((e, j) => (j === k ? e - 1 : e)),
        coefficient: multiplyRational(c, { n: BigInt(exponents[k] as number), d: 1n }),
      })),
  )
}

/** The value of p at a rational point. Throws where an indeterminate that occurs has no value. */
export const evaluate = (p: Polynomial, point: ReadonlyMap<string, Rational>): Rational => {
  let total = ZERO
  for (const { exponents, coefficient } of terms(p)) {
    let value = coefficient
    exponents.forEach((e, k) => {
      if (e === 0) return
      const x = point.get(p.names[k] as string)
      if (x === undefined) throw new RangeError(`no value for "${p.names[k]}"`)
      value = multiplyRational(value, rationalPower(x, e))
    })
    total = addRational(total, value)
  }
  return total
}

/** The coefficients of p as a polynomial in `name`: entry e belongs to name^e and has the same names as p. */
export const coefficientsIn = (p: Polynomial, name: string): Polynomial[] => {
  const k = p.names.indexOf(name)
  if (k < 0) return [p]
  const parts = Array.from({ length: degreeIn(p, name) + 1 }, (): PolynomialTerm[] => [])
  for (const t of terms(p))
    parts[t.exponents[k] as number]?.push({ ...t, exponents: t.exponents.map((e, j) => (j === k ? 0 : e)) })
  return parts.map((list) => fromTerms(p.names, list))
}

/** p with each name in `values` replaced by a polynomial, all at once (Horner's scheme in each replaced name). */
export const substitute = (p: Polynomial, values: ReadonlyMap<string, Polynomial>): Polynomial => {
  const replaced = p.names.filter((s) => values.has(s) && degreeIn(p, s) > 0)
  const kept = p.names.filter((s) => !replaced.includes(s))
  const names = [...new Set([...kept, ...replaced.flatMap((s) => values.get(s)?.names ?? [])])]
  // A replaced name may occur in a value: the old one gets a name that no value has.
  const away = new Map(replaced.map((s) => [s, `${s} replaced`]))
  const inner: Polynomial = { ...p, names: p.names.map((s) => away.get(s) ?? s) }
  const go = (q: Polynomial, rest: readonly string[]): Polynomial => {
    const [head, ...tail] = rest
    if (head === undefined) return rename(q, names)
    const value = rename(values.get(head) as Polynomial, names)
    const parts = coefficientsIn(q, away.get(head) as string)
    if (value.numerators.length === 1) {
      return parts.reduce((sum, c, e) => add(sum, multiply(go(c, tail), power(value, e))), constant(0, names))
    }
    return parts.reduceRight((sum, c) => add(multiply(sum, value), go(c, tail)), constant(0, names))
  }
  return go(inner, replaced)
}

/** p with some indeterminates set to rational numbers; the names stay. */
export const specialize = (p: Polynomial, point: ReadonlyMap<string, Rational>): Polynomial =>
  fromTerms(
    p.names,
    terms(p).map(({ exponents, coefficient }) => {
      let c = coefficient
      const rest = exponents.map((e, k) => {
        const x = point.get(p.names[k] as string)
        if (x === undefined || e === 0) return e
        c = multiplyRational(c, rationalPower(x, e))
        return 0
      })
      return { exponents: rest, coefficient: c }
    }),
  )

/** The homogeneous parts of p by total degree, lowest first; only the nonzero ones. */
export const homogeneousParts = (p: Polynomial): { readonly degree: number; readonly part: Polynomial }[] => {
  const byDegree = new Map<number, PolynomialTerm[]>()
  for (const t of terms(p)) {
    const d = t.exponents.reduce((s, e) => s + e, 0)
    byDegree.set(d, [...(byDegree.get(d) ?? []), t])
  }
  return [...byDegree.entries()]
    .sort(([d], [e]) => d - e)
    .map(([d, list]) => ({ degree: d, part: fromTerms(p.names, list) }))
}

/** The gradient of p in the order of `names`. */
export const gradient = (p: Polynomial, names: readonly string[] = p.names): Polynomial[] =>
  names.map((s) => derivative(p, s))

/** Σ coefficients[i]·base^i, for rational coefficients. */
export const compose = (coefficients: readonly Rational[], base: Polynomial): Polynomial =>
  coefficients.reduceRight(
    (sum, c) => add(multiply(sum, base), scale(constant(1, base.names), c)),
    constant(0, base.names),
  )
