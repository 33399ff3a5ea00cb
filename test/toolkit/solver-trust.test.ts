import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { claimSection } from '../../src/report/claim-sections.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import type { ClaimEntry, ClaimId } from '../../src/theorems/check-result.ts'
import { hypothesesOf } from '../../src/theorems/hypothesis.ts'
import { conclude } from '../../src/toolkit/conclude.ts'
import { EXIT, verdictStatus } from '../../src/toolkit/exit-status.ts'
import { proofFileOf, recheck, solverScriptsOf } from '../../src/toolkit/proof-file.ts'
import { markOf, showVerdict } from '../../src/toolkit/show-verdict.ts'
import { CROSS } from './subjects.ts'

const RELATION: Claim = { claim: 'relation', context: CROSS.context, assume: [], goal: 'x^2 + y^2 >= 2*x*y' }
const CERTIFICATE = { solver: 'z3', version: '1', scripts: { goal: '(check-sat)' }, proofs: {} }
const SAID: Verdict = { status: 'proved', trust: 'solver', method: 'z3 1', certificate: CERTIFICATE }

const entry = (id: ClaimId, verdict: Verdict, kernelClaim?: Claim): ClaimEntry => ({
  id,
  verdict,
  needed: true,
  statement: 'a statement',
  latex: 'a',
  source: '',
  ...(kernelClaim === undefined ? {} : { kernelClaim }),
})

describe('what only a solver says', () => {
  test('counts unless only the kernel does', () => {
    expect(verdictStatus(SAID)).toBe(EXIT.proved)
    expect(verdictStatus(SAID, 'kernel')).toBe(EXIT.unknown)
  })

  test('has words and a mark of its own', () => {
    expect(showVerdict(SAID)).toBe('reported by a solver, not re-checked (z3 1)')
    expect(markOf(SAID)).toBe('~')
    const parts: Verdict = { ...SAID, certificate: { ...CERTIFICATE, proofs: { other: { kind: 'identity' } } } }
    const [block] = claimSection(entry('conserved', parts))
    const words = block?.kind === 'paragraph' ? block.content.map((part) => JSON.stringify(part)).join(' ') : ''
    for (const part of [
      'A solver reports that',
      'not re-checked',
      'z3 1',
      "goal is the solver's; the kernel accepted other",
    ]) {
      expect(words).toContain(part)
    }
  })

  test('is not among saved proofs, but its questions can be asked again', () => {
    const claims = [{ kernelClaim: RELATION, verdict: SAID }]
    expect(proofFileOf(claims).entries).toEqual([])
    expect(solverScriptsOf(claims)).toEqual([{ name: 'relation-1-goal', text: '(check-sat)' }])
  })

  test('is refused where it stands among them all the same', () => {
    const entries = [{ claim: RELATION, certificate: CERTIFICATE }]
    expect(recheck(JSON.stringify({ format: 'gradlaw-proof', version: 1, entries }))).toMatchObject({
      accepted: 0,
      refused: 1,
      entries: [{ reason: expect.stringContaining('solver') }],
    })
  })

  test('makes a conclusion that uses it no stronger', async () => {
    const claim = hypothesesOf(CROSS)['full-rank']
    const rank = await proveClaim(claim, { budget: { deadline: Date.now() + 20_000 }, hints: { seed: 1 } })
    expect(rank.status).toBe('refuted')
    const with_ = (structure: Verdict) =>
      conclude(CROSS, [entry('structure', structure), entry('full-rank', rank, claim)], [])
    expect(with_(SAID)).toMatchObject({ verdict: 'degenerate', trust: 'solver' })
    expect(with_({ ...SAID, trust: 'kernel' })).toMatchObject({ verdict: 'degenerate', trust: 'kernel' })
  }, 30_000)
})
