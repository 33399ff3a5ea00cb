import { describe, expect, it } from 'vitest'
import { encloseAlgebraic, evaluateAlgebraic } from '../../src/algebra/algebraic-number.ts'
import { substituteInto } from '../../src/algebra/eliminant.ts'
import { add, constant, equal, indeterminate, type Polynomial, subtract } from '../../src/algebra/polynomial.ts'
import { compose, gradient } from '../../src/algebra/polynomial-calculus.ts'
import { multiply, power } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial } from '../../src/algebra/polynomial-text.ts'
import { type ZeroSet, zeroSet, zeroSetCofactors } from '../../src/algebra/zero-dimensional.ts'
import { rational } from '../../src/kernel/rational.ts'
import { within } from './arbitrary.ts'

const xy = ['x', 'y']
const read = (texts: readonly string[], names: readonly string[] = xy): Polynomial[] =>
  texts.map((t) => parsePolynomial(t, names))
const combine = (generators: readonly Polynomial[], cofactors: readonly Polynomial[]): Polynomial =>
  generators.reduce((s, g, i) => add(s, multiply(g, cofactors[i] as Polynomial)), constant(0))

const cases: readonly (readonly [string, readonly Polynomial[], boolean, readonly string[]])[] = [
  ['xy = 1, x² = y²', read(['x*y-1', 'x^2-y^2']), true, ['-1.0000 -1.0000', '1.0000 1.0000']],
  ['flat minimum of the cubic', read(['x^3+y^3-1', 'x-y']), true, ['0.7937 0.7937']],
  ['a tangent line twice', read(['x^2+y^2-1', '(x-y)^2']), false, ['-0.7071 -0.7071', '0.7071 0.7071']],
  ['the origin four times', read(['x^2', 'x*y-y^2+x']), false, ['0.0000 0.0000']],
  ['nothing', read(['x*y-1', 'x']), true, []],
  ['no real point', read(['x^2+1', 'y-x']), true, []],
  [
    'Himmelblau',
    gradient(parsePolynomial('(x^2+y-11)^2+(x+y^2-7)^2', xy)),
    true,
    [
      '-3.7793 -3.2832',
      '-0.1280 -1.9537',
      '3.5844 -1.8481',
      '-0.2708 -0.9230',
      '-3.0730 -0.0814',
      '3.3852 0.0739',
      '3.0000 2.0000',
      '0.0867 2.8843',
      '-2.8051 3.1313',
    ],
  ],
  [
    'no coordinate separates',
    read(['x^2-2', 'y^2-3']),
    true,
    ['-1.4142 -1.7321', '1.4142 -1.7321', '-1.4142 1.7321', '1.4142 1.7321'],
  ],
]

describe.each(cases)('%s', (_, generators, radical, points) => {
  const set = zeroSet(generators, within(10_000)) as ZeroSet
  it('has exactly these real points', () => {
    expect(set.radical).toBe(radical)
    const found = set.solutions.map(({ field, coordinates }) =>
      xy
        .map((s) => {
          const { lower } = encloseAlgebraic(field, coordinates.get(s) ?? [], rational(1, 10 ** 9))
          return (Math.round((Number(lower.n) / Number(lower.d)) * 1e4) / 1e4 + 0).toFixed(4)
        })
        .join(' '),
    )
    expect([...found].sort()).toEqual([...points].sort())
  })
  it('satisfies the equations exactly', () => {
    for (const { field, coordinates } of set.solutions)
      for (const g of generators) expect(evaluateAlgebraic(field, g, coordinates)).toEqual([])
  })
  it('has cofactors that prove it complete', () => {
    const proof = zeroSetCofactors(set, generators, within(20_000))
    expect(proof).toBeDefined()
    if (proof === undefined) return
    expect(equal(combine(generators, proof.cofactors), substituteInto(proof.eliminant, set.form))).toBe(true)
    for (const [s, { exponent, cofactors }] of proof.coordinates) {
      const claim = subtract(indeterminate(s, xy), compose(set.parametrization.get(s) ?? [], set.form))
      expect(equal(combine(generators, cofactors), power(claim, exponent))).toBe(true)
      if (radical) expect(exponent).toBe(1)
    }
  })
})

describe('systems with infinitely many zeros', () => {
  it('are refused', () => {
    expect(zeroSet(read(['x*y-1']), within(5000))).toBeUndefined()
    expect(zeroSet(read(['x'], ['x']), within(5000), xy)).toBeUndefined()
  })
})
