import { EXIT } from '../toolkit/exit-status.ts'
import type { Job } from './job.ts'
import { CommandError } from './output.ts'
import { type JobRunner, newJobRunner, type Stopped } from './run-job.ts'
import { statusLine } from './status-line.ts'

/** What came of a job, where anything did. */
export type Settled<T> =
  | { readonly type: 'result'; readonly value: T; readonly expect?: unknown; readonly interrupted: boolean }
  | Stopped

/**
 * Does a job with a status line, by the runner where one is given, which stays open; bad input and defects are thrown as
 * what the user has to be told.
 */
export const settle = async <T>(job: Job, quiet: boolean | undefined, runner?: JobRunner): Promise<Settled<T>> => {
  const own = runner ?? newJobRunner()
  const outcome = await own.run(job, statusLine(quiet === true))
  if (own !== runner) await own.close()
  if (outcome.type === 'input-error') throw new CommandError(outcome.message)
  if (outcome.type === 'defect') throw new CommandError(`this is a defect of gradlaw: ${outcome.message}`, EXIT.defect)
  return outcome.type === 'stopped' ? outcome : { ...outcome, value: outcome.value as T }
}
