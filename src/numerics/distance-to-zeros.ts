import { gradient as gradientOf } from '../expression/derivative.ts'
import type { Term } from '../kernel/term.ts'
import { compileVector } from './compile.ts'
import { projectToZeros } from './project-to-zeros.ts'

/**
 * The distances of points to the zeros of the residuals, measured to a zero that Newton's method finds from there: exact
 * to rounding near a manifold of zeros, an upper bound elsewhere. NaN where it finds none, for one where the derivative
 * loses rank, and nothing without residuals.
 */
export const distancesToZeros = (
  residuals: readonly Term[],
  variables: readonly string[],
  points: readonly (readonly number[])[],
): readonly number[] => {
  if (residuals.length === 0) return []
  const map = compileVector(residuals, variables)
  const jacobian = compileVector(
    residuals.flatMap((residual) => gradientOf(residual, variables)),
    variables,
  )
  return points.map((point) => {
    const foot = projectToZeros(map, jacobian, residuals.length, point)
    return foot === undefined ? Number.NaN : Math.hypot(...foot.map((c, j) => c - (point[j] ?? Number.NaN)))
  })
}
