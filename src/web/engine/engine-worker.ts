import { plain } from '../../toolkit/plain.ts'
import { answerLaws } from './answer-laws.ts'
import type { AskedLaws, Part, Question, Reply, Request } from './protocol.ts'
import { readAsked, readingError } from './read-problem.ts'

// The toolkit in a worker of the page: one question at a time, answered in parts. What laws need is loaded at once, the
// rest when it is asked for.

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
  if (question.kind === 'laws') await answerLaws(read.input, { ...options, ...flowOf(question.problem) }, say)
  else if (read.problem !== undefined) await (await import('./answer-check.ts')).answerCheck(read.problem, options, say)
  say({ kind: 'done', isInterrupted: signal.aborted })
}

/** The flow whose laws are asked for, and quantities to check. */
const flowOf = ({ laws: { subject: _, ...flow } = {} }: Question['problem']): Omit<AskedLaws, 'subject'> => flow

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
