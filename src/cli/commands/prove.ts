import { EXIT, verdictStatus } from '../../toolkit/exit-status.ts'
import { proofFileOf } from '../../toolkit/proof-file.ts'
import type { ProveResult } from '../../toolkit/prove.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { emit, json, prepareFile } from '../output.ts'
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
}

type Shown = Omit<ProveResult, 'kernelClaim'> & Partial<ProveResult>

const showProof = ({ statement, verdict, vacuous, kernelClaim }: Shown): string =>
  [
    ...wrap(statement, `${markOf(verdict)} `),
    ...wrap(showVerdict(verdict, kernelClaim?.context.variables), '  '),
    ...(vacuous === true
      ? wrap('note: the assumptions contradict each other, so anything follows from them', '  ')
      : []),
  ].join('\n')

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
  if (flags.saveProof !== undefined) emit(json(proofFileOf([result])), flags.saveProof)
  return isStopped ? EXIT.unknown : verdictStatus(result.verdict, trust)
}
