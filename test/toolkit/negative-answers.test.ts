import { describe, expect, test } from 'vitest'
import { questionOf } from '../../src/dynamics/law-question.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { isCheckedClaim } from '../../src/kernel/checked-claim.ts'
import { parseRelation } from '../../src/kernel/parse-term.ts'
import { negativeAnswers } from '../../src/toolkit/negative-answers.ts'

const objectiveOf = (text: string, parameters: readonly string[] = [], assume: readonly string[] = []) => {
  const { term, variables } = parseExpression(text, { parameters })
  return { term, variables, parameters, integers: [], assume: assume.map(parseRelation) }
}
const answers = (text: string, parameters: readonly string[] = [], assume: readonly string[] = []) =>
  negativeAnswers(questionOf(objectiveOf(text, parameters, assume)), { deadline: Date.now() + 20_000 })
const kinds = async (...asked: Parameters<typeof answers>): Promise<string[]> =>
  (await answers(...asked)).map(({ kind }) => kind)

describe('what does not exist', () => {
  test.each<[string, readonly string[]]>([
    ['x^2 + y^2', ['no-continuous-law', 'dimension-of-minima']],
    ['x^4 + x^2*y^2 + y^6', ['no-continuous-law']],
    ['-x^2 - 3*y^2 + x*y', ['no-continuous-law']],
    ['exp(x) - x + y^2 + x*y', ['no-continuous-law']],
    ['(x^2 - 2)^2 + y^2', ['no-continuous-law', 'no-continuous-law']],
    ['x^2 + 4*x*y + y^3 + y^2/3', ['no-analytic-law', 'no-continuous-law']],
    ['(x*y - 1)^2 + (z*w - 2)^2', ['dimension-of-minima']],
    // x^2 - y^2 is conserved.
    ['(x*y - 1)^2', []],
    // Resonant saddles: x^2*y is conserved by x^2/2 - y^2, and (x*y)-like laws by all with rational eigenvalues.
    ['x^2/2 - y^2', []],
    ['x^2 + 4*x*y + y^2', []],
    // Not isolated, not an extremum, and not smooth.
    ['x^2 + 0*y', []],
    ['x^3 + y^2', []],
    ['abs(x) + y^2', []],
  ])('for %s: %j', async (text, expected) => {
    expect(await kinds(text)).toEqual(expected)
  })
  test('with parameters', async () => {
    expect(await kinds('a*x^2 + b*y^2', ['a', 'b'], ['a > 0', 'b > 0'])).toContain('no-continuous-law')
    expect(await kinds('a*x^2 + b*y^2', ['a', 'b'])).not.toContain('no-continuous-law')
  })
  test('rests on claims that the kernel checked', async () => {
    const [answer] = await answers('x^4 + x^2*y^2 + y^6')
    expect(answer?.claims).toHaveLength(2)
    for (const { verdict } of answer?.claims ?? []) {
      expect(verdict.status === 'proved' && isCheckedClaim(verdict.checked)).toBe(true)
    }
  })
  test('nothing is said of maps and other flows', async () => {
    const question = questionOf(objectiveOf('x^2 + y^2'))
    const budget = { deadline: Date.now() + 20_000 }
    expect(await negativeAnswers({ ...question, source: 'map' }, budget)).toEqual([])
    expect(await negativeAnswers({ ...question, metric: question.potentials }, budget)).toEqual([])
  })
  test('a spent budget gives none', async () => {
    expect(await negativeAnswers(questionOf(objectiveOf('x^2 + y^2')), { deadline: 0 })).toEqual([])
  })
})
