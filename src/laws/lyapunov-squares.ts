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
/** What is further from 0 than this is not 0 up to rounding. */
const FREE = 1e-3

/**
 * Squares of variables that need not be conserved, with x·∂f/∂x ≥ 0 at random points: the gradient flow then does not
 * let x² grow. The sum of those that are not 0 on all of M, which f leaves free, if there are several; the square of each;
 * and the sum of all. `f` is the objective at values of the parameters, `minima` are points of M.
 */
export const lyapunovSquares = (
  f: Term,
  { variables }: Pick<Objective, 'variables'>,
  seed: number,
  minima: readonly (readonly number[])[] = [],
): readonly Candidate[] => {
  const random = seeded(seed)
  const points = Array.from({ length: POINTS }, () => uniformPoint(random, boxOf([-RADIUS, RADIUS], variables.length)))
  const shrinking = variables.filter((name) => {
    const slope = compileScalar(product(symbol(name), derivative(f, name)), variables)
    const values = points.map(slope)
    return values.every((value) => !(value < 0)) && values.some((value) => value > 0)
  })
  const isFree = (name: string): boolean =>
    minima.some((point) => Math.abs(point[variables.indexOf(name)] as number) > FREE)
  const squaresOf = (names: readonly string[]): readonly Term[] => names.map((name) => raised(symbol(name), 2))
  const sumOf = (names: readonly string[]): readonly Term[] => (names.length > 1 ? [sum(...squaresOf(names))] : [])
  const free = shrinking.filter(isFree)
  const ofFree = free.length < shrinking.length ? sumOf(free) : []
  return [...ofFree, ...squaresOf(shrinking), ...sumOf(shrinking)].map((term) => ({ term, idea: SHRINKING }))
}
