import { isZero, type Rational, sign } from '../kernel/rational.ts'
import {
  children,
  number,
  printRelation,
  type Relation,
  type RelationOperator,
  symbols,
  type Term,
} from '../kernel/term.ts'
import { evaluateExactly } from './evaluate.ts'

const NO_VALUES: ReadonlyMap<string, Rational> = new Map()

/** The exact value of a term without symbols, or undefined. */
const constantOf = (term: Term): Rational | undefined =>
  symbols(term).length === 0 ? evaluateExactly(term, NO_VALUES) : undefined

const isNonzeroNumber = (term: Term): boolean => {
  const value = constantOf(term)
  return value !== undefined && !isZero(value)
}

/** Whether an exponent has integer values: integer numbers and integer parameters under + - * and powers. */
const isIntegral = (exponent: Term, integers: ReadonlySet<string>): boolean => {
  switch (exponent.op) {
    case 'number':
      return exponent.value.d === 1n
    case 'symbol':
      return integers.has(exponent.name)
    case 'call':
      return false
    case 'divide': {
      const divisor = constantOf(exponent.denominator)
      return divisor?.d === 1n && (divisor.n === 1n || divisor.n === -1n) && isIntegral(exponent.numerator, integers)
    }
    case 'power': {
      const power = constantOf(exponent.exponent)
      return power?.d === 1n && power.n >= 0n && isIntegral(exponent.base, integers)
    }
    default:
      return children(exponent).every((child) => isIntegral(child, integers))
  }
}

/** What must be positive, nonnegative or nonzero. */
type Condition = readonly [term: Term, op: RelationOperator]

/** The condition under which base^exponent is defined (`proofs/FORMAT.md` §1, "Exponents"), or undefined. */
const powerCondition = (base: Term, exponent: Term, integers: ReadonlySet<string>): Condition | undefined => {
  const value = constantOf(exponent)
  if (value !== undefined && value.d === 1n) {
    return value.n < 0n && !isNonzeroNumber(base) ? [base, '!='] : undefined
  }
  if (value !== undefined) return [base, value.n < 0n ? '>' : '>=']
  if (isIntegral(exponent, integers)) return [base, '!=']
  const [inside] = base.op === 'call' && base.name === 'abs' ? base.args : []
  return inside === undefined ? [base, '>'] : [inside, '!=']
}

/**
 * The conditions u != 0, u > 0, u >= 0 under which a term is defined: denominators, logarithms, even roots, negative,
 * fractional and symbolic powers; from the inside out, left to right, without repetition. `integers` names the
 * parameters that are integers.
 */
export const sideConditions = (
  term: Term,
  options: { readonly integers?: ReadonlySet<string> } = {},
): readonly Relation[] => {
  const integers = options.integers ?? new Set<string>()
  const found = new Map<string, Relation>()
  const push = (left: Term, op: RelationOperator): void => {
    const relation: Relation = { left, op, right: number(0) }
    const key = printRelation(relation)
    if (!found.has(key)) found.set(key, relation)
  }
  const visitCall = (name: string, args: readonly Term[]): void => {
    const [u, n] = args
    if (u === undefined) return
    if (name === 'log') push(u, '>')
    const isEven = name === 'sqrt' || (name === 'root' && n?.op === 'number' && n.value.n % 2n === 0n)
    if (isEven) push(u, '>=')
  }
  const visit = (t: Term): void => {
    if (t.op === 'power') {
      visit(t.base)
      const condition = powerCondition(t.base, t.exponent, integers)
      if (condition !== undefined) push(...condition)
      return
    }
    children(t).forEach(visit)
    if (t.op === 'divide' && !isNonzeroNumber(t.denominator)) push(t.denominator, '!=')
    if (t.op === 'call') visitCall(t.name, t.args)
  }
  visit(term)
  return [...found.values()]
}

const holds = (relation: Relation): boolean => {
  const value = constantOf(relation.left)
  if (value === undefined) return false
  const s = sign(value)
  return relation.op === '>' ? s > 0 : relation.op === '>=' ? s >= 0 : relation.op === '!=' ? s !== 0 : s === 0
}

/** Whether a term is seen to be defined at every point: all its side conditions are true statements on numbers. */
export const isTotal = (term: Term): boolean => sideConditions(term).every(holds)
