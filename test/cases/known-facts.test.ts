import { describe, expect, test } from 'vitest'
import { CASES, describeFact } from './facts.ts'
import { caseRunner } from './run-case.ts'

// The facts about a few objectives, for the everyday run; all of them are in known-facts.slow.test.ts.

const EVERYDAY = ['case-01', 'case-10', 'case-31']

describe.each(EVERYDAY)('%s', (name) => {
  const given = CASES.find((c) => c.name === name)
  if (given === undefined) throw new Error(`there is no ${name}`)
  const { run } = caseRunner(given, 30)
  test.each(given.checks.map((item, i) => [`${i + 1}: ${describeFact(item)}`, item] as const))(
    '%s',
    async (_, item) => expect(await run(item)).toEqual({ passed: true }),
    60_000,
  )
})
