import { type Rational, rational } from '../kernel/rational.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { monomialsUpTo } from './ideal-membership.ts'
import {
  add,
  constant,
  degree,
  degreeIn,
  fromTerms,
  indeterminate,
  isZero,
  numerator,
  type Polynomial,
  type PolynomialTerm,
  rename,
  scale,
  termCount,
  terms,
  usedNames,
} from './polynomial.ts'
import { specialize, substitute } from './polynomial-calculus.ts'
import { divideExact, primitive, primitivePart } from './polynomial-division.ts'
import { type Factor, squareFree } from './square-free.ts'
import { seriesArithmetic, type TruncatedSeries } from './truncated-series.ts'
import { derivativeUnivariate, gcdUnivariate, polynomialIn, type Univariate, univariate } from './univariate.ts'
import { irreducibleFactors } from './univariate-factorization.ts'

/** Exponents e for which 2^e - 1 is prime: the moduli to choose from. */
const MERSENNE = [127, 521, 1279, 4423]
const POINTS = 6
const MONOMIAL_LIMIT = 800

/** The factors of a polynomial; where `complete` is false, some bases may factor further. */
export interface Factorization {
  readonly scale: Rational
  readonly factors: readonly Factor[]
  readonly complete: boolean
}

/** Small integer vectors, in order of size. */
const points = function* (k: number): Generator<number[]> {
  yield new Array<number>(k).fill(0)
  let seed = 1
  for (let size = 1; size < 60; size++)
    for (let t = 0; t < 3; t++)
      yield Array.from({ length: k }, () => {
        seed = (seed * 1103515245 + 12345) % 2147483648
        return ((seed >> 8) % (2 * size + 1)) - size
      })
}

const shiftOf = (names: readonly string[], main: string, others: readonly string[], by: readonly number[]) =>
  new Map(
    others.map(
      (s, i) => [s, add(indeterminate(s, names), scale(indeterminate(main, names), by[i] as number))] as const,
    ),
  )

/** A univariate image f(x, point) that is square-free of full degree, with the fewest factors among a few. */
const bestImage = (f: Polynomial, main: string, others: readonly string[], budget: Budget) => {
  const d = degreeIn(f, main)
  let best: { point: number[]; factors: Univariate[] } | undefined
  let tried = 0
  for (const point of points(others.length)) {
    charge(budget)
    const at = new Map(others.map((s, i) => [s, rational(point[i] as number)]))
    const image = univariate(specialize(f, at))
    if (image.length !== d + 1 || gcdUnivariate(image, derivativeUnivariate(image)).length > 1) continue
    const factors = irreducibleFactors(image, budget)
    if (best === undefined || factors.length < best.factors.length) best = { point, factors }
    if (factors.length === 1 || ++tried === POINTS) break
  }
  return best
}

const subsets = function* (items: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = from; i <= items.length - size; i++)
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i] as number, ...rest]
}

/**
 * The irreducible factors of a primitive square-free f whose leading coefficient in `main` is constant: factors of an
 * image in one indeterminate are lifted (Hensel; Wang 1978) modulo a prime above twice Gelfond's bound and recombined.
 */
const factorMonic = (f: Polynomial, main: string, budget: Budget): Polynomial[] => {
  const others = usedNames(f).filter((s) => s !== main)
  const image = bestImage(f, main, others, budget)
  if (image === undefined) throw new BudgetSpent('no square-free image was found')
  if (image.factors.length === 1) return [f]
  const { names } = f
  const moved = substitute(
    f,
    new Map(others.map((s, i) => [s, add(indeterminate(s, names), constant(image.point[i] as number, names))])),
  )
  const centered = rename(moved, names)
  const most = degree(f)
  const monomials = monomialsUpTo(others.length, most)
  if (monomials.length > MONOMIAL_LIMIT) throw new BudgetSpent('too many monomials to lift')
  let height = 1n
  for (let i = 0; i < termCount(centered); i++) {
    const c = numerator(centered, i)
    height = height > c && height > -c ? height : c > 0n ? c : -c
  }
  const bits = 2 * height.toString(16).length * 4 + 2 * most * (others.length + 1) + 8
  const exponent = MERSENNE.find((e) => e > bits)
  if (exponent === undefined) throw new BudgetSpent('the coefficients are too large to lift')
  const prime = (1n << BigInt(exponent)) - 1n
  const ring = seriesArithmetic(prime, monomials, budget)
  const d = degreeIn(f, main)
  const k = names.indexOf(main)
  const columns = others.map((s) => names.indexOf(s))
  const whole: bigint[][] = monomials.map(() => [])
  for (const { exponents, coefficient } of terms(centered)) {
    const row = whole[ring.index.get(columns.map((j) => exponents[j]).join()) as number] as bigint[]
    const e = exponents[k] as number
    while (row.length <= e) row.push(0n)
    row[e] = ring.mod(coefficient.n)
  }
  const lead = whole[0]?.[d] as bigint
  const unit = ring.invert(lead)
  const target = whole.map((row) => ring.scale(row, unit))
  const bases = image.factors.map((g) => ring.scale(g.map(ring.mod), ring.invert(ring.mod(g.at(-1) as bigint))))
  const inverses = bases.map((g, i) =>
    ring.invertModulo(
      bases.reduce<readonly bigint[]>((p, h, j) => (j === i ? p : ring.multiply(p, h)), [1n]),
      g,
    ),
  )
  let lifted: TruncatedSeries[] = bases.map((g) => monomials.map((_, i) => (i === 0 ? g : [])))
  const product = (list: readonly TruncatedSeries[], upTo: number): TruncatedSeries =>
    list.reduce((p, g) => ring.multiplySeries(p, g, upTo))
  for (let j = 1; j <= most; j++) {
    charge(budget)
    const now = product(lifted, j)
    const next = lifted.map((g) => [...g])
    ring.degreeOf.forEach((e, i) => {
      if (e !== j) return
      const error = ring.add(target[i] as readonly bigint[], ring.scale(now[i] as readonly bigint[], prime - 1n))
      if (error.length === 0) return
      bases.forEach((g, t) => {
        const row = next[t] as (readonly bigint[])[]
        row[i] = ring.divide(ring.multiply(error, inverses[t] as readonly bigint[]), g)[1]
      })
    })
    lifted = next
  }
  const back = new Map(
    others.map((s, i) => [s, add(indeterminate(s, names), constant(-(image.point[i] as number), names))] as const),
  )
  const asPolynomial = (series: TruncatedSeries): Polynomial => {
    const list: PolynomialTerm[] = []
    series.forEach((row, i) => {
      row.forEach((c, e) => {
        const value = ring.mod(c * lead)
        const exponents = names.map(() => 0)
        exponents[k] = e
        columns.forEach((col, j) => {
          exponents[col] = monomials[i]?.[j] as number
        })
        list.push({ exponents, coefficient: rational(2n * value > prime ? value - prime : value) })
      })
    })
    return primitivePart(rename(substitute(fromTerms(names, list), back), names))
  }
  const found: Polynomial[] = []
  let rest = f
  let items = lifted.map((_, i) => i)
  for (let size = 1; 2 * size <= items.length; ) {
    let hit = false
    for (const subset of subsets(items, size)) {
      charge(budget)
      const candidate = asPolynomial(
        product(
          subset.map((i) => lifted[i] as TruncatedSeries),
          most,
        ),
      )
      const quotient = divideExact(rest, candidate)
      if (quotient === undefined) continue
      found.push(candidate)
      rest = quotient
      items = items.filter((i) => !subset.includes(i))
      hit = true
      break
    }
    if (!hit) size++
  }
  return [...found, primitivePart(rest)]
}

/** The irreducible factors of a primitive square-free polynomial in several indeterminates. */
const factorSquareFree = (p: Polynomial, budget: Budget): Polynomial[] => {
  const used = usedNames(p)
  if (used.length === 0) return []
  const monomial = used.find((s) => terms(p).every((t) => (t.exponents[p.names.indexOf(s)] as number) > 0))
  if (monomial !== undefined) {
    const x = indeterminate(monomial, p.names)
    return [x, ...factorSquareFree(divideExact(p, x) as Polynomial, budget)]
  }
  if (degree(p) === 1) return [p]
  if (used.length === 1) {
    const name = used[0] as string
    return irreducibleFactors(univariate(p), budget).map((f) => rename(polynomialIn(name, f), p.names))
  }
  // A change of coordinates y -> y + a·x makes the leading coefficient in x constant.
  const top = fromTerms(
    p.names,
    terms(p).filter((t) => t.exponents.reduce((s, e) => s + e, 0) === degree(p)),
  )
  for (const main of used)
    for (const by of points(used.length - 1)) {
      const others = used.filter((s) => s !== main)
      const at = new Map([[main, rational(1)], ...others.map((s, i) => [s, rational(by[i] as number)] as const)])
      if (isZero(specialize(top, at))) {
        if (by.every((e) => e === 0) && main !== used[used.length - 1]) break
        continue
      }
      const forth = shiftOf(p.names, main, others, by)
      const back = shiftOf(
        p.names,
        main,
        others,
        by.map((e) => -e),
      )
      const monic = primitivePart(rename(substitute(p, forth), p.names))
      return factorMonic(monic, main, budget).map((f) => primitivePart(rename(substitute(f, back), p.names)))
    }
  throw new BudgetSpent('no change of coordinates was found')
}

/**
 * p = scale·Π base^multiplicity with bases irreducible over Q (coprime integer coefficients, leading positive).
 * `complete` is false where the budget was spent or a limit met: then some base was left whole. Throws where p = 0.
 */
export const factor = (p: Polynomial, budget: Budget): Factorization => {
  let complete = true
  /** What `search` finds, or `whole` where the budget does not suffice. */
  const attempt = <T>(search: () => T, whole: () => T): T => {
    try {
      return search()
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error
      complete = false
      return whole()
    }
  }
  const { scale: content, factors } = attempt(
    () => squareFree(p, budget),
    () => {
      const { content: c, primitive: base } = primitive(p)
      return { scale: c, factors: [{ base, multiplicity: 1 }] }
    },
  )
  const split = factors.flatMap(({ base, multiplicity }) =>
    attempt(
      () => factorSquareFree(base, budget),
      () => [base],
    ).map((f) => ({ base: f, multiplicity })),
  )
  return { scale: content, factors: split, complete }
}
