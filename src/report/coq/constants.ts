import * as Q from '../../kernel/rational.ts'
import type { AlgebraicConstant } from '../../kernel/scope.ts'
import { negated, number, type Relation, raised, sum, symbol, type Term } from '../../kernel/term.ts'

const polynomialOf = (coefficients: readonly Q.Rational[], x: Term, scale: bigint): Term =>
  sum(
    ...coefficients
      .flatMap((c, k): Term[] => {
        if (Q.isZero(c)) return []
        const size = number(Q.multiply(Q.absolute(c), Q.rational(scale)))
        const power = k === 1 ? x : raised(x, k)
        const isUnit = size.op === 'number' && Q.equal(size.value, Q.ONE)
        const term: Term = k === 0 ? size : isUnit ? power : { op: 'multiply', args: [size, power] }
        return [Q.sign(c) < 0 ? negated(term) : term]
      })
      .reverse(),
  )

/** The definition of an algebraic constant, with whole coefficients. */
export const constantHypotheses = (name: string, { polynomial, interval }: AlgebraicConstant): readonly Relation[] => {
  const scale = polynomial.reduce((product, c) => product * c.d, 1n)
  const x = symbol(name)
  return [
    { left: polynomialOf(polynomial, x, scale), op: '=', right: number(0) },
    { left: x, op: '>', right: number(interval[0]) },
    { left: number(interval[1]), op: '>', right: x },
  ]
}

/** The leading coefficient of that equation. */
export const leadOf = ({ polynomial }: AlgebraicConstant): bigint => {
  const lead = polynomial[polynomial.length - 1] as Q.Rational
  return Q.multiply(Q.absolute(lead), Q.rational(polynomial.reduce((product, c) => product * c.d, 1n))).n
}

/** 2 * theta ^ 3 = 1, as `ring` wants it. */
export const constantRule = (name: string, { polynomial }: AlgebraicConstant): { left: Term; right: Term } => {
  const lead = polynomial[polynomial.length - 1] as Q.Rational
  const scale = polynomial.reduce((product, c) => product * c.d, 1n) * (Q.sign(lead) < 0 ? -1n : 1n)
  const x = symbol(name)
  const rest = polynomial.slice(0, -1).map(Q.negate)
  const top = polynomial.map((c, k) => (k === polynomial.length - 1 ? c : Q.ZERO))
  const right = rest.some((c) => !Q.isZero(c))
    ? polynomialOf(
        rest.map((c) => Q.multiply(c, Q.rational(scale))),
        x,
        1n,
      )
    : number(0)
  return {
    left: polynomialOf(
      top.map((c) => Q.multiply(c, Q.rational(scale))),
      x,
      1n,
    ),
    right,
  }
}
