import { renderExponentReport } from '../../report/exponent-report.ts'
import { LAWS_REPORT_FORMATS } from '../../report/laws-report.ts'
import { EXIT, verdictStatus } from '../../toolkit/exit-status.ts'
import type { Exponent, ExponentResult } from '../../toolkit/exponent.ts'
import { markOf, showVerdict } from '../../toolkit/show-verdict.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { formulasOf } from '../formulas.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { type FormatFlags, readFormat } from '../report-format.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'

export interface ExponentFlags extends CommonFlags, ProblemFlags, FormatFlags {
  readonly point?: string
  readonly step?: string
  readonly sample: readonly string[]
  readonly runs?: number
}

const showValue = ({ value, exact, measured }: Exponent): string => {
  const digits = (x: number): string => `${Number(x.toPrecision(6))}`
  if (measured !== undefined) {
    const [low, high] = measured.confidence
    return `${digits(measured.value)}, measured (95 % interval ${digits(low)} to ${digits(high)})`
  }
  return value === null ? (exact ?? 'not measured') : `${exact} = ${digits(value)}`
}

const showSupport = (support: Exponent['support']): string => {
  if (support.support === 'undecided') return `undecided: ${support.why}`
  const trust = support.trust === 'solver' ? ', if the solver is right' : ''
  return `the minimum is ${support.support === 'inside' ? 'in' : 'not in'} it (${support.theorem}${trust})`
}

const showRuns = ({ runs, steps, radius, converged, left, agreement, seed }: NonNullable<Exponent['runs']>): string => {
  const digits = (x: number): string => `${Number(x.toPrecision(2))}`
  const part = ({ count, confidence: [low, high] }: typeof left): string =>
    `${count} of ${runs} (95 % interval ${low.toFixed(3)} to ${high.toFixed(3)})`
  return `runs from distance ${digits(radius)}, at most ${steps} steps: back on the minima ${part(converged)}, away from the point ${part(left)}; this ${agreement === 'inconclusive' ? 'is inconclusive' : `${agreement} with the sign`} (seed ${seed}; evidence, never a verdict)`
}

const showOne = (name: string, exponent: Exponent): string[] => {
  const { verdict, stability, reason } = exponent
  return [
    ...wrap(`${name} = ${showValue(exponent)}`, `${markOf(verdict)} `),
    ...wrap(`${stability}: ${reason}`, '    '),
    ...(verdict.status === 'unknown' ? [] : wrap(showVerdict(verdict), '    ')),
    ...wrap(`support of the limit: ${showSupport(exponent.support)}`, '    '),
    ...(exponent.runs === undefined ? [] : wrap(showRuns(exponent.runs), '    ')),
  ]
}

const showExponents = (result: ExponentResult): string => {
  const { point, step, samples, curvatures, regularity, gd, sgd, text, source } = result
  const at = Object.entries(point).map(([name, value]) => `${name} = ${value}`)
  return [
    ...wrap(
      `at ${at.join(', ')}; step ${step}; ${samples} sample${samples === 1 ? '' : 's'}, k = ${curvatures.join(', ')}`,
    ),
    ...wrap(`${regularity.isRegular ? 'regular' : 'not regular'}: ${regularity.reason}`),
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
  const { point, step, sample, runs } = flags
  const format = readFormat(LAWS_REPORT_FORMATS, flags)
  const settings = {
    ...(sample.length === 0 ? {} : { samples: sample }),
    ...(runs === undefined ? {} : { runs }),
    ...(point === undefined ? {} : { point: point.split(',') }),
    ...(step === undefined ? {} : { step }),
  }
  const options = searchOptions(flags)
  const outcome = await settle<ExponentResult>({ kind: 'exponent', problem, settings, options }, flags.quiet)
  if (outcome.type === 'stopped') {
    throw new CommandError(`stopped before there was an answer: ${outcome.why}`, EXIT.unknown)
  }
  const result = outcome.value
  const written = async (): Promise<string> => {
    if (format === undefined) return showExponents(result)
    if (format === 'json') return json(result)
    return renderExponentReport(result, format, { fragment: flags.fragment === true, ...(await formulasOf(format)) })
  }
  emit(await written(), flags.out)
  return Math.max(verdictStatus(result.gd.verdict), verdictStatus(result.sgd.verdict))
}
