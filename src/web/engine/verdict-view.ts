import type { Claim } from '../../kernel/claim.ts'
import { contentsOf } from '../../report/explain-proof.ts'
import { witnessWords } from '../../report/witness.ts'
import type { Verdict } from '../../search/verdict.ts'
import { proofFileOf } from '../../toolkit/proof-file.ts'
import type { VerdictView } from './protocol.ts'

/** Longer certificates are not laid out for reading. */
const LONGEST_INDENTED = 100_000

/** A document as it is saved. */
export const jsonText = (value: unknown): string => {
  const short = JSON.stringify(value)
  return short.length > LONGEST_INDENTED ? short : JSON.stringify(value, undefined, 2)
}

/** Where only the solver was left, and is not there in a page (`page-thread.ts`): its own words on why. */
const withoutSolver = (tried: readonly string[]): readonly string[] => {
  const said = tried.flatMap((one) => /^z3: .*?: (z3 (?:needs|is not).*)$/.exec(one)?.[1] ?? [])
  return said.slice(0, 1).map((why) => `; the last resort was not asked: ${why}`)
}

/** A verdict in the words of the contract, with the file of its certificate. */
export const verdictView = (verdict: Verdict, claim: Claim | undefined): VerdictView => {
  switch (verdict.status) {
    case 'unknown':
      return { status: 'unknown', ground: [verdict.reason, ...withoutSolver(verdict.tried)] }
    case 'refuted': {
      const where = witnessWords(verdict, claim?.context.variables ?? [])
      return {
        status: 'refuted',
        trust: 'kernel',
        ground: [verdict.curve === undefined ? 'at ' : 'along ', ...where],
        ...certificateOf(verdict, claim),
      }
    }
    case 'proved': {
      const ground = verdict.trust === 'kernel' ? contentsOf(verdict.certificate) || verdict.method : verdict.method
      return { status: 'proved', trust: verdict.trust, ground: [ground], ...certificateOf(verdict, claim) }
    }
  }
}

const certificateOf = (verdict: Verdict, claim: Claim | undefined): { readonly certificate?: string } =>
  claim === undefined || (verdict.status === 'proved' && verdict.trust === 'solver')
    ? {}
    : { certificate: jsonText(proofFileOf([{ kernelClaim: claim, verdict }])) }
