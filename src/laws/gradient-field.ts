import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn, derivative } from '../algebra/polynomial-calculus.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { multiply as multiplyFast } from '../algebra/polynomial-product.ts'
import { coordinatesOf } from '../dynamics/atom-coordinates.ts'
import type { Objective } from '../dynamics/objective.ts'
import { detectStructure, scopeOf } from '../dynamics/structure.ts'
import type { Budget } from '../kernel/budget.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import { add, atomOf, fromAtom, type Polynomial, zero } from '../kernel/polynomial.ts'
import { invert } from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { jointContent } from './content.ts'

/** A polynomial vector field X with the same trajectories as the gradient field of an objective. */
export interface GradientField {
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  /** The components of X over `variables` then `parameters`, integer coefficients, no common factor. */
  readonly components: readonly Fast.Polynomial[]
}

/** Why there is no polynomial field. */
export interface NoField {
  readonly unsupported: string
}

/** The names of the field's polynomials. */
export const namesOf = (field: GradientField): readonly string[] => [...field.variables, ...field.parameters]

/** X p = Σ X_i ∂p/∂x_i, for p over the names of the field. */
export const alongField = (field: GradientField, p: Fast.Polynomial): Fast.Polynomial => {
  const names = namesOf(field)
  return field.components.reduce(
    (total, component, i) => {
      const slope = derivative(p, field.variables[i] as string)
      return Fast.isZero(slope) ? total : Fast.add(total, multiplyFast(component, slope))
    },
    Fast.constant(0, names),
  )
}

/**
 * The primitive field of ∇f: the gradient of the residual h where f = φ(|h|) is seen, of f otherwise, with common
 * denominators cleared and the common factor of the components divided out. Its first integrals are those of ∇f on a
 * dense open set. Refuses functions that stay in the components, such as sin(x) in (cos(x), 1).
 */
export const gradientField = (objective: Objective, budget: Budget): GradientField | NoField => {
  const { variables, parameters } = objective
  const scope = scopeOf(objective)
  const potential = detectStructure(objective, budget)?.residual ?? objective.term
  try {
    const slope = gradient(lower(potential, scope), variables)
    // The components times fresh indeterminates, in one sum, so that clearing denominators treats them alike. No
    // declared name begins with a space.
    const mark = (i: number): string => ` ${i}`
    const together = slope.reduce<Polynomial>(
      (total, entry, i) => add(total, multiply(entry, fromAtom(atomOf({ kind: 'variable', name: mark(i) })))),
      zero,
    )
    const { polynomial, atoms } = coordinatesOf(together)
    if (Fast.isZero(polynomial)) return { unsupported: 'the objective is constant: everything is conserved' }
    const parts = slope.map((_, i) => coefficientsIn(polynomial, mark(i))[1] ?? Fast.constant(0, polynomial.names))
    const common = parts.reduce((a, b) => gcd(a, b, budget))
    const divided = parts.map((p) => divideExact(p, common) ?? p)
    const scale = invert(jointContent(divided))
    const reduced = divided.map((p) => Fast.scale(p, scale))
    const foreign = reduced
      .flatMap(Fast.usedNames)
      .map((key) => atoms.get(key))
      .find((atom) => atom?.kind !== 'variable' && atom?.kind !== 'parameter')
    if (foreign !== undefined)
      return { unsupported: `the gradient field is not polynomial: it contains ${foreign.kind}` }
    const plain = polynomial.names.map((key) => {
      const atom = atoms.get(key)
      return atom?.kind === 'parameter' ? atom.name : key
    })
    const names = [...variables, ...parameters]
    return {
      variables,
      parameters,
      components: reduced.map((p) => Fast.rename({ ...p, names: plain }, names)),
    }
  } catch (error) {
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
