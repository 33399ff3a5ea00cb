import * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { addTerms, divideTerms, multiplyTerms, negateTerm } from '../expression/combine.ts'
import * as Q from '../kernel/rational.ts'
import { call, negated, number, printTerm, product, quotient, sum, type Term } from '../kernel/term.ts'
import type { LogarithmicRelation } from './cofactor-laws.ts'
import type { ConjugatePair } from './darboux-polynomials.ts'
import { type GradientField, namesOf } from './gradient-field.ts'
import { type LawForm, logarithmTerm, nonzeroText, termOf } from './law-form.ts'

/** A law of a relation with conjugate pairs, or in words what it would be, were there a function for it. */
export type PairLaw = { readonly form: LawForm } | { readonly inexpressible: string }

const isNegative = ({ radicand }: ConjugatePair): boolean => (Fast.constantValue(radicand)?.n ?? 1n) < 0n

/** (a + b·√r)^k as a pair of polynomials, k ≥ 0 or, by the conjugate, k < 0. */
const powered = (
  { rational, surd, radicand }: ConjugatePair,
  k: number,
  names: readonly string[],
): readonly [Fast.Polynomial, Fast.Polynomial] => {
  const conjugate = k < 0 ? Fast.negate(surd) : surd
  let out: readonly [Fast.Polynomial, Fast.Polynomial] = [Fast.constant(1, names), Fast.constant(0, names)]
  for (let step = 0; step < Math.abs(k); step++) {
    const [a, b] = out
    out = [
      Fast.add(multiply(a, rational), multiply(radicand, multiply(b, conjugate))),
      Fast.add(multiply(a, conjugate), multiply(b, rational)),
    ]
  }
  return out
}

const MAX_POWER = 12

/**
 * Σ k_j·arg q_j is constant for integers k_j: with ∏ q_j^k_j = A + B√r also B/A is. Pairs of one radicand are needed.
 */
const argumentLaw = ({ pairs }: LogarithmicRelation, field: GradientField): LawForm | undefined => {
  const names = namesOf(field)
  const [first] = pairs
  if (first === undefined || pairs.some(({ pair }) => !Fast.equal(pair.radicand, first.pair.radicand))) return undefined
  let out: readonly [Fast.Polynomial, Fast.Polynomial] = [Fast.constant(1, names), Fast.constant(0, names)]
  const weights = pairs.map(({ weight }) => Fast.constantValue(weight)?.n)
  const common = weights.reduce<bigint>((g, k) => Fast.integerGcd(g, k ?? 1n), 0n)
  for (const [i, { pair }] of pairs.entries()) {
    const k = weights[i]
    if (k === undefined || Math.abs(Number(k / common)) > MAX_POWER) return undefined
    const [a, b] = powered(pair, Number(k / common), names)
    const [c, d] = out
    out = [Fast.add(multiply(a, c), multiply(pair.radicand, multiply(b, d))), Fast.add(multiply(a, d), multiply(b, c))]
  }
  const [above, below] = out
  if (Fast.isZero(above) || Fast.isZero(below)) return undefined
  return {
    factors: [
      { base: below, exponent: Fast.constant(1) },
      { base: above, exponent: Fast.constant(-1) },
    ],
  }
}

/** κ·√r·log|(a + b√r)/(a − b√r)|. */
const pairTerm = (
  pair: ConjugatePair,
  weight: Fast.Polynomial,
  field: GradientField,
  integers: readonly string[],
): { readonly term: Term; readonly isNegative: boolean } => {
  const root = call('sqrt', termOf(pair.radicand, field, integers))
  const one = Fast.constantValue(pair.surd)
  const b = one !== undefined && Q.equal(one, Q.ONE) ? root : product(root, termOf(pair.surd, field, integers))
  const a = termOf(pair.rational, field, integers)
  const log = call('log', call('abs', quotient(sum(a, b), sum(a, negated(b)))))
  const value = Fast.constantValue(weight)
  if (value === undefined) return { term: product(termOf(weight, field, integers), root, log), isNegative: false }
  const size = Q.absolute(value)
  const term = Q.equal(size, Q.ONE) ? product(root, log) : product(number(size), root, log)
  return { term, isNegative: Q.sign(value) < 0 }
}

/** κ·√r·log((a + b√r)/(a − b√r)) = −2κ·√−r·atan(b·√−r/a) for r < 0, in words. */
const angleText = (
  pair: ConjugatePair,
  weight: Fast.Polynomial,
  field: GradientField,
  integers: readonly string[],
): string => {
  const isUnit = Q.equal(Fast.constantValue(pair.radicand) ?? Q.ZERO, Q.rational(-1))
  const root = isUnit ? [] : [call('sqrt', termOf(Fast.negate(pair.radicand), field, integers))]
  const times = multiplyTerms([termOf(Fast.scale(weight, 2), field, integers), ...root])
  const above = multiplyTerms([...root, termOf(pair.surd, field, integers)])
  const angle = divideTerms(above, termOf(pair.rational, field, integers))
  return `${printTerm(times)}*atan(${printTerm(angle)})`
}

const opposite = (relation: LogarithmicRelation): LogarithmicRelation => ({
  ...relation,
  factors: relation.factors.map(({ base, exponent }) => ({ base, exponent: Fast.negate(exponent) })),
  pairs: relation.pairs.map(({ pair, weight }) => ({ pair, weight: Fast.negate(weight) })),
  numerator: Fast.negate(relation.numerator),
})

/**
 * The law Σ λ_i·log|p_i| + Σ κ_j·√r_j·log|q_j/q̄_j| + u/v of a relation with conjugate pairs. For negative r_j the
 * logarithm is an argument: where such terms stand alone, the tangent of their sum is a rational law; otherwise the law
 * needs the function atan, which the language has not.
 */
export const pairLaw = (
  relation: LogarithmicRelation,
  field: GradientField,
  integers: readonly string[],
): PairLaw | undefined => {
  const { factors, pairs, numerator, denominator } = relation
  if (pairs.length === 0) return undefined
  const complex = pairs.filter(({ pair }) => isNegative(pair))
  const isAlone = complex.length === pairs.length && factors.length === 0 && Fast.isZero(numerator)
  if (isAlone) {
    const form = argumentLaw(relation, field)
    if (form !== undefined) return { form }
  }
  const [first] = pairs
  if ((Fast.terms((first as (typeof pairs)[number]).weight)[0]?.coefficient.n ?? 1n) < 0n)
    return pairLaw(opposite(relation), field, integers)
  const rest = logarithmTerm(
    { factors, ...(Fast.isZero(numerator) ? {} : { exponential: { numerator, denominator } }) },
    field,
    integers,
  )
  const real = pairs.filter(({ pair }) => !isNegative(pair))
  const logs = real.map(({ pair, weight }) => pairTerm(pair, weight, field, integers))
  const isPlain = factors.length === 0 && Fast.isZero(numerator)
  const terms = logs.map(({ term, isNegative: minus }) => (minus ? negated(term) : term))
  const bases = [...factors, ...denominator].map(({ base }) => base)
  const distinct = [...pairs.map(({ pair }) => pair.norm), ...bases].filter(
    (p, i, all) => all.findIndex((q) => Fast.equal(p, q)) === i,
  )
  const all = isPlain ? terms : [...terms, ...(rest.op === 'add' ? rest.args : [rest])]
  if (complex.length > 0) {
    // The angle has the opposite sign.
    const angles = complex.map(({ pair, weight }) => angleText(pair, weight, field, integers))
    const law = [...angles, ...(all.length === 0 ? [] : [printTerm(addTerms(all.map(negateTerm)))])].join(' + ')
    return { inexpressible: `the law ${law}, as the language has no atan` }
  }
  return { form: { term: sum(...all), domain: nonzeroText(distinct, field) } }
}
