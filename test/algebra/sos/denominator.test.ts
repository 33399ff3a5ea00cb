import { describe, expect, test } from 'vitest'
import { type Quotient, sumOfSquaresQuotient } from '../../../src/algebra/sos/denominator.ts'
import type { SparsePolynomial } from '../../../src/algebra/sos/sparse-polynomial.ts'
import { sign } from '../../../src/kernel/rational.ts'
import { by, type Expanded, expanded, plus, polynomial } from './expand.ts'

const quotient = (variables: string, text: string, degree: number) => {
  const p = polynomial([...variables], text)
  return { p, found: sumOfSquaresQuotient(p, degree, { budget: { deadline: Date.now() + 60_000 } }) }
}

/** denominator·p - Σ weight·square². */
const difference = (p: SparsePolynomial, { denominator, squares }: Quotient): Expanded =>
  squares.reduce(
    (rest, { weight, square }) => plus(rest, by(expanded(square), expanded(square)), { n: -weight.n, d: weight.d }),
    by(expanded(denominator), expanded(p)),
  )

describe('sumOfSquaresQuotient', () => {
  test.each([
    ['Motzkin', 'xyz', 'x^4*y^2 + x^2*y^4 + z^6 - 3*x^2*y^2*z^2'],
    ['Choi and Lam', 'xyz', 'x^4*y^2 + y^4*z^2 + z^4*x^2 - 3*x^2*y^2*z^2'],
    ['Robinson, four variables', 'wxyz', 'x^2*(x-w)^2 + y^2*(y-w)^2 + z^2*(z-w)^2 + 2*x*y*z*(x+y+z-2*w)'],
    [
      'Lax and Lax, where the denominator must vanish on a line',
      'abcdk',
      [0, 1, 2, 3, 4]
        .map((i) => [...'abcdk'].flatMap((v, j) => (i === j ? [] : [`(${'abcdk'[i]}-${v})`])).join('*'))
        .join(' + '),
    ],
    [
      'Delzell, with a point where every denominator vanishes',
      'xyzw',
      'x^4*y^2*w^2 + y^4*z^2*w^2 + z^4*x^2*w^2 - 3*x^2*y^2*z^2*w^2 + z^8',
    ],
  ])('%s', (_, variables, text) => {
    const { p, found } = quotient(variables, text, 2)
    expect(found).toBeDefined()
    if (found === undefined) return
    expect(difference(p, found)).toEqual(new Map())
    expect(found.denominator.terms.length).toBeGreaterThan(0)
    expect(found.squares.every(({ weight }) => sign(weight) === 1)).toBe(true)
  })

  test.each([
    ['Motzkin, a little less', 'xyz', 'x^4*y^2 + x^2*y^4 + z^6 - 3000001/1000000*x^2*y^2*z^2'],
    ['an indefinite form', 'xy', 'x^2 - y^2'],
    ['a form of odd degree', 'xy', 'x^3 + y^3'],
    ['no form', 'xy', 'x^2 + y^4'],
    ['zero', 'xy', '0*x'],
  ])('none for %s', (_, variables, text) => {
    expect(quotient(variables, text, 2).found).toBeUndefined()
  })
})
