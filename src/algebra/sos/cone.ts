import type { GramBlock } from './gram-system.ts'
import type { IdealSpan } from './ideal-span.ts'
import { byClass } from './sign-symmetry.ts'
import { degreeOf, type MonomialTable, monomial, monomialsUpTo, type Poly, product } from './sparse-polynomial.ts'

/** A hypothesis g_index ≥ 0 or k_index > 0 used as a factor. */
export interface Factor {
  readonly kind: 'nonnegative' | 'positive'
  readonly index: number
}

/** A hypothesis with its polynomial, and the same reduced modulo the equalities. */
export interface Hypothesis {
  readonly factor: Factor
  readonly value: Poly
  readonly reduced: Poly
}

/** The product of some hypotheses: nonnegative wherever they hold. */
export interface ConeProduct {
  readonly factors: readonly Factor[]
  readonly value: Poly
  readonly reduced: Poly
  /** The degree of `reduced`. */
  readonly degree: number
}

/** All products of up to `most` different hypotheses with degree at most `degree`, short ones first, 1 included. */
export const coneProducts = (
  table: MonomialTable,
  hypotheses: readonly Hypothesis[],
  most: number,
  degree: number,
  spanOf: (degree: number) => IdealSpan,
): ConeProduct[] => {
  const one: ConeProduct = { factors: [], value: monomial(0), reduced: monomial(0), degree: 0 }
  let layer = [{ last: -1, made: one }]
  const out = [one]
  for (let size = 1; size <= most; size++) {
    const next: typeof layer = []
    for (const { last, made } of layer)
      hypotheses.forEach(({ factor, value, reduced }, i) => {
        const raw = made.degree + degreeOf(table, reduced)
        if (i <= last || raw > degree) return
        const short = spanOf(raw).reduce(product(table, made.reduced, reduced))
        const whole = { factors: [...made.factors, factor], value: product(table, made.value, value) }
        next.push({ last: i, made: { ...whole, reduced: short, degree: degreeOf(table, short) } })
      })
    layer = next
    out.push(...layer.map((l) => l.made))
  }
  return out
}

/** All products of powers of the given polynomials with degree at most `degree`, with their exponents, 1 included. */
export const powerProducts = (
  table: MonomialTable,
  polynomials: readonly Poly[],
  degree: number,
): { readonly exponents: readonly number[]; readonly value: Poly; readonly degree: number }[] => {
  let out = [{ exponents: [] as readonly number[], value: monomial(0), degree: 0 }]
  for (const p of polynomials) {
    const own = degreeOf(table, p)
    out = out.flatMap((start) => {
      const powers = []
      let value = start.value
      // A constant polynomial adds nothing new beyond its first power.
      for (let e = 0, d = start.degree; d <= degree && (own > 0 || e < 2); e++, d += own) {
        powers.push({ exponents: [...start.exponents, e], value, degree: d })
        value = product(table, value, p)
      }
      return powers
    })
  }
  return out.sort((a, b) => a.degree - b.degree)
}

/**
 * One Gram block per product and sign class, with all monomials that keep its summands within `degree` and are not
 * leading in the ideal span of half that degree. The tag is the place in `products`.
 */
export const coneBlocks = (
  table: MonomialTable,
  products: readonly ConeProduct[],
  degree: number,
  spanOf: (degree: number) => IdealSpan,
  classOf: (monomial: number) => string,
): GramBlock[] =>
  products.flatMap((p, tag) => {
    const half = Math.floor((degree - p.degree) / 2)
    if (half < 0) return []
    const monomials = monomialsUpTo(table, half).filter((m) => !spanOf(half).leads(m))
    return byClass(monomials, classOf).map((list) => ({
      multiplier: p.reduced,
      basis: list.map(monomial),
      tag,
    }))
  })
