import { type LawQuestion, onlyPotential } from '../dynamics/law-question.ts'
import { scopeOf } from '../dynamics/structure.ts'
import type { Budget } from '../kernel/budget.ts'
import { BudgetSpent } from '../kernel/budget.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { multiply } from '../kernel/normal-form.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NoField } from './function-coordinates.ts'
import type { GradientField } from './gradient-field.ts'
import { gradientField, polynomialFields } from './polynomial-fields.ts'

const CONSTANT: NoField = { unsupported: 'the objective or map is constant: everything is conserved' }

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

/**
 * The fields of a gradient flow as polynomial fields on the same coordinates, with the same first integrals on a dense
 * open set; for one potential without a metric the primitive field of its gradient.
 */
export const flowFields = (question: LawQuestion, budget: Budget): readonly GradientField[] | NoField => {
  try {
    const term = onlyPotential(question)
    if (term !== undefined && question.metric === undefined) {
      const field = gradientField({ ...question, term }, budget)
      return 'unsupported' in field ? field : [field]
    }
    const fields = polynomialFields(scaledGradients(question), question, budget)
    return 'unsupported' in fields || fields.length > 0 ? fields : CONSTANT
  } catch (error) {
    if (error instanceof BudgetSpent) return { unsupported: 'the fields were not computed in time' }
    if (error instanceof Refusal) return { unsupported: error.message }
    throw error
  }
}
