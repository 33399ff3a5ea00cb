import { gradient as gradientOf } from '../expression/derivative.ts'
import { negated, sum, type Term } from '../kernel/term.ts'
import { compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import type { DecreaseAtBase } from './evidence.ts'
import { averageDecrease, fitOrder, ORDER_STEPS } from './fitted-order.ts'
import { normalizedGradientDescent } from './normalized-gradient-descent.ts'
import { compileRegularizer, type Regularizer } from './regularizer.ts'
import { halfSecondDerivative, secondOrderRatio } from './second-order.ts'
import { gradientNear } from './selection.ts'

const ONE_STEPS = [1e-1, 1e-2, 1e-3] as const

/**
 * A unit normal of M at one of its points: along the gradient of h_1 − h_2 + h_3 − … of the residuals, or, where none are given or that
 * vanishes, along the gradient of f at a point nearby. Undefined where there is none.
 */
const normalAt = (
  { variables, objective, gradient }: Descended,
  residuals: readonly Term[],
  point: readonly number[],
): number[] | undefined => {
  const v = new Float64Array(variables.length)
  // One limit of gradients of Σ|h_i|; signs that alternate favour no symmetry between residuals.
  const signed = residuals.map((residual, i) => (i % 2 === 0 ? residual : negated(residual)))
  compileVector(gradientOf(sum(...signed), variables), variables)(point, v)
  if (v.every((component) => component === 0)) gradientNear({ variables, objective, gradient })([...point], v)
  const norm = Math.hypot(...v)
  return norm > 0 && Number.isFinite(norm) ? Array.from(v, (component) => component / norm) : undefined
}

/** Measures the decrease of g near a point of M; undefined where no normal is found there. */
export const decreaseAtBase = (
  descended: Descended,
  residuals: readonly Term[],
  regularizer: Regularizer,
  point: readonly number[],
): DecreaseAtBase | undefined => {
  const normal = normalAt(descended, residuals, point)
  if (normal === undefined) return undefined
  const advance = normalizedGradientDescent(descended)
  const { value: g, hessian } = compileRegularizer(regularizer, descended.variables)
  const half = halfSecondDerivative(hessian, point, normal)
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
  const ratio = (alpha: number, decrease: number): number | null =>
    half === undefined ? null : finite(-decrease / (alpha * alpha) / half)
  const fit = fitOrder(advance, g, point, normal)
  return {
    point,
    normal,
    halfSecondDerivative: half ?? null,
    oneStep: ONE_STEPS.map((alpha) => ({
      alpha,
      ratio: half === undefined ? null : finite(secondOrderRatio(g, point, normal, half, alpha)),
    })),
    cycle: ORDER_STEPS.map((alpha) => ({
      alpha,
      ratio: ratio(alpha, averageDecrease(advance, g, point, normal, alpha)),
    })),
    order: fit?.order ?? null,
    orderError: fit?.error ?? null,
  }
}
