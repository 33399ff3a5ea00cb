import * as Fast from '../algebra/polynomial.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { exponentialForm, logarithmicRelations, productLaws, usualDenominators } from './cofactor-laws.ts'
import { conjugatePairs, type DarbouxPolynomial, darbouxPolynomials } from './darboux-polynomials.ts'
import type { GradientField } from './gradient-field.ts'
import { integratingFactorLaws } from './integrating-factors.ts'
import type { LawCollection } from './law-collection.ts'
import { formTerm, isTermForm, type LawForm } from './law-form.ts'
import { type PairLaw, pairLaw } from './quadratic-laws.ts'
import { countedBudget, stageBudget } from './stage-budget.ts'
import { lifted, planarSubsystems } from './subsystems.ts'

/** What laws that are no polynomials are asked of. */
export interface NonPolynomialQuestion {
  /** The fields that must conserve them, on the same coordinates. */
  readonly fields: readonly GradientField[]
  /** The parameters that are integers. */
  readonly integers: readonly string[]
  /** How many independent laws are enough: n − 1 for one field. */
  readonly target: number
  /** Whether the kernel proves a quantity conserved: asked of laws that are more than products of polynomials. */
  readonly isConserved: (law: Term) => boolean
}

/** A search in some fields, for laws that are written in the coordinates of another one. */
interface Search {
  readonly fields: readonly GradientField[]
  readonly shown: GradientField
  readonly integers: readonly string[]
  /** The highest degree of numerators u in exp(u/v). */
  readonly numeratorDegree: number
  readonly offer: (form: LawForm) => void
  readonly isDone: () => boolean
  readonly open: string[]
}

const NOT_PROVED = ', which the kernel does not prove conserved (assume that what stands under roots is positive)'

const EXPONENTIAL_DEGREE = 4
const PLANAR_DEGREE = 4
const MAX_NUMERATOR_TERMS = 500
/** With functions as coordinates the linear systems grow fast and rarely have solutions. */
const FUNCTION_MILLISECONDS = 1500
const SUBSYSTEM_MILLISECONDS = 2000

/**
 * Searches for laws beyond polynomials and offers them to the collection, until there are enough independent ones:
 * products of powers of Darboux polynomials and exponential factors, logarithms over quadratic fields, what integrating
 * factors give in the plane, and all this for pairs of coordinates that move without the others. Everything found stays
 * in the collection where the budget is spent; `open` is told what was not searched.
 */
export const nonPolynomialLaws = (
  question: NonPolynomialQuestion,
  laws: LawCollection,
  whole: Budget,
  open: string[],
): void => {
  // Stages are cut by the work that they count, so that a busy machine finds as much as a quiet one.
  const budget = countedBudget(whole)
  const { fields, target, integers, isConserved } = question
  const [shown] = fields
  if (shown === undefined) return
  const isDone = (): boolean => laws.rank() >= target
  const offer = (form: LawForm): void => {
    if (isDone()) return
    // Products in variables alone are identities that were found by exact algebra.
    const isPlain = !isTermForm(form) && shown.functions.length === 0 && shown.constants.length === 0
    const term = isPlain ? undefined : formTerm(form, shown, integers)
    if (term !== undefined && !isConserved(term)) {
      // One example says it: there may be many, such as sqrt(-x)/sqrt(-x).
      if (!open.some((text) => text.endsWith(NOT_PROVED))) open.push(`${printTerm(term)}${NOT_PROVED}`)
      return
    }
    laws.offer(form)
  }
  const search: Search = { fields, shown, integers, numeratorDegree: numeratorDegreeOf(fields), offer, isDone, open }
  inTime(search, () => {
    const hasFunctions = shown.functions.length > 0
    const first = hasFunctions ? stageBudget(budget, FUNCTION_MILLISECONDS) : budget
    const quick = { ...search, numeratorDegree: Math.min(search.numeratorDegree, 2), open: [] }
    if (hasFunctions) inTime(quick, () => searchFields(quick, first))
    else inTime(search, () => searchFields(search, first))
    charge(budget)
    for (const plane of planarSubsystems(fields, budget)) {
      if (isDone()) return
      const share = stageBudget(budget, SUBSYSTEM_MILLISECONDS)
      const left: string[] = []
      const part: Search = {
        ...search,
        fields: [plane],
        numeratorDegree: numeratorDegreeOf([plane]),
        offer: (form) => offer(lifted(form, shown)),
        open: left,
      }
      inTime(part, () => searchFields(part, share))
      open.push(...left.filter((text) => text.startsWith('the ') && !open.includes(text)))
      charge(budget)
    }
    if (hasFunctions && !isDone())
      inTime(search, () => searchFields(search, stageBudget(budget, FUNCTION_MILLISECONDS)))
  })
}

/** Runs a stage until its budget is spent, and says so. */
const inTime = ({ open }: Search, stage: () => void): void => {
  try {
    stage()
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    const text = 'products of Darboux polynomials and exponentials (time)'
    if (!open.includes(text)) open.push(text)
  }
}

/** The degree of numerators u, such that the linear systems stay small. */
const numeratorDegreeOf = (fields: readonly GradientField[]): number => {
  const { variables, functions } = fields[0] as GradientField
  if (functions.length > 2) return Math.min(2, variables.length > 20 ? 1 : 2)
  let count = 1
  for (let d = 1; d <= EXPONENTIAL_DEGREE; d++) {
    count = (count * (variables.length + d)) / d
    if (count * fields.length > MAX_NUMERATOR_TERMS) return d - 1
  }
  return EXPONENTIAL_DEGREE
}

const searchFields = (search: Search, budget: Budget): void => {
  const { fields, numeratorDegree, offer, isDone, open } = search
  const field = fields[0] as GradientField
  const isPlanar = field.variables.length === 2
  const highest = !isPlanar ? 1 : field.parameters.length > 0 ? 2 : PLANAR_DEGREE
  let found: readonly DarbouxPolynomial[] = []
  let left: readonly string[] = []
  for (let degree = 1; degree <= highest && !isDone(); degree++) {
    const result = darbouxPolynomials(fields, degree, budget, degree === 1 ? undefined : found)
    const isNew = degree === 1 || result.found.length > found.length
    found = result.found
    left = result.open
    if (!isNew) continue
    for (const form of productLaws(fields, found, budget)) offer(form)
    offerExponentials(search, found, 1, Math.min(2, numeratorDegree), budget)
    const isNamed = offerPairs(search, found, budget) || offerIntegrals(search, found, budget)
    // A law that is known but has no expression is the only one in the plane.
    if (isNamed && isPlanar) return
    offerExponentials(search, found, 3, numeratorDegree, budget)
  }
  if (isDone()) return
  const above = numeratorDegree === 0 ? '' : ` with u of degree above ${numeratorDegree}`
  open.push(...left, `Darboux polynomials of degree above ${highest}`, `exponential factors exp(u/v)${above}`)
}

const offerExponentials = (
  { fields, offer, isDone }: Search,
  found: readonly DarbouxPolynomial[],
  lowest: number,
  highest: number,
  budget: Budget,
): void => {
  for (let degree = lowest; degree <= highest; degree++)
    for (const denominator of usualDenominators(found)) {
      if (isDone()) return
      charge(budget)
      for (const relation of logarithmicRelations(fields, found, [], denominator, degree, budget)) {
        const form = exponentialForm(relation)
        if (form !== undefined) offer(form)
      }
    }
}

/** Offers a law, or tells what it would be; true for the latter. */
const offerOrName = (law: PairLaw, { offer, open }: Search): boolean => {
  if ('form' in law) offer(law.form)
  else if (!open.includes(law.inexpressible)) open.push(law.inexpressible)
  return 'inexpressible' in law
}

/** Laws over quadratic fields; true where some are known but have no expression. */
const offerPairs = (search: Search, found: readonly DarbouxPolynomial[], budget: Budget): boolean => {
  const { fields, shown, integers, isDone } = search
  if (isDone()) return false
  const pairs = conjugatePairs(fields, found, budget)
  if (pairs.length === 0) return false
  const denominators = [[], ...found.map(({ polynomial }) => [{ base: polynomial, exponent: Fast.constant(1) }])]
  let isNamed = false
  for (const [i, denominator] of denominators.entries())
    for (const relation of logarithmicRelations(fields, found, pairs, denominator, i === 0 ? 0 : 2, budget)) {
      if (isDone()) return false
      const law = pairLaw(relation, shown, integers)
      if (law !== undefined && offerOrName(law, search)) isNamed = true
    }
  return isNamed
}

/** Laws by an integrating factor; true where one is known but has no expression. */
const offerIntegrals = (search: Search, found: readonly DarbouxPolynomial[], budget: Budget): boolean => {
  const { fields, isDone } = search
  const [field, ...others] = fields
  if (field === undefined || others.length > 0) return false
  for (const law of isDone() ? [] : integratingFactorLaws(field, search, found, budget))
    if (offerOrName(law, search)) return true
  return false
}
