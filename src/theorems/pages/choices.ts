import { type HypothesisId, hypothesesOf, type Subject } from '../hypothesis.ts'
import type { Choice } from '../theorem-page.ts'

/** The claims of the checklist under these names, each a hypothesis of its own. */
export const checklistChoices = (subject: Subject, ids: readonly HypothesisId[]): readonly Choice[] => {
  const claims = hypothesesOf(subject)
  return ids.map((name) => ({ name, anyOf: [claims[name]] }))
}

/** ⟨∇g, ∇f⟩ = 0, or at least ≥ 0. */
export const flowChoice = (subject: Subject): Choice => {
  const { conserved, lyapunov } = hypothesesOf(subject)
  return { name: 'lyapunov', anyOf: [conserved, lyapunov] }
}
