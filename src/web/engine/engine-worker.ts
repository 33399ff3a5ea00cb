import { check, laws } from '../../toolkit/api.ts'
import type { LawsResult } from '../../toolkit/laws-result.ts'
import { plain } from '../../toolkit/plain.ts'
import { checkAnalysis, checkView, claimView } from './check-view.ts'
import { lawsAnalysis, lawsView } from './laws-view.ts'
import type { Part, Question, Reply, Request } from './protocol.ts'
import { readAsked, readingError } from './read-problem.ts'

// The toolkit in a worker of the page: one question at a time, answered in parts.

const scope = globalThis as unknown as {
  onmessage: ((event: { readonly data: Request }) => void) | null
  readonly postMessage: (reply: Reply) => void
}

type Say = (part: Part) => void

const answer = async (question: Question, signal: AbortSignal, say: Say): Promise<void> => {
  const read = readAsked(question.problem)
  if ('error' in read) return say({ kind: 'refused', error: read.error })
  const { timeout, seed } = question
  const onPhase = (phase: string): void => say({ kind: 'phase', phase })
  const options = { timeout, seed, signal, onPhase }
  if (question.kind === 'laws') {
    const tell = (result: LawsResult, isFinal: boolean): void =>
      say({ kind: 'laws', laws: lawsView(result, isFinal), analysis: lawsAnalysis(result) })
    tell(await laws(read.problem, { ...options, onFound: (result) => tell(result, false) }), true)
  } else {
    const onClaim = (entry: Parameters<typeof claimView>[0]): void => say({ kind: 'claim', claim: claimView(entry) })
    const result = await check(read.problem, { ...options, onClaim })
    say({ kind: 'check', check: checkView(result), analysis: checkAnalysis(result) })
  }
  say({ kind: 'done', isInterrupted: signal.aborted })
}

const running = new Map<number, AbortController>()

const work = async (id: number, question: Question): Promise<void> => {
  const controller = new AbortController()
  running.set(id, controller)
  const say: Say = (part) => scope.postMessage(plain({ id, part }))
  try {
    await answer(question, controller.signal, say)
  } catch (error) {
    const refused = readingError(error)
    if (refused !== undefined) say({ kind: 'refused', error: refused })
    else if (error instanceof Error && error.name === 'BudgetSpent') say({ kind: 'done', isInterrupted: true })
    else say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    running.delete(id)
  }
}

scope.onmessage = ({ data }) => {
  if (data.kind === 'cancel') running.get(data.id)?.abort()
  else void work(data.id, data.question)
}
scope.postMessage({ id: 0, part: { kind: 'started' } })
