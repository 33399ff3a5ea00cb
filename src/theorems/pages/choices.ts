import { type HypothesisId, hypothesesOf, type Subject, substitutesOf } from '../hypothesis.ts'
import type { Choice } from '../theorem-page.ts'

/** The claims of the checklist under these names, each a hypothesis of its own. */
export const checklistChoices = (subject: Subject, ids: readonly HypothesisId[]): readonly Choice[] => {
  const claims = hypothesesOf(subject)
  return ids.map((name) => ({ name, anyOf: [claims[name]] }))
}

/** The claim of the checklist, or one that may stand in its place. */
export const eitherChoice = (subject: Subject, name: 'full-rank' | 'boundary'): Choice => ({
  name,
  anyOf: [hypothesesOf(subject)[name], ...[substitutesOf(subject)[name] ?? []].flat()],
})

/** What Theorem S says of compact sets, up to the steps that it needs. */
export const attractsBelow = ({ level }: Subject): string =>
  `M ∩ {g = 0} attracts every compact subset of ${level === 'infinity' ? 'dom g' : `{f < ${level}} ∩ dom g`}`

/** ⟨∇g, ∇f⟩ = 0, or at least ≥ 0. */
export const flowChoice = (subject: Subject): Choice => {
  const { conserved, lyapunov } = hypothesesOf(subject)
  return { name: 'lyapunov', anyOf: [conserved, lyapunov] }
}
