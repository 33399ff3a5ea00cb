import type { PositivstellensatzCertificate, PositivstellensatzProblem } from '../../../src/algebra/sos/conic-system.ts'
import type { SparsePolynomial } from '../../../src/algebra/sos/sparse-polynomial.ts'
import { parseTerm } from '../../../src/kernel/parse-term.ts'
import { add, divide, multiply, ONE, type Rational, rational, sign, ZERO } from '../../../src/kernel/rational.ts'
import type { Term } from '../../../src/kernel/term.ts'

/** Plain expansion over ℚ, sharing nothing with the search: exponents joined by commas → coefficient. */
export type Expanded = Map<string, Rational>

export const plus = (a: Expanded, b: Expanded, factor: Rational = ONE): Expanded => {
  const out = new Map(a)
  for (const [key, c] of b) {
    const value = add(out.get(key) ?? ZERO, multiply(c, factor))
    if (value.n === 0n) out.delete(key)
    else out.set(key, value)
  }
  return out
}

export const by = (a: Expanded, b: Expanded): Expanded => {
  let out: Expanded = new Map()
  for (const [x, c] of a)
    for (const [y, d] of b) {
      const right = y.split(',').map(Number)
      const key = x
        .split(',')
        .map((e, i) => Number(e) + (right[i] as number))
        .join()
      out = plus(out, new Map([[key, multiply(c, d)]]))
    }
  return out
}

export const expanded = (p: SparsePolynomial): Expanded => {
  let out: Expanded = new Map()
  for (const { exponents, coefficient } of p.terms) out = plus(out, new Map([[exponents.join(), coefficient]]))
  return out
}

/** The polynomial that a text in the kernel's grammar stands for. */
export const polynomial = (variables: readonly string[], text: string): SparsePolynomial => {
  const constant = (c: Rational): Expanded => plus(new Map(), new Map([[variables.map(() => 0).join(), c]]))
  const go = (term: Term): Expanded => {
    switch (term.op) {
      case 'number':
        return constant(term.value)
      case 'symbol':
        return new Map([[variables.map((v) => (v === term.name ? 1 : 0)).join(), ONE]])
      case 'add':
        return term.args.map(go).reduce((a, b) => plus(a, b))
      case 'multiply':
        return term.args.map(go).reduce(by)
      case 'negate':
        return plus(new Map(), go(term.arg), rational(-1))
      case 'divide': {
        if (term.denominator.op !== 'number') throw new Error(`expected a number below the line in ${text}`)
        return plus(new Map(), go(term.numerator), divide(ONE, term.denominator.value))
      }
      case 'power': {
        if (term.exponent.op !== 'number') throw new Error(`expected a number as exponent in ${text}`)
        let out = constant(ONE)
        for (let k = 0n; k < term.exponent.value.n; k++) out = by(out, go(term.base))
        return out
      }
      default:
        throw new Error(`expected a polynomial: ${text}`)
    }
  }
  const terms = [...go(parseTerm(text))].map(([key, coefficient]) => ({
    exponents: key.split(',').map(Number),
    coefficient,
  }))
  return { variables, terms }
}

/** Σ weight·square²·factors + Σ by·e, expanded from the certificate alone. */
export const expansion = (p: PositivstellensatzProblem, c: PositivstellensatzCertificate): Expanded => {
  let out: Expanded = new Map()
  for (const { weight, square, factors } of c.terms) {
    if (sign(weight) !== 1) throw new Error('a weight is not positive')
    let value = by(expanded(square), expanded(square))
    for (const { kind, index } of factors) {
      const factor = p[kind][index]
      if (factor === undefined) throw new Error(`no hypothesis ${kind} ${index}`)
      value = by(value, expanded(factor))
    }
    out = plus(out, value, weight)
  }
  for (const { index, by: multiple } of c.multiples) {
    const equality = p.equalities[index]
    if (equality === undefined) throw new Error(`no equality ${index}`)
    out = plus(out, by(expanded(multiple), expanded(equality)))
  }
  return out
}
