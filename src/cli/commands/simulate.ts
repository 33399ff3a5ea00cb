import type { Evidence } from '../../numerics/evidence.ts'
import { EXIT } from '../../toolkit/exit-status.ts'
import { CommandError, emit, json } from '../output.ts'
import { type ProblemFlags, problemSource } from '../problem-source.ts'
import type { CommonFlags } from '../program.ts'
import { runJob } from '../run-job.ts'
import { showEvidence } from '../show-evidence.ts'
import { statusLine } from '../status-line.ts'

export interface SimulateFlags extends CommonFlags, ProblemFlags {
  readonly method: string
  readonly runs?: number
  readonly steps?: number
  readonly alpha?: number
  readonly exponent?: string
}

const readExponent = (text: string): number => {
  const value = text === 'infinity' ? Number.POSITIVE_INFINITY : Number(text)
  if (!(value > 0)) throw new CommandError(`--exponent is a positive number or "infinity", not "${text}"`)
  return value
}

/** `gradlaw simulate`: returns the exit status. */
export const simulateCommand = async (file: string | undefined, flags: SimulateFlags): Promise<number> => {
  const { timeout, seed, runs, steps, alpha, exponent, method } = flags
  const settings = {
    seed,
    ...(runs === undefined ? {} : { runs }),
    ...(steps === undefined ? {} : { steps }),
    ...(alpha === undefined ? {} : { alpha }),
    ...(exponent === undefined ? {} : { exponent: readExponent(exponent) }),
  }
  const problem = problemSource(file, flags, true)
  const outcome = await runJob(
    { kind: 'simulate', problem, settings, method, options: { timeout, seed } },
    statusLine(flags.quiet === true),
  )
  if (outcome.type === 'input-error') throw new CommandError(outcome.message)
  if (outcome.type === 'defect') throw new CommandError(`a defect: ${outcome.message}`, EXIT.defect)
  if (outcome.type === 'stopped')
    throw new CommandError(`stopped (${outcome.why}) before a run was complete`, EXIT.unknown)
  const evidence = outcome.value as Evidence
  emit(flags.json === true ? json(evidence) : showEvidence(evidence), flags.out)
  return EXIT.proved
}
