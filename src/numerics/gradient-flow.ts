import type { VectorFunction } from './compile.ts'

const LARGEST_STEP = 1 / 64
const SMALLEST_STEP = 1e-7
const TOLERANCE = 1e-13

type Field = (x: readonly number[]) => number[] | undefined

const along = (x: readonly number[], step: number, v: readonly number[]): number[] =>
  x.map((coordinate, j) => coordinate + step * (v[j] ?? 0))

const rungeKutta = (field: Field, x: readonly number[], step: number): number[] | undefined => {
  const k1 = field(x)
  const k2 = k1 && field(along(x, step / 2, k1))
  const k3 = k2 && field(along(x, step / 2, k2))
  const k4 = k3 && field(along(x, step, k3))
  if (k1 === undefined || k2 === undefined || k3 === undefined || k4 === undefined) return undefined
  return x.map(
    (coordinate, j) => coordinate + (step / 6) * ((k1[j] ?? 0) + 2 * ((k2[j] ?? 0) + (k3[j] ?? 0)) + (k4[j] ?? 0)),
  )
}

/**
 * Points along an orbit of gradient flow x' = sign·∇h/|∇h| (arc length as time), of total length at most `length`.
 *
 * Classical Runge–Kutta of order 4; a step is halved until two half steps agree with it to 1e-13. A law conserved by
 * every flow of φ(|h|) is constant along these orbits. Ends early at a critical point and where ∇h is not finite.
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
  while (travelled < length && step >= SMALLEST_STEP) {
    const whole = rungeKutta(field, x, step)
    const half = rungeKutta(field, x, step / 2)
    const halves = half && rungeKutta(field, half, step / 2)
    if (whole === undefined || halves === undefined) return orbit
    const error = Math.hypot(...halves.map((coordinate, j) => coordinate - (whole[j] ?? 0)))
    if (error > TOLERANCE * (1 + Math.hypot(...x))) {
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
