import { add, isZero, multiply, ONE, power, type Rational, rational } from '../../kernel/rational.ts'
import { negated, number, product, quotient, raised, sum, symbol, type Term } from '../../kernel/term.ts'

/** A Laurent polynomial in t: exponent → nonzero coefficient. */
export type Laurent = ReadonlyMap<number, Rational>

export const laurent = (coefficient: Rational, exponent: number): Laurent =>
  isZero(coefficient) ? new Map() : new Map([[exponent, coefficient]])

export const addLaurent = (a: Laurent, b: Laurent): Laurent => {
  const out = new Map(a)
  for (const [e, c] of b) {
    const value = add(out.get(e) ?? rational(0), c)
    if (isZero(value)) out.delete(e)
    else out.set(e, value)
  }
  return out
}

export const multiplyLaurent = (a: Laurent, b: Laurent): Laurent => {
  let out: Laurent = new Map()
  for (const [e, c] of a) {
    out = addLaurent(out, new Map([...b].map(([d, k]) => [d + e, multiply(c, k)])))
  }
  return out
}

export const powerLaurent = (a: Laurent, k: number): Laurent => {
  const only = [...a][0]
  if (a.size === 1 && only !== undefined) return laurent(power(only[1], k), only[0] * k)
  let out = laurent(ONE, 0)
  for (let i = 0; i < k; i++) out = multiplyLaurent(out, a)
  return out
}

/** The largest exponent; -Infinity for 0. */
export const degreeOf = (a: Laurent): number => Math.max(Number.NEGATIVE_INFINITY, ...a.keys())

export const leading = (a: Laurent): Rational => a.get(degreeOf(a)) ?? rational(0)

/** As a term in t, greatest exponent first. */
export const termOfLaurent = (a: Laurent): Term =>
  sum(
    ...[...a]
      .sort(([d], [e]) => e - d)
      .map(([e, c]) => {
        const size: Rational = c.n < 0n ? { n: -c.n, d: c.d } : c
        const t = Math.abs(e) === 1 ? symbol('t') : raised(symbol('t'), Math.abs(e))
        const isUnit = size.n === 1n && size.d === 1n
        const body =
          e === 0
            ? number(size)
            : e > 0
              ? isUnit
                ? t
                : product(number(size), t)
              : quotient(number(rational(size.n)), size.d === 1n ? t : product(number(rational(size.d)), t))
        return c.n < 0n ? negated(body) : body
      }),
  )
