// Our side of the multiplication benchmark: cases on standard input, results on standard output, as in sympy_peer.py.
import { readFileSync } from 'node:fs'
import { add, constant, indeterminate, scale, termCount, terms } from '../src/algebra/polynomial.ts'
import { multiply, power } from '../src/algebra/polynomial-product.ts'
import * as Q from '../src/kernel/rational.ts'

interface Case {
  readonly name: string
  readonly names: readonly string[]
  readonly power: number
  readonly denominator: number
  readonly repeat: number
}

const cases = JSON.parse(readFileSync(0, 'utf8')) as readonly Case[]
const at = [2, 3, 5, 7]
const results = cases.map(({ name, names, power: k, denominator, repeat }) => {
  const base = names.reduce(
    (total, symbol, i) => add(total, scale(indeterminate(symbol, names), Q.rational(i + 1, denominator))),
    constant(1, names),
  )
  const p = power(base, k)
  const q = add(p, constant(1, names))
  let product = multiply(p, q)
  const started = performance.now()
  for (let i = 0; i < repeat; i++) product = multiply(p, q)
  const ms = (performance.now() - started) / repeat
  const value = terms(product).reduce((total, { exponents, coefficient }) => {
    const monomial = exponents.reduce((m, e, i) => m * BigInt(at[i] ?? 0) ** BigInt(e), 1n)
    return Q.add(total, Q.multiply(coefficient, Q.rational(monomial)))
  }, Q.ZERO)
  return [name, { ms, terms: termCount(product), at: Q.formatRational(value), p: termCount(p) }]
})
console.log(JSON.stringify(Object.fromEntries(results)))
