import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LinearProgramOutcome, minimize, nonnegativeSolution } from '../../src/algebra/linear-program.ts'
import { add, compare, equal, multiply, type Rational, rational, sign, ZERO } from '../../src/kernel/rational.ts'
import { FIXED, within } from './arbitrary.ts'

const dot = (u: readonly Rational[], v: readonly Rational[]): Rational =>
  u.reduce((s, q, i) => add(s, multiply(q, v[i] as Rational)), ZERO)
const column = (a: readonly (readonly Rational[])[], j: number): Rational[] => a.map((row) => row[j] as Rational)
const integers = (row: readonly number[]): Rational[] => row.map((x) => rational(x))

/** Checks the vector that proves an outcome. */
const verify = (
  c: readonly Rational[],
  a: readonly (readonly Rational[])[],
  b: readonly Rational[],
  outcome: LinearProgramOutcome,
): void => {
  if (outcome.status === 'infeasible') {
    c.forEach((_, j) => {
      expect(sign(dot(outcome.farkas, column(a, j)))).toBeLessThanOrEqual(0)
    })
    expect(sign(dot(outcome.farkas, b))).toBe(1)
    return
  }
  for (const q of outcome.x) expect(sign(q)).toBeGreaterThanOrEqual(0)
  a.forEach((row, i) => {
    expect(equal(dot(row, outcome.x), b[i] as Rational)).toBe(true)
  })
  if (outcome.status === 'unbounded') {
    for (const q of outcome.ray) expect(sign(q)).toBeGreaterThanOrEqual(0)
    for (const row of a) expect(sign(dot(row, outcome.ray))).toBe(0)
    expect(sign(dot(c, outcome.ray))).toBe(-1)
    return
  }
  expect(equal(dot(c, outcome.x), outcome.value)).toBe(true)
  expect(equal(dot(b, outcome.dual), outcome.value)).toBe(true)
  c.forEach((cost, j) => {
    expect(compare(dot(outcome.dual, column(a, j)), cost)).toBeLessThanOrEqual(0)
  })
}

describe('exact linear programs', () => {
  it('prove every outcome', () => {
    const entry = fc
      .tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 1, max: 3 }))
      .map(([n, d]) => rational(n, d))
    const row = (k: number) => fc.array(entry, { minLength: k, maxLength: k })
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(row(5), { minLength: 3, maxLength: 3 }), row(3), row(5), (a, b, c) => {
        const outcome = minimize(c, a, b, within(5000))
        seen.add(outcome.status)
        verify(c, a, b, outcome)
      }),
      { ...FIXED, numRuns: 200 },
    )
    expect([...seen].sort()).toEqual(['infeasible', 'optimal', 'unbounded'])
  })
  it('does not cycle (Beale)', () => {
    const c = [rational(-3, 4), rational(150), rational(-1, 50), rational(6), ZERO, ZERO, ZERO]
    const a = [
      [rational(1, 4), rational(-60), rational(-1, 25), rational(9), ...integers([1, 0, 0])],
      [rational(1, 2), rational(-90), rational(-1, 50), rational(3), ...integers([0, 1, 0])],
      integers([0, 0, 1, 0, 0, 0, 1]),
    ]
    const b = integers([0, 0, 1])
    const outcome = minimize(c, a, b, within(5000))
    verify(c, a, b, outcome)
    expect(outcome.status === 'optimal' && outcome.value).toEqual(rational(-1, 20))
  })
  it('copes with redundant and empty rows', () => {
    const a = [integers([1, 1, 0]), integers([2, 2, 0]), integers([0, 0, 0])]
    const b = integers([3, 6, 0])
    verify(integers([1, 2, 0]), a, b, minimize(integers([1, 2, 0]), a, b, within(5000)))
    verify(integers([0, 0, -1]), a, b, minimize(integers([0, 0, -1]), a, b, within(5000)))
    expect(nonnegativeSolution(a, integers([3, 7, 0]), within(5000))).toHaveProperty('farkas')
    expect(nonnegativeSolution(a, integers([3, 6, 0]), within(5000))).toHaveProperty('x')
  })
  it('stops where the budget is spent', () => {
    expect(() => minimize(integers([1]), [integers([1])], integers([1]), { deadline: 0 })).toThrow('spent')
  })
})
