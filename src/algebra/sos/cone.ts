import { type Budget, charge } from '../../search/budget.ts'
import type { GramBlock } from './gram-system.ts'
import type { IdealSpan } from './ideal-span.ts'
import { byClass } from './sign-symmetry.ts'
import {
  degreeOf,
  type MonomialTable,
  monomial,
  monomialsOfDegree,
  monomialsUpTo,
  type Poly,
  product,
} from './sparse-polynomial.ts'

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

// Products of hypotheses beyond this many are left out, long ones first.
const MOST_PRODUCTS = 300

/** Where products are computed: modulo an ideal, up to a degree. */
export interface Truncation {
  readonly table: MonomialTable
  readonly degree: number
  readonly spanOf: (degree: number) => IdealSpan
  /** Asked where products are long; without one they all are made. */
  readonly budget?: Budget
}

/** Products of more terms than this are counted. */
const LONG = 5000
/** Products of terms in a microsecond. */
const TERMS_PER_MICROSECOND = 5

const ONE: ConeProduct = { factors: [], value: monomial(0), reduced: monomial(0), degree: 0 }

/** `made` times one hypothesis more; undefined beyond the degree. */
const extended = (
  { table, degree, spanOf, budget }: Truncation,
  made: ConeProduct,
  { factor, value, reduced }: Hypothesis,
): ConeProduct | undefined => {
  const raw = made.degree + degreeOf(table, reduced)
  if (raw > degree) return undefined
  const length = made.value.size * value.size + made.reduced.size * reduced.size
  if (budget !== undefined && length > LONG) charge(budget, length / TERMS_PER_MICROSECOND)
  const short = spanOf(raw).reduce(product(table, made.reduced, reduced))
  return {
    factors: [...made.factors, factor],
    value: product(table, made.value, value),
    reduced: short,
    degree: degreeOf(table, short),
  }
}

/** `start` times all products of up to `most` different hypotheses within `degree`, short ones first. */
const products = (
  space: Truncation,
  start: readonly ConeProduct[],
  hypotheses: readonly Hypothesis[],
  most: number,
): ConeProduct[] => {
  let layer = start.map((made) => ({ last: -1, made }))
  const out = [...start]
  for (let size = 1; size <= most && layer.length > 0 && out.length < MOST_PRODUCTS; size++) {
    const next: typeof layer = []
    for (const { last, made } of layer)
      hypotheses.forEach((hypothesis, i) => {
        const longer = i > last ? extended(space, made, hypothesis) : undefined
        if (longer !== undefined) next.push({ last: i, made: longer })
      })
    layer = next
    out.push(...layer.map((l) => l.made))
  }
  return out.slice(0, MOST_PRODUCTS)
}

/** `start` times all products of up to `most` different hypotheses with degree at most `degree`, short ones first. */
export const coneProducts = (
  space: Truncation,
  hypotheses: readonly Hypothesis[],
  most: number,
  start: ConeProduct = ONE,
): ConeProduct[] => products(space, [start], hypotheses, most)

/** {@link coneProducts} with all powers of the hypotheses counted as factors: Handelman's products. */
export const conePowers = (space: Truncation, hypotheses: readonly Hypothesis[], most: number): ConeProduct[] => {
  let out = [ONE]
  for (const hypothesis of hypotheses) {
    // A constant hypothesis adds nothing beyond its first power.
    const highest = degreeOf(space.table, hypothesis.reduced) > 0 ? most : 1
    out = out.flatMap((start) => {
      const powers = [start]
      for (let made: ConeProduct | undefined = start; made !== undefined && powers.length <= highest; ) {
        made = made.factors.length < most ? extended(space, made, hypothesis) : undefined
        if (made !== undefined) powers.push(made)
      }
      return powers
    })
  }
  return out.sort((a, b) => a.factors.length - b.factors.length)
}

const isMonomial = ({ reduced }: Hypothesis): boolean => reduced.size === 1

/**
 * {@link coneProducts}, where hypotheses that are monomials do not count: with x_i for y_i² their products with squares
 * are the squares of polynomials in y, and no more in number than those. None at all for `most` = 0.
 */
export const preorderProducts = (space: Truncation, hypotheses: readonly Hypothesis[], most: number): ConeProduct[] => {
  if (most === 0) return [ONE]
  const monomials = hypotheses.filter(isMonomial)
  const start = coneProducts(space, monomials, monomials.length)
  const others = hypotheses.filter((h) => !isMonomial(h))
  return products(space, start, others, most).sort((a, b) => a.factors.length - b.factors.length)
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
 * leading in the ideal span of half that degree; only those of exactly that degree where everything is homogeneous.
 * The tag is the place in `products`.
 */
export const coneBlocks = (
  table: MonomialTable,
  products: readonly ConeProduct[],
  degree: number,
  isHomogeneous: boolean,
  spanOf: Truncation['spanOf'],
  classOf: (monomial: number) => string,
): GramBlock[] =>
  products.flatMap((p, tag) => {
    const rest = degree - p.degree
    if (rest < 0 || (isHomogeneous && rest % 2 === 1)) return []
    const half = Math.floor(rest / 2)
    const all = isHomogeneous ? monomialsOfDegree(table, half) : monomialsUpTo(table, half)
    const monomials = all.filter((m) => !spanOf(half).leads(m))
    return byClass(monomials, classOf).map((list) => ({
      multiplier: p.reduced,
      basis: list.map(monomial),
      tag,
    }))
  })
