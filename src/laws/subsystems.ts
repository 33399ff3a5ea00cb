import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { invert } from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { jointContent } from './content.ts'
import { otherSquares, reduced } from './function-coordinates.ts'
import { type GradientField, namesOf } from './gradient-field.ts'
import { isTermForm, type LawForm } from './law-form.ts'

/** Coordinates of a field that are not functions of others. */
const independentCoordinates = (field: GradientField): readonly string[] =>
  field.variables.filter((name) => !field.rules.some((rule) => rule.name === name && rule.power === 1))

/** The variables that a coordinate depends on. */
const variablesOf = (coordinate: string, { base, functions }: GradientField): readonly string[] => {
  const slope = functions.find(({ name }) => name === coordinate)?.slope
  return slope === undefined ? [coordinate] : base.filter((_, i) => !Fast.isZero(slope[i] as Fast.Polynomial))
}

/** The planar field of two coordinates whose components are free of the others, up to a common factor. */
const planarField = (
  field: GradientField,
  pair: readonly [string, string],
  rewrite: (p: Fast.Polynomial) => Fast.Polynomial,
  budget: Budget,
): GradientField | undefined => {
  const components = pair.map((name) => rewrite(field.components[field.variables.indexOf(name)] as Fast.Polynomial))
  if (components.every(Fast.isZero)) return undefined
  const common = components.filter((p) => !Fast.isZero(p)).reduce((a, b) => gcd(a, b, budget))
  const divided = components.map((p) => divideExact(p, common) ?? p)
  const names = [...pair, ...field.parameters]
  if (!divided.every((p) => Fast.usedNames(p).every((name) => names.includes(name)))) return undefined
  const scale = invert(jointContent(divided))
  return {
    base: pair,
    functions: [],
    variables: pair,
    parameters: field.parameters,
    constants: field.constants,
    rules: [],
    baseRules: [],
    components: divided.map((p) => Fast.rename(Fast.scale(p, scale), names)),
  }
}

/**
 * The planar systems in fields on the same coordinates: pairs of coordinates (variables or functions) that one field
 * moves without the others, and no other field moves. What such a pair conserves all fields conserve; a separable field
 * has one for every two variables.
 */
export const planarSubsystems = (fields: readonly GradientField[], budget: Budget): GradientField[] => {
  const [first] = fields
  if (first === undefined) return []
  const coordinates = independentCoordinates(first)
  if (coordinates.length <= 2 && first.functions.length === 0) return []
  const pairs = coordinates
    .flatMap((a, i) => coordinates.slice(i + 1).map((b) => [a, b] as const))
    .filter(([a, b]) => new Set([...variablesOf(a, first), ...variablesOf(b, first)]).size > 1)
  return pairs.flatMap((pair) => {
    charge(budget, 200)
    const isMoved = ({ variables, components }: GradientField): boolean =>
      pair.some((name) => !Fast.isZero(components[variables.indexOf(name)] as Fast.Polynomial))
    const [field, ...others] = fields.filter(isMoved)
    if (field === undefined || others.length > 0) return []
    const plain = planarField(field, pair, (p) => reduced(field, p), budget)
    const found = plain ?? planarField(field, pair, (p) => otherSquares(field, p), budget)
    // Of coordinates with different variables only constant functions vanish along the field.
    return found === undefined || found.components.some(Fast.isZero) ? [] : [found]
  })
}

/** A law of a subsystem in the names of the whole field. */
export const lifted = (form: LawForm, field: GradientField): LawForm => {
  if (isTermForm(form)) return form
  const names = namesOf(field)
  const factors = (list: typeof form.factors) =>
    list.map(({ base, exponent }) => ({ base: Fast.rename(base, names), exponent }))
  const { exponential } = form
  if (exponential === undefined) return { factors: factors(form.factors) }
  return {
    factors: factors(form.factors),
    exponential: {
      numerator: Fast.rename(exponential.numerator, names),
      denominator: factors(exponential.denominator),
    },
  }
}
