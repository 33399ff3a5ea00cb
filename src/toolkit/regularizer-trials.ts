import type { Piece } from '../expression/pieces.ts'
import { printLatexPieces } from '../expression/print-latex.ts'
import { printPlain, printPlainRelation } from '../expression/print-plain.ts'
import type { LawSearch } from '../laws/find-laws.ts'
import { type Proposal, proposeRegularizers } from '../laws/propose-regularizer.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import type { Conclusion, ConclusionVerdict, ProposalOutcome } from '../theorems/check-result.ts'
import { type Attempted, type Groundwork, newAttempt } from './check-regularizer.ts'
import { restricted } from './check-setting.ts'
import { hasFailed } from './checklist.ts'

const MOST_PROPOSALS = 8
/** Milliseconds of work for looking at candidates in doubles. */
const LOOKING = 5000
/** Of what time is left, for one of several proposals, and for the last one: what the best lacks is searched after it. */
const SHARE = 0.5
const LAST_SHARE = 0.75
/** Of the clock, kept for concluding: what was found must not be lost on a machine that is slower than its count. */
const RESERVE = 0.1

/** What is better comes first. */
const ORDER: readonly ConclusionVerdict[] = [
  'certified',
  'locally-certified',
  'band-certified',
  'no-regularization',
  'no-flat-minimum',
  'degenerate',
  'sufficient-condition-fails',
  'undecided',
  'refuted',
]

/** No other regularizer is tried then: nothing is better, or the answer is about f alone. */
const FINAL: readonly ConclusionVerdict[] = ['certified', 'no-regularization', 'no-flat-minimum', 'degenerate']

/** The best of several proposed regularizers, and what became of each that was looked at. */
export interface Trials {
  readonly best?: { readonly g: readonly Piece[]; readonly attempted: Attempted }
  readonly proposals: readonly ProposalOutcome[]
}

const outcomeOf = (
  { pieces, reason }: Proposal,
  verdict: ProposalOutcome['verdict'],
  why: string,
): ProposalOutcome => ({
  regularizer: pieces.map(({ when, value }) => ({ when: when.map(printPlainRelation), value: printPlain(value) })),
  latex: printLatexPieces(pieces),
  from: reason,
  verdict,
  why,
})

const rankOf = ({ conclusion: { verdict, order = 0 }, list }: Attempted): readonly number[] => {
  const proved = list.entries.filter((entry) => entry.verdict.status === 'proved').length
  return [ORDER.indexOf(verdict), -order, -proved]
}

const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
  const i = a.findIndex((value, k) => value !== b[k])
  return i >= 0 && (a[i] as number) < (b[i] as number)
}

const LISTED_ASIDE = 6

const reasonOf = ({ theorem, scope, level, text }: Conclusion): string =>
  theorem === undefined
    ? text
    : [theorem, ...(scope === undefined ? [] : [scope]), ...(level === undefined ? [] : [level])].join(', ')

interface Trial {
  readonly proposal: Proposal
  readonly g: readonly Piece[]
  readonly attempted: Attempted
  /** Carries it to its end, where that was not done yet, and lets the theorem pages ask what they need. */
  readonly finish: () => Promise<Attempted>
}

/** The trials, the best first; of two that are equally good the one that was proposed earlier. */
const ranked = (trials: readonly Trial[]): readonly Trial[] =>
  trials
    .map((trial) => ({ trial, rank: rankOf(trial.attempted) }))
    .sort((a, b) => (isBefore(a.rank, b.rank) ? -1 : isBefore(b.rank, a.rank) ? 1 : 0))
    .map(({ trial }) => trial)

/**
 * Tries the regularizers proposed from the laws, the most promising first, until one is certified or f itself is the
 * obstacle. A claim that fails ends a trial; that of the best is carried to its end. Ranked by the verdict of the
 * conclusion, its order, the number of claims proved, and then as proposed: what looked better on M, and what is
 * simpler, before the rest.
 */
export const tryProposals = async (ground: Groundwork, laws: LawSearch): Promise<Trials> => {
  const { problem, options, structure } = ground
  if (structure === undefined) return { proposals: [] }
  const clock = ground.budget.deadline - Date.now()
  const budget: Budget = { ...ground.budget, deadline: ground.budget.deadline - RESERVE * Math.max(0, clock) }
  const looking = { budget: partOf(budget, LOOKING), seed: options.seed ?? 1 }
  const input = { objective: problem.objective, structure, laws: laws.laws }
  const { proposals, setAside } = await proposeRegularizers(input, looking)
  const chosen = proposals.slice(0, MOST_PROPOSALS)
  const trials: Trial[] = []
  for (const [i, proposal] of chosen.entries()) {
    if (isSpent(budget)) break
    options.onPhase?.(`trying the regularizer ${proposal.pieces.map(({ value }) => printPlain(value)).join('; ')}`)
    const isLast = i === chosen.length - 1
    const share = partOf(budget, millisecondsLeft(budget) * (isLast ? LAST_SHARE : SHARE))
    const g = restricted(proposal.pieces, problem)
    const { begin, finish, ask } = newAttempt({ ...ground, budget: share }, g)
    const started = await begin()
    const hasEnded = !hasFailed(started.list.entries)
    const attempted = hasEnded ? await finish() : started
    const carryOn = async (): Promise<Attempted> => {
      if (!hasEnded) await finish()
      return ask()
    }
    trials.push({ proposal, g, attempted, finish: carryOn })
    if (FINAL.includes(attempted.conclusion.verdict)) break
  }
  const [best, ...others] = ranked(trials)
  const isFinal = trials.some(({ attempted }) => FINAL.includes(attempted.conclusion.verdict))
  const untried = isFinal ? [] : proposals.slice(trials.length)
  const aside = [
    ...untried.map((proposal) => outcomeOf(proposal, 'not-tried', 'no time was left for it')),
    ...setAside.map((proposal) => outcomeOf(proposal, 'not-tried', 'set aside after a look at points of M in doubles')),
  ].slice(0, LISTED_ASIDE)
  if (best === undefined) return { proposals: aside }
  const attempted = await best.finish()
  const outcomes = [attempted, ...others.map((trial) => trial.attempted)].map(({ conclusion }, i) =>
    outcomeOf(([best, ...others][i] as Trial).proposal, conclusion.verdict, reasonOf(conclusion)),
  )
  return { best: { g: best.g, attempted }, proposals: [...outcomes, ...aside] }
}
