import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../src/algebra/polynomial-calculus.ts'
import { filterCondition } from '../../src/dynamics/filter-condition.ts'
import type { GradientMap, Momentum } from '../../src/dynamics/gradient-methods.ts'
import { linearizedMethod } from '../../src/dynamics/linearized-method.ts'
import { toDouble } from '../../src/expression/double.ts'
import { evaluate as evaluateTerm } from '../../src/expression/evaluate.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { type Rational, rational, ZERO } from '../../src/kernel/rational.ts'
import { difference, number, product, quotient, raised, sum, symbol, type Term } from '../../src/kernel/term.ts'
import { compileMethod, type MethodName } from '../../src/numerics/methods.ts'
import { startAt } from '../../src/numerics/trajectories.ts'

type Matrix = readonly (readonly number[])[]

/** A critical point at which the Hessian is Q·diag(eigenvalues)·Qᵀ, as an objective and as numbers. */
interface CriticalPoint {
  readonly variables: readonly string[]
  readonly objective: Term
  readonly at: readonly number[]
  readonly eigenvalues: readonly Rational[]
  readonly eigenvectors: Matrix
}

// Cosine and sine of an angle, both rational.
const [COSINE, SINE] = [rational(3, 5), rational(4, 5)]

/** f = Σ λ_i·w_i²/2 + c·(w_0³ + w_0·w_1² − w_1⁴), w = Qᵀ(x − at), Q turning the planes of pairs of coordinates. */
const criticalPoint = (eigenvalues: readonly Rational[], at: readonly Rational[], c: Rational): CriticalPoint => {
  const n = eigenvalues.length
  const variables = eigenvalues.map((_, j) => `x${j}`)
  const entry = (j: number, i: number): Rational => {
    const isTurned = Math.max(i, j) < n - (n % 2)
    if (i === j) return isTurned ? COSINE : rational(1)
    if (!isTurned || i >> 1 !== j >> 1) return ZERO
    return j < i ? rational(-SINE.n, SINE.d) : SINE
  }
  const z = variables.map((name, j) => difference(symbol(name), number(at[j] as Rational)))
  const w = eigenvalues.map((_, i) => sum(...z.map((coordinate, j) => product(number(entry(j, i)), coordinate))))
  const [first, second] = w as [Term, Term]
  const squares = eigenvalues.map((value, i) => product(number(value), quotient(raised(w[i] as Term, 2), number(2))))
  const bent = sum(raised(first, 3), difference(product(first, raised(second, 2)), raised(second, 4)))
  return {
    variables,
    objective: sum(...squares, product(number(c), bent)),
    at: at.map(toDouble),
    eigenvalues,
    eigenvectors: variables.map((_, j) => eigenvalues.map((_e, i) => toDouble(entry(j, i)))),
  }
}

/** By how much of 2^-9 the step is moved, and with which weight: differences of order 4. */
const H = 2 ** -9
const STENCIL = [
  [-2, 1 / 12],
  [-1, -8 / 12],
  [1, 8 / 12],
  [2, -1 / 12],
] as const

/** The Jacobian of (x_k, x_{k−1}) ↦ (x_{k+1}, x_k) of a compiled method at (at, at). */
const compiledJacobian = (
  name: MethodName,
  { variables, objective, at }: CriticalPoint,
  [alpha, beta, rho]: readonly [number, number, number],
): Matrix => {
  const n = variables.length
  const moved = (input: number, half: 0 | 1) =>
    STENCIL.map(([by]) => at.map((x, j) => x + (j + half * n === input ? by * H : 0)))
  const inputs = Array.from({ length: 2 * n }, (_, i) => i)
  const trajectories = startAt(
    inputs.flatMap((input) => moved(input, 0)),
    n,
  )
  for (const [i, point] of inputs.flatMap((input) => moved(input, 1)).entries())
    for (const [j, x] of point.entries()) (trajectories.previous[j] as Float64Array)[i] = x
  compileMethod(name, { variables, objective, gradient: [] }, { beta, rho, seed: 1 })(
    trajectories,
    0,
    trajectories.count,
    Float64Array.of(alpha),
    0,
  )
  const upper = trajectories.positions.map((column) =>
    inputs.map((input) => STENCIL.reduce((s, [, weight], k) => s + (weight * (column[4 * input + k] ?? 0)) / H, 0)),
  )
  return [...upper, ...at.map((_, j) => inputs.map((input) => (input === j ? 1 : 0)))]
}

/** The same from the linearization of which the filter is derived: Q·diag(s)·Qᵀ and Q·diag(t)·Qᵀ above 1 and 0. */
const filterJacobian = (
  map: GradientMap,
  momentum: Momentum,
  { eigenvalues, eigenvectors }: CriticalPoint,
  numbers: ReadonlyMap<string, Rational>,
): Matrix => {
  const { q, factors } = linearizedMethod(map, momentum)
  const blocks = factors.map((factor) => {
    const diagonal = eigenvalues.map((lambda) => {
      const point = new Map([...numbers, ['lambda', lambda], ['q', ZERO]] as const)
      return toDouble(evaluate(factor, new Map([...point, ['q', evaluate(q, point)] as const])))
    })
    return eigenvectors.map((row) =>
      eigenvectors.map((other) => diagonal.reduce((s, d, i) => s + (row[i] ?? 0) * d * (other[i] ?? 0), 0)),
    )
  })
  const [now = [], before = []] = blocks
  const isSame = (j: number, k: number): number => (j === k ? 1 : 0)
  return [
    ...now.map((row, j) => [...row, ...(before[j] ?? [])]),
    ...now.map((row, j) => [...row.map((_, k) => isSame(j, k)), ...row.map(() => 0)]),
  ]
}

const norm = (a: Matrix): number => Math.sqrt(a.flat().reduce((s, x) => s + x * x, 0))

/** lim |A^k|^(1/k), by squaring A: no use is made of its blocks. */
const spectralRadius = (matrix: Matrix): number => {
  let a = matrix
  let logarithm = 0
  for (let k = 0; k < 16; k++) {
    const size = norm(a)
    if (size === 0) return 0
    const scaled = a.map((row) => row.map((x) => x / size))
    logarithm += Math.log(size) / 2 ** k
    a = scaled.map((row) => row.map((_, j) => row.reduce((s, x, i) => s + x * (scaled[i]?.[j] ?? 0), 0)))
  }
  return Math.exp(logarithm)
}

const METHODS: readonly (readonly [MethodName, GradientMap, Momentum])[] = [
  ['gd', 'plain', 'none'],
  ['heavy-ball', 'plain', 'heavy-ball'],
  ['nesterov', 'plain', 'nesterov'],
  ...(['usam', 'usam2', 'usam2-chained', 'husam', 'gradient-penalty'] as const).flatMap(
    (name) =>
      [
        [name, name, 'none'],
        [name, name, 'heavy-ball'],
      ] as const,
  ),
]

const fractions = (least: number, most: number, denominator: number): fc.Arbitrary<Rational> =>
  fc.integer({ min: least, max: most }).map((n) => rational(n, denominator))
const budget = { deadline: Number.POSITIVE_INFINITY }

test.each(METHODS)('the compiled step of %s (%s, %s) has the Jacobian of its filter', (name, map, momentum) => {
  const condition = filterCondition(map, momentum, budget)
  const [q, bound] = [parseTerm(condition.q), parseTerm(condition.bound)]
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(
      // Of two variables gradients are symbolic, of nine they are taken by sweeps through the program.
      fc
        .oneof({ weight: 5, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.constant(9) })
        .chain((n) =>
          fc.tuple(
            fc.array(fractions(-12, 30, 10), { minLength: n, maxLength: n }),
            fc.array(fractions(-8, 8, 8), { minLength: n, maxLength: n }),
          ),
        ),
      fractions(-4, 4, 8),
      fractions(1, 24, 16),
      momentum === 'none' ? fc.constant(ZERO) : fractions(1, 15, 16),
      fractions(1, 8, 16),
      ([eigenvalues, at], c, alpha, beta, rho) => {
        const point = criticalPoint(eigenvalues, at, c)
        const numbers = [alpha, beta, rho].map(toDouble) as [number, number, number]
        const found = compiledJacobian(name, point, numbers)
        const named = new Map([
          ['alpha', alpha],
          ['beta', beta],
          ['rho', rho],
        ])
        const expected = filterJacobian(map, momentum, point, named)
        const gap = norm(found.map((row, j) => row.map((entry, i) => entry - (expected[j]?.[i] ?? 0))))
        expect(gap / norm(expected)).toBeLessThan(1e-7)
        // The verdict, from the very texts that the kernel reads.
        const values = new Map([...named].map(([key, value]) => [key, toDouble(value)] as const))
        const most = evaluateTerm(bound, values)
        const isKept = eigenvalues.every((lambda) => {
          const value = evaluateTerm(q, new Map([...values, ['lambda', toDouble(lambda)] as const]))
          return value >= 0 && value <= most
        })
        const radius = spectralRadius(found)
        if (Math.abs(radius - 1) < 2e-3) return
        expect(radius < 1).toBe(isKept)
        seen.add(isKept)
      },
    ),
    { seed: 8, numRuns: 25 },
  )
  expect(seen.size).toBe(2)
})
