import { expect, test } from 'vitest'
import { readNetwork } from '../../src/dynamics/networks.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { threadSeconds } from '../support/thread-time.ts'

test.each([
  ['a long expansion', ['(x+y+z+w)^40 + x'], ['x', 'y', 'z', 'w']],
  ['many weights', readNetwork('linear:12,12,12').potentials, readNetwork('linear:12,12,12').variables],
])('a search for laws ends with its budget: %s', async (_, potentials, variables) => {
  const terms = potentials.map((p) => (typeof p === 'string' ? parseTerm(p) : p))
  const question = {
    source: 'map' as const,
    potentials: terms,
    positions: variables,
    variables,
    parameters: [],
    integers: [],
    assume: [],
  }
  const before = threadSeconds()
  const found = await findLaws(question, { budget: { deadline: Date.now() + 500 }, seed: 1 })
  expect(threadSeconds() - before).toBeLessThan(6)
  expect(found.notSearched).not.toEqual([])
})
