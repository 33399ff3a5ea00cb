import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { bandFunctions, insideBand } from '../../src/theorems/bands.ts'
import { hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { theoremS } from '../../src/theorems/theorem-s.ts'
import { HYPERBOLA, settled } from './subject.ts'

const BAND: Subject = {
  ...HYPERBOLA,
  g: [{ when: [], value: 'max(x^2 - y^2 - 1, 0)^2 + max(-1 - x^2 + y^2, 0)^2' }],
}
const INSIDE = insideBand(bandFunctions(BAND) ?? [])
const inside = (x: string, y: string): Claim => ({
  claim: 'described-set',
  context: BAND.context,
  assume: INSIDE,
  equations: BAND.residuals,
  description: BAND.residuals,
  witness: { point: { x, y } },
})
const FLAT: Claim = {
  claim: 'flat-minima',
  context: BAND.context,
  residuals: BAND.residuals,
  loss: 'single',
  minimum: '2',
  points: [
    { x: '1', y: '1' },
    { x: '-1', y: '-1' },
  ],
}

const HINTS = { seed: 1, laws: [parseTerm('x^2 - y^2')], residual: parseTerm('x*y - 1') }
const settledWithLaws = async (claim: Claim): Promise<CheckedClaim> => {
  const verdict = await proveClaim(claim, { budget: { deadline: Date.now() + 60_000 }, hints: HINTS })
  if (verdict.status !== 'proved' || verdict.checked === undefined) throw new Error(`${claim.claim}: ${verdict.status}`)
  return verdict.checked
}

let hypotheses: readonly CheckedClaim[]
let witness: CheckedClaim
beforeAll(async () => {
  const { lyapunov: _, ...claims } = hypothesesOf(BAND)
  const found: CheckedClaim[] = []
  for (const claim of Object.values(claims)) found.push(await settledWithLaws(claim))
  hypotheses = found
  witness = await settled(inside('1', '1'))
}, 240_000)

describe('a band of minima', () => {
  test('is read off g = Σ max(e, 0)^(2k) alone', () => {
    expect(bandFunctions(BAND)).toEqual(['x^2 - y^2 - 1', '-1 - x^2 + y^2'])
    for (const value of ['(x^2 - y^2)^2', 'max(x, y)^2', 'max(x, 0)^3', 'max(x, 0)^2 + y^2', 'max(x, 0, y)^2']) {
      expect(bandFunctions({ ...BAND, g: [{ when: [], value }] }), value).toBeUndefined()
    }
    expect(bandFunctions({ ...BAND, g: [{ when: ['x > 0'], value: 'max(x, 0)^2' }] })).toBeUndefined()
  })

  test('is certified as a band where a point of M lies inside it, with the flat minima in it', async () => {
    const conclusion = theoremS(BAND, [...hypotheses, witness, await settled(FLAT)])
    expect(conclusion).toMatchObject({
      verdict: 'band-certified',
      attractor: 'x*y - 1 = 0, 0 >= x^2 - y^2 - 1, 0 >= -1 - x^2 + y^2',
      flat: [
        ['1', '1'],
        ['-1', '-1'],
      ],
      trust: 'kernel',
    })
    expect(conclusion?.text).toContain('not where in it')
    expect(conclusion?.text).toContain('at most an observation')
  })

  test('is not called a band without such a point, nor with one outside', async () => {
    expect(theoremS(BAND, hypotheses)?.verdict).toBe('certified')
    await expect(settled(inside('2', '1/2'))).rejects.toThrow()
  })
})
