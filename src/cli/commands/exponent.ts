import { EXIT, verdictStatus } from '../../toolkit/exit-status.ts'
import type { Exponent, ExponentResult } from '../../toolkit/exponent.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { settle } from '../settle.ts'
import { markOf, showVerdict } from '../show-verdict.ts'
import { wrap } from '../wrap.ts'

export interface ExponentFlags extends CommonFlags, ProblemFlags {
  readonly point?: string
  readonly step?: string
}

const showValue = ({ value, exact, measured }: Exponent): string => {
  const digits = (x: number): string => `${Number(x.toPrecision(6))}`
  if (measured !== undefined) {
    const [low, high] = measured.confidence
    return `${digits(measured.value)}, measured (95 % interval ${digits(low)} to ${digits(high)})`
  }
  return value === null ? (exact ?? 'not measured') : `${exact} = ${digits(value)}`
}

const showOne = (name: string, exponent: Exponent): string[] => {
  const { verdict, stability, reason } = exponent
  return [
    ...wrap(`${name} = ${showValue(exponent)}`, `${markOf(verdict)} `),
    ...wrap(`${stability}: ${reason}`, '    '),
    ...(verdict.status === 'unknown' ? [] : wrap(showVerdict(verdict), '    ')),
  ]
}

const showExponents = (result: ExponentResult): string => {
  const { point, step, samples, curvatures, gd, sgd, text, source } = result
  const at = Object.entries(point).map(([name, value]) => `${name} = ${value}`)
  return [
    ...wrap(
      `at ${at.join(', ')}; step ${step}; ${samples} sample${samples === 1 ? '' : 's'}, k = ${curvatures.join(', ')}`,
    ),
    ...showOne('gradient descent: mu', gd),
    ...showOne('stochastic gradient descent: lambda', sgd),
    '',
    ...wrap(`${text} ${source}`),
  ].join('\n')
}

/** `gradlaw exponent`: returns the exit status. */
export const exponentCommand = async (file: string | undefined, flags: ExponentFlags): Promise<number> => {
  const problem = problemSource(file, flags, true)
  prepareFile(flags.out)
  const { point, step } = flags
  const settings = {
    ...(point === undefined ? {} : { point: point.split(',') }),
    ...(step === undefined ? {} : { step }),
  }
  const options = searchOptions(flags)
  const outcome = await settle<ExponentResult>({ kind: 'exponent', problem, settings, options }, flags.quiet)
  if (outcome.type === 'stopped') {
    throw new CommandError(`stopped before there was an answer: ${outcome.why}`, EXIT.unknown)
  }
  const result = outcome.value
  emit(flags.json === true ? json(result) : showExponents(result), flags.out)
  return Math.max(verdictStatus(result.gd.verdict), verdictStatus(result.sgd.verdict))
}
