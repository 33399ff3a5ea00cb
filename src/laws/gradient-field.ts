import * as Fast from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { multiply as multiplyFast } from '../algebra/polynomial-product.ts'
import type { Objective } from '../dynamics/objective.ts'
import { detectStructure, scopeOf, smoothPotential } from '../dynamics/structure.ts'
import type { Budget } from '../kernel/budget.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import type { Atom } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type FunctionCoordinate, type NoField, reduced } from './function-coordinates.ts'
import { polynomialFields } from './polynomial-fields.ts'

/**
 * A polynomial vector field X with the same trajectories as the gradient field of an objective. Functions such as
 * sin(x) that stay in it are coordinates of their own.
 */
export interface GradientField {
  /** The variables of the objective. */
  readonly base: readonly string[]
  /** The names of the functions of `base` among the coordinates, after the variables. */
  readonly functions: readonly FunctionCoordinate[]
  /** All coordinates: `base`, then the functions. */
  readonly variables: readonly string[]
  /** The parameters of the objective, then the names of its constants. */
  readonly parameters: readonly string[]
  /** Numbers such as sqrt(2) and functions of parameters, which are parameters of the field. */
  readonly constants: readonly { readonly name: string; readonly atom: Atom }[]
  /** The components of X over `variables` then `parameters`, integer coefficients, no common factor. */
  readonly components: readonly Fast.Polynomial[]
}

/** The names of the field's polynomials. */
export const namesOf = (field: GradientField): readonly string[] => [...field.variables, ...field.parameters]

/** The gradient of p by the variables of the objective, functions differentiated too. */
export const baseGradient = (field: GradientField, p: Fast.Polynomial): Fast.Polynomial[] =>
  field.base.map((name, i) =>
    field.functions.reduce(
      (total, { name: key, slope }) => {
        const partial = derivative(p, key)
        return Fast.isZero(partial)
          ? total
          : reduced(field.functions, Fast.add(total, multiplyFast(partial, slope[i] as Fast.Polynomial)))
      },
      derivative(p, name),
    ),
  )

/** X p = Σ X_i ∂p/∂x_i, for p over the names of the field, reduced by sin² + cos² = 1. */
export const alongField = (field: GradientField, p: Fast.Polynomial): Fast.Polynomial => {
  const total = field.components.reduce(
    (sum, component, i) => {
      const slope = derivative(p, field.variables[i] as string)
      return Fast.isZero(slope) ? sum : Fast.add(sum, multiplyFast(component, slope))
    },
    Fast.constant(0, namesOf(field)),
  )
  return reduced(field.functions, total)
}

/** A combination of fields on the same coordinates with small coefficients: what is invariant under all is so under it. */
export const combinedField = (fields: readonly GradientField[]): GradientField => {
  const [first, ...others] = fields
  if (first === undefined) throw new RangeError('expected at least one field')
  if (others.length === 0) return first
  const components = first.components.map((p, i) =>
    others.reduce((sum, x, k) => Fast.add(sum, Fast.scale(x.components[i] as Fast.Polynomial, 2 * k + 3)), p),
  )
  return { ...first, components }
}

/**
 * The primitive field of ∇f: the gradient of h or Σh_i² where f = φ(t) is seen, of f otherwise, with common
 * denominators cleared and the common factor of the components divided out. Its first integrals are those of ∇f on a
 * dense open set. Of functions that stay in the components, exp, sin, cos and tanh of polynomials are supported.
 */
export const gradientField = (objective: Objective, budget: Budget): GradientField | NoField => {
  const { variables } = objective
  const scope = scopeOf(objective)
  const structure = detectStructure(objective, budget)
  const potential = structure === undefined || structure.loss === 'l1' ? objective.term : smoothPotential(structure)
  try {
    const fields = polynomialFields([gradient(lower(potential, scope), variables)], objective, budget)
    if ('unsupported' in fields) return fields
    return fields[0] ?? { unsupported: 'the objective is constant: everything is conserved' }
  } catch (error) {
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
