import { parentPort, workerData } from 'node:worker_threads'
import { check, laws } from '../toolkit/api.ts'
import type { DriftResult } from '../toolkit/drift.ts'
import type { LawsResult } from '../toolkit/laws-result.ts'
import { plain } from '../toolkit/plain.ts'
import { type Problem, readProblem } from '../toolkit/problem.ts'
import { summaryOf } from '../toolkit/problem-summary.ts'
import { prove } from '../toolkit/prove.ts'
import type { NamedProof } from '../toolkit/prove-claims.ts'
import type { Job, JobData, Message, ProblemSource, Request } from './job.ts'

// The worker's side: does one job after the other and says how it goes.

const say = (message: Message): void => parentPort?.postMessage(plain(message))

const load = async (source: ProblemSource): Promise<Problem> =>
  // The YAML parser is only loaded where a file is read.
  'file' in source
    ? (await import('../toolkit/problem-file.ts')).loadProblemFile(source.file)
    : readProblem(source.text)

const work = async (job: Job, signal: AbortSignal): Promise<void> => {
  const onPhase = (phase: string): void => say({ type: 'phase', phase })
  switch (job.kind) {
    case 'check': {
      const problem = await load(job.problem)
      say({ type: 'read', problem: summaryOf(problem) })
      const { simulate: runs, ...options } = job.options
      const value = await check(problem, {
        ...options,
        signal,
        onPhase,
        onClaim: (entry) => say({ type: 'claim', entry }),
        ...(runs ? {} : { simulate: false }),
      })
      return say({ type: 'result', value, ...(problem.expect === undefined ? {} : { expect: problem.expect }) })
    }
    case 'laws': {
      const { asked, options, flow, candidates, generators } = job
      const input = 'file' in asked || 'text' in asked ? await load(asked) : asked
      const onFound = (value: LawsResult): void => say({ type: 'known', value })
      const value = await laws(input, { ...options, ...flow, candidates, generators, signal, onPhase, onFound })
      return say({ type: 'result', value })
    }
    case 'prove':
      return say({ type: 'result', value: await prove(job.claim, { ...job.options, signal }) })
    case 'prove-file': {
      const [{ loadClaimsFile }, { proveClaims, withOpen }] = await Promise.all([
        import('../toolkit/claims-file.ts'),
        import('../toolkit/prove-claims.ts'),
      ])
      const list = loadClaimsFile(job.file)
      const proofs: NamedProof[] = []
      const onProof = (proof: NamedProof): void => {
        proofs.push(proof)
        say({ type: 'known', value: { ...list, claims: withOpen(list, proofs) } })
        onPhase(`${proof.name}: ${proof.verdict.status}`)
      }
      return say({ type: 'result', value: await proveClaims(list, { ...job.options, signal, onProof }) })
    }
    case 'simulate': {
      const [{ measuredRuns, prepareRuns }, { refuseUnusedSize }, { simulationFigure }] = await Promise.all([
        import('../toolkit/simulate.ts'),
        import('../toolkit/run-text.ts'),
        import('../toolkit/simulation-figure.ts'),
      ])
      const { options, settings, method, numbers } = job
      if (settings.schedule !== undefined) refuseUnusedSize([settings.schedule], Object.keys(settings))
      const prepared = await prepareRuns(await load(job.problem), { ...options, ...numbers, settings, method, signal })
      // Before the runs: what is wrong with the axes is told at once.
      const figure = job.figure && { figure: simulationFigure(prepared, job.figure.axes) }
      return say({ type: 'result', value: { evidence: await measuredRuns(prepared), ...figure } })
    }
    case 'exponent': {
      const { exponentOf } = await import('../toolkit/exponent.ts')
      const { options, settings } = job
      const value = await exponentOf(await load(job.problem), { ...options, ...settings, signal, onPhase })
      return say({ type: 'result', value })
    }
    case 'subdifferential': {
      const { subdifferentialOf } = await import('../toolkit/subdifferential.ts')
      const { options, at } = job
      const own = { ...options, signal, onPhase, ...(at === undefined ? {} : { at }) }
      return say({ type: 'result', value: await subdifferentialOf(await load(job.problem), own) })
    }
    case 'flatness': {
      const { compareMinima } = await import('../toolkit/compare-minima.ts')
      const { options, at, and } = job
      return say({
        type: 'result',
        value: await compareMinima(await load(job.problem), { ...options, at, and, signal }),
      })
    }
    case 'filter': {
      const { filter } = await import('../toolkit/filter.ts')
      const { method, numbers, options } = job
      return say({ type: 'result', value: await filter(method, { ...options, ...numbers, signal, onPhase }) })
    }
    case 'drift': {
      const { drift } = await import('../toolkit/drift.ts')
      const { options, settings } = job
      const onFound = (result: DriftResult): void => say({ type: 'known', value: { result } })
      const problem = await load(job.problem)
      const drawing = job.figure === true ? await import('../toolkit/drift-figure.ts') : undefined
      drawing?.refuseParameters(problem)
      const result = await drift(problem, { ...options, ...settings, signal, onPhase, onFound })
      if (drawing === undefined) return say({ type: 'result', value: { result } })
      return say({ type: 'result', value: { result, figure: drawing.driftFigure(problem, result, options) } })
    }
    case 'recheck': {
      const { recheckFile } = await import('../toolkit/recheck-file.ts')
      return say({ type: 'result', value: recheckFile(job.file) })
    }
  }
}

const { cancelled } = workerData as JobData
let controller = new AbortController()

const begin = (job: Job): void => {
  controller = new AbortController()
  // A search that leaves no room for messages sees the cancellation here, at its next look at the budget.
  Object.defineProperty(controller.signal, 'aborted', { get: () => Atomics.load(cancelled, 0) !== 0 })
  say({ type: 'started' })
  work(job, controller.signal).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'BudgetSpent') say({ type: 'spent' })
    else if (error instanceof Error && error.name === 'InputError') say({ type: 'input-error', message: error.message })
    else say({ type: 'defect', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  })
}

parentPort?.on('message', (request: Request) => {
  if (request.type === 'job') begin(request.job)
  else controller.abort()
})
