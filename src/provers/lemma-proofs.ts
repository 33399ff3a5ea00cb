import type { Json } from '../kernel/json.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { withFacts } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { textFor } from './kernel-text.ts'

/** A fact with its proof, to be put before another proof. */
export interface Lemma {
  readonly fact: Fact
  /** The relation as text, where the normal form is not the way to write it. */
  readonly text?: string
  readonly proof: Json
}

// The field of the format for what follows; an object with a method of that name would be taken for a promise.
const NEXT = 'then'

/** The proof that first shows one lemma, given as text, and then goes on. */
export const afterLemma = (lemma: string, proof: Json, next: Json): Json => ({
  kind: 'lemma',
  lemma,
  proof,
  [NEXT]: next,
})

/** The proof of `sequent` that first shows the lemmas, one after another, and then goes on as `then`. */
export const afterLemmas = (sequent: Sequent, lemmas: readonly Lemma[], then: Json): Json =>
  lemmas.reduceRight<Json>((rest, { fact, text, proof }) => {
    const lemma = text ?? `${textFor(fact.polynomial, sequent.scope)} ${fact.op} 0`
    return { kind: 'lemma', lemma, proof, [NEXT]: rest }
  }, then)

export const withLemmas = (sequent: Sequent, lemmas: readonly Lemma[]): Sequent =>
  withFacts(sequent, ...lemmas.map((l) => l.fact))
