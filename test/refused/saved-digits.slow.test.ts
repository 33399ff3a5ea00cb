import { describe, expect, test } from 'vitest'
import { recheck } from '../../src/toolkit/proof-file.ts'
import { hasTools } from '../support/tools.ts'
import { randomFrom } from './false-claims/random.ts'
import { digitMutants, entriesOf, firstOpinion, SAVED, secondOpinion, wronglyAccepted } from './saved-proofs.ts'

const all = (count: number): boolean[] => Array<boolean>(count).fill(true)
const digits = (text: string): number => text.match(/\d/g)?.length ?? 0
const withPython = hasTools('saved proofs', 'python3')

describe.for(SAVED)('%s', ([, text]) => {
  const entries = entriesOf(text)
  const mutants = digitMutants(text)
  const random = randomFrom(20)
  const sample = Array.from({ length: 50 }, () => random.pick(mutants))

  test('every digit is in an entry or the version', () => {
    const inside = entries.reduce((sum, entry) => sum + digits(JSON.stringify(entry)), 0)
    expect(digits(text)).toBe(inside + 1)
    expect(() => recheck(text.replace(/"version": 1/, '"version": 2'))).toThrow('version')
  })

  test('the kernel accepts it, and no sampled change of a digit that makes it false', () => {
    expect(firstOpinion(entries)).toEqual(all(entries.length))
    expect(wronglyAccepted(sample, firstOpinion(sample.map(({ entry }) => entry)))).toEqual([])
  })

  test.runIf(withPython)('proofs/check.py accepts it, and no sampled change of a digit that makes it false', () => {
    expect(secondOpinion(entries)).toEqual(all(entries.length))
    expect(wronglyAccepted(sample, secondOpinion(sample.map(({ entry }) => entry)))).toEqual([])
  })
})
