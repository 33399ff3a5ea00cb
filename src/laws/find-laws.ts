import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { derivative } from '../expression/derivative.ts'
import { evaluateExactly } from '../expression/evaluate.ts'
import { type Budget, BudgetSpent } from '../kernel/budget.ts'
import { lower } from '../kernel/lower.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { Verdict } from '../kernel/verdict.ts'
import { exponentialLaws, productLaws } from './cofactor-laws.ts'
import { conservedVerdict } from './conserved-verdict.ts'
import { darbouxPolynomials } from './darboux-polynomials.ts'
import { type GradientField, gradientField, namesOf } from './gradient-field.ts'
import { independentRows } from './independence.ts'
import { formDomain, formKind, formTerm, type LawForm, logarithmicGradient, polynomialForm } from './law-form.ts'
import { polynomialLaws } from './polynomial-laws.ts'
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
  /** A nonzero minor of the matrix of the logarithmic gradients ∇c/c of these laws at a rational point. */
  readonly minor?: {
    readonly laws: readonly string[]
    readonly point: { readonly [name: string]: string }
    readonly variables: readonly string[]
    readonly value: string
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
const EXPONENTIAL_DEGREE = 4

const defaultDegree = (n: number): number => {
  const count = (d: number): number => {
    let c = 1
    for (let k = 1; k <= d; k++) c = (c * (n + k)) / k
    return c
  }
  return [6, 4, 2].find((d) => count(d) <= MAX_MONOMIALS) ?? 1
}

/** A rational point drawn from a seed, with values for the parameters. */
const randomPoint = (names: readonly string[], seed: number): Map<string, Q.Rational> => {
  let state = (seed * 2654435761 + 97) % 4294967296
  const next = (): bigint => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return BigInt(Math.floor(state / 65536))
  }
  return new Map(names.map((name) => [name, Q.rational((next() % 401n) - 200n, (next() % 13n) + 2n)]))
}

interface Candidate {
  readonly form: LawForm
  readonly slope: readonly Q.Rational[]
}

/** Gathers laws, each with its logarithmic gradient at one rational point. */
const newCollection = (field: GradientField, seed: number) => {
  const kept: Candidate[] = []
  let point = randomPoint(namesOf(field), seed)
  const slopeAt = (form: LawForm): Q.Rational[] | undefined => logarithmicGradient(form, field, point)
  const rank = (): number => independentRows(kept.map(({ slope }) => slope)).rows.length
  return {
    kept,
    rank,
    point: () => point,
    /** Adds a law; one that depends on the others only where `always`. */
    offer: (form: LawForm, always = false): void => {
      let slope = slopeAt(form)
      for (let k = 1; slope === undefined && k < 5; k++) {
        // A factor vanishes at the point: take another one.
        point = randomPoint(namesOf(field), seed + 1000 * k)
        const again = kept.map((c) => ({ form: c.form, slope: slopeAt(c.form) }))
        if (again.some((c) => c.slope === undefined)) continue
        kept.splice(0, kept.length, ...(again as Candidate[]))
        slope = slopeAt(form)
      }
      if (slope === undefined) return
      const before = rank()
      kept.push({ form, slope })
      if (!always && rank() === before) kept.pop()
    },
  }
}

type Collection = ReturnType<typeof newCollection>

/** Laws built from Darboux polynomials, until the field has n − 1 of them. */
const searchDarboux = (field: GradientField, laws: Collection, budget: Budget, open: string[]): void => {
  const target = field.variables.length - 1
  const highest = field.variables.length === 2 ? 2 : 1
  for (let degree = 1; degree <= highest && laws.rank() < target; degree++) {
    const { found, open: left } = darbouxPolynomials(field, degree, budget)
    const isLast = degree === highest
    const offerAll = (forms: Iterable<LawForm>): void => {
      for (const form of forms) {
        if (laws.rank() >= target) return
        laws.offer(form)
      }
    }
    offerAll(productLaws(field, found, budget))
    for (let d = 1; d <= EXPONENTIAL_DEGREE && laws.rank() < target; d++)
      offerAll(exponentialLaws(field, found, d, budget))
    if (isLast && laws.rank() < target) {
      open.push(...left, `Darboux polynomials of degree above ${highest}`)
      open.push(`exponential factors exp(u/v) with u of degree above ${EXPONENTIAL_DEGREE}`)
    }
  }
}

const printed = (point: ReadonlyMap<string, Q.Rational>): { [name: string]: string } =>
  Object.fromEntries([...point].map(([name, value]) => [name, Q.formatRational(value)]))

/** The gradient of a supplied candidate at the point, where it is rational there. */
const candidateSlope = (
  term: Term,
  variables: readonly string[],
  point: ReadonlyMap<string, Q.Rational>,
): Q.Rational[] | undefined => {
  const slope = variables.map((name) => evaluateExactly(derivative(term, name), point))
  return slope.every((q) => q !== undefined) ? (slope as Q.Rational[]) : undefined
}

const domainOfTerm = (term: Term): string => (printTerm(term).includes('/') ? 'where it is defined' : 'R^n')

const isConstantTerm = (term: Term, objective: Objective): boolean => {
  try {
    return rationalValue(lower(term, scopeOf(objective))) !== undefined
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
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
  const { budget, seed } = options
  const { variables } = objective
  const open: string[] = []
  const upperBound = variables.length - 1
  const supplied = (laws: readonly Law[]): Law[] =>
    (options.candidates ?? []).map((term) => ({
      term,
      kind: 'supplied',
      domain: domainOfTerm(term),
      independent: laws.length === 0 && upperBound > 0 && !isConstantTerm(term, objective),
      verdict: conservedVerdict(objective, term),
    }))
  let field: ReturnType<typeof gradientField>
  try {
    field = gradientField(objective, budget)
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    field = { unsupported: 'the field was not computed in time' }
  }
  if ('unsupported' in field) {
    open.push(field.unsupported)
    const laws = supplied([])
    const found =
      laws.filter(({ verdict, independent }) => independent && verdict.status === 'proved').length > 0 ? 1 : 0
    return {
      laws,
      polynomialDimension: {},
      independent: { found, upperBound, complete: found === upperBound },
      symmetries: [],
      notSearched: open,
    }
  }
  const wanted = options.degree ?? defaultDegree(variables.length)
  const polynomials = polynomialLaws(field, wanted, budget)
  if (polynomials.searched < wanted) open.push(`polynomial laws of degree above ${polynomials.searched} (time)`)
  await Promise.resolve()
  const collection = newCollection(field, seed)
  for (const p of polynomials.generators) collection.offer(polynomialForm(p), true)
  try {
    searchDarboux(field, collection, budget, open)
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    open.push('products of Darboux polynomials and exponentials (time)')
  }
  const matrix = collection.kept.map(({ slope }) => slope)
  const { rows, columns, value } = independentRows(matrix)
  const laws: Law[] = collection.kept.map(({ form }, i) => {
    const term = formTerm(form, field, objective.integers)
    return {
      term,
      kind: formKind(form),
      domain: formDomain(form, field),
      independent: rows.includes(i),
      verdict: conservedVerdict(objective, term),
    }
  })
  return {
    laws: [...laws, ...suppliedAfter(objective, options, collection, matrix)],
    polynomialDimension: dimensions(polynomials.dimension, wanted),
    independent: {
      found: rows.length,
      upperBound,
      complete: rows.length === upperBound,
      ...(rows.length === 0
        ? {}
        : {
            minor: {
              laws: rows.map((i) => printTerm((laws[i] as Law).term)),
              point: printed(collection.point()),
              variables: columns.map((c) => variables[c] as string),
              value: Q.formatRational(value),
            },
          }),
    },
    symmetries: symmetryTexts(field, objective.integers, budget, open),
    notSearched: open,
  }
}

/** The candidates, each independent where its gradient enlarges the rank at the point. */
const suppliedAfter = (
  objective: Objective,
  options: LawOptions,
  collection: Collection,
  matrix: readonly (readonly Q.Rational[])[],
): Law[] => {
  const rows = [...matrix]
  return (options.candidates ?? []).map((term) => {
    const verdict = conservedVerdict(objective, term)
    const slope = candidateSlope(term, objective.variables, collection.point())
    const before = independentRows(rows).rows.length
    const isNew =
      verdict.status === 'proved' && slope !== undefined && independentRows([...rows, slope]).rows.length > before
    if (isNew) rows.push(slope as Q.Rational[])
    return { term, kind: 'supplied', domain: domainOfTerm(term), independent: isNew, verdict }
  })
}

/** The dimensions at 2, 4, 6, … and at the degree asked for, and at any other degree where laws appear. */
const dimensions = (all: ReadonlyMap<number, number>, wanted: number): { [degree: string]: number } =>
  Object.fromEntries(
    [...all]
      .filter(([d, count]) => d % 2 === 0 || d === wanted || count > (all.get(d - 1) ?? 0))
      .map(([d, count]) => [String(d), count]),
  )
