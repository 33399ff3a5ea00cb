import { expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import type { ClaimEntry } from '../../src/theorems/check-result.ts'
import { standingBy } from '../../src/theorems/theorem-page.ts'

const about = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: '(x^2*y - 2)^2',
  g: [{ when: [], value: '(x^2 - y^2)^2' }],
}

/** The claim, refuted at a point by the kernel, as an entry of a checklist and as its seal. */
const refutedAt = (form: 'conserved' | 'lyapunov', point: Record<string, string>) => {
  const claim: Claim = { claim: form, ...about }
  const certificate = { outcome: 'refuted', obligation: 'piece.1', point }
  const seal = verify(claim, certificate)
  if (!isCheckedClaim(seal)) throw new Error(`${form}: ${seal.detail}`)
  const entry: ClaimEntry = {
    id: form,
    needed: true,
    statement: '',
    latex: '',
    source: '',
    kernelClaim: claim,
    verdict: { status: 'refuted', trust: 'kernel', witness: point, certificate, checked: seal },
  }
  return { claim, seal, entry }
}

test('a hypothesis fails where the claim of its name fails, whichever was refuted first', () => {
  const both = [refutedAt('conserved', { x: '2', y: '1' }), refutedAt('lyapunov', { x: '1', y: '-2' })]
  const matter = { entries: both.map(({ entry }) => entry), checked: both.map(({ seal }) => seal) }
  const anyOf = both.map(({ claim }) => claim)
  expect(standingBy([{ name: 'lyapunov', anyOf }], matter as never, '')).toEqual({
    status: 'fails',
    hypothesis: 'lyapunov',
    witness: 'x = 1, y = -2',
  })
  expect(standingBy([{ name: 'conserved', anyOf }], matter as never, '')).toMatchObject({ witness: 'x = 2, y = 1' })
})
