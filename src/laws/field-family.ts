import type * as Fast from '../algebra/polynomial.ts'
import type { GradientField } from './gradient-field.ts'
import { reducedBy } from './rewriting-rules.ts'

/**
 * Polynomial vector fields X_1, …, X_k on the same coordinates. What all of them conserve: the laws of one objective
 * (its gradient field alone), of a model map and every loss (the gradients of its components), of a second-order flow
 * (a field in time, positions and velocities).
 */
export interface FieldFamily {
  /** The coordinates in which laws are polynomials. */
  readonly variables: readonly string[]
  /** Further coordinates that may occur in components, independent of the variables over Q: functions such as sin(x). */
  readonly functions: readonly string[]
  readonly parameters: readonly string[]
  /** For each field its components by `variables`, over the variables, functions and parameters in this order. */
  readonly fields: readonly (readonly Fast.Polynomial[])[]
}

/** The names of the family's polynomials. */
export const familyNames = ({ variables, functions, parameters }: FieldFamily): readonly string[] => [
  ...variables,
  ...functions,
  ...parameters,
]

/** The family of fields on the same coordinates, at least one; functions of the variables stay coordinates of their own. */
export const familyOf = (first: GradientField, ...others: readonly GradientField[]): FieldFamily => ({
  variables: first.base,
  functions: first.functions.map(({ name }) => name),
  parameters: first.parameters,
  fields: [first, ...others].map(({ components, baseRules }) =>
    components.slice(0, first.base.length).map((p) => reducedBy(baseRules, p)),
  ),
})
