import type { Sequent } from '../kernel/sequent.ts'
import { convexityLemmas } from './convexity-lemmas.ts'
import type { Lemma } from './lemma-proofs.ts'
import { secantLemmas } from './secant-lemmas.ts'
import { seriesLemmas } from './series-lemmas.ts'

/** What the kernel's facts say about the functions that occur in a sequent. */
export const functionLemmas = (sequent: Sequent): Lemma[] => [
  ...secantLemmas(sequent),
  ...convexityLemmas(sequent),
  ...seriesLemmas(sequent),
]
