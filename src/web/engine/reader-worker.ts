import type { ReadReply, ReadRequest } from './protocol.ts'
import { readAsked } from './read-problem.ts'

// Reads what is typed, beside the worker that searches, so that an answer comes while a search goes on.

const scope = globalThis as unknown as {
  onmessage: ((event: { readonly data: ReadRequest }) => void) | null
  readonly postMessage: (reply: ReadReply) => void
}

const resultOf = (request: ReadRequest): ReadReply['result'] => {
  try {
    const read = readAsked(request.problem)
    return 'error' in read ? read : read.reading
  } catch (error) {
    // Too deep a nesting, for instance: nothing that could be pointed at.
    return { error: { field: '', what: error instanceof Error ? error.message : String(error) } }
  }
}

scope.onmessage = ({ data }) => scope.postMessage({ id: data.id, result: resultOf(data) })
