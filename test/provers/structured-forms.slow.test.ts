import { expect, test } from 'vitest'
import type { Claim, PiecesJson } from '../../src/kernel/claim.ts'
import type { ContextJson } from '../../src/kernel/context.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'

const context = (variables: readonly string[]): ContextJson => ({
  variables: [...variables],
  parameters: [],
  integers: [],
  assume: [],
  constants: {},
})
const piece = (value: string): PiecesJson => [{ when: [], value }]
const statusOf = async (claim: Claim, residual: string): Promise<string> => {
  const search = { budget: { deadline: Date.now() + 60_000 }, hints: { residual: parseTerm(residual) } }
  return (await proveClaim(claim, search)).status
}

const SIX = Array.from({ length: 6 }, (_, i) => `x${i + 1}`)
const PRODUCT = `${SIX.join('*')} - 1`
const BALANCE = SIX.flatMap((a, i) => SIX.slice(i + 1).map((b) => `(${a}^2 - ${b}^2)^2`)).join(' + ')

test('the second-order condition and coercivity in six variables, summand by summand (Example 4.6)', async () => {
  const own = context(SIX)
  const second: Claim = { claim: 'second-order', context: own, residuals: [PRODUCT], loss: 'single', g: piece(BALANCE) }
  expect(await statusOf(second, PRODUCT)).toBe('proved')
  const coercive: Claim = { claim: 'coercive', context: own, f: `(${PRODUCT})^2`, g: piece(BALANCE) }
  expect(await statusOf(coercive, PRODUCT)).toBe('proved')
}, 60_000)

const QUADRATIC = ['u1', 'u2', 'w1', 'w2']
const FORM = '3*u1^2 + 2*u2^2 - 3*w1^2 - 2*w2^2 - 1'

test.each(['u1^4/u2^6 + w1^4*u2^6 + w2^2*u2^2', '2*u1^4/u2^6 + 5*w1^4*u2^6 + w2^2*u2^2'])(
  'a diagonal quadratic form with g = %s',
  async (g) => {
    const own = context(QUADRATIC)
    const f = `(${FORM})^2`
    const second: Claim = { claim: 'second-order', context: own, residuals: [FORM], loss: 'single', g: piece(g) }
    expect(await statusOf(second, FORM)).toBe('proved')
    expect(await statusOf({ claim: 'coercive', context: own, f, g: piece(g) }, FORM)).toBe('proved')
    expect(await statusOf({ claim: 'boundary', context: own, f, g: piece(g), level: '1' }, FORM)).toBe('proved')
  },
  60_000,
)

test('a summand that grows along the method is no proof', async () => {
  // u1^-4·u2^6 is conserved as well, and its second derivative along ∇h is positive.
  const g = 'u2^6/u1^4 + w2^2*u2^2'
  const claim: Claim = {
    claim: 'second-order',
    context: context(QUADRATIC),
    residuals: [FORM],
    loss: 'single',
    g: piece(g),
  }
  expect(await statusOf(claim, FORM)).not.toBe('proved')
}, 60_000)

test('a regularizer without one of the variables is not coercive', async () => {
  const g = 'w1^4*u2^6 + w2^2*u2^2'
  const claim: Claim = { claim: 'coercive', context: context(QUADRATIC), f: `(${FORM})^2`, g: piece(g) }
  expect(await statusOf(claim, FORM)).not.toBe('proved')
}, 60_000)

test('points where a sum of powers over a sum of squares vanishes', async () => {
  const own = context(['x', 'y', 'z'])
  const h = 'x^2 + y^2 + 2*z^2 - 1'
  const g = 'z^4/(x^2 + y^2)^2'
  const boundary: Claim = { claim: 'boundary', context: own, f: `(${h})^2`, g: piece(g), level: '1' }
  expect(await statusOf(boundary, h)).toBe('proved')
  // Without a level, x = y = z = 0 is a boundary point at which g need not be infinite.
  expect(await statusOf({ ...boundary, level: 'infinity' }, h)).not.toBe('proved')
}, 60_000)

test('the least of a sum whose product is fixed, by logarithms (flat minima of Example 4.6)', async () => {
  const names = ['x1', 'x2', 'x3', 'x4', 'x5']
  const h = `${names.join('*')} - 1`
  const signs = Array.from({ length: 32 }, (_, code) => names.map((_name, i) => ((code >> i) & 1 ? -1 : 1)))
  const points = signs
    .filter((list) => list.filter((sign) => sign < 0).length % 2 === 0)
    .map((list) => Object.fromEntries(list.map((sign, i) => [names[i], String(sign)])))
  const claim = (minimum: string, some: typeof points): Claim => ({
    claim: 'flat-minima',
    context: context(names),
    residuals: [h],
    loss: 'single',
    minimum,
    points: some,
  })
  expect(await statusOf(claim('5', points), h)).toBe('proved')
}, 60_000)
