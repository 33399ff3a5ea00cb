import { describe, expect, test } from 'vitest'
import { plain } from '../../src/toolkit/plain.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'
import { commandLine, problemFile } from '../../src/web/page/copies.ts'
import { problemOf } from '../../src/web/problem-of-state.ts'
import { type ExplorerState, INITIAL_STATE } from '../../src/web/state.ts'

const STATES: readonly (readonly [string, Partial<ExplorerState>])[] = [
  ['as it is opened', {}],
  ['with a regularizer', { regularizer: [{ when: '', value: 'x^2*exp(4*y)' }] }],
  [
    'with pieces',
    {
      objective: '(x^3 + y^3 - 1)^2',
      regularizer: [
        { when: 'x*y > 0', value: '(1/x - 1/y)^2' },
        { when: 'x*y < 0', value: '(x*y/(x - y))^2' },
      ],
    },
  ],
  [
    'with parameters and an assumption',
    {
      objective: '(a*x^2 + b*y^2 - 1)^2',
      parameters: [
        { name: 'a', value: 2, assumption: 'positive' },
        { name: 'b', value: 1, assumption: 'nonzero' },
      ],
      assume: 'a > b',
    },
  ],
  ['with matrices', { objective: 'normF2(X*Y - [[1, 0], [0, 1]])', variables: 'X:2x2, Y:2x2' }],
  ['with a formula for the steps', { schedule: { kind: 'formula', text: '1/(k+2)' }, stepSize: 0.25, seed: 9 }],
]

describe('a problem file of the page', () => {
  test.each(STATES)('says what the page asks about: %s', (_, part) => {
    const state: ExplorerState = { ...INITIAL_STATE, ...part }
    const { objective, regularizer } = parseProblemFile(problemFile(state), 'problem.yaml')
    const asked = readProblem(problemOf(state))
    const relations = (list: readonly unknown[]): readonly string[] =>
      list.map((one) => JSON.stringify(one, bigints)).sort()
    expect(plain(objective.term)).toEqual(plain(asked.objective.term))
    expect(objective.variables).toEqual(asked.objective.variables)
    expect(objective.parameters).toEqual(asked.objective.parameters)
    expect(relations(objective.assume)).toEqual(relations(asked.objective.assume))
    expect(plain(regularizer)).toEqual(plain(asked.regularizer))
  })

  test('has the settings of the runs', () => {
    const state: ExplorerState = { ...INITIAL_STATE, ...STATES[5]?.[1] }
    const { simulate } = parseProblemFile(problemFile(state), 'problem.yaml')
    expect(simulate).toMatchObject({ alpha: 0.25, seed: 9, schedule: '1/(k+2)' })
  })
})

const bigints = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value)

describe('a command line of the page', () => {
  test('quotes what a shell would read otherwise', () => {
    const state: ExplorerState = {
      ...INITIAL_STATE,
      objective: "normF2(x'*y - a)",
      variables: 'x:2, y:2',
      parameters: [{ name: 'a', value: 1, assumption: 'positive' }],
    }
    expect(commandLine(state)).toBe(
      "gradlaw check --objective 'normF2(x'\\''*y - a)' --vars 'x:2, y:2' --params a --assume 'a > 0'",
    )
  })

  test.each([
    [{ subject: 'map', objective: 'U*V', variables: 'U:2x2, V:2x2' }, "laws --map 'U*V' --vars 'U:2x2, V:2x2'"],
    [{ subject: 'network', objective: 'linear:2,2,2' }, 'laws --network linear:2,2,2'],
    [
      { flow: { method: 'heavy-ball', friction: '3/t', metric: 'entropy' } },
      "laws --objective '(x^2 - y)^2' --method heavy-ball --friction 3/t",
    ],
    [
      { flow: { method: 'gradient-flow', friction: '3/t', metric: 'entropy' }, quantities: 'x; x*y;' },
      "laws --objective '(x^2 - y)^2' --metric entropy --candidate x --candidate 'x*y'",
    ],
  ] as const)('asks for laws where something else is asked than of the gradient flow of f: %j', (part, words) => {
    expect(commandLine({ ...INITIAL_STATE, ...part })).toBe(`gradlaw ${words}`)
  })
})
