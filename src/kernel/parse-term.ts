import { divide, rational } from './rational.ts'
import { refuse } from './refusal.ts'
import {
  call,
  FUNCTIONS,
  type FunctionName,
  negated,
  number,
  quotient,
  type Relation,
  type RelationOperator,
  raised,
  sum,
  symbol,
  type Term,
} from './term.ts'

const TOKEN = /[ \t\r\n]*(?:(\d+)|([\p{L}_][\p{L}\d_]*(?:\[[1-9]\d*(?:,[1-9]\d*)?\])?)|(<=|>=|!=|[-+*/^(),=<>]))/uy
const BLANK = /^[ \t\r\n]*$/
const MAX_LENGTH = 2_000_000
const MAX_DEPTH = 400
const MAX_DIGITS = 20_000

type Token = { readonly kind: 'number' | 'name' | 'mark'; readonly text: string }

const tokenize = (text: string): Token[] => {
  if (text.length > MAX_LENGTH) refuse('term', `a term of ${text.length} characters is too long`)
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null && BLANK.test(text.slice(at))) break
    if (match === null) return refuse('term', `unexpected character at ${at} of "${text.slice(0, 80)}"`)
    const [, digits, name, mark] = match
    if (digits !== undefined && digits.length > MAX_DIGITS)
      refuse('term', `a number of ${digits.length} digits is too long`)
    if (digits !== undefined) tokens.push({ kind: 'number', text: digits })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else tokens.push({ kind: 'mark', text: mark as string })
  }
  return tokens
}

const isFunction = (name: string): name is FunctionName => (FUNCTIONS as readonly string[]).includes(name)

const divided = (a: Term, b: Term): Term =>
  a.op === 'number' && b.op === 'number' && b.value.n !== 0n ? number(divide(a.value, b.value)) : quotient(a, b)

/** Recursive descent over the grammar of `proofs/FORMAT.md` §1. */
const reader = (text: string) => {
  const tokens = tokenize(text)
  let at = 0
  let depth = 0
  const peek = (): string | undefined => {
    const token = tokens[at]
    return token?.kind === 'mark' ? token.text : undefined
  }
  const take = (mark: string): boolean => {
    if (peek() !== mark) return false
    at++
    return true
  }
  const expect = (mark: string): void => {
    if (!take(mark))
      refuse('term', `expected "${mark}", found "${tokens[at]?.text ?? 'the end'}" in "${text.slice(0, 80)}"`)
  }

  const sumTerm = (): Term => {
    if (++depth > MAX_DEPTH) refuse('term', `nested deeper than ${MAX_DEPTH}`)
    const parts: Term[] = [take('-') ? negated(productTerm()) : productTerm()]
    for (;;) {
      if (take('+')) parts.push(productTerm())
      else if (take('-')) parts.push(negated(productTerm()))
      else break
    }
    depth--
    return sum(...parts)
  }

  const productTerm = (): Term => {
    let factors = [unary()]
    const whole = (): Term => (factors.length === 1 ? (factors[0] as Term) : { op: 'multiply', args: factors })
    for (;;) {
      if (take('*')) factors.push(unary())
      else if (take('/')) factors = [divided(whole(), unary())]
      else return whole()
    }
  }

  const unary = (): Term => {
    if (!take('-')) return powerTerm()
    if (++depth > MAX_DEPTH) refuse('term', `nested deeper than ${MAX_DEPTH}`)
    const result = negated(unary())
    depth--
    return result
  }

  const powerTerm = (): Term => {
    const base = primary()
    return take('^') ? raised(base, exponent()) : base
  }

  const exponent = (): Term => {
    if (take('(')) {
      const result = sumTerm()
      expect(')')
      return result
    }
    const minus = take('-')
    const token = tokens[at++]
    if (token?.kind !== 'number') return refuse('term', `expected an exponent, found "${token?.text ?? 'the end'}"`)
    return number(rational(BigInt(token.text) * (minus ? -1n : 1n)))
  }

  const primary = (): Term => {
    const token = tokens[at++]
    if (token?.kind === 'number') return number(rational(BigInt(token.text)))
    if (token?.kind === 'name') {
      if (!isFunction(token.text)) return symbol(token.text)
      expect('(')
      const args = [sumTerm()]
      while (take(',')) args.push(sumTerm())
      expect(')')
      return call(token.text, ...args)
    }
    if (token?.text === '(') {
      const inner = sumTerm()
      expect(')')
      return inner
    }
    return refuse('term', `unexpected "${token?.text ?? 'end'}" in "${text.slice(0, 80)}"`)
  }

  return {
    sumTerm,
    mark: (): string | undefined => {
      const mark = peek()
      at++
      return mark
    },
    finish: (): void => {
      if (at < tokens.length) refuse('term', `unexpected "${tokens[at]?.text}" in "${text.slice(0, 80)}"`)
    },
  }
}

/** Reads a term in the grammar of `proofs/FORMAT.md` §1. Refuses (`term`) with what was found. */
export const parseTerm = (text: string): Term => {
  if (typeof text !== 'string') return refuse('format', `expected a term as text, found ${JSON.stringify(text)}`)
  const input = reader(text)
  const term = input.sumTerm()
  input.finish()
  return term
}

/** Reads a relation; `<` and `<=` come back mirrored. */
export const parseRelation = (text: string): Relation => {
  if (typeof text !== 'string') return refuse('format', `expected a relation as text, found ${JSON.stringify(text)}`)
  const input = reader(text)
  const left = input.sumTerm()
  const mark = input.mark()
  const right = input.sumTerm()
  input.finish()
  if (mark === '<') return { left: right, op: '>', right: left }
  if (mark === '<=') return { left: right, op: '>=', right: left }
  if (mark === '>' || mark === '>=' || mark === '=' || mark === '!=')
    return { left, op: mark as RelationOperator, right }
  return refuse('term', `expected a relation such as x >= 0, found "${text.slice(0, 80)}"`)
}
