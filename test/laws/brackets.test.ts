import { expect, test } from 'vitest'
import { largePrime } from '../../src/algebra/prime-field.ts'
import { type LawQuestion, withMomentum } from '../../src/dynamics/law-question.ts'
import { readNetwork } from '../../src/dynamics/networks.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { type BracketTree, bracketValues } from '../../src/laws/brackets/bracket-values.ts'
import { flowSteps } from '../../src/laws/brackets/flow-steps.ts'
import { type FieldSteps, generator, lieRank } from '../../src/laws/brackets/lie-rank.ts'
import { tapeOf } from '../../src/laws/brackets/nested-duals.ts'
import { gradientSteps, newStraightLine, stepOf } from '../../src/laws/brackets/straight-line.ts'

const prime = largePrime(0)
const minute = (): { readonly deadline: number } => ({ deadline: Date.now() + 60_000 })

/** Fields with these components, in x and y. */
const plane = (...fields: readonly (readonly [string, string])[]): FieldSteps => {
  const program = newStraightLine()
  const step = (text: string): number => stepOf(program, parseTerm(text)) as number
  return { program, variables: ['x', 'y'], parameters: ['a'], fields: fields.map((field) => field.map(step)) }
}

/** The value of a bracket at a point, as integers near 0. */
const valueAt = ({ program, variables, fields }: FieldSteps, tree: BracketTree, at: readonly number[]): number[] => {
  const point = { prime, coordinates: at, parameters: new Map([['a', 7]]) }
  const value = bracketValues(
    fields.map((components) => tapeOf(program, components)),
    variables,
    point,
  )(tree)
  return [...value].map((v) => (v > prime / 2 ? v - prime : v))
}

const question = (source: LawQuestion['source'], potentials: readonly string[], variables: readonly string[]) => ({
  source,
  potentials: potentials.map(parseTerm),
  variables,
  positions: variables,
  parameters: [],
  integers: [],
  assume: [],
})

test('brackets are DX·Y − DY·X, at any depth', () => {
  // X = ∂x, Y = x²∂y: [X, Y] = −2x∂y, [X, [X, Y]] = 2∂y.
  const fields = plane(['1', '0'], ['0', 'x^2'])
  expect(valueAt(fields, [0, 1], [5, 3])).toEqual([0, -10])
  expect(valueAt(fields, [0, [0, 1]], [5, 3])).toEqual([0, 2])
  expect(valueAt(fields, [[0, 1], 0], [5, 3])).toEqual([0, -2])
  expect(
    valueAt(
      fields,
      [
        [0, 1],
        [1, 0],
      ],
      [5, 3],
    ),
  ).toEqual([0, 0])
})

test('quotients, negative powers and parameters are differentiated too', () => {
  // X = ∂x, Y = (a/x)∂x: [X, Y] = a/x²∂x, at x = 1: 7.
  expect(valueAt(plane(['1', '0'], ['a/x', '0']), [0, 1], [1, 0])).toEqual([7, 0])
  expect(valueAt(plane(['1', '0'], ['a*x^(-2)', '0']), [0, 1], [1, 0])).toEqual([14, 0])
})

test('the identity of Jacobi holds for random fields', () => {
  const next = generator(5)
  const text = (): string => `${next() % 9}*x^2*y + ${next() % 9}*x*y - ${next() % 9}*y^3 + ${next() % 9}`
  const fields = plane([text(), text()], [text(), text()], [text(), text()])
  const cyclic: BracketTree[] = [
    [0, [1, 2]],
    [1, [2, 0]],
    [2, [0, 1]],
  ]
  const values = cyclic.map((tree) => valueAt(fields, tree, [11, -4]))
  for (const i of [0, 1]) expect(Math.abs(values.reduce((sum, value) => sum + (value[i] as number), 0) % prime)).toBe(0)
})

test('gradients go through a program backwards', () => {
  const program = newStraightLine()
  const root = stepOf(program, parseTerm('(x + y)^3/x')) as number
  const tape = tapeOf(program, gradientSteps(program, root, ['x', 'y', 'z']))
  expect(tape.results).toHaveLength(3)
  const fields = { ...plane(), program, fields: [gradientSteps(program, root, ['x', 'y'])] }
  // At (1, 1): 3·4/1 − 8 = 4 and 12.
  expect(valueAt(fields, 0, [1, 1])).toEqual([4, 12])
})

test('what is not rational has no steps', () => {
  expect(flowSteps(question('map', ['exp(x)*y'], ['x', 'y']))).toBeUndefined()
  expect(flowSteps(question('map', ['abs(x)', 'y'], ['x', 'y']))).toBeUndefined()
})

test.each([
  ['linear:2,2,2', 3],
  ['linear:3,2,2', 3],
  ['linear:1,2,1', 3],
  ['linear:2,1,2', 1],
  ['linear:1,3,2', 6],
  ['linear:2,2,2,2', 6],
  ['linear:1,2,2,1', 7],
  ['linear:1,2,1,1', 4],
  ['linear:4,5,3', 15],
  ['linear:1,5,2', 12],
  ['relu:2,2,2', 2],
  ['relu:2,2,2,bias', 2],
  ['attention:d=2,n=2', 6],
])('brackets of %s leave room for %i laws', (name, laws) => {
  const { variables, potentials } = readNetwork(name)
  const base: LawQuestion = { ...question('network', [], variables), potentials }
  const steps = flowSteps(base) as FieldSteps
  const found = lieRank(steps, { budget: minute(), seed: 3, parameters: new Map() })
  expect(found).toMatchObject({ ended: 'closed' })
  expect(variables.length - (found?.brackets.length ?? 0)).toBe(laws)
})

test('momentum leaves fewer, whatever the friction', () => {
  const { variables, potentials } = readNetwork('linear:2,2,2')
  const base: LawQuestion = { ...question('network', [], variables), potentials }
  for (const friction of [undefined, parseTerm('0'), parseTerm('3/2')]) {
    const asked = withMomentum(base, friction)
    const parameters = new Map(asked.parameters.map((name) => [name, 5]))
    const found = lieRank(flowSteps(asked) as FieldSteps, { budget: minute(), seed: 1, parameters })
    expect(asked.variables.length - (found?.brackets.length ?? 0)).toBe(1)
  }
})

test('a search that is out of time says so, and keeps what it has', () => {
  const { variables, potentials } = readNetwork('linear:3,3,3')
  const base: LawQuestion = { ...question('network', [], variables), potentials }
  const budget = { deadline: Date.now() + 60_000, work: { meter: { used: 0 }, until: 250 } }
  const found = lieRank(flowSteps(base) as FieldSteps, { budget, seed: 1, parameters: new Map() })
  expect(found?.ended).toBe('time')
  expect(found?.brackets.length).toBeLessThan(12)
})

test('fields that are defined nowhere have no brackets', () => {
  const options = { budget: minute(), seed: 1, parameters: new Map([['a', 0]]) }
  expect(lieRank(plane(['x/a', 'y']), options)).toBeUndefined()
  expect(lieRank(plane(['x/(x - x)', 'y']), options)).toBeUndefined()
})

test('names of momentum do not clash with those that are there', () => {
  const asked = withMomentum({ ...question('map', ['t*mu', 'v_x*x'], ['t', 'mu', 'x', 'v_x']) })
  expect(new Set([...asked.variables, ...asked.parameters]).size).toBe(asked.variables.length + asked.parameters.length)
})
