import { gradient, hessian } from '../expression/derivative.ts'
import { simplify } from '../expression/simplify.ts'
import { type Budget, isSpent } from '../kernel/budget.ts'
import type { Term } from '../kernel/term.ts'
import { compileScalar, compileVector } from '../numerics/compile.ts'
import { projectToZero } from '../numerics/projection.ts'
import { boxOf, seeded, uniformPoint } from '../numerics/random.ts'

/** Points on M = {h = 0} with unit normals, in doubles: evidence only. */
export interface Sample {
  readonly point: readonly number[]
  readonly normal: readonly number[]
  readonly slope: number
}

export interface Samples {
  /** Points near the origin. */
  readonly near: readonly Sample[]
  /** Points far out, by growing distance; empty where none were found. */
  readonly far: readonly (readonly Sample[])[]
  /** Points where |∇h| seems least on M. */
  readonly flat: readonly (readonly number[])[]
}

const NEAR = 60
const FAR = 40
const RADII = [10, 100, 1000]

/** Draws points on M, near and far, and looks for the least |∇h| on M by descent along M. */
export const sampleResidual = (h: Term, variables: readonly string[], seed: number, budget: Budget): Samples => {
  const value = compileScalar(h, variables)
  const slopeTerms = gradient(h, variables).map(simplify)
  const slope = compileVector(slopeTerms, variables)
  const second = compileVector(hessian(h, variables).flat().map(simplify), variables)
  const random = seeded(seed)
  const n = variables.length
  const sampleAt = (start: readonly number[]): Sample | undefined => {
    const point = projectToZero(value, slope, start)
    if (point === undefined) return undefined
    const v = new Float64Array(n)
    slope(point, v)
    const norm = Math.hypot(...v)
    if (!(norm > 1e-9 && Number.isFinite(norm))) return undefined
    return { point, normal: Array.from(v, (c) => c / norm), slope: norm }
  }
  const draw = (count: number, radius: number): Sample[] => {
    const found: Sample[] = []
    for (let k = 0; k < 4 * count && found.length < count && !isSpent(budget); k++) {
      const sample = sampleAt(uniformPoint(random, boxOf([-radius, radius], n)))
      if (sample !== undefined) found.push(sample)
    }
    return found
  }
  const near = draw(NEAR, 3)
  const far = RADII.map((radius) =>
    draw(FAR, radius).filter(({ point }) => {
      const size = Math.hypot(...point)
      return size > radius / 3 && size < radius * 10
    }),
  )
  const flat: number[][] = []
  for (const start of near.slice(0, 24)) {
    if (isSpent(budget)) break
    const end = flattest(start, sampleAt, second, n)
    if (end !== undefined) flat.push(end)
  }
  const least = Math.min(...flat.map((p) => sampleAt(p)?.slope ?? Infinity))
  return {
    near,
    far: far.filter((list) => list.length >= 5),
    flat: flat.filter((p) => (sampleAt(p)?.slope ?? Infinity) <= least * (1 + 1e-6)),
  }
}

/** Follows −∇_M log|∇h| on M with a step that adapts; undefined where it does not settle. */
const flattest = (
  start: Sample,
  sampleAt: (start: readonly number[]) => Sample | undefined,
  second: (point: ArrayLike<number>, out: Float64Array) => void,
  n: number,
): number[] | undefined => {
  let current = start
  let step = 0.1
  const entries = new Float64Array(n * n)
  for (let k = 0; k < 400; k++) {
    second(current.point, entries)
    const bend = current.normal.map((_, i) =>
      current.normal.reduce((s, c, j) => s + (entries[i * n + j] as number) * c, 0),
    )
    const along = bend.reduce((s, c, i) => s + c * (current.normal[i] as number), 0)
    const drift = bend.map((c, i) => (c - along * (current.normal[i] as number)) / current.slope)
    const size = Math.hypot(...drift)
    if (size < 1e-9) return [...current.point]
    const next = sampleAt(current.point.map((c, i) => c - step * (drift[i] as number)))
    if (next !== undefined && next.slope < current.slope) {
      current = next
      step *= 1.5
    } else step /= 3
    if (step < 1e-12) return size < 1e-5 ? [...current.point] : undefined
  }
  return undefined
}
