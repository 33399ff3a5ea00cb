import { ONE, rational, subtract, ZERO } from '../kernel/rational.ts'
import { call, type FunctionName, number, product, symbols, type Term } from '../kernel/term.ts'
import { addTerms, divideTerms, integerPower, multiplyTerms, negateTerm, raiseTerm } from './combine.ts'
import { isNumber } from './simplify.ts'

const NOUGHT = number(0)
const MANY_FACTORS = 8

const isNought = (term: Term): boolean => isNumber(term, ZERO)

/** f'(u) for the functions of one smooth rule; `abs`, `sgn` by d|u| = sgn(u), d sgn(u) = 0 off the kink. */
const outerDerivative = (name: FunctionName, u: Term, self: Term, index: Term | undefined): Term => {
  switch (name) {
    case 'exp':
      return self
    case 'log':
      return divideTerms(number(1), u)
    case 'abs':
      return call('sgn', u)
    case 'sqrt':
      return divideTerms(number(1), multiplyTerms([number(2), self]))
    case 'cbrt':
      return divideTerms(number(1), multiplyTerms([number(3), raiseTerm(self, number(2))]))
    case 'root': {
      const n = index?.op === 'number' ? index.value : ONE
      const under = raiseTerm(self, number(subtract(n, ONE)))
      return divideTerms(number(1), multiplyTerms([number(n), under]))
    }
    case 'sin':
      return call('cos', u)
    case 'cos':
      return negateTerm(call('sin', u))
    case 'tanh':
      return addTerms([number(1), negateTerm(raiseTerm(self, number(2)))])
    default:
      return NOUGHT
  }
}

const HALF = number(rational(1n, 2n))

/**
 * max(a,b)' = (1 + s)/2 a' + (1 - s)/2 b' with s = sgn(a - b), min with -s; more arguments are folded from the left.
 * Each slope occurs once, so that nested calls do not grow exponentially.
 */
const extremumDerivative = (name: 'max' | 'min', args: readonly Term[], slopes: readonly Term[]): Term => {
  let value = args[0] ?? NOUGHT
  let slope = slopes[0] ?? NOUGHT
  args.slice(1).forEach((arg, i) => {
    const other = slopes[i + 1] ?? NOUGHT
    const s = call('sgn', addTerms(name === 'max' ? [value, negateTerm(arg)] : [arg, negateTerm(value)]))
    const parts: Term[] = []
    if (!isNought(slope)) parts.push(multiplyTerms([HALF, addTerms([number(1), s]), slope]))
    if (!isNought(other)) parts.push(multiplyTerms([HALF, addTerms([number(1), negateTerm(s)]), other]))
    slope = addTerms(parts)
    value = call(name, value, arg)
  })
  return slope
}

/**
 * The exact derivative of terms by one variable, lightly simplified (zeros, ones, numbers, like terms). Valid where the
 * term is defined and off its kinks (arguments of abs, sgn and roots zero, ties of max and min); other symbols are
 * constant. Independent of the kernel's derivative, so that the two can be compared.
 */
const differentiator = (variable: string): ((term: Term) => Term) => {
  const known = new WeakMap<Term, Term>()
  const slopeOf = (term: Term): Term => {
    const found = known.get(term)
    if (found !== undefined) return found
    const slope = compute(term)
    known.set(term, slope)
    return slope
  }
  const productSlope = (args: readonly Term[]): Term => {
    // Long products are halved: n factors would otherwise give n products of n factors.
    if (args.length > MANY_FACTORS) {
      const middle = Math.floor(args.length / 2)
      return productSlope([product(...args.slice(0, middle)), product(...args.slice(middle))])
    }
    const parts: Term[] = []
    args.forEach((arg, i) => {
      const slope = slopeOf(arg)
      if (!isNought(slope)) parts.push(multiplyTerms([slope, ...args.slice(0, i), ...args.slice(i + 1)]))
    })
    return addTerms(parts)
  }
  // For v = Π w^k: (u/v)' = u'/v - Σ k u w'/(v w), so that repeated derivatives do not square the denominator.
  const quotientSlope = (u: Term, v: Term): Term => {
    const top = slopeOf(u)
    const parts: Term[] = []
    if (!isNought(top)) parts.push(divideTerms(top, v))
    for (const factor of v.op === 'multiply' ? v.args : [v]) {
      const { base, exponent } = integerPower(factor)
      const bottom = slopeOf(base)
      if (isNought(bottom)) continue
      const above = multiplyTerms([number(rational(exponent)), u, bottom])
      parts.push(negateTerm(divideTerms(above, multiplyTerms([v, base]))))
    }
    return addTerms(parts)
  }
  const powerSlope = (self: Term, u: Term, v: Term): Term => {
    const base = slopeOf(u)
    const exponent = slopeOf(v)
    const parts: Term[] = []
    if (!isNought(base) && !isNought(v)) {
      parts.push(multiplyTerms([v, raiseTerm(u, addTerms([v, number(-1)])), base]))
    }
    if (!isNought(exponent)) parts.push(multiplyTerms([self, call('log', u), exponent]))
    return addTerms(parts)
  }
  const compute = (term: Term): Term => {
    switch (term.op) {
      case 'number':
        return NOUGHT
      case 'symbol':
        return term.name === variable ? number(1) : NOUGHT
      case 'negate': {
        const slope = slopeOf(term.arg)
        return isNought(slope) ? NOUGHT : negateTerm(slope)
      }
      case 'add':
        return addTerms(term.args.map(slopeOf).filter((slope) => !isNought(slope)))
      case 'multiply':
        return productSlope(term.args)
      case 'divide':
        return quotientSlope(term.numerator, term.denominator)
      case 'power':
        return powerSlope(term, term.base, term.exponent)
      case 'call': {
        if (term.name === 'max' || term.name === 'min') {
          return extremumDerivative(term.name, term.args, term.args.map(slopeOf))
        }
        const u = term.args[0] as Term
        const slope = slopeOf(u)
        if (isNought(slope)) return NOUGHT
        return multiplyTerms([outerDerivative(term.name, u, term, term.args[1]), slope])
      }
    }
  }
  return slopeOf
}

/** ∂term/∂variable; see {@link differentiator} for where it is valid. */
export const derivative = (term: Term, variable: string): Term => differentiator(variable)(term)

/** (∂term/∂x_1, …, ∂term/∂x_n), in the order of the variables. */
export const gradient = (term: Term, variables: readonly string[]): readonly Term[] =>
  variables.map((variable) => derivative(term, variable))

/** The symmetric matrix of second derivatives, by rows; entries below the diagonal are those above it. */
export const hessian = (term: Term, variables: readonly string[]): readonly (readonly Term[])[] => {
  const first = gradient(term, variables)
  const upper = first.map((slope, i) => {
    const present = new Set(symbols(slope))
    return variables.map((variable, j) => (j < i || !present.has(variable) ? NOUGHT : derivative(slope, variable)))
  })
  return upper.map((row, i) => row.map((entry, j) => (j < i ? (upper[j]?.[i] ?? NOUGHT) : entry)))
}
