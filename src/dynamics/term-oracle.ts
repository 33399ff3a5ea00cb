import { gradient as gradientOf, hessian } from '../expression/derivative.ts'
import { difference, number, product, substitute, sum, symbol, type Term } from '../kernel/term.ts'
import type { GradientOracle } from './gradient-methods.ts'

/** ∇f and ∇²f as terms, at points that are terms. */
export const termOracle = (objective: Term, variables: readonly string[]): GradientOracle<readonly Term[], Term> => {
  const at = (x: readonly Term[]): ReadonlyMap<string, Term> =>
    new Map(variables.map((name, j) => [name, x[j] ?? symbol(name)]))
  const isPlain = (x: readonly Term[]): boolean =>
    variables.every((name, j) => x[j]?.op === 'symbol' && x[j].name === name)
  const slope = gradientOf(objective, variables)
  // Many methods have no use for it.
  let curvature: readonly (readonly Term[])[] | undefined
  return {
    gradient: (x) => (isPlain(x) ? slope : slope.map((entry) => substitute(entry, at(x)))),
    hessianTimes: (x, w) => {
      curvature ??= hessian(objective, variables)
      return curvature.map((row) => sum(...row.map((entry, j) => product(substitute(entry, at(x)), w[j] ?? number(0)))))
    },
    plus: (a, b) => a.map((entry, j) => sum(entry, b[j] ?? number(0))),
    minus: (a, b) => a.map((entry, j) => difference(entry, b[j] ?? number(0))),
    times: (c, v) => v.map((entry) => product(c, entry)),
  }
}
