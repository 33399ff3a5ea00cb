import { EXIT } from '../../toolkit/exit-status.ts'
import type { LawsResult } from '../../toolkit/laws.ts'
import { CommandError, emit, json } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import type { CommonFlags } from '../program.ts'
import { runJob } from '../run-job.ts'
import { MARKS, showVerdict } from '../show-verdict.ts'
import { statusLine } from '../status-line.ts'

export interface LawsFlags extends CommonFlags, ProblemFlags {
  readonly candidate: readonly string[]
}

const showLaws = (result: LawsResult): string => {
  const { laws, independent, polynomialDimension, symmetries } = result
  const dimensions = Object.entries(polynomialDimension).map(
    ([degree, dimension]) => `degree <= ${degree}: ${dimension}`,
  )
  return [
    `f = ${result.objective}`,
    '',
    ...(laws.length === 0 ? ['no conserved quantity was found'] : []),
    ...laws.map(
      ({ expression, kind, domain, verdict }) =>
        `${MARKS[verdict.status]} ${expression}   [${kind}${domain === 'R^n' ? '' : `, where ${domain}`}]  ${showVerdict(verdict)}`,
    ),
    '',
    ...(dimensions.length === 0 ? [] : [`conserved polynomials without constants, ${dimensions.join(', ')}`]),
    `independent laws: ${independent.found} found, at most ${independent.upperBound}${independent.complete ? ': there are no more' : ''}`,
    ...(symmetries.length === 0 ? [] : [`linear symmetries of f: ${symmetries.length}`]),
    ...result.notSearched.map((what) => `not searched: ${what}`),
  ].join('\n')
}

/** `gradlaw laws`: returns the exit status: answered is 0, whatever the verdicts. */
export const lawsCommand = async (argument: string | undefined, flags: LawsFlags): Promise<number> => {
  const { timeout, seed, degree } = flags
  const problem = problemSource(argument, flags, true)
  const options = { timeout, seed, ...(degree === undefined ? {} : { degree }) }
  const outcome = await runJob(
    { kind: 'laws', problem, candidates: flags.candidate, options },
    statusLine(flags.quiet === true),
  )
  if (outcome.type === 'input-error') throw new CommandError(outcome.message)
  if (outcome.type === 'defect') throw new CommandError(`a defect: ${outcome.message}`, EXIT.defect)
  if (outcome.type === 'stopped')
    throw new CommandError(`stopped (${outcome.why}) before anything was found`, EXIT.unknown)
  const result = outcome.value as LawsResult
  emit(flags.json === true ? json(result) : showLaws(result), flags.out)
  return EXIT.proved
}
