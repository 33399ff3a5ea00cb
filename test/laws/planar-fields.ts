import * as Fast from '../../src/algebra/polynomial.ts'
import { derivative, evaluate } from '../../src/algebra/polynomial-calculus.ts'
import { multiply, power, product } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial } from '../../src/algebra/polynomial-text.ts'
import * as Q from '../../src/kernel/rational.ts'
import { type GradientField, namesOf } from '../../src/laws/gradient-field.ts'
import { newCollection } from '../../src/laws/law-collection.ts'
import { isTermForm, type LawForm } from '../../src/laws/law-form.ts'
import { logarithmicGradient } from '../../src/laws/law-slope.ts'
import { nonPolynomialLaws } from '../../src/laws/non-polynomial-laws.ts'
import { budget } from './objectives.ts'

/** Any polynomial field, a gradient or not. */
export const plainField = (
  variables: readonly string[],
  components: readonly Fast.Polynomial[],
  parameters: readonly string[] = [],
): GradientField => ({
  base: variables,
  functions: [],
  variables,
  parameters,
  constants: [],
  rules: [],
  baseRules: [],
  components: components.map((p) => Fast.rename(p, [...variables, ...parameters])),
})

/** The field with the law ∏ p_i^a_i·exp(g), times ∏ p_i: (∏p)·J∇(Σ a_i log p_i + g). */
export const fieldWithLaw = (factors: readonly (readonly [string, number])[], g = '0'): GradientField => {
  const names = ['x', 'y']
  const bases = factors.map(([text]) => parsePolynomial(text, names))
  const slope = (name: string): Fast.Polynomial =>
    bases.reduce(
      (sum, p, i) => {
        const others = product(
          bases.filter((_, j) => j !== i),
          names,
        )
        return Fast.add(sum, Fast.scale(multiply(others, derivative(p, name)), factors[i]?.[1] as number))
      },
      multiply(product(bases, names), derivative(parsePolynomial(g, names), name)),
    )
  return plainField(names, [Fast.negate(slope('y')), slope('x')])
}

/** The laws found for fields that are not polynomials, how many are independent, and what was not searched. */
export const lawsOf = (fields: readonly GradientField[], target: number, seconds = 20) => {
  const field = fields[0] as GradientField
  const laws = newCollection(field, 1)
  const open: string[] = []
  nonPolynomialLaws({ fields, integers: [], target, isConserved: () => true }, laws, budget(seconds), open)
  return { forms: laws.forms(), rank: laws.rank(), open }
}

/** The field in the coordinates u = Ax: Y(u) = A·X(A⁻¹u). */
export const transformed = (
  field: GradientField,
  [[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]],
): GradientField => {
  const names = namesOf(field)
  const [x, y] = field.variables.map((name) => Fast.indeterminate(name, names)) as [Fast.Polynomial, Fast.Polynomial]
  const determinant = Q.rational(a * d - b * c)
  const inverse = (p: number, q: number): Fast.Polynomial =>
    Fast.scale(Fast.add(Fast.scale(x, p), Fast.scale(y, q)), Q.invert(determinant))
  const at = new Map([
    [field.variables[0] as string, inverse(d, -b)],
    [field.variables[1] as string, inverse(-c, a)],
  ])
  const moved = field.components.map((p) =>
    Fast.terms(p).reduce(
      (sum, { exponents, coefficient }) => {
        const powers = names.map((name, i) =>
          power(at.get(name) ?? Fast.indeterminate(name, names), exponents[i] as number),
        )
        return Fast.add(sum, Fast.scale(product(powers, names), coefficient))
      },
      Fast.constant(0, names),
    ),
  ) as [Fast.Polynomial, Fast.Polynomial]
  return {
    ...field,
    components: [
      Fast.add(Fast.scale(moved[0], a), Fast.scale(moved[1], b)),
      Fast.add(Fast.scale(moved[0], c), Fast.scale(moved[1], d)),
    ],
  }
}

/** ⟨∇ log c, X⟩ at a point, exactly; undefined where a factor vanishes there or the law is a term. */
export const slopeAlong = (
  form: LawForm,
  field: GradientField,
  point: ReadonlyMap<string, Q.Rational>,
): Q.Rational | undefined => {
  const slope = isTermForm(form) ? undefined : logarithmicGradient(form, field, point)
  return slope?.reduce(
    (sum, q, i) => Q.add(sum, Q.multiply(q, evaluate(field.components[i] as Fast.Polynomial, point))),
    Q.ZERO,
  )
}
