import { factor } from '../../algebra/multivariate-factorization.ts'
import * as A from '../../algebra/polynomial.ts'
import { coefficientsIn } from '../../algebra/polynomial-calculus.ts'
import { divideExact, primitive } from '../../algebra/polynomial-division.ts'
import { gcd } from '../../algebra/polynomial-gcd.ts'
import { multiply, power, product } from '../../algebra/polynomial-product.ts'
import { type AffineCoordinates, affineCoordinates } from '../../dynamics/affine-coordinates.ts'
import { derivative, gradient, inner } from '../../kernel/derivative.ts'
import { lower } from '../../kernel/lower.ts'
import { multiply as times } from '../../kernel/normal-form.ts'
import { atomOf, atomsOf, fromAtom, type Polynomial, subtract } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { type Scope, withVariables } from '../../kernel/scope.ts'
import { specialize } from '../../kernel/specialize.ts'
import type { Term } from '../../kernel/term.ts'
import type { Budget } from '../../search/budget.ts'
import { indeterminatesFor } from '../indeterminates.ts'

/** The length of a step is τ|∂f|; the name the kernel has for τ. */
export const TAU = 'tau[1]'

/** f = E·U and |∂f|² = 4E·N with M = {E = 0}, and ρ with ρ² = E (M is a hypersurface) or ρ = E. */
export interface NormalShape {
  readonly E: A.Polynomial
  readonly rho: A.Polynomial
  readonly isHypersurface: boolean
  readonly U: A.Polynomial
  readonly N: A.Polynomial
  /** In which the parts are written. */
  readonly coordinates: AffineCoordinates
}

/**
 * How a polynomial g falls in one step of length τ|∂f| along −∂f, with the small quantity a = τρ:
 *
 * g(x) − g(x − τ∂f) = τ·E^power·common·(slope + Σ_i a^{i.times}·i.value)
 */
export interface DecreaseShape extends NormalShape {
  readonly power: number
  readonly common: A.Polynomial
  readonly slope: A.Polynomial
  readonly corrections: readonly { readonly times: number; readonly value: A.Polynomial }[]
}

const isPlain = (p: Polynomial): boolean =>
  [...atomsOf(p)].every(({ kind }) => kind === 'variable' || kind === 'parameter')

const MOST_FACTORS = 4

/** Divisors of f that may be what vanishes on M: squares first, then simple factors, each with its root where it has one. */
const candidates = (f: A.Polynomial, budget: Budget): { readonly E: A.Polynomial; readonly rho: A.Polynomial }[] => {
  const { factors } = factor(f, budget)
  const even = factors.filter(({ multiplicity }) => multiplicity % 2 === 0).slice(0, MOST_FACTORS)
  const whole = even.map(({ base, multiplicity }) => power(base, multiplicity / 2))
  const roots = [...(whole.length > 1 ? [product(whole)] : []), ...whole]
  const simple = factors.filter(({ multiplicity }) => multiplicity === 1).slice(0, MOST_FACTORS)
  return [...roots.map((u) => ({ E: power(u, 2), rho: u })), ...simple.map(({ base }) => ({ E: base, rho: base }))]
}

/** How often q divides p, and the quotient. */
const dividedOut = (p: A.Polynomial, q: A.Polynomial): { readonly power: number; readonly quotient: A.Polynomial } => {
  let quotient = p
  for (let k = 0; ; k++) {
    const next = divideExact(quotient, q)
    if (next === undefined) return { power: k, quotient }
    quotient = next
  }
}

/** p = common·slope, where common divides the values too and slope has coprime integer coefficients. */
const withoutCommon = (p: A.Polynomial, values: readonly A.Polynomial[], budget: Budget) => {
  const shared = values.reduce((d, value) => (A.isZero(value) ? d : gcd(d, value, budget)), p)
  const base = primitive(shared).primitive
  const { content, primitive: reduced } = primitive(divideExact(p, base) as A.Polynomial)
  const common = A.scale(base, Q.absolute(content))
  const slope = Q.sign(content) < 0 ? A.negate(reduced) : reduced
  return { common, slope, divide: (value: A.Polynomial) => divideExact(value, common) as A.Polynomial }
}

/** The ways to write f like this; none where it is no polynomial. `more` are terms with their own affine functions. */
export const normalShapes = (f: Term, more: readonly Term[], scope: Scope, budget: Budget): NormalShape[] => {
  const value = lower(f, scope)
  if (!isPlain(value)) return []
  const ascent = gradient(value, scope.variables)
  const steepness = inner(ascent, ascent)
  const { enter } = indeterminatesFor([value, steepness], scope)
  const [entered, steep] = [enter(value), enter(steepness)]
  if (A.isZero(steep)) return []
  return candidates(entered, budget).flatMap(({ E, rho }): NormalShape[] => {
    const U = divideExact(entered, E)
    const N = divideExact(steep, A.scale(E, 4))
    if (U === undefined || N === undefined || A.degree(E) === 0) return []
    const coordinates = affineCoordinates([rho], [f, ...more], scope)
    return [{ E, rho, isHypersurface: A.degree(rho) < A.degree(E), U, N, coordinates }]
  })
}

/** g(x) − g(x − τ∂f) by powers of τ, without the constant one. */
const dropByPowers = (f: Polynomial, g: Polynomial, scope: Scope): A.Polynomial[] => {
  const tau = fromAtom(atomOf({ kind: 'variable', name: TAU }))
  const next = new Map(
    scope.variables.map((name) => {
      const x = fromAtom(atomOf({ kind: 'variable', name }))
      return [name, subtract(x, times(tau, derivative(f, name)))] as const
    }),
  )
  const drop = subtract(g, specialize(g, next))
  const { enter } = indeterminatesFor([drop], withVariables(scope, [TAU]))
  return coefficientsIn(enter(drop), TAU).slice(1)
}

/** The ways to write the decrease of g like this; none where f or g is no polynomial. Throws BudgetSpent. */
export const decreaseShapes = (terms: readonly [f: Term, g: Term], scope: Scope, budget: Budget): DecreaseShape[] => {
  const [f, g] = terms.map((term) => lower(term, scope)) as [Polynomial, Polynomial]
  if (!isPlain(g)) return []
  const normals = normalShapes(terms[0], [terms[1]], scope, budget)
  if (normals.length === 0) return []
  const [first, ...others] = dropByPowers(f, g, scope)
  if (first === undefined || A.isZero(first)) return []
  return normals.flatMap((normal): DecreaseShape[] => {
    const { E, rho } = normal
    const { power: m, quotient: w } = dividedOut(first, E)
    if (m === 0) return []
    const values = others.map((c, i) => divideExact(c, multiply(power(E, m), power(rho, i + 1))))
    if (!values.every((p) => p !== undefined)) return []
    const { common, slope, divide } = withoutCommon(w, values, budget)
    const corrections = values.flatMap((p, i) => (A.isZero(p) ? [] : [{ times: i + 1, value: divide(p) }]))
    return [{ ...normal, power: m, common, slope, corrections }]
  })
}
