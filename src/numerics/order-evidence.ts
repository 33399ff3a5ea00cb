import { type Budget, isSpent } from '../search/budget.ts'
import { compileScalar, compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import type { Evidence } from './evidence.ts'
import { fitOrder, ORDER_STEPS } from './fitted-order.ts'
import { normalizedGradientDescent } from './normalized-gradient-descent.ts'
import { projectToZero } from './projection.ts'
import { type Interval, seeded, uniformPoint } from './random.ts'
import { compileRegularizer, type Regularizer } from './regularizer.ts'
import { halfSecondDerivative, secondOrderRatio } from './second-order.ts'
import { summarize } from './summary.ts'

export type OrderEvidence = Pick<
  Evidence,
  'fittedOrder' | 'fittedOrderError' | 'secondOrderRatio' | 'trajectoryRatio' | 'basePoints'
>

const BASE_POINTS = 9

/** Where nothing is fitted. */
export const NO_ORDER: OrderEvidence = {
  fittedOrder: null,
  fittedOrderError: null,
  secondOrderRatio: null,
  trajectoryRatio: null,
  basePoints: { used: 0, tried: 0, fitted: null },
}

const SMALLEST_STEP = ORDER_STEPS[ORDER_STEPS.length - 1] ?? 0

interface Measured {
  readonly base: readonly number[]
  readonly order: number
  readonly error: number
  readonly ratio: number
  readonly trajectoryRatio: number
}

/** Measures order and ratios at one point of M; undefined where g does not decrease, or h or g is not defined there. */
export const measureOrderAt = (
  descended: Descended & { readonly residual: NonNullable<Descended['residual']> },
  regularizer: Regularizer,
): ((base: readonly number[]) => Measured | undefined) => {
  const { variables, residual } = descended
  const advance = normalizedGradientDescent(descended)
  const gradient = compileVector(residual.gradient, variables)
  const { value: g, hessian } = compileRegularizer(regularizer, variables)
  return (base) => {
    const normal = new Float64Array(base.length)
    gradient(base, normal)
    const norm = Math.hypot(...normal)
    if (!(norm > 0 && Number.isFinite(norm))) return undefined
    const v = Array.from(normal, (component) => component / norm)
    const fit = fitOrder(advance, g, base, v)
    if (fit === undefined) return undefined
    const half = halfSecondDerivative(hessian, base, v)
    const last = fit.decreases[fit.decreases.length - 1] ?? Number.NaN
    return {
      base,
      order: fit.order,
      error: fit.error,
      ratio: half === undefined ? Number.NaN : secondOrderRatio(g, base, v, half),
      trajectoryRatio: half === undefined ? Number.NaN : -last / (SMALLEST_STEP * SMALLEST_STEP) / half,
    }
  }
}

/**
 * Fits the order at base points on M, found by projecting points of the box along ∇h, and compares the decrease of g
 * there with its second-order prediction.
 *
 * Nothing is fitted without a residual and a regularizer, or where fewer than half of the base points allow it or
 * are reached before the budget is spent.
 */
export const orderEvidence = (
  descended: Descended,
  regularizer: Regularizer | undefined,
  box: readonly Interval[],
  seed: number,
  budget: Budget,
): OrderEvidence => {
  const { residual, variables } = descended
  if (residual === undefined || regularizer === undefined) return NO_ORDER
  const measure = measureOrderAt({ ...descended, residual }, regularizer)
  const h = compileScalar(residual.value, variables)
  const gradient = compileVector(residual.gradient, variables)
  const random = seeded(seed)
  const measured: Measured[] = []
  for (let i = 0; i < BASE_POINTS && !isSpent(budget); i++) {
    const base = projectToZero(h, gradient, uniformPoint(random, box))
    const result = base && measure(base)
    if (result !== undefined) measured.push(result)
  }
  if (2 * measured.length < BASE_POINTS)
    return { ...NO_ORDER, basePoints: { used: measured.length, tried: BASE_POINTS, fitted: null } }
  // Where the line is straightest the power law is seen best; this does not look at the order itself.
  const straightest = measured.reduce((best, other) => (other.error < best.error ? other : best))
  return {
    fittedOrder: straightest.order,
    fittedOrderError: straightest.error,
    secondOrderRatio: summarize(measured.map((m) => m.ratio))?.median ?? null,
    trajectoryRatio: summarize(measured.map((m) => m.trajectoryRatio))?.median ?? null,
    basePoints: { used: measured.length, tried: BASE_POINTS, fitted: straightest.base },
  }
}
