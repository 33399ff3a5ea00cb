import { evaluate } from '../expression/evaluate.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { constantsInDoubles } from './constants-in-doubles.ts'

type ExactPoint = readonly string[]

/**
 * Exact points in doubles, with the algebraic constants in them; points that depend on parameters have none.
 * For drawings, never for verdicts.
 */
export const pointsInDoubles = (
  points: readonly ExactPoint[],
  constants: ContextJson['constants'],
): {
  readonly points: ReadonlyMap<ExactPoint, readonly number[]>
  readonly constants: Readonly<Record<string, number>>
} => {
  const numbers = constantsInDoubles(constants)
  const found = new Map<ExactPoint, readonly number[]>()
  for (const point of points) {
    try {
      const values = point.map((coordinate) => evaluate(parseTerm(coordinate), numbers))
      if (values.every(Number.isFinite)) found.set(point, values)
    } catch {
      // A name without a number: a parameter.
    }
  }
  return { points: found, constants: Object.fromEntries(numbers) }
}
