import type { Claim } from '../kernel/claim.ts'
import type { NegativeConclusion } from './equilibrium.ts'
import { commonTrust, hypothesesOf, type Subject } from './hypothesis.ts'

/** What the page is about: f = φ(|h|) or φ(|F|₂). */
export type BasinSubject = Omit<Subject, 'g' | 'level'>

/** The claims the page needs. */
export const basinHypotheses = (subject: BasinSubject): readonly Claim[] => {
  const claims = hypothesesOf({ ...subject, g: [], level: 'infinity' })
  return [claims.structure, claims.tame, claims['minimum-zero'], claims['full-rank']]
}

/**
 * At most dim M independent laws on the basin of M = argmin f [O]; spec I5.
 *
 * Let f = φ(|F|₂), F = (h_1, …, h_m) smooth, φ increasing with φ(0) = 0, and DF of rank m on M = {F = 0} ≠ ∅: M is a
 * manifold of dimension n − m. Near M the curves of −∇f are those of −DF^⊤F, along which |F| decreases exponentially in
 * time and the length is finite: they converge to points of M, and the set U of all starts for which they do is open and
 * contains M. Quantities c_1, …, c_k that are C¹ on U and constant along the curves have on U the values that they have
 * on M. If their gradients were independent at one point of U and k > n − m, these values would contain a ball of ℝᵏ,
 * but c(M) has measure zero, being the C¹ image of a manifold of smaller dimension.
 *
 * Returns undefined unless structure, tame, minimum-zero and full-rank are proved for this subject, with one residual or
 * the loss `l2`.
 */
export const lawsOnBasin = (subject: BasinSubject, checked: readonly unknown[]): NegativeConclusion | undefined => {
  const { residuals, loss, context } = subject
  if (loss === 'l1') return undefined
  const trust = commonTrust(basinHypotheses(subject), checked)
  const bound = context.variables.length - residuals.length
  if (trust === undefined || bound < 0) return undefined
  return {
    kind: 'dimension-of-minima',
    theorem: 'At most dim M independent laws on the basin of M',
    source: 'spec I5 [O]',
    trust,
    text:
      `The minima of f form a manifold M of dimension ${bound}, because ${residuals.length === 1 ? 'the residual has a gradient' : `the ${residuals.length} residuals have independent gradients`} on it. ` +
      `Of the quantities that are C^1 on the basin of M, M included, and conserved there, at most ${bound} are ` +
      'functionally independent at any point of the basin. Quantities that are not C^1 at M are not counted.',
  }
}
