import * as Fast from '../algebra/polynomial.ts'
import { type Budget, BudgetSpent, isSpent } from '../kernel/budget.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { type GradientField, namesOf } from './gradient-field.ts'
import { termOf } from './law-form.ts'
import { type LinearSymmetry, linearSymmetries } from './linear-symmetries.ts'
import { normalSign } from './polynomial-laws.ts'

/** A linear symmetry f(exp(tA)x) = f(x), printed. */
export interface SymmetryText {
  /** The rows of A. */
  readonly generator: readonly (readonly string[])[]
  readonly type: 'symmetric' | 'antisymmetric' | 'general'
  /** The quadratic law x^⊤A x, for a symmetric A. */
  readonly law?: Term
}

/** x^⊤A x. */
const quadraticForm = ({ generator }: LinearSymmetry, field: GradientField): Fast.Polynomial => {
  const names = namesOf(field)
  const terms = generator.flatMap((row, i) =>
    row.flatMap((entry, j) =>
      Fast.terms(entry).map(({ exponents, coefficient }) => ({
        exponents: [...field.variables.map((_, k) => Number(k === i) + Number(k === j)), ...exponents],
        coefficient,
      })),
    ),
  )
  return Fast.fromTerms(names, terms)
}

/** The linear symmetries of a field, printed; says in `open` where they were not searched. */
export const symmetryTexts = (
  field: GradientField,
  integers: readonly string[],
  budget: Budget,
  open: string[],
): SymmetryText[] => {
  if (isSpent(budget) || field.functions.length > 0 || field.base.length > 12) {
    open.push('linear symmetries (time, functions, or more than 12 variables)')
    return []
  }
  const print = (entry: Fast.Polynomial): string =>
    printTerm(termOf(Fast.rename(entry, namesOf(field)), field, integers))
  try {
    return linearSymmetries(field, budget).map((symmetry) => ({
      generator: symmetry.generator.map((row) => row.map(print)),
      type: symmetry.type,
      ...(symmetry.type === 'symmetric'
        ? { law: termOf(normalSign(quadraticForm(symmetry, field)), field, integers) }
        : {}),
    }))
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    open.push('linear symmetries (time)')
    return []
  }
}
