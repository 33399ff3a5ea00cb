import { EXIT, verdictStatus } from '../../toolkit/exit-status.ts'
import type { ProofClaims } from '../../toolkit/proof-file.ts'
import type { ProveResult } from '../../toolkit/prove.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { emit, json, prepareFile } from '../output.ts'
import { saveProof } from '../save-proof.ts'
import { settle } from '../settle.ts'
import { markOf, showVerdict } from '../show-verdict.ts'
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
