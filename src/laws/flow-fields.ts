import * as Fast from '../algebra/polynomial.ts'
import { derivative } from '../algebra/polynomial-calculus.ts'
import { type LawQuestion, onlyPotential } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { jointContent } from './content.ts'
import type { NoField } from './function-coordinates.ts'
import type { GradientField } from './gradient-field.ts'
import { gradientField, polynomialFields } from './polynomial-fields.ts'
import { inKernelTime } from './stage-budget.ts'

const CONSTANT: NoField = { unsupported: 'the objective or map is constant: everything is conserved', isZero: true }

/** M∇φ_j for each potential. */
const scaledGradients = ({ potentials, metric, positions, ...names }: LawQuestion): readonly Polynomial[][] => {
  const scope = scopeOf(names)
  const scales = metric?.map((entry) => lower(entry, scope))
  return potentials.map((potential) =>
    gradient(lower(potential, scope), positions).map((slope, i) =>
      scales === undefined ? slope : multiply(scales[i] as Polynomial, slope),
    ),
  )
}

/** The gradients of polynomials, with integer coefficients; undefined where a potential is something else. */
const polynomialGradients = ({
  potentials,
  variables,
  parameters,
  ...rest
}: LawQuestion): GradientField[] | undefined => {
  const scope = scopeOf({ variables, parameters, integers: rest.integers, assume: rest.assume })
  const names = [...variables, ...parameters]
  const system = { base: variables, functions: [], variables, parameters, constants: [], rules: [], baseRules: [] }
  const fields: GradientField[] = []
  for (const potential of potentials) {
    const value = lower(potential, scope)
    const terms: Fast.PolynomialTerm[] = []
    for (const { monomial, coefficient } of value.values()) {
      const exponents = new Array<number>(names.length).fill(0)
      for (const [atom, times] of monomial) {
        if (atom.kind !== 'variable' && atom.kind !== 'parameter') return undefined
        exponents[names.indexOf(atom.name)] = times
      }
      terms.push({ exponents, coefficient })
    }
    const polynomial = Fast.fromTerms(names, terms)
    const used = new Set(Fast.usedNames(polynomial))
    const none = Fast.constant(0, names)
    const slope = variables.map((name) => (used.has(name) ? derivative(polynomial, name) : none))
    if (slope.every(Fast.isZero)) continue
    const scale = Q.invert(jointContent(slope))
    fields.push({ ...system, components: slope.map((p) => Fast.scale(p, scale)) })
  }
  return fields
}

/**
 * The fields of a gradient flow as polynomial fields on the same coordinates, with the same first integrals on a dense
 * open set; for one potential without a metric the primitive field of its gradient.
 */
export const flowFields = (question: LawQuestion, budget: Budget): readonly GradientField[] | NoField => {
  const compute = (): readonly GradientField[] | NoField => {
    const term = onlyPotential(question)
    if (term !== undefined && question.metric === undefined) {
      const field = gradientField({ ...question, term }, budget)
      return 'unsupported' in field ? field : [field]
    }
    const plain = question.metric === undefined ? polynomialGradients(question) : undefined
    const fields = plain ?? polynomialFields(scaledGradients(question), question, budget)
    return 'unsupported' in fields || fields.length > 0 ? fields : CONSTANT
  }
  try {
    return inKernelTime(budget, compute)
  } catch (error) {
    if (error instanceof BudgetSpent) return { unsupported: 'the fields were not computed in time' }
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
