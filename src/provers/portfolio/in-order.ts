/** How questions are asked several at a time. */
export interface Asking<Q, A> {
  /** How many questions may be open at once. */
  readonly width: number
  readonly ask: (question: Q, signal: AbortSignal) => Promise<A>
  /** Whether an answer is still wanted; one that is not is neither asked for nor heard. */
  readonly isNeeded: (question: Q) => boolean
  /** Takes an answer; true ends everything. */
  readonly hear: (question: Q, answer: A) => boolean
}

interface Open<Q, A> {
  readonly question: Q
  readonly answer: Promise<A>
  readonly controller: AbortController
}

/**
 * Asks questions, up to `width` at a time, and hears the answers in the order of the questions, whichever comes first:
 * so what is heard does not depend on who was faster. Questions whose answer is no longer needed are aborted. Returns
 * true where `hear` ended it.
 */
export const inOrder = async <Q, A>(questions: readonly Q[], asking: Asking<Q, A>): Promise<boolean> => {
  const { width, ask, isNeeded, hear } = asking
  const open: Open<Q, A>[] = []
  let next = 0
  const fill = (): void => {
    while (open.length < width && next < questions.length) {
      const question = questions[next++] as Q
      if (!isNeeded(question)) continue
      const controller = new AbortController()
      open.push({ question, controller, answer: ask(question, controller.signal) })
    }
  }
  try {
    for (fill(); open.length > 0; fill()) {
      const { question, answer } = open.shift() as Open<Q, A>
      const heard = await answer
      if (isNeeded(question) && hear(question, heard)) return true
      for (const other of open.filter((o) => !isNeeded(o.question))) other.controller.abort()
      open.splice(0, open.length, ...open.filter((o) => isNeeded(o.question)))
    }
    return false
  } finally {
    for (const { controller, answer } of open) {
      controller.abort()
      answer.catch(() => {})
    }
  }
}
