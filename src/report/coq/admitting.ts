import { ZERO } from '../../kernel/sign.ts'
import { children, type Term } from '../../kernel/term.ts'
import { NONZERO, signStatement } from './facts.ts'
import { notExported } from './not-exported.ts'
import { type Proof, textIn, withFact } from './proof-state.ts'
import { signProof, weaken } from './signs.ts'

/** The quantities that must not be zero for a term to be defined, by division. */
const denominators = (term: Term): readonly Term[] => {
  const inner = children(term).flatMap(denominators)
  if (term.op === 'divide' && term.denominator.op !== 'number') return [...inner, term.denominator]
  const isInverse = term.op === 'power' && term.exponent.op === 'number' && term.exponent.value.n < 0n
  const isNegated = term.op === 'power' && term.exponent.op === 'negate'
  return (isInverse || isNegated) && term.op === 'power' && term.base.op !== 'number' ? [...inner, term.base] : inner
}

export interface Step {
  readonly lines: readonly string[]
  readonly proof: Proof
}

/** States that the denominators in these terms are not zero, where the context does not yet say it. Throws `NotExported`. */
export const admitting = (terms: readonly Term[], start: Proof): Step => {
  let proof = start
  const lines: string[] = []
  for (const term of terms.flatMap(denominators)) {
    const text = textIn(term, proof)
    const isKnown = proof.facts.some((f) => (f.signs & ZERO) === 0 && textIn(f.term, proof) === text)
    if (isKnown) continue
    const reason = weaken(signProof(term, proof), NONZERO)
    if (reason === undefined) return notExported('a denominator that Coq does not see to be different from zero')
    const name = proof.names.internal('nz')
    lines.push(
      `assert (${name} : ${signStatement(text.includes(' ') ? `(${text})` : text, NONZERO)}) by exact ${reason}.`,
    )
    proof = withFact(proof, name, term, NONZERO)
  }
  return { lines, proof }
}
