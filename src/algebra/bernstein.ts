import * as Q from '../kernel/rational.ts'

/** An open interval of the real line with rational ends; `undefined` is an infinite end. */
export interface OpenInterval {
  readonly from: Q.Rational | undefined
  readonly to: Q.Rational | undefined
}

type Coefficients = readonly Q.Rational[]

const timesLinear = (p: Coefficients, constant: Q.Rational, slope: Q.Rational): Q.Rational[] => {
  const out: Q.Rational[] = Array.from({ length: p.length + 1 }, () => Q.ZERO)
  p.forEach((c, i) => {
    out[i] = Q.add(out[i] as Q.Rational, Q.multiply(c, constant))
    out[i + 1] = Q.add(out[i + 1] as Q.Rational, Q.multiply(c, slope))
  })
  return out
}

const plus = (p: Coefficients, q: Coefficients): Q.Rational[] =>
  Array.from({ length: Math.max(p.length, q.length) }, (_, i) => Q.add(p[i] ?? Q.ZERO, q[i] ?? Q.ZERO))

/** Coefficients of p(a + s·y) in y. */
const shifted = (p: Coefficients, a: Q.Rational, s: Q.Rational): Q.Rational[] =>
  p.reduceRight<Q.Rational[]>((sum, c) => plus(timesLinear(sum, a, s), [c]), [])

/** Coefficients b_k with p = Σ b_k·(x − a)^k·(b − x)^(n−k), where n is the degree: up to factors those of Bernstein. */
const bernstein = (p: Coefficients, a: Q.Rational, b: Q.Rational): Q.Rational[] => {
  const n = p.length - 1
  const width = Q.subtract(b, a)
  // With y = x − a, z = b − x and y + z = b − a: the homogenized p at x = (a·z + b·y)/(b − a), in y with z = 1.
  let total: Q.Rational[] = []
  let powers: Q.Rational[] = [Q.ONE]
  const sums: Q.Rational[][] = [[Q.ONE]]
  for (let i = 0; i < n; i++) sums.push(timesLinear(sums[i] as Q.Rational[], Q.ONE, Q.ONE))
  for (let i = 0; i <= n; i++) {
    const product = convolved(powers, sums[n - i] as Q.Rational[])
    total = plus(
      total,
      product.map((c) => Q.multiply(c, p[i] as Q.Rational)),
    )
    powers = timesLinear(powers, a, b)
  }
  const scale = Q.invert(Q.power(width, n))
  return total.map((c) => Q.multiply(c, scale))
}

const convolved = (p: Coefficients, q: Coefficients): Q.Rational[] => {
  const out: Q.Rational[] = Array.from({ length: p.length + q.length - 1 }, () => Q.ZERO)
  p.forEach((a, i) => {
    q.forEach((b, j) => {
      out[i + j] = Q.add(out[i + j] as Q.Rational, Q.multiply(a, b))
    })
  })
  return out
}

/** p = Σ coefficient·(x − a)^left·(b − x)^right; the base of an infinite end does not occur. */
export interface IntervalForm {
  readonly sign: 1 | -1
  readonly summands: readonly { readonly coefficient: Q.Rational; readonly left: number; readonly right: number }[]
}

/**
 * p written so that its sign on the open interval can be read off: by powers of x − a and b − x with coefficients of
 * one sign. Undefined where they have both signs; for an interval without ends, where p is not constant.
 * Precondition: p ≠ 0, constant first, the last one not zero. Source: Bernstein (1915).
 */
export const intervalForm = (p: Coefficients, { from, to }: OpenInterval): IntervalForm | undefined => {
  const n = p.length - 1
  let summands: IntervalForm['summands']
  if (from !== undefined && to !== undefined) {
    summands = bernstein(p, from, to).map((coefficient, k) => ({ coefficient, left: k, right: n - k }))
  } else if (from !== undefined) {
    summands = shifted(p, from, Q.ONE).map((coefficient, k) => ({ coefficient, left: k, right: 0 }))
  } else if (to !== undefined) {
    summands = shifted(p, to, Q.rational(-1)).map((coefficient, k) => ({ coefficient, left: 0, right: k }))
  } else if (n === 0) summands = [{ coefficient: p[0] as Q.Rational, left: 0, right: 0 }]
  else return undefined
  const used = summands.filter((s) => !Q.isZero(s.coefficient))
  const [first] = used
  if (first === undefined) return undefined
  const sign = Q.sign(first.coefficient) as 1 | -1
  return used.every((s) => Q.sign(s.coefficient) === sign) ? { sign, summands: used } : undefined
}
