import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ASSUMPTIONS,
  type ExplorerState,
  FLOWS,
  INITIAL_STATE,
  LAYERS,
  METHODS,
  SUBJECTS,
  THEMES,
} from '../../src/web/state.ts'
import { decodeState, encodeState } from '../../src/web/state-link.ts'

const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((x) => (Object.is(x, -0) ? 0 : x))
const positive = fc.double({ noNaN: true, min: 1e-6, max: 100 })
const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,4}$/)
const line = fc.string({ maxLength: 30, unit: 'grapheme' }).filter((text) => !text.includes(' | '))

const windows = fc.tuple(number, positive, number, positive).map(([x, w, y, h]) => [x, x + w, y, y + h] as const)

const anyState: fc.Arbitrary<ExplorerState> = fc.record({
  subject: fc.constantFrom(...SUBJECTS),
  objective: line,
  variables: line,
  parameters: fc.uniqueArray(fc.record({ name, value: number, assumption: fc.constantFrom(...ASSUMPTIONS) }), {
    selector: (parameter) => parameter.name,
    maxLength: 4,
  }),
  assume: line,
  regularizer: fc.array(fc.record({ when: line, value: line }), { maxLength: 3 }),
  candidates: fc.array(line, { maxLength: 3 }),
  flow: fc.record({ method: fc.constantFrom(...FLOWS), friction: line, metric: line }),
  quantities: line,
  methods: fc.subarray([...METHODS]),
  stepSize: positive,
  schedule: fc.oneof(
    fc.constant({ kind: 'constant' as const }),
    positive.map((q) => ({ kind: 'power' as const, q })),
    line.map((text) => ({ kind: 'formula' as const, text })),
  ),
  beta: fc.double({ noNaN: true, min: 0, max: 0.999 }).map((x) => (Object.is(x, -0) ? 0 : x)),
  rho: positive,
  steps: fc.integer({ min: 1, max: 100_000 }),
  shown: fc.option(fc.nat()),
  cloud: fc.option(windows),
  view: fc.record({
    xVariable: fc.constant('x'),
    yVariable: fc.constant('X[1,2]'),
    fixed: fc.dictionary(name, number, { maxKeys: 3, noNullPrototype: true }),
    window: windows,
  }),
  starts: fc.array(fc.record({ x: number, y: number }), { maxLength: 5 }),
  seed: fc.nat(),
  layers: fc.record(Object.fromEntries(LAYERS.map((layer) => [layer, fc.boolean()]))) as fc.Arbitrary<
    ExplorerState['layers']
  >,
  theme: fc.constantFrom(...THEMES),
})

describe('a link', () => {
  test('gives the state back that it was made of', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(decodeState(encodeState(state))).toEqual({ state, complaints: [] })
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  test('of the first sight of the page is as short as can be, and others are readable', () => {
    expect(encodeState(INITIAL_STATE)).toBe('v=1')
    expect(encodeState({ ...INITIAL_STATE, objective: '(x*y-1)^2', seed: 3 })).toBe('v=1&f=(x*y-1)^2&seed=3')
  })

  test('of half a character is a link all the same', () => {
    const { state } = decodeState(encodeState({ ...INITIAL_STATE, objective: 'x^2 \ud83d', variables: 'x' }))
    expect(state).toMatchObject({ objective: 'x^2 \ufffd', variables: 'x' })
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        decodeState(text)
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  test.each([
    ['v=1&f=x^2&step=abc', 'the step size of the link could not be read: abc; expected a number'],
    ['v=1&f=x^2&step=-1', 'the step size of the link could not be read: -1; expected a positive number'],
    ['v=1&f=x^2&p=a:1:huge', 'a parameter of the link could not be read: a:1:huge; expected one of real, positive'],
    ['v=1&f=x^2&p=a:1&p=a:2', 'expected each parameter once'],
    ['v=1&f=x^2&window=1,0,0,1', 'the window of the link could not be read'],
    ['v=1&f=x^2&at=soon', 'the step shown of the link could not be read: soon; expected a whole number'],
    ['v=1&f=x^2&cloud=1,2', 'the window of the starts of the link could not be read'],
    ['v=1&f=x^2&beta=1', 'the momentum of the link could not be read: 1; expected a number of at least 0'],
    ['v=1&f=x^2&steps=1e9', 'the number of steps of the link could not be read'],
    ['v=1&f=x^2&flow=down', 'the flow of the link could not be read: down; expected one of gradient-flow'],
    ['v=1&f=x^2&layers=levels,stars', 'the layers of the link could not be read'],
    ['v=1&f=x^2&assume=%E0%A4%A', 'the assumptions of the link could not be read: %E0%A4%A; expected a whole text'],
    ['v=1&f=x^2&colour=red', 'the link has a field colour, which is not known here'],
    ['v=1&f=x^2&__proto__=1', 'the link has a field __proto__, which is not known here'],
    ['v=1&f=x^2&constructor=%E0%A4%A', 'constructor of the link could not be read: %E0%A4%A; expected a whole text'],
    ['v=9&f=x^2', 'this link was made by a newer version (9)'],
  ])('says what it cannot read, and keeps the rest: %s', (link, complaint) => {
    const { state, complaints } = decodeState(`#${link}`)
    expect(state.objective).toBe('x^2')
    expect(complaints).toEqual([expect.stringContaining(complaint)])
  })
})
