import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import type { Subject } from '../../src/theorems/hypothesis.ts'

/** Example 1.1 of [J]. */
export const HYPERBOLA: Subject = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: '(x*y - 1)^2',
  residuals: ['x*y - 1'],
  loss: 'single',
  phi: 't^2',
  tameClass: 'semialgebraic',
  g: [{ when: [], value: '(x^2 - y^2)^2' }],
  level: '1',
}

/** Example 4.3 of [J]. */
export const CUBIC: Subject = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: '(x^3 + y^3 - 1)^2',
  residuals: ['x^3 + y^3 - 1'],
  loss: 'single',
  phi: 't^2',
  tameClass: 'semialgebraic',
  g: [
    { when: ['x*y > 0'], value: '(1/x - 1/y)^2' },
    { when: ['0 > x*y'], value: '(x*y/(x - y))^2' },
  ],
  level: '1',
  walls: [{ piece: 2, condition: 1, factors: ['-x', 'y'] }],
}

/** The kernel's seal on a claim that the provers settle; throws where they do not. */
export const settled = async (claim: Claim, outcome: 'proved' | 'refuted' = 'proved'): Promise<CheckedClaim> => {
  const verdict = await proveClaim(claim, { budget: { deadline: Date.now() + 20_000 }, hints: { seed: 1 } })
  if (verdict.status !== outcome || verdict.checked === undefined) {
    throw new Error(`expected ${outcome}, found ${verdict.status}: ${JSON.stringify(claim)}`)
  }
  return verdict.checked
}

export const settledAll = (claims: readonly Claim[]): Promise<CheckedClaim[]> =>
  Promise.all(claims.map((claim) => settled(claim)))
