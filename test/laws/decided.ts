import { parseExpression } from '../../src/expression/parse.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import type { Verdict } from '../../src/search/verdict.ts'

/** The verdict on "g is conserved by the flow of f", where `when` holds. */
export const decided = async (f: string, g: string, when: readonly string[] = []): Promise<Verdict> => {
  const { term, variables } = parseExpression(f)
  const claim: Claim = {
    claim: 'conserved',
    context: { variables, parameters: [], integers: [], assume: [], constants: {} },
    f: printTerm(term),
    g: [{ when, value: g }],
  }
  return proveClaim(claim, { budget: { deadline: Date.now() + 60_000 }, hints: { seed: 1 } })
}
