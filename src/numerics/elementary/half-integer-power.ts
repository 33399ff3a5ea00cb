import type { Instruction, Program } from '../program.ts'
import type { ProgramBuilder } from '../program-builder.ts'

/** Beyond it, roundings add up to more than a power by logarithms has. */
const LARGEST = 3.5

/** Whether u^p is computed by square roots. */
export const isHalfInteger = (p: number): boolean => Math.abs(p) <= LARGEST && Math.abs(p) % 1 === 0.5

/**
 * The half-integer p where an instruction of a program is u^p, p written as a constant. What a program becomes once its
 * functions are expanded does not count, as cos 0 in an exponent: every compiler has to decide alike.
 */
export const halfIntegerOf = ({ instructions }: Program, instruction: Instruction): number | undefined => {
  if (instruction.op !== 'apply' || instruction.name !== 'pow') return undefined
  const exponent = instructions[instruction.args[1] as number]
  return exponent?.op === 'constant' && isHalfInteger(exponent.value) ? exponent.value : undefined
}

/**
 * u^p = u^n·√u for p = n + 1/2 and u^−n/√u for p = −n − 1/2, with an error below |p| + 1/2 ulp, or |p| + 3/2 where p < 0:
 * each of so many operations rounds by 2^-53 at most. Only a result that is 0 or infinite has a factor that is.
 *
 * −0 counts as 0; no number for u < 0, also for −∞. Precondition: {@link isHalfInteger}.
 */
export const halfIntegerPower = (b: ProgramBuilder, u: number, p: number): number => {
  const base = b.add(u, b.constant(0))
  const root = b.apply('sqrt', base)
  const n = Math.floor(Math.abs(p))
  const whole = Array.from({ length: n }, () => base).reduce(
    (product, factor) => b.multiply(product, factor),
    b.constant(1),
  )
  return p > 0 ? b.multiply(whole, root) : b.divide(b.divide(b.constant(1), whole), root)
}
