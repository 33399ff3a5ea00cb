import { compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import { type Advance, CRITICAL, DIVERGED, positionOf, type Trajectories, UNDEFINED } from './trajectories.ts'

const RELATIVE = 1e-10
const ABSOLUTE = 1e-13
/** Of one step, where nothing moves any more. */
const LONGEST = 1e9
/** Steps of the method for one interval of time asked for; a flow that needs more is too stiff for it. */
const MOST_STEPS = 100_000

// Dormand and Prince, 1980: the method of order 5 with an error estimate of order 4, its last stage being the first of
// the next step; and Hairer's interpolation of order 4 for what lies between (Hairer, Nørsett, Wanner, II.6).
const STAGES: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
]
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40]
const DENSE = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
]

type Vector = readonly number[]

/** The last step taken and how it is interpolated. Times count from the end of the last call. */
interface State {
  /** The end of the step. */
  readonly to: number
  /** The start of the times of `at`, from now. */
  readonly origin: number
  /** The position at `to`, and −∇f there. */
  readonly position: Vector
  readonly slope: Vector
  readonly step: number
  readonly at: (time: number) => Vector
}

/** Σ weights_i·slopes_i in coordinate j. */
const mixed = (weights: readonly number[], slopes: readonly Vector[], j: number): number => {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * ((slopes[i] as Vector)[j] as number)
  return sum
}

/**
 * Gradient flow x' = −∇f(x) as a method: a step of size α is α of time, wherever the integration puts its own steps.
 *
 * Dormand–Prince of order 5 with relative error 1e-10 per step; positions at the times asked for come from its dense
 * output. A trajectory stops as critical where ∇f = 0 exactly, as diverged where the flow leaves the finite numbers, as
 * undefined where −∇f is no number or the flow is too stiff (`mostSteps` for one interval of time).
 */
export const gradientFlow = ({ variables, gradient }: Descended, mostSteps = MOST_STEPS): Advance => {
  const compiled = compileVector(gradient, variables)
  const count = variables.length
  const zeros = (): number[] => new Array<number>(count).fill(0)
  /** Writes −∇f to `slope`. */
  const flow = (x: Vector, slope: number[]): void => {
    compiled(x, slope)
    for (let j = 0; j < count; j++) slope[j] = -(slope[j] as number)
  }
  const [point, stages] = [zeros(), STAGES.map(zeros)]
  const states = new WeakMap<Trajectories, Map<number, State>>()

  /** One accepted step of the method from the end of the last one; the status where there is none. */
  const onwards = (state: State): State | number => {
    const { position, slope } = state
    let { step } = state
    const slopes: readonly Vector[] = [slope, ...stages.slice(1)]
    for (let tries = 0; tries < 100; tries++) {
      // The last stage is at the next position.
      for (let i = 1; i < STAGES.length; i++) {
        const weights = STAGES[i] as readonly number[]
        for (let j = 0; j < count; j++) point[j] = (position[j] as number) + step * mixed(weights, slopes, j)
        flow(point, stages[i] as number[])
      }
      let error = 0
      for (let j = 0; j < count; j++) {
        const size = Math.max(Math.abs(position[j] as number), Math.abs(point[j] as number))
        error = Math.max(error, Math.abs(step * mixed(ERROR, slopes, j)) / (ABSOLUTE + RELATIVE * size))
      }
      const factor = Number.isNaN(error) ? 0.1 : Math.min(5, Math.max(0.2, 0.9 * error ** -0.2))
      if (!(error <= 1)) {
        step *= factor
        continue
      }
      const [next, last] = [[...point], [...(slopes[6] as Vector)]]
      const [change, bend, rest, quartic] = [zeros(), zeros(), zeros(), zeros()]
      for (let j = 0; j < count; j++) {
        const d = (next[j] as number) - (position[j] as number)
        const turn = step * (slope[j] as number) - d
        change[j] = d
        bend[j] = turn
        rest[j] = d - step * (last[j] as number) - turn
        quartic[j] = step * mixed(DENSE, slopes, j)
      }
      const { to } = state
      const taken = step
      return {
        to: to + taken,
        origin: to,
        position: next,
        slope: last,
        step: Math.min(taken * factor, LONGEST),
        at: (time) => {
          const s = time / taken
          const r = 1 - s
          return position.map((coordinate, j) => {
            const inner = (rest[j] as number) + r * (quartic[j] as number)
            return coordinate + s * ((change[j] as number) + r * ((bend[j] as number) + s * inner))
          })
        },
      }
    }
    return slope.every(Number.isFinite) && position.every(Number.isFinite) ? UNDEFINED : DIVERGED
  }

  const started = (x: Vector): State | number => {
    const slope = zeros()
    flow(x, slope)
    if (slope.some(Number.isNaN)) return UNDEFINED
    if (!slope.every(Number.isFinite)) return DIVERGED
    const size = Math.max(...slope.map(Math.abs))
    if (size === 0) return CRITICAL
    const step = (0.01 * Math.max(1e-3, ...x.map(Math.abs))) / size
    return { to: 0, origin: 0, position: x, slope, step, at: () => x }
  }

  /** The state whose last step reaches the time. */
  const until = (state: State, time: number): State | number => {
    let now = state
    for (let k = 0; now.to < time; k++) {
      if (now.slope.every((component) => component === 0)) return CRITICAL
      const next = k < mostSteps ? onwards(now) : UNDEFINED
      if (typeof next === 'number') return next
      now = next
    }
    return now
  }

  return (trajectories, low, high, sizes, first) => {
    const { positions, status, stoppedAt } = trajectories
    const own = states.get(trajectories) ?? new Map<number, State>()
    states.set(trajectories, own)
    for (let i = low; i < high; i++) {
      if (status[i] !== 0) continue
      let state: State | number = own.get(i) ?? started(positionOf(trajectories, i))
      // Time is counted from the end of the last call, so that its digits do not run out.
      let time = 0
      for (const [k, size] of sizes.entries()) {
        if (typeof state !== 'number') state = until(state, time + size)
        if (typeof state === 'number') {
          status[i] = state
          stoppedAt[i] = first + k
          break
        }
        time += size
        for (const [j, coordinate] of state.at(time - state.origin).entries())
          (positions[j] as Float64Array)[i] = coordinate
      }
      if (typeof state !== 'number') own.set(i, { ...state, to: state.to - time, origin: state.origin - time })
    }
  }
}
