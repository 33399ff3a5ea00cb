import { LAWS_REPORT_FORMATS, type LawsReportFormat, renderLawsReport } from '../../report/laws-report.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import type { FlowText } from '../../toolkit/law-input.ts'
import type { LawsResult } from '../../toolkit/laws-result.ts'
import type { ProofClaims } from '../../toolkit/proof-file.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { formulasOf } from '../formulas.ts'
import type { LawsSource } from '../job.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import { type FormatFlags, readFormat } from '../report-format.ts'
import type { Stopped } from '../run-job.ts'
import { saveProof } from '../save-proof.ts'
import { settle } from '../settle.ts'
import { showLaws } from '../show-laws.ts'

export interface LawsFlags extends CommonFlags, ProblemFlags, FormatFlags {
  readonly candidate: readonly string[]
  readonly map?: string
  readonly network?: string
  readonly method?: string
  readonly friction?: string
  readonly metric?: string
  readonly generators?: boolean
  readonly all?: boolean
  readonly saveProof?: string
}

const written = async (
  result: LawsResult,
  format: LawsReportFormat | undefined,
  { all, fragment = false }: LawsFlags,
): Promise<string> => {
  if (format === undefined) return showLaws(result, all === true)
  if (format === 'json') return json(result)
  return renderLawsReport(result, format, { fragment, ...(await formulasOf(format)) })
}

/** What is asked about: exactly one of an objective, a map and a network. */
const lawsSource = (argument: string | undefined, flags: LawsFlags): LawsSource => {
  const { map, network, objective, vars, params, assume } = flags
  const given = [argument, objective, map, network].filter((text) => text !== undefined)
  if (given.length > 1) throw new CommandError('give one of an objective, --map and --network')
  if (network !== undefined) {
    const extra = Object.entries({ vars, params, assume }).find(([, value]) => value !== undefined)
    if (extra !== undefined) throw new CommandError(`--${extra[0]} does not go with --network: its weights are named`)
    return { network }
  }
  if (map === undefined) return problemSource(argument, flags, true)
  return {
    map,
    ...(vars === undefined ? {} : { variables: vars }),
    ...(params === undefined ? {} : { parameters: params }),
    ...(assume === undefined ? {} : { assume }),
  }
}

const readFlow = ({ method = 'gradient-flow', friction, metric }: LawsFlags): FlowText => {
  if (method !== 'gradient-flow' && method !== 'heavy-ball') {
    throw new CommandError(`--method is gradient-flow or heavy-ball, not "${method}"`)
  }
  return { method, ...(friction === undefined ? {} : { friction }), ...(metric === undefined ? {} : { metric }) }
}

const words = (why: Stopped['why']): string => (why === 'timeout' ? 'the time was spent' : 'stopped on request')

/** The answer where the search was ended: what its last finished stage had. */
const lastKnown = ({ why, known, elapsedMs }: Stopped, asked: string): LawsResult => {
  if (known !== undefined) {
    const result = known as LawsResult
    const { verdict } = result.independent
    const independent =
      verdict.status === 'unknown'
        ? { ...result.independent, verdict: { ...verdict, reason: why } }
        : result.independent
    return { ...result, independent, notSearched: [...result.notSearched, `what was left: ${words(why)}`], elapsedMs }
  }
  const statement = 'nothing is known'
  return {
    objective: asked,
    objectiveLatex: '',
    method: 'gradient-flow',
    variables: [],
    parameters: [],
    laws: [],
    matrixLaws: [],
    polynomialDimension: {},
    polynomialDimensionVerdict: {},
    independent: {
      found: 0,
      upperBound: 0,
      complete: false,
      verdict: { status: 'unknown', reason: why, tried: [] },
      statement,
    },
    symmetries: [],
    negative: [],
    notSearched: [`everything: ${words(why)}`],
    elapsedMs,
  }
}

/** Every claim that the answer rests on. */
const claimsOf = ({ laws, independent, polynomialDimensionVerdict, negative }: LawsResult): ProofClaims => [
  ...laws,
  independent,
  ...(independent.bound === undefined ? [] : [independent.bound]),
  ...(independent.localLaws === undefined ? [] : [independent.localLaws]),
  ...Object.values(polynomialDimensionVerdict).flatMap(({ atMost, atLeast }) =>
    atLeast === undefined ? [atMost] : [atMost, atLeast],
  ),
  ...negative.flatMap(({ claims }) => claims),
]

/** `gradlaw laws`: returns the exit status: answered is 0, whatever the verdicts; 2 where the time was spent before. */
export const lawsCommand = async (argument: string | undefined, flags: LawsFlags): Promise<number> => {
  const asked = lawsSource(argument, flags)
  const flow = readFlow(flags)
  const format = readFormat(LAWS_REPORT_FORMATS, flags)
  prepareFile(flags.out)
  prepareFile(flags.saveProof)
  const { candidate: candidates, generators = false } = flags
  const outcome = await settle<LawsResult>(
    { kind: 'laws', asked, candidates, flow, generators, options: searchOptions(flags) },
    flags.quiet,
  )
  const isStopped = outcome.type === 'stopped'
  const text = argument ?? flags.objective ?? flags.map ?? flags.network ?? ''
  const result = isStopped ? lastKnown(outcome, text) : outcome.value
  emit(await written(result, format, flags), flags.out)
  if (flags.saveProof !== undefined) saveProof(claimsOf(result), flags.saveProof)
  const { verdict } = result.independent
  const isUnanswered = verdict.status === 'unknown' && verdict.reason === 'timeout'
  return isStopped || outcome.interrupted || isUnanswered ? EXIT.unknown : EXIT.proved
}
