import * as Fast from '../algebra/polynomial.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { expanded, productLaws } from './cofactor-laws.ts'
import { type DarbouxPolynomial, darbouxPolynomials } from './darboux-polynomials.ts'
import { defaultDegree, shownDimensions } from './degree-plan.ts'
import { familyOf } from './field-family.ts'
import type { GradientField } from './gradient-field.ts'
import { slopeOfForm, slopeOfTerm } from './independent-laws.ts'
import type { FoundLaw, FoundLaws } from './law.ts'
import { newCollection } from './law-collection.ts'
import { formDomain, formKind, formTerm, type LawForm, type ProductForm, polynomialForm } from './law-form.ts'
import { matrixLaws } from './matrix-laws.ts'
import { nonPolynomialLaws } from './non-polynomial-laws.ts'
import { degreeInVariables, type PolynomialLaws, polynomialLaws } from './polynomial-laws.ts'
import type { SearchOptions } from './search-options.ts'
import { symmetryTexts } from './symmetry-text.ts'

/** What laws of polynomial fields are asked of. */
export interface FieldQuestion {
  /** On the same coordinates, at least one. */
  readonly fields: readonly [GradientField, ...GradientField[]]
  readonly integers: readonly string[]
  /** How many independent laws are enough. */
  readonly enough: number
  /** The kernel's word on a law. */
  readonly verdictOf: (law: Term) => Verdict
  /** Whether the fields are the gradients themselves, so that linear symmetries are those of the potentials. */
  readonly hasSymmetries: boolean
}

const MOST_VARIABLES_FOR_SYMMETRIES = 40
const MOST_VARIABLES_FOR_DARBOUX = 40

/** Polynomial laws beyond quadratics of some length are rather written as products, where they are. */
const isLong = (p: Fast.Polynomial, field: GradientField): boolean =>
  Fast.termCount(p) >= 3 && degreeInVariables(p, field) >= 3

const productsInTime = (
  fields: readonly GradientField[],
  found: readonly DarbouxPolynomial[],
  budget: Budget,
): ProductForm[] => {
  try {
    return productLaws(fields, found, budget)
  } catch (error) {
    if (error instanceof BudgetSpent) return []
    throw error
  }
}

/** The polynomial laws up to a degree, and for long ones the products of Darboux polynomials that they are. */
const polynomialsOf = ({ fields }: FieldQuestion, degree: number, budget: Budget) => {
  const [field] = fields
  const family = familyOf(...fields)
  const factored = new Map<Fast.Polynomial, LawForm>()
  const polynomials = polynomialLaws(family, degree, budget)
  if (!polynomials.generators.some((p) => isLong(p, field))) return { polynomials, factored }
  const { found } = darbouxPolynomials(fields, 1, budget)
  for (const form of productsInTime(fields, found, budget)) {
    const value = expanded(form, field)
    if (value === undefined || !isLong(value, field)) continue
    if (degreeInVariables(value, field) <= degree) factored.set(value, form)
  }
  const preferred = [...factored.keys()]
  return {
    polynomials: factored.size > 0 ? polynomialLaws(family, degree, budget, { preferred }) : polynomials,
    factored,
  }
}

/**
 * The laws of polynomial fields, in stages: polynomials up to a degree, quadratics first; products of powers of Darboux
 * polynomials and exponentials, until there are enough; then the linear symmetries.
 */
export const fieldLaws = (question: FieldQuestion, options: SearchOptions): FoundLaws => {
  const { budget, seed, onFound, onPhase } = options
  const { fields, integers, enough, verdictOf, hasSymmetries } = question
  const [field] = fields
  const wanted = options.degree ?? defaultDegree(field.base.length)
  const open: string[] = []
  // Each stage starts over: what was shown to the kernel in time stays so.
  const known = new Map<string, FoundLaw>()
  const entryOf = (form: LawForm): FoundLaw => {
    const term = formTerm(form, field, integers)
    const key = printTerm(term)
    const old = known.get(key)
    if (old !== undefined) return old
    const entry: FoundLaw = {
      law: { term, kind: formKind(form, field), domain: formDomain(form, field), verdict: verdictOf(term) },
      slope: field.functions.length > 0 ? slopeOfTerm(term, field.base) : slopeOfForm(form, field),
    }
    known.set(key, entry)
    return entry
  }
  const found = (forms: readonly LawForm[], { dimension }: PolynomialLaws): FoundLaws => ({
    entries: forms.map(entryOf),
    dimension: shownDimensions(dimension, wanted),
    symmetries: [],
    open: [...open],
  })
  const quick = Math.min(wanted, 2)
  onPhase?.(`polynomial laws up to degree ${quick}`)
  let { polynomials, factored } = polynomialsOf(question, quick, budget)
  if (wanted > quick) {
    onFound?.(found(polynomials.generators.map(polynomialForm), polynomials))
    onPhase?.(`polynomial laws up to degree ${wanted}`)
    ;({ polynomials, factored } = polynomialsOf(question, wanted, budget))
  }
  if (polynomials.searched < wanted) open.push(`polynomial laws of degree above ${polynomials.searched} (time)`)
  const collection = newCollection(field, seed, integers)
  for (const p of polynomials.generators) collection.offer(factored.get(p) ?? polynomialForm(p), true)
  onFound?.(found(collection.forms(), polynomials))
  if (field.base.length > MOST_VARIABLES_FOR_DARBOUX) {
    if (collection.rank() < enough)
      open.push(`laws that are no polynomials (more than ${MOST_VARIABLES_FOR_DARBOUX} variables)`)
  } else {
    onPhase?.('Darboux polynomials and exponential factors')
    try {
      const isConserved = (law: Term): boolean => verdictOf(law).status === 'proved'
      nonPolynomialLaws({ fields, integers, target: enough, isConserved }, collection, budget, open)
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error
      open.push('products of Darboux polynomials and exponentials (time)')
    }
  }
  const all = found(collection.forms(), polynomials)
  if (!hasSymmetries) return all
  onPhase?.('laws that are matrices')
  const family = familyOf(...fields)
  const matrices = matrixLaws(family, options.shapes ?? [], integers, budget, open)
  onFound?.({ ...all, matrixLaws: matrices, open: [...open] })
  if (field.base.length > MOST_VARIABLES_FOR_SYMMETRIES) {
    open.push(`linear symmetries (more than ${MOST_VARIABLES_FOR_SYMMETRIES} variables)`)
    return { ...all, matrixLaws: matrices, open }
  }
  onPhase?.('linear symmetries')
  return { ...all, matrixLaws: matrices, symmetries: symmetryTexts(family, integers, budget, open), open }
}
