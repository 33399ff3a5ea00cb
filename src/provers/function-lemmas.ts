import type { Sequent } from '../kernel/sequent.ts'
import { convexityLemmas } from './convexity-lemmas.ts'
import type { Lemma } from './lemma-proofs.ts'
import { seriesLemmas } from './series-lemmas.ts'

/** What the kernel's facts say about the functions that occur in a sequent. */
export const functionLemmas = (sequent: Sequent): Lemma[] => [...convexityLemmas(sequent), ...seriesLemmas(sequent)]
