import { isCheckedClaim } from '../../kernel/checked-claim.ts'
import { canonical, hypothesesOf, trustIn } from '../hypothesis.ts'
import { NO_SUBJECT, type TheoremPage } from '../theorem-page.ts'
import { witnessText } from '../witness-text.ts'

/** [J], Propositions 3.23 and 3.33: what every p-d-Lyapunov function satisfies; used to refute. */
export const NECESSARY_CONDITION: TheoremPage = {
  id: 'proposition-3-33',
  title: 'Necessary condition',
  citation: '[J], Propositions 3.23 and 3.33',
  tag: 'R+',
  statement:
    'A locally Lipschitz g that is p-d-Lyapunov is Lyapunov for ẋ ∈ −∂̄f(x); where it is differentiable, ⟨∇g(x), v⟩ ≥ 0 for v ∈ ∇̂f(x). So one exact point with ⟨∇g, ∇f⟩ < 0 shows that g is no d-Lyapunov function near it.',
  hypotheses: ['lyapunov, proved or refuted at an exact point where f and g are differentiable'],
  conclusion: 'proved',
  file: 'src/theorems/pages/necessary-condition.ts',
  stands: ({ subject, entries, checked }) => {
    if (subject === undefined) return NO_SUBJECT
    const { lyapunov, conserved } = hypothesesOf(subject)
    const trusts = [conserved, lyapunov].flatMap((claim) => trustIn(claim, checked) ?? [])
    if (trusts[0] !== undefined) {
      return { status: 'applies', trust: trusts[0], says: 'The necessary condition holds: ⟨∇g, ∇f⟩ is never negative.' }
    }
    const isRefuted = checked
      .filter(isCheckedClaim)
      .some(({ outcome, claim }) => outcome === 'refuted' && canonical(claim) === canonical(lyapunov))
    if (!isRefuted) return { status: 'open', missing: ['lyapunov'] }
    const entry = entries.find(
      ({ kernelClaim, verdict }) => verdict.status === 'refuted' && canonical(kernelClaim) === canonical(lyapunov),
    )
    const where = entry === undefined ? '' : ` near ${witnessText(entry.verdict)}`
    return { status: 'applies', trust: 'kernel', says: `g is not a d-Lyapunov function${where}.` }
  },
}
