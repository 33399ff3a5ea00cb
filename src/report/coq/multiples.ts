import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { vanishes } from '../../kernel/normal-form.ts'
import { add, subtract } from '../../kernel/polynomial.ts'
import { ZERO } from '../../kernel/sign.ts'
import { number, product, sum, type Term } from '../../kernel/term.ts'
import { list, record, string } from '../certificate-json.ts'
import { notExported } from './not-exported.ts'
import { equationOf, type Proof, readTerm, textIn } from './proof-state.ts'

/** of = 0, from a hypothesis that says so up to the sign. */
export const equationProof = (of: Term, proof: Proof): string => {
  const value = lower(of, proof.scope)
  for (const { signs, polynomial, term, name } of proof.facts) {
    if (signs !== ZERO) continue
    const [text, known] = [textIn(of, proof), textIn(term, proof)]
    if (text === known) return name
    if (vanishes(subtract(value, polynomial))) return `(zero_if _ ${name} ${equationOf(proof, text, known)})`
    if (vanishes(add(value, polynomial))) {
      return `(zero_if _ (opp_zero ${name}) ${equationOf(proof, text, `- (${known})`)})`
    }
  }
  return notExported('a multiple of an equation that Coq does not see among the hypotheses')
}

/** Σ by·of, and why it is zero. */
export const multiplesOf = (json: Json | undefined, proof: Proof): { readonly term: Term; readonly proof: string } => {
  const parts = list(json).map((multiple) => {
    const fields = record(multiple)
    const [by, of] = [readTerm(string(fields.by)), readTerm(string(fields.of))]
    return { term: product(by, of), proof: `(mul_any_zero _ ${equationProof(of, proof)})` }
  })
  const [first, ...others] = parts
  if (first === undefined) return { term: number(0), proof: '(eq_refl : 0 = 0)' }
  return {
    term: sum(...parts.map(({ term }) => term)),
    proof: others.reduce((whole, next) => `(add_zero_zero ${whole} ${next.proof})`, first.proof),
  }
}
