import { type MathNode, type OperatorNode, parse } from 'mathjs'
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  multiply,
  negate,
  power,
  type Rational,
  rational,
  subtract,
} from '../../src/kernel/rational.ts'

const literal = (text: string): Rational => {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const scale = power(rational(10), Number(exponent) - fraction.length)
  return multiply(rational(BigInt(`${whole}${fraction}`)), scale)
}

/** The exact value of a text by mathjs nodes of the whole text, or undefined after a division by zero. */
export const mathjsValue = (text: string, values: ReadonlyMap<string, Rational>): Rational | undefined => {
  // mathjs would read literals as doubles: each is replaced by a name of its own first.
  const literals = new Map<string, Rational>()
  const masked = text.replace(/\d+(?:\.\d+)?(?:e-?\d+)?/g, (match) => {
    const name = `L${'abcdefghij'[literals.size % 10]}${'k'.repeat(literals.size)}`
    literals.set(name, literal(match))
    return name
  })
  const go = (node: MathNode): Rational | undefined => {
    if (node.type === 'ParenthesisNode') return go((node as unknown as { content: MathNode }).content)
    if (node.type === 'SymbolNode') {
      const { name } = node as unknown as { name: string }
      return literals.get(name) ?? values.get(name)
    }
    const { args } = node as OperatorNode
    const [a, b] = args.map(go)
    if (a === undefined) return undefined
    if (args.length === 1) {
      if (node.type === 'FunctionNode') return absolute(a)
      return negate(a)
    }
    if (b === undefined) return undefined
    if (node.type === 'FunctionNode') return compare(a, b) >= 0 ? a : b
    switch ((node as OperatorNode).op) {
      case '+':
        return add(a, b)
      case '-':
        return subtract(a, b)
      case '*':
        return multiply(a, b)
      case '/':
        return isZero(b) ? undefined : divide(a, b)
      default:
        return isZero(a) && b.n < 0n ? undefined : power(a, Number(b.n))
    }
  }
  return go(parse(masked))
}
