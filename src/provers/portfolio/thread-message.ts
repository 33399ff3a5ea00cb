import type { Answer, Question, Reply } from './question.ts'

/** What a prover's thread is started with. */
export interface ThreadData {
  /** Becomes 1 when the question under way should end: a search sees it without a message. */
  readonly cancelled: Int32Array
  /** MiB of typed arrays it may hold; the rest of its memory is limited by Node. */
  readonly memory: number
}

/** A question for a thread, with the time of the clock at which it ends in any case. */
export interface ThreadRequest {
  readonly id: number
  readonly question: Question
  readonly deadline: number
}

const FOUND: ReadonlySet<unknown> = new Set<Reply['found']>(['proof', 'certificate', 'failing', 'attained', 'nothing'])

/**
 * An answer as a thread wrote it, as JSON, or undefined where it is none. Only its form is looked at: what it says is
 * not believed but checked by the kernel.
 */
export const readAnswer = (text: unknown): (Answer & { readonly id: number }) | undefined => {
  if (typeof text !== 'string') return undefined
  try {
    const { id, reply, milliseconds } = JSON.parse(text) as Partial<Answer & { id: number }>
    if (typeof id !== 'number' || typeof milliseconds !== 'number' || !(milliseconds >= 0)) return undefined
    if (typeof reply !== 'object' || reply === null || !FOUND.has(reply.found)) return undefined
    if (reply.found === 'nothing' && (typeof reply.why !== 'string' || !Array.isArray(reply.tried))) return undefined
    return { id, reply, milliseconds }
  } catch {
    return undefined
  }
}
