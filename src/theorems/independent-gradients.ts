import type { PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient, gramDeterminant } from '../kernel/derivative.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { Refusal } from '../kernel/refusal.ts'
import { specialize } from '../kernel/specialize.ts'

/** A point, and the context that its constants are in. */
export interface Place {
  readonly context: ContextJson
  readonly point: PointJson
}

/** Whether the gradients are independent at the point, as the kernel will find: for what is worth asking. */
export const areIndependent = (quantities: readonly string[], { context, point }: Place): boolean => {
  try {
    const { scope } = readContext(context)
    // More gradients than variables are dependent; their determinant may be of any size.
    if (quantities.length > scope.variables.length) return false
    const values = new Map(Object.entries(point).map(([name, text]) => [name, lower(parseTerm(text), scope)]))
    const rows = quantities.map((text) =>
      gradient(lower(parseTerm(text), scope), scope.variables).map((entry) => specialize(entry, values)),
    )
    return closedSign(gramDeterminant(rows)) === 1
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
