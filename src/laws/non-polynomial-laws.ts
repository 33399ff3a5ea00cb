import * as Fast from '../algebra/polynomial.ts'
import { atMostMilliseconds, type Budget, charge } from '../kernel/budget.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { exponentialForm, logarithmicRelations, productLaws, usualDenominators } from './cofactor-laws.ts'
import { conjugatePairs, type DarbouxPolynomial, darbouxPolynomials } from './darboux-polynomials.ts'
import type { GradientField } from './gradient-field.ts'
import { integratingFactorLaws } from './integrating-factors.ts'
import type { LawCollection } from './law-collection.ts'
import { formTerm, isTermForm, type LawForm } from './law-form.ts'
import { pairLaw } from './quadratic-laws.ts'

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

const EXPONENTIAL_DEGREE = 4

/**
 * Searches for laws beyond polynomials and offers them to the collection, until there are enough independent ones:
 * products of powers of Darboux polynomials and exponential factors, logarithms over quadratic fields, and in the plane
 * what integrating factors give. Everything found stays in the collection where the budget is spent; `open` is told what
 * was not searched.
 */
export const nonPolynomialLaws = (
  question: NonPolynomialQuestion,
  laws: LawCollection,
  whole: Budget,
  open: string[],
): void => {
  const { fields, target, integers, isConserved } = question
  const [field] = fields
  if (field === undefined) return
  // With functions as coordinates the linear systems grow fast and rarely have solutions.
  const budget = field.functions.length === 0 ? whole : atMostMilliseconds(whole, 1500)
  const isDone = (): boolean => laws.rank() >= target
  const offer = (form: LawForm): void => {
    if (isDone()) return
    const term = isTermForm(form) ? formTerm(form, field, integers) : undefined
    if (term !== undefined && !isConserved(term)) {
      const text = `${printTerm(term)}, which was found but which the kernel does not prove conserved`
      if (!open.includes(text)) open.push(text)
      return
    }
    laws.offer(form)
  }
  const highest = field.base.length === 2 ? 2 : 1
  // Functions as coordinates make many more monomials.
  const numeratorDegree = field.functions.length > 2 ? 2 : EXPONENTIAL_DEGREE
  let found: readonly DarbouxPolynomial[] = []
  for (let degree = 1; degree <= highest && !isDone(); degree++) {
    const search = darbouxPolynomials(fields, degree, budget)
    const isNew = search.found.length > found.length
    found = search.found
    if (isNew || degree === 1) {
      for (const form of productLaws(fields, found, budget)) offer(form)
      for (let d = 1; d <= numeratorDegree && !isDone(); d++)
        for (const denominator of usualDenominators(found)) {
          charge(budget)
          for (const relation of logarithmicRelations(fields, found, [], denominator, d, budget)) {
            const form = exponentialForm(relation, field)
            if (form !== undefined) offer(form)
          }
          if (isDone()) break
        }
      offerPairs(question, found, offer, isDone, budget, open)
      if (!isDone() && fields.length === 1)
        for (const form of integratingFactorLaws(field, found, integers, budget, open)) offer(form)
    }
    if (degree === highest && !isDone()) {
      open.push(...search.open, `Darboux polynomials of degree above ${highest}`)
      open.push(`exponential factors exp(u/v) with u of degree above ${numeratorDegree}`)
    }
  }
}

const offerPairs = (
  { fields, integers }: NonPolynomialQuestion,
  found: readonly DarbouxPolynomial[],
  offer: (form: LawForm) => void,
  isDone: () => boolean,
  budget: Budget,
  open: string[],
): void => {
  const field = fields[0] as GradientField
  if (isDone()) return
  const pairs = conjugatePairs(fields, found, budget)
  if (pairs.length === 0) return
  const denominators = [[], ...found.map(({ polynomial }) => [{ base: polynomial, exponent: Fast.constant(1) }])]
  for (const [i, denominator] of denominators.entries())
    for (const relation of logarithmicRelations(fields, found, pairs, denominator, i === 0 ? 0 : 2, budget)) {
      if (isDone()) return
      const law = pairLaw(relation, field, integers)
      if (law === undefined) continue
      if ('form' in law) offer(law.form)
      else if (!open.includes(law.inexpressible)) open.push(law.inexpressible)
    }
}
