import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { printPlain, printPlainRelation } from '../../src/expression/print-plain.ts'
import { loadProblemFile, parseProblemFile } from '../../src/toolkit/problem-file.ts'

const home = mkdtempSync(join(tmpdir(), 'gradlaw-problem-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** The message a text is refused with. */
const refusal = (content: string): string => {
  try {
    parseProblemFile(content, 'p.yaml')
  } catch (error) {
    if (error instanceof InputError) return error.message
    throw error
  }
  return 'not refused'
}

test('every field of the contract is read', () => {
  const problem = parseProblemFile(
    `title: Parabola
source: "[J], Example 4.2"
variables: [x, y]
parameters: {a: positive, n: integer}
assume: ["a < 2"]
objective: (a*x^2 - y)^2
regularizer:
  - {when: "x > 0", value: x^2*exp(4*a*y)}
  - {when: "x < 0", value: 0}
expect: {verdict: certified, order: 2, flat: [[0, 1/2]], points: [[0.5, 0]]}
simulate: {runs: 7, steps: 100, alpha: 0.25, exponent: infinity, seed: 3, box: [-1, 2]}
`,
    'parabola.yaml',
  )
  expect(problem).toMatchObject({
    title: 'Parabola',
    source: '[J], Example 4.2',
    objective: { variables: ['x', 'y'], parameters: ['a', 'n'], integers: ['n'] },
    expect: { verdict: 'certified', order: 2, flat: [['0', '1/2']], points: [['0.5', '0']] },
    simulate: { runs: 7, steps: 100, alpha: 0.25, exponent: Number.POSITIVE_INFINITY, seed: 3, box: [-1, 2] },
  })
  expect(printPlain(problem.objective.term)).toBe('(a*x^2 - y)^2')
  expect(problem.objective.assume.map(printPlainRelation)).toEqual(['2 > a', 'a > 0'])
  expect(problem.regularizer?.map(({ when, value }) => [when.map(printPlainRelation), printPlain(value)])).toEqual([
    [['x > 0'], 'x^2*exp(4*a*y)'],
    [['0 > x'], '0'],
  ])
})

test('settings that are left out have defaults; empty lists may be left empty', () => {
  const problem = parseProblemFile('objective: x^2\nparameters:\nassume:\nsimulate: {runs: 3}\n', 'p.yaml')
  expect(problem.simulate).toEqual({ runs: 3, steps: 20_000, alpha: 0.5, exponent: 4, seed: 1, box: [-2, 2] })
  expect(problem.objective.parameters).toEqual([])
})

/** What is wrong, the text, the place, and what the message says. */
const WRONG: readonly (readonly [string, string, string, string])[] = [
  ['an empty file', '', '1:1', 'not a problem file'],
  ['a list', '- a\n- b\n', '1:1', 'not a problem file'],
  ['bytes', '\u0000\u0001', '1:1', 'not a problem file'],
  ['an open bracket', 'objective: x^2\nregularizer: [a, b\n', '3:1', 'this is not YAML'],
  ['a tab', '\tobjective: x', '1:1', 'this is not YAML'],
  ['a key twice', 'objective: x^2\nobjective: y^2\n', '2:1', 'unique'],
  ['a second document', 'objective: x^2\n---\nobjective: y^2\n', '2:1', 'a second document'],
  ['a tag', "objective: !!js/function 'x'\n", '1:12', 'tag'],
  ['an unknown field', 'objective: x^2\nregularizr: x\n', '2:1', 'did you mean "regularizer"?'],
  ['an unknown setting', 'objective: x^2\nsimulate: {run: 3}\n', '2:12', 'did you mean "runs"?'],
  [
    'an unknown part of a piece',
    'objective: x^2\nregularizer:\n  - {when: x > 0, value: x, of: 1}',
    '3:29',
    'when, value',
  ],
  ['a prototype', 'objective: x^2\n__proto__: {a: 1}\n', '2:1', 'there is no field'],
  ['no objective', 'title: x', '1:1', 'objective is missing'],
  ['an objective that is nothing', 'objective:\n', '1:11', 'objective is nothing'],
  ['an objective that is a list', 'objective: [1, 2]', '1:12', 'objective is a list'],
  ['variables in one text', 'objective: x\nvariables: x, y\n', '2:12', 'a list of names'],
  ['a kind that is none', 'objective: x\nparameters: {a: complex}', '2:17', 'parameters.a is "complex"'],
  ['too few runs', 'objective: x\nsimulate: {runs: -3}', '2:18', 'a whole number from 1'],
  ['NaN', 'objective: x\nsimulate: {alpha: .nan}', '2:19', 'simulate.alpha is NaN'],
  ['an empty box', 'objective: x\nsimulate: {box: [2, -2]}', '2:17', 'the smaller first'],
  ['a verdict that is none', 'objective: x\nexpect: {verdict: certifed}', '2:19', 'expected: one of certified'],
  ['a piece without a value', 'objective: x\nregularizer:\n  - {when: x > 0}', '3:5', 'regularizer.0.value is missing'],
  ['an operator too many', 'title: t\nobjective: x*y\nregularizer: (x - y^^2)^2', '3:21', 'an operand is missing'],
  ['the same in quotes', 'objective: x*y\nregularizer: "(x - y^^2)^2"', '2:22', 'an operand is missing'],
  ['the same in a block', 'objective: x*y\nregularizer: >\n  (x -\n  y^^2)^2', '2:14', 'an operand is missing'],
  [
    'a name that is not there',
    "objective: x*y\nregularizer:\n  - {when: 'x > 0', value: 'x + w'}",
    '3:33',
    '"w" is not declared',
  ],
  ['a weak condition', 'objective: x*y\nregularizer:\n  - {when: x >= 0, value: x}', '3:12', 'strict inequalities'],
  ['no condition', 'objective: x*y\nregularizer:\n  - {when: "", value: x}', '3:13', 'strict inequalities'],
  ['a weak inequality for a variable', 'objective: x*y\nassume: ["x >= 0"]', '2:11', 'not a strict inequality'],
  ['a broken second assumption', 'objective: a*x\nparameters: {a: real}\nassume: ["a > 0", "a >"]', '3:', 'assume.1'],
  ['no variables', 'objective: 0.1', '1:12', 'no variables'],
]

describe('a wrong file is refused with its place', () => {
  test.each(WRONG)('%s', (_, content, place, message) => {
    const found = refusal(content)
    expect(found.startsWith(`p.yaml:${place}`), found).toBe(true)
    expect(found).toContain(message)
  })
})

describe('a hostile file is refused at once', () => {
  test.each([
    [
      'aliases that multiply',
      `a: &a [x, x]\nb: &b [${'*a, '.repeat(9)}*a]\nc: &c [${'*b, '.repeat(9)}*b]\nobjective: *c\n`,
    ],
    ['an alias of itself', 'objective: x\ntitle: &a [*a]\n'],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a hundred thousand dashes', '- '.repeat(100_000)],
    ['a megabyte', `objective: ${'x'.repeat(1_000_000)}`],
    ['a tower of parentheses', `objective: "${'('.repeat(19_000)}"`],
  ])('%s', (_, content) => {
    const started = Date.now()
    expect(refusal(content)).toContain('p.yaml:')
    expect(Date.now() - started).toBeLessThan(5000)
  })
})

describe('a file that cannot be read', () => {
  test.each([
    ['a missing file', join(home, 'none.yaml'), 'there is no file'],
    ['a folder', home, 'it is a folder'],
    ['an endless file', '/dev/zero', 'too large'],
  ])('%s', (_, path, message) => {
    expect(() => loadProblemFile(path)).toThrow(message)
  })

  test('a file is read from disk', () => {
    const path = join(home, 'good.yaml')
    writeFileSync(path, 'objective: (x*y-1)^2\n')
    expect(loadProblemFile(path).objective.variables).toEqual(['x', 'y'])
  })
})
