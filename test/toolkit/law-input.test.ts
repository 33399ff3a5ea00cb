import { describe, expect, test } from 'vitest'
import { laws } from '../../src/index.ts'
import { countedAtOnce } from '../../src/toolkit/counted-at-once.ts'
import { readLawsInput } from '../../src/toolkit/law-input.ts'

/** What a call from JavaScript may give, where no type is checked. */
const fromJson = (text: string): Parameters<typeof readLawsInput>[0] => JSON.parse(text)

describe('one subject', () => {
  test.each([
    ['{}', /nothing is asked about/],
    ['null', /nothing is asked about/],
    ['"x*y"', /nothing is asked about/],
    ['{"objective": "x*y", "map": "x"}', /objective and map are given/],
    ['{"map": "x*y", "network": "linear:2,2,2"}', /map and network are given/],
    ['{"objective": 5}', /objective is no text/],
    ['{"objective": null}', /objective is no text/],
    ['{"map": ["x", "y"]}', /map is no text/],
  ])('%s is refused', (input, message) => {
    expect(() => readLawsInput(fromJson(input))).toThrow(message)
  })

  test('is read', () => {
    expect(readLawsInput({ map: 'x*y, z' }).source).toBe('map')
    expect(readLawsInput({ objective: 'x*y' }).source).toBe('objective')
  })
})

describe('the number of laws in words', () => {
  test('says that independence is open', async () => {
    const { independent } = await laws({ objective: 'a*x^3 + b*y^3', parameters: 'a, b' }, { degree: 2 })
    expect(independent.verdict.status).not.toBe('proved')
    expect(independent.statement).toBe('1 found (that they are independent is not proved), at most 1, proved')
  })

  test('counts one law in the singular', async () => {
    const { independent } = await laws({ objective: '(x^2 - y)*(y^2 - x)' }, { degree: 2 })
    expect(independent.statement).toContain('1 independent law exists, proved, of which 1 is not found')
  })

  test('says nothing of the independence of no laws', () => {
    const { question } = readLawsInput({ objective: 'x^2*y + y^2*z' })
    const { statement } = countedAtOnce(question, { found: 0, upperBound: 2, complete: false })
    expect(statement).not.toContain('independent is not proved')
  })
})

test.each([
  [{ objective: '3', variables: 'x, y' }, {}],
  [{ map: '0*x, 7 + 0*y' }, {}],
  [{ objective: 'x*y' }, { metric: '0' }],
])('where nothing moves the coordinates are conserved, and nothing is independent of them: %o', async (input, flow) => {
  const { laws: all, independent, variables } = await laws(input, flow)
  expect(all.map(({ expression, verdict }) => [expression, verdict.status])).toEqual(
    variables.map((name) => [name, 'proved']),
  )
  expect(independent).toMatchObject({ found: variables.length, upperBound: variables.length, complete: true })
})
