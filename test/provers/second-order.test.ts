import { expect, test } from 'vitest'
import type { Claim, PiecesJson } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { context, onePiece, within } from './claims.ts'

const secondOrder = (residual: string, g: PiecesJson): Claim => ({
  claim: 'second-order',
  context: context(['x', 'y']),
  residuals: [residual],
  loss: 'single',
  g,
})

test.each<[string, PiecesJson]>([
  ['x^3+y^3-1', [{ when: ['x > 0', 'y > 0'], value: '(1/x-1/y)^2' }]],
  [
    'x^3+y^3-1',
    [
      { when: ['x*y > 0'], value: '(1/x-1/y)^2' },
      { when: ['0 > x*y'], value: '(x*y/(x-y))^2' },
    ],
  ],
  ['x^2+x*y+y^2-1', onePiece('(x+y)^2/(x-y)^6')],
])('%s with %j: the second derivative is a negative multiple of g', async (residual, g) => {
  const verdict = await proveClaim(secondOrder(residual, g), within(5_000))
  expect(verdict.status).toBe('proved')
})

test('a refutation shows a positive second derivative where there is one', async () => {
  const verdict = await proveClaim(secondOrder('x*y-1', onePiece('(x^2-y^2-1)^2')), within(5_000))
  expect(verdict.status).toBe('refuted')
  if (verdict.status !== 'refuted') return
  expect(Number(String(verdict.value).split('/')[0])).toBeGreaterThan(0)
})
