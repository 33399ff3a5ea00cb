import { flowOf, type LawQuestion, questionContext } from '../dynamics/law-question.ts'
import type { Claim } from '../kernel/claim.ts'
import { dimensionClaims } from '../laws/dimension-claims.ts'
import type { Independent, LawSearch } from '../laws/law.ts'
import { gradientBound, type Judged, judged, localLaws } from '../laws/law-bounds.ts'
import { plainObjective } from '../laws/law-claims.ts'
import { hasKinks } from '../laws/smooth-cells.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { dimensionOfLaws, numberOfLaws } from '../theorems/number-of-laws.ts'
import { decide, type Means } from './decide.ts'
import { boundAcrossKinks, kinkedFlow } from './kinked-dimensions.ts'
import type { CountVerdict, DimensionEntry, IndependentLawsEntry } from './laws-result.ts'

const entryOf = ({ claim, verdict }: Judged): CountVerdict => ({ verdict, kernelClaim: claim })

/** That the laws found are independent, as a claim. */
const independenceClaim = (question: LawQuestion, { minor }: Independent): Claim | undefined =>
  minor && { claim: 'independent', context: questionContext(question), quantities: minor.laws, point: minor.point }

const plural = (k: number): string => (k === 1 ? '1 independent law' : `${k} independent laws`)

/** How many laws there are, in words that say what is proved. */
const statementOf = ({
  found,
  upperBound,
  complete,
  verdict,
  bound,
  localLaws: local,
}: Omit<IndependentLawsEntry, 'statement'>): string => {
  if (complete)
    return `exactly ${plural(found)}: ${found === 0 ? 'none exists' : 'all are found'}, and there are no more`
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
    ...(bound === undefined ? {} : { bound: entryOf(bound) }),
  }
  return { ...counted, statement: statementOf(counted) }
}

/**
 * The same with a search for the proof of independence, and with the number of local laws, where these were open;
 * `wasCut` says that the search for laws ran out of its time.
 */
export const counted = async (
  question: LawQuestion,
  independent: Independent,
  entry: IndependentLawsEntry,
  search: { readonly budget: Budget; readonly seed: number; readonly wasCut: boolean },
  means: Means,
): Promise<IndependentLawsEntry> => {
  if (entry.complete) return entry
  const { kernelClaim, bound, found, upperBound } = entry
  const isOpen = kernelClaim !== undefined && entry.verdict.status === 'unknown'
  const without: Verdict =
    found === 0 && search.wasCut ? { status: 'unknown', reason: 'timeout', tried: [] } : entry.verdict
  const verdict = isOpen
    ? await decide(kernelClaim, { budget: search.budget, hints: { seed: search.seed } }, means)
    : without
  const isBounded = bound?.verdict.status === 'proved'
  const complete = isBounded && found === upperBound && verdict.status === 'proved'
  const n = question.variables.length
  const isGap = isBounded && found < upperBound && upperBound < n && !isSpent(search.budget)
  const near = isGap ? (independent.bound ?? gradientBound(question))?.point : undefined
  const local = near && localLaws(question, near)
  const better = {
    ...entry,
    verdict,
    complete,
    ...(local === undefined ? {} : { localLaws: { count: n - 1, ...entryOf(local) } }),
  }
  return { ...better, statement: statementOf(better) }
}

/** What the theorem about the number of laws concludes from all that the kernel proved of this flow. */
export const concluded = (
  question: LawQuestion,
  entry: IndependentLawsEntry,
  laws: readonly { readonly verdict: Verdict }[],
): IndependentLawsEntry => {
  const verdicts = [
    entry.verdict,
    entry.bound?.verdict,
    entry.localLaws?.verdict,
    ...laws.map(({ verdict }) => verdict),
  ]
  const checked = verdicts.flatMap((verdict) => (verdict?.status === 'proved' ? [verdict.checked] : []))
  const conclusion = numberOfLaws({ context: questionContext(question), flow: flowOf(question) }, checked)
  return conclusion === undefined ? entry : { ...entry, conclusion }
}

/**
 * What is proved of the dimensions by degree: from above by the rank of the equations, of an objective with kinks those of
 * its cells; from below by independent products of laws, which count where `verdicts` prove that the laws are conserved.
 */
export const dimensionsOf = (
  question: LawQuestion,
  { laws, polynomialDimension }: LawSearch,
  verdicts: readonly Verdict[],
  options: { readonly budget: Budget; readonly seed: number; readonly onPhase?: (phase: string) => void },
): { readonly [degree: string]: DimensionEntry } => {
  const polynomials = laws
    .filter(({ kind, when }) => kind === 'polynomial' && when === undefined)
    .map(({ term }) => term)
  const objective = plainObjective(question)
  const isKinked = objective !== undefined && hasKinks(objective.term)
  const cells = isKinked ? kinkedFlow(objective, options.seed, options.budget) : undefined
  const flow = cells?.question ?? question
  const subject = { context: questionContext(question), flow: flowOf(question) }
  return Object.fromEntries(
    Object.entries(polynomialDimension).map(([degree, dimension]) => {
      options.onPhase?.(`proving the dimension at degree ${degree}`)
      const { atMost, atLeast } = dimensionClaims(flow, Number(degree), dimension, polynomials, options)
      const seals = [...verdicts, atMost.verdict, atLeast?.verdict].flatMap((verdict) =>
        verdict?.status === 'proved' ? [verdict.checked] : [],
      )
      const proved = dimensionOfLaws(subject, Number(degree), seals)
      const isBelow = dimension === 0 || proved?.atLeast === dimension
      const below = atLeast === undefined ? {} : { atLeast: entryOf(atLeast) }
      const above = { dimension, atMost: entryOf(atMost) }
      const bound = isKinked ? cells && boundAcrossKinks(cells, Number(degree), entryOf(atMost)) : proved?.atMost
      const status = isBelow && bound === dimension ? ('proved' as const) : ('unknown' as const)
      return [degree, { status, ...above, ...below, ...(cells === undefined ? {} : { cells: cells.claims }) }]
    }),
  )
}
