import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowJson } from '../../src/kernel/laws/flow.ts'
import type { BracketTree } from '../../src/kernel/laws/lie-rank.ts'
import { answer, contextOf, proved } from './entries.ts'
import { LAW_ATTACKS } from './law-attacks.ts'

test.for(LAW_ATTACKS)('$attack', ({ reasons, entry }) => {
  expect(reasons).toContain(answer(entry))
})

// Flows with laws that are known: [1,2,1], a map of three variables, the heavy ball in a central field.
const FLOWS: readonly (readonly [laws: number, variables: readonly string[], flow: FlowJson])[] = [
  [3, ['a', 'b', 'c', 'd'], { kind: 'gradient', potentials: ['a*c + b*d'], metric: null }],
  [1, ['a', 'b', 'c'], { kind: 'gradient', potentials: ['a*b', 'a*c', 'a^2*b*c'], metric: null }],
  [1, ['x', 'y'], { kind: 'gradient', potentials: ['x*y', '(x*y)^3 + 1/(x*y)'], metric: ['1', '2'] }],
  [
    1,
    ['t', 'x', 'y', 'v', 'w'],
    {
      kind: 'heavy-ball',
      potentials: ['x^2 + y^2', '(x^2 + y^2)^2'],
      time: 't',
      positions: ['x', 'y'],
      velocities: ['v', 'w'],
      friction: '3/2',
      fixed: false,
    },
  ],
]

test.for(FLOWS)('no certificate shows fewer than %i laws of %j', ([laws, variables, flow]) => {
  const fields = flow.kind === 'gradient' ? flow.potentials.length : flow.potentials.length + 1
  const { tree } = fc.letrec<{ tree: BracketTree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 3 }, fc.nat(fields - 1), fc.tuple(tie('tree'), tie('tree'))),
  }))
  const count = variables.length - laws + 1
  const brackets = fc.array(tree, { minLength: count, maxLength: count })
  const point = fc.record(Object.fromEntries(variables.map((name) => [name, fc.integer({ min: -20, max: 20 })])))
  const prime = fc.oneof(fc.constantFrom(2, 3, 4, 6, 101, 67108859), fc.integer({ min: 2, max: 2 ** 26 - 1 }))
  fc.assert(
    fc.property(brackets, point, prime, (trees, at, m) => {
      const claim = { claim: 'law-bound', context: contextOf(variables), flow, atMost: laws - 1 }
      const certificate = proved({}, { count: { kind: 'lie-rank', prime: m, point: at, brackets: trees } })
      expect(answer({ claim, certificate })).toBe('count')
    }),
    { seed: 11, numRuns: 150 },
  )
})
