import { parentPort, workerData } from 'node:worker_threads'
import { InputError } from '../expression/input-error.ts'
import { check } from '../toolkit/check.ts'
import { laws } from '../toolkit/laws.ts'
import { plain } from '../toolkit/plain.ts'
import { type Problem, readProblem } from '../toolkit/problem.ts'
import { loadProblemFile } from '../toolkit/problem-file.ts'
import { prove } from '../toolkit/prove.ts'
import { simulateProblem } from '../toolkit/simulate.ts'
import type { Job, Message, ProblemSource } from './job.ts'

// The worker's side: does one job and says how it goes.

const say = (message: Message): void => parentPort?.postMessage(plain(message))
const load = (source: ProblemSource): Problem =>
  'file' in source ? loadProblemFile(source.file) : readProblem(source.text)

const work = async (job: Job, signal: AbortSignal): Promise<void> => {
  const onPhase = (phase: string): void => say({ type: 'phase', phase })
  switch (job.kind) {
    case 'check': {
      const problem = load(job.problem)
      const { simulate, ...options } = job.options
      const value = await check(problem, {
        ...options,
        signal,
        onPhase,
        onClaim: (entry) => say({ type: 'claim', entry }),
        ...(simulate ? {} : { simulate: false }),
      })
      return say({ type: 'result', value, ...(problem.expect === undefined ? {} : { expect: problem.expect }) })
    }
    case 'laws': {
      const value = await laws(load(job.problem), { ...job.options, candidates: job.candidates, signal, onPhase })
      return say({ type: 'result', value })
    }
    case 'prove':
      return say({ type: 'result', value: await prove(job.claim, { ...job.options, signal }) })
    case 'simulate': {
      const value = await simulateProblem(load(job.problem), {
        ...job.options,
        settings: job.settings,
        method: job.method,
        signal,
      })
      return say({ type: 'result', value })
    }
  }
}

const controller = new AbortController()
parentPort?.once('message', () => controller.abort())
work(workerData as Job, controller.signal)
  .catch((error: unknown) => {
    if (error instanceof InputError) say({ type: 'input-error', message: error.message })
    else say({ type: 'defect', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  })
  .finally(() => parentPort?.close())
