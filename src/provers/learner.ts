import type { Json } from '../kernel/json.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { isAccepted } from './acceptance.ts'
import { guarded, type Session } from './direct-proofs.ts'
import { afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'

/** Lemmas that follow from the hypotheses, each checked, and the sequent enriched by them. */
export const learner = (sequent: Sequent, session: Session) => {
  const lemmas: Lemma[] = []
  const enriched = (): Sequent => withLemmas(sequent, lemmas)
  return {
    lemmas,
    enriched,
    learn: (name: string, find: (s: Sequent) => readonly Lemma[]): void => {
      for (const lemma of guarded(session, name, () => find(enriched())) ?? []) {
        if (isAccepted(lemma.proof, { ...enriched(), goal: lemma.fact })) lemmas.push(lemma)
      }
    },
    finish: (proof: Json | undefined): Json | undefined => {
      if (proof === undefined) return undefined
      if (!isAccepted(afterLemmas(sequent, lemmas, proof), sequent)) return undefined
      // Lemmas that turned out not to be needed are left out.
      let needed: readonly Lemma[] = lemmas
      for (const lemma of [...lemmas].reverse()) {
        const fewer = needed.filter((other) => other !== lemma)
        if (isAccepted(afterLemmas(sequent, fewer, proof), sequent)) needed = fewer
      }
      return afterLemmas(sequent, needed, proof)
    },
  }
}
