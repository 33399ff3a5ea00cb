import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PositivstellensatzProblem, positivstellensatz } from '../../../src/algebra/sos/positivstellensatz.ts'
import type { SparsePolynomial } from '../../../src/algebra/sos/sparse-polynomial.ts'
import { BudgetSpent } from '../../../src/search/budget.ts'
import { by, expanded, expansion, polynomial } from './expand.ts'

interface Hypotheses {
  readonly zero?: readonly string[]
  readonly nonnegative?: readonly string[]
  readonly positive?: readonly string[]
  readonly nonzero?: readonly string[]
}

const problem = (variables: readonly string[], h: Hypotheses): PositivstellensatzProblem => {
  const read = (list: readonly string[] = []) => list.map((text) => polynomial(variables, text))
  return {
    variables,
    equalities: read(h.zero),
    nonnegative: read(h.nonnegative),
    positive: read(h.positive),
    nonzero: read(h.nonzero),
  }
}

const solve = (variables: string, h: Hypotheses, degree: number) => {
  const p = problem([...variables], h)
  return { p, found: positivstellensatz(p, { degree, budget: { deadline: Date.now() + 10_000 } }) }
}

const MOTZKIN = '(x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2)'
const ROBINSON = '(x^6 + y^6 + z^6 - x^4*y^2 - x^4*z^2 - y^4*x^2 - y^4*z^2 - z^4*x^2 - z^4*y^2 + 3*x^2*y^2*z^2)'
const SCHUR = '(a*(a-b)*(a-c) + b*(b-a)*(b-c) + c*(c-a)*(c-b))'

type Case = readonly [claim: string, variables: string, hypotheses: Hypotheses, degree: number]

const TRUE: readonly Case[] = [
  ['1 + 4x² > 0', 'x', { nonnegative: ['-1 - 4*x^2'] }, 2],
  ['1 + xy + x²y² > 0', 'xy', { nonnegative: ['-1 - x*y - x^2*y^2'] }, 4],
  ['4(xy - 2)² ≥ 0', 'xy', { positive: ['-(8*(x*y-1)^2 + 8 + (x^2-y^2)^2 - (x^2+y^2)^2)'] }, 4],
  ['x² + y² ≥ 2 where xy = 1', 'xy', { zero: ['x*y - 1'], positive: ['2 - x^2 - y^2'] }, 4],
  ['x² + y² > 0 where xy = 1', 'xy', { zero: ['x*y - 1'], nonnegative: ['-x^2 - y^2'] }, 4],
  ['9x⁴ + 9y⁴ > 0 where x³ + y³ = 1', 'xy', { zero: ['x^3+y^3-1'], nonnegative: ['-9*x^4 - 9*y^4'] }, 6],
  ['(xy - 1)² ≥ 1 at 0', 'xy', { zero: ['x', 'y'], positive: ['1 - (x*y-1)^2'] }, 4],
  [
    'no critical value of (xy - 1)² in (0, 1)',
    'xy',
    { zero: ['2*(x*y-1)*y', '2*(x*y-1)*x'], positive: ['1 - (x*y-1)^2', '(x*y-1)^2'] },
    8,
  ],
  [
    'no critical value of (x³ + y³ - 1)² in (0, 1)',
    'xy',
    { zero: ['6*(x^3+y^3-1)*x^2', '6*(x^3+y^3-1)*y^2'], positive: ['1-(x^3+y^3-1)^2', '(x^3+y^3-1)^2'] },
    12,
  ],
  ['x² + y² + z² ≥ 3 where xyz = 1', 'xyz', { zero: ['x*y*z-1'], positive: ['3 - x^2 - y^2 - z^2'] }, 6],
  ['|∇(xyz - 1)|² ≥ 3 where xyz = 1', 'xyz', { zero: ['x*y*z-1'], positive: ['3 - y^2*z^2 - x^2*z^2 - x^2*y^2'] }, 12],
  ['Motzkin ≥ 0', 'xy', { positive: [`-${MOTZKIN}`] }, 8],
  ['Robinson ≥ 0 off the axes', 'xyz', { positive: [`-${ROBINSON}`], nonzero: ['x', 'y', 'z'] }, 8],
  ['Schur for positive numbers', 'abc', { positive: ['a', 'b', 'c', `-${SCHUR}`] }, 4],
  ['a² > b² where a > b > 0', 'ab', { nonnegative: ['b^2 - a^2'], positive: ['a - b', 'b'] }, 4],
  ['xy ≤ 1/4 where x, y ≥ 0, x + y = 1', 'xy', { zero: ['x+y-1'], nonnegative: ['x', 'y'], positive: ['x*y-1/4'] }, 4],
  ['xy ≤ 1/4 where x, y ≥ 0, x + y < 1', 'xy', { nonnegative: ['x', 'y'], positive: ['x*y-1/4', '1-x-y'] }, 4],
  ['xy ≤ x + y on the unit box', 'xy', { nonnegative: ['x', '1-x', 'y', '1-y'], positive: ['x*y-x-y'] }, 4],
  ['x + y + z ≤ 3 on the sphere of radius √3', 'xyz', { zero: ['x^2+y^2+z^2-3'], positive: ['x+y+z-3'] }, 4],
  ['a³ + b³ + c³ ≥ 3abc', 'abc', { nonnegative: ['a', 'b', 'c'], positive: ['3*a*b*c - a^3 - b^3 - c^3'] }, 4],
  ['x > 0 where x³ = 2', 'x', { zero: ['x^3 - 2'], nonnegative: ['-x'] }, 4],
  ['x⁴ + y⁴ ≥ 0.79 where x³ + y³ = 1', 'xy', { zero: ['x^3+y^3-1'], positive: ['79/100 - x^4 - y^4'] }, 6],
  ['xy = 0 leaves x = 0 or y = 0', 'xy', { zero: ['x*y'], nonzero: ['x', 'y'] }, 4],
  ['x²(x² + y²) = 0 forces x = 0', 'xy', { zero: ['x^2*y^2 + x^4'], nonzero: ['x'] }, 4],
  ['x² + y² ≥ 2·10⁶ where xy = 10⁶', 'xy', { zero: ['x*y - 1000000'], positive: ['2000000 - x^2 - y^2'] }, 4],
  ['10⁶x² + y²/10⁶ ≥ 2 where xy = 1', 'xy', { zero: ['x*y - 1'], positive: ['2 - 1000000*x^2 - y^2/1000000'] }, 4],
  [
    '−P = 4 Σ z²c₁₂² hidden behind a multiple of xyz - 1',
    'xyz',
    {
      zero: ['x*y*z - 1'],
      positive: ['-4*(z^2*(x^2-y^2)^2 + y^2*(x^2-z^2)^2 + x^2*(y^2-z^2)^2) - (x*y*z - 1)*(3*x^2*y - 7*z + x*y*z^2)'],
    },
    6,
  ],
  ['|a|²|x|² ≥ 1 where a·x = 1', 'abcxyz', { zero: ['a*x+b*y+c*z-1'], positive: ['1-(a^2+b^2+c^2)*(x^2+y^2+z^2)'] }, 4],
  [
    'x⁴ + y⁴ ≥ θ where x³ + y³ = 1, 2θ³ = 1: an algebraic constant as a variable',
    'xyt',
    { zero: ['x^3 + y^3 - 1', '2*t^3 - 1'], positive: ['t - x^4 - y^4'] },
    4,
  ],
  [
    'x + y ≤ √2 on the unit circle',
    'xyr',
    { zero: ['x^2+y^2-1', 'r^2-2'], nonnegative: ['r'], positive: ['x+y-r'] },
    4,
  ],
  ['a contradiction among equalities alone', 'xy', { zero: ['x - 1', 'x*y', 'y - 2'] }, 2],
]

describe('positivstellensatz proves', () => {
  test.each(TRUE)('%s', (_claim, variables, hypotheses, degree) => {
    const { p, found } = solve(variables, hypotheses, degree)
    expect(found).toBeDefined()
    if (found === undefined) return
    expect(expansion(p, found).size).toBe(0)
    const strict = found.terms[found.strictTerm]
    expect(strict?.factors.every((f) => f.kind === 'positive')).toBe(true)
    let unit = expanded(polynomial(p.variables, '1'))
    found.strictPowers.forEach((e, i) => {
      for (let k = 0; k < e; k++) unit = by(unit, expanded(p.nonzero[i] as SparsePolynomial))
    })
    expect(expanded(strict?.square ?? polynomial(p.variables, '0'))).toEqual(unit)
  })
})

const FALSE: readonly Case[] = [
  ['x² + y² ≥ 2.001 where xy = 1', 'xy', { zero: ['x*y - 1'], positive: ['2001/1000 - x^2 - y^2'] }, 6],
  ['x² + y² > 2 where xy = 1', 'xy', { zero: ['x*y - 1'], nonnegative: ['2 - x^2 - y^2'] }, 6],
  ['x² + y² + z² ≥ 3.001 where xyz = 1', 'xyz', { zero: ['x*y*z-1'], positive: ['3001/1000 - x^2 - y^2 - z^2'] }, 6],
  [
    'no critical value of (xy - 1)² in (0, 1.01)',
    'xy',
    { zero: ['2*(x*y-1)*y', '2*(x*y-1)*x'], positive: ['101/100 - (x*y-1)^2', '(x*y-1)^2'] },
    8,
  ],
  ['xy < 1/4 where x, y ≥ 0, x + y = 1', 'xy', { zero: ['x+y-1'], nonnegative: ['x', 'y', 'x*y-1/4'] }, 4],
  ['a > b > 0 is impossible', 'ab', { positive: ['a - b', 'b'] }, 4],
  ['a² > b² where a > b', 'ab', { nonnegative: ['b^2 - a^2'], positive: ['a - b'] }, 4],
  ['Schur for all numbers', 'abc', { positive: [`-${SCHUR}`] }, 4],
  ['x⁴ + y⁴ ≥ 0.794 where x³ + y³ = 1', 'xy', { zero: ['x^3+y^3-1'], positive: ['794/1000 - x^4 - y^4'] }, 6],
  ['xy = 0 forces x = 0', 'xy', { zero: ['x*y'], nonzero: ['x'] }, 4],
]

test('no certificate against hypotheses that hold at a point', () => {
  const coefficients = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 6, maxLength: 6 })
  const monomials = ['1', 'x', 'y', 'x^2', 'x*y', 'y^2']
  const whole = fc.integer({ min: -2, max: 2 })
  fc.assert(
    fc.property(whole, whole, fc.array(coefficients, { minLength: 3, maxLength: 3 }), (x, y, rows) => {
      // Shift each polynomial to the value 0, 0 and 1/8 at (x, y).
      const texts = rows.map((row, k) => {
        const values = [1, x, y, x * x, x * y, y * y]
        const at = row.reduce((t, c, i) => t + c * (values[i] as number), 0)
        return `${row.map((c, i) => `(${c})*${monomials[i]}`).join(' + ')} - (${at}) + ${k === 2 ? '1/8' : '0'}`
      })
      const [zero, nonnegative, positive] = texts.map((t) => [t])
      const { found } = solve('xy', { zero: zero ?? [], nonnegative: nonnegative ?? [], positive: positive ?? [] }, 4)
      expect(found).toBeUndefined()
    }),
    { numRuns: 25, seed: 4 },
  )
})

describe('positivstellensatz finds nothing for the false claim', () => {
  test.each(FALSE)('%s', (_claim, variables, hypotheses, degree) => {
    expect(solve(variables, hypotheses, degree).found).toBeUndefined()
  })
})

test('a budget stops a search that would run long', () => {
  const variables = ['u', 'v', 'w', 'x', 'y', 'z']
  const p = problem(variables, {
    zero: ['u*v*w + x*y*z - u*x - 1', 'u^2 + v^2 - x*z + 3*w - y'],
    positive: ['100 - u^4 - v^4 - w^4 - x^4 - y^4 - z^4 - u*v*w*x', 'u + v + w + x + y + z'],
  })
  const start = Date.now()
  expect(() => positivstellensatz(p, { degree: 8, budget: { deadline: start + 300 } })).toThrow(BudgetSpent)
  expect(Date.now() - start).toBeLessThan(5_000)
})
