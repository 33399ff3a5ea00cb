/** Bounds on what is accepted as input, so that no text can make the toolkit hang or run out of stack. */
export interface InputLimits {
  /** Characters of one expression. */
  readonly length: number
  /** Levels of parentheses, calls, signs and stacked powers. */
  readonly nesting: number
  /** Monomials of the expanded expression (an upper bound on them is compared). */
  readonly monomials: number
  /** Absolute value of the numerator, and the denominator, of a rational exponent. */
  readonly exponent: number
  /** Binary digits of a coefficient of the expanded expression (an upper bound on them is compared). */
  readonly bits: number
}

/** The limits used where none are given. */
export const DEFAULT_LIMITS: InputLimits = {
  length: 20_000,
  nesting: 200,
  monomials: 100_000,
  exponent: 10_000,
  bits: 200_000,
}
