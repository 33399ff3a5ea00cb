import { diagonalQuadratic } from '../../dynamics/diagonal-quadratic.ts'
import { multiply, power } from '../../kernel/normal-form.ts'
import {
  add,
  atomsOf,
  isClosed,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
  zero,
} from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { type Chain, isBounded, judge, placeholders, text, using, variableOf } from './chain.ts'
import { compareDirect, constantStep, rootStep } from './chain-steps.ts'

/** A variable with its positive weight in a sum of squares. */
interface Weighted {
  readonly name: string
  readonly weight: Q.Rational
}

/** A bounded Σ_i a_i·x_i² − Σ_j b_j·y_j² − level. */
interface Balance {
  readonly value: Polynomial
  readonly level: Polynomial
  readonly above: readonly Weighted[]
  readonly below: readonly Weighted[]
}

/** A bounded κ·x·y − level. */
interface BoundedProduct {
  readonly value: Polynomial
  readonly factor: Q.Rational
  readonly level: Polynomial
}

const balanceOf = (q: Polynomial, { sequent }: Chain): Balance | undefined => {
  const used = new Set([...atomsOf(q)].flatMap((atom) => (atom.kind === 'variable' ? [atom.name] : [])))
  const names = sequent.scope.variables.filter((name) => used.has(name))
  const form = diagonalQuadratic(q, names)
  const numbers = form?.coefficients.map(rationalValue)
  if (form === undefined || numbers === undefined) return undefined
  const weighted = names.flatMap((name, i): Weighted[] => {
    const weight = numbers[i]
    return weight === undefined ? [] : [{ name, weight }]
  })
  if (weighted.length < names.length) return undefined
  const above = weighted.filter(({ weight }) => Q.sign(weight) > 0)
  const below = weighted
    .filter(({ weight }) => Q.sign(weight) < 0)
    .map(({ name, weight }) => ({ name, weight: Q.negate(weight) }))
  return above.length === 0 || below.length === 0 ? undefined : { value: q, level: form.level, above, below }
}

/** A bounded quantity that is the product of two variables, up to numbers. */
const productOf = (x: string, y: string, chain: Chain): BoundedProduct | undefined => {
  const product = multiply(variableOf(x), variableOf(y))
  const [key] = product.keys()
  for (const value of chain.generators.values()) {
    const factor = value.get(key as string)?.coefficient
    if (factor === undefined || !isBounded(chain, value)) continue
    const level = subtract(scale(product, factor), value)
    if (isClosed(level)) return { value, factor, level }
  }
  return undefined
}

const squares = (sum: readonly Weighted[]): Polynomial =>
  sum.reduce<Polynomial>((p, { name, weight }) => add(p, scale(power(variableOf(name), 2), weight)), zero)

/** Every variable of a bounded sum of squares, from A = Σ w_i·x_i² ≤ `by`. */
const eachBounded = (chain: Chain, sum: readonly Weighted[], by: string, names: readonly Polynomial[]): boolean =>
  sum.every(({ name, weight }) => {
    const x = variableOf(name)
    const square = power(x, 2)
    const others = sum.filter((other) => other.name !== name)
    const over = Q.formatRational(Q.invert(weight))
    const form = others.map((other) => `${Q.formatRational(Q.divide(other.weight, weight))}*${other.name}^2`)
    const bound = {
      text: `(${over})*(${by})`,
      value: scale(squares(sum), Q.invert(weight)),
      using: using(chain, placeholders(chain, names.length), names, [by]),
    }
    return (
      compareDirect(chain, square, 'above', bound, form.length === 0 ? [] : [form.join(' + ')]) &&
      compareDirect(chain, square, 'below', { text: '0', value: zero }) &&
      rootStep(chain, x, 2, Q.ONE, square)
    )
  })

/**
 * Where q = Σ a_i·x_i² − Σ b_j·y_j² and all products x_i·y_j are bounded, so are the x_i and y_j: A = Σ a_i·x_i² is a root
 * of A² − q·A − Σ a_i b_j (x_i y_j)² = 0, and x_i² ≤ A/a_i, y_j² ≤ (A − q)/b_j. So it is for functions of xyᵀ and
 * g = (|x|² − |y|² − c)². Looks at the bounded quantities that the chain knows; true where every variable is bounded.
 */
export const balanceSteps = (chain: Chain): boolean => {
  for (const q of [...chain.generators.values()]) {
    const balance = isBounded(chain, q) ? balanceOf(q, chain) : undefined
    if (balance === undefined) continue
    const { value, level, above, below } = balance
    const products = above.flatMap((x) => below.map((y) => ({ x, y, product: productOf(x.name, y.name, chain) })))
    if (products.some(({ product }) => product === undefined)) continue
    const known = products.flatMap(({ x, y, product }) =>
      product === undefined ? [] : [{ ...product, weight: Q.multiply(x.weight, y.weight) }],
    )
    const constants = [level, ...known.map((product) => product.level)]
    if (!constants.every((c) => constantStep(chain, c))) continue
    const quantities = [value, level, ...known.flatMap((product) => [product.value, product.level])]
    const names = placeholders(chain, quantities.length)
    const second = known
      .map(({ weight, factor }, i) => {
        const scaled = Q.formatRational(Q.divide(weight, Q.multiply(factor, factor)))
        return `(${scaled})*(${names[2 + 2 * i]} + ${names[3 + 2 * i]})^2`
      })
      .join(' + ')
    const coefficients = [`-(${names[0]} + ${names[1]})`, `-(${second})`]
    const sum = squares(above)
    chain.steps.push({
      rule: 'integral',
      term: text(chain, sum),
      coefficients,
      using: using(chain, names, quantities, coefficients),
    })
    judge(chain, sum, 'above', 'below')
    const [a, b, c] = placeholders(chain, 3) as [string, string, string]
    if (eachBounded(chain, above, a, [sum])) eachBounded(chain, below, `${a} - (${b} + ${c})`, [sum, value, level])
  }
  return chain.sequent.scope.variables.every((name) => isBounded(chain, variableOf(name)))
}
