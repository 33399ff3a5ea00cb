import * as Fast from '../algebra/polynomial.ts'
import { specialize } from '../algebra/polynomial-calculus.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { atomOf } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { type GradientField, namesOf } from './gradient-field.ts'
import { rowsModuloPrime } from './independence.ts'
import { approximatelyIndependent, slopeOfTerm } from './independent-laws.ts'
import { type Factor, formTerm, isTermForm, type LawForm, type ProductForm } from './law-form.ts'
import { logarithmicGradient } from './law-slope.ts'

/** Numbers drawn from a seed, below 65536. */
const generator = (seed: number): (() => bigint) => {
  let state = (seed * 2654435761 + 97) % 4294967296
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return BigInt(Math.floor(state / 65536))
  }
}

/** Rational values drawn from a seed for coordinates and parameters, with sin² + cos² = 1. */
const randomPoint = (field: GradientField, seed: number): Map<string, Q.Rational> => {
  const next = generator(seed)
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

/** Values between 1/2 and 5/2, where roots and logarithms are mostly defined. */
const positivePoint = (field: GradientField, seed: number): ReadonlyMap<string, Q.Rational> => {
  const next = generator(seed)
  return new Map([...field.base, ...field.parameters].map((name) => [name, Q.rational((next() % 2000n) + 500n, 1000n)]))
}

const MOST_SIGNS = 4

/** All choices of 1 and −1 for these names. */
const signChoices = (names: readonly string[]): ReadonlyMap<string, Q.Rational>[] =>
  names.reduce<ReadonlyMap<string, Q.Rational>[]>(
    (choices, name) => choices.flatMap((choice) => [Q.ONE, Q.rational(-1)].map((s) => new Map([...choice, [name, s]]))),
    [new Map()],
  )

/** The form with numbers for some of its coordinates. */
const withValues = (form: ProductForm, values: ReadonlyMap<string, Q.Rational>): ProductForm => {
  const inside = ({ base, exponent }: Factor): Factor => ({ base: specialize(base, values), exponent })
  const { factors, exponential } = form
  return {
    factors: factors.map(inside),
    ...(exponential === undefined
      ? {}
      : {
          exponential: {
            numerator: specialize(exponential.numerator, values),
            denominator: exponential.denominator.map(inside),
          },
        }),
  }
}

interface Kept {
  readonly form: LawForm
  /** The logarithmic gradient at the collection's point; undefined for a term. */
  readonly slope: readonly Q.Rational[] | undefined
}

/**
 * Gathers laws and counts the independent ones: by their logarithmic gradients at one rational point, exactly, or in
 * doubles once there are laws that are written as terms. The count guides the search only.
 */
export const newCollection = (field: GradientField, seed: number, integers: readonly string[] = []) => {
  const kept: Kept[] = []
  let point = randomPoint(field, seed)
  const slopeAt = (form: LawForm): Q.Rational[] | undefined =>
    isTermForm(form) ? undefined : logarithmicGradient(form, field, point)
  const approximateRank = (): number => {
    const slopes = kept.map(({ form }) => slopeOfTerm(formTerm(form, field, integers), field.base))
    const ranks = [1, 2, 3].map((k) => {
      const at = positivePoint(field, seed + k)
      return approximatelyIndependent(slopes.map(({ approximate }) => approximate?.(at) ?? [])).length
    })
    return Math.max(...ranks)
  }
  const isConstant = (form: LawForm): boolean => {
    const names = { variables: field.base, parameters: new Set(field.parameters), integers: new Set(integers) }
    const value = lower(formTerm(form, field, integers), { ...names, constants: new Map() })
    return gradient(value, field.base).every(vanishes)
  }
  const signs = field.functions.flatMap(({ name, atom }) => (atom.kind === 'sgn' ? [name] : []))
  /** Such as (sgn(x*y) − 1)/(x − y), which is 0 where x*y > 0. */
  const isConstantForSomeSigns = (form: ProductForm): boolean =>
    signChoices(signs.slice(0, MOST_SIGNS)).some((values) => {
      const fixed = withValues(form, values)
      return fixed.factors.some(({ base }) => Fast.isZero(base)) || isConstant(fixed)
    })
  // Independent rational values for all coordinates do not satisfy r² = 1 + x², nor x = r².
  const isCurved = field.functions.some(({ atom: { kind } }) => kind === 'root' || kind === 'sgn')
  const rank = (): number =>
    isCurved || kept.some(({ form }) => isTermForm(form))
      ? approximateRank()
      : rowsModuloPrime(kept.map(({ slope }) => slope as Q.Rational[])).length
  return {
    forms: (): readonly LawForm[] => kept.map(({ form }) => form),
    rank,
    /** Adds a law; one that depends on the others only where `always`. */
    offer: (form: LawForm, always = false): void => {
      let slope = slopeAt(form)
      for (let k = 1; !isTermForm(form) && slope === undefined && k < 5; k++) {
        // A factor vanishes at the point: take another one.
        point = randomPoint(field, seed + 1000 * k)
        const again = kept.map((c) => ({ form: c.form, slope: slopeAt(c.form) }))
        if (again.some((c) => c.slope === undefined && !isTermForm(c.form))) continue
        kept.splice(0, kept.length, ...again)
        slope = slopeAt(form)
      }
      if (!isTermForm(form) && slope === undefined) return
      if ((isCurved || isTermForm(form)) && isConstant(form)) return
      if (signs.length > 0 && !isTermForm(form) && isConstantForSomeSigns(form)) return
      const before = always ? -1 : rank()
      kept.push({ form, slope })
      if (!always && rank() === before) kept.pop()
    },
  }
}

export type LawCollection = ReturnType<typeof newCollection>
