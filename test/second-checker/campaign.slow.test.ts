import { describe, expect, test } from 'vitest'
import { hasTools } from '../support/tools.ts'
import { disagreements, mutated, news } from './mutants.ts'

// All mutants take minutes: EVERY_MUTANT=true asks for them, otherwise one in five.
const EVERY = process.env.EVERY_MUTANT === 'true' ? 1 : 5

describe.runIf(hasTools('the whole mutation campaign', 'python3'))('all mutants', () => {
  test.each([
    ['certificates', [], 20_000 / EVERY],
    ['claims', ['--claims'], 8_000 / EVERY],
  ] as const)(
    'of the %s are refused by both checkers, or were looked at',
    { timeout: 900_000 },
    (_, options, least) => {
      const { answered, count, crashed, lines } = mutated(...options, '--every', String(EVERY))
      expect(count).toBeGreaterThan(least)
      expect(crashed).toBe(0)
      expect(news(lines)).toEqual([])
      expect(disagreements(answered)).toEqual([])
    },
  )
})
