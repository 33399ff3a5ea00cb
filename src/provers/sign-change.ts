import { evaluate } from '../expression/evaluate.ts'
import type { WitnessJson } from '../kernel/claim.ts'
import { derivative } from '../kernel/derivative.ts'
import { inverse, multiply } from '../kernel/normal-form.ts'
import { atomsOf, integer, negate, type Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize } from '../kernel/specialize.ts'
import { negated, number, printTerm, substitute, symbol, type Term } from '../kernel/term.ts'
import { type Budget, charge } from '../search/budget.ts'
import { termFor } from './kernel-text.ts'

const FURTHEST = 6

/** x_v as a function of the other variables where p is linear in x_v with a slope free of it; undefined otherwise. */
const graphOver = (p: Polynomial, variable: string, scope: Scope): Term | undefined => {
  const slope = derivative(p, variable)
  const isFree = [...atomsOf(slope)].every((atom) => atom.kind !== 'variable' || atom.name !== variable)
  if (slope.size === 0 || !isFree) return undefined
  const offset = specialize(p, new Map([[variable, integer(0)]]))
  return termFor(negate(multiply(offset, inverse(slope))), scope)
}

/**
 * A path on the graph {given = 0} along which the only further equation goes from below to above 0 between two
 * integers, one variable moving and the others 0. Undefined where none is seen.
 */
export const signChange = (
  given: readonly Polynomial[],
  equations: readonly Term[],
  scope: Scope,
  budget: Budget,
): WitnessJson | undefined => {
  const [h, ...others] = given
  const [equation, ...further] = equations
  if (h === undefined || others.length > 0 || equation === undefined || further.length > 0) return undefined
  for (const dependent of scope.variables) {
    const graph = graphOver(h, dependent, scope)
    if (graph === undefined) continue
    for (const moving of scope.variables) {
      if (moving === dependent) continue
      for (const t of [symbol('t'), negated(symbol('t'))]) {
        const free = new Map(
          scope.variables
            .filter((name) => name !== dependent)
            .map((name) => [name, name === moving ? t : number(0)] as const),
        )
        const path = new Map([...free, [dependent, substitute(graph, free)] as const])
        const along = substitute(equation, path)
        for (let from = -FURTHEST; from < FURTHEST; from++) {
          charge(budget)
          const [before, after] = [from, from + 1].map((at) => evaluate(along, new Map([['t', at]])))
          if (before !== undefined && after !== undefined && before < 0 && after > 0) {
            const texts = Object.fromEntries([...path].map(([name, term]) => [name, printTerm(term)]))
            return { path: texts, from: `${from}`, to: `${from + 1}` }
          }
        }
      }
    }
  }
  return undefined
}
