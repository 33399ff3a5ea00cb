import { describe, expect, test } from 'vitest'
import { isCheckedClaim, verify } from '../../../src/kernel/checked-claim.ts'
import type { ContextJson } from '../../../src/kernel/context.ts'
import { type OrderClaims, orderClaims } from '../../../src/provers/order/order-claims.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'

const search = () => ({ budget: { deadline: Date.now() + 60_000 }, hints: { seed: 1 } })

const claimsFor = (f: string, g: string, context: Partial<ContextJson> = {}): readonly OrderClaims[] => {
  const whole = { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {}, ...context }
  return orderClaims({ context: whole, f, residuals: [`sqrt(${f})`], g: [{ when: [], value: g }] }, search())
}

const orderOf = ({ decrease, subregularity }: OrderClaims): number =>
  decrease.beta + decrease.gamma * subregularity.exponent

const THREE = { variables: ['x', 'y', 'z'] }

describe('the order of g where g falls in first order', () => {
  test.each<[f: string, g: string, order: number, context?: Partial<ContextJson>]>([
    ['x^2 + x^4*y^2', 'y^2', 4],
    ['x^2 + x^4*y^2', 'y^4', 4],
    ['x^2 + x^6*y^2', 'y^2', 6],
    ['x^2*(1 + y^2)', 'y^2', 2],
    ['x^2 + x^4*y^4', 'y^2', 4],
    ['(x + y)^2 + (x + y)^4*(x - y)^2', '(x - y)^2', 4],
    ['(x - 1)^2 + (x - 1)^4*(y - 3)^2', '(y - 3)^2', 4],
    ['x^2 + a*x^4*y^2', 'y^2', 4, { parameters: ['a'], assume: ['a > 0'] }],
    ['x^2 + x^4*(y^2 + z^2)', 'y^2 + z^2', 4, THREE],
    ['x^2 + z^2 + (x^2 + z^2)^2*y^2', 'y^2', 4, THREE],
  ])('%s with %s has order %i', { timeout: 60_000 }, async (f, g, order, context) => {
    const [claims] = claimsFor(f, g, context)
    if (claims === undefined) throw new Error('no claims')
    expect(orderOf(claims)).toBe(order)
    for (const claim of [claims.decrease, claims.subregularity]) {
      const verdict = await proveClaim(claim, search())
      expect(verdict.status).toBe('proved')
      if (verdict.status === 'proved') expect(isCheckedClaim(verify(claim, verdict.certificate))).toBe(true)
    }
  })

  test.each([
    ['a g that does not change', 'x^2', 'y^2'],
    ['no polynomial', 'x^2 + x^4*y^2', 'exp(y)'],
    ['an f that is no square times the rest', 'x^2 + y^2 + 1', 'y^2'],
  ])('%s has no claims', (_, f, g) => {
    expect(claimsFor(f, g)).toEqual([])
  })

  test('a smaller order than the true one is not proved', { timeout: 60_000 }, async () => {
    const [claims] = claimsFor('x^2 + x^4*y^2', 'y^2')
    for (const gamma of [0, 1, 2]) {
      const verdict = await proveClaim(
        { ...(claims as OrderClaims).decrease, gamma },
        { budget: { deadline: Date.now() + 3000 }, hints: { seed: 1 } },
      )
      expect(verdict.status).not.toBe('proved')
    }
  })

  test('a g that grows is not proved to fall', { timeout: 60_000 }, async () => {
    for (const claims of claimsFor('x^2*(1 + y^2)', '1 - y^2')) {
      const verdict = await proveClaim(claims.decrease, {
        budget: { deadline: Date.now() + 3000 },
        hints: { seed: 1 },
      })
      expect(verdict.status).not.toBe('proved')
    }
  })
})
