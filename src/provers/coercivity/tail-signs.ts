import type { Json } from '../../kernel/json.ts'
import { clear } from '../../kernel/normal-form.ts'
import type { Polynomial } from '../../kernel/polynomial.ts'
import {
  add,
  compare,
  divide,
  formatRational,
  isZero,
  multiply,
  negate,
  type Rational,
  rational,
  sign,
  ZERO,
} from '../../kernel/rational.ts'

/** Coefficients of a polynomial in t, constant first, no leading zero. */
export type Coefficients = readonly Rational[]

/** numerator/denominator with the leading coefficient of the denominator positive. */
export interface RationalFunction {
  readonly numerator: Coefficients
  readonly denominator: Coefficients
}

const coefficientsOf = (p: Polynomial): Coefficients | undefined => {
  const out: Rational[] = []
  for (const { monomial, coefficient } of p.values()) {
    const [only, more] = monomial
    if (more !== undefined || (only !== undefined && only[0].kind !== 'variable')) return undefined
    const e = only === undefined ? 0 : only[1]
    while (out.length <= e) out.push(ZERO)
    out[e] = coefficient
  }
  return out
}

/** A normal form in t alone as a rational function; undefined where other atoms than t and inverses occur. */
export const rationalFunction = (p: Polynomial): RationalFunction | undefined => {
  const cleared = clear(p)
  const numerator = coefficientsOf(cleared.numerator)
  const denominator = coefficientsOf(cleared.denominator)
  if (numerator === undefined || denominator === undefined) return undefined
  const flip = sign(denominator.at(-1) as Rational) < 0
  return flip ? { numerator: numerator.map(negate), denominator: denominator.map(negate) } : { numerator, denominator }
}

/** The limit for t → ∞; undefined where it is infinite. */
export const limitOf = ({ numerator, denominator }: RationalFunction): Rational | undefined => {
  if (numerator.length > denominator.length) return undefined
  if (numerator.length < denominator.length) return ZERO
  return divide(numerator.at(-1) as Rational, denominator.at(-1) as Rational)
}

/** p(a + s) in powers of s. */
const shifted = (p: Coefficients, a: Rational): Rational[] => {
  const c = [...p]
  for (let i = 0; i < c.length - 1; i++)
    for (let j = c.length - 2; j >= i; j--) c[j] = add(c[j] as Rational, multiply(a, c[j + 1] as Rational))
  return c
}

const signPattern = (c: Coefficients): { readonly sign: -1 | 0 | 1; readonly strict: boolean } | undefined => {
  const lead = c.length === 0 ? 0 : sign(c.at(-1) as Rational)
  if (c.some((x) => sign(x) * lead < 0)) return undefined
  return { sign: lead, strict: c.length > 0 && !isZero(c[0] as Rational) }
}

const sumText = (c: Coefficients, a: Rational): string => {
  const parts = c.flatMap((x, i) => {
    if (isZero(x)) return []
    const size = formatRational(sign(x) < 0 ? negate(x) : x)
    return [i === 0 ? size : i === 1 ? `${size}*(t - ${a.n})` : `${size}*(t - ${a.n})^${i}`]
  })
  return parts.join(' + ') || '0'
}

/**
 * A sign proof of `op` 0 for all t ≥ a (a natural number), by nonnegative coefficients in powers of t − a; undefined
 * where the coefficients do not show it.
 */
export const tailProof = (r: RationalFunction, op: '>' | '>=' | '=' | '!=', a: Rational): Json | undefined => {
  const up = shifted(r.numerator, a)
  const down = shifted(r.denominator, a)
  const numerator = signPattern(up)
  const denominator = signPattern(down)
  if (numerator === undefined || denominator === undefined || denominator.sign <= 0 || !denominator.strict) {
    return undefined
  }
  if (numerator.sign === 0) return op === '=' || op === '>=' ? { kind: 'identity' } : undefined
  const fits =
    op === '>='
      ? numerator.sign > 0
      : op === '>'
        ? numerator.sign > 0 && numerator.strict
        : op === '!=' && numerator.strict
  if (!fits) return undefined
  const top = numerator.sign < 0 ? `-(${sumText(up, a)})` : `(${sumText(up, a)})`
  const isPlain = down.length === 1
  return {
    kind: 'sign',
    form: isPlain ? `${top}/${formatRational(down[0] as Rational)}` : `${top}/(${sumText(down, a)})`,
  }
}

/** An integer above every limit. */
export const boundAbove = (limits: readonly Rational[]): Rational => {
  let bound = rational(1)
  for (const limit of limits) {
    const whole = rational(limit.n / limit.d + 1n)
    if (compare(whole, bound) > 0) bound = whole
  }
  return bound
}
