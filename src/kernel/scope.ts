import type { Rational } from './rational.ts'
import type { Relation } from './term.ts'

/** A real algebraic number: the only root of `polynomial` (coefficients, constant first) in the interval. */
export interface AlgebraicConstant {
  readonly polynomial: readonly Rational[]
  readonly interval: readonly [Rational, Rational]
}

/** Which names mean what. */
export interface Scope {
  readonly variables: readonly string[]
  readonly parameters: ReadonlySet<string>
  readonly integers: ReadonlySet<string>
  readonly constants: ReadonlyMap<string, AlgebraicConstant>
  /** What is assumed of parameters: it decides where |u|^e with parameters in e is defined. */
  readonly assume?: readonly Relation[]
}

export const isDeclared = (name: string, scope: Scope): boolean =>
  scope.variables.includes(name) || scope.parameters.has(name) || scope.constants.has(name)

/** The scope with more variables. */
export const withVariables = (scope: Scope, names: readonly string[]): Scope => ({
  ...scope,
  variables: [...scope.variables, ...names],
})
