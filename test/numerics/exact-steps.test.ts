import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GradientOracle, gradientMap, momentumStep } from '../../src/dynamics/gradient-methods.ts'
import { gradient as gradientOf, hessian } from '../../src/expression/derivative.ts'
import { toDouble } from '../../src/expression/double.ts'
import { evaluateExactly } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { add, multiply, type Rational, rational, subtract } from '../../src/kernel/rational.ts'
import { compileMethod } from '../../src/numerics/methods.ts'
import { positionOf, startAt } from '../../src/numerics/trajectories.ts'

const variables = ['x', 'y']
const objective = parseExpression('(x*y - 1)^2 + x^3*y/7 - (x - 2*y)^2/(1 + x^2)', { variables }).term
const slope = gradientOf(objective, variables)
const curvature = hessian(objective, variables)

type Vector = readonly Rational[]
const at = (x: Vector): ReadonlyMap<string, Rational> => new Map(variables.map((name, j) => [name, x[j] as Rational]))
const exact: GradientOracle<Vector, Rational> = {
  gradient: (x) => slope.map((entry) => evaluateExactly(entry, at(x)) as Rational),
  hessianTimes: (x, w) =>
    curvature.map((row) =>
      row
        .map((entry, j) => multiply(evaluateExactly(entry, at(x)) as Rational, w[j] as Rational))
        .reduce((a, b) => add(a, b)),
    ),
  plus: (a, b) => a.map((entry, j) => add(entry, b[j] as Rational)),
  minus: (a, b) => a.map((entry, j) => subtract(entry, b[j] as Rational)),
  times: (c, v) => v.map((entry) => multiply(c, entry)),
}

// Multiples of 1/16 are doubles, so both sides start from the same numbers.
const sixteenths = fc.integer({ min: -32, max: 32 }).map((n) => rational(n, 16))

test.each([
  ['gd', 'plain', 'none'],
  ['heavy-ball', 'plain', 'heavy-ball'],
  ['nesterov', 'plain', 'nesterov'],
  ['usam', 'usam', 'none'],
  ['usam2', 'usam2', 'none'],
  ['usam2-chained', 'usam2-chained', 'none'],
  ['husam', 'husam', 'none'],
  ['gradient-penalty', 'gradient-penalty', 'none'],
] as const)('a compiled step of %s is its expression in exact arithmetic, up to rounding', (name, map, momentum) => {
  const [alpha, rho, beta] = [rational(1, 32), rational(1, 64), rational(momentum === 'none' ? 0 : 1, 2)]
  const numbers = { beta: toDouble(beta), rho: toDouble(rho), seed: 1 }
  const advance = compileMethod(name, { variables, objective, gradient: slope }, numbers)
  const g = gradientMap(map, exact)
  const step = momentumStep(momentum, (x: Vector) => g(x, rho), alpha, beta, exact)
  fc.assert(
    fc.property(fc.tuple(sixteenths, sixteenths), fc.tuple(sixteenths, sixteenths), (x, before) => {
      const trajectories = startAt([x.map(toDouble)], 2)
      for (const [j, column] of trajectories.previous.entries()) column[0] = toDouble(before[j] as Rational)
      advance(trajectories, 0, 1, Float64Array.of(toDouble(alpha)), 0)
      const next = step(x, before).map(toDouble)
      const size = 1 + Math.max(...next.map(Math.abs))
      for (const [j, value] of positionOf(trajectories, 0).entries())
        expect(Math.abs(value - (next[j] as number)) / size).toBeLessThan(64 * Number.EPSILON)
    }),
    { seed: 4, numRuns: 60 },
  )
})
