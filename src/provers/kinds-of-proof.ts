import type { Json } from '../kernel/json.ts'

/** The kinds of proof inside a proof, outermost first, without repetition. */
export const kindsOf = (proof: Json, found: Set<string> = new Set()): Set<string> => {
  if (typeof proof !== 'object' || proof === null) return found
  if (Array.isArray(proof)) for (const item of proof) kindsOf(item, found)
  else {
    const { kind } = proof as { kind?: Json }
    if (typeof kind === 'string') found.add(kind)
    for (const value of Object.values(proof)) kindsOf(value, found)
  }
  return found
}
