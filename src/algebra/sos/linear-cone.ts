import { negate, ONE, type Rational, sign, ZERO } from '../../kernel/rational.ts'
import { type Budget, charge } from '../../search/budget.ts'
import { type ConeProduct, conePowers, coneProducts, preorderProducts } from './cone.ts'
import type { OpenTerm } from './cone-certificate.ts'
import {
  type ConicSystem,
  conicSystem,
  type PositivstellensatzCertificate,
  type PositivstellensatzProblem,
} from './conic-system.ts'
import { byClass } from './sign-symmetry.ts'
import {
  accumulate,
  degreeOf,
  monomial,
  monomialsOfDegree,
  monomialsUpTo,
  type Poly,
  product,
} from './sparse-polynomial.ts'
import { plainBlocks } from './sum-of-squares.ts'

/**
 * Find weights w ≥ 0 with Σ w_j·column_j = right, cheap columns preferred: a certificate that the system has no
 * solution, as a linear program.
 */
export interface LinearQuestion {
  /** Row → entry. */
  readonly columns: readonly ReadonlyMap<number, Rational>[]
  readonly costs: readonly number[]
  readonly right: readonly Rational[]
  /** The certificate of such weights, all else being 0; expanded and compared. */
  readonly finish: (weights: ReadonlyMap<number, Rational>) => PositivstellensatzCertificate | undefined
}

// More columns than this are not written down.
export const MOST_COLUMNS = 20_000
const MOST_POWERS = 2000
const MOST_MONOMIALS = 100_000

/** The squares that span the cone of diagonally dominant Gram matrices over some monomials. */
const dominantSquares = (monomials: readonly number[]): Poly[] =>
  monomials.flatMap((a, i) => [
    monomial(a),
    ...monomials.slice(0, i).flatMap((b) => [
      new Map([
        [a, ONE],
        [b, ONE],
      ]),
      new Map([
        [a, ONE],
        [b, negate(ONE)],
      ]),
    ]),
  ])

const NOTHING: ConeProduct = { factors: [], value: monomial(0), reduced: monomial(0), degree: 0 }

/** Products of hypotheses with themselves and each other, as many factors as stay within bounds. */
const handelmanProducts = (system: ConicSystem, degree: number, budget: Budget): ConeProduct[] => {
  const { table, factors, spanOf } = system
  for (let most = degree; most > 1; most--) {
    const bound = factors.reduce((count, _, i) => (count * (most + i + 1)) / (i + 1), 1)
    if (bound <= MOST_POWERS) return conePowers({ table, degree, spanOf, budget }, factors, most)
  }
  return coneProducts({ table, degree, spanOf, budget }, factors, 1)
}

/** How many monomials of degree at most d there are in n names. */
const monomialCount = (n: number, d: number): number =>
  Array.from({ length: d }, (_, i) => i + 1).reduce((count, i) => (count * (n + i)) / i, 1)

/** True where there is nothing but the negated goal, so that all squares are within Newton's polytope. */
const isPlain = ({ factors, equalities }: ConicSystem): boolean => factors.length === 1 && equalities.length === 0

/** Terms of the cone whose weights are looked for: products of hypotheses, and those times dominant squares. */
const terms = (
  system: ConicSystem,
  degree: number,
  { products, most, budget }: Omit<LinearOptions, 'degree'>,
): OpenTerm[] | undefined => {
  const { table, factors, classOf, spanOf, isHomogeneous } = system
  // Even a list of the monomials would be too long.
  if (monomialCount(table.variables.length, degree >> 1) > MOST_MONOMIALS) return undefined
  const isExact = (own: number): boolean => !isHomogeneous || own === degree
  const plain = handelmanProducts(system, degree, budget)
    .filter((p) => p.factors.length > 0 && isExact(p.degree))
    .map((p): OpenTerm => ({ weight: ONE, square: monomial(0), product: p }))
  const [only] = factors
  if (only !== undefined && isPlain(system)) {
    const opposite = new Map<number, Rational>()
    accumulate(opposite, only.reduced, negate(ONE))
    const blocks = plainBlocks(table, opposite).map((b) => b.basis.flatMap((p) => [...p.keys()]))
    if (blocks.reduce((count, b) => count + b.length ** 2, 0) > most) return undefined
    return [...plain, ...blocks.flatMap(dominantSquares).map((square) => ({ weight: ONE, square, product: NOTHING }))]
  }
  const blocks = preorderProducts({ table, degree, spanOf, budget }, factors, products).flatMap((p) => {
    const rest = degree - p.degree
    if (isHomogeneous && rest % 2 === 1) return []
    const half = Math.floor(rest / 2)
    const all = isHomogeneous ? monomialsOfDegree(table, half) : monomialsUpTo(table, half)
    return byClass(
      all.filter((m) => !spanOf(half).leads(m)),
      classOf,
    ).map((monomials) => ({ p, monomials }))
  })
  if (blocks.reduce((count, b) => count + b.monomials.length ** 2, plain.length) > most) return undefined
  const squares = blocks.flatMap(({ p, monomials }) =>
    dominantSquares(monomials)
      // The product alone is among the others already.
      .filter((square) => p.factors.length === 0 || square.size > 1 || !square.has(0))
      .map((square): OpenTerm => ({ weight: ONE, square, product: p })),
  )
  return [...plain, ...squares]
}

export interface LinearOptions {
  readonly degree: number
  /** How many hypotheses may be multiplied with a square. */
  readonly products: number
  /** The largest number of columns that is worth writing down. */
  readonly most: number
  readonly budget: Budget
}

/**
 * The linear program for certificates of degree `degree` that are made of products of hypotheses (Krivine, Handelman)
 * and of up to `products` hypotheses times diagonally dominant sums of squares; undefined where it would be too large
 * or nothing can be strict. Throws BudgetSpent.
 * Sources: Handelman (1988); Ahmadi and Majumdar (2019).
 */
export const linearQuestion = (
  problem: PositivstellensatzProblem,
  { degree, products, most, budget }: LinearOptions,
): LinearQuestion | undefined => {
  const system = conicSystem(problem, budget)
  const { table, spanOf, positive, equalities } = system
  if (products > 0 && isPlain(system)) return undefined
  const found = terms(system, degree, { products, most, budget })
  if (found === undefined) return undefined
  if (equalities.length > 0 || positive.length === 0) found.push({ weight: ONE, square: monomial(0), product: NOTHING })
  const isStrict = ({ square, product: { factors } }: OpenTerm): boolean =>
    square.size === 1 && square.has(0) && factors.every((f) => f.kind === 'positive')
  if (!found.some(isStrict)) return undefined
  const rows = new Map<number, number>()
  const span = spanOf(degree)
  const columns = found.map((term) => {
    charge(budget)
    const image = span.reduce(product(table, product(table, term.square, term.square), term.product.reduced))
    const column = new Map<number, Rational>()
    // Row 0 says that the strict terms do not all have weight 0.
    if (isStrict(term)) column.set(0, ONE)
    for (const [m, c] of image) {
      if (!rows.has(m)) rows.set(m, rows.size + 1)
      column.set(rows.get(m) as number, c)
    }
    return column
  })
  const right: Rational[] = Array.from({ length: rows.size + 1 }, (_, i) => (i === 0 ? ONE : ZERO))
  return {
    columns,
    costs: found.map((t) => 1 + t.product.factors.length + degreeOf(table, t.square)),
    right,
    finish: (weights) => {
      const used = [...weights].flatMap(([j, weight]) =>
        sign(weight) > 0 ? [{ ...(found[j] as OpenTerm), weight }] : [],
      )
      const strict = used.find(isStrict)
      if (strict === undefined) return undefined
      return system.finish(
        strict,
        problem.nonzero.map(() => 0),
        used.filter((t) => t !== strict),
        degree,
      )
    },
  }
}
