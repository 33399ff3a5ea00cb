import { rational } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { areCoprimeInImages } from './coprimality.ts'
import {
  aligned,
  constant,
  degrees,
  fromTerms,
  integerGcd,
  isZero,
  numerator,
  type Polynomial,
  type PolynomialTerm,
  scale,
  subtract,
  termCount,
  terms,
  usedNames,
} from './polynomial.ts'
import { coefficientsIn } from './polynomial-calculus.ts'
import { divideExact, primitivePart } from './polynomial-division.ts'
import { multiply, power } from './polynomial-product.ts'

/** The largest integers, in bits, that the heuristic may make before the remainder sequence takes over. */
const HEURISTIC_BITS = 60000

const norm = (p: Polynomial): bigint => {
  let best = 0n
  for (let i = 0; i < termCount(p); i++) {
    const c = numerator(p, i)
    if (c > best) best = c
    if (-c > best) best = -c
  }
  return best
}

/** The integer polynomial p at names[k] = x, as an integer polynomial free of names[k]. */
const evaluateAt = (p: Polynomial, k: number, x: bigint): Polynomial => {
  const powers = [1n]
  return fromTerms(
    p.names,
    terms(p).map(({ exponents, coefficient }) => {
      const e = exponents[k] as number
      while (powers.length <= e) powers.push((powers[powers.length - 1] as bigint) * x)
      return {
        exponents: exponents.map((f, j) => (j === k ? 0 : f)),
        coefficient: rational(coefficient.n * (powers[e] as bigint)),
      }
    }),
  )
}

/** The polynomial in names[k] whose coefficients are the symmetric x-adic digits of p. */
const fromDigits = (p: Polynomial, k: number, x: bigint): Polynomial => {
  const out: PolynomialTerm[] = []
  for (const { exponents, coefficient } of terms(p)) {
    let rest = coefficient.n
    for (let e = 0; rest !== 0n; e++) {
      let digit = rest % x
      if (digit > x / 2n) digit -= x
      if (digit < -(x / 2n)) digit += x
      rest = (rest - digit) / x
      if (digit !== 0n)
        out.push({ exponents: exponents.map((f, j) => (j === k ? e : f)), coefficient: rational(digit) })
    }
  }
  return fromTerms(p.names, out)
}

/** The heuristic gcd (Char, Geddes, Gonnet 1989) of integer polynomials, contents included; undefined where it fails. */
const heuristicGcd = (f: Polynomial, g: Polynomial, budget: Budget | undefined): Polynomial | undefined => {
  if (budget !== undefined) charge(budget, 200)
  const contentOf = (p: Polynomial): bigint => {
    let c = 0n
    for (let i = 0; i < termCount(p) && c !== 1n; i++) c = integerGcd(c, numerator(p, i))
    return c
  }
  const content = integerGcd(contentOf(f), contentOf(g))
  const a = scale(f, rational(1n, content))
  const b = scale(g, rational(1n, content))
  const da = degrees(a)
  const db = degrees(b)
  const k = da.findIndex((d, j) => d > 0 || (db[j] as number) > 0)
  if (k < 0) return constant(integerGcd(numerator(f, 0), numerator(g, 0)), f.names)
  const [smaller] = [norm(a), norm(b)].sort((u, v) => Number(u > v) - Number(u < v)) as [bigint, bigint]
  let x = 2n * smaller + 29n
  for (let attempt = 0; attempt < 6; attempt++) {
    if (x.toString(16).length * 4 * Math.max(da[k] as number, db[k] as number) > HEURISTIC_BITS) return undefined
    const fa = evaluateAt(a, k, x)
    const fb = evaluateAt(b, k, x)
    if (!isZero(fa) && !isZero(fb)) {
      const image = heuristicGcd(fa, fb, budget)
      if (image === undefined) return undefined
      const candidate = primitivePart(fromDigits(image, k, x))
      if (divideExact(a, candidate) !== undefined && divideExact(b, candidate) !== undefined)
        return scale(candidate, content)
    }
    x = (x * 73794n) / 27011n + 1n
  }
  return undefined
}

/** The gcd of the coefficients of p as a polynomial in `name`. */
export const contentIn = (p: Polynomial, name: string, budget?: Budget): Polynomial => {
  let content = constant(0, p.names)
  for (const c of coefficientsIn(p, name).sort((s, t) => termCount(s) - termCount(t))) {
    content = gcd(content, c, budget)
    if (!isZero(content) && content.exponents.every((e) => e === 0)) return content
  }
  return content
}

/** The pseudo-remainder of f by g in `name`. */
const pseudoRemainder = (f: Polynomial, g: Polynomial, name: string, budget: Budget | undefined): Polynomial => {
  const gc = coefficientsIn(g, name)
  const lead = gc[gc.length - 1] as Polynomial
  let rest = coefficientsIn(f, name)
  while (rest.length >= gc.length) {
    if (budget !== undefined) charge(budget)
    const top = rest[rest.length - 1] as Polynomial
    const shift = rest.length - gc.length
    rest = rest.slice(0, -1).map((c, i) => {
      const scaled = multiply(c, lead)
      const h = gc[i - shift]
      return h === undefined || i < shift ? scaled : subtract(scaled, multiply(top, h))
    })
    while (rest.length > 0 && isZero(rest[rest.length - 1] as Polynomial)) rest.pop()
  }
  const k = f.names.indexOf(name)
  return fromTerms(
    f.names,
    rest.flatMap((c, e) => terms(c).map((t) => ({ ...t, exponents: t.exponents.map((v, j) => (j === k ? e : v)) }))),
  )
}

/** The gcd by a primitive remainder sequence in the indeterminate of least degree. */
const remainderSequenceGcd = (f: Polynomial, g: Polynomial, budget: Budget | undefined): Polynomial => {
  const da = degrees(f)
  const db = degrees(g)
  const name = f.names
    .map((s, k) => ({ s, d: Math.min(da[k] as number, db[k] as number) }))
    .filter(({ d }) => d > 0)
    .sort((u, v) => u.d - v.d)[0]?.s
  if (name === undefined) return constant(1, f.names)
  const cf = contentIn(f, name, budget)
  const cg = contentIn(g, name, budget)
  const content = gcd(cf, cg, budget)
  let a = divideExact(f, cf) as Polynomial
  let b = divideExact(g, cg) as Polynomial
  const k = f.names.indexOf(name)
  if ((degrees(a)[k] as number) < (degrees(b)[k] as number)) [a, b] = [b, a]
  for (;;) {
    const r = pseudoRemainder(a, b, name, budget)
    if (isZero(r)) return primitivePart(multiply(content, b))
    if (degrees(r)[k] === 0) return primitivePart(content)
    a = b
    b = primitivePart(divideExact(r, contentIn(r, name, budget)) as Polynomial)
  }
}

/**
 * The greatest common divisor in Q[names], with coprime integer coefficients and the leading one positive; 0 only for
 * two zeros. Throws BudgetSpent where the budget is spent.
 */
export const gcd = (p: Polynomial, q: Polynomial, budget?: Budget): Polynomial => {
  const [a, b] = aligned(p, q)
  if (isZero(a)) return primitivePart(b)
  if (isZero(b)) return primitivePart(a)
  const names = a.names
  const n = names.length
  const least = names.map((_, k) => {
    let m = Infinity
    for (const r of [a, b]) for (let i = 0; i < termCount(r); i++) m = Math.min(m, r.exponents[i * n + k] as number)
    return m
  })
  const shared = least.reduce((t, e, k) => (e > 0 ? multiply(t, power(variable(names, k), e)) : t), constant(1, names))
  const f = primitivePart(divideExact(a, shared) as Polynomial)
  const g = primitivePart(divideExact(b, shared) as Polynomial)
  const uf = usedNames(f)
  const ug = usedNames(g)
  if (uf.length === 0 || ug.length === 0) return shared
  const onlyF = uf.find((s) => !ug.includes(s))
  if (onlyF !== undefined) return multiply(shared, gcd(contentIn(f, onlyF, budget), g, budget))
  const onlyG = ug.find((s) => !uf.includes(s))
  if (onlyG !== undefined) return multiply(shared, gcd(f, contentIn(g, onlyG, budget), budget))
  if (areCoprimeInImages(f, g)) return shared
  const found = heuristicGcd(f, g, budget) ?? remainderSequenceGcd(f, g, budget)
  return multiply(shared, primitivePart(found))
}

const variable = (names: readonly string[], k: number): Polynomial =>
  fromTerms(names, [{ exponents: names.map((_, j) => (j === k ? 1 : 0)), coefficient: rational(1) }])
