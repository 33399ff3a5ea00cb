import type { Objective } from '../dynamics/objective.ts'
import { derivative } from '../expression/derivative.ts'
import { product, raised, sum, symbol, type Term } from '../kernel/term.ts'
import { compileScalar } from '../numerics/compile.ts'
import { boxOf, seeded, uniformPoint } from '../numerics/random.ts'
import type { Candidate } from './regularizer-candidates.ts'

/** What such a candidate is called. */
export const SHRINKING = 'a square that does not grow along the gradient flow'

const POINTS = 200
const RADIUS = 3

/**
 * Squares of variables that need not be conserved, with x·∂f/∂x ≥ 0 at random points: the gradient flow then does not
 * let x² grow. The square of each such variable, and for several their sum. `f` is the objective at values of the
 * parameters.
 */
export const lyapunovSquares = (
  f: Term,
  { variables }: Pick<Objective, 'variables'>,
  seed: number,
): readonly Candidate[] => {
  const random = seeded(seed)
  const points = Array.from({ length: POINTS }, () => uniformPoint(random, boxOf([-RADIUS, RADIUS], variables.length)))
  const shrinking = variables.filter((name) => {
    const slope = compileScalar(product(symbol(name), derivative(f, name)), variables)
    const values = points.map(slope)
    return values.every((value) => !(value < 0)) && values.some((value) => value > 0)
  })
  const squares = shrinking.map((name) => raised(symbol(name), 2))
  const sums = squares.length > 1 ? [sum(...squares)] : []
  return [...squares, ...sums].map((term) => ({ term, idea: SHRINKING }))
}
