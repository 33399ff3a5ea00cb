import { describe, expect, it } from 'vitest'
import { nullspace } from '../../src/algebra/linear-algebra.ts'
import * as Fast from '../../src/algebra/polynomial.ts'
import { multiply } from '../../src/algebra/polynomial-product.ts'
import { printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { rational } from '../../src/kernel/rational.ts'
import { type FieldFamily, familyNames } from '../../src/laws/field-family.ts'
import { polynomialLaws } from '../../src/laws/polynomial-laws.ts'
import { along, gradients, linearNetwork } from './families.ts'
import { budget } from './objectives.ts'

const dimensions = (family: FieldFamily, degree: number): number[] => {
  const { dimension } = polynomialLaws(family, degree, budget())
  return Array.from({ length: degree }, (_, d) => dimension.get(d + 1) as number)
}

/** Polynomials by exponents and integer coefficients. */
const polynomial = (names: readonly string[], terms: readonly (readonly [number, ...number[]])[]): Fast.Polynomial =>
  Fast.fromTerms(
    names,
    terms.map(([c, ...exponents]) => ({ exponents, coefficient: rational(c) })),
  )

const rankOf = (laws: readonly Fast.Polynomial[]): number => {
  const monomials = [...new Set(laws.flatMap((p) => Fast.terms(p).map(({ exponents }) => exponents.join())))]
  const rows = monomials.map((key) =>
    laws.map((p) => Fast.terms(p).find(({ exponents }) => exponents.join() === key)?.coefficient ?? rational(0)),
  )
  return laws.length - nullspace(rows, laws.length).length
}

describe('laws of model maps', () => {
  it.each([
    [[2, 2, 2], 4, [0, 3, 3, 9]],
    [[3, 2, 2], 4, [0, 3, 3, 9]],
    [[1, 2, 1], 2, [0, 4]],
    [[2, 1, 2], 4, [0, 1, 1, 2]],
    [[1, 3, 2], 2, [0, 6]],
    [[3, 3, 3], 2, [0, 6]],
    [[4, 4, 4], 2, [0, 10]],
    [[2, 2, 2, 2], 2, [0, 6]],
    [[3, 3, 3, 3], 2, [0, 12]],
    [[1, 2, 2, 1], 6, [0, 6, 6, 27, 27, 83]],
  ] as const)('of the linear network %j', (widths, degree, expected) => {
    expect(dimensions(linearNetwork(widths), degree)).toEqual(expected)
  })

  it('are the entries of the balance between layers, and no combinations', () => {
    const { generators } = polynomialLaws(linearNetwork([2, 2, 2]), 4, budget())
    expect(generators.map(printPolynomial)).toEqual([
      'W1[1,1]^2 + W1[1,2]^2 - W2[1,1]^2 - W2[2,1]^2',
      'W1[1,1]*W1[2,1] + W1[1,2]*W1[2,2] - W2[1,1]*W2[1,2] - W2[2,1]*W2[2,2]',
      'W1[2,1]^2 + W1[2,2]^2 - W2[1,2]^2 - W2[2,2]^2',
    ])
    const deep = polynomialLaws(linearNetwork([1, 2, 2, 1]), 2, budget()).generators.map(printPolynomial)
    expect(deep.map((law) => law.split(/ [+-] /).length)).toEqual([3, 3, 3, 3, 3, 3])
  })

  it('form a basis of independent conserved polynomials at each degree', () => {
    const family = linearNetwork([1, 2, 2, 1])
    const laws = polynomialLaws(family, 4, budget())
    for (const d of [1, 2, 3, 4]) {
      const basis = laws.basis(d)
      expect(basis).toHaveLength(laws.dimension.get(d) as number)
      expect(rankOf(basis)).toBe(basis.length)
      for (const law of basis) expect(along(family, law).every(Fast.isZero)).toBe(true)
    }
  })

  it('are fewer for more components', () => {
    const names = ['x', 'y', 'z']
    const [xy, yz] = [polynomial(names, [[1, 1, 1, 0]]), polynomial(names, [[1, 0, 1, 1]])]
    expect(dimensions(gradients([xy], names), 2)).toEqual([1, 3])
    expect(dimensions(gradients([xy, yz], names), 2)).toEqual([0, 1])
    expect(dimensions(gradients([xy, yz, polynomial(names, [[1, 1, 0, 1]])], names), 4)).toEqual([0, 0, 0, 0])
  })

  it('are all polynomials where the map is constant', () => {
    const names = ['x', 'y']
    expect(dimensions(gradients([Fast.constant(7, names)], names), 3)).toEqual([2, 5, 9])
    expect(dimensions({ ...gradients([], names), fields: [] }, 2)).toEqual([2, 5])
  })

  it('are found with coefficients beyond doubles', () => {
    const names = ['x', 'y']
    const big = 10n ** 40n + 63n
    const phi = Fast.fromTerms(names, [
      { exponents: [2, 0], coefficient: rational(big) },
      { exponents: [0, 1], coefficient: rational(1n, big) },
      { exponents: [1, 1], coefficient: rational(-3) },
    ])
    expect(dimensions(gradients([phi], names), 4)).toEqual([0, 0, 0, 0])
    const linear = Fast.fromTerms(names, [
      { exponents: [1, 0], coefficient: rational(big) },
      { exponents: [0, 1], coefficient: rational(7n, 10n ** 30n) },
    ])
    const { generators } = polynomialLaws(gradients([linear], names), 2, budget())
    expect(generators.map(printPolynomial)).toEqual([`7*x - ${big * 10n ** 30n}*y`])
  })
})

describe('laws of other families', () => {
  it('of a field in time, positions and velocities', () => {
    // x'' = -2x' without force: x' + 2x is conserved.
    const names = ['t', 'x', 'v']
    const field = [Fast.constant(1, names), polynomial(names, [[1, 0, 0, 1]]), polynomial(names, [[-2, 0, 0, 1]])]
    const family = { variables: names, functions: [], parameters: [], fields: [field] }
    const { generators, dimension } = polynomialLaws(family, 3, budget())
    expect(generators.map(printPolynomial)).toEqual(['2*x + v'])
    expect([...dimension.values()]).toEqual([1, 2, 3])
  })

  it('with parameters, for all their values', () => {
    // x' = a·y, y' = b·x
    const names = ['x', 'y', 'a', 'b']
    const field = [polynomial(names, [[1, 0, 1, 1, 0]]), polynomial(names, [[1, 1, 0, 0, 1]])]
    const family = { variables: ['x', 'y'], functions: [], parameters: ['a', 'b'], fields: [field] }
    const { generators, dimension } = polynomialLaws(family, 6, budget())
    expect(generators.map(printPolynomial)).toEqual(['x^2*b - y^2*a'])
    expect([...dimension.values()]).toEqual([0, 1, 1, 2, 2, 3])
  })

  it('with parameters where the numbers that stand for them are special', () => {
    // x' = (a - 7923)·y, y' = x: at a = 7923 the law x^2 - (a - 7923)·y^2 loses a term.
    const names = ['x', 'y', 'a']
    const field = [
      polynomial(names, [
        [1, 0, 1, 1],
        [-7923, 0, 1, 0],
      ]),
      polynomial(names, [[1, 1, 0, 0]]),
    ]
    const family = { variables: ['x', 'y'], functions: [], parameters: ['a'], fields: [field] }
    const { generators, dimension } = polynomialLaws(family, 2, budget())
    expect([...dimension.values()]).toEqual([0, 1])
    expect(generators.map(printPolynomial)).toEqual(['-x^2 + y^2*a - 7923*y^2'])
  })

  it('with functions as coordinates', () => {
    // x' = s, y' = s for s = sin(x): x - y is conserved, and nothing else of degree ≤ 2 but its square.
    const names = ['x', 'y', 's']
    const s = Fast.indeterminate('s', names)
    const family = { variables: ['x', 'y'], functions: ['s'], parameters: [], fields: [[s, s]] }
    expect(polynomialLaws(family, 2, budget()).generators.map(printPolynomial)).toEqual(['x - y'])
  })

  it('are not listed where they are polynomials in others whose highest parts cancel', () => {
    // Along the twisted cubic (x^3 - z)^2 - (x^2 - y)^3 has degree 5 only.
    const names = ['x', 'y', 'z']
    const field = [Fast.constant(1, names), polynomial(names, [[2, 1, 0, 0]]), polynomial(names, [[3, 2, 0, 0]])]
    const { generators, basis, dimension } = polynomialLaws(
      { variables: names, functions: [], parameters: [], fields: [field] },
      6,
      budget(),
    )
    expect(generators.map(printPolynomial)).toEqual(['x^2 - y', 'x^3 - z'])
    expect(basis(6)).toHaveLength(dimension.get(6) as number)
    expect(rankOf(basis(6))).toBe(dimension.get(6))
  })

  it('prefers laws it is given', () => {
    const names = ['x', 'y', 'z']
    const family = gradients([polynomial(names, [[1, 1, 1, 1]])], names)
    const squares = [
      [1, 2, 0, 0],
      [1, 0, 2, 0],
      [-2, 0, 0, 2],
    ] as const
    const preferred = [polynomial(names, squares), multiply(polynomial(names, squares), polynomial(names, squares))]
    const { generators } = polynomialLaws(family, 4, budget(), { preferred })
    expect(generators).toHaveLength(2)
    expect(generators[0]).toBe(preferred[0])
  })

  it('stops at a bound of its own where the system is too large, and keeps what it has', () => {
    const names = Array.from({ length: 60 }, (_, i) => `x${i}`)
    const family = gradients(
      [names.reduce((p, name) => Fast.add(p, Fast.indeterminate(name, names)), Fast.constant(0, names))],
      names,
    )
    const laws = polynomialLaws(family, 12, budget(2))
    expect(laws.dimension.get(1)).toBe(59)
    expect(laws.searched).toBeLessThan(12)
    expect(laws.stopped).toBeDefined()
    expect(familyNames(family)).toHaveLength(60)
  })
})
