import type { CheckedClaim } from '../kernel/checked-claim.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import { energyOf, type Subject } from '../theorems/hypothesis.ts'
import { type SolverStatement, solverStatement } from '../theorems/solver-statement.ts'

/** What the claims of a check were about; undefined where it had no structure or no regularizer. */
export const subjectOf = ({ claims }: Pick<CheckResult, 'claims'>): Subject | undefined => {
  let subject: Partial<Subject> = { level: 'infinity' }
  for (const { kernelClaim: claim, needed } of claims) {
    if (claim?.claim === 'structure') {
      const { context, f, residuals, loss, phi } = claim
      subject = { ...subject, context, f, residuals, loss, phi }
    }
    if (claim?.claim === 'tame') subject = { ...subject, tameClass: claim.class }
    if (claim?.claim === 'critical-values') subject = { ...subject, level: claim.level }
    if (claim?.claim === 'second-order') subject = { ...subject, g: claim.g }
    if (claim?.claim === 'invariant-walls') subject = { ...subject, walls: claim.walls }
    const isOfResiduals = claim?.claim === 'coercive' && needed && claim.f !== subject.f
    if (isOfResiduals && claim.f === energyOf(subject.residuals ?? [])) subject = { ...subject, sublevels: 'residuals' }
  }
  const { context, f, residuals, loss, phi, tameClass, g, level } = subject
  const isWhole = context && residuals && loss && tameClass && g
  if (!isWhole || f === undefined || phi === undefined || level === undefined) return undefined
  return { ...subject, context, f, residuals, loss, phi, tameClass, g, level }
}

/** The kernel's seals of a check, and what only a solver says. */
export const checkedOf = ({ claims }: Pick<CheckResult, 'claims'>): readonly (CheckedClaim | SolverStatement)[] =>
  claims.flatMap(({ verdict, kernelClaim }): readonly (CheckedClaim | SolverStatement)[] => {
    if (verdict.status === 'unknown') return []
    if (verdict.checked !== undefined) return [verdict.checked]
    const said =
      verdict.status === 'proved' && verdict.trust === 'solver' && kernelClaim !== undefined
        ? solverStatement(kernelClaim, verdict.certificate)
        : undefined
    return said === undefined ? [] : [said]
  })
