import { expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { orbitClaims } from '../../src/theorems/equal-flatness.ts'
import { flatnessConclusion } from '../../src/theorems/flatness.ts'
import { decide } from '../../src/toolkit/decide.ts'

test('of isolated minima nothing is said about motions that carry one into another', async () => {
  const context = { variables: ['x'], parameters: [], integers: [], assume: [], constants: {} }
  const objective = { context, f: '(x^2 - 1)^2', residuals: ['x^2 - 1'], loss: 'single', phi: 't^2' } as const
  const { f, residuals, loss, phi } = objective
  const claims: readonly Claim[] = [
    { claim: 'structure', context, f, residuals: [...residuals], loss, phi },
    { claim: 'minimum-zero', context, f, residual: residuals[0] },
    ...(orbitClaims(objective, residuals) ?? []),
  ]
  const budget = { deadline: Date.now() + 60_000 }
  const verdicts = await Promise.all(claims.map((claim) => decide(claim, { budget, hints: {} })))
  const conclusion = flatnessConclusion(
    objective,
    verdicts.map((v) => ('checked' in v ? v.checked : undefined)),
  )
  expect(conclusion?.text).toContain('isolated')
  expect(conclusion?.text).not.toContain('rotations')
})
