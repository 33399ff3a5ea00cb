import type { FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import { rational } from '../kernel/rational.ts'
import {
  call,
  type FunctionName,
  negated,
  number,
  product,
  quotient,
  raised,
  sum,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { exactLiteral } from './exact-literal.ts'
import { InputError } from './input-error.ts'
import { alias } from './mathjs-parser.ts'
import type { Token } from './scan.ts'

/** The part of the text a term was read from, for messages. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** What is called for every quotient and power as soon as it is read; it may replace the term or throw. */
export type Review = (term: Term, span: Span) => Term

const isBinary = (node: MathNode, operators: string): node is OperatorNode =>
  node.type === 'OperatorNode' &&
  (node as OperatorNode).args.length === 2 &&
  operators.includes((node as OperatorNode).op)

/**
 * Translates a mathjs tree to a term. The token list is walked along with the tree, so that every part of the term
 * has a place in the text and names and literals are read from the text itself; a tree that does not follow the
 * tokens is an internal error. Sums and products of any length take constant stack.
 */
export const translate = (text: string, tokens: readonly Token[], tree: MathNode, review: Review): Term => {
  let at = 0

  const mismatch = (node: MathNode): never => {
    throw new Error(`internal error: the ${node.type} of mathjs does not follow the tokens at ${tokens[at]?.offset}`)
  }
  const take = (node: MathNode, accepts: (token: Token) => boolean): Token => {
    const token = tokens[at]
    if (token === undefined || !accepts(token)) return mismatch(node)
    at++
    return token
  }
  const takeMark = (node: MathNode, mark: string): Token => take(node, (token) => token.text === mark)
  const spanFrom = (first: number): Span => {
    const offset = tokens[first]?.offset ?? 0
    const last = tokens[at - 1]
    return { offset, length: last === undefined ? 1 : last.offset + last.text.length - offset }
  }

  /** The left-leaning chain a ∘ b ∘ c as its first node and the following (operator, node) pairs. */
  const chain = (node: MathNode, operators: string): { first: MathNode; rest: OperatorNode[] } => {
    const rest: OperatorNode[] = []
    let first = node
    while (isBinary(first, operators)) {
      rest.push(first)
      first = first.args[0] as MathNode
    }
    return { first, rest: rest.reverse() }
  }

  const sumTerm = (node: MathNode): Term => {
    const { first, rest } = chain(node, '+-')
    const args = [go(first)]
    for (const link of rest) {
      takeMark(link, link.op)
      const arg = go(link.args[1] as MathNode)
      args.push(link.op === '+' ? arg : negated(arg))
    }
    return sum(...args)
  }

  const productTerm = (node: MathNode): Term => {
    const { first, rest } = chain(node, '*/')
    const start = at
    let factors = [go(first)]
    // `-2*x` is read as -(2*x): the same value on the same domain.
    const head = factors[0]
    const isNegative = head?.op === 'negate' && first.type === 'OperatorNode'
    if (isNegative) factors = [head.arg]
    for (const link of rest) {
      takeMark(link, link.op)
      const arg = go(link.args[1] as MathNode)
      if (link.op === '*') factors.push(arg)
      else factors = [review(literalQuotient(product(...factors), arg), spanFrom(start))]
    }
    return isNegative ? negated(product(...factors)) : product(...factors)
  }

  const power = (node: OperatorNode): Term => {
    const start = at
    const base = go(node.args[0] as MathNode)
    takeMark(node, '^')
    const exponent = go(node.args[1] as MathNode)
    return review(raised(base, exponent), spanFrom(start))
  }

  const constant = (node: MathNode): Term => {
    const token = take(node, (t) => t.kind === 'number')
    const value = exactLiteral(token.text)
    if (value !== undefined) return number(value)
    const length = token.text.length
    const advice = 'use powers of ten up to 4000'
    throw new InputError({ what: 'this number is too large or too small', text, offset: token.offset, length, advice })
  }

  const functionCall = (node: FunctionNode): Term => {
    const start = at
    const name = take(node, (t) => t.kind === 'name').text
    takeMark(node, '(')
    const args = node.args.map((arg, i) => {
      if (i > 0) takeMark(node, ',')
      return go(arg)
    })
    takeMark(node, ')')
    const [u] = args
    if (u === undefined) return mismatch(node)
    if (name === 'relu') return call('max', u, number(0))
    if ((name === 'max' || name === 'min') && args.length === 1) return u
    return review(call(name as FunctionName, ...args), spanFrom(start))
  }

  const go = (node: MathNode): Term => {
    if (isBinary(node, '+-')) return sumTerm(node)
    if (isBinary(node, '*/')) return productTerm(node)
    if (isBinary(node, '^')) return power(node)
    switch (node.type) {
      case 'ConstantNode':
        return constant(node)
      case 'SymbolNode': {
        const index = at
        const token = take(node, (t) => t.kind === 'name' && (node as SymbolNode).name === alias(index))
        return symbol(token.text)
      }
      case 'ParenthesisNode': {
        takeMark(node, '(')
        const inner = go((node as ParenthesisNode).content)
        takeMark(node, ')')
        return inner
      }
      case 'FunctionNode':
        return functionCall(node as FunctionNode)
      case 'OperatorNode': {
        const { op, args } = node as OperatorNode
        takeMark(node, op)
        const arg = go(args[0] as MathNode)
        return op === '-' ? negated(arg) : arg
      }
      default:
        return mismatch(node)
    }
  }

  const term = go(tree)
  if (at !== tokens.length) mismatch(tree)
  return term
}

// 3/4 is a number; everything else stays a quotient.
const literalQuotient = (numerator: Term, denominator: Term): Term =>
  numerator.op === 'number' && denominator.op === 'number' && denominator.value.n !== 0n
    ? number(rational(numerator.value.n * denominator.value.d, numerator.value.d * denominator.value.n))
    : quotient(numerator, denominator)
