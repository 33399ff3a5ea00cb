import type { Objective } from '../dynamics/objective.ts'
import { detectStructure, type Structure } from '../dynamics/structure.ts'
import { gradient } from '../expression/derivative.ts'
import { evaluate } from '../expression/evaluate.ts'
import { simplify } from '../expression/simplify.ts'
import { difference, substitute, type Term } from '../kernel/term.ts'
import type { Descended } from '../numerics/descent.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import { budgetOf } from './command-budget.ts'

/** An objective with numbers for its parameters, ready to be run and drawn. */
export interface DrawnObjective {
  /** f − min f, where min f is known, else f. */
  readonly descended: Descended
  /** How f is made of residuals; they vanish together exactly where f is least. Absent where no structure was found. */
  readonly structure?: Structure
  /** f ~ distance^power near the set where it is least; absent where no structure was found. */
  readonly power?: number
}

/** The exponent s of φ(t) ~ t^s at 0, rounded to halves. */
const powerOf = ({ phi }: Structure): number => {
  const at = (t: number): number => evaluate(phi, new Map([['t', t]]))
  return Math.round(2 * Math.log2(at(2e-6) / at(1e-6))) / 2
}

/** Puts numbers in for parameters. */
export const withValues = (term: Term, values: ReadonlyMap<string, Term>): Term =>
  values.size === 0 ? term : simplify(substitute(term, values))

/**
 * Puts numbers in for the parameters and looks for the structure f = min f + φ(residuals), for at most `milliseconds`.
 *
 * Precondition: `values` has all parameters of the objective.
 */
export const drawnObjective = (
  objective: Objective,
  values: ReadonlyMap<string, Term>,
  milliseconds = 5000,
): DrawnObjective => {
  const { variables } = objective
  const term = withValues(objective.term, values)
  const structure = detectStructure(
    { ...objective, term, parameters: [], integers: [], assume: [] },
    atMostMilliseconds(budgetOf({ timeout: 60 }), milliseconds),
  )
  if (structure === undefined) return { descended: { variables, objective: term, gradient: gradient(term, variables) } }
  const f = simplify(difference(term, structure.shift))
  const [first] = structure.residuals
  const single = structure.loss === 'single' && first !== undefined
  return {
    descended: {
      variables,
      objective: f,
      gradient: gradient(f, variables),
      ...(single ? { residual: { value: first, gradient: gradient(first, variables) } } : {}),
    },
    structure,
    power: powerOf(structure),
  }
}
