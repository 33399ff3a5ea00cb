import { type LawQuestion, questionContext } from '../dynamics/law-question.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Independent } from '../laws/law.ts'
import { gradientBound, type Judged, judged } from '../laws/law-bounds.ts'
import type { Verdict } from '../search/verdict.ts'
import type { CountVerdict, IndependentLawsEntry } from './laws-result.ts'

/** What was judged, as an entry of a result. */
export const judgedEntry = ({ claim, verdict }: Judged): CountVerdict => ({ verdict, kernelClaim: claim })

/** That the laws found are independent, as a claim. */
const independenceClaim = (question: LawQuestion, { minor }: Independent): Claim | undefined =>
  minor && { claim: 'independent', context: questionContext(question), quantities: minor.laws, point: minor.point }

const plural = (k: number): string => (k === 1 ? '1 independent law' : `${k} independent laws`)

/** How many laws there are, in words that say what is proved. */
export const countStatement = ({
  found,
  upperBound,
  complete,
  verdict,
  bound,
  localLaws: local,
}: Omit<IndependentLawsEntry, 'statement'>): string => {
  if (complete)
    return `exactly ${plural(found)}: ${found === 0 ? 'none exists' : 'all are found, and there are no more'}`
  const atMost =
    bound?.verdict.status === 'proved' ? `at most ${upperBound}, proved` : 'no bound of their number is proved'
  const missing = local === undefined ? 0 : local.count - found
  const known =
    local?.verdict.status === 'proved'
      ? `; near generic points ${plural(local.count)} ${local.count === 1 ? 'exists' : 'exist'}, proved, of which ${missing} ${missing === 1 ? 'is' : 'are'} not found in closed form`
      : ''
  // With parameters the gradients may be dependent for some values of them.
  const doubt = found === 0 || verdict.status === 'proved' ? '' : ' (that they are independent is not proved)'
  return `${found} found${doubt}, ${atMost}${known}`
}

/** The counts with what the kernel says of them at once, without a search for proofs. */
export const countedAtOnce = (question: LawQuestion, independent: Independent): IndependentLawsEntry => {
  const bound = independent.bound ?? gradientBound(question)
  const n = question.variables.length
  const claim = independenceClaim(question, independent)
  const verdict: Verdict =
    claim === undefined
      ? { status: 'unknown', reason: independent.found === 0 ? 'no law was found' : 'search-exhausted', tried: [] }
      : judged(claim, { outcome: 'proved', proofs: { rank: { kind: 'enclosure', bits: 128 } } }, 'enclosure').verdict
  const isBounded = bound?.verdict.status === 'proved'
  const counted = {
    found: independent.found,
    upperBound: isBounded ? independent.upperBound : n,
    complete: independent.complete && isBounded && (independent.found === 0 || verdict.status === 'proved'),
    verdict,
    ...(claim === undefined ? {} : { kernelClaim: claim }),
    ...(bound === undefined ? {} : { bound: judgedEntry(bound) }),
  }
  return { ...counted, statement: countStatement(counted) }
}
