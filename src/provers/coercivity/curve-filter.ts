import { evaluate, evaluateExactly } from '../../expression/evaluate.ts'
import { type Rational, rational } from '../../kernel/rational.ts'
import type { Term } from '../../kernel/term.ts'
import type { Curve } from './curve-candidates.ts'

const EXACT_TIMES = [rational(2n ** 7n), rational(2n ** 16n)] as const
/** In doubles large numbers that ought to cancel leave their rounding errors. */
const ROUNDED_TIMES = [rational(2n ** 4n), rational(2n ** 8n)] as const

const isRational = (curve: Curve, t: Rational): boolean =>
  [...curve.values()].every((x) => evaluateExactly(x, new Map([['t', t]])) !== undefined)

/** The value at t, exactly where that is possible; NaN where the term is undefined there. */
const valueAt = (term: Term, curve: Curve, t: Rational): number => {
  const point = new Map<string, Rational>()
  const doubles = new Map<string, number>()
  const at = new Map([['t', t]])
  for (const [name, x] of curve) {
    const value = evaluateExactly(x, at)
    if (value !== undefined) point.set(name, value)
    doubles.set(
      name,
      value === undefined ? evaluate(x, new Map([['t', Number(t.n)]])) : Number(value.n) / Number(value.d),
    )
  }
  if (point.size === curve.size) {
    const exact = evaluateExactly(term, point)
    if (exact !== undefined) return Number((exact.n * 1000n) / exact.d) / 1000
  }
  return evaluate(term, doubles)
}

/** Whether the term seems to stay bounded along the curve: no proof, a filter. */
export const seemsBounded = (term: Term, curve: Curve): boolean => {
  const [first, last] = isRational(curve, EXACT_TIMES[0]) ? EXACT_TIMES : ROUNDED_TIMES
  const late = Math.abs(valueAt(term, curve, last))
  if (!(late < 1e12)) return false
  const early = Math.abs(valueAt(term, curve, first))
  return late <= 2 * early + 8
}
