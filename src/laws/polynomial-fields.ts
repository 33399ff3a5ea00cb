import * as Fast from '../algebra/polynomial.ts'
import { coefficientsIn } from '../algebra/polynomial-calculus.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { multiply as multiplyFast } from '../algebra/polynomial-product.ts'
import { type Coordinates, coordinatesOf } from '../dynamics/atom-coordinates.ts'
import type { Budget } from '../kernel/budget.ts'
import { multiply } from '../kernel/normal-form.ts'
import { type Atom, add, atomOf, fromAtom, type Polynomial, zero } from '../kernel/polynomial.ts'
import { invert } from '../kernel/rational.ts'
import { jointContent } from './content.ts'
import { functionCoordinates, isConstantAtom, type NoField, reduced, toNames } from './function-coordinates.ts'
import type { GradientField } from './gradient-field.ts'

/** The components of a vector, common denominators cleared, as polynomials in the same atoms. */
const clearedTogether = (components: readonly Polynomial[]): Coordinates & { readonly parts: Fast.Polynomial[] } => {
  // The components times fresh indeterminates, in one sum, so that clearing denominators treats them alike. No
  // declared name begins with a space.
  const mark = (i: number): string => ` ${i}`
  const together = components.reduce<Polynomial>(
    (total, entry, i) => add(total, multiply(entry, fromAtom(atomOf({ kind: 'variable', name: mark(i) })))),
    zero,
  )
  const coordinates = coordinatesOf(together)
  const { polynomial } = coordinates
  const parts = components.map((_, i) => coefficientsIn(polynomial, mark(i))[1] ?? Fast.constant(0, polynomial.names))
  return { ...coordinates, parts }
}

/** The parts without their common factor. */
const withoutCommonFactor = (parts: readonly Fast.Polynomial[], budget: Budget): readonly Fast.Polynomial[] => {
  const common = parts.reduce((a, b) =>
    Fast.constantValue(a) !== undefined && !Fast.isZero(a) ? a : gcd(a, b, budget),
  )
  return parts.map((p) => divideExact(p, common) ?? p)
}

/**
 * Vector fields given by kernel polynomials as polynomial fields on the same coordinates: denominators are cleared in
 * each, and the common factor of the components of an only field is divided out, so that first integrals are the same
 * on a dense open set. Fields that are zero are left out. Of functions exp, sin, cos and tanh of polynomials are
 * supported, as coordinates of their own.
 */
export const polynomialFields = (
  given: readonly (readonly Polynomial[])[],
  question: { readonly variables: readonly string[]; readonly parameters: readonly string[] },
  budget: Budget,
): readonly GradientField[] | NoField => {
  const { variables } = question
  const all = given.map(clearedTogether).filter(({ parts }) => !parts.every(Fast.isZero))
  const cleared = all.map(({ parts, atoms }) => {
    const divided = all.length === 1 ? withoutCommonFactor(parts, budget) : parts
    const scale = invert(jointContent(divided))
    return { atoms, parts: divided.map((p) => Fast.scale(p, scale)) }
  })
  const found = new Map<string, Atom>()
  for (const { parts, atoms } of cleared)
    for (const key of parts.flatMap(Fast.usedNames)) found.set(key, atoms.get(key) as Atom)
  const occurring = [...found.values()]
  const inside = occurring.flatMap((atom) => ('arg' in atom ? [...coordinatesOf(atom.arg).atoms.values()] : []))
  const constants = [...new Set([...occurring, ...inside])]
    .filter((atom) => atom.kind !== 'parameter' && isConstantAtom(atom))
    .map((atom) => ({ name: atom.key, atom }))
  const parameters = [...question.parameters, ...constants.map(({ name }) => name)]
  const functions = functionCoordinates(occurring, { variables, parameters })
  if ('unsupported' in functions) return functions
  const names = [...variables, ...functions.map(({ name }) => name), ...parameters]
  return cleared.map(({ parts, atoms }) => {
    const components = parts.map((p) => toNames(p, atoms, names))
    const along = functions.map(({ slope }) =>
      reduced(
        functions,
        slope.reduce(
          (sum, entry, i) => Fast.add(sum, multiplyFast(entry, components[i] as Fast.Polynomial)),
          Fast.constant(0, names),
        ),
      ),
    )
    return {
      base: variables,
      functions,
      variables: [...variables, ...functions.map(({ name }) => name)],
      parameters,
      constants,
      components: [...components.map((p) => reduced(functions, p)), ...along],
    }
  })
}
