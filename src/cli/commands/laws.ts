import { EXIT } from '../../toolkit/exit-status.ts'
import type { LawsResult } from '../../toolkit/laws.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import type { Stopped } from '../run-job.ts'
import { settle } from '../settle.ts'
import { showLaws } from '../show-laws.ts'

export interface LawsFlags extends CommonFlags, ProblemFlags {
  readonly candidate: readonly string[]
}

/** The answer where there is none. */
const nothingFound = ({ why, problem, elapsedMs }: Stopped, objective: string): LawsResult => {
  const variables = problem?.variables ?? []
  return {
    objective: problem?.objective ?? objective,
    variables,
    laws: [],
    polynomialDimension: {},
    independent: {
      found: 0,
      upperBound: Math.max(variables.length - 1, 0),
      complete: false,
      verdict: { status: 'unknown', reason: why, tried: [] },
    },
    symmetries: [],
    notSearched: [why === 'timeout' ? 'everything: the time was spent' : 'everything: stopped on request'],
    elapsedMs,
  }
}

/** `gradlaw laws`: returns the exit status: answered is 0, whatever the verdicts. */
export const lawsCommand = async (argument: string | undefined, flags: LawsFlags): Promise<number> => {
  const problem = problemSource(argument, flags, true)
  prepareFile(flags.out)
  const outcome = await settle<LawsResult>(
    { kind: 'laws', problem, candidates: flags.candidate, options: searchOptions(flags) },
    flags.quiet,
  )
  const isStopped = outcome.type === 'stopped'
  const result = isStopped ? nothingFound(outcome, argument ?? flags.objective ?? '') : outcome.value
  emit(flags.json === true ? json(result) : showLaws(result), flags.out)
  return isStopped || outcome.interrupted ? EXIT.unknown : EXIT.proved
}
