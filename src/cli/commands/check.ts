import type { CheckResult, ClaimEntry, ClaimId } from '../../theorems/check-result.ts'
import { checkStatus, disagreements, EXIT, type TrustLevel } from '../../toolkit/exit-status.ts'
import type { Expectation } from '../../toolkit/problem.ts'
import { claimsOf } from '../../toolkit/proof-file.ts'
import { type CommonFlags, searchOptions } from '../common-flags.ts'
import { CommandError, emit, json, prepareFile } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import type { JobRunner, Stopped } from '../run-job.ts'
import { saveProof } from '../save-proof.ts'
import { settle } from '../settle.ts'
import { showCheck } from '../show-check.ts'

export interface CheckFlags extends CommonFlags, ProblemFlags {
  readonly simulate?: boolean
  readonly cases?: boolean | string
  readonly trust?: string
  readonly saveProof?: string
}

const NEEDED: readonly ClaimId[] = [
  ...(['structure', 'tame', 'minimum-zero', 'full-rank', 'critical-values'] as const),
  ...(['conserved', 'regularity-of-g', 'second-order', 'coercive', 'boundary'] as const),
]

/** What is known when a check was stopped: the settled claims, the others unknown, nothing concluded. */
const partial = ({ why, problem, claims, elapsedMs }: Stopped, objective: string): CheckResult => {
  const settled = new Set(claims.map((entry) => entry.id))
  const open = NEEDED.filter((id) => !settled.has(id)).map(
    (id): ClaimEntry => ({
      id,
      needed: true,
      statement: '',
      latex: '',
      source: '',
      verdict: { status: 'unknown', reason: why, tried: [] },
    }),
  )
  const nothing = { objectiveLatex: '', regularizer: [], regularizerLatex: '', proposed: false }
  const text =
    why === 'timeout'
      ? 'The time was spent; the claims that were not settled are open.'
      : 'Stopped on request; the claims that were not settled are open.'
  return {
    problem: problem ?? { objective, ...nothing, variables: [], parameters: [], assume: [], laws: [] },
    claims: [...claims, ...open],
    conclusion: { verdict: 'undecided', text },
    elapsedMs,
  }
}

export const readTrust = (trust: string | undefined): TrustLevel => {
  if (trust === undefined || trust === 'solver' || trust === 'kernel') return trust ?? 'solver'
  throw new CommandError(`--trust is kernel or solver, not "${trust}"`)
}

/** Runs a check for a command; throws what the user has to be told. */
export const runCheck = async (
  file: string | undefined,
  flags: CheckFlags,
  runner?: JobRunner,
): Promise<{ readonly result: CheckResult; readonly expect?: Expectation; readonly interrupted: boolean }> => {
  const problem = problemSource(file, flags)
  const options = { ...searchOptions(flags), simulate: flags.simulate !== false, cases: flags.cases ?? true }
  const outcome = await settle<CheckResult>({ kind: 'check', problem, options }, flags.quiet, runner)
  if (outcome.type === 'stopped') {
    return { result: partial(outcome, flags.objective ?? file ?? ''), interrupted: outcome.why === 'interrupted' }
  }
  const { value, expect, interrupted } = outcome
  return { result: value, interrupted, ...(expect === undefined ? {} : { expect: expect as Expectation }) }
}

/** `gradlaw check`: returns the exit status. */
export const checkCommand = async (file: string | undefined, flags: CheckFlags): Promise<number> => {
  const trust = readTrust(flags.trust)
  prepareFile(flags.out)
  prepareFile(flags.saveProof)
  const { result, expect, interrupted } = await runCheck(file, flags)
  emit(flags.json === true ? json(result) : showCheck(result), flags.out)
  if (flags.saveProof !== undefined) saveProof(claimsOf(result), flags.saveProof)
  if (expect !== undefined) {
    for (const line of disagreements(result, expect)) process.stderr.write(`gradlaw: not as expected: ${line}\n`)
  }
  const status = checkStatus(result, expect, trust)
  return interrupted && status === EXIT.proved ? EXIT.unknown : status
}
