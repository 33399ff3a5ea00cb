import { diagonalQuadratic } from '../dynamics/diagonal-quadratic.ts'
import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { evaluate } from '../expression/evaluate.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { leadingCoefficient, negate, type Polynomial, rationalValue, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { call, number, product, quotient, raised, sum, symbol, type Term } from '../kernel/term.ts'
import type { Candidate } from './regularizer-candidates.ts'

/** Exponents beyond this make sums that nobody can prove anything about. */
const MOST_EXPONENT = 24n

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b

/** r with p = r·q, where it is rational. */
const rationalRatio = (p: Polynomial, q: Polynomial): Q.Rational | undefined => {
  const r = Q.divide(leadingCoefficient(p), leadingCoefficient(q))
  return vanishes(subtract(p, scale(q, r))) ? r : undefined
}

const power = (base: Term, k: bigint): Term => (k === 1n ? base : raised(base, number(Q.rational(k))))

/**
 * A regularizer for h = Σ a_i z_i² − b ([J], Examples 4.4 and 4.5): with a_* the least a_i/b that is positive, I where it
 * is attained and s = |z_I|², each |z_i|^m·s^n with m·a_i + 2n·a_* = 0, i ∉ I, is conserved, vanishes at the flat minima
 * and decreases along the method. The exponents are even, so that the sum is C² where single z_i vanish, and of those with
 * a_i > a_* all have the same power of s below, so that it is infinite wherever s = 0.
 *
 * `values` are numbers for the parameters that tell which a_i is least; the candidate is right where the order is the
 * same. Undefined where h is no such form, where all a_i are equal, and where no exponents are known: ratios a_i/a_* that
 * are not rational need a_* rational and a_i a polynomial in parameters, or only two variables.
 */
export const diagonalRegularizer = (
  residual: Term,
  objective: Omit<Objective, 'term'>,
  values: ReadonlyMap<string, number>,
): Candidate | undefined => {
  const { variables } = objective
  const form = diagonalQuadratic(lower(residual, scopeOf(objective)), variables)
  if (form === undefined) return undefined
  const termOf = (p: Polynomial): Term => termOfPolynomial(p, variables)
  const sampled = (p: Polynomial): number => evaluate(termOf(p), values)
  const level = sampled(form.level)
  if (!(Math.abs(level) > 0)) return undefined
  const a = form.coefficients.map((c) => (level > 0 ? c : negate(c)))
  const least = a.filter((c) => sampled(c) > 0).sort((c, d) => sampled(c) - sampled(d))[0]
  if (least === undefined) return undefined
  const isFlat = a.map((c) => vanishes(subtract(c, least)))
  const flat = variables.filter((_, i) => isFlat[i]).map(symbol)
  const others = variables.flatMap((name, i) => (isFlat[i] ? [] : [{ z: symbol(name), a: a[i] as Polynomial }]))
  const [only, ...more] = flat
  if (only === undefined || others.length === 0) return undefined
  const idea = 'powers of the coordinates against those of the flat minima'
  const ratios = others.map((one) => rationalRatio(one.a, least))
  if (ratios.every((r) => r !== undefined)) {
    const s = (k: bigint): Term =>
      more.length === 0 ? power(only, 2n * k) : power(sum(...flat.map((z) => raised(z, 2))), k)
    const pole = ratios.reduce((k, r) => (Q.sign(r) > 0 ? lcm(k, r.n) : k), 1n)
    const summands = others.map(({ z }, i) => {
      const r = ratios[i] as Q.Rational
      return Q.sign(r) > 0
        ? { term: quotient(power(z, (2n * pole * r.d) / r.n), s(pole)), degree: 2n * pole }
        : { term: product(power(z, 2n * r.d), s(-r.n)), degree: -2n * r.n }
    })
    if (summands.some(({ degree }) => degree > MOST_EXPONENT)) return undefined
    return { term: sum(...summands.map(({ term }) => term)), idea }
  }
  const size = (z: Term): Term => call('abs', z)
  const [first, ...rest] = others
  const scaled = rationalValue(least)
  if (scaled !== undefined && scaled.n !== 0n) {
    const below = (c: Polynomial, k: number): Term => simplify(termOf(scale(c, Q.divide(Q.rational(-k), scaled))))
    const summands = others.map(({ z, a: c }, i) => {
      const r = ratios[i]
      if (r !== undefined && Q.sign(r) < 0) return product(power(z, 2n * r.d), power(only, -2n * r.n))
      return more.length === 0
        ? product(raised(z, 4), raised(size(only), below(c, 4)))
        : product(raised(z, 4), raised(sum(...flat.map((y) => raised(y, 2))), below(c, 2)))
    })
    return { term: sum(...summands), idea }
  }
  if (first === undefined || rest.length > 0 || more.length > 0) return undefined
  const exponent = (c: Polynomial): Term => simplify(termOf(c))
  return { term: product(raised(size(first.z), exponent(least)), raised(size(only), exponent(negate(first.a)))), idea }
}
