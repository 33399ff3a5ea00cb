import type { Piece } from '../expression/pieces.ts'
import type { ScalarFunction } from '../numerics/compile.ts'
import { compileRegularizer } from '../numerics/regularizer.ts'
import { halfSecondDerivative } from '../numerics/second-order.ts'
import type { Sample, Samples } from './residual-samples.ts'

/** How g does at the samples: where the second-order term has which sign, and whether g grows along M. */
export interface Screening {
  readonly negative: number
  readonly zero: number
  readonly positive: number
  readonly grows: boolean
  /** Whether g vanishes at a point where |∇h| seems least on M, and takes no value in (0, ∞) at the others seen. */
  readonly reaches: boolean
}

/** Points where g is smaller count as points where it vanishes. */
const VANISHING = 1e-12
/** Of g at points found to rounding: 0 and ∞. */
const SMALL = 1e-6
const LARGE = 1e6

/** Looks at g on M in doubles: ∇²g(v, v) for the directions v of each near point, and the least g far out. */
export const screen = (pieces: readonly Piece[], samples: Samples, variables: readonly string[]): Screening => {
  const { value, hessian } = compileRegularizer(pieces, variables)
  const count = { negative: 0, zero: 0, positive: 0 }
  for (const { point, directions } of samples.near) {
    const g = value(point)
    if (!Number.isFinite(g) || g < VANISHING) continue
    const halves = directions.map((v) => halfSecondDerivative(hessian, point, v))
    if (halves.some((half) => half !== undefined && half > 0)) count.positive++
    else if (halves.includes(undefined)) count.zero++
    else count.negative++
  }
  const levels = samples.far.map((list) => leastAlong(value, list, samples.onSphere))
  const grows =
    levels.length < 2 || levels.every((g, k) => k === 0 || g > 2 * (levels[k - 1] as number) || g === Infinity)
  const atFlat = samples.flat.map(value)
  const isStuck = atFlat.some((g) => g > SMALL && g < LARGE)
  const reaches = atFlat.length === 0 || (!isStuck && atFlat.some((g) => g <= SMALL))
  return { ...count, grows, reaches }
}

const STARTS = 4
const STEPS = 40

/**
 * The least g that is seen at points of M of about the same size: where it is least among those drawn, it is followed
 * down from there, each coordinate by itself and back to M.
 */
const leastAlong = (value: ScalarFunction, list: readonly Sample[], onSphere: Samples['onSphere']): number => {
  const valued = list
    .map(({ point }) => ({ point, g: value(point) }))
    .filter(({ g }) => !Number.isNaN(g))
    .sort((a, b) => a.g - b.g)
  return Math.min(Infinity, ...valued.slice(0, STARTS).map(({ point, g }) => followed(value, point, g, onSphere)))
}

const followed = (
  value: ScalarFunction,
  start: readonly number[],
  first: number,
  onSphere: Samples['onSphere'],
): number => {
  let point = start
  let least = first
  const steps = start.map(() => Math.hypot(...start) / 10)
  for (let k = 0; k < STEPS; k++) {
    const i = k % start.length
    const step = steps[i] as number
    const better = [step, -step]
      .map((h) =>
        onSphere(
          point.map((c, j) => (j === i ? c + h : c)),
          start,
        ),
      )
      .flatMap((next) => (next === undefined ? [] : [{ next, g: value(next) }]))
      .filter(({ g }) => g < least)
      .sort((a, b) => a.g - b.g)[0]
    if (better === undefined) steps[i] = step / 4
    else {
      point = better.next
      least = better.g
    }
  }
  return least
}

/** Penalties from here on say that the second-order term has the wrong sign somewhere, or vanishes. */
export const FAILING = 3

/** Lower is better. */
export const penalty = ({ negative, zero, positive, grows, reaches }: Screening): number =>
  (positive > 0 ? 4 : 0) +
  (negative === 0 ? 3 : 0) +
  (zero > 0 && negative > 0 ? 1 : 0) +
  (grows ? 0 : 2) +
  (reaches ? 0 : 2)

/** The look in words. */
export const words = ({ negative, zero, positive, grows, reaches }: Screening): string =>
  `second-order term negative at ${negative}, zero at ${zero}, positive at ${positive} points of M; ${
    grows ? 'grows' : 'need not grow'
  } along M${reaches ? '' : ', is not 0 where |∇h| is least'}`
