import { vanishes } from '../kernel/normal-form.ts'
import { atomsOf, fromEntries, negate, type Polynomial, subtract, zero } from '../kernel/polynomial.ts'

/** Σ a_i z_i² − b with coefficients free of variables. */
export interface DiagonalQuadratic {
  /** In the order of the variables; none of them is zero. */
  readonly coefficients: readonly Polynomial[]
  readonly level: Polynomial
}

/** The residual as Σ a_i z_i² − b over all variables; undefined where it is nothing of the kind. */
export const diagonalQuadratic = (h: Polynomial, variables: readonly string[]): DiagonalQuadratic | undefined => {
  const coefficients = variables.map((): Polynomial => zero)
  let level: Polynomial = zero
  for (const { monomial, coefficient } of h.values()) {
    const isVariable = ([atom]: (typeof monomial)[number]): boolean => atom.kind === 'variable'
    const [power, more] = monomial.filter(isVariable)
    const own = fromEntries([{ monomial: monomial.filter((part) => !isVariable(part)), coefficient }])
    if ([...atomsOf(own)].some(({ kind }) => kind === 'variable')) return undefined
    if (power === undefined) {
      level = subtract(level, own)
      continue
    }
    const [atom, times] = power
    if (more !== undefined || times !== 2 || atom.kind !== 'variable') return undefined
    const i = variables.indexOf(atom.name)
    coefficients[i] = subtract(coefficients[i] as Polynomial, negate(own))
  }
  return coefficients.some(vanishes) ? undefined : { coefficients, level }
}
