import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivative as termDerivative } from '../../src/expression/derivative.ts'
import { evaluate, evaluateExactly } from '../../src/expression/evaluate.ts'
import { derivative } from '../../src/kernel/derivative.ts'
import { enclose } from '../../src/kernel/enclosure.ts'
import { lower } from '../../src/kernel/lower.ts'
import { multiply, vanishes } from '../../src/kernel/normal-form.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { add, constant, type Polynomial, subtract } from '../../src/kernel/polynomial.ts'
import { formatRational, type Rational } from '../../src/kernel/rational.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import { specialize } from '../../src/kernel/specialize.ts'
import { printTerm } from '../../src/kernel/term.ts'
import { agree, arbitraryPoint, arbitraryTerm, inDoubles, NAMES } from '../expression/arbitrary-term.ts'
import { scopeOf } from '../expression/scope.ts'

const SCOPE = scopeOf(NAMES, [])
const RUNS = { seed: 20_251_122, numRuns: 400 }

/** What the function gives, or undefined where the kernel refuses (too large, not defined). */
const unlessRefused = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

const enclosed = (p: Polynomial, point: ReadonlyMap<string, Rational>) =>
  unlessRefused(() => {
    const values = new Map([...point].map(([name, value]) => [name, constant(value)]))
    return enclose(specialize(p, values), new Map(), 64)
  })

const inDouble = ({ n, d }: Rational): number => Number((n * 10n ** 20n) / d) / 1e20

test('the normal form has the value of the term', () => {
  let compared = 0
  fc.assert(
    fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
      const exact = evaluateExactly(term, point)
      const normal = unlessRefused(() => lower(term, SCOPE))
      if (exact === undefined || normal === undefined) return
      const interval = enclosed(normal, point)
      if (interval === undefined) return
      compared++
      const below = interval.low.n * exact.d <= exact.n * interval.low.d
      const above = exact.n * interval.high.d <= interval.high.n * exact.d
      expect(below && above, `${printTerm(term)} = ${formatRational(exact)}`).toBe(true)
    }),
    RUNS,
  )
  expect(compared).toBeGreaterThan(150)
})

test('transcendental normal forms agree with doubles', () => {
  let compared = 0
  fc.assert(
    fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
      const value = evaluate(term, inDoubles(point))
      const normal = unlessRefused(() => lower(term, SCOPE))
      const interval = normal && enclosed(normal, point)
      if (interval === undefined || !Number.isFinite(value) || Math.abs(value) > 1e8) return
      const [low, high] = [inDouble(interval.low), inDouble(interval.high)]
      if (high - low > 1e-9) return
      compared++
      expect(agree(low, value, 1e-5), `${printTerm(term)}: ${low} and ${value}`).toBe(true)
    }),
    RUNS,
  )
  expect(compared).toBeGreaterThan(150)
})

test('derivatives agree with those of terms', () => {
  let compared = 0
  fc.assert(
    fc.property(arbitraryTerm({ smooth: true }), arbitraryPoint, fc.constantFrom(...NAMES), (term, point, name) => {
      const value = evaluate(termDerivative(term, name), inDoubles(point))
      const slope = unlessRefused(() => derivative(lower(term, SCOPE), name))
      const interval = slope && enclosed(slope, point)
      if (interval === undefined || !Number.isFinite(value) || Math.abs(value) > 1e8) return
      const low = inDouble(interval.low)
      if (inDouble(interval.high) - low > 1e-9) return
      compared++
      expect(agree(low, value, 1e-4), `d/d${name} ${printTerm(term)}: ${low} and ${value}`).toBe(true)
    }),
    RUNS,
  )
  expect(compared).toBeGreaterThan(100)
})

test('ring laws', () => {
  const term = arbitraryTerm({ smooth: true })
  fc.assert(
    fc.property(term, term, term, (s, t, u) => {
      const all = unlessRefused(() => [s, t, u].map((each) => lower(each, SCOPE)))
      if (all === undefined || all.some((p) => p.size > 40)) return
      const [a, b, c] = all as [Polynomial, Polynomial, Polynomial]
      const laws = unlessRefused(() => [
        subtract(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))),
        subtract(multiply(a, multiply(b, c)), multiply(multiply(a, b), c)),
        subtract(multiply(a, b), multiply(b, a)),
        subtract(add(a, b), add(b, a)),
      ])
      for (const difference of laws ?? []) expect(unlessRefused(() => vanishes(difference)) ?? true).toBe(true)
    }),
    { ...RUNS, numRuns: 200 },
  )
})

test('what is printed reads back to the same normal form', () => {
  fc.assert(
    fc.property(arbitraryTerm(), (term) => {
      const normal = unlessRefused(() => lower(term, SCOPE))
      if (normal === undefined) return
      const again = lower(parseTerm(printTerm(term)), SCOPE)
      expect(subtract(normal, again).size).toBe(0)
    }),
    RUNS,
  )
})

test.for([
  'exp(x)*exp(-x) - 1',
  'exp(x)^3 - exp(3*x)',
  'abs(x)^2 - x^2',
  'abs(-2*x) - 2*abs(x)',
  'max(x, y) + min(x, y) - x - y',
  'sqrt(x)^2 - x',
  'root(x, 3)^4 - x*root(x, 3)',
  'sin(x)^2 + cos(x)^2 - 1',
  '1/(2*x - 2*y) - 1/(x - y)/2',
  '1/(1/x + 1/y) - x*y/(x + y)',
  'abs(x)^(p)*abs(x)^(1 - p) - abs(x)',
  'x^(n)*x^(2 - n) - x^2',
  'sqrt(4/9) - 2/3',
])('%s vanishes', (text) => {
  expect(vanishes(lower(parseTerm(text), scopeOf(['x', 'y'], ['p', 'n'], ['n'])))).toBe(true)
})

test.for([
  'abs(x) - x',
  'sqrt(x^2) - x',
  'x^(n) - abs(x)^(n)',
  'abs(x)^(n) - x^(n)',
  'abs(x)^(1/2)*abs(y)^(1/2) - sqrt(x*y)',
  'sgn(x) - sgn(y)',
  'sgn(0) - 1',
  'sgn(0) + 1',
  'sgn(x) - sgn(-x)',
  'sgn(x*y) - sgn(x)',
  'exp(x*y) - exp(x)*exp(y)',
  'log(x*y) - log(x) - log(-y)',
  'root(x, 4)^2 - root(x, 3)^2',
  '1/(x + y) - 1/x - 1/y',
  'tanh(x) - x',
])('%s does not vanish', (text) => {
  expect(vanishes(lower(parseTerm(text), scopeOf(['x', 'y'], ['p', 'n'], ['n'])))).toBe(false)
})
