import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { positivstellensatz } from '../../../src/algebra/sos/positivstellensatz.ts'
import { sumOfSquares } from '../../../src/algebra/sos/sum-of-squares.ts'
import { ZERO } from '../../../src/kernel/rational.ts'
import { by, expanded, expansion, plus, polynomial } from './expand.ts'

const budget = () => ({ deadline: Date.now() + 60_000 })

const squaresOf = (variables: string, text: string) => {
  const p = polynomial([...variables], text)
  const found = sumOfSquares(p, { budget: budget() })
  const rest = found?.reduce(
    (sum, { weight, square }) => plus(sum, by(expanded(square), expanded(square)), { n: -weight.n, d: weight.d }),
    expanded(p),
  )
  return { found, rest }
}

describe('sums of squares, found and expanded', () => {
  test.each([
    ['xy', '1000000000000*x^2 - 2*x*y + y^2/1000000000000'],
    ['xy', '1000000000000*x^4 + y^4/1000000000000 + 1 - x*y'],
    ['xy', 'x^4/1000000000000 - 2*x^2*y^2 + 1000000000000*y^4'],
    ['x', 'x^2/1000000000000 + 1000000000000 - 2*x'],
    ['xy', 'x^12 + y^12 + 1 - x^5*y^5 - x^3*y'],
    ['xyz', 'x^12 + y^12 + z^12 - 3*x^4*y^4*z^4'],
    ['x', '(x-1)^2*(x-2)^2*(x-3)^2 + 1/1000000'],
    ['x', '(3*x-7)^4'],
    ['x', '5'],
    // Goldstein and Price: zeros at infinity of order four.
    ['xy', '(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2)) - 3'],
    ['abcdefghijkl', 'a^2+b^2+c^2+d^2+e^2+f^2+g^2+h^2+i^2+j^2+k^2+l^2 - a*b - c*d - e*f - g*h - i*j - k*l'],
  ])('%s: %s', (variables, text) => {
    const { found, rest } = squaresOf(variables, text)
    expect(found).toBeDefined()
    expect(rest).toEqual(new Map())
  })

  test('zero is the empty sum, a negative constant none', () => {
    expect(squaresOf('x', '0*x').found).toEqual([])
    expect(squaresOf('x', '-1').found).toBeUndefined()
    expect(squaresOf('x', '-1/1000000000000').found).toBeUndefined()
  })
})

const small = fc.integer({ min: -4, max: 4 })
const linear = fc.tuple(small, small, small, small)
const asText = ([a, b, c, d]: readonly number[]): string => `(${a}*x^2 + ${b}*x*y + ${c}*y + ${d})`

test('random sums of squares that lack a little at a point are never proved nonnegative', () => {
  const squares = fc.array(linear, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(squares, small, small, fc.constantFrom('1', '1/1000', '1/1000000000'), (list, x, y, lack) => {
      // q(x, y) shifted to vanish at the point, so that the sum is 0 there and what is subtracted makes it negative.
      const shifted = list.map(([a, b, c]) => [a, b, c, -(a * x * x + b * x * y + c * y)])
      const p = `(${shifted.map((q) => `${asText(q)}^2`).join(' + ')}) - ${lack}`
      const problem = {
        variables: ['x', 'y'],
        equalities: [],
        nonnegative: [],
        positive: [polynomial(['x', 'y'], `-(${p})`)],
        nonzero: [],
      }
      return (
        squaresOf('xy', p).found === undefined &&
        positivstellensatz(problem, { degree: 4, products: 1, budget: budget() }) === undefined
      )
    }),
    { seed: 3, numRuns: 12 },
  )
})

test('nonnegative variables stand for squares: Hölder in six variables', () => {
  const variables = [...'abcdkf']
  const read = (text: string) => polynomial(variables, text)
  const problem = {
    variables,
    equalities: [],
    nonnegative: variables.map(read),
    positive: [read('(a*c*k+b*d*f)^3 - (a^3+b^3)*(c^3+d^3)*(k^3+f^3)')],
    nonzero: [],
  }
  const found = positivstellensatz(problem, { degree: 10, products: 0, budget: budget() })
  expect(found).toBeDefined()
  if (found === undefined) return
  expect(expansion(problem, found)).toEqual(new Map())
  expect(found.terms.every(({ weight }) => weight.n > ZERO.n)).toBe(true)
})
