import * as Fast from '../algebra/polynomial.ts'
import type { Objective } from '../dynamics/objective.ts'
import { detectStructure, scopeOf, smoothPotential } from '../dynamics/structure.ts'
import { type Budget, BudgetSpent } from '../kernel/budget.ts'
import { domainConditions } from '../kernel/domain.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { printRelation, printTerm, type Term } from '../kernel/term.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { expanded, productLaws } from './cofactor-laws.ts'
import { conservedVerdict } from './conserved-verdict.ts'
import { type DarbouxPolynomial, darbouxPolynomials } from './darboux-polynomials.ts'
import { familyOf } from './field-family.ts'
import type { NoField } from './function-coordinates.ts'
import type { GradientField } from './gradient-field.ts'
import { gradientField } from './polynomial-fields.ts'
import { independentLaws, type SlopeAt, slopeOfForm, slopeOfTerm } from './independent-laws.ts'
import { newCollection } from './law-collection.ts'
import { formDomain, formKind, formTerm, type LawForm, type ProductForm, polynomialForm } from './law-form.ts'
import { nonPolynomialLaws } from './non-polynomial-laws.ts'
import { degreeInVariables, polynomialLaws } from './polynomial-laws.ts'
import { type SymmetryText, symmetryTexts } from './symmetry-text.ts'

export type LawKind = 'polynomial' | 'rational' | 'darboux' | 'symmetry' | 'supplied'

/** A conserved quantity, or a supplied candidate for one. */
export interface Law {
  readonly term: Term
  readonly kind: LawKind
  /** Where it is differentiable and conserved: `R^n`, or what must not vanish. */
  readonly domain: string
  /** Whether it is functionally independent of the laws before it; false for a candidate where that is not known. */
  readonly independent: boolean
  /** The kernel's verdict; for a candidate that is not conserved by identity it is `unknown` here. */
  readonly verdict: Verdict
}

/** How many functionally independent laws there are. */
export interface Independent {
  readonly found: number
  /** n − 1 for a nonconstant objective: gradients of laws are orthogonal to ∇f, which is nonzero somewhere. */
  readonly upperBound: number
  readonly complete: boolean
  /** Independent laws and a point where their gradients, all defined there, are linearly independent. */
  readonly minor?: {
    readonly laws: readonly string[]
    readonly point: { readonly [variable: string]: string }
  }
}

export interface LawSearch {
  readonly laws: readonly Law[]
  /** Degree d to the dimension of all conserved polynomials of degree ≤ d without constants. */
  readonly polynomialDimension: { readonly [degree: string]: number }
  readonly independent: Independent
  readonly symmetries: readonly SymmetryText[]
  /** What was not searched, and why, in words. */
  readonly notSearched: readonly string[]
}

export interface LawOptions {
  readonly budget: Budget
  readonly seed: number
  /** The largest degree of polynomial laws; by default 6, or less where there are many variables. */
  readonly degree?: number
  /** Quantities to check as well. */
  readonly candidates?: readonly Term[]
}

const MAX_MONOMIALS = 1000

const defaultDegree = (n: number): number => {
  const count = (d: number): number => {
    let c = 1
    for (let k = 1; k <= d; k++) c = (c * (n + k)) / k
    return c
  }
  return [6, 4, 2].find((d) => count(d) <= MAX_MONOMIALS) ?? 1
}

/** The supplied quantity as a law, whatever its verdict. */
const suppliedLaw = (term: Term, objective: Objective): Omit<Law, 'independent'> => {
  const verdict = conservedVerdict(objective, term)
  return { term, kind: 'supplied', domain: domainOfTerm(term, objective), verdict }
}

const domainOfTerm = (term: Term, objective: Objective): string => {
  try {
    const conditions = domainConditions([term], scopeOf(objective)).map(printRelation)
    return conditions.length === 0 ? 'R^n' : conditions.join(', ')
  } catch (error) {
    if (error instanceof Refusal) return 'not read by the kernel'
    throw error
  }
}

/** Σh_i² instead of Σ|h_i|: what is found is kept where it is conserved by the objective itself. */
const withoutModuli = (objective: Objective, budget: Budget): Objective | undefined => {
  const structure = detectStructure(objective, budget)
  return structure?.loss === 'l1' ? { ...objective, term: smoothPotential(structure) } : undefined
}

const fieldInTime = (objective: Objective, budget: Budget): GradientField | NoField => {
  try {
    return gradientField(objective, budget)
  } catch (error) {
    if (error instanceof BudgetSpent) return { unsupported: 'the field was not computed in time' }
    throw error
  }
}

interface Entry {
  readonly law: Omit<Law, 'independent'>
  readonly slope: SlopeAt
}

interface Found {
  readonly entries: readonly Entry[]
  readonly dimension: { readonly [degree: string]: number }
}

const nothingFound = ({ unsupported }: NoField, open: string[]): Found => {
  open.push(unsupported)
  return { entries: [], dimension: {} }
}

/** Those conserved by the objective itself; how many polynomials there are is not known then. */
const ownLaws = ({ entries }: Found): Found => ({
  entries: entries.filter(({ law }) => law.verdict.status === 'proved'),
  dimension: {},
})

/** Polynomial laws beyond quadratics of some length are rather written as products, where they are. */
const isLong = (p: Fast.Polynomial, field: GradientField): boolean =>
  Fast.termCount(p) >= 3 && degreeInVariables(p, field) >= 3

const productsInTime = (field: GradientField, found: readonly DarbouxPolynomial[], budget: Budget): ProductForm[] => {
  try {
    return productLaws([field], found, budget)
  } catch (error) {
    if (error instanceof BudgetSpent) return []
    throw error
  }
}

/** The laws of a polynomial field: polynomials, then products of Darboux polynomials and exponentials. */
const searchField = (field: GradientField, objective: Objective, options: LawOptions, open: string[]): Found => {
  const { budget } = options
  const wanted = options.degree ?? defaultDegree(field.base.length)
  const factored = new Map<Fast.Polynomial, LawForm>()
  let polynomials = polynomialLaws(familyOf(field), wanted, budget)
  if (polynomials.generators.some((p) => isLong(p, field))) {
    // Products of Darboux polynomials are shorter to write.
    const { found } = darbouxPolynomials([field], 1, budget)
    for (const form of productsInTime(field, found, budget)) {
      const value = expanded(form, field)
      if (value === undefined || !isLong(value, field)) continue
      if (degreeInVariables(value, field) <= wanted) factored.set(value, form)
    }
    if (factored.size > 0)
      polynomials = polynomialLaws(familyOf(field), wanted, budget, { preferred: [...factored.keys()] })
  }
  if (polynomials.searched < wanted) open.push(`polynomial laws of degree above ${polynomials.searched} (time)`)
  const collection = newCollection(field, options.seed, objective.integers)
  for (const p of polynomials.generators) collection.offer(factored.get(p) ?? polynomialForm(p), true)
  try {
    const isConserved = (term: Term): boolean => conservedVerdict(objective, term).status === 'proved'
    const question = { fields: [field], integers: objective.integers, target: field.base.length - 1, isConserved }
    nonPolynomialLaws(question, collection, budget, open)
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    open.push('products of Darboux polynomials and exponentials (time)')
  }
  const entries = collection.forms().map((form): Entry => {
    const term = formTerm(form, field, objective.integers)
    const verdict = conservedVerdict(objective, term)
    const law: Omit<Law, 'independent'> = {
      term,
      kind: formKind(form, field),
      domain: formDomain(form, field),
      verdict,
    }
    return { law, slope: field.functions.length > 0 ? slopeOfTerm(term, field.base) : slopeOfForm(form, field) }
  })
  return { entries, dimension: dimensions(polynomials.dimension, wanted) }
}

/**
 * Searches for conserved quantities of the gradient flow of one objective: all polynomials up to a degree; products of
 * powers of Darboux polynomials and exponentials; the supplied candidates. Everything found is stated to the kernel.
 *
 * The laws listed first generate the polynomial ones; a law that is a function of those before it is marked. Where the
 * budget runs out, what was found so far is returned and `notSearched` says what is missing. Does not throw for an
 * objective that is not supported.
 *
 * @example await findLaws(parabola, { budget, seed: 1 }) // laws: x*exp(2*y)
 */
export const findLaws = async (objective: Objective, options: LawOptions): Promise<LawSearch> => {
  const { variables, parameters, integers } = objective
  const open: string[] = []
  const smooth = withoutModuli(objective, options.budget)
  const field = fieldInTime(smooth ?? objective, options.budget)
  // Lets an abort be heard between the parts.
  await Promise.resolve()
  const all = 'unsupported' in field ? nothingFound(field, open) : searchField(field, objective, options, open)
  const found = smooth === undefined ? all : ownLaws(all)
  const entries = [
    ...found.entries,
    ...(options.candidates ?? []).map((term) => ({
      law: suppliedLaw(term, objective),
      slope: slopeOfTerm(term, variables),
    })),
  ]
  // A candidate that is not proved to be conserved counts for nothing.
  const slopes = entries.map(({ law, slope }) =>
    law.kind === 'supplied' && law.verdict.status !== 'proved' ? { exact: () => undefined } : slope,
  )
  const shown = independentLaws(slopes, variables, parameters)
  const rows = shown?.rows ?? []
  const upperBound = variables.length - 1
  return {
    laws: entries.map(({ law }, i) => ({ ...law, independent: rows.includes(i) })),
    polynomialDimension: found.dimension,
    independent: {
      found: rows.length,
      upperBound,
      complete: rows.length === upperBound,
      ...(shown === undefined
        ? {}
        : {
            minor: {
              laws: rows.map((i) => printTerm((entries[i] as Entry).law.term)),
              point: Object.fromEntries(
                variables.map((name) => [name, Q.formatRational(shown.point.get(name) as Q.Rational)]),
              ),
            },
          }),
    },
    symmetries:
      'unsupported' in field || smooth !== undefined
        ? []
        : symmetryTexts(familyOf(field), integers, options.budget, open),
    notSearched: open,
  }
}

/** The dimensions at 2, 4, 6, … and at the degree asked for, and at any other degree where laws appear. */
const dimensions = (all: ReadonlyMap<number, number>, wanted: number): { [degree: string]: number } =>
  Object.fromEntries(
    [...all]
      .filter(([d, count]) => d % 2 === 0 || d === wanted || count > (all.get(d - 1) ?? 0))
      .map(([d, count]) => [String(d), count]),
  )
