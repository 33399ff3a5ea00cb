import { readExponent, rootIndex } from '../../kernel/lower.ts'
import { formatRational, type Rational } from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { definedAtZero } from '../../kernel/sign.ts'
import type { RelationOperator, Term } from '../../kernel/term.ts'
import { notExported } from './not-exported.ts'

/** How names and applications of functions are written. */
export interface CoqNotation {
  readonly scope: Scope
  readonly symbol: (name: string) => string
  /** Coq text for a term that is not to be written out, such as `f x y` or the name of an atom. */
  readonly override?: (term: Term) => CoqText | undefined
}

/** Coq text with its binding strength: sum 1, product 2, sign 3, power 4, application 5, atom 6. */
export interface CoqText {
  readonly text: string
  readonly strength: number
}

const SUM = 1
const PRODUCT = 2
const SIGN = 3
const POWER = 4
const APPLICATION = 5
const ATOM = 6

export const atomText = (text: string): CoqText => ({ text, strength: ATOM })
export const applied = (text: string): CoqText => ({ text, strength: APPLICATION })
export const productText = (text: string): CoqText => ({ text, strength: PRODUCT })

const wrapped = ({ text, strength }: CoqText, atLeast: number): string => (strength >= atLeast ? text : `(${text})`)

/** A rational number in R: 3, - 2, 3 / 4. */
export const rationalText = (value: Rational): CoqText => {
  const text = formatRational(value)
  if (value.d === 1n) return value.n < 0n ? { text, strength: SUM } : atomText(text)
  return { text: `${value.n} / ${value.d}`, strength: value.n < 0n ? SUM : PRODUCT }
}

const FUNCTION_NAMES: Readonly<Record<string, string>> = {
  exp: 'exp',
  log: 'ln',
  abs: 'Rabs',
  sgn: 'sgn',
  sqrt: 'sqrt',
  sin: 'sin',
  cos: 'cos',
  tanh: 'tanh',
}

/** u^(n/d) as a power of the d-th root of u. */
const rootText = (index: number, argument: string): CoqText =>
  applied(index === 2 ? `sqrt ${argument}` : `root ${index} ${argument}`)

const write = (term: Term, notation: CoqNotation): CoqText => {
  const given = notation.override?.(term)
  if (given !== undefined) return given
  const part = (t: Term, atLeast: number): string => wrapped(write(t, notation), atLeast)
  switch (term.op) {
    case 'number':
      return rationalText(term.value)
    case 'symbol':
      return atomText(notation.symbol(term.name))
    case 'negate':
      return { text: `- ${part(term.arg, SIGN)}`, strength: SUM }
    case 'add': {
      const parts = term.args.map((arg, i) =>
        i === 0 ? part(arg, SUM) : arg.op === 'negate' ? ` - ${part(arg.arg, PRODUCT)}` : ` + ${part(arg, PRODUCT)}`,
      )
      return { text: parts.join(''), strength: SUM }
    }
    case 'multiply':
      return {
        text: term.args.map((arg, i) => part(arg, i === 0 ? PRODUCT : SIGN)).join(' * '),
        strength: PRODUCT,
      }
    case 'divide':
      return { text: `${part(term.numerator, PRODUCT)} / ${part(term.denominator, SIGN)}`, strength: PRODUCT }
    case 'power':
      return power(term, notation)
    case 'call':
      return application(term, notation)
  }
}

/** Coq's exponents are counted one by one. */
const HIGHEST_POWER = 200

const power = (term: Term & { op: 'power' }, notation: CoqNotation): CoqText => {
  const base = wrapped(write(term.base, notation), APPLICATION)
  const exponent = readExponent(term.exponent, notation.scope)
  if (exponent.kind === 'parametric') {
    if (exponent.integral) return notExported('an integer power with a parameter in its exponent')
    // Rpower 0 e is 1, and |0|^e is 0 where e is positive.
    if (definedAtZero(term, notation.scope) === true) return notExported('a power that vanishes with its base')
    return applied(`Rpower ${coqArgument(term.base, notation)} ${wrapped(write(term.exponent, notation), ATOM)}`)
  }
  const [root, k] =
    exponent.kind === 'integer'
      ? [base, exponent.value]
      : [rootText(Number(exponent.value.d), coqArgument(term.base, notation)).text, Number(exponent.value.n)]
  if (Math.abs(k) > HIGHEST_POWER) return notExported(`a power higher than ${HIGHEST_POWER}`)
  const whole = Math.abs(k) === 1 && exponent.kind === 'rational' ? root : `${root} ^ ${Math.abs(k)}`
  return k >= 0 ? { text: whole, strength: POWER } : { text: `/ ${whole}`, strength: SIGN }
}

const application = (term: Term & { op: 'call' }, notation: CoqNotation): CoqText => {
  const args = term.args.map((arg) => wrapped(write(arg, notation), ATOM))
  const [first = '0', ...others] = args
  if (term.name === 'max' || term.name === 'min') {
    const name = term.name === 'max' ? 'Rmax' : 'Rmin'
    const [only] = term.args
    if (only !== undefined && others.length === 0) return write(only, notation)
    return applied(others.reduce((text, arg, i) => `${name} ${i === 0 ? text : `(${text})`} ${arg}`, first))
  }
  if (term.name === 'cbrt') return rootText(3, first)
  if (term.name === 'root') return rootText(rootIndex(term.args[1] as Term), first)
  return applied(`${FUNCTION_NAMES[term.name]} ${first}`)
}

/** A term as Coq text over R. Throws `NotExported` for what Coq's reals have no name for. */
export const coqText = (term: Term, notation: CoqNotation): string => write(term, notation).text

/** The same in parentheses where it is not a name or a number. */
export const coqArgument = (term: Term, notation: CoqNotation): string => wrapped(write(term, notation), ATOM)

const isZero = (term: Term): boolean => term.op === 'number' && term.value.n === 0n

/** `left op right`; a comparison with 0 has the 0 on the left, as in 0 < u. */
export const coqRelation = (left: Term, op: RelationOperator, right: Term, notation: CoqNotation): string => {
  const [a, b] = [coqText(left, notation), coqText(right, notation)]
  switch (op) {
    case '>':
      return isZero(right) ? `0 < ${a}` : `${a} > ${b}`
    case '>=':
      return isZero(right) ? `0 <= ${a}` : `${a} >= ${b}`
    case '=':
      return `${a} = ${b}`
    case '!=':
      return `${a} <> ${b}`
  }
}
