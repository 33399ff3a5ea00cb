import { type Rational, rational } from '../kernel/rational.ts'

const LITERAL = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/
const MAX_EXPONENT = 4_000

/**
 * The exact value of a decimal literal: `0.1` is 1/10, `1e-12` is 10^-12.
 * Returns undefined where the power of ten is larger than 4000 in absolute value. Precondition: a scanned number.
 */
export const exactLiteral = (text: string): Rational | undefined => {
  const [, whole = '', fraction = '', exponent = '0'] = LITERAL.exec(text) ?? []
  const shift = Number(exponent) - fraction.length
  if (Math.abs(Number(exponent)) > MAX_EXPONENT) return undefined
  const digits = BigInt(`${whole}${fraction}`)
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift))
}
