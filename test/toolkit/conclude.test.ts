import { beforeAll, describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import type { Verdict } from '../../src/kernel/verdict.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import type { ClaimEntry, ClaimId } from '../../src/theorems/check-result.ts'
import { hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { conclude } from '../../src/toolkit/conclude.ts'

const CROSS: Subject = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: '(x*y)^2',
  residual: 'x*y',
  phi: 't^2',
  tameClass: 'semialgebraic',
  g: [{ when: [], value: '(x^2 + y^2)^2' }],
  level: 'infinity',
}
/** On h = 0 the given g bends upwards. */
const PARABOLA: Subject = { ...CROSS, f: '(x^2 - y)^2', residual: 'x^2 - y', g: [{ when: [], value: 'y^2' }] }
const LINE: Subject = { ...CROSS, f: '(x + y)^2', residual: 'x + y' }

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

/** The conclusion from the structure and one more claim, and from that claim with the structure left open. */
const conclusions = async (subject: Subject, id: ClaimId, claim: Claim) => {
  const structure = await verdictOn(hypothesesOf(subject).structure)
  const verdict = await verdictOn(claim)
  const checked = [structure, verdict].map((v) => (v.status === 'unknown' ? undefined : v.checked))
  const from = (first: Verdict) => conclude(subject, [entry('structure', first), entry(id, verdict)], checked)
  return { proved: from(structure), open: from(OPEN) }
}

describe('what h says is said of f only where f = phi(|h|) was proved', () => {
  let degenerate: Awaited<ReturnType<typeof conclusions>>
  let bent: Awaited<ReturnType<typeof conclusions>>
  let flat: Awaited<ReturnType<typeof conclusions>>
  beforeAll(async () => {
    const { context, residual } = LINE
    const constant: Claim = { claim: 'constant-sharpness', context, residuals: [residual], value: '2' }
    degenerate = await conclusions(CROSS, 'full-rank', hypothesesOf(CROSS)['full-rank'])
    bent = await conclusions(PARABOLA, 'second-order', hypothesesOf(PARABOLA)['second-order'])
    flat = await conclusions(LINE, 'flat-minima', constant)
  })

  test('a vanishing gradient', () => {
    expect(degenerate.proved).toMatchObject({ verdict: 'degenerate', trust: 'kernel' })
    expect(degenerate.open.verdict).toBe('undecided')
  })

  test('a second-order term of the wrong sign', () => {
    expect(bent.proved.verdict).toBe('sufficient-condition-fails')
    expect(bent.proved.text).toMatch(/there h = 0 and g > 0, but ∇²g\(∇h, ∇h\) ≥ 0/)
    expect(bent.open.verdict).toBe('undecided')
  })

  test('constant sharpness', () => {
    expect(flat.proved.verdict).toBe('no-regularization')
    expect(flat.open.verdict).toBe('undecided')
  })
})
