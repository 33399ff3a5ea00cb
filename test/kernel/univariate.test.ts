import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPositiveSemidefinite } from '../../src/kernel/positive-semidefinite.ts'
import * as Q from '../../src/kernel/rational.ts'
import { parseUnivariate, realRoots, rootsBetween, signAt, sturmChain } from '../../src/kernel/univariate.ts'

test('Sturm counts the roots that a product was made of', () => {
  const roots = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(roots, fc.boolean(), fc.integer({ min: -1, max: 1 }), (list, hasComplex, sign) => {
      const factors = list.map((r) => `(2*t - (${2 * r + 1}))`)
      const text = [`${sign === 0 ? 1 : 3 * sign}`, ...factors, ...(hasComplex ? ['(t^2 + t + 1)'] : [])].join('*')
      const p = parseUnivariate(text)
      const chain = sturmChain(p)
      const distinct = [...new Set(list)]
      expect(realRoots(chain)).toBe(distinct.length)
      for (const [a, b] of [
        [-20, 20],
        [0, 3],
        [-4, -1],
      ] as const) {
        const inside = distinct.filter((r) => a < r + 0.5 && r + 0.5 < b).length
        expect(rootsBetween(chain, Q.rational(a), Q.rational(b))).toBe(inside)
      }
      for (const r of distinct) expect(signAt(p, Q.rational(2 * r + 1, 2))).toBe(0)
    }),
    { seed: 3, numRuns: 200 },
  )
})

test.for<readonly [string, number]>([
  ['1', 0],
  ['t', 1],
  ['t^2 + 1', 0],
  ['t^2', 1],
  ['(t^2 - 2)^3', 2],
  ['t^5 - t - 1', 1],
  ['t^5 - 5*t + 1', 3],
  ['t^4 - 10*t^2 + 1', 4],
  ['t^20 - 1', 2],
  ['16*t^5 - 20*t^3 + 5*t', 5],
  ['t^4 + 1/1000000', 0],
  ['t^4 - 1/1000000', 2],
])('%s has %i real roots', ([text, count]) => {
  expect(realRoots(sturmChain(parseUnivariate(text)))).toBe(count)
})

const entries = fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
})
const gramOf = (rows: readonly (readonly number[])[]): Q.Rational[][] =>
  [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => Q.rational(rows.reduce((s, r) => s + (r[i] ?? 0) * (r[j] ?? 0), 0))))

test('sums of squares have semidefinite matrices, and less than that is refused', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 3 }), (rows, k) => {
      const gram = gramOf(rows)
      expect(isPositiveSemidefinite(gram)).toBe(true)
      // With fewer than four rows there is a kernel; where e_k is in it, −1 there is negative.
      const value = gram[k]?.[k] as Q.Rational
      const less = gram.map((row, i) =>
        row.map((entry, j) => (i === k && j === k ? Q.subtract(entry, Q.add(value, Q.rational(1, 1_000_000))) : entry)),
      )
      expect(isPositiveSemidefinite(less)).toBe(false)
      const skew = gram.map((row, i) => row.map((entry, j) => (i === 0 && j === 1 ? Q.add(entry, Q.ONE) : entry)))
      expect(isPositiveSemidefinite(skew)).toBe(false)
    }),
    { seed: 5, numRuns: 200 },
  )
})

test.for<readonly [p: string, at: string, sign: number]>([
  ['t^2 - 2', '3/2', 1],
  ['t^2 - 2', '7/5', -1],
  ['1/2*t - 1/3', '2/3', 0],
  ['1/2*t - 1/3', '3/4', 1],
  ['1/2*t - 1/3', '1/2', -1],
  ['1/6*t^2 - 1/4*t + 1/12', '1/2', 0],
  ['1/6*t^2 - 1/4*t + 1/12', '3/4', -1],
  ['1/6*t^2 - 1/4*t + 1/12', '1/3', 1],
  ['1/2*t^3 + 1/2', '-1', 0],
  ['1/2*t^3 + 1/2', '-1/2', 1],
  ['3', '5', 1],
  ['-1/3*t^3 + 1/5*t', '2', -1],
])('%s at %s', ([p, at, sign]) => {
  expect(signAt(parseUnivariate(p), Q.parseRational(at))).toBe(sign)
})

test.for<readonly [p: string, coefficients: number[] | string]>([
  ['t^2 - 2', [-2, 0, 1]],
  ['3', [3]],
  ['0', []],
  ['t - t', []],
  ['t^3 + t^3 - 2*t^3 + t', [0, 1]],
  ['exp(t)', 'roots'],
  ['t*exp(t)', 'roots'],
  ['t^2*sin(t) + 1', 'roots'],
  ['1/(t + 1)', 'roots'],
  ['t + x', 'undeclared'],
  ['t^201', 'roots'],
])('the polynomial %s', ([text, expected]) => {
  const read = (): string | number[] => {
    try {
      return parseUnivariate(text).map((c) => Number(c.n))
    } catch (error) {
      return (error as { reason: string }).reason
    }
  }
  expect(read()).toEqual(expected)
})

test('a degree of 200 is read, and the zero polynomial has no Sturm chain', () => {
  expect(parseUnivariate('t^200 - 1').length).toBe(201)
  expect(() => sturmChain([])).toThrow('roots')
})
