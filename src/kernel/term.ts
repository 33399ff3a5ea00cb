import { formatRational, ONE, type Rational, rational, sign } from './rational.ts'

/** The functions a term may apply. `sgn(u)` is any s in {-1, 1} with s·u = |u|. `root(u, n)` is the real n-th root. */
export const FUNCTIONS = [
  'exp',
  'log',
  'abs',
  'sgn',
  'sqrt',
  'cbrt',
  'root',
  'sin',
  'cos',
  'tanh',
  'max',
  'min',
] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** A term as it was written: nothing is cancelled or reordered, so that its domain can be read off. */
export type Term =
  | { readonly op: 'number'; readonly value: Rational }
  | { readonly op: 'symbol'; readonly name: string }
  | { readonly op: 'add'; readonly args: readonly Term[] }
  | { readonly op: 'multiply'; readonly args: readonly Term[] }
  | { readonly op: 'divide'; readonly numerator: Term; readonly denominator: Term }
  | { readonly op: 'negate'; readonly arg: Term }
  | { readonly op: 'power'; readonly base: Term; readonly exponent: Term }
  | { readonly op: 'call'; readonly name: FunctionName; readonly args: readonly Term[] }

export type RelationOperator = '>' | '>=' | '=' | '!='
/** left op right; `<` and `<=` are read as their mirror images. */
export interface Relation {
  readonly left: Term
  readonly op: RelationOperator
  readonly right: Term
}

export const number = (value: Rational | number): Term => ({
  op: 'number',
  value: typeof value === 'number' ? rational(value) : value,
})
export const symbol = (name: string): Term => ({ op: 'symbol', name })
export const sum = (...args: readonly Term[]): Term =>
  args.length === 1 ? (args[0] as Term) : args.length === 0 ? number(0) : { op: 'add', args }
export const product = (...args: readonly Term[]): Term =>
  args.length === 1 ? (args[0] as Term) : args.length === 0 ? number(1) : { op: 'multiply', args }
export const quotient = (numerator: Term, denominator: Term): Term => ({ op: 'divide', numerator, denominator })
export const negated = (arg: Term): Term => ({ op: 'negate', arg })
export const difference = (a: Term, b: Term): Term => sum(a, negated(b))
export const raised = (base: Term, exponent: Term | number): Term => ({
  op: 'power',
  base,
  exponent: typeof exponent === 'number' ? number(exponent) : exponent,
})
export const call = (name: FunctionName, ...args: readonly Term[]): Term => ({ op: 'call', name, args })

/** The direct subterms, left to right. */
export const children = (term: Term): readonly Term[] => {
  switch (term.op) {
    case 'number':
    case 'symbol':
      return []
    case 'negate':
      return [term.arg]
    case 'divide':
      return [term.numerator, term.denominator]
    case 'power':
      return [term.base, term.exponent]
    default:
      return term.args
  }
}

/** The same term with every symbol in `values` replaced, and nothing simplified. */
export const substitute = (term: Term, values: ReadonlyMap<string, Term>): Term => {
  const go = (t: Term): Term => substitute(t, values)
  switch (term.op) {
    case 'number':
      return term
    case 'symbol':
      return values.get(term.name) ?? term
    case 'negate':
      return negated(go(term.arg))
    case 'divide':
      return quotient(go(term.numerator), go(term.denominator))
    case 'power':
      return raised(go(term.base), go(term.exponent))
    case 'call':
      return call(term.name, ...term.args.map(go))
    default:
      return { op: term.op, args: term.args.map(go) }
  }
}

/** The relation with every symbol in `values` replaced. */
export const substituteIn = ({ left, op, right }: Relation, values: ReadonlyMap<string, Term>): Relation => ({
  left: substitute(left, values),
  op,
  right: substitute(right, values),
})

/** Both sides of relations. */
export const sides = (relations: readonly Relation[]): readonly Term[] =>
  relations.flatMap(({ left, right }) => [left, right])

/** The names of all symbols in a term, in order of first appearance. */
export const symbols = (term: Term): readonly string[] => {
  const seen = new Set<string>()
  const walk = (t: Term): void => {
    if (t.op === 'symbol') seen.add(t.name)
    else children(t).forEach(walk)
  }
  walk(term)
  return [...seen]
}

// Binding strengths for printing: sum 1, product 2, sign 3, power 4, atom 5.
const strength = (term: Term): number => {
  switch (term.op) {
    case 'add':
      return 1
    case 'multiply':
    case 'divide':
      return 2
    case 'negate':
      return 1
    case 'number':
      return sign(term.value) < 0 ? 1 : term.value.d === 1n ? 5 : 2
    case 'power':
      return 4
    default:
      return 5
  }
}

const wrapped = (term: Term, atLeast: number): string =>
  strength(term) >= atLeast ? printTerm(term) : `(${printTerm(term)})`

/** The term in the grammar of `proofs/FORMAT.md`; `parseTerm` reads it back to a term of the same value and domain. */
export const printTerm = (term: Term): string => {
  switch (term.op) {
    case 'number':
      return formatRational(term.value)
    case 'symbol':
      return term.name
    case 'negate':
      return `-${wrapped(term.arg, 2)}`
    case 'add':
      return term.args
        .map((arg, i) => {
          if (i === 0) return wrapped(arg, 1)
          if (arg.op === 'negate') return ` - ${wrapped(arg.arg, 2)}`
          return ` + ${wrapped(arg, 2)}`
        })
        .join('')
    case 'multiply':
      return term.args.map((arg, i) => wrapped(arg, i === 0 ? 2 : 3)).join('*')
    case 'divide':
      return `${wrapped(term.numerator, 2)}/${wrapped(term.denominator, 3)}`
    case 'power':
      return `${wrapped(term.base, 5)}^${printExponent(term.exponent)}`
    case 'call':
      return `${term.name}(${term.args.map(printTerm).join(', ')})`
  }
}

/** A natural number bare, anything else in parentheses. */
const printExponent = (exponent: Term): string => {
  const isNatural = exponent.op === 'number' && exponent.value.d === 1n && exponent.value.n >= 0n
  return isNatural ? formatRational(exponent.value) : `(${printTerm(exponent)})`
}

/** The relation in the grammar of `proofs/FORMAT.md`. */
export const printRelation = (relation: Relation): string =>
  `${printTerm(relation.left)} ${relation.op} ${printTerm(relation.right)}`

export const isOne = (term: Term): boolean => term.op === 'number' && term.value.n === ONE.n && term.value.d === ONE.d
