import * as Q from '../kernel/rational.ts'

type Matrix = readonly (readonly Q.Rational[])[]

const multiplied = (a: Matrix, b: Matrix): Q.Rational[][] =>
  a.map((row) => row.map((_, j) => row.reduce((s, q, k) => Q.add(s, Q.multiply(q, b[k]?.[j] ?? Q.ZERO)), Q.ZERO)))

const trace = (a: Matrix): Q.Rational => a.reduce((s, row, i) => Q.add(s, row[i] ?? Q.ZERO), Q.ZERO)

/** The coefficients of det(t·1 − A), lowest first, by the recursion of Faddeev and LeVerrier. */
export const characteristicPolynomial = (a: Matrix): readonly Q.Rational[] => {
  const n = a.length
  const coefficients: Q.Rational[] = [Q.ONE]
  let power: Q.Rational[][] = a.map((row) => row.map(() => Q.ZERO))
  for (let k = 1; k <= n; k++) {
    const last = coefficients[0] as Q.Rational
    power = multiplied(
      a,
      power.map((row, i) => row.map((q, j) => (i === j ? Q.add(q, last) : q))),
    )
    coefficients.unshift(Q.divide(trace(power), Q.rational(-k)))
  }
  return coefficients
}
