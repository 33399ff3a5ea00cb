import * as Q from '../kernel/rational.ts'

/** True for the text of a rational number that is positive. */
export const isPositiveRational = (text: string): boolean => {
  try {
    return Q.sign(Q.parseRational(text)) > 0
  } catch {
    return false
  }
}
