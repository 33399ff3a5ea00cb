import { lower, readExponent } from '../../kernel/lower.ts'
import { vanishes } from '../../kernel/normal-form.ts'
import { ZERO } from '../../kernel/sign.ts'
import { children, number, substitute, type Term } from '../../kernel/term.ts'
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

/** The quantities of which a term is a product, as it is written. */
const factors = (term: Term, proof: Proof): readonly Term[] => {
  if (term.op === 'multiply') return term.args.flatMap((arg) => factors(arg, proof))
  if (term.op === 'negate') return factors(term.arg, proof)
  if (term.op === 'power' && readExponent(term.exponent, proof.scope).kind === 'integer')
    return factors(term.base, proof)
  return term.op === 'number' ? [] : [term]
}

export interface Step {
  readonly lines: readonly string[]
  readonly proof: Proof
}

const stated = (term: Term, reason: string, { lines, proof }: Step): Step => {
  const name = proof.names.internal('nz')
  const text = textIn(term, proof)
  const statement = signStatement(text.includes(' ') ? `(${text})` : text, NONZERO)
  return {
    lines: [...lines, `assert (${name} : ${statement}) by ${reason}.`],
    proof: withFact(proof, name, term, NONZERO),
  }
}

/** v ≠ 0 because a quantity that is not zero would be: it has the factor v, or v is a variable and it vanishes at 0. */
const factorNonzero = (v: Term, step: Step): Step => {
  const { proof } = step
  if (weaken(signProof(v, proof), NONZERO) !== undefined) return step
  const text = textIn(v, proof)
  const vanishesWith = (u: Term): boolean =>
    v.op === 'symbol'
      ? vanishes(lower(substitute(u, new Map([[v.name, number(0)]])), proof.scope))
      : factors(u, proof).some((factor) => textIn(factor, proof) === text)
  for (const { name, term, signs } of proof.facts) {
    const nonzero = weaken({ signs, proof: name }, NONZERO)
    if (nonzero === undefined || denominators(term).length > 0 || !vanishesWith(term)) continue
    const zero = proof.names.internal('k')
    return stated(v, `(intros ${zero}; apply ${nonzero}; rewrite ${zero}; ring)`, step)
  }
  return step
}

/**
 * States that the denominators in these terms are not zero, where the context does not yet say it.
 * Throws `NotExported` where Coq would not see it.
 */
export const admitting = (terms: readonly Term[], start: Proof): Step => {
  let step: Step = { lines: [], proof: start }
  for (const term of terms.flatMap(denominators)) {
    const text = textIn(term, step.proof)
    const isKnown = step.proof.facts.some((f) => (f.signs & ZERO) === 0 && textIn(f.term, step.proof) === text)
    for (const factor of factors(term, step.proof)) step = factorNonzero(factor, step)
    if (isKnown) continue
    const reason = weaken(signProof(term, step.proof), NONZERO)
    if (reason === undefined) return notExported('a denominator that Coq does not see to be different from zero')
    step = stated(term, `exact ${reason}`, step)
  }
  return step
}
