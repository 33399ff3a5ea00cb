import { invertModulo, largePrime, multiplyModulo, residue } from '../algebra/prime-field.ts'

/** A growing space of vectors modulo a prime. */
export interface Span {
  readonly rank: () => number
  /** Adds a vector; false where it was in the span already (modulo the prime). */
  readonly extend: (vector: ReadonlyMap<string, bigint>) => boolean
}

const PRIME = largePrime(0)

/**
 * An empty space. That a vector enlarges it modulo the prime proves independence over Q; the converse holds for all
 * but finitely many primes.
 */
export const newSpan = (): Span => {
  const rows = new Map<string, Map<string, number>>()
  return {
    rank: () => rows.size,
    extend: (vector) => {
      const rest = new Map<string, number>()
      for (const [key, value] of vector) {
        const r = residue(value, PRIME)
        if (r !== 0) rest.set(key, r)
      }
      for (const [pivot, row] of rows) {
        const factor = rest.get(pivot)
        if (factor === undefined) continue
        for (const [key, value] of row) {
          const left = (rest.get(key) ?? 0) + PRIME - multiplyModulo(factor, value, PRIME, 1 / PRIME)
          if (left % PRIME === 0) rest.delete(key)
          else rest.set(key, left % PRIME)
        }
      }
      const [pivot] = rest.keys()
      if (pivot === undefined) return false
      const inverse = invertModulo(rest.get(pivot) as number, PRIME)
      rows.set(pivot, new Map([...rest].map(([key, value]) => [key, multiplyModulo(value, inverse, PRIME, 1 / PRIME)])))
      return true
    },
  }
}
