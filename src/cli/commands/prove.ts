import { EXIT, verdictStatus } from '../../toolkit/exit-status.ts'
import { proofFileOf } from '../../toolkit/proof-file.ts'
import type { ProveResult } from '../../toolkit/prove.ts'
import { CommandError, emit, json } from '../output.ts'
import type { CommonFlags } from '../program.ts'
import { runJob } from '../run-job.ts'
import { showVerdict } from '../show-verdict.ts'
import { statusLine } from '../status-line.ts'
import { readTrust } from './check.ts'

export interface ProveFlags extends CommonFlags {
  readonly assume?: string
  readonly vars?: string
  readonly params?: string
  readonly trust?: string
  readonly saveProof?: string
}

/** `gradlaw prove`: returns the exit status. */
export const proveCommand = async (claim: string, flags: ProveFlags): Promise<number> => {
  const trust = readTrust(flags.trust)
  const { timeout, seed, degree } = flags
  const options = {
    timeout,
    seed,
    ...(degree === undefined ? {} : { degree }),
    ...(flags.assume === undefined ? {} : { assume: flags.assume }),
    ...(flags.vars === undefined ? {} : { variables: flags.vars }),
    ...(flags.params === undefined ? {} : { parameters: flags.params }),
  }
  const outcome = await runJob({ kind: 'prove', claim, options }, statusLine(flags.quiet === true))
  if (outcome.type === 'input-error') throw new CommandError(outcome.message)
  if (outcome.type === 'defect') throw new CommandError(`a defect: ${outcome.message}`, EXIT.defect)
  const result: Omit<ProveResult, 'kernelClaim'> & Partial<ProveResult> =
    outcome.type === 'stopped'
      ? {
          claim,
          assumptions: flags.assume === undefined ? [] : [flags.assume],
          statement: claim,
          latex: '',
          verdict: { status: 'unknown', reason: outcome.why, tried: [] },
          elapsedMs: 0,
        }
      : (outcome.value as ProveResult)
  emit(flags.json === true ? json(result) : `${result.statement}\n${showVerdict(result.verdict)}`, flags.out)
  if (flags.saveProof !== undefined) emit(json(proofFileOf([result])), flags.saveProof)
  return verdictStatus(result.verdict, trust)
}
