import * as Fast from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { ONE } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { type FieldFamily, familyNames } from './field-family.ts'
import { combination, linearRelations } from './linear-relations.ts'
import type { Monomial } from './monomial-keys.ts'

/** The conserved combinations of some monomials, as a basis over Q(parameters). */
export const conservedWithParameters = (
  family: FieldFamily,
  monomials: readonly Monomial[],
  budget: Budget,
): Fast.Polynomial[] => {
  const { variables, parameters, fields } = family
  const names = familyNames(family)
  // The images of all fields as one polynomial. No declared name begins with a space.
  const marks = fields.map((_, k) => ` ${k}`)
  const marked = [...marks, ...names]
  const columns = monomials.map((monomial) => {
    const exponents = new Array<number>(names.length).fill(0)
    for (const i of monomial) exponents[i] = (exponents[i] as number) + 1
    return Fast.fromTerms(names, [{ exponents, coefficient: ONE }])
  })
  const images = columns.map((m) => {
    charge(budget)
    return variables.reduce(
      (total, name, i) => {
        const slope = derivative(m, name)
        if (Fast.isZero(slope)) return total
        return fields.reduce((sum, components, k) => {
          const moved = Fast.rename(multiply(slope, components[i] as Fast.Polynomial), marked)
          return Fast.add(sum, multiply(Fast.indeterminate(marks[k] as string, marked), moved))
        }, total)
      },
      Fast.constant(0, marked),
    )
  })
  const relations = linearRelations(images, marked.length - parameters.length, parameters, budget)
  return relations.map((relation) => combination(relation, columns))
}
