import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minimize } from '../../../src/algebra/linear-program.ts'
import type { PositivstellensatzProblem } from '../../../src/algebra/sos/conic-system.ts'
import { linearQuestion } from '../../../src/algebra/sos/linear-cone.ts'
import { type Rational, rational, sign, ZERO } from '../../../src/kernel/rational.ts'
import { expansion, polynomial } from './expand.ts'

const budget = () => ({ deadline: Date.now() + 60_000 })

interface Texts {
  readonly zero?: readonly string[]
  readonly nonnegative?: readonly string[]
  readonly positive?: readonly string[]
}

const problemOf = (variables: string, { zero, nonnegative, positive }: Texts): PositivstellensatzProblem => {
  const read = (list: readonly string[] = []) => list.map((text) => polynomial([...variables], text))
  return {
    variables: [...variables],
    equalities: read(zero),
    nonnegative: read(nonnegative),
    positive: read(positive),
    nonzero: [],
  }
}

const certificateOf = (problem: PositivstellensatzProblem, degree: number, products: number) => {
  const question = linearQuestion(problem, { degree, products, most: 1000, budget: budget() })
  if (question === undefined) return undefined
  const { columns, costs, right, finish } = question
  const a = right.map((_, i) => columns.map((c) => c.get(i) ?? ZERO))
  const outcome = minimize(
    costs.map((c) => rational(c)),
    a,
    right,
    budget(),
  )
  if (outcome.status !== 'optimal') return undefined
  return finish(new Map(outcome.x.map((w, j): [number, Rational] => [j, w]).filter(([, w]) => sign(w) !== 0)))
}

type Case = readonly [claim: string, variables: string, texts: Texts, degree: number, products: number]

const TRUE: readonly Case[] = [
  ['x² + y² ≥ 2xy', 'xy', { positive: ['2*x*y - x^2 - y^2'] }, 2, 0],
  ['x⁴ + y⁴ + z⁴ + 1 ≥ 4xyz, diagonally dominant', 'xyz', { positive: ['4*x*y*z - x^4 - y^4 - z^4 - 1'] }, 4, 0],
  ['AM-GM of degree 6', 'xyz', { positive: ['3*x^2*y^2*z^2 - x^6 - y^6 - z^6'] }, 6, 0],
  ['xy ≤ x on the unit square (Handelman)', 'xy', { nonnegative: ['x', '1-x', 'y', '1-y'], positive: ['x*y-x'] }, 2, 0],
  ['x(1-x) ≤ 1', 'x', { nonnegative: ['x', '1-x'], positive: ['x*(1-x) - 1'] }, 2, 0],
  ['x² ≥ y² where x ≥ y ≥ 0', 'xy', { nonnegative: ['x-y', 'y'], positive: ['y^2-x^2'] }, 2, 0],
  ['x² + y² ≥ 2 where xy = 1', 'xy', { zero: ['x*y-1'], positive: ['2-x^2-y^2'] }, 2, 0],
  ['no x with x² = -1', 'x', { zero: ['x^2+1'] }, 2, 0],
  ['x ≥ -1 where x ≥ 0', 'x', { nonnegative: ['x'], positive: ['-x-1'] }, 2, 0],
  ['x³ + y³ ≥ x²y + xy² for x, y ≥ 0', 'xy', { nonnegative: ['x', 'y'], positive: ['x^2*y+x*y^2-x^3-y^3'] }, 3, 1],
]

describe('linearQuestion', () => {
  test.each(TRUE)('%s', (_, variables, texts, degree, products) => {
    const problem = problemOf(variables, texts)
    const certificate = certificateOf(problem, degree, products)
    expect(certificate).toBeDefined()
    if (certificate === undefined) return
    expect(expansion(problem, certificate)).toEqual(new Map())
    const strict = certificate.terms[certificate.strictTerm]
    expect(strict?.factors.every((f) => f.kind === 'positive')).toBe(true)
    expect(strict?.square.terms.map((t) => t.exponents.some((e) => e > 0))).toEqual([false])
  })

  test('no certificate for what holds somewhere', () => {
    // A point on a small grid where all hypotheses hold: the system has a solution.
    const small = fc.integer({ min: -3, max: 3 })
    const problem = fc.tuple(small, small, small, small, small).map(([a, b, c, d, e]) => {
      const value = a * 4 + b * 2 + c + d * 1 + e * 2
      return problemOf('xy', {
        nonnegative: [`${a}*x^2 + ${b}*x*y + ${c}*y^2 + ${d}*y + ${e}*x - (${value})`],
        positive: [`${a}*x^2 + ${b}*x*y + ${c}*y^2 + ${d}*y + ${e}*x - (${value}) + 1/1000`],
      })
    })
    fc.assert(
      fc.property(problem, (p) => certificateOf(p, 2, 1) === undefined),
      { seed: 11, numRuns: 60 },
    )
  })

  test('nothing larger than asked for is written down', () => {
    const problem = problemOf('xyz', { positive: ['-1 - x^6 - y^6 - z^6'] })
    expect(linearQuestion(problem, { degree: 6, products: 0, most: 3, budget: budget() })).toBeUndefined()
  })
})
