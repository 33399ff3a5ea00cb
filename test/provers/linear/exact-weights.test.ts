import { describe, expect, test } from 'vitest'
import { type LinearQuestion, linearQuestion } from '../../../src/algebra/sos/linear-cone.ts'
import { add, equal, multiply, ONE, type Rational, rational, sign, ZERO } from '../../../src/kernel/rational.ts'
import { exactWeights, type Weights, weightsByBasis } from '../../../src/provers/linear/exact-weights.ts'
import { expansion, polynomial } from '../../algebra/sos/expand.ts'

const budget = () => ({ deadline: Date.now() + 120_000 })

const problemOf = (variables: string, positive: string) => ({
  variables: [...variables],
  equalities: [],
  nonnegative: [],
  positive: [polynomial([...variables], positive)],
  nonzero: [],
})

/** Σ w_j·column_j, row by row. */
const image = ({ columns, right }: LinearQuestion, weights: Weights): Rational[] =>
  right.map((_, i) => [...weights].reduce((sum, [j, w]) => add(sum, multiply(w, columns[j]?.get(i) ?? ZERO)), ZERO))

const AM_GM = problemOf('abcd', '4*a*b*c*d - a^4 - b^4 - c^4 - d^4')
const METHODS = [
  ['the exact simplex method', exactWeights],
  ['a basis that HiGHS proposes', weightsByBasis],
] as const

describe.each(METHODS)('weights by %s', (_, method) => {
  test('are exact, nonnegative, and make a certificate', async () => {
    const question = linearQuestion(AM_GM, { degree: 4, products: 0, most: 1000, budget: budget() })
    if (question === undefined) throw new Error('expected a linear program')
    const weights = await method(question, budget())
    if (weights === undefined) throw new Error('expected weights')
    expect([...weights.values()].every((w) => sign(w) > 0)).toBe(true)
    expect(image(question, weights).every((v, i) => equal(v, question.right[i] as Rational))).toBe(true)
    const certificate = question.finish(weights)
    if (certificate === undefined) throw new Error('expected a certificate')
    expect(expansion(AM_GM, certificate)).toEqual(new Map())
  })

  test('are none where there are none', async () => {
    const motzkin = problemOf('xy', '3*x^2*y^2 - x^4*y^2 - x^2*y^4 - 1')
    const question = linearQuestion(motzkin, { degree: 6, products: 0, most: 1000, budget: budget() })
    if (question === undefined) throw new Error('expected a linear program')
    expect(await method(question, budget())).toBeUndefined()
  })

  test('of a program that is only feasible within rounding are none', async () => {
    const tiny = rational(1n, 10n ** 30n)
    const columns = [
      new Map([
        [0, ONE],
        [1, tiny],
      ]),
    ]
    const question: LinearQuestion = { columns, costs: [1], right: [ONE, ZERO], finish: () => undefined }
    expect(await method(question, budget())).toBeUndefined()
  })
})
