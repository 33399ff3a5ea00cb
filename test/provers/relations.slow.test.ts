import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { numbers } from '../../src/provers/rational-tuples.ts'
import { context, onePiece, within } from './claims.ts'

const x = context(['x'])
const xy = context(['x', 'y'])
const xyz = context(['x', 'y', 'z'])
const positive = context(['x', 'y'], { parameters: ['a'], assume: ['a > 0'] })
const integers = context([], { parameters: ['n', 'm'], integers: ['n', 'm'] })

const relation = (own: Claim['context'], goal: string, assume: readonly string[] = []): Claim => ({
  claim: 'relation',
  context: own,
  assume,
  goal,
})

test.each([
  relation(xy, 'x^2+y^2 >= 2', ['x*y = 1']),
  relation(xy, '2*x*y <= x^2+y^2'),
  relation(x, 'x/(1+x^2) <= 1/2'),
  relation(x, 'abs(x) >= x'),
  relation(x, 'exp(x) >= 1+x'),
  relation(xy, 'max(x,y) >= x'),
  relation(x, 'sqrt(x)^2 = x', ['x >= 0']),
  relation(xy, 'abs(x+y) <= abs(x)+abs(y)'),
  relation(xyz, 'x^4*y^2+x^2*y^4+z^6-3*x^2*y^2*z^2 >= 0'),
  relation(x, 'exp(x)+exp(-x) >= 2'),
  relation(x, 'x^2+1 > 2*x', ['x != 1']),
  relation(positive, 'a+1/a >= 2'),
  relation(x, 'sqrt(x^2+1) > x'),
  relation(x, 'tanh(x) < 1'),
  relation(x, 'cos(x) <= 1'),
  relation(x, 'log(1+x^2) <= x^2'),
  relation(xyz, 'x+y+z >= 3', ['x*y*z = 1', 'x > 0', 'y > 0', 'z > 0']),
  relation(xy, 'x = 0', ['x^2+y^2 = 0']),
  relation(xy, 'false', ['x^2+y^2 < 0']),
  relation(xy, 'x = -y', ['2*exp(x+y) = 2']),
])(
  'proved: $goal',
  async (claim) => {
    // A loaded machine may take several times as long as a quiet one.
    expect((await proveClaim(claim, within(60_000))).status).toBe('proved')
  },
  90_000,
)

describe('refuted with an exact witness', () => {
  test.each([
    relation(xy, 'x^4-3*x*y+y^4 >= 0'),
    relation(xy, 'x^2 >= y'),
    relation(x, 'x^4-4*x^3+4*x^2-1/1000 >= 0'),
    relation(xy, 'x^2+y^2 >= 2001/1000', ['x*y = 1']),
    relation(xy, 'x^2+y^2 >= 3', ['x^3+y^3 = 1']),
    relation(x, 'x^2 > 2', ['x^2 >= 2']),
    relation(x, '(x-31415/10000)^2 >= 1/10^6'),
    relation(xy, '(x-271/100)^2+(y+314/100)^2 > 1/100'),
    relation(x, 'x >= 0', ['x^2 = 2']),
    relation(xyz, 'x*y*z <= 10^9'),
    relation(x, 'exp(x) != 1+x'),
    relation(xy, 'max(x,y) != (x+y)/2'),
    relation(xy, 'y+exp(x) != 3*x+7'),
    relation(integers, 'n^2 > n'),
    relation(integers, '3*n != 5*m+1'),
    { claim: 'conserved', context: xy, f: '(x*y-1)^2', g: onePiece('(x^2-1000000001/1000000000*y^2)^2') },
    {
      claim: 'second-order',
      context: xy,
      residuals: ['x*y-1'],
      loss: 'single',
      g: onePiece('(x^2-y^2-1)^2'),
    },
    { claim: 'lyapunov', context: xy, f: '(x*y-1)^2', g: onePiece('x^2+y^2') },
    { claim: 'full-rank', context: xy, residuals: ['x^2-y^2'] },
    {
      claim: 'critical-values',
      context: xy,
      f: '(x*y-1)^2',
      residuals: ['x*y-1'],
      loss: 'single',
      level: '1000001/1000000',
    },
    { claim: 'minimum-zero', context: xy, f: '(x*y-1)^2-1/10^6', residual: null },
    { claim: 'second-order', context: xy, residuals: ['exp(x)*y-1'], loss: 'single', g: onePiece('(y^2-2*x-1)^2') },
    {
      claim: 'second-order',
      context: xyz,
      residuals: ['x*y-1', 'x*z'],
      loss: 'l2',
      g: onePiece('(x^2-y^2-z^2)^2'),
    },
  ] satisfies Claim[])('%j', async (claim) => {
    const verdict = await proveClaim(claim, within(20_000))
    expect(verdict.status).toBe('refuted')
    if (verdict.status !== 'refuted') return
    expect(isCheckedClaim(verify(claim, JSON.parse(JSON.stringify(verdict.certificate))))).toBe(true)
    expect(Object.keys(verdict.witness).length).toBeGreaterThan(0)
  })
})

test('false inequalities are never proved, and most are refuted', async () => {
  const random = numbers(20)
  const integer = (n: number): number => Math.floor(random() * (2 * n + 1)) - n
  let refuted = 0
  const count = 60
  for (let i = 0; i < count; i++) {
    // Zero at (a, b), so not above 10^−s everywhere.
    const [a, b, s] = [integer(9), integer(9), 1 + Math.floor(random() * 5)]
    const [m, n] = [integer(3), integer(3)]
    const p = `(x-(${a})+(${m})*(y-(${b})))^2+(y-(${b})+(${n})*(x-(${a})))^2*(1+x^2)`
    const verdict = await proveClaim(relation(xy, `${p} >= 1/10^${s}`), within(2_000))
    expect(verdict.status).not.toBe('proved')
    if (verdict.status === 'refuted') refuted++
  }
  expect(refuted).toBeGreaterThan(count * 0.8)
}, 60_000)

test('the time given is kept', async () => {
  const started = Date.now()
  const hard = relation(xyz, 'x^6+y^6+z^6+3*x^2*y^2*z^2-x^4*y^2-x^2*y^4-x^4*z^2-x^2*z^4-y^4*z^2-y^2*z^4+sin(x) >= -2')
  const verdict = await proveClaim(hard, within(1_000))
  expect(verdict.status).toBe('unknown')
  expect(Date.now() - started).toBeLessThan(4_000)
})

test('a claim that cannot be read is unsupported, not an exception', async () => {
  const verdict = await proveClaim(relation(x, 'y >= 0'), within(500))
  expect(verdict).toMatchObject({ status: 'unknown', reason: 'unsupported' })
})
