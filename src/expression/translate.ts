import type { AccessorNode, ArrayNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import { number, symbol, type Term } from '../kernel/term.ts'
import { exactLiteral } from './exact-literal.ts'
import { InputError } from './input-error.ts'
import { alias, mathjsTree } from './mathjs-parser.ts'
import { applyFunction } from './matrix-functions.ts'
import {
  type Addend,
  addMatrices,
  divideMatrix,
  type ElementwiseSign,
  elementwise,
  multiplyMatrices,
  negateMatrix,
  powerMatrix,
  transposeMatrix,
} from './matrix-operations.ts'
import { literalMatrix, namedMatrix, partOf } from './matrix-parts.ts'
import { isScalar, type MatrixValue, type Place, scalarValue } from './matrix-value.ts'
import type { Token } from './scan.ts'
import type { Shape } from './shapes.ts'

/** The part of the text a term was read from, for messages. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** What is called for every quotient, power and call as soon as it is read; it may replace the term or throw. */
export type Review = (term: Term, span: Span) => Term

const SUM = new Set(['+', '-'])
const PRODUCT = new Set(['*', '/', '.*', './'])
const POWER = new Set(['^', '.^'])

const isBinary = (node: MathNode, operators: ReadonlySet<string>): node is OperatorNode =>
  node.type === 'OperatorNode' && (node as OperatorNode).args.length === 2 && operators.has((node as OperatorNode).op)

/**
 * Reads a checked token list as a matrix of terms, along its mathjs tree. The token list is walked with the tree, so
 * that every part has a place in the text and names, literals and indices are read from the text itself; a tree that
 * does not follow the tokens is an internal error. Sums and products of any length take constant stack.
 */
export const translate = (
  text: string,
  tokens: readonly Token[],
  shapes: ReadonlyMap<string, Shape>,
  review: Review,
): MatrixValue => {
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
  const placeFrom = (first: number): Place => ({
    fail: (what, advice) => {
      throw new InputError({ what, text, ...spanFrom(first), advice })
    },
    review: (term) => review(term, spanFrom(first)),
  })

  /** The left-leaning chain a ∘ b ∘ c as its first node and the following (operator, node) pairs. */
  const chain = (node: MathNode, operators: ReadonlySet<string>): { first: MathNode; rest: OperatorNode[] } => {
    const rest: OperatorNode[] = []
    let first = node
    while (isBinary(first, operators)) {
      rest.push(first)
      first = first.args[0] as MathNode
    }
    return { first, rest: rest.reverse() }
  }

  const sum = (node: MathNode): MatrixValue => {
    const { first, rest } = chain(node, SUM)
    const start = at
    const addends: Addend[] = [{ value: go(first), negative: false }]
    for (const link of rest) {
      takeMark(link, link.op)
      addends.push({ value: go(link.args[1] as MathNode), negative: link.op === '-' })
    }
    return addMatrices(addends, placeFrom(start))
  }

  const product = (node: MathNode): MatrixValue => {
    const { first, rest } = chain(node, PRODUCT)
    const start = at
    // `-2*x` is read as -(2*x): the same value on the same domain.
    const isNegative = first.type === 'OperatorNode' && (first as OperatorNode).fn === 'unaryMinus'
    if (isNegative) takeMark(first, '-')
    let factors = [go(isNegative ? ((first as OperatorNode).args[0] as MathNode) : first)]
    for (const link of rest) {
      takeMark(link, link.op)
      const arg = go(link.args[1] as MathNode)
      const place = placeFrom(start)
      if (link.op === '*') factors = joined([...factors, arg], place)
      else if (link.op === '/') factors = [divideMatrix(multiplyMatrices(factors, place), arg, place)]
      else factors = [elementwise(link.op as ElementwiseSign, multiplyMatrices(factors, place), arg, place)]
    }
    const value = multiplyMatrices(factors, placeFrom(start))
    return isNegative ? negateMatrix(value, placeFrom(start)) : value
  }

  /** Factors with nothing multiplied yet while all are scalars, so that long products stay flat. */
  const joined = (factors: readonly MatrixValue[], place: Place): MatrixValue[] =>
    factors.every(isScalar) ? [...factors] : [multiplyMatrices(factors, place)]

  const power = (node: OperatorNode): MatrixValue => {
    const start = at
    const base = go(node.args[0] as MathNode)
    takeMark(node, node.op)
    const exponent = go(node.args[1] as MathNode)
    const place = placeFrom(start)
    return node.op === '^' ? powerMatrix(base, exponent, place) : elementwise('.^', base, exponent, place)
  }

  const constant = (node: MathNode): MatrixValue => {
    const token = take(node, (t) => t.kind === 'number')
    const value = exactLiteral(token.text)
    if (value !== undefined) return scalarValue(number(value))
    const length = token.text.length
    const advice = 'use powers of ten up to 4000'
    throw new InputError({ what: 'this number is too large or too small', text, offset: token.offset, length, advice })
  }

  const name = (node: SymbolNode): MatrixValue => {
    const index = at
    const token = take(node, (t) => t.kind === 'name' && node.name === alias(index))
    const shape = shapes.get(token.text)
    return shape === undefined ? scalarValue(symbol(token.text)) : namedMatrix(shape)
  }

  const functionCall = (node: FunctionNode): MatrixValue => {
    const start = at
    const callee = take(node, (t) => t.kind === 'name').text
    takeMark(node, '(')
    const args = node.args.map((arg, i) => {
      if (i > 0) takeMark(node, ',')
      return go(arg)
    })
    takeMark(node, ')')
    return args.length === 0 ? mismatch(node) : applyFunction(callee, args, placeFrom(start))
  }

  const literal = (node: ArrayNode): MatrixValue => {
    const start = at
    const list = (items: readonly MathNode[], read: (item: MathNode) => void): void => {
      takeMark(node, '[')
      items.forEach((item, i) => {
        if (i > 0) takeMark(node, ',')
        read(item)
      })
      takeMark(node, ']')
    }
    const rows: MatrixValue[][] = []
    list(node.items, (item) => {
      const row: MatrixValue[] = []
      rows.push(row)
      if (item.type === 'ArrayNode') list((item as ArrayNode).items, (entry) => row.push(go(entry)))
      else row.push(go(item))
    })
    return literalMatrix(rows, placeFrom(start))
  }

  const index = (node: AccessorNode): MatrixValue => {
    const start = at
    const value = go(node.object as MathNode)
    takeMark(node, '[')
    const components = ['']
    for (let token = tokens[at]; token !== undefined && token.text !== ']'; token = tokens[++at]) {
      if (token.text === ',') components.push('')
      else components.push(`${components.pop()}${token.text}`)
    }
    takeMark(node, ']')
    return partOf(value, components, placeFrom(start))
  }

  const unary = ({ op, args, type }: OperatorNode, node: MathNode): MatrixValue => {
    const start = at
    if (op === "'") {
      const value = go(args[0] as MathNode)
      takeMark(node, op)
      return transposeMatrix(value, placeFrom(start))
    }
    if (op !== '-' && op !== '+') throw new Error(`internal error: an operator ${op} of ${type}`)
    takeMark(node, op)
    const value = go(args[0] as MathNode)
    return op === '-' ? negateMatrix(value, placeFrom(start)) : value
  }

  const go = (node: MathNode): MatrixValue => {
    if (isBinary(node, SUM)) return sum(node)
    if (isBinary(node, PRODUCT)) return product(node)
    if (isBinary(node, POWER)) return power(node)
    switch (node.type) {
      case 'ConstantNode':
        return constant(node)
      case 'SymbolNode':
        return name(node as SymbolNode)
      case 'ParenthesisNode': {
        takeMark(node, '(')
        const inner = go((node as ParenthesisNode).content)
        takeMark(node, ')')
        return inner
      }
      case 'FunctionNode':
        return functionCall(node as FunctionNode)
      case 'ArrayNode':
        return literal(node as ArrayNode)
      case 'AccessorNode':
        return index(node as AccessorNode)
      case 'OperatorNode':
        return unary(node as OperatorNode, node)
      default:
        return mismatch(node)
    }
  }

  const tree = mathjsTree(tokens)
  const value = go(tree)
  if (at !== tokens.length) mismatch(tree)
  return value
}
