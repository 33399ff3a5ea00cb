import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { parseProblemFile } from '../../src/toolkit/problem-file.ts'

const HEAD = 'objective: (x*y - a)^2\nparameters: {a: positive}\n'

const refusal = (sweep: string, head = HEAD): string => {
  try {
    parseProblemFile(`${head}sweep: ${sweep}\n`, 's.yaml')
  } catch (error) {
    if (error instanceof InputError) return error.message
    throw error
  }
  return 'not refused'
}

/** What is wrong, the section, the place, and what the message says. */
const WRONG: readonly (readonly [string, string, string, string])[] = [
  ['no over', '{runs: 3}', '3:8', 'sweep.over is missing'],
  ['an unknown field', '{ovr: {a: 1}}', '3:', 'over'],
  ['a name that is nothing', '{over: {a: 1, b: [1]}}', '3:', 'nothing is called "b"'],
  ['a constant without values', '{over: {alpha: [1]}}', '3:', 'the constant a has no value'],
  ['an unknown method', '{over: {a: 1, method: [ngd, adam]}}', '3:', '"adam" is not a method'],
  ['a step size that is not positive', '{over: {a: 1, alpha: [0.1, 0]}}', '3:', 'alpha is 0'],
  ['a momentum of one', '{over: {a: 1, beta: [1]}}', '3:', 'beta is 1'],
  ['half a step', '{over: {a: 1, steps: [1.5]}}', '3:', 'steps is 1.5'],
  ['an exponent of none', '{over: {a: 1, exponent: [0]}}', '3:', 'exponent is 0'],
  ['NaN', '{over: {a: 1, alpha: [.nan]}}', '3:', 'sweep.over.alpha'],
  ['a value twice', '{over: {a: [1, 2, 1]}}', '3:', 'the value 1 twice'],
  ['an empty list', '{over: {a: []}}', '3:', 'sweep.over.a is a list'],
  ['a grid over an interval', '{over: {a: {from: 1, to: 2}}}', '3:', 'no count'],
  ['a range that is a point', '{over: {a: {from: 1, to: 1, count: 3}}}', '3:', '3 equal values'],
  ['a range of step sizes from zero', '{over: {a: 1, alpha: {from: 0, to: 1, count: 3}}}', '3:', 'alpha is 0'],
  ['a log scale through zero', '{over: {a: {from: -1, to: 1, count: 3, scale: log}}}', '3:', 'log scale'],
  ['a range of methods', '{over: {a: 1, method: {from: 1, to: 2, count: 2}}}', '3:', 'method is a range'],
  ['a schedule with a name', '{over: {a: 1, schedule: ["1/(k+b)"]}}', '3:', '"b" is not declared'],
  ['a range of schedules', '{over: {a: 1, schedule: {from: 1, to: 2, count: 2}}}', '3:', 'schedule is a range'],
  ['an unknown selection', '{over: {a: 1, selection: [first]}}', '3:', '"first" is not a selection'],
  ['a random design of no size', '{design: random, over: {a: 1}}', '3:', 'sweep.cells is missing'],
  ['a grid of a size', '{cells: 5, over: {a: 1}}', '3:', 'a grid has no cells'],
  ['too many cells', '{repeat: 5000000, over: {a: [1, 2, 3]}}', '3:', '15000000 cells'],
  ['a point of one coordinate', '{over: {a: 1}, attractor: [[1]]}', '3:', 'this point has 1 coordinates'],
  ['a point with a variable', '{over: {a: 1}, attractor: [[x, 1]]}', '3:', '"x" is not declared'],
  ['a value with a name', '{over: {a: ["2*b"]}}', '3:', '"b" is not declared'],
  ['a value that is no number', '{over: {a: ["1/0"]}}', '3:', '1/0'],
  ['a negative timeout', '{over: {a: 1}, timeout: -1}', '3:', 'a positive number of seconds'],
]

describe('a wrong section is refused with its place', () => {
  test.each(WRONG)('%s', (_, sweep, place, message) => {
    const found = refusal(sweep)
    expect(found).toContain(message)
    expect(found.startsWith(`s.yaml:${place}`), found).toBe(true)
  })

  test('a constant that is called like a setting', () => {
    const head = 'objective: (x*y - beta)^2\nparameters: {beta: positive}\n'
    expect(refusal('{over: {beta: [1]}}', head)).toContain('a setting of the runs')
  })
})

test('values are read: numbers, expressions, one value, infinity', () => {
  const { sweep } = parseProblemFile(
    `${HEAD}sweep: {over: {a: [1, "1/3", "sqrt(2)"], exponent: [2, infinity], method: gd, x: 0.5}}\n`,
    's.yaml',
  )
  expect(sweep?.axes.map(({ name, kind, values }) => [name, kind, values])).toEqual([
    ['a', 'parameter', [1, '1/3', 'sqrt(2)']],
    ['exponent', 'number', [2, 'infinity']],
    ['method', 'method', ['gd']],
    ['x', 'start', [0.5]],
  ])
  expect(sweep?.cells).toBe(6)
})
