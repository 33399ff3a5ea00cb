import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SquareTerm, sumOfSquares } from '../../../src/algebra/sos/sum-of-squares.ts'
import { rational, sign } from '../../../src/kernel/rational.ts'
import { BudgetSpent } from '../../../src/search/budget.ts'
import { by, type Expanded, expanded, plus, polynomial } from './expand.ts'

const xyz = ['x', 'y', 'z']
const budget = () => ({ deadline: Date.now() + 10_000 })
const search = (text: string) => sumOfSquares(polynomial(xyz, text), { budget: budget() })
const total = (terms: readonly SquareTerm[]): Expanded => {
  let out: Expanded = new Map()
  for (const { weight, square } of terms) {
    expect(sign(weight)).toBe(1)
    out = plus(out, by(expanded(square), expanded(square)), weight)
  }
  return out
}

const MOTZKIN = '(x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2)'
const ROBINSON = '(x^6 + y^6 + z^6 - x^4*y^2 - x^4*z^2 - y^4*x^2 - y^4*z^2 - z^4*x^2 - z^4*y^2 + 3*x^2*y^2*z^2)'
const CHOI_LAM = '(x^4*y^2 + y^4*z^2 + z^4*x^2 - 3*x^2*y^2*z^2)'

describe('sumOfSquares finds', () => {
  test.each([
    '0',
    '7/3',
    '1 + 4*x^2',
    '1 + x*y + x^2*y^2',
    'x^2 + y^2 - 2*x*y',
    '9*x^4 + 9*y^4',
    '8*(x*y-1)^2 + 8 + (x^2-y^2)^2 - (x^2+y^2)^2',
    'x^4 + y^4 + z^4 + 1 - 4*x*y*z',
    '(x^2 + y^2 + z^2)^3 - 27*x^2*y^2*z^2',
    `${MOTZKIN}*(x^2 + y^2 + 1)`,
    `${ROBINSON}*(x^2 + y^2 + z^2)`,
    `${CHOI_LAM}*(x^2 + y^2 + z^2)`,
    '(x^2 + 3*x*y - y*z + 2*z - 1)^2 + (x*y - z^2 + x + 7)^2',
    '(x^3 - 2)^2',
    '(x^2 - 2)^2*(x^2 + 1) + (x^2 - 2)^2*y^2',
    'x^6/1000000000 + 1000000000',
    '(1000000*x - y)^2 + x^2',
    '2*x^4 - 3*x^2*y + 5*y^2',
  ])('%s', (text) => {
    const terms = search(text)
    expect(terms).toBeDefined()
    expect(total(terms ?? [])).toEqual(expanded(polynomial(xyz, text)))
  })

  test('the short answer 4(xy - 2)^2', () => {
    const terms = search('8*(x*y-1)^2 + 8 + (x^2-y^2)^2 - (x^2+y^2)^2') ?? []
    expect(terms.map((t) => [t.weight, expanded(t.square)])).toEqual([
      [rational(4), expanded(polynomial(xyz, 'x*y - 2'))],
    ])
  })

  test('random sums of squares, of full and of low rank', () => {
    const coefficient = fc.integer({ min: -3, max: 3 })
    const quadratic = fc.array(coefficient, { minLength: 10, maxLength: 10 })
    const monomials = ['1', 'x', 'y', 'z', 'x^2', 'x*y', 'x*z', 'y^2', 'y*z', 'z^2']
    fc.assert(
      fc.property(fc.array(quadratic, { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((row) => `(${row.map((c, i) => `(${c})*${monomials[i]}`).join(' + ')})^2`).join(' + ')
        const terms = search(text)
        expect(terms).toBeDefined()
        expect(total(terms ?? [])).toEqual(expanded(polynomial(xyz, text)))
      }),
      { numRuns: 15, seed: 3 },
    )
  })
})

describe('sumOfSquares finds nothing for', () => {
  test.each([
    'x',
    '-1',
    '-x^2',
    'x^3 + 5',
    'x*y + 1',
    MOTZKIN,
    ROBINSON,
    CHOI_LAM,
    'x^4 + y^4 + z^4 + 1 - 4*x*y*z - 1/1000000',
    '8*(x*y-1)^2 + 8 + (x^2-y^2)^2 - (x^2+y^2)^2 - 1/1000000000',
    '1 + 201/100*x*y + x^2*y^2',
    // Nonnegative and a sum of real squares, but of no rational ones (Scheiderer 2016).
    'x^4 + x*y^3 + y^4 - 3*x^2*y*z - 4*x*y^2*z + 2*x^2*z^2 + x*z^3 + y*z^3 + z^4',
  ])('%s', (text) => {
    expect(search(text)).toBeUndefined()
  })
})

test('a spent budget stops the search', () => {
  const run = () => sumOfSquares(polynomial(xyz, '1 + x*y + x^2*y^2'), { budget: { deadline: 0 } })
  expect(run).toThrow(BudgetSpent)
})
