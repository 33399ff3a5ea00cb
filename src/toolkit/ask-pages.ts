import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import type { Verdict } from '../search/verdict.ts'
import { canonical } from '../theorems/hypothesis.ts'
import { THEOREM_PAGES } from '../theorems/registry.ts'
import type { Matter, Question } from '../theorems/theorem-page.ts'
import type { Setting } from './check-setting.ts'
import type { Checklist } from './checklist.ts'
import { decide } from './decide.ts'

/** What one claim of a page may cost, and all of them: they add to an answer that is there without them. */
const MOST_MS = 2000
const MOST_SHARE = 0.2
/** Pages may build on what others asked. */
const ROUNDS = 2

/**
 * Lets each theorem page of the registry ask what it needs beside the checklist (`asks`): one attempt after the other, each
 * until a claim of it is not proved, for as long as the page has new ones. An attempt of which all was proved is noted in
 * the list, and not needed; another is no part of the answer, for it was a guess, and the page stays open. No solver is
 * asked.
 *
 * `known` says what is known by then.
 */
export const askPages = async (
  { budget, hints, options }: Setting,
  list: Checklist,
  known: () => Matter,
): Promise<void> => {
  const share = partOf(budget, millisecondsLeft(budget) * MOST_SHARE)
  const means = { ...(options.threads === undefined ? {} : { threads: options.threads }), trust: 'kernel' } as const
  const isProved = ({ claim }: Question): boolean =>
    known().entries.some(
      ({ kernelClaim, verdict }) => verdict.status === 'proved' && canonical(kernelClaim) === canonical(claim),
    )
  /** Settles the claims of an attempt until one is not proved, and notes them if all are. */
  const make = async (attempt: readonly Question[]): Promise<void> => {
    const found: Verdict[] = []
    for (const { claim } of attempt) {
      const own = partOf(share, Math.min(MOST_MS, millisecondsLeft(share)))
      const verdict = await decide(claim, { budget: own, hints }, means)
      if (verdict.status !== 'proved') return
      found.push(verdict)
    }
    for (const [i, { id, claim }] of attempt.entries()) list.note(id, claim, false, found[i] as Verdict)
  }
  const tried = new Set<string>()
  const isNew = (attempt: readonly Question[]): boolean => !tried.has(canonical(attempt))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { asks } of THEOREM_PAGES) {
      for (;;) {
        const attempt = asks?.(known()).find(isNew)
        if (attempt === undefined || millisecondsLeft(share) === 0) break
        tried.add(canonical(attempt))
        await make(attempt.filter((question) => !isProved(question)))
      }
    }
  }
}
