import type { VectorFunction } from './compile.ts'

const LARGEST_STEP = 1 / 64
const SMALLEST_STEP = 1e-7
const TOLERANCE = 1e-13
const MOST_STEPS = 20_000

type Field = (x: readonly number[]) => number[] | undefined

const along = (x: readonly number[], step: number, v: readonly number[]): number[] =>
  x.map((coordinate, j) => coordinate + step * (v[j] ?? 0))

const turned = (a: readonly number[], b: readonly number[]): boolean =>
  a.reduce((s, component, j) => s + component * (b[j] ?? 0), 0) <= 0

/** One step; undefined where the field is, or where it turns round within the step. */
const rungeKutta = (field: Field, x: readonly number[], step: number): number[] | undefined => {
  const k1 = field(x)
  const k2 = k1 && field(along(x, step / 2, k1))
  const k3 = k2 && field(along(x, step / 2, k2))
  const k4 = k3 && field(along(x, step, k3))
  if (k1 === undefined || k2 === undefined || k3 === undefined || k4 === undefined) return undefined
  if (turned(k1, k2) || turned(k1, k3) || turned(k1, k4)) return undefined
  return x.map(
    (coordinate, j) => coordinate + (step / 6) * ((k1[j] ?? 0) + 2 * ((k2[j] ?? 0) + (k3[j] ?? 0)) + (k4[j] ?? 0)),
  )
}

/**
 * Points along an orbit of gradient flow x' = sign·v/|v| (arc length as time), of total length at most `length`.
 *
 * `gradient` is v = ∇h, or ∇f where no residual is known. Classical Runge–Kutta of order 4; a step is halved until two
 * half steps agree with it to 1e-13. Every law conserved by the flow of f = φ(|h|) is constant along these orbits. Ends
 * early where v turns round (a critical point, or M when v = ∇f), where it is not finite, and after 20 000 steps.
 */
export const flowOrbit = (
  gradient: VectorFunction,
  start: readonly number[],
  sign: 1 | -1,
  length: number,
): number[][] => {
  const v = new Float64Array(start.length)
  const field: Field = (x) => {
    gradient(x, v)
    const norm = Math.hypot(...v)
    return norm > 0 && Number.isFinite(norm) ? Array.from(v, (component) => (sign * component) / norm) : undefined
  }
  const orbit = [[...start]]
  let x: readonly number[] = start
  let step = LARGEST_STEP
  let travelled = 0
  for (let k = 0; k < MOST_STEPS && travelled < length && step >= SMALLEST_STEP; k++) {
    const whole = rungeKutta(field, x, step)
    const half = rungeKutta(field, x, step / 2)
    const halves = half && rungeKutta(field, half, step / 2)
    const error = whole && halves && Math.hypot(...halves.map((coordinate, j) => coordinate - (whole[j] ?? 0)))
    if (halves === undefined || error === undefined || error > TOLERANCE * (1 + Math.hypot(...x))) {
      step /= 2
      continue
    }
    x = halves
    orbit.push(halves)
    travelled += step
    step = Math.min(2 * step, LARGEST_STEP)
  }
  return orbit
}
