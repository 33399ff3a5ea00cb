import { bufferBytes, onRequest, tell, threadData } from '../../solvers/thread-side.ts'
import { answer } from './answer.ts'
import type { Answer } from './question.ts'
import type { ThreadData, ThreadRequest } from './thread-message.ts'

// The thread's side: answers one question after another. Who asks ends it.

const { cancelled, memory } = (await threadData()) as ThreadData
const MEBIBYTE = 2 ** 20
const LOOK_EVERY = 64

/** Typed arrays are not counted by Node's own limit. */
const newSignal = (): { readonly signal: AbortSignal; readonly isTooLarge: () => boolean } => {
  const { signal } = new AbortController()
  let looks = 0
  let isTooLarge = false
  const isAborted = (): boolean => {
    if (++looks % LOOK_EVERY === 0) isTooLarge ||= bufferBytes() > memory * MEBIBYTE
    return isTooLarge || Atomics.load(cancelled, 0) !== 0
  }
  Object.defineProperty(signal, 'aborted', { get: isAborted })
  return { signal, isTooLarge: () => isTooLarge }
}

const answerSafely = async ({ question, deadline }: ThreadRequest): Promise<Answer> => {
  const { signal, isTooLarge } = newSignal()
  const stopped = (why: 'memory' | `failed: ${string}`): Answer => ({
    reply: { found: 'nothing', why, tried: [] },
    milliseconds: question.milliseconds,
  })
  try {
    const found = await answer(question, { deadline, signal })
    return isTooLarge() && found.reply.found === 'nothing' ? stopped('memory') : found
  } catch (error) {
    return stopped(`failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

onRequest(async (message) => {
  const request = message as ThreadRequest
  const found = await answerSafely(request)
  tell(JSON.stringify({ id: request.id, ...found }))
})
