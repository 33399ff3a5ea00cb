import { describe, expect, test } from 'vitest'
import { recheck } from '../../src/toolkit/proof-file.ts'
import { hasTools } from '../support/tools.ts'
import type { Entry } from './entries.ts'
import {
  type DigitSite,
  digitSites,
  entriesOf,
  firstOpinion,
  mutantsAt,
  oddlyAccepted,
  SAVED,
  secondOpinion,
  spread,
  wronglyAccepted,
} from './saved-proofs.ts'

const withPython = hasTools('saved proofs', 'python3')

// All digits take the second checker an hour: EVERY_DIGIT=true asks for them, otherwise some are taken, evenly spread.
const EVERY = process.env.EVERY_DIGIT === 'true'
const [IN_CLAIMS, IN_CERTIFICATES, TEXT] = EVERY ? [1e9, 1e9, 1e12] : [100, 100, 1_000_000]
const timeout = EVERY ? 3_600_000 : 120_000

const all = (count: number): boolean[] => Array<boolean>(count).fill(true)
const digits = (text: string): number => text.match(/\d/g)?.length ?? 0

describe.for(SAVED)('%s', ([name, text]) => {
  const entries = entriesOf(text)
  const claims = spread(digitSites(text, 'claim'), IN_CLAIMS, TEXT)
  const certificates = spread(digitSites(text, 'certificate'), IN_CERTIFICATES, TEXT)

  test('every digit is in an entry or the version', () => {
    const inside = entries.reduce((sum, entry) => sum + digits(JSON.stringify(entry)), 0)
    expect(digits(text)).toBe(inside + 1)
    expect(() => recheck(text.replace(/"version": 1/, '"version": 2'))).toThrow('version')
  })

  // A certificate with another digit may be another proof: the claim is as it was, and true. It is rarely one, and then
  // one of a kind that was looked at.
  const agrees = (opinion: (entries: readonly Entry[]) => readonly boolean[], others: readonly DigitSite[]) => {
    expect(opinion(entries)).toEqual(all(entries.length))
    for (const mutants of mutantsAt(claims)) {
      expect(wronglyAccepted(name, mutants, opinion(mutants.map(({ entry }) => entry)))).toEqual([])
    }
    let [count, proofs] = [0, 0]
    for (const mutants of mutantsAt(others)) {
      const accepted = opinion(mutants.map(({ entry }) => entry))
      expect(oddlyAccepted(name, mutants, accepted)).toEqual([])
      count += mutants.length
      proofs += accepted.filter((is) => is).length
    }
    expect(proofs).toBeLessThanOrEqual(count / 5)
  }

  test('the kernel accepts it, and with another digit in a claim only what is true', { timeout }, () => {
    agrees(firstOpinion, certificates)
  })

  test.runIf(withPython)('so does proofs/check.py', { timeout }, () => {
    agrees(
      secondOpinion,
      certificates.filter((_, i) => EVERY || i % 2 === 0),
    )
  })
})
