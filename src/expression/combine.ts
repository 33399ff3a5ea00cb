import {
  add,
  equal,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  power as rationalPower,
  sign,
  ZERO,
} from '../kernel/rational.ts'
import {
  call,
  children,
  type FunctionName,
  negated,
  number,
  printTerm,
  product,
  quotient,
  raised,
  sum,
  type Term,
} from '../kernel/term.ts'
import { evaluateExactly } from './evaluate.ts'
import { isTotal } from './side-conditions.ts'

// Numbers are not folded to more digits than this.
const MAX_EXPONENT = 1_000

const MINUS_ONE = negate(ONE)
// Structures seen, by operation and the numbers of their parts. Forgetting them only makes equal terms look different.
const MAX_STRUCTURES = 1_000_000
const structures = new Map<string, number>()
const numbers = new WeakMap<Term, number>()
let lastNumber = 0

/**
 * A number that two terms share only if they are equal up to the order of addends and factors. It takes time
 * proportional to the distinct parts of a term, also where parts are shared.
 */
export const structureOf = (term: Term): number => {
  const known = numbers.get(term)
  if (known !== undefined) return known
  const parts = children(term).map(structureOf)
  if (term.op === 'add' || term.op === 'multiply') parts.sort((a, b) => a - b)
  const leaf = term.op === 'number' || term.op === 'symbol' ? printTerm(term) : term.op === 'call' ? term.name : ''
  const key = `${term.op} ${leaf} ${parts.join(' ')}`
  if (structures.size > MAX_STRUCTURES) structures.clear()
  const found = structures.get(key) ?? ++lastNumber
  structures.set(key, found)
  numbers.set(term, found)
  return found
}

/** A term as coefficient · core, where the core has no numerical factor; no core means 1. */
interface Split {
  readonly coefficient: Rational
  readonly core: Term | undefined
}

const split = (term: Term): Split => {
  switch (term.op) {
    case 'number':
      return { coefficient: term.value, core: undefined }
    case 'negate': {
      const { coefficient, core } = split(term.arg)
      return { coefficient: negate(coefficient), core }
    }
    case 'multiply': {
      const [first, ...rest] = term.args
      if (first?.op !== 'number') return { coefficient: ONE, core: term }
      return { coefficient: first.value, core: rest.length === 0 ? undefined : product(...rest) }
    }
    case 'divide': {
      const top = split(term.numerator)
      const bottom = split(term.denominator)
      if (isZero(bottom.coefficient)) return { coefficient: ONE, core: term }
      const coefficient = multiply(top.coefficient, rational(bottom.coefficient.d, bottom.coefficient.n))
      if (bottom.core === undefined) return { coefficient, core: top.core }
      return { coefficient, core: quotient(top.core ?? number(1), bottom.core) }
    }
    default:
      return { coefficient: ONE, core: term }
  }
}

const factorsOf = (term: Term): readonly Term[] => (term.op === 'multiply' ? term.args : [term])

/** coefficient · core, with the sign outside and numerical denominators joined to a quotient's denominator. */
const withCoefficient = (coefficient: Rational, core: Term | undefined): Term => {
  if (core === undefined) return number(coefficient)
  if (core.op === 'add' && equal(coefficient, MINUS_ONE)) return sum(...core.args.map(negateTerm))
  if (sign(coefficient) < 0) return negated(withCoefficient(negate(coefficient), core))
  if (equal(coefficient, ONE)) return core
  if (core.op !== 'divide' || isZero(coefficient)) return product(number(coefficient), ...factorsOf(core))
  const isOver = core.numerator.op === 'number' && equal(core.numerator.value, ONE)
  const top = number(rational(coefficient.n))
  const numerator = isOver ? top : withCoefficient(top.op === 'number' ? top.value : ONE, core.numerator)
  return quotient(numerator, withCoefficient(rational(coefficient.d), core.denominator))
}

/** −u. */
export const negateTerm = (u: Term): Term => {
  const { coefficient, core } = split(u)
  return withCoefficient(negate(coefficient), core)
}

/** u_1 + … + u_n, flattened, with like terms collected; a term that cancels stays as 0·u unless u is defined everywhere. */
export const addTerms = (terms: readonly Term[]): Term => {
  const groups = new Map<number, Split>()
  const collect = (term: Term, factor: Rational): void => {
    if (term.op === 'add') {
      for (const arg of term.args) collect(arg, factor)
      return
    }
    if (term.op === 'negate') {
      collect(term.arg, negate(factor))
      return
    }
    const { coefficient, core } = split(term)
    const key = core === undefined ? 0 : structureOf(core)
    const before = groups.get(key) ?? { coefficient: ZERO, core }
    groups.set(key, { coefficient: add(before.coefficient, multiply(factor, coefficient)), core: before.core })
  }
  for (const term of terms) collect(term, ONE)
  const kept = [...groups.values()].filter(
    ({ coefficient, core }) => !isZero(coefficient) || (core !== undefined && !isTotal(core)),
  )
  const isNegativeNumber = ({ coefficient, core }: Split): boolean => core === undefined && sign(coefficient) < 0
  return sum(
    ...kept.map((part) =>
      isNegativeNumber(part) && kept.length > 1
        ? negated(number(negate(part.coefficient)))
        : withCoefficient(part.coefficient, part.core),
    ),
  )
}

/** A factor as base^exponent with an integer exponent, 1 where it is not such a power. */
export const integerPower = (factor: Term): { readonly base: Term; readonly exponent: bigint } => {
  const isPower = factor.op === 'power' && factor.exponent.op === 'number' && factor.exponent.value.d === 1n
  return isPower && factor.exponent.op === 'number'
    ? { base: factor.base, exponent: factor.exponent.value.n }
    : { base: factor, exponent: 1n }
}

/** Factors with powers of the same base joined; powers of opposite signs stay apart, since joining would cancel. */
const joinPowers = (factors: readonly Term[]): readonly Term[] => {
  const joined = new Map<string, { base: Term; exponent: bigint }>()
  for (const factor of factors) {
    const { base, exponent } = integerPower(factor)
    const key = `${exponent < 0n ? 'under' : 'over'} ${structureOf(base)}`
    joined.set(key, { base, exponent: (joined.get(key)?.exponent ?? 0n) + exponent })
  }
  return [...joined.values()].map(({ base, exponent }) =>
    exponent === 1n ? base : raised(base, number(rational(exponent))),
  )
}

/** u_1 · … · u_n, flattened, quotients joined to one, powers of the same base joined; nothing is cancelled. */
export const multiplyTerms = (terms: readonly Term[]): Term => {
  let coefficient = ONE
  const above: Term[] = []
  const below: Term[] = []
  const collect = (term: Term): void => {
    const parts = split(term)
    coefficient = multiply(coefficient, parts.coefficient)
    if (parts.core === undefined) return
    if (parts.core.op === 'multiply') parts.core.args.forEach(collect)
    else if (parts.core.op === 'divide') {
      const { numerator, denominator } = parts.core
      const isOver = numerator.op === 'number' && equal(numerator.value, ONE)
      if (!isOver) collect(numerator)
      below.push(...factorsOf(denominator))
    } else above.push(parts.core)
  }
  terms.forEach(collect)
  const isGone = isZero(coefficient) && [...above, ...below].every(isTotal) && below.length === 0
  if (isGone) return number(0)
  const top = joinPowers(above)
  if (below.length > 0) return withCoefficient(coefficient, quotient(product(...top), product(...joinPowers(below))))
  return withCoefficient(coefficient, top.length === 0 ? undefined : product(...top))
}

/** u / v; only a numerical v ≠ 0 is divided out. */
export const divideTerms = (u: Term, v: Term): Term => {
  if (v.op === 'number' && isZero(v.value)) return quotient(u, v)
  if (v.op === 'divide') return multiplyTerms([u, quotient(number(1), v)])
  const { coefficient, core } = split(v)
  if (isZero(coefficient)) return quotient(u, v)
  const over = number(rational(coefficient.d, coefficient.n))
  return multiplyTerms(core === undefined ? [u, over] : [u, over, quotient(number(1), core)])
}

/** u^v; integer powers of numbers, products and powers are worked out, everything else stays. */
export const raiseTerm = (u: Term, v: Term): Term => {
  if (v.op !== 'number' || v.value.d !== 1n) return raised(u, v)
  const k = v.value.n
  if (k === 1n) return u
  if (k === 0n) return isTotal(u) ? number(1) : raised(u, v)
  const isFoldable = u.op === 'number' && (k > 0n || !isZero(u.value)) && k <= MAX_EXPONENT && k >= -MAX_EXPONENT
  if (isFoldable) return number(rationalPower(u.value, Number(k)))
  if (k < 0n) return raised(u, v)
  if (u.op === 'negate') return multiplyTerms([number(k % 2n === 0n ? ONE : MINUS_ONE), raiseTerm(u.arg, v)])
  if (u.op === 'multiply') return multiplyTerms(u.args.map((factor) => raiseTerm(factor, v)))
  const inner = integerPower(u)
  if (u.op === 'power' && inner.exponent > 1n) return raiseTerm(inner.base, number(rational(inner.exponent * k)))
  return raised(u, v)
}

/** name(u_1, …), worked out where all arguments are numbers and the value is rational. */
export const callTerm = (name: FunctionName, args: readonly Term[]): Term => {
  const plain = call(name, ...args)
  if (!args.every((arg) => arg.op === 'number')) return plain
  const value = evaluateExactly(plain, new Map())
  return value === undefined ? plain : number(value)
}
