import { toDouble } from '../expression/double.ts'
import { evaluate } from '../expression/evaluate.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { parseRational } from '../kernel/rational.ts'

/** Doubles for the algebraic constants of a context, each by bisection of its interval. */
export const constantsInDoubles = (constants: ContextJson['constants']): ReadonlyMap<string, number> => {
  const values = new Map<string, number>()
  for (const [name, { polynomial, interval }] of Object.entries(constants)) {
    const p = parseTerm(polynomial)
    const at = (t: number): number => evaluate(p, new Map([['t', t]]))
    let [low, high] = interval.map((end) => toDouble(parseRational(end))) as [number, number]
    for (let i = 0; i < 200 && low < high; i++) {
      const middle = (low + high) / 2
      if (middle === low || middle === high) break
      if (Math.sign(at(middle)) === Math.sign(at(low))) low = middle
      else high = middle
    }
    values.set(name, (low + high) / 2)
  }
  return values
}
