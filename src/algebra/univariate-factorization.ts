import { type Rational, rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { isZero, type Polynomial, usedNames } from './polynomial.ts'
import { primitive } from './polynomial-division.ts'
import { largePrime } from './prime-field.ts'
import { type ResiduePolynomial, residuePolynomials } from './prime-field-polynomial.ts'
import { type Factor, squareFree } from './square-free.ts'
import {
  divideUnivariate,
  multiplyUnivariate,
  polynomialIn,
  primitiveUnivariate,
  trimmed,
  type Univariate,
  univariate,
} from './univariate.ts'

const TRIALS = 5

const symmetric = (p: readonly bigint[], m: bigint): Univariate =>
  trimmed(
    p.map((c) => {
      const r = ((c % m) + m) % m
      return 2n * r > m ? r - m : r
    }),
  )

/** A factor bound: no factor of f over Z has a coefficient larger than this (Mignotte 1974). */
const factorBound = (f: Univariate): bigint =>
  f.reduce((s, c) => s + (c < 0n ? -c : c), 0n) * (1n << BigInt(f.length)) * 2n

/** Factors of f modulo p^k from those modulo p, by linear Hensel lifting one factor at a time; the factors are monic. */
const henselLift = (
  f: Univariate,
  factors: readonly ResiduePolynomial[],
  p: number,
  steps: number,
  budget: Budget | undefined,
): Univariate[] => {
  const ring = residuePolynomials(p)
  const prime = BigInt(p)
  const modulus = prime ** BigInt(steps)
  const lifted: Univariate[] = []
  let whole = f
  factors.slice(0, -1).forEach((h0, i) => {
    const lead = ring.from([f.at(-1) as bigint])
    const g0 = factors.slice(i + 1).reduce((a, b) => ring.multiply(a, b), lead)
    const [s, t] = ring.bezout(g0, h0)
    let g: bigint[] = g0.map(BigInt)
    let h: bigint[] = h0.map(BigInt)
    // The leading coefficient of g is that of f, exactly.
    g[g.length - 1] = whole.at(-1) as bigint
    for (let m = prime; m < modulus; m *= prime) {
      if (budget !== undefined) charge(budget)
      const gh = multiplyUnivariate(g, h)
      const e = ring.from(whole.map((c, k) => (c - (gh[k] ?? 0n)) / m))
      const [q, r] = ring.divide(ring.multiply(s, e), h0)
      const dg = ring.add(ring.multiply(t, e), ring.multiply(q, g0))
      g = g.map((c, k) => c + m * BigInt(dg[k] ?? 0))
      h = h.map((c, k) => c + m * BigInt(r[k] ?? 0))
    }
    lifted.push(h)
    whole = g
  })
  const last = whole.map((c) => ((c % modulus) + modulus) % modulus)
  lifted.push(last)
  return lifted
}

const subsets = function* (items: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = from; i <= items.length - size; i++)
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i] as number, ...rest]
}

/** The irreducible factors over Z of a primitive square-free polynomial (Zassenhaus 1969). */
const factorSquareFree = (f: Univariate, budget: Budget | undefined): Univariate[] => {
  if (f.length <= 2) return f.length === 2 ? [f] : []
  const lead = f.at(-1) as bigint
  let best: { p: number; factors: ResiduePolynomial[] } | undefined
  for (let k = 0, tried = 0; tried < TRIALS; k++) {
    if (budget !== undefined) charge(budget)
    const p = largePrime(k)
    const ring = residuePolynomials(p)
    const image = ring.from(f)
    if (image.length !== f.length || ring.gcd(image, ring.derivative(image)).length > 1) continue
    tried++
    const factors = ring.factor(ring.monic(image))
    if (best === undefined || factors.length < best.factors.length) best = { p, factors }
    if (factors.length === 1) return [f]
  }
  const { p, factors } = best as { p: number; factors: ResiduePolynomial[] }
  const bound = factorBound(f) * (lead < 0n ? -lead : lead) * 2n
  let steps = 1
  for (let m = BigInt(p); m <= bound; m *= BigInt(p)) steps++
  const modulus = BigInt(p) ** BigInt(steps)
  const lifted = henselLift(f, factors, p, steps, budget)
  // The last one carries the leading coefficient: make it monic modulo p^k.
  const top = lifted[lifted.length - 1] as Univariate
  const unit = invertBig((((top.at(-1) as bigint) % modulus) + modulus) % modulus, modulus)
  lifted[lifted.length - 1] = top.map((c) => (c * unit) % modulus)
  const found: Univariate[] = []
  let rest = f
  let items = lifted.map((_, i) => i)
  for (let size = 1; 2 * size <= items.length; ) {
    let hit = false
    for (const subset of subsets(items, size)) {
      if (budget !== undefined) charge(budget)
      const c = rest.at(-1) as bigint
      const constantTerm = subset.reduce((x, i) => (x * ((lifted[i] as Univariate)[0] as bigint)) % modulus, c)
      const [trailing] = symmetric([constantTerm], modulus)
      const target = (rest[0] as bigint) * c
      if (trailing === undefined ? target !== 0n : target % trailing !== 0n) continue
      const candidate = primitiveUnivariate(
        symmetric(
          subset.reduce((x, i) => symmetric(multiplyUnivariate(x, lifted[i] as Univariate), modulus), [
            c,
          ] as Univariate),
          modulus,
        ),
      )
      const quotient = divideUnivariate(rest, candidate)
      if (quotient === undefined) continue
      found.push(candidate)
      rest = quotient
      items = items.filter((i) => !subset.includes(i))
      hit = true
      break
    }
    if (!hit) size++
  }
  if (rest.length > 1) found.push(primitiveUnivariate(rest))
  return found
}

const invertBig = (a: bigint, m: bigint): bigint => {
  let [r, s, u, v] = [m, a, 0n, 1n]
  while (s !== 0n) {
    const q = r / s
    ;[r, s] = [s, r - q * s]
    ;[u, v] = [v, u - q * v]
  }
  return ((u % m) + m) % m
}

/**
 * p = scale·Π base^multiplicity with irreducible bases over Q (coprime integer coefficients, leading positive), by
 * degree. Precondition: at most one indeterminate occurs. Throws where p = 0, BudgetSpent where the budget is spent.
 */
export const factorUnivariate = (
  p: Polynomial,
  budget?: Budget,
): { readonly scale: Rational; readonly factors: Factor[] } => {
  if (isZero(p)) throw new RangeError('expected a nonzero polynomial, found 0')
  const name = usedNames(p)[0]
  if (name === undefined) return { scale: primitive(p).content, factors: [] }
  const { scale, factors } = squareFree(p, budget)
  const split = factors.flatMap(({ base, multiplicity }) =>
    irreducibleFactors(univariate(base), budget).map((f) => ({ base: polynomialIn(name, f), multiplicity })),
  )
  return { scale: scale.d === 1n ? scale : rational(scale.n, scale.d), factors: split }
}

/** The irreducible factors of a square-free univariate integer polynomial, primitive, by degree. */
export const irreducibleFactors = (p: Univariate, budget?: Budget): Univariate[] => {
  const f = primitiveUnivariate(p)
  const zero = f[0] === 0n
  const rest = zero ? f.slice(1) : f
  const found = factorSquareFree(rest, budget)
  if (zero) found.push([0n, 1n])
  return found.sort((a, b) => a.length - b.length)
}
