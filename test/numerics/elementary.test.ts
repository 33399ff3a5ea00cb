import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { rational } from '../../src/kernel/rational.ts'
import { call, type FunctionName, number, raised, symbol } from '../../src/kernel/term.ts'
import { compileScalar } from '../../src/numerics/compile.ts'
import { seeded } from '../../src/numerics/random.ts'

interface Exact {
  readonly exp: () => Exact
  readonly ln: () => Exact
  readonly sqrt: () => Exact
  readonly cbrt: () => Exact
  readonly tanh: () => Exact
  readonly sin: () => Exact
  readonly cos: () => Exact
  readonly times: (other: Exact) => Exact
  readonly minus: (other: Exact) => Exact
  readonly div: (other: Exact) => Exact
  readonly toNumber: () => number
}
const { Decimal } = createRequire(import.meta.url)('decimal.js') as {
  Decimal: { new (value: string): Exact; set: (options: object) => void }
}
Decimal.set({ precision: 45 })

const BITS = new DataView(new ArrayBuffer(8))
const power = (e: number): Exact =>
  e < 0 ? new Decimal('1').div(new Decimal(`${2n ** BigInt(-e)}`)) : new Decimal(`${2n ** BigInt(e)}`)

/** A double as it is, not as its shortest decimal. */
const exact = (value: number): Exact => {
  BITS.setFloat64(0, Math.abs(value))
  const bits = BITS.getBigUint64(0)
  const e = Number(bits >> 52n)
  const m = (bits & (2n ** 52n - 1n)) | (e === 0 ? 0n : 2n ** 52n)
  return new Decimal(`${value < 0 ? -m : m}`).times(power(Math.max(e, 1) - 1075))
}

const ulp = (value: number): number => {
  const size = Math.abs(value)
  return size < 2 ** -1022 ? 2 ** -1074 : 2 ** (Math.floor(Math.log2(size)) - 52)
}
const errorOf = (found: number, value: Exact): number =>
  Math.abs(
    exact(found)
      .minus(value)
      .div(exact(ulp(value.toNumber())))
      .toNumber(),
  )

const [x, y] = [symbol('x'), symbol('y')]
const random = seeded(5)
const signed = (size: number): number => size * (2 * random() - 1)

/** The error that the docstrings promise, over arguments of all sizes. */
const CASES: readonly (readonly [FunctionName, number, (of: Exact) => Exact, readonly (() => number)[]])[] = [
  ['exp', 1, (v) => v.exp(), [() => signed(1), () => signed(100), () => signed(700)]],
  ['log', 1, (v) => v.ln(), [() => 1 + signed(0.3), () => 2 ** signed(20), () => 2 ** signed(1000)]],
  ['cbrt', 1, (v) => v.cbrt(), [() => signed(10), () => 2 ** signed(1000), () => -(2 ** -1060)]],
  ['tanh', 2.5, (v) => v.tanh(), [() => signed(0.1), () => signed(1), () => signed(20)]],
  ['sin', 1, (v) => v.sin(), [() => signed(1), () => signed(50), () => Math.round(signed(300)) * Math.PI]],
  ['cos', 1, (v) => v.cos(), [() => signed(1), () => signed(50), () => (Math.round(signed(300)) + 0.5) * Math.PI]],
]

test.each(CASES)('%s is good to %d ulp', (name, bound, value, draws) => {
  const f = compileScalar(call(name, x), ['x'])
  for (const draw of draws)
    for (let i = 0; i < 60; i++) {
      const at = draw()
      expect(errorOf(f([at]), value(exact(at)))).toBeLessThan(bound)
    }
})

test('powers are good to 1 ulp', () => {
  const f = compileScalar(raised(x, y), ['x', 'y'])
  for (let i = 0; i < 150; i++) {
    const u = 2 ** signed(i % 2 === 0 ? 2 : 300)
    const p = signed(Math.min(60, 900 / Math.abs(Math.log2(u))))
    expect(errorOf(f([u, p]), exact(u).ln().times(exact(p)).exp())).toBeLessThan(1)
  }
})

test.each([
  [1.75, 2],
  [2.625, 3],
  [-1.25, 2],
  [-2.875, 3],
])('the power %d is good to %d ulp, by a smaller one', (p, bound) => {
  const f = compileScalar(raised(x, number(rational(8 * p, 8))), ['x'])
  const largest = 1000 / Math.abs(p)
  for (let i = 0; i < 60; i++) {
    const u = 2 ** signed(i % 2 === 0 ? 2 : largest)
    expect(errorOf(f([u]), exact(u).ln().times(exact(p)).exp())).toBeLessThan(bound)
  }
  const atEnds = [0, -0, Number.POSITIVE_INFINITY].map((u) => f([u]))
  expect(atEnds).toEqual([0, 0, Number.POSITIVE_INFINITY].map((u) => u ** p))
  expect([-1, Number.NaN].map((u) => f([u]))).toEqual([Number.NaN, Number.NaN])
})

test.each([
  [17, 10, 2],
  [7, 3, 3],
  [-23, 10, 3],
])('the power %d/%d, which is no double, loses what the rounding of a smaller one does', (n, d, bound) => {
  const f = compileScalar(raised(x, number(rational(n, d))), ['x'])
  for (let i = 0; i < 60; i++) {
    const u = 2 ** signed(300)
    const value = exact(u)
      .ln()
      .times(exact(n).div(exact(d)))
      .exp()
    expect(errorOf(f([u]), value)).toBeLessThan(bound + Math.abs(Math.log(u)) / 2)
  }
})

test.each([
  [1.5, 2],
  [2.5, 3],
  [3.5, 4],
  [-0.5, 2],
  [-1.5, 3],
  [-2.5, 4],
  [-3.5, 5],
])('the power %d is good to %d ulp, by a square root', (p, bound) => {
  const f = compileScalar(raised(x, number(rational(2 * p, 2))), ['x'])
  const whole = Math.floor(Math.abs(p))
  const value = (u: Exact): Exact => {
    const size = Array.from({ length: whole }, () => u).reduce((a, b) => a.times(b), u.sqrt())
    return p > 0 ? size : exact(1).div(size)
  }
  const largest = Math.min(1020, 1020 / Math.abs(p))
  for (let i = 0; i < 200; i++) {
    const u = 2 ** signed(i % 2 === 0 ? 2 : largest)
    expect(errorOf(f([u]), value(exact(u)))).toBeLessThan(bound)
  }
  // Nothing overflows or underflows before the result does.
  for (const u of [2 ** (1015 / p), 2 ** (-1015 / p)])
    if (u > 0 && u < Number.POSITIVE_INFINITY) expect(f([u]) / value(exact(u)).toNumber()).toBeCloseTo(1, 12)
  expect([0, -0, Number.POSITIVE_INFINITY].map((u) => f([u]))).toEqual(
    p > 0 ? [0, 0, Number.POSITIVE_INFINITY] : [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0],
  )
  expect([-1, -(2 ** -1074), Number.NEGATIVE_INFINITY, Number.NaN].map((u) => f([u]))).toEqual(
    Array(4).fill(Number.NaN),
  )
})

test('sines and cosines of large angles', () => {
  // Values by mpmath with 2000 bits.
  const at = (name: FunctionName, v: number): number => compileScalar(call(name, x), ['x'])([v])
  expect(at('sin', 1e22)).toBeCloseTo(-0.8522008497671888, 15)
  expect(at('cos', 1e22)).toBeCloseTo(0.5232147853951389, 15)
  expect(at('sin', 2 ** 1000)).toBeCloseTo(-0.15920170308624243, 15)
  expect(at('cos', -(2 ** 1000))).toBeCloseTo(0.9872460775989135, 15)
  expect(at('sin', -(2 ** 21) - 0.5)).toBeCloseTo(-0.9221693097510237, 15)
})
