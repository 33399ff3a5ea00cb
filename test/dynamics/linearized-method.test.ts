import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../src/algebra/polynomial-calculus.ts'
import { printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { filterCondition } from '../../src/dynamics/filter-condition.ts'
import {
  GRADIENT_MAPS,
  type GradientOracle,
  gradientMap,
  MOMENTA,
  momentumStep,
} from '../../src/dynamics/gradient-methods.ts'
import { linearizedMethod } from '../../src/dynamics/linearized-method.ts'
import { toDouble } from '../../src/expression/double.ts'
import * as Q from '../../src/kernel/rational.ts'

const budget = { deadline: Date.now() + 60_000 }

test.each([
  ['plain', 'lambda'],
  ['usam', 'lambda*(1 + rho*lambda)'],
  ['usam2', 'lambda*(1 + rho*lambda + rho^2*lambda^2)'],
  ['usam2-chained', 'lambda*(1 + rho*lambda)^2'],
  ['husam', 'lambda*(1 + rho*lambda^2)'],
  ['gradient-penalty', 'lambda*(1 + rho*lambda)'],
] as const)('q of %s', (map, expected) => {
  expect(filterCondition(map, 'heavy-ball', budget).q).toBe(expected)
})

test.each([
  ['none', '2/(alpha)'],
  ['heavy-ball', '2*(1 + beta)/(alpha)'],
  ['nesterov', '2*(1 + beta)/(alpha*(1 + 2*beta))'],
] as const)('the bound of q with momentum %s', (momentum, expected) => {
  expect(filterCondition('plain', momentum, budget).bound).toBe(expected)
})

/** f(x) = λx²/2 + x³ + x⁴ in doubles. */
const cubic = (lambda: number): GradientOracle<number, number> => ({
  gradient: (x) => lambda * x + 3 * x * x + 4 * x ** 3,
  hessianTimes: (x, w) => (lambda + 6 * x + 12 * x * x) * w,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (c, v) => c * v,
})

const tenth = fc.integer({ min: 1, max: 30 }).map((k) => Q.rational(BigInt(k), 10n))

test('the method itself, differentiated at a critical point, has the eigenvalues of the linearization', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GRADIENT_MAPS),
      fc.constantFrom(...MOMENTA),
      tenth,
      tenth,
      tenth,
      fc.integer({ min: -30, max: 30 }),
      (map, momentum, alpha, thirtieth, rho, k) => {
        const beta = Q.divide(thirtieth, Q.rational(31n, 10n))
        const lambda = Q.rational(BigInt(k), 10n)
        const [a, b, r, l] = [alpha, beta, rho, lambda].map(toDouble) as [number, number, number, number]
        const oracle = cubic(l)
        const g = gradientMap(map, oracle)
        const step = momentumStep(momentum, (x: number) => g(x, r), a, b, oracle)
        const h = 1e-6
        const s = (step(h, 0) - step(-h, 0)) / (2 * h)
        const t = (step(0, h) - step(0, -h)) / (2 * h)
        const { q, jury } = linearizedMethod(map, momentum)
        const point = new Map([
          ['alpha', alpha],
          ['beta', beta],
          ['rho', rho],
          ['lambda', lambda],
        ])
        const at = new Map([...point, ['q', evaluate(q, new Map([...point, ['q', Q.ZERO]]))] as const])
        const values = jury.map((p) => toDouble(evaluate(p, at)))
        const expected = [1 - s - t, 1 + s - t, 1 + t]
        // Conditions without α, β and q are left out.
        for (const value of values) expect(Math.min(...expected.map((e) => Math.abs(e - value)))).toBeLessThan(1e-3)
        const isIn = (z: number): boolean => z <= 1 + 1e-6
        const discriminant = s * s + 4 * t
        const radius =
          discriminant >= 0
            ? Math.max(Math.abs(s + Math.sqrt(discriminant)), Math.abs(s - Math.sqrt(discriminant))) / 2
            : Math.sqrt(-t)
        if (Math.abs(radius - 1) > 1e-3) expect(values.every((v) => v >= 0)).toBe(isIn(radius))
      },
    ),
    { seed: 11, numRuns: 500 },
  )
})

test('conditions that do not depend on the method are left out', () => {
  expect(linearizedMethod('plain', 'none').jury.map(printPolynomial)).toEqual(['alpha*q', '-alpha*q + 2'])
})
