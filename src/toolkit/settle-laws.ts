import type { Claim } from '../kernel/claim.ts'
import type { LawSearch } from '../laws/law.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { canonical } from '../theorems/hypothesis.ts'
import { decide, type Means } from './decide.ts'
import { concluded, counted, dimensionsOf } from './law-counts.ts'
import type { AskedQuestion } from './law-input.ts'
import type { LawsOptions } from './laws-options.ts'
import type { LawEntry, LawsResult } from './laws-result.ts'
import { negativeAnswers } from './negative-answers.ts'
import { withThreads } from './with-threads.ts'

const MOST_FOR_NEGATIVE = 4000

const negativeBudget = (budget: Budget): Budget =>
  partOf(budget, Math.min(MOST_FOR_NEGATIVE, millisecondsLeft(budget) / 2))

/** True for a verdict on exactly this claim, which may be about a smaller set than what was found at first. */
const isAbout = (verdict: Verdict, claim: Claim): boolean =>
  verdict.status !== 'unknown' && canonical(verdict.checked?.claim) === canonical(claim)

interface Settling extends LawsOptions {
  readonly budget: Budget
  readonly seed: number
  /** Whether the search for laws ran out of its time. */
  readonly wasCut: boolean
}

/** What the search for laws left open: claims about candidates, how many laws there are, and which cannot exist. */
export const settleLaws = (
  asked: AskedQuestion,
  found: LawSearch,
  first: LawsResult,
  options: Settling,
): Promise<LawsResult> =>
  withThreads(options, async (own) => {
    const means: Means = { ...own, trust: 'kernel' }
    const { question, domain } = asked
    const { budget, seed, wasCut, onFound, onPhase = (): void => {} } = own
    const entries: LawEntry[] = []
    for (const entry of first.laws) {
      // What is not an identity was only supplied: it may be refuted, or proved by other means.
      const isSettled = isAbout(entry.verdict, entry.kernelClaim) || isSpent(budget)
      if (!isSettled) onPhase(`checking ${entry.expression}`)
      entries.push(
        isSettled ? entry : { ...entry, verdict: await decide(entry.kernelClaim, { budget, hints: { seed } }, means) },
      )
    }
    onPhase('proving how many there are')
    const count = await counted(question, found.independent, first.independent, { budget, seed, wasCut }, means)
    const independent = concluded(question, count, entries)
    onFound?.({ ...first, laws: entries, independent })
    const polynomialDimensionVerdict = dimensionsOf(
      question,
      found,
      entries.map(({ verdict }) => verdict),
      { budget, seed, onPhase },
    )
    onPhase('looking for laws that cannot exist')
    const negative =
      domain.length > 0 || isSpent(budget) ? [] : await negativeAnswers(question, negativeBudget(budget), means)
    return { ...first, laws: entries, independent, polynomialDimensionVerdict, negative }
  })
