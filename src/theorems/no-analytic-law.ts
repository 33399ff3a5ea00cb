import type { Claim } from '../kernel/claim.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { parseUnivariate } from '../kernel/univariate.ts'
import {
  criticalClaims,
  type Equilibrium,
  type EquilibriumSubject,
  equilibriumAt,
  type NegativeConclusion,
  pointWords,
} from './equilibrium.ts'
import { commonTrust } from './hypothesis.ts'
import { type Coefficients, characteristicPolynomial, isIrreducible, multiplied } from './irreducible.ts'

/** A factor of the characteristic polynomial of the Hessian, monic in t, and a prime modulo which it is irreducible. */
export interface SpectralFactor {
  readonly polynomial: string
  /** Null for factors of degree 1. */
  readonly prime: number | null
}

/** det(t − ∇²f(p)), where the Hessian is a matrix of rational numbers. */
export const hessianSpectrum = ({ hessian }: Equilibrium): Coefficients | undefined => {
  const rows = hessian.map((row) => row.map(rationalValue))
  return rows.every((row) => row.every((entry) => entry !== undefined))
    ? characteristicPolynomial(rows as Q.Rational[][])
    : undefined
}

/** That ∇f(p) = 0, as claims. */
export const criticalHypotheses = (subject: EquilibriumSubject): readonly Claim[] | undefined => {
  const equilibrium = equilibriumAt(subject)
  const claims = equilibrium && criticalClaims(subject.context, equilibrium)
  return claims?.every((claim) => claim !== undefined) ? (claims as Claim[]) : undefined
}

/** The sign that the sums of the roots of all factors have; 0 where they have not one sign. */
const commonTraceSign = (factors: readonly Coefficients[]): number => {
  const signs = factors.map((q) => -Q.sign(q[q.length - 2] ?? Q.ZERO))
  const [first = 0] = signs
  return signs.every((s) => s === first) ? first : 0
}

/**
 * No analytic law near a critical point without resonance (Poincaré) [O]; spec I5, 12.6.
 *
 * Let f be analytic near p, ∇f(p) = 0, and λ the eigenvalues of ∇²f(p). If c is analytic near p, not constant and
 * conserved, let c_k be its homogeneous part of least degree k ≥ 1 about p. The part of degree k of ⟨∇c, ∇f⟩ = 0 is
 * ⟨∇c_k(x), ∇²f(p)·x⟩ = 0; in an eigenbasis the monomials x^m are eigenvectors of this operator, with eigenvalues
 * ⟨m, λ⟩. So ⟨m, λ⟩ = 0 for some m ∈ ℕⁿ, |m| = k: a resonance.
 *
 * Where ∇²f(p) is rational there is none exactly if the irreducible factors over ℚ of its characteristic polynomial have
 * roots whose sums are all positive or all negative: averaging a resonance over the Galois group of the splitting field
 * gives the roots of each factor equal weights K_i ≥ 0, not all 0, with Σ_i K_i·(sum of the roots of factor i) = 0.
 *
 * Returns undefined unless the factors given multiply to the characteristic polynomial, are irreducible modulo the
 * given primes, and ∇f(p) = 0 was proved.
 */
export const noAnalyticLaw = (
  subject: EquilibriumSubject,
  factors: readonly SpectralFactor[],
  checked: readonly unknown[],
): NegativeConclusion | undefined => {
  try {
    const equilibrium = equilibriumAt(subject)
    const spectrum = equilibrium && hessianSpectrum(equilibrium)
    const critical = criticalHypotheses(subject)
    const trust = critical && commonTrust(critical, checked)
    if (spectrum === undefined || trust === undefined) return undefined
    const read = factors.map(({ polynomial, prime }) => ({ q: parseUnivariate(polynomial), prime }))
    const product = read.reduce<Coefficients>((all, { q }) => multiplied(all, q), [Q.ONE])
    const isSpectrum =
      product.length === spectrum.length && product.every((c, i) => Q.equal(c, spectrum[i] as Q.Rational))
    if (!isSpectrum || !read.every(({ q, prime }) => isIrreducible(q, prime))) return undefined
    if (commonTraceSign(read.map(({ q }) => q)) === 0) return undefined
    const { p, where } = pointWords(subject)
    return {
      kind: 'no-analytic-law',
      theorem: 'No analytic law without resonance (Poincaré)',
      source: 'spec I5, 12.6 [O]',
      trust,
      text:
        `Every quantity that is analytic near ${p} and conserved there by gradient flow is constant near ${p}: the ` +
        'eigenvalues λ of the Hessian at this critical point have no resonance <k, λ> = 0 with natural numbers k, not ' +
        `all 0, because every irreducible factor of the characteristic polynomial (${factors
          .map(({ polynomial }) => polynomial)
          .join(
            ')(',
          )}) has roots with a sum of the same sign. Quantities that are not analytic at ${p} are not excluded.${where}`,
    }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
