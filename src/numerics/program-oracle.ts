import type { DirectionOracle } from '../dynamics/gradient-methods.ts'
import type { Term } from '../kernel/term.ts'
import { directionalDerivatives, reverseGradient } from './differentiate.ts'
import { termLowering } from './lower-terms.ts'
import type { ProgramBuilder } from './program-builder.ts'

/** More variables than that, and methods take gradients by sweeps through the program instead of symbolically. */
export const MOST_SYMBOLIC = 8

/**
 * ∇f and ∇²f·w as instructions of a program, at points that are instructions: gradients by a sweep backwards, and
 * products with the Hessian by one forwards through it, so that nothing has n² parts. What the objective names besides
 * variables is among `others`.
 */
export const programOracle = (
  b: ProgramBuilder,
  objective: Term,
  variables: readonly string[],
  others: ReadonlyMap<string, number> = new Map(),
): DirectionOracle<readonly number[], number> => {
  const gradient = (x: readonly number[]): readonly number[] => {
    const lower = termLowering(
      b,
      new Map([...others, ...variables.map((name, j) => [name, x[j] as number] as const)]),
      {
        splitsPowers: false,
      },
    )
    return reverseGradient(b, lower(objective), x)
  }
  return {
    gradient,
    hessianTimes: (x, w) => directionalDerivatives(b, gradient(x), x, w),
    plus: (u, v) => u.map((entry, j) => b.add(entry, v[j] as number)),
    minus: (u, v) => u.map((entry, j) => b.subtract(entry, v[j] as number)),
    times: (c, v) => v.map((entry) => b.multiply(c, entry)),
    // Divided by the largest component first, so that no square underflows or overflows.
    unit: (v) => {
      const largest = v.map((entry) => b.apply('abs', entry)).reduce((u, w) => b.apply('max', u, w))
      const scaled = v.map((entry) => b.divide(entry, largest))
      const norm = b.apply('sqrt', scaled.map((entry) => b.multiply(entry, entry)).reduce(b.add))
      return scaled.map((entry) => b.divide(entry, norm))
    },
  }
}
