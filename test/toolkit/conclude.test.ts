import { beforeAll, describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import type { Verdict } from '../../src/kernel/verdict.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import type { ClaimEntry, ClaimId } from '../../src/theorems/check-result.ts'
import { hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { conclude } from '../../src/toolkit/conclude.ts'
import { CROSS } from './subjects.ts'

/** On h = 0 the given g bends upwards. */
const PARABOLA: Subject = { ...CROSS, f: '(x^2 - y)^2', residuals: ['x^2 - y'], g: [{ when: [], value: 'y^2' }] }
const LINE: Subject = { ...CROSS, f: '(x + y)^2', residuals: ['x + y'] }

const verdictOn = (claim: Claim): Promise<Verdict> =>
  proveClaim(claim, { budget: { deadline: Date.now() + 20_000 }, hints: { seed: 1 } })

const OPEN: Verdict = { status: 'unknown', reason: 'timeout', tried: [] }

const entry = (id: ClaimId, verdict: Verdict): ClaimEntry => ({
  id,
  verdict,
  needed: true,
  statement: '',
  latex: '',
  source: '',
})

const OF_F = ['structure', 'tame', 'minimum-zero', 'full-rank'] as const

/** The conclusion from what is known of f and one more claim, and from that claim with the structure left open. */
const conclusions = async (subject: Subject, id: ClaimId, claim: Claim) => {
  const known = await Promise.all(OF_F.map(async (of) => entry(of, await verdictOn(hypothesesOf(subject)[of]))))
  const entries = [...known.filter((e) => e.id !== id), entry(id, await verdictOn(claim))]
  const checked = entries.map(({ verdict }) => (verdict.status === 'unknown' ? undefined : verdict.checked))
  const unstructured = entries.map((e) => (e.id === 'structure' ? entry('structure', OPEN) : e))
  return { proved: conclude(subject, entries, checked), open: conclude(subject, unstructured, checked) }
}

describe('what h says of f', () => {
  let degenerate: Awaited<ReturnType<typeof conclusions>>
  let bent: Awaited<ReturnType<typeof conclusions>>
  let flat: Awaited<ReturnType<typeof conclusions>>
  beforeAll(async () => {
    const { context, residuals } = LINE
    const constant: Claim = { claim: 'constant-sharpness', context, residuals, loss: 'single', value: '2' }
    degenerate = await conclusions(CROSS, 'full-rank', hypothesesOf(CROSS)['full-rank'])
    bent = await conclusions(PARABOLA, 'second-order', hypothesesOf(PARABOLA)['second-order'])
    flat = await conclusions(LINE, 'flat-minima', constant)
  })

  test('a vanishing gradient, where f = phi(|h|) was proved', () => {
    expect(degenerate.proved).toMatchObject({ verdict: 'degenerate', trust: 'kernel' })
    expect(degenerate.open.verdict).toBe('undecided')
  })

  test('a second-order term of the wrong sign is named as what was refuted', () => {
    expect(bent.proved.verdict).toBe('sufficient-condition-fails')
    expect(bent.proved.text).toMatch(/there h = 0 and g > 0, but ∇²g\(∇h, ∇h\) ≥ 0/)
  })

  test('constant sharpness, where f = phi(|h|) was proved', () => {
    expect(flat.proved.verdict).toBe('no-regularization')
    expect(flat.open.verdict).toBe('undecided')
  })
})
