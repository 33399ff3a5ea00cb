import { formatRational, invert, parseRational, type Rational } from '../kernel/rational.ts'
import {
  add,
  coefficientAt,
  constant,
  constantValue,
  exponentsAt,
  indeterminate,
  isZero,
  negate,
  type Polynomial,
  rename,
  scale,
  subtract,
  termCount,
} from './polynomial.ts'
import { multiply, power } from './polynomial-product.ts'

const monomialText = (names: readonly string[], exponents: readonly number[]): string =>
  exponents.flatMap((e, k) => (e === 0 ? [] : e === 1 ? [names[k]] : [`${names[k]}^${e}`])).join('*')

const termText = (names: readonly string[], exponents: readonly number[], c: Rational): string => {
  const monomial = monomialText(names, exponents)
  if (monomial === '') return formatRational(c)
  if (c.d === 1n && c.n === 1n) return monomial
  if (c.d === 1n && c.n === -1n) return `-${monomial}`
  return `${formatRational(c)}*${monomial}`
}

/** The polynomial as text such as `x^2*y - 1/2`, read back by {@link parsePolynomial} and by the kernel's grammar. */
export const printPolynomial = (p: Polynomial): string => {
  if (isZero(p)) return '0'
  let text = ''
  for (let i = 0; i < termCount(p); i++) {
    const term = termText(p.names, exponentsAt(p, i), coefficientAt(p, i))
    if (i === 0) text = term
    else text += term.startsWith('-') ? ` - ${term.slice(1)}` : ` + ${term}`
  }
  return text
}

/**
 * Reads sums, products, quotients by constants and natural powers of rationals and names, such as `(x*y - 1)^2/4`.
 * `names` are the indeterminates in order; left out, they are those of the text in order of appearance.
 * Throws SyntaxError on anything else, and where a name is not among `names`.
 */
export const parsePolynomial = (text: string, names?: readonly string[]): Polynomial => {
  const tokens = text.match(/\d+|[\p{L}_][\p{L}\p{N}_']*|\S/gu) ?? []
  const found = [...new Set(tokens.filter((t) => /^[\p{L}_]/u.test(t)))]
  const all = names ?? found
  const stranger = found.find((t) => !all.includes(t))
  if (stranger !== undefined) throw new SyntaxError(`"${stranger}" is not among the indeterminates [${all.join(', ')}]`)
  let at = 0
  const fail = (): never => {
    throw new SyntaxError(`unexpected "${tokens[at] ?? 'end of text'}" in the polynomial "${text}"`)
  }
  const primary = (): Polynomial => {
    const token = tokens[at]
    if (token === undefined) return fail()
    if (/^\d/.test(token)) {
      at++
      return constant(parseRational(token), all)
    }
    if (/^[\p{L}_]/u.test(token)) {
      at++
      return indeterminate(token, all)
    }
    if (token !== '(') return fail()
    at++
    const inner = sum()
    if (tokens[at] !== ')') return fail()
    at++
    return inner
  }
  const raised = (): Polynomial => {
    const base = primary()
    if (tokens[at] !== '^') return base
    at++
    const exponent = Number(tokens[at])
    if (!Number.isInteger(exponent) || exponent < 0 || exponent > 10000) return fail()
    at++
    return power(base, exponent)
  }
  const signed = (): Polynomial => {
    if (tokens[at] !== '-') return raised()
    at++
    return negate(signed())
  }
  const term = (): Polynomial => {
    let left = signed()
    for (;;) {
      if (tokens[at] === '*') {
        at++
        left = multiply(left, signed())
      } else if (tokens[at] === '/') {
        at++
        const divisor = constantValue(signed())
        if (divisor === undefined || divisor.n === 0n) return fail()
        left = scale(left, invert(divisor))
      } else return left
    }
  }
  const sum = (): Polynomial => {
    let left = term()
    while (tokens[at] === '+' || tokens[at] === '-') {
      const minus = tokens[at++] === '-'
      left = minus ? subtract(left, term()) : add(left, term())
    }
    return left
  }
  const result = sum()
  return at === tokens.length ? rename(result, all) : fail()
}
