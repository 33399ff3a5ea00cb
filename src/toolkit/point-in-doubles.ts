import { evaluate } from '../expression/evaluate.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'

/**
 * A point by its exact coordinates, with numbers for the names in them; undefined where it is not a finite point of
 * doubles.
 *
 * @example pointInDoubles(['0', 'sqrt(1/b)'], { b: 4 }) // [0, 0.5]
 */
export const pointInDoubles = (
  coordinates: readonly string[],
  values: Readonly<Record<string, number>>,
): readonly number[] | undefined => {
  const names = Object.keys(values)
  const numbers = new Map(Object.entries(values))
  try {
    const point = coordinates.map((text) => {
      const { term } = parseExpression(text, { variables: [], parameters: names, undeclared: 'refuse', printed: true })
      return evaluate(term, numbers)
    })
    return point.every(Number.isFinite) ? point : undefined
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) return undefined
    throw error
  }
}
