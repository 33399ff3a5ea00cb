import { describe, expect, test } from 'vitest'
import { hasTools } from '../support/tools.ts'
import { digitMutants, firstOpinion, SAVED, secondOpinion, wronglyAccepted } from './saved-proofs.ts'

const withPython = hasTools('saved proofs', 'python3')

describe.for(SAVED)('every digit of %s, changed', ([, text]) => {
  const mutants = digitMutants(text)
  const entries = mutants.map(({ entry }) => entry)

  test('is refused by the kernel, or still true', { timeout: 900_000 }, () => {
    expect(wronglyAccepted(mutants, firstOpinion(entries))).toEqual([])
  })

  test.runIf(withPython)('is refused by proofs/check.py, or still true', { timeout: 1_800_000 }, () => {
    expect(wronglyAccepted(mutants, secondOpinion(entries))).toEqual([])
  })
})
