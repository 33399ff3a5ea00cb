import { type MathNode, parse } from 'mathjs'
import * as Q from '../../src/kernel/rational.ts'

// Plain matrix arithmetic on mathjs trees of the whole text, for comparison: nothing of src but the rationals.

type Matrix = readonly (readonly Q.Rational[])[]

const map = (a: Matrix, f: (u: Q.Rational) => Q.Rational): Matrix => a.map((row) => row.map(f))
const isScalar = (a: Matrix): boolean => a.length === 1 && a[0]?.length === 1
const at = (a: Matrix, i: number, j: number): Q.Rational => a[i]?.[j] as Q.Rational
const only = (a: Matrix): Q.Rational => at(a, 0, 0)
const scalar = (u: Q.Rational): Matrix => [[u]]
const transpose = (a: Matrix): Matrix =>
  (a[0] as readonly Q.Rational[]).map((_, j) => a.map((row) => row[j] as Q.Rational))
const zip = (a: Matrix, b: Matrix, f: (u: Q.Rational, v: Q.Rational) => Q.Rational): Matrix => {
  if (isScalar(a) && !isScalar(b)) return map(b, (v) => f(only(a), v))
  if (isScalar(b)) return map(a, (u) => f(u, only(b)))
  return a.map((row, i) => row.map((u, j) => f(u, at(b, i, j))))
}
const total = (list: readonly Q.Rational[]): Q.Rational => list.reduce(Q.add, Q.ZERO)
const multiply = (a: Matrix, b: Matrix): Matrix => {
  if (isScalar(a) || isScalar(b)) return zip(a, b, Q.multiply)
  return a.map((row) => transpose(b).map((column) => total(row.map((u, k) => Q.multiply(u, column[k] as Q.Rational)))))
}
const determinant = (a: Matrix): Q.Rational => {
  if (a.length === 1) return only(a)
  // By the last row, other than the source.
  const n = a.length - 1
  return total(
    (a[n] as readonly Q.Rational[]).map((u, j) => {
      const minor = a.slice(0, n).map((row) => row.filter((_, k) => k !== j))
      const sign = (n + j) % 2 === 0 ? Q.ONE : Q.negate(Q.ONE)
      return Q.multiply(sign, Q.multiply(u, determinant(minor)))
    }),
  )
}
const flat = (a: Matrix): readonly Q.Rational[] => a.flat()
const one = Q.ONE
const larger = (u: Q.Rational, v: Q.Rational): Q.Rational => (Q.compare(u, v) >= 0 ? u : v)
const smaller = (u: Q.Rational, v: Q.Rational): Q.Rational => (Q.compare(u, v) >= 0 ? v : u)

const FUNCTIONS: Readonly<Record<string, (a: Matrix, b: Matrix) => Matrix>> = {
  abs: (a) => map(a, Q.absolute),
  max: (a, b) => zip(a, b, larger),
  min: (a, b) => zip(a, b, smaller),
  transpose,
  trace: (a) => scalar(total(a.map((_, i) => at(a, i, i)))),
  det: (a) => scalar(determinant(a)),
  dot: (a, b) => scalar(total(flat(a).map((u, i) => Q.multiply(u, flat(b)[i] as Q.Rational)))),
  sum: (a) => scalar(total(flat(a))),
  prod: (a) => scalar(flat(a).reduce(Q.multiply, one)),
  norm1: (a) => scalar(total(flat(a).map(Q.absolute))),
  normF2: (a) => scalar(total(flat(a).map((u) => Q.multiply(u, u)))),
  diag: (a) => flat(a).map((u, i) => flat(a).map((_, j) => (i === j ? u : Q.ZERO))),
  eye: (a) => {
    const n = Array.from({ length: Number(only(a).n) }, (_, i) => i)
    return n.map((i) => n.map((j) => (i === j ? one : Q.ZERO)))
  },
}

const OPERATORS: Readonly<Record<string, (a: Matrix, b: Matrix) => Matrix>> = {
  '+': (a, b) => zip(a, b, Q.add),
  '-': (a, b) => zip(a, b, Q.subtract),
  '*': multiply,
  '/': (a, b) => zip(a, b, Q.divide),
  '.*': (a, b) => zip(a, b, Q.multiply),
  './': (a, b) => zip(a, b, Q.divide),
  '.^': (a) => zip(a, a, Q.multiply),
  '^': (a) => multiply(a, a),
}

interface Node {
  readonly type: string
  readonly op: string
  readonly name: string
  readonly value: number
  readonly args: readonly MathNode[]
  readonly items: readonly MathNode[]
  readonly content: MathNode
  readonly object: MathNode
  readonly index: { readonly dimensions: readonly MathNode[] }
  readonly fn: { readonly name: string }
  readonly start: MathNode
  readonly end: MathNode
}

/** The value of a text whose only powers are squares, where names have these values. */
export const matrixValue = (text: string, values: ReadonlyMap<string, Matrix>): Matrix => {
  const go = (mathNode: MathNode): Matrix => {
    const node = mathNode as unknown as Node
    const args = (node.args ?? []).map(go)
    const [a = [], b = []] = args
    switch (node.type) {
      case 'ParenthesisNode':
        return go(node.content)
      case 'SymbolNode':
        return values.get(node.name) as Matrix
      case 'ConstantNode':
        return scalar(Q.rational(BigInt(node.value)))
      case 'ArrayNode': {
        const items = node.items.map(go)
        const isTable = node.items[0]?.type === 'ArrayNode'
        return items.map((item) => (isTable ? flat(item) : [only(item)]))
      }
      case 'FunctionNode':
        return (FUNCTIONS[node.fn.name] as (a: Matrix, b: Matrix) => Matrix)(a, b)
      case 'AccessorNode': {
        const object = go(node.object)
        const pick = (dimension: MathNode, length: number): readonly number[] => {
          const range = dimension as unknown as Node
          if (range.type === 'ConstantNode') return [range.value - 1]
          const [from, to] = [range.start, range.end].map((end) => (end as unknown as Node).value)
          return Array.from({ length }, (_, i) => i).filter(
            (i) => from === undefined || (i + 1 >= from && i + 1 <= (to ?? length)),
          )
        }
        const [i, j] = node.index.dimensions as readonly [MathNode, MathNode | undefined]
        const columns = object[0]?.length ?? 0
        if (j === undefined) return scalar(flat(object)[(i as unknown as Node).value - 1] as Q.Rational)
        return pick(i, object.length).map((row) => pick(j, columns).map((column) => at(object, row, column)))
      }
      default:
        if (node.op === "'") return transpose(a)
        if (args.length === 1) return node.op === '-' ? map(a, Q.negate) : a
        return (OPERATORS[node.op] as (a: Matrix, b: Matrix) => Matrix)(a, b)
    }
  }
  return go(parse(text))
}
