import type { ProgramBuilder } from '../program-builder.ts'

/** Σ c_i·x^i by Horner's rule. */
const horner = (b: ProgramBuilder, x: number, coefficients: readonly number[]): number =>
  coefficients
    .slice(0, -1)
    .reduceRight((value, c) => b.add(b.multiply(value, x), b.constant(c)), b.constant(coefficients.at(-1) ?? 0))

/** Σ c_i·x^i: the even and the odd part by Horner's rule in x², so that two chains of operations run side by side. */
export const polynomial = (b: ProgramBuilder, x: number, coefficients: readonly number[]): number => {
  const square = b.multiply(x, x)
  const part = (parity: number): number =>
    horner(
      b,
      square,
      coefficients.filter((_, i) => i % 2 === parity),
    )
  return b.add(part(0), b.multiply(x, part(1)))
}
