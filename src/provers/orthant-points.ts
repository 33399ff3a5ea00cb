import { atomsOf } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { type ExactPoint, rationalPoint } from './exact-point.ts'
import { numbers } from './rational-tuples.ts'

/** All orthants are visited in so many dimensions, random ones in more. */
const MOST_DIMENSIONS = 11
const RANDOM_ORTHANTS = 2048

/** Absolute values of the coordinates: different in each place, of moderate, small and large size. */
const MAGNITUDES: readonly ((i: number) => Q.Rational)[] = [
  (i) => Q.rational(i + 2),
  (i) => Q.rational(1, 2 * i + 3),
  (i) => Q.rational((i * i * 7 + i * 3 + 5) % 23, 2),
]

/** True where signs of quantities occur, so that what fails may fail in a single cell. */
const hasSigns = ({ hypotheses, goal }: Sequent): boolean =>
  [...hypotheses, ...(goal === 'false' ? [] : [goal])].some(({ polynomial }) =>
    [...atomsOf(polynomial)].some(({ kind }) => kind === 'sgn'),
  )

/** One point in every orthant, then another, then a third: what holds for x·y > 0 alone fails at one of them. */
const orthantTuples = function* (length: number, seed: number): Generator<Q.Rational[]> {
  if (length === 0) return
  const random = numbers(seed)
  const isAll = length <= MOST_DIMENSIONS
  const count = isAll ? 2 ** length : RANDOM_ORTHANTS
  for (const magnitude of MAGNITUDES) {
    for (let pattern = 0; pattern < count; pattern++) {
      yield Array.from({ length }, (_, i) => {
        const isNegative = isAll ? Math.floor(pattern / 2 ** i) % 2 === 1 : random() < 0.5
        const size = magnitude(i)
        return isNegative ? Q.negate(size) : size
      })
    }
  }
}

/** What the points are made from; of transcendental functions large arguments are left out. */
interface Setting {
  readonly names: readonly string[]
  readonly integers: ReadonlySet<string>
  readonly seed: number
  readonly budget: Budget
  readonly mostSize: number
}

/** Points in all orthants, where signs occur: for claims without equations between variables. */
export const orthantPoints = function* (
  sequent: Sequent,
  { names, integers, seed, budget, mostSize }: Setting,
): Generator<ExactPoint> {
  if (integers.size > 0 || names.length + 1 > mostSize || !hasSigns(sequent)) return
  for (const tuple of orthantTuples(names.length, seed)) {
    if (isSpent(budget)) return
    yield rationalPoint(new Map(names.map((n, k) => [n, tuple[k] as Q.Rational])))
  }
}
