const root = (exponent: number): ((x: number) => number) => {
  // Square roots are rounded correctly everywhere, Math.pow is not: the common exponents give the same bits anywhere.
  if (exponent === Number.POSITIVE_INFINITY) return () => 1
  if (exponent === 1) return (x) => x
  if (exponent === 2) return Math.sqrt
  if (exponent === 4) return (x) => Math.sqrt(Math.sqrt(x))
  return (x) => x ** (1 / exponent)
}

/** Step sizes of a run: fills `out` with those of steps `from`, `from + 1`, … */
export type StepSizes = (from: number, out: Float64Array) => void

/**
 * The schedule α_k = α/(k + 1)^(1/q), k = 0, 1, …; q = Infinity is the constant schedule. Source: [J], (2).
 *
 * Precondition: α > 0 finite and q > 0, else a RangeError.
 */
export const stepSizes = (alpha: number, exponent: number): StepSizes => {
  if (!(alpha > 0 && Number.isFinite(alpha))) throw new RangeError(`expected a step size alpha > 0, found ${alpha}`)
  if (!(exponent > 0)) throw new RangeError(`expected an exponent > 0 or Infinity, found ${exponent}`)
  const divisor = root(exponent)
  return (from, out) => {
    for (let k = 0; k < out.length; k++) out[k] = alpha / divisor(from + k + 1)
  }
}
