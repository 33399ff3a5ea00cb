import { evaluate } from '../expression/evaluate.ts'
import type { Relation } from '../kernel/term.ts'

const RANGES = [10, 100, 1000]
const TRIES = 400

/**
 * Integers for the parameters at which all that is assumed of them alone holds strictly, drawn from a seed; where none
 * are found, integers all the same: the kernel will object.
 */
export const parameterValues = (
  { parameters, assume }: { readonly parameters: readonly string[]; readonly assume: readonly Relation[] },
  next: () => number,
): ReadonlyMap<string, number> => {
  const holds = (values: ReadonlyMap<string, number>): boolean =>
    assume.every(({ left, op, right }) => {
      const difference = evaluate(left, values) - evaluate(right, values)
      return op === '!=' ? difference !== 0 : op === '=' ? false : difference > 0
    })
  let values: ReadonlyMap<string, number> = new Map()
  for (const range of RANGES)
    for (let k = 0; k < TRIES; k++) {
      values = new Map(parameters.map((name) => [name, (next() % (2 * range)) - range + (k % 2)]))
      if (![...values.values()].includes(0) && holds(values)) return values
      if (parameters.length === 0) return values
    }
  return values
}
