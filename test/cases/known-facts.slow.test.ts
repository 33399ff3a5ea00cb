import { describe, expect, test } from 'vitest'
import { CASES, describeFact, isOpen } from './facts.ts'
import { caseRunner } from './run-case.ts'

// Every fact known about every objective of the collection, but for those listed as open.

const LIMIT_SECONDS = 30

describe.each(CASES.map((given) => [given.name, given] as const))('%s', (name, given) => {
  const { run } = caseRunner(given, LIMIT_SECONDS)
  for (const [i, item] of given.checks.entries()) {
    if (isOpen(name, item)) continue
    test(`${i + 1}: ${describeFact(item)}`, async () => expect(await run(item)).toEqual({ passed: true }), 120_000)
  }
})
