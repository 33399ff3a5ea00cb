import type { CheckResult, ClaimEntry } from '../../theorems/check-result.ts'
import { checkStatus, disagreements, EXIT, type TrustLevel } from '../../toolkit/exit-status.ts'
import type { Expectation } from '../../toolkit/problem.ts'
import { proofFileOf } from '../../toolkit/proof-file.ts'
import { CommandError, emit, json } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import type { CommonFlags } from '../program.ts'
import { type Outcome, runJob } from '../run-job.ts'
import { showCheck } from '../show-check.ts'
import { statusLine } from '../status-line.ts'

export interface CheckFlags extends CommonFlags, ProblemFlags {
  readonly simulate?: boolean
  readonly trust?: string
  readonly saveProof?: string
}

const NEEDED = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'critical-values',
  'conserved',
  'regularity-of-g',
  'second-order',
  'coercive',
  'boundary',
] as const

/** What is known when a check was stopped: the settled claims, the others unknown, nothing concluded. */
const partial = (outcome: Outcome & { type: 'stopped' }, objective: string): CheckResult => {
  const settled = new Set(outcome.claims.map((entry) => entry.id))
  const open = NEEDED.filter((id) => !settled.has(id)).map(
    (id): ClaimEntry => ({
      id,
      needed: true,
      statement: '',
      latex: '',
      source: '',
      verdict: { status: 'unknown', reason: outcome.why, tried: [] },
    }),
  )
  return {
    problem: {
      objective,
      objectiveLatex: '',
      regularizer: [],
      regularizerLatex: '',
      proposed: false,
      variables: [],
      parameters: [],
      assume: [],
      laws: [],
    },
    claims: [...outcome.claims, ...open],
    conclusion: { verdict: 'undecided', text: `Stopped (${outcome.why}); the open claims are listed.` },
    elapsedMs: 0,
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
): Promise<{ readonly result: CheckResult; readonly expect?: Expectation }> => {
  const { timeout, seed, degree } = flags
  const problem = problemSource(file, flags)
  const options = { timeout, seed, simulate: flags.simulate !== false, ...(degree === undefined ? {} : { degree }) }
  const outcome = await runJob({ kind: 'check', problem, options }, statusLine(flags.quiet === true))
  if (outcome.type === 'input-error') throw new CommandError(outcome.message)
  if (outcome.type === 'defect') throw new CommandError(`a defect: ${outcome.message}`, EXIT.defect)
  if (outcome.type === 'stopped') return { result: partial(outcome, flags.objective ?? file ?? '') }
  return {
    result: outcome.value as CheckResult,
    ...(outcome.expect === undefined ? {} : { expect: outcome.expect as Expectation }),
  }
}

/** `gradlaw check`: returns the exit status. */
export const checkCommand = async (file: string | undefined, flags: CheckFlags): Promise<number> => {
  const trust = readTrust(flags.trust)
  const { result, expect } = await runCheck(file, flags)
  emit(flags.json === true ? json(result) : showCheck(result), flags.out)
  if (flags.saveProof !== undefined) emit(json(proofFileOf(result.claims)), flags.saveProof)
  if (expect !== undefined) {
    for (const line of disagreements(result, expect)) process.stderr.write(`gradlaw: not as expected: ${line}\n`)
  }
  return checkStatus(result, expect, trust)
}
