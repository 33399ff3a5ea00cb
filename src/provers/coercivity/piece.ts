import type { Claim } from '../../kernel/claim.ts'
import { readContext } from '../../kernel/context.ts'
import { domainConditions } from '../../kernel/domain.ts'
import { parseRelation, parseTerm } from '../../kernel/parse-term.ts'
import { relationFacts, type Sequent } from '../../kernel/sequent.ts'
import type { Relation, Term } from '../../kernel/term.ts'

export type CoercivityClaim = Claim & { readonly claim: 'coercive' }

/** One piece of g with the sequent (no goal yet) in which its argument is checked. */
export interface CoercivityPiece {
  readonly index: number
  readonly f: Term
  readonly g: Term
  readonly when: readonly Relation[]
  readonly sequent: Sequent
}

/** The pieces of g with the hypotheses of their arguments. Throws a Refusal for a malformed claim. */
export const piecesOf = (claim: CoercivityClaim): CoercivityPiece[] => {
  const { scope, assume } = readContext(claim.context)
  const f = parseTerm(claim.f)
  return claim.g.map(({ when, value }, i) => {
    const g = parseTerm(value)
    const cells = when.map(parseRelation)
    const relations = [...assume, ...domainConditions([f, g], scope), ...cells]
    const sequent: Sequent = { scope, hypotheses: relationFacts(relations, scope), goal: 'false' }
    return { index: i + 1, f, g, when: cells, sequent }
  })
}
