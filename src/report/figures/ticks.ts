import type { Axis } from './figure.ts'

/** A mark on an axis; powers of ten are printed with their exponents. */
export interface Tick {
  readonly value: number
  readonly exponent?: number
  readonly words?: string
}

const MOST_TICKS = 7

/** 1, 2 or 5 times a power of ten, the smallest that leaves at most {@link MOST_TICKS} ticks. */
const stepOf = (length: number): { readonly mantissa: number; readonly exponent: number } => {
  for (let exponent = Math.floor(Math.log10(length)) - 2; ; exponent++) {
    for (const mantissa of [1, 2, 5])
      if (length / (mantissa * 10 ** exponent) < MOST_TICKS) return { mantissa, exponent }
  }
}

const decimal = (multiple: number, exponent: number): number => Number(`${multiple}e${exponent}`)

const linearTicks = (from: number, to: number): readonly Tick[] => {
  const { mantissa, exponent } = stepOf(to - from)
  const step = decimal(mantissa, exponent)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => ({ value: decimal((first + i) * mantissa, exponent) }))
}

const logTicks = (from: number, to: number): readonly Tick[] => {
  const first = Math.ceil(Math.log10(from) - 1e-9)
  const last = Math.floor(Math.log10(to) + 1e-9)
  const stride = Math.max(1, Math.ceil((last - first + 1) / MOST_TICKS))
  const start = Math.ceil(first / stride) * stride
  const count = Math.max(0, Math.floor((last - start) / stride) + 1)
  return Array.from({ length: count }, (_, i) => ({
    value: decimal(1, start + i * stride),
    exponent: start + i * stride,
  }))
}

/** The marks of an axis: its own, or those at round numbers, or at powers of ten where it is logarithmic. */
export const ticksOf = ({ scale, from, to, marks }: Axis): readonly Tick[] =>
  marks !== undefined ? marks : scale === 'log' ? logTicks(from, to) : linearTicks(from, to)

/** Where a value lies on an axis, from 0 to 1; outside where it is off the axis. */
export const placeOn = ({ scale, from, to }: Axis, value: number): number =>
  scale === 'log' ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
