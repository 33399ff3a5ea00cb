import { beforeAll, describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import type { ClaimEntry, ClaimId } from '../../src/theorems/check-result.ts'
import { orbitClaims } from '../../src/theorems/equal-flatness.ts'
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
  beforeAll(async () => {
    degenerate = await conclusions(CROSS, 'full-rank', hypothesesOf(CROSS)['full-rank'])
    bent = await conclusions(PARABOLA, 'second-order', hypothesesOf(PARABOLA)['second-order'])
  })

  test('a vanishing gradient, where f = phi(|h|) was proved', () => {
    expect(degenerate.proved).toMatchObject({ verdict: 'degenerate', trust: 'kernel' })
    expect(degenerate.open.verdict).toBe('undecided')
  })

  test('a second-order term of the wrong sign is named as what was refuted', () => {
    expect(bent.proved.verdict).toBe('sufficient-condition-fails')
    expect(bent.proved.text).toMatch(/there h = 0 and g > 0, but ∇²g\(∇h, ∇h\) ≥ 0/)
  })
})

describe('what f alone decides', () => {
  const settled = async (claims: readonly Claim[]) =>
    (await Promise.all(claims.map(verdictOn))).map((verdict) =>
      verdict.status === 'unknown' ? undefined : verdict.checked,
    )
  let known: Awaited<ReturnType<typeof settled>>
  beforeAll(async () => {
    known = await settled(OF_F.map((id) => hypothesesOf(LINE)[id]))
  })

  test('all minima are equally flat where isometries carry them into each other', async () => {
    const orbits = await settled(orbitClaims(LINE, LINE.residuals) ?? [])
    expect(conclude(undefined, [], [...known, ...orbits], LINE)).toMatchObject({
      verdict: 'no-regularization',
      trust: 'kernel',
    })
    for (const [i] of known.entries()) {
      if (OF_F[i] === 'tame' || OF_F[i] === 'full-rank') continue
      expect(conclude(undefined, [], [...known.toSpliced(i, 1), ...orbits], LINE).verdict, OF_F[i]).toBe('undecided')
    }
    for (const [i] of orbits.entries()) {
      if (orbits[i]?.claim.claim === 'full-rank') continue
      expect(conclude(undefined, [], [...known, ...orbits.toSpliced(i, 1)], LINE).verdict).toBe('undecided')
    }
  })

  test('that they are equally sharp is not enough', async () => {
    const { context, residuals } = LINE
    const constant = await settled([{ claim: 'constant-sharpness', context, residuals, loss: 'single', value: '2' }])
    const { verdict, text } = conclude(LINE, [], [...known, ...constant])
    expect(verdict).toBe('undecided')
    expect(text).toMatch(/equally sharp at all minima: which of them are flat is a matter of higher order/)
  })
})
