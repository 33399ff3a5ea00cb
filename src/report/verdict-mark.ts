import type { Verdict } from '../search/verdict.ts'

/** How a claim ended, in a word; `reported` is what only a solver says. */
export type VerdictMark = 'proved' | 'reported' | 'fails' | 'open'

const MARKS = { refuted: 'fails', unknown: 'open' } as const

export const verdictMark = (verdict: Verdict): VerdictMark => {
  if (verdict.status === 'proved') return verdict.trust === 'solver' ? 'reported' : 'proved'
  return MARKS[verdict.status]
}

/** What only a solver says, and how it is called. */
export const solverGround = (method: string): string => `solver (${method}), not re-checked`
