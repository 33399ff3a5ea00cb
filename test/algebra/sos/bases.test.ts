import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { halfNewtonPolytope } from '../../../src/algebra/sos/newton.ts'
import {
  enter,
  monomial,
  monomialsOfDegree,
  monomialsUpTo,
  monomialTable,
} from '../../../src/algebra/sos/sparse-polynomial.ts'
import { plainBlocks } from '../../../src/algebra/sos/sum-of-squares.ts'
import { sparseBlocks } from '../../../src/algebra/sos/term-sparsity.ts'
import { rationalZeros, vanishingAt, withFlatDirections } from '../../../src/algebra/sos/zeros.ts'
import { formatRational } from '../../../src/kernel/rational.ts'
import { polynomial } from './expand.ts'

const budget = () => ({ deadline: Date.now() + 60_000 })

const read = (variables: string, text: string) => {
  const table = monomialTable([...variables])
  return { table, p: enter(table, polynomial([...variables], text)) }
}

describe('halfNewtonPolytope', () => {
  test.each([
    // Half of the triangle (0,0), (4,2), (2,4) has one more lattice point, (1,1): but -3*x^2*y^2 is no square.
    ['xy', 'x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2', ['0,0', '1,2', '2,1']],
    ['xy', 'x^4*y^2 + x^2*y^4 + 1 + 3*x^2*y^2', ['0,0', '1,1', '1,2', '2,1']],
    ['xy', '4*x^4*y^6 + x^2 - x*y^2 + y^2', ['0,1', '1,0', '1,1', '1,2', '2,3']],
    ['x', 'x^6 + 1', ['0', '1', '2', '3']],
    ['x', 'x^6 + x^2', ['1', '2', '3']],
  ])('%s: %s', (variables, text, expected) => {
    const { table, p } = read(variables, text)
    const found = halfNewtonPolytope(table, p, monomialsUpTo(table, 5)).map((m) => table.exponents(m).join())
    expect(found.sort()).toEqual(expected)
  })

  test('never drops a monomial of a square that is there', () => {
    const exponent = fc.integer({ min: 0, max: 3 })
    const monomials = fc.array(fc.tuple(exponent, exponent, exponent), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(monomials, { minLength: 1, maxLength: 3 }), (squares) => {
        const table = monomialTable(['x', 'y', 'z'])
        // Coefficients 1: nothing cancels between the squares' leading terms and others.
        const text = squares.map((q) => `(${q.map(([a, b, c]) => `x^${a}*y^${b}*z^${c}`).join(' + ')})^2`).join(' + ')
        const p = enter(table, polynomial(['x', 'y', 'z'], text))
        const kept = new Set(halfNewtonPolytope(table, p, monomialsUpTo(table, 9)))
        return squares.flat().every((e) => kept.has(table.index(e)))
      }),
      { seed: 5, numRuns: 60 },
    )
  })
})

test('monomials of one degree are those up to it of that degree', () => {
  for (const n of [1, 2, 3, 4])
    for (const d of [0, 1, 2, 3]) {
      const table = monomialTable(Array.from({ length: n }, (_, i) => `x${i}`))
      expect(monomialsOfDegree(table, d)).toEqual(monomialsUpTo(table, d).filter((m) => table.degree(m) === d))
    }
})

describe('zeros', () => {
  test('of Motzkin: four points, no flat direction; only what vanishes there stays', () => {
    const { table, p } = read('xy', 'x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2')
    const zeros = rationalZeros(table, p, [], [], budget()).map((z) => withFlatDirections(table, p, [], z))
    expect(zeros.map(({ point }) => point.map(formatRational).join()).sort()).toEqual(['-1,-1', '-1,1', '1,-1', '1,1'])
    expect(zeros.every(({ directions }) => directions.length === 0)).toBe(true)
    const block = {
      multiplier: monomial(0),
      basis: [
        [0, 0],
        [1, 1],
      ].map((e) => monomial(table.index(e))),
      tag: 0,
    }
    // a + b·xy with a + b = 0 = a - b.
    expect(vanishingAt(table, [block], zeros)[0]?.basis).toEqual([])
  })

  test('flat directions: (y - x²)² + x⁴ is flat along x at the origin', () => {
    const { table, p } = read('xy', '(y-x^2)^2 + x^4')
    const zeros = rationalZeros(table, p, [], [], budget()).map((z) => withFlatDirections(table, p, [], z))
    expect(zeros.map(({ directions }) => directions)).toEqual([[[1n, 0n]]])
    const factor = read('xy', 'x^2')
    expect(factor.p.size).toBe(1)
  })

  test('only where equalities hold and no factor is negative', () => {
    const { table, p } = read('xy', '(x^2-1)^2')
    const on = enter(table, polynomial(['x', 'y'], 'y - 2'))
    const half = enter(table, polynomial(['x', 'y'], 'x'))
    const points = rationalZeros(table, p, [on], [half], budget()).map(({ point }) => point.map(formatRational).join())
    expect(points).toEqual(['1,2'])
  })
})

test('term sparsity splits a chain into small cliques', () => {
  const names = [...'abcdefgh']
  const text = names
    .slice(1)
    .map((v, i) => `100*(${v}-${names[i]}^2)^2 + (1-${names[i]})^2`)
    .join(' + ')
  const { table, p } = read(names.join(''), text)
  const whole = plainBlocks(table, p)
  const sparse = sparseBlocks(table, p, whole)
  expect(Math.max(...whole.map((b) => b.basis.length))).toBeGreaterThan(30)
  expect(Math.max(...(sparse ?? []).map((b) => b.basis.length))).toBeLessThan(10)
})
