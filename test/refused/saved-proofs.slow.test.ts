import { describe, expect, test } from 'vitest'
import { hasTools } from '../support/tools.ts'
import { digitMutants, firstOpinion, SAVED, secondOpinion, wronglyAccepted } from './saved-proofs.ts'

const withPython = hasTools('saved proofs', 'python3')

// All digits take the second checker ten minutes: EVERY_DIGIT=true asks for them, otherwise some hundred evenly spread.
const MOST = process.env.EVERY_DIGIT === 'true' ? Number.POSITIVE_INFINITY : 500

describe.for(SAVED)('the digits of %s, each changed', ([, text]) => {
  const all = digitMutants(text)
  const stride = Math.max(1, Math.ceil(all.length / MOST))
  const mutants = all.filter((_, i) => i % stride === 0)
  const entries = mutants.map(({ entry }) => entry)

  test('is refused by the kernel, or still true', { timeout: 900_000 }, () => {
    expect(wronglyAccepted(mutants, firstOpinion(entries))).toEqual([])
  })

  test.runIf(withPython)('is refused by proofs/check.py, or still true', { timeout: 1_800_000 }, () => {
    expect(wronglyAccepted(mutants, secondOpinion(entries))).toEqual([])
  })
})
