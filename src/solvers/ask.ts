import { type Budget, isSpent } from '../search/budget.ts'
import { startThread, type Thread } from './thread.ts'

/** What became of a question: the worker's answer as it came, or why there is none. */
export type Answer =
  | { readonly answered: true; readonly value: unknown }
  | { readonly answered: false; readonly reason: string }

// Above this a worker is looping, not computing; it then ends with an out-of-memory error of its own.
const MEMORY_MB = 512
// The longest delay a timer takes; a later deadline is as good as none.
const LONGEST_DELAY = 2 ** 31 - 1

/**
 * Starts a worker from `file`, sends it `request` and gives its first message.
 *
 * Whatever happens - an answer, an error, silence - the worker is terminated before the promise resolves, at the
 * budget's deadline at the latest; the promise is never rejected. The value is as untrusted as the worker.
 */
export const ask = async (file: URL, request: unknown, budget: Budget): Promise<Answer> => {
  if (isSpent(budget)) return { answered: false, reason: 'the time given is spent' }
  let thread: Thread | undefined
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  const answer = await new Promise<Answer>((resolve) => {
    const fail = (reason: string): void => resolve({ answered: false, reason })
    onAbort = () => fail('cancelled')
    timer = setTimeout(() => fail('stopped at the deadline'), Math.min(budget.deadline - Date.now(), LONGEST_DELAY))
    budget.signal?.addEventListener('abort', onAbort)
    thread = startThread(file, {
      data: request,
      memory: MEMORY_MB,
      isForeign: true,
      onMessage: (value) => resolve({ answered: true, value }),
      onFailure: ({ message }) => fail(message),
    })
  })
  clearTimeout(timer)
  if (onAbort !== undefined) budget.signal?.removeEventListener('abort', onAbort)
  await thread?.end()
  return answer
}
