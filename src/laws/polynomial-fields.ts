import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { fromCoordinates } from '../dynamics/atom-coordinates.ts'
import type { Objective } from '../dynamics/objective.ts'
import { detectStructure, scopeOf, smoothPotential } from '../dynamics/structure.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import { invert } from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Budget } from '../search/budget.ts'
import { jointContent } from './content.ts'
import { type Coordinates, coordinateSystem, inAtoms, type NoField, reduced } from './function-coordinates.ts'
import { type GradientField, namesOf } from './gradient-field.ts'

/** The polynomials without their common factor, with integer coefficients; their span over the rational functions stays. */
const primitiveTogether = (list: readonly Fast.Polynomial[], budget: Budget): Fast.Polynomial[] => {
  const common = list
    .filter((p) => !Fast.isZero(p))
    .reduce((a, b) => (Fast.constantValue(a) === undefined ? gcd(a, b, budget) : a))
  const divided = list.map((p) => (Fast.constantValue(common) === undefined ? (divideExact(p, common) ?? p) : p))
  const scale = invert(jointContent(divided))
  return divided.map((p) => Fast.scale(p, scale))
}

/** A vector of kernel polynomials up to a common factor, without denominators. */
const withoutCommonFactor = (vector: readonly Polynomial[], budget: Budget): readonly Polynomial[] => {
  const { parts, atoms } = inAtoms(vector)
  return primitiveTogether(parts, budget).map((p) => fromCoordinates(p, atoms))
}

/** The field with these components by the variables, times what makes the derivatives of the functions polynomials. */
const fieldOf = (
  { system, cleared }: Coordinates,
  vector: readonly Polynomial[],
  isAlone: boolean,
  budget: Budget,
): GradientField => {
  const parts = cleared(vector).parts.map((p) => reduced(system, p))
  const plain = isAlone ? primitiveTogether(parts, budget) : parts
  const along = system.functions.map(({ slope }) =>
    reduced(
      system,
      slope.reduce(
        (sum, entry, i) => Fast.add(sum, multiply(entry, plain[i] as Fast.Polynomial)),
        Fast.constant(0, namesOf(system)),
      ),
    ),
  )
  if (system.functions.every(({ below }) => Fast.constantValue(below) !== undefined)) {
    const components = along.map((p, k) => {
      const value = Fast.constantValue(system.functions[k]?.below as Fast.Polynomial)
      return value === undefined ? p : Fast.scale(p, invert(value))
    })
    return { ...system, components: [...plain, ...components] }
  }
  const lowest = along.map((p, k) => {
    const below = system.functions[k]?.below as Fast.Polynomial
    const common = Fast.isZero(p) ? below : gcd(p, below, budget)
    return { above: divideExact(p, common) as Fast.Polynomial, below: divideExact(below, common) as Fast.Polynomial }
  })
  const multiple = lowest.reduce(
    (m, { below }) => multiply(m, divideExact(below, gcd(m, below, budget)) as Fast.Polynomial),
    Fast.constant(1, namesOf(system)),
  )
  const components = [
    ...plain.map((p) => reduced(system, multiply(p, multiple))),
    ...lowest.map(({ above, below }) =>
      reduced(system, multiply(above, divideExact(multiple, below) as Fast.Polynomial)),
    ),
  ]
  return { ...system, components: isAlone ? primitiveTogether(components, budget) : components }
}

/**
 * Vector fields given by kernel polynomials, as polynomial fields on the same coordinates: denominators are cleared in
 * each, and the common factor of an only one is divided out, so that first integrals are the same on a dense open set.
 * Fields that are zero are left out. Functions exp, log, sin, cos, tanh, roots and powers are coordinates of their own.
 */
export const polynomialFields = (
  given: readonly (readonly Polynomial[])[],
  question: { readonly variables: readonly string[]; readonly parameters: readonly string[] },
  budget: Budget,
): readonly GradientField[] | NoField => {
  const nonzero = given.filter((vector) => vector.some((p) => p.size > 0))
  // Functions that are only a common factor are gone before coordinates are chosen.
  const all = nonzero.length === 1 ? nonzero.map((vector) => withoutCommonFactor(vector, budget)) : nonzero
  const coordinates = coordinateSystem(all.flat(), question)
  if ('unsupported' in coordinates) return coordinates
  return all.map((vector) => fieldOf(coordinates, vector, all.length === 1, budget))
}

/**
 * The primitive field of ∇f: the gradient of h or Σh_i² where f = φ(t) is seen, of f otherwise, with common
 * denominators cleared and the common factor of the components divided out. Its first integrals are those of ∇f on a
 * dense open set.
 */
export const gradientField = (objective: Objective, budget: Budget): GradientField | NoField => {
  const scope = scopeOf(objective)
  const structure = detectStructure(objective, budget)
  const potential = structure === undefined || structure.loss === 'l1' ? objective.term : smoothPotential(structure)
  try {
    const fields = polynomialFields([gradient(lower(potential, scope), objective.variables)], objective, budget)
    if ('unsupported' in fields) return fields
    return fields[0] ?? { unsupported: 'the objective is constant: everything is conserved', isZero: true }
  } catch (error) {
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
