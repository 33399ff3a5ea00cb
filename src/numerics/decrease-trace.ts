import { gradient as gradientOf } from '../expression/derivative.ts'
import type { Term } from '../kernel/term.ts'
import { compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import { averageDecrease } from './fitted-order.ts'
import { normalizedGradientDescent } from './normalized-gradient-descent.ts'
import { projectToZeros } from './project-to-zeros.ts'
import { type Interval, seeded, uniformPoint } from './random.ts'
import { compileRegularizer, type Regularizer } from './regularizer.ts'

/** The average decrease of g in one step of the 2-cycle about a point of M, for several step sizes. */
export interface DecreaseTrace {
  readonly base: readonly number[]
  readonly alpha: readonly number[]
  readonly decrease: readonly number[]
}

const STEPS = Array.from({ length: 9 }, (_, j) => 0.16 / 2 ** j)
const CANDIDATES = 20
/** A decrease below this part of g is rounding. */
const ROUNDING = 1e-13
const FEWEST = 5

/**
 * How fast g falls for each step size, at the first of some seeded points of M where it can be measured; undefined where
 * there is none. On a logarithmic scale the points lie on a line whose slope is the order p.
 */
export const decreaseTrace = (
  descended: Descended,
  residuals: readonly Term[],
  regularizer: Regularizer,
  box: readonly Interval[],
  seed: number,
): DecreaseTrace | undefined => {
  const { variables } = descended
  const n = variables.length
  const map = compileVector(residuals, variables)
  const jacobian = compileVector(
    residuals.flatMap((h) => gradientOf(h, variables)),
    variables,
  )
  const advance = normalizedGradientDescent(descended)
  const g = compileRegularizer(regularizer, variables).value
  const random = seeded(seed)
  for (let i = 0; i < CANDIDATES; i++) {
    const base = projectToZeros(map, jacobian, residuals.length, uniformPoint(random, box))
    if (base === undefined || !(g(base) > 1e-3)) continue
    const entries = new Float64Array(residuals.length * n)
    jacobian(base, entries)
    const normal = variables.map((_, j) => residuals.reduce((sum, _h, r) => sum + (entries[r * n + j] ?? 0), 0))
    const norm = Math.hypot(...normal)
    if (!(norm > 0)) continue
    const direction = normal.map((c) => c / norm)
    const measured = STEPS.map((alpha) => ({ alpha, decrease: averageDecrease(advance, g, base, direction, alpha) }))
    const clear = measured.filter(({ decrease }) => decrease > ROUNDING * g(base))
    if (clear.length < FEWEST || measured.some(({ decrease }) => decrease < -ROUNDING * g(base))) continue
    return { base, alpha: clear.map(({ alpha }) => alpha), decrease: clear.map(({ decrease }) => decrease) }
  }
  return undefined
}
