import type { LossDerivative } from '../dynamics/method-step.ts'
import { derivative } from '../expression/derivative.ts'
import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { call, difference, negated, product, substitute, symbol, symbols, type Term } from '../kernel/term.ts'

const LONGEST_POINT = 60

/** ∂f/∂h = φ′(|h|)·sgn(h) and ∂²f/∂h² = φ″(|h|) as terms in the variables. */
export interface LossSlope {
  readonly first: Term
  readonly second: Term
}

/** Those derivatives of φ(|h|). */
export const slopeOf = (phi: Term, residual: Term): LossSlope => {
  const [first, second] = [derivative(phi, 't'), derivative(derivative(phi, 't'), 't')]
  // The even powers of t are smooth in h: their derivatives need no sign.
  const isEven = vanishes(
    lower(difference(phi, substitute(phi, new Map([['t', negated(symbol('t'))]]))), {
      variables: ['t', ...symbols(phi).filter((name) => name !== 't')],
      parameters: new Set(),
      integers: new Set(),
      constants: new Map(),
    }),
  )
  const at = new Map([['t', isEven ? residual : call('abs', residual)]])
  const slope = simplify(substitute(first, at))
  return {
    first: isEven ? slope : simplify(product(slope, call('sgn', residual))),
    second: simplify(substitute(second, at)),
  }
}

/** The derivatives of the loss for this objective; none where the first is not known. */
export const valuesOf = (
  derivatives: readonly LossDerivative[],
  variables: readonly string[],
  slope: LossSlope | undefined,
): ReadonlyMap<string, Term> => {
  const values = new Map<string, Term>()
  for (const { name, order, at } of slope === undefined ? [] : derivatives) {
    const point = new Map(variables.map((variable, j) => [variable, at[j] as Term]))
    const value = substitute(order === 1 ? (slope as LossSlope).first : (slope as LossSlope).second, point)
    // A later point of ascent speaks of the slopes before it.
    values.set(name, simplify(substitute(value, values)))
  }
  return values
}

/** What a derivative of the loss means, with its value for this objective where it is taken at x. */
export const meaningOf = (
  { order, at }: LossDerivative,
  variables: readonly string[],
  slope: LossSlope | undefined,
): string => {
  const which = order === 1 ? 'the derivative of f in its residual' : 'the second derivative of f in its residual'
  const isHere = at.every((term, j) => term.op === 'symbol' && term.name === variables[j])
  if (!isHere) {
    const point = at.map((term) => printPlain(simplify(term))).join(', ')
    return `${which} at ${point.length > LONGEST_POINT ? 'the last point of ascent' : `(${point})`}`
  }
  const value = order === 1 && slope !== undefined ? `, here ${printPlain(slope.first)}` : ''
  return `${which}${value}; any number for other losses`
}
