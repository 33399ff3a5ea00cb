import { EXIT, type TrustLevel, verdictStatus } from '../../toolkit/exit-status.ts'
import type { ProofClaims } from '../../toolkit/proof-file.ts'
import type { ProveResult } from '../../toolkit/prove.ts'
import type { ClaimsResult } from '../../toolkit/prove-claims.ts'
import { markOf, showVerdict } from '../../toolkit/show-verdict.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import type { Job } from '../job.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import type { JobRunner } from '../run-job.ts'
import { saveProof } from '../save-proof.ts'
import { settle } from '../settle.ts'
import { wrap } from '../wrap.ts'
import { readTrust } from './check.ts'

export interface ProveFlags extends CommonFlags {
  readonly assume?: string
  readonly vars?: string
  readonly params?: string
  readonly trust?: string
  readonly saveProof?: string
  readonly cases?: boolean | string
}

type Shown = Omit<ProveResult, 'kernelClaim'> & Partial<ProveResult>

const showCases = ({ parameterCases }: Shown): string[] => {
  if (parameterCases === undefined) return []
  const { on, cases, impossible } = parameterCases
  const others = impossible.length === 0 ? '' : `; the other ${impossible.length} choices of signs are impossible`
  const width = Math.max(...cases.map(({ when }) => when.length))
  return [
    '',
    ...wrap(`Cases by the sign${on.length === 1 ? '' : 's'} of ${on.join(', ')}${others}:`),
    ...cases.flatMap(({ when, verdict, kernelClaim }) =>
      wrap(
        `${when.padEnd(width)}  ${showVerdict(verdict, kernelClaim.context.variables)}`,
        `${markOf(verdict)} `,
        width + 4,
      ),
    ),
  ]
}

const showProof = (result: Shown): string => {
  const { claim, statement, verdict, vacuous, kernelClaim } = result
  const isInEntries = kernelClaim?.context.variables.some((name) => name.endsWith(']')) === true && claim !== statement
  return [
    ...(isInEntries
      ? [...wrap(claim, `${markOf(verdict)} `), ...wrap(statement, '  in entries: ', 4)]
      : wrap(statement, `${markOf(verdict)} `)),
    ...wrap(showVerdict(verdict, kernelClaim?.context.variables), '  '),
    ...(vacuous === true
      ? wrap('note: the assumptions contradict each other, so anything follows from them', '  ')
      : []),
    ...showCases(result),
  ].join('\n')
}

const showList = ({ title, claims, conclusion }: Omit<ClaimsResult, 'elapsedMs'>): string =>
  [
    ...(title === undefined ? [] : [...wrap(title), '']),
    ...claims.flatMap((proof) => [
      ...wrap(proof.name, `${markOf(proof.verdict)} `),
      ...(proof.statement === '' ? [] : wrap(proof.statement, '    ')),
      ...wrap(showVerdict(proof.verdict, proof.kernelClaim?.context.variables), '    '),
      ...(proof.vacuous === true ? wrap('note: the assumptions contradict each other', '    ') : []),
    ]),
    '',
    `${claims.filter(({ verdict }) => verdict.status === 'proved').length} of ${claims.length} claims proved`,
    ...(conclusion === undefined ? [] : ['']),
    ...(conclusion === null ? wrap('A claim that the theorem needs is open: nothing is concluded.') : []),
    ...(conclusion == null
      ? []
      : [
          ...wrap(`${conclusion.theorem}. ${conclusion.source}`),
          ...conclusion.statements.flatMap((statement) => wrap(statement, '  - ', 4)),
          ...wrap(conclusion.text),
        ]),
  ].join('\n')

/** Refuted before unknown. */
const worst = (statuses: readonly number[]): number =>
  [EXIT.refuted, EXIT.unknown].find((status) => statuses.includes(status)) ?? EXIT.proved

/** Decides a list of claims for a command; those not reached are unknown. */
export const proveList = async (
  file: string,
  flags: CommonFlags,
  runner?: JobRunner,
): Promise<{ readonly result: ClaimsResult; readonly interrupted: boolean }> => {
  const job: Job = { kind: 'prove-file', file, options: searchOptions(flags) }
  const outcome = await settle<ClaimsResult>(job, flags.quiet, runner)
  if (outcome.type === 'result') return { result: outcome.value, interrupted: outcome.interrupted }
  if (outcome.known === undefined) {
    throw new CommandError(`stopped (${outcome.why}) before a claim was settled`, EXIT.unknown)
  }
  return { result: outcome.known as ClaimsResult, interrupted: outcome.why === 'interrupted' }
}

/** `gradlaw prove FILE`: the claims of a list, one after the other. */
const proveFileCommand = async (file: string, flags: ProveFlags, trust: TrustLevel): Promise<number> => {
  const { assume, vars, params, cases } = flags
  const extra = Object.entries({ assume, vars, params, cases }).find(([, value]) => value !== undefined)
  if (extra !== undefined) throw new CommandError(`--${extra[0]} does not go with a list of claims`)
  const { result, interrupted } = await proveList(file, flags)
  emit(flags.json === true ? json(result) : showList(result), flags.out)
  if (flags.saveProof !== undefined) saveProof(result.claims, flags.saveProof)
  return interrupted ? EXIT.unknown : worst(result.claims.map(({ verdict }) => verdictStatus(verdict, trust)))
}

/** The claim, and what was decided of its cases. */
const claimsOf = (result: Shown): ProofClaims => [
  result,
  ...(result.parameterCases?.cases ?? []),
  ...(result.parameterCases?.impossible ?? []),
]

/** `gradlaw prove`: returns the exit status. */
export const proveCommand = async (claim: string, flags: ProveFlags): Promise<number> => {
  const trust = readTrust(flags.trust)
  prepareFile(flags.out)
  prepareFile(flags.saveProof)
  if (/\.ya?ml$/i.test(claim)) return proveFileCommand(claim, flags, trust)
  const { assume, vars, params } = flags
  const options = {
    ...searchOptions(flags),
    ...(assume === undefined ? {} : { assume }),
    ...(vars === undefined ? {} : { variables: vars }),
    ...(params === undefined ? {} : { parameters: params }),
    ...(flags.cases === undefined ? {} : { cases: flags.cases }),
  }
  const outcome = await settle<ProveResult>({ kind: 'prove', claim, options }, flags.quiet)
  const isStopped = outcome.type === 'stopped'
  const result: Shown = isStopped
    ? {
        claim,
        assumptions: assume === undefined ? [] : [assume],
        statement: claim,
        latex: '',
        verdict: { status: 'unknown', reason: outcome.why, tried: [] },
        elapsedMs: outcome.elapsedMs,
      }
    : outcome.value
  emit(flags.json === true ? json(result) : showProof(result), flags.out)
  if (flags.saveProof !== undefined) saveProof(claimsOf(result), flags.saveProof)
  return isStopped ? EXIT.unknown : verdictStatus(result.verdict, trust)
}
