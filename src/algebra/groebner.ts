import { rational } from '../kernel/rational.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { type BuchbergerArithmetic, buchberger, dividesMonomial, type Leading } from './buchberger.ts'
import { GREVLEX, type MonomialKeys, type MonomialOrder, monomialKeys, restrictedOrder } from './monomial-order.ts'
import { fromTerms, integerGcd, isZero, type Polynomial, rename, scale, terms, usedNames } from './polynomial.ts'
import { primitivePart } from './polynomial-division.ts'

/** An integer polynomial sorted in a monomial order. */
interface OrderedPolynomial extends Leading {
  readonly keys: readonly number[]
  readonly coefficients: readonly bigint[]
  readonly degree: number
}

/** A reduced Gröbner basis: leading coefficients positive, integer coefficients coprime, leading monomials increasing. */
export interface GroebnerBasis {
  readonly names: readonly string[]
  readonly order: MonomialOrder
  readonly elements: readonly Polynomial[]
  /** The exponents of the leading monomials of the elements. */
  readonly leading: readonly (readonly number[])[]
}

const total = (e: readonly number[]): number => e.reduce((s, x) => s + x, 0)

const ordered = (p: Polynomial, monomials: MonomialKeys): OrderedPolynomial => {
  const list = terms(p)
    .map(({ exponents, coefficient }) => ({ exponents, key: monomials.encode(exponents), c: coefficient.n }))
    .sort((s, t) => t.key - s.key)
  const degree = list.reduce((d, t) => Math.max(d, total(t.exponents)), 0)
  if (degree > monomials.degreeLimit) throw new BudgetSpent(`degree ${degree} is beyond the packed monomials`)
  return {
    keys: list.map((t) => t.key),
    coefficients: list.map((t) => t.c),
    degree,
    sugar: degree,
    leading: list[0]?.exponents ?? [],
  }
}

const unordered = (f: OrderedPolynomial, names: readonly string[], monomials: MonomialKeys): Polynomial =>
  fromTerms(
    names,
    f.keys.map((key, i) => ({ exponents: monomials.decode(key), coefficient: rational(f.coefficients[i] as bigint) })),
  )

/** a·f - b·x^shift·g. */
const combination = (f: OrderedPolynomial, a: bigint, g: OrderedPolynomial, b: bigint, shift: number) => {
  const keys: number[] = []
  const coefficients: bigint[] = []
  for (let i = 0, j = 0; i < f.keys.length || j < g.keys.length; ) {
    const kf = i < f.keys.length ? (f.keys[i] as number) : -1
    const kg = j < g.keys.length ? (g.keys[j] as number) + shift : -1
    let value = 0n
    if (kf >= kg) value = a * (f.coefficients[i++] as bigint)
    if (kg >= kf) value -= b * (g.coefficients[j++] as bigint)
    if (value === 0n) continue
    keys.push(Math.max(kf, kg))
    coefficients.push(value)
  }
  return { keys, coefficients }
}

const integerArithmetic = (monomials: MonomialKeys, budget: Budget) => {
  const raisedDegree = (shift: readonly number[], g: OrderedPolynomial): number => {
    const degree = total(shift) + g.degree
    if (degree > monomials.degreeLimit) throw new BudgetSpent(`degree ${degree} is beyond the packed monomials`)
    return degree
  }
  /** r and m with r = m·f modulo the reducers. */
  const normalForm = (f: OrderedPolynomial, reducers: readonly OrderedPolynomial[]) => {
    let current = f
    let numerator = 1n
    let denominator = 1n
    let { degree, sugar } = f
    for (let at = 0; at < current.keys.length; ) {
      const exponents = monomials.decode(current.keys[at] as number)
      const g = reducers.find((r) => dividesMonomial(r.leading, exponents))
      if (g === undefined) {
        at++
        continue
      }
      charge(budget)
      const shift = exponents.map((e, k) => e - (g.leading[k] as number))
      degree = Math.max(degree, raisedDegree(shift, g))
      sugar = Math.max(sugar, total(shift) + g.sugar)
      const c = current.coefficients[at] as bigint
      const lead = g.coefficients[0] as bigint
      const d = integerGcd(c, lead)
      const a = lead / d
      numerator *= a
      let next = combination(current, a, g, c / d, monomials.encode(shift))
      if (a !== 1n && a !== -1n) {
        let content = 0n
        for (const v of next.coefficients) {
          content = integerGcd(content, v)
          if (content === 1n) break
        }
        if (content > 1n) {
          next = { keys: next.keys, coefficients: next.coefficients.map((v) => v / content) }
          denominator *= content
        }
      }
      current = { ...current, ...next }
    }
    const leading = current.keys.length === 0 ? [] : monomials.decode(current.keys[0] as number)
    return { remainder: { ...current, degree, sugar, leading }, multiplier: rational(numerator, denominator) }
  }
  const cleaned = (f: OrderedPolynomial): OrderedPolynomial => {
    let content = f.coefficients.reduce((g, c) => (g === 1n ? g : integerGcd(g, c)), 0n)
    if ((f.coefficients[0] as bigint) < 0n) content = -content
    return content === 1n ? f : { ...f, coefficients: f.coefficients.map((c) => c / content) }
  }
  const arithmetic: BuchbergerArithmetic<OrderedPolynomial> = {
    reduce: (f, reducers) => {
      const { remainder } = normalForm(f, reducers)
      return remainder.keys.length === 0 ? undefined : cleaned(remainder)
    },
    sPolynomial: (f, g, sugar) => {
      const lcm = f.leading.map((e, k) => Math.max(e, g.leading[k] as number))
      const sf = lcm.map((e, k) => e - (f.leading[k] as number))
      const sg = lcm.map((e, k) => e - (g.leading[k] as number))
      const up = monomials.encode(sf)
      const degree = Math.max(raisedDegree(sf, f), raisedDegree(sg, g))
      const lf = f.coefficients[0] as bigint
      const lg = g.coefficients[0] as bigint
      const d = integerGcd(lf, lg)
      const raised = { ...f, keys: f.keys.map((k) => k + up) }
      const s = combination(raised, lg / d, g, lf / d, monomials.encode(sg))
      return s.keys.length === 0 ? undefined : { ...s, degree, sugar, leading: monomials.decode(s.keys[0] as number) }
    },
  }
  return { arithmetic, normalForm }
}

/** All names in generators, in order of appearance. */
export const namesOf = (polynomials: readonly Polynomial[]): string[] => [
  ...new Set(polynomials.flatMap((p) => p.names)),
]

/**
 * The reduced Gröbner basis over Q of the ideal of the generators, for `names` (default: those of the generators, in
 * order of appearance; the first is the largest) and `order` (default grevlex), by Buchberger's algorithm. For a
 * lexicographic basis of finitely many points, {@link convertOrder} from grevlex is far cheaper. Throws BudgetSpent
 * where the budget is spent or the degrees outgrow what packed monomials can hold.
 */
export const groebnerBasis = (
  generators: readonly Polynomial[],
  budget: Budget,
  order: MonomialOrder = GREVLEX,
  names: readonly string[] = namesOf(generators),
): GroebnerBasis => {
  const { used, monomials } = keysFor(names, order, generators)
  const { arithmetic } = integerArithmetic(monomials, budget)
  const start = generators.filter((g) => !isZero(g)).map((g) => ordered(primitivePart(rename(g, used)), monomials))
  const minimal = buchberger(start, arithmetic, budget)
  const reduced = minimal.map(
    (f) =>
      arithmetic.reduce(
        f,
        minimal.filter((g) => g !== f),
      ) as OrderedPolynomial,
  )
  reduced.sort((f, g) => (f.keys[0] as number) - (g.keys[0] as number))
  return {
    names,
    order,
    elements: reduced.map((f) => rename(unordered(f, used, monomials), names)),
    leading: reduced.map((f) => names.map((s) => f.leading[used.indexOf(s)] ?? 0)),
  }
}

/** The normal form of p modulo a Gröbner basis: the only polynomial congruent to p without a leading monomial. */
export const reduce = (p: Polynomial, basis: GroebnerBasis, budget: Budget): Polynomial => reducer(basis, budget)(p)

/** {@link reduce} for many polynomials modulo one basis. */
export const reducer = (basis: GroebnerBasis, budget: Budget): ((p: Polynomial) => Polynomial) => {
  const prepare = (names: readonly string[], monomials: MonomialKeys) => ({
    ...integerArithmetic(monomials, budget),
    reducers: basis.elements.map((g) => ordered(rename(g, names), monomials)),
  })
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  return (p) => {
    const { used, monomials } = keysFor(basis.names, basis.order, [p, ...basis.elements])
    const key = used.join()
    const known = prepared.get(key) ?? prepare(used, monomials)
    prepared.set(key, known)
    const q = rename(p, used)
    const { remainder, multiplier } = known.normalForm(ordered({ ...q, denominator: 1n }, monomials), known.reducers)
    const result = rename(unordered(remainder, used, monomials), basis.names)
    return scale(result, rational(multiplier.d, multiplier.n * q.denominator))
  }
}

/** Keys for the names that occur only: the fewer they are, the higher the degrees that packed monomials can hold. */
const keysFor = (names: readonly string[], order: MonomialOrder, polynomials: readonly Polynomial[]) => {
  const occurring = new Set(polynomials.flatMap(usedNames))
  const stranger = [...occurring].find((s) => !names.includes(s))
  if (stranger !== undefined) throw new RangeError(`"${stranger}" occurs and is not among [${names.join(', ')}]`)
  const used = names.filter((s) => occurring.has(s))
  const restricted = restrictedOrder(
    order,
    names.map((s) => occurring.has(s)),
  )
  return { used, monomials: monomialKeys(used.length, restricted) }
}

/** The least number of indeterminates that meets every support, or `bound` where that is not less. */
const leastHitting = (supports: readonly (readonly number[])[], bound: number): number => {
  if (supports.length === 0) return 0
  if (bound <= 1) return bound
  const smallest = supports.reduce((a, b) => (b.length < a.length ? b : a))
  return smallest.reduce(
    (best, k) =>
      Math.min(
        best,
        1 +
          leastHitting(
            supports.filter((s) => !s.includes(k)),
            best - 1,
          ),
      ),
    bound,
  )
}

/**
 * The dimension of the complex zero set, from the leading monomials: the most indeterminates of which no leading
 * monomial is a product (-1 for the whole ring). Right for every monomial order.
 */
export const dimension = ({ names, leading }: GroebnerBasis): number => {
  const supports = leading.map((e) => e.flatMap((x, k) => (x > 0 ? [k] : [])))
  return supports.some((s) => s.length === 0) ? -1 : names.length - leastHitting(supports, names.length + 1)
}

/** The exponents of the monomials that no leading monomial divides, by degree, where they are finitely many. */
export const standardMonomials = (basis: GroebnerBasis): number[][] | undefined => {
  if (dimension(basis) > 0) return undefined
  const isStandard = (e: readonly number[]): boolean => !basis.leading.some((l) => dividesMonomial(l, e))
  const start = basis.names.map(() => 0)
  const found = isStandard(start) ? [start] : []
  for (let i = 0; i < found.length; i++) {
    const e = found[i] as number[]
    const last = e.findLastIndex((x) => x > 0)
    for (let k = Math.max(0, last); k < e.length; k++) {
      const next = e.map((x, j) => (j === k ? x + 1 : x))
      if (isStandard(next)) found.push(next)
    }
  }
  return found.sort((a, b) => total(a) - total(b))
}

/** The dimension of Q[names]/ideal as a vector space: finite exactly where the complex zero set is. */
export const quotientDimension = (basis: GroebnerBasis): number => standardMonomials(basis)?.length ?? Infinity
