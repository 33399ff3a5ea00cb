import type { Rational } from './rational.ts'
import { FUNCTIONS, type Relation } from './term.ts'

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

const NAME = /^[\p{L}_][\p{L}0-9_]*(\[[1-9][0-9]*(,[1-9][0-9]*)?\])?$/u

/** True for what may be declared: a name of the grammar that is neither a function nor the goal `false`. */
export const isName = (text: string): boolean =>
  NAME.test(text) && text !== 'false' && !(FUNCTIONS as readonly string[]).includes(text)

export const isDeclared = (name: string, scope: Scope): boolean =>
  scope.variables.includes(name) || scope.parameters.has(name) || scope.constants.has(name)

/** The scope with more variables. */
export const withVariables = (scope: Scope, names: readonly string[]): Scope => ({
  ...scope,
  variables: [...scope.variables, ...names],
})
