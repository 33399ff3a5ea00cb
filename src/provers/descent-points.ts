import * as Q from '../kernel/rational.ts'
import type { Sequent } from '../kernel/sequent.ts'
import { type Budget, isSpent } from '../search/budget.ts'
import { approximate } from './approximate.ts'
import { type ExactPoint, rationalPoint } from './exact-point.ts'
import { numbers } from './rational-tuples.ts'

const DENOMINATORS = [1, 2, 4, 10, 60, 1000, 1_000_000]

/**
 * Rational points near where numerical descent makes the goal's quantity small while inequalities among the hypotheses
 * hold; for sequents without equations.
 */
export const descentPoints = function* (
  sequent: Sequent,
  setting: {
    readonly names: readonly string[]
    readonly equations: readonly unknown[]
    readonly seed: number
    readonly budget: Budget
    readonly mostSize: number
  },
): Generator<ExactPoint> {
  const { names, seed, budget } = setting
  const { goal, hypotheses } = sequent
  if (setting.equations.length > 0 || goal === 'false' || goal.op === '=' || goal.op === '!=') return
  const asMap = (x: readonly number[]): Map<string, number> => new Map(names.map((n, k) => [n, x[k] as number]))
  /** The goal's value where the hypotheses hold, and infinity elsewhere. */
  const score = (x: readonly number[]): number => {
    const values = asMap(x)
    for (const { polynomial, op } of hypotheses) {
      const { value } = approximate(polynomial, values)
      if (Number.isNaN(value)) return Number.POSITIVE_INFINITY
      if (op === '>' ? value <= 0 : op === '>=' ? value < 0 : op === '!=' && value === 0) {
        return Number.POSITIVE_INFINITY
      }
    }
    const { value } = approximate(goal.polynomial, values)
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const random = numbers(seed)
  for (let start = 0; start < 24; start++) {
    if (isSpent(budget)) return
    const size = [1, 3, 10, 100][start % 4] as number
    let x = names.map(() => (2 * random() - 1) * Math.min(size, setting.mostSize))
    let best = score(x)
    for (let step = size; step > 1e-7; ) {
      if (isSpent(budget)) return
      let improved = false
      for (let k = 0; k < names.length; k++) {
        for (const s of [step, -step]) {
          const y = x.map((v, i) => (i === k ? v + s : v))
          if (Math.abs(y[k] as number) > setting.mostSize) continue
          const value = score(y)
          if (value < best) [x, best, improved] = [y, value, true]
        }
      }
      if (best < -1e6) break
      if (!improved) step /= 2
    }
    if (!(best <= 1e-9)) continue
    for (const d of DENOMINATORS) {
      yield rationalPoint(new Map(names.map((n, k) => [n, Q.rational(Math.round((x[k] as number) * d), d)])))
    }
  }
}
