import { type Atom, type Entry, type Polynomial, scale } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Goal } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'

// Terms of SMT-LIB 2 over the reals, as text. There is no power in the standard: it is a product with itself.

/** A rational number, such as `(- (/ 3.0 4.0))`. */
export const smtNumber = ({ n, d }: Q.Rational): string => {
  const size = n < 0n ? -n : n
  const text = d === 1n ? `${size}.0` : `(/ ${size}.0 ${d}.0)`
  return n < 0n ? `(- ${text})` : text
}

const applied = (operator: '+' | '*', args: readonly string[], empty: string): string =>
  args.length === 0 ? empty : args.length === 1 ? (args[0] as string) : `(${operator} ${args.join(' ')})`

export const smtPower = (base: string, exponent: number): string =>
  applied(
    '*',
    Array.from({ length: exponent }, () => base),
    '1.0',
  )

/** A polynomial over atoms; `nameOf` is what the script calls an atom. */
export const smtPolynomial = (p: Polynomial, nameOf: (atom: Atom) => string): string => {
  const summand = ({ monomial, coefficient }: Entry): string => {
    const factors = monomial.flatMap(([atom, times]) => Array.from({ length: times }, () => nameOf(atom)))
    const isOne = Q.equal(coefficient, Q.ONE) && factors.length > 0
    return applied('*', isOne ? factors : [smtNumber(coefficient), ...factors], '1.0')
  }
  return applied('+', [...p.values()].map(summand), '0.0')
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/** The polynomial times the least common multiple of its denominators. */
const withIntegers = (p: Polynomial): Polynomial => {
  const multiple = [...p.values()].reduce((m, { coefficient: { d } }) => (m / gcd(m, d)) * d, 1n)
  return scale(p, Q.rational(multiple))
}

/** The formula `polynomial op 0`. */
export const smtFact = ({ polynomial, op }: Fact, nameOf: (atom: Atom) => string): string =>
  `(${op === '!=' ? 'distinct' : op} ${smtPolynomial(withIntegers(polynomial), nameOf)} 0.0)`

const NEGATIONS = { '>': '<=', '>=': '<', '=': 'distinct', '!=': '=' } as const

/** The formula that says that the goal fails. */
export const smtNegation = (goal: Goal, nameOf: (atom: Atom) => string): string =>
  goal === 'false' ? 'true' : `(${NEGATIONS[goal.op]} ${smtPolynomial(withIntegers(goal.polynomial), nameOf)} 0.0)`
