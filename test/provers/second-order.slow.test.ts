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

const DIAGONAL = ['x1*y1-1', 'x2*y2-1']
const BALANCE = '(x1^2-y1^2)^2+(x2^2-y2^2)^2'
const several = (residuals: readonly string[], loss: 'l1' | 'l2', g: string, variables: readonly string[]): Claim => ({
  claim: 'second-order',
  context: context(variables),
  residuals,
  loss,
  g: onePiece(g),
})
const FOUR = ['x1', 'x2', 'y1', 'y2']

test('for |F|_1 every choice of signs is a direction, for |F| every direction of the normal space', async () => {
  expect((await proveClaim(several(DIAGONAL, 'l1', BALANCE, FOUR), within(30_000))).status).toBe('proved')
  const verdict = await proveClaim(several(DIAGONAL, 'l2', BALANCE, FOUR), within(30_000))
  expect(verdict).toMatchObject({ status: 'refuted', value: '0' })
  if (verdict.status !== 'refuted') return
  // Strict only where both laws are away from 0: one of the two weights is 0 in the direction shown.
  expect(Object.values(verdict.direction ?? {})).toContain('0')
}, 90_000)

test.each<[string, readonly string[], readonly string[]]>([
  ['other numbers', ['2*x1*y1-3', 'x2*y2+1'], FOUR],
  ['other names', ['a*c-1', 'b*d-1'], ['a', 'b', 'c', 'd']],
])(
  '%s do not change the answer',
  async (_, residuals, names) => {
    const [p, q, r, s] = names as [string, string, string, string]
    const g = `(${p}^2-${r}^2)^2+(${q}^2-${s}^2)^2`
    expect((await proveClaim(several(residuals, 'l1', g, names), within(30_000))).status).toBe('proved')
  },
  60_000,
)

test('a law that is centred wrongly is refuted with the signs', async () => {
  const verdict = await proveClaim(several(['x*y-1', 'x*z'], 'l1', '(x^2-y^2-z^2)^2', ['x', 'y', 'z']), within(30_000))
  expect(verdict.status).toBe('refuted')
  if (verdict.status === 'refuted') expect(Object.keys(verdict.direction ?? {}).sort()).toEqual(['s[1]', 's[2]'])
}, 60_000)

const MATRICES = ['a', 'b', 'c', 'd', 'p', 'q', 'r', 's']
const product = ([k, l, m, n]: readonly [number, number, number, number]): readonly string[] => [
  `a*p+b*r-${k}`,
  `a*q+b*s-${l}`,
  `c*p+d*r-${m}`,
  `c*q+d*s-${n}`,
]

test.each<[readonly string[], readonly string[], 'proved' | 'refuted']>([
  [DIAGONAL, FOUR, 'proved'],
  // XY = M with det M ≠ 0.
  [product([2, 1, 0, 3]), MATRICES, 'proved'],
  [product([1, 0, 0, 1]), MATRICES, 'proved'],
  [['x*y-1', 'x*z'], ['x', 'y', 'z'], 'proved'],
  [['x*y', 'x*z'], ['x', 'y', 'z'], 'refuted'],
  [['x*y-1', '2*x*y-2'], ['x', 'y'], 'refuted'],
])(
  'rank of the derivative of %j',
  async (residuals, variables, status) => {
    const claim: Claim = { claim: 'full-rank', context: context(variables), residuals }
    expect((await proveClaim(claim, within(20_000))).status).toBe(status)
  },
  60_000,
)
