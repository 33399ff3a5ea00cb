import { flowOf, type LawQuestion, questionContext } from '../dynamics/law-question.ts'
import { dimensionClaims } from '../laws/dimension-claims.ts'
import type { Independent, LawSearch } from '../laws/law.ts'
import { gradientBound, localLaws } from '../laws/law-bounds.ts'
import { plainObjective } from '../laws/law-claims.ts'
import { hasKinks } from '../laws/smooth-cells.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { dimensionOfLaws, numberOfLaws } from '../theorems/number-of-laws.ts'
import { countStatement, judgedEntry } from './counted-at-once.ts'
import { decide, type Means } from './decide.ts'
import { boundAcrossKinks, kinkedFlow } from './kinked-dimensions.ts'
import type { DimensionEntry, IndependentLawsEntry } from './laws-result.ts'

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
    ...(local === undefined ? {} : { localLaws: { count: n - 1, ...judgedEntry(local) } }),
  }
  return { ...better, statement: countStatement(better) }
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
      const below = atLeast === undefined ? {} : { atLeast: judgedEntry(atLeast) }
      const above = { dimension, atMost: judgedEntry(atMost) }
      const bound = isKinked ? cells && boundAcrossKinks(cells, Number(degree), judgedEntry(atMost)) : proved?.atMost
      const status = isBelow && bound === dimension ? ('proved' as const) : ('unknown' as const)
      return [degree, { status, ...above, ...below, ...(cells === undefined ? {} : { cells: cells.claims }) }]
    }),
  )
}
