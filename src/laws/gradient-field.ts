import * as Fast from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { type CoordinateSystem, reduced } from './function-coordinates.ts'

/**
 * A polynomial vector field X with the same trajectories as the gradient field of an objective. Functions such as
 * sin(x) that stay in it are coordinates of their own.
 */
export interface GradientField extends CoordinateSystem {
  /** The components of X over `variables` then `parameters`, integer coefficients, no common factor. */
  readonly components: readonly Fast.Polynomial[]
}

/** The names of the field's polynomials. */
export const namesOf = (field: CoordinateSystem): readonly string[] => [...field.variables, ...field.parameters]

/** What the derivatives of functions are multiplied with to be polynomials: 1 where no function has a pole. */
export const slopeDenominator = (field: CoordinateSystem): Fast.Polynomial =>
  field.functions.reduce(
    (product, { below }) => (divideExact(product, below) === undefined ? multiply(product, below) : product),
    Fast.constant(1, namesOf(field)),
  )

/**
 * The gradient of p by the variables of the objective, functions differentiated too, times {@link slopeDenominator}.
 */
export const baseGradient = (field: CoordinateSystem, p: Fast.Polynomial): Fast.Polynomial[] => {
  const common = slopeDenominator(field)
  return field.base.map((name, i) =>
    field.functions.reduce(
      (total, { name: key, slope, below }) => {
        const partial = derivative(p, key)
        if (Fast.isZero(partial)) return total
        const times = multiply(slope[i] as Fast.Polynomial, divideExact(common, below) as Fast.Polynomial)
        return reduced(field, Fast.add(total, multiply(partial, times)))
      },
      reduced(field, multiply(common, derivative(p, name))),
    ),
  )
}

/** X p = Σ X_i ∂p/∂x_i, for p over the names of the field, in its independent coordinates. */
export const alongField = (field: GradientField, p: Fast.Polynomial): Fast.Polynomial => {
  const total = field.components.reduce(
    (sum, component, i) => {
      const slope = derivative(p, field.variables[i] as string)
      return Fast.isZero(slope) ? sum : Fast.add(sum, multiply(component, slope))
    },
    Fast.constant(0, namesOf(field)),
  )
  return reduced(field, total)
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
