import { obligationsOf } from '../../kernel/checked-claim.ts'
import type { Claim } from '../../kernel/claim.ts'
import { definitions } from './definitions.ts'
import { identifiers } from './identifiers.ts'
import { statementFor } from './statements.ts'
import { writeTheorem } from './written-theorem.ts'

/**
 * What a claim of the kind `relation` says, without a proof: `forall x y : R, ...` for each obligation, about Coq's real
 * numbers and the `sgn`, `root` and `integer` of exported files. Throws `NotExported`.
 */
export const coqGoals = (claim: Claim): readonly string[] =>
  obligationsOf(claim).map((obligation) => {
    const names = identifiers()
    const known = new Map<string, string>()
    const symbol = (name: string): string => known.get(name) ?? known.set(name, names.fresh(name)).get(name) ?? name
    const { statement } = statementFor(
      claim,
      obligation,
      definitions(names, (scope) => ({ scope, symbol })),
    )
    return writeTheorem(statement, [], symbol, names.inner()).text
  })
