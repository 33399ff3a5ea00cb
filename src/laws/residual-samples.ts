import type { Structure } from '../dynamics/structure.ts'
import { gradient, hessian } from '../expression/derivative.ts'
import { simplify } from '../expression/simplify.ts'
import type { Term } from '../kernel/term.ts'
import { compileScalar, compileVector } from '../numerics/compile.ts'
import { projectToZeros } from '../numerics/project-to-zeros.ts'
import { projectToZero } from '../numerics/projection.ts'
import { boxOf, type Random, seeded, uniformPoint } from '../numerics/random.ts'
import { type Budget, isSpent } from '../search/budget.ts'

/** A point of M with unit vectors among the limits of normalized gradients there, in doubles: evidence only. */
export interface Sample {
  readonly point: readonly number[]
  readonly directions: readonly (readonly number[])[]
}

export interface Samples {
  /** Points near the origin. */
  readonly near: readonly Sample[]
  /** Points far out, by growing distance; empty where none were found. */
  readonly far: readonly (readonly Sample[])[]
  /** Points where |∇h| seems least on M; none where there are several residuals. */
  readonly flat: readonly (readonly number[])[]
  /** The point of M near a given one, where it is about as large as another point. */
  readonly onSphere: (near: readonly number[], like: readonly number[]) => readonly number[] | undefined
}

const NEAR = 60
const FAR = 40
const RADII = [10, 100, 1000]

type SampleAt<Found extends Sample> = (start: readonly number[]) => Found | undefined

const drawn = <Found extends Sample>(
  sampleAt: SampleAt<Found>,
  n: number,
  random: Random,
  budget: Budget,
): { readonly near: Found[]; readonly far: Found[][]; readonly onSphere: Samples['onSphere'] } => {
  const draw = (count: number, radius: number): Found[] => {
    const found: Found[] = []
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
  const onSphere: Samples['onSphere'] = (start, like) => {
    const point = sampleAt(start)?.point
    const ratio = point === undefined ? 0 : Math.hypot(...point) / Math.hypot(...like)
    return ratio > 0.5 && ratio < 2 ? point : undefined
  }
  return { near, far: far.filter((list) => list.length >= 5), onSphere }
}

/** Draws points on M, near and far, with directions; for one residual also looks for the least |∇h| on M. */
export const sampleResiduals = (
  { residuals, loss }: Pick<Structure, 'residuals' | 'loss'>,
  variables: readonly string[],
  seed: number,
  budget: Budget,
): Samples =>
  loss === 'single'
    ? sampleOne(residuals[0] as Term, variables, seed, budget)
    : sampleSeveral(residuals, loss, variables, seed, budget)

interface Steepness extends Sample {
  readonly normal: readonly number[]
  readonly slope: number
}

const sampleOne = (h: Term, variables: readonly string[], seed: number, budget: Budget): Samples => {
  const value = compileScalar(h, variables)
  const slope = compileVector(gradient(h, variables).map(simplify), variables)
  const second = compileVector(hessian(h, variables).flat().map(simplify), variables)
  const n = variables.length
  const sampleAt = (start: readonly number[]): Steepness | undefined => {
    const point = projectToZero(value, slope, start)
    if (point === undefined) return undefined
    const v = new Float64Array(n)
    slope(point, v)
    const norm = Math.hypot(...v)
    if (!(norm > 1e-9 && Number.isFinite(norm))) return undefined
    const normal = Array.from(v, (c) => c / norm)
    return { point, normal, directions: [normal], slope: norm }
  }
  const { near, far, onSphere } = drawn(sampleAt, n, seeded(seed), budget)
  const flat: number[][] = []
  for (const start of near.slice(0, 24)) {
    if (isSpent(budget)) break
    const end = flattest(start, sampleAt, second, n)
    if (end !== undefined) flat.push(end)
  }
  const least = Math.min(...flat.map((p) => sampleAt(p)?.slope ?? Infinity))
  return { near, far, onSphere, flat: flat.filter((p) => (sampleAt(p)?.slope ?? Infinity) <= least * (1 + 1e-6)) }
}

const MOST_PATTERNS = 6
const DIRECTIONS = 16

/** Vectors r of DFᵀr: every choice of signs, or random ones where there are many; unit vectors as well for |F|₂. */
const multipliers = (count: number, loss: 'l1' | 'l2', random: Random): readonly (readonly number[])[] => {
  const all = Array.from({ length: count }, (_, i) => i)
  if (loss === 'l1' && count <= MOST_PATTERNS) {
    // s and −s give the same second derivative.
    return Array.from({ length: 1 << (count - 1) }, (_, code) => all.map((i) => ((code >> i) & 1 ? -1 : 1)))
  }
  const drawnOnes = Array.from({ length: DIRECTIONS }, () => {
    const r = all.map(() => 2 * random() - 1)
    return loss === 'l1' ? r.map((c) => (c < 0 ? -1 : 1)) : r
  })
  return loss === 'l1' ? drawnOnes : [...all.map((i) => all.map((j) => (i === j ? 1 : 0))), ...drawnOnes]
}

const sampleSeveral = (
  residuals: readonly Term[],
  loss: 'l1' | 'l2',
  variables: readonly string[],
  seed: number,
  budget: Budget,
): Samples => {
  const map = compileVector(residuals, variables)
  const jacobian = compileVector(
    residuals.flatMap((h) => gradient(h, variables).map(simplify)),
    variables,
  )
  const n = variables.length
  const random = seeded(seed)
  const choices = multipliers(residuals.length, loss, random)
  const sampleAt = (start: readonly number[]): Sample | undefined => {
    const point = projectToZeros(map, jacobian, residuals.length, start)
    if (point === undefined) return undefined
    const entries = new Float64Array(residuals.length * n)
    jacobian(point, entries)
    const directions = choices.map((r) => {
      const v = point.map((_, j) => r.reduce((s, c, i) => s + c * (entries[i * n + j] as number), 0))
      const norm = Math.hypot(...v)
      return v.map((c) => c / norm)
    })
    return { point, directions }
  }
  return { ...drawn(sampleAt, n, random, budget), flat: [] }
}

/** Follows −∇_M log|∇h| on M with a step that adapts; undefined where it does not settle. */
const flattest = (
  start: Steepness,
  sampleAt: SampleAt<Steepness>,
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
