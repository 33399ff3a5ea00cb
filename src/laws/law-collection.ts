import { atMostMilliseconds, type Budget } from '../kernel/budget.ts'
import { atomOf } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { exponentialLaws, productLaws } from './cofactor-laws.ts'
import { darbouxPolynomials } from './darboux-polynomials.ts'
import { type GradientField, namesOf } from './gradient-field.ts'
import { independentRows } from './independence.ts'
import { type LawForm, logarithmicGradient } from './law-form.ts'

const EXPONENTIAL_DEGREE = 4

/** Rational values drawn from a seed for coordinates and parameters, with sin² + cos² = 1. */
const randomPoint = (field: GradientField, seed: number): Map<string, Q.Rational> => {
  let state = (seed * 2654435761 + 97) % 4294967296
  const next = (): bigint => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return BigInt(Math.floor(state / 65536))
  }
  const point = new Map(namesOf(field).map((name) => [name, Q.rational((next() % 401n) - 200n, (next() % 13n) + 2n)]))
  for (const { atom } of field.functions) {
    if (atom.kind !== 'cos') continue
    const t = Q.rational((next() % 40n) + 2n, (next() % 13n) + 2n)
    const size = Q.add(Q.ONE, Q.multiply(t, t))
    point.set(atom.key, Q.divide(Q.subtract(Q.ONE, Q.multiply(t, t)), size))
    point.set(atomOf({ kind: 'sin', arg: atom.arg }).key, Q.divide(Q.add(t, t), size))
  }
  return point
}

interface Candidate {
  readonly form: LawForm
  readonly slope: readonly Q.Rational[]
}

/** Gathers laws, each with its logarithmic gradient at one rational point. */
export const newCollection = (field: GradientField, seed: number) => {
  const kept: Candidate[] = []
  let point = randomPoint(field, seed)
  const slopeAt = (form: LawForm): Q.Rational[] | undefined => logarithmicGradient(form, field, point)
  const rank = (): number => independentRows(kept.map(({ slope }) => slope)).rows.length
  return {
    forms: (): readonly LawForm[] => kept.map(({ form }) => form),
    rank,
    /** Adds a law; one that depends on the others only where `always`. */
    offer: (form: LawForm, always = false): void => {
      let slope = slopeAt(form)
      for (let k = 1; slope === undefined && k < 5; k++) {
        // A factor vanishes at the point: take another one.
        point = randomPoint(field, seed + 1000 * k)
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
export const searchDarboux = (field: GradientField, laws: Collection, whole: Budget, open: string[]): void => {
  // With functions as coordinates the linear systems grow fast and rarely have solutions.
  const budget = field.functions.length === 0 ? whole : atMostMilliseconds(whole, 1500)
  const target = field.base.length - 1
  const highest = field.base.length === 2 ? 2 : 1
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
    // Functions as coordinates make many more monomials.
    const numeratorDegree = field.functions.length > 2 ? 2 : EXPONENTIAL_DEGREE
    for (let d = 1; d <= numeratorDegree && laws.rank() < target; d++)
      offerAll(exponentialLaws(field, found, d, budget))
    if (isLast && laws.rank() < target) {
      open.push(...left, `Darboux polynomials of degree above ${highest}`)
      open.push(`exponential factors exp(u/v) with u of degree above ${numeratorDegree}`)
    }
  }
}
