import type { Json } from '../../kernel/json.ts'
import { exponential, inverse, multiply, power } from '../../kernel/normal-form.ts'
import {
  add,
  constant,
  fromEntries,
  integer,
  negate,
  type Polynomial,
  polynomialKey,
  scale,
  subtract,
} from '../../kernel/polynomial.ts'
import { type Rational, rational, sign } from '../../kernel/rational.ts'
import { fact, type Sequent } from '../../kernel/sequent.ts'
import { afterLemmas, type Lemma } from '../lemma-proofs.ts'
import { textOf } from './nonnegativity.ts'
import { limitOf, type RationalFunction, rationalFunction, tailProof } from './tail-signs.ts'

/** One summand rest(t)·exp(−decay(t)), decay ≥ 0 in the end, with k such that rest/(1 + decay/k)^k is bounded. */
interface Decaying {
  readonly rest: Polynomial
  readonly restFunction: RationalFunction
  readonly decay: Polynomial
  readonly decayFunction: RationalFunction
  readonly k: number
}

/** A quantity along a curve: a rational function of t and decaying exponentials. */
export interface AlongCurve {
  readonly plain: Polynomial
  readonly decaying: readonly Decaying[]
}

const leadSign = (r: RationalFunction): number => (r.numerator.length === 0 ? 0 : sign(r.numerator.at(-1) as Rational))
const degree = (r: RationalFunction): number => r.numerator.length - r.denominator.length

/** Splits off the exponentials; undefined where other functions of t occur or an exponential grows. */
export const alongCurve = (p: Polynomial): AlongCurve | undefined => {
  const groups = new Map<string, { exponent: Polynomial; rest: Polynomial }>()
  for (const { monomial, coefficient } of p.values()) {
    const found = monomial.find(([atom]) => atom.kind === 'exp')?.[0]
    const exponent: Polynomial = found?.kind === 'exp' ? found.arg : new Map()
    const key = polynomialKey(exponent)
    const entry = fromEntries([{ monomial: monomial.filter(([atom]) => atom !== found), coefficient }])
    const old = groups.get(key)
    groups.set(key, { exponent, rest: old === undefined ? entry : add(old.rest, entry) })
  }
  let plain: Polynomial = new Map()
  const decaying: Decaying[] = []
  for (const { exponent, rest } of groups.values()) {
    const restFunction = rationalFunction(rest)
    if (restFunction === undefined) return undefined
    if (exponent.size === 0) {
      plain = rest
      continue
    }
    const decay = negate(exponent)
    const decayFunction = rationalFunction(decay)
    if (decayFunction === undefined || leadSign(decayFunction) <= 0) return undefined
    const growth = degree(decayFunction)
    const needed = Math.max(0, degree(restFunction))
    if (needed > 0 && growth <= 0) return undefined
    const k = growth <= 0 ? 0 : Math.max(1, Math.ceil(needed / growth))
    if (k > 20) return undefined
    decaying.push({ rest, restFunction, decay, decayFunction, k })
  }
  return { plain, decaying }
}

/** (1 + decay/k)^k. */
const majorizer = ({ decay, k }: Decaying): Polynomial =>
  k === 0 ? integer(1) : power(add(integer(1), scale(decay, rational(1, k))), k)

const grows = (d: Decaying): boolean => leadSign(d.restFunction) > 0

/** What is left when every positive exponential term is replaced by its bound rest/(1 + decay/k)^k. */
const remainder = (q: AlongCurve): Polynomial =>
  q.decaying.filter(grows).reduce((sum, d) => add(sum, multiply(d.rest, inverse(majorizer(d)))), q.plain)

/** A number that the quantity's bound tends to; undefined where it is unbounded above. */
export const eventualBound = (q: AlongCurve): Rational | undefined => {
  const r = rationalFunction(remainder(q))
  return r && (leadSign(r) < 0 && degree(r) > 0 ? rational(0) : limitOf(r))
}

const T = ['t']

/** The lemmas exp(decay/k) ≥ 1 + decay/k and exp(−decay)·(1 + decay/k)^k ≤ 1. */
const decayLemmas = (d: Decaying, a: Rational): Lemma[] | undefined => {
  const form = formOf(d.decayFunction, a)
  if (form === undefined) return undefined
  const decays = fact(subtract(integer(1), multiply(exponential(negate(d.decay)), majorizer(d))), '>=')
  const share = d.k === 0 ? d.decay : scale(d.decay, rational(1, d.k))
  const tangent = fact(subtract(subtract(exponential(share), integer(1)), share), '>=')
  const part = d.k === 0 ? form : `(${form})/${d.k}`
  const gap = `(exp(${part}) - 1 - ${part})`
  const powers = Array.from({ length: d.k }, (_, i) => `exp(${part})^${i}*(1 + ${part})^${d.k - 1 - i}`)
  // 1 − e^(−v)(1 + v/k)^k = e^(−v)(e − (1 + v/k))·Σ e^i (1 + v/k)^(k−1−i) with e = exp(v/k).
  const product = d.k === 0 ? `exp(-(${form}))*(${gap} + (${form}))` : `exp(-(${form}))*${gap}*(${powers.join(' + ')})`
  return [
    { fact: tangent, text: `${gap} >= 0`, proof: { kind: 'fact', fact: 'exp-tangent', of: part } },
    { fact: decays, text: `${textOf(decays.polynomial, T)} >= 0`, proof: { kind: 'sign', form: product } },
  ]
}

const formOf = (r: RationalFunction, a: Rational): string | undefined => {
  if (r.numerator.length === 0) return '0'
  const proof = tailProof(r, '>=', a) as { readonly form?: string } | undefined
  return proof?.form
}

/** A proof of bound ≥ quantity for t ≥ a, or undefined where a is too small for it. */
export const boundProof = (q: AlongCurve, bound: Rational, a: Rational, sequent: Sequent): Json | undefined => {
  const gap = rationalFunction(subtract(constant(bound), remainder(q)))
  if (gap === undefined) return undefined
  if (q.decaying.length === 0) return tailProof(gap, '>=', a)
  const main = formOf(gap, a)
  if (main === undefined) return undefined
  const parts = [main]
  for (const d of q.decaying) {
    const share = grows(d) ? multiply(d.rest, inverse(majorizer(d))) : negate(d.rest)
    const shareFunction = rationalFunction(share)
    const form = shareFunction && formOf(shareFunction, a)
    if (form === undefined) return undefined
    const e = exponential(negate(d.decay))
    const factor = grows(d) ? textOf(subtract(integer(1), multiply(e, majorizer(d))), T) : textOf(e, T)
    parts.push(`(${form})*(${factor})`)
  }
  const lemmas: Lemma[] = []
  for (const d of q.decaying.filter(grows)) {
    const more = decayLemmas(d, a)
    if (more === undefined) return undefined
    lemmas.push(...more)
  }
  return afterLemmas(sequent, lemmas, { kind: 'sign', form: parts.join(' + ') })
}
