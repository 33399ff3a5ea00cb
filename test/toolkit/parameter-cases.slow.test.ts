import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/expression/evaluate.ts'
import { parseRelationText } from '../../src/expression/parse-relation.ts'
import { check, InputError, isCheckedClaim, proofFileOf, prove, recheck, report } from '../../src/index.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import type { Relation } from '../../src/kernel/term.ts'
import { caseWords } from '../../src/toolkit/case-words.ts'
import { checkStatus, EXIT } from '../../src/toolkit/exit-status.ts'
import { type ParameterNames, parameterCases, readDeciding } from '../../src/toolkit/parameter-cases.ts'
import { claimsOf } from '../../src/toolkit/proof-file.ts'

const names = (parameters: string, assume = ''): ParameterNames => {
  const list = parameters.split(',')
  const { relations, integers } = parseRelationText(assume, { variables: [], parameters: list })
  return { parameters: list, integers, assume: relations }
}

const budget = () => ({ deadline: Date.now() + 20_000 })
const words = async (parameters: string, assume = ''): Promise<readonly string[] | undefined> =>
  (await parameterCases(names(parameters, assume), budget()))?.cases.map((one) => caseWords(one).plain)

const holds = ({ left, op, right }: Relation, values: ReadonlyMap<string, number>): boolean => {
  const difference = evaluate(left, values) - evaluate(right, values)
  if (op === '=') return difference === 0
  if (op === '!=') return difference !== 0
  return op === '>' ? difference > 0 : difference >= 0
}

describe('the cases of parameters', () => {
  test('are the orders of the parameters and 0 that the assumptions allow', async () => {
    expect(await words('a')).toEqual(['a > 0', 'a = 0', 'a < 0'])
    expect(await words('a', 'a != 0')).toEqual(['a > 0', 'a < 0'])
    expect(await words('a,b', 'a > 0, b > 0')).toEqual(['a > b', 'a = b', 'b > a'])
    expect(await words('a,b', 'a > b, b > 0')).toBeUndefined()
    expect(await words('a,b', 'a*b < 0')).toEqual(['a > 0 > b', 'b > 0 > a'])
    expect(await words('a,b')).toEqual([
      ...['a > b > 0', 'a = b > 0', 'b > a > 0', 'a > b = 0', 'a > 0 > b', 'b > a = 0', 'a = b = 0', 'a = 0 > b'],
      ...['b > 0 > a', 'b = 0 > a', '0 > a > b', '0 > a = b', '0 > b > a'],
    ])
    expect(await words('a,b,c')).toHaveLength(27)
  })

  test('every value of the parameters that is allowed lies in exactly one', async () => {
    const whole = names('a,b', 'a + b > 0')
    const { cases = [], impossible = [] } = (await parameterCases(whole, budget())) ?? {}
    expect(cases.length + impossible.length).toBe(27)
    const values = fc.integer({ min: -4, max: 4 })
    fc.assert(
      fc.property(values, values, (a, b) => {
        const at = new Map([
          ['a', a],
          ['b', b],
        ])
        fc.pre(whole.assume.every((relation) => holds(relation, at)))
        expect(cases.filter(({ when }) => when.every((relation) => holds(relation, at)))).toHaveLength(1)
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  test('what is left out was proved impossible by the kernel; samples lie where they should', async () => {
    const { cases, impossible } = (await parameterCases(names('a,b', 'a > 0'), budget())) ?? {
      cases: [],
      impossible: [],
    }
    expect(impossible.length).toBeGreaterThan(0)
    for (const { verdict } of impossible)
      expect(verdict.status === 'proved' && isCheckedClaim(verdict.checked)).toBe(true)
    for (const { when, sample = {} } of cases) {
      const values = new Map(Object.entries(sample).map(([name, text]) => [name, evaluate(parseTerm(text), new Map())]))
      expect(when.every((relation) => holds(relation, values))).toBe(true)
    }
  })

  test('equalities are substituted', async () => {
    const { cases } = (await parameterCases(names('a,b', 'a > 0, b > 0'), budget())) ?? { cases: [] }
    const equal = cases.find((one) => caseWords(one).plain === 'a = b')
    expect(equal?.names).toMatchObject({ parameters: ['a'] })
    expect([...(equal?.values.keys() ?? [])]).toEqual(['b'])
  })

  test('deciding expressions must be defined everywhere and in the parameters', () => {
    expect(readDeciding('a - 1, a*b', ['a', 'b'])).toHaveLength(2)
    for (const text of ['sqrt(a)', '1/a', 'x', '', 'a,', 'log(a)']) {
      expect(() => readDeciding(text, ['a', 'b'])).toThrow(InputError)
    }
  })
})

describe('a claim by cases', () => {
  test('is decided in each', async () => {
    const { verdict, parameterCases: found } = await prove('x^2 + a*x + 1 > 0', {
      parameters: 'a',
      cases: 'a - 2, a + 2',
    })
    expect(verdict.status).toBe('refuted')
    expect(found?.cases.map(({ when, verdict: { status } }) => [when, status])).toEqual([
      ['a > 2, a + 2 > 0', 'refuted'],
      ['a = 2, a + 2 > 0', 'refuted'],
      ['a < 2, a + 2 > 0', 'proved'],
      ['a < 2, a + 2 = 0', 'refuted'],
      ['a < 2, a + 2 < 0', 'refuted'],
    ])
    expect(found?.impossible).toHaveLength(4)
  })

  test('no cases where it is proved outright or none are asked for', async () => {
    expect(await prove('x^2 + a^2 >= 2*a*x', { parameters: 'a', cases: true })).not.toHaveProperty('parameterCases')
    expect(await prove('x >= a', { parameters: 'a' })).not.toHaveProperty('parameterCases')
  })
})

describe('a check by cases', () => {
  const problem = { objective: '(x*y-a)^2', regularizer: '(x^2-y^2)^2', parameters: 'a' }

  test('tells where it is certified, is saved whole, and makes a table', async () => {
    const result = await check(problem, { simulate: false, timeout: 60 })
    const { parameterCases: found } = result
    expect(found?.cases.map(({ when, conclusion }) => [when, conclusion.verdict, conclusion.level])).toEqual([
      ['a > 0', 'certified', 'a^2'],
      ['a = 0', 'degenerate', undefined],
      ['a < 0', 'certified', 'a^2'],
    ])
    expect(checkStatus(result)).toBe(EXIT.refuted)
    const saved = proofFileOf(claimsOf(result))
    expect(saved.entries.length).toBeGreaterThan(25)
    expect(recheck(JSON.stringify(saved))).toMatchObject({ accepted: saved.entries.length, refused: 0 })
    const page = report(result, 'markdown')
    expect(page).toContain('Cases of the parameters')
    expect(page).toMatch(/a < 0.*certified.*2/)
    expect(report(result, 'latex', { fragment: true })).toContain('$a < 0$')
  })

  test('where every case is certified so is the whole, and what it could not show itself is not needed', async () => {
    const family = { ...problem, objective: '(a*x*y-1)^2', assume: 'a^2 > 1' }
    const result = await check(family, { simulate: false, timeout: 25 })
    expect(result.conclusion).toMatchObject({ verdict: 'certified', order: 2, scope: 'sure-below', level: '1' })
    expect(result.conclusion.theorem).toBe('Theorem S, in each case of the parameters')
    expect(result.parameterCases?.cases.map(({ when }) => when)).toEqual(['a > 0', 'a < 0'])
    expect(result.claims.filter(({ needed, verdict }) => needed && verdict.status !== 'proved')).toEqual([])
    expect(checkStatus(result)).toBe(EXIT.proved)
  })

  test('has no cases where one answer holds for all, or where none are wanted', async () => {
    const certified = await check({ ...problem, assume: 'a > 0' }, { simulate: false, timeout: 30 })
    expect(certified.conclusion.verdict).toBe('certified')
    expect(certified).not.toHaveProperty('parameterCases')
    expect(await check(problem, { simulate: false, timeout: 5, cases: false })).not.toHaveProperty('parameterCases')
  })
})
