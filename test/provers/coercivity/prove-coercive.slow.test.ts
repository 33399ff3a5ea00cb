import { describe, expect, it } from 'vitest'
import { isCheckedClaim, verify } from '../../../src/kernel/checked-claim.ts'
import { parseTerm } from '../../../src/kernel/parse-term.ts'
import type { CoercivityClaim } from '../../../src/provers/coercivity/piece.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'
import { coercive } from './claims.ts'

const TIME = 15_000

const outcomeOf = async (claim: CoercivityClaim, residual?: string, time = TIME): Promise<string> => {
  const hints = residual === undefined ? {} : { residual: parseTerm(residual) }
  const attempt = await proveClaim(claim, { budget: { deadline: Date.now() + time }, hints })
  if (attempt.status === 'unknown') {
    expect(attempt.tried.length).toBeGreaterThan(0)
    return 'unknown'
  }
  const result = verify(claim, attempt.certificate)
  if (!isCheckedClaim(result)) throw new Error(result.detail)
  return result.outcome
}

const PROVED: readonly (readonly [string, string, string | readonly (readonly [string, string])[]])[] = [
  ['x', '(x^2-1)^2', '0'],
  ['x y', '(x*y-1)^2', '(x^2-y^2)^2'],
  ['x y', '(x*y-1)^2', [['x*y > 0', '(x^2-y^2)^2']]],
  ['x y', '(2*x+3*y-1)^2', '(3*x-2*y)^2'],
  ['x y', '(x^2+y^2-1)^2', '0'],
  ['x y', '(3*x^2+5*y^2-1)^2', '0'],
  ['x y', 'x^2+x^4*y^2', 'y^2'],
  ['x y', 'x^2*(1+y^2)', 'y^2*exp(y^2-x^2)'],
  ['x y', '(x*y/(x^2+y^2)-1/4)^2', 'x^2+y^2'],
  ['x y', '(x^2/y^4-1)^2', '(x^2+y^2)^2'],
  ['x y', '(x^2*y^3-1)^2', '(3*x^2-2*y^2)^2'],
  ['x y z', '(x*y*z-1)^2', '(x^2-y^2)^2+(y^2-z^2)^2+(x^2-z^2)^2'],
  ['x y z w', '(x*y*z*w-1)^2', '(x^2-y^2)^2+(y^2-z^2)^2+(z^2-w^2)^2'],
  ['u v', '(2*u*v-3)^2', '(u^2-v^2)^2'],
  ['x y', '(y^2-2*x^2-1)^2', 'x^2*y^4'],
  ['x y z', '(x^2+y^2-z^2-1)^2', 'z^2*(x^2+y^2)'],
  ['x y', 'abs(x*y-1)', '(x^2-y^2)^2'],
  ['x y', 'abs(x*y-1)^(3/2)', 'x^4-2*x^2*y^2+y^4'],
  ['x y', 'sqrt(1+(x*y-1)^2)-1', '(x^2-y^2)^2'],
  ['x y', 'exp((x*y-1)^2)-1', '(x^2-y^2)^2'],
  ['x y', '(x^2-y)^2', 'x^2*exp(4*y)'],
  ['x y', 'abs(x^2-y)', '(x*exp(2*y))^2'],
  ['x y', '(y-exp(x))^2', '(x+y^2/2)^2'],
  ['x y', '(x-y)^2', 'exp(x)+exp(-y)'],
  ['x y', 'log(1+(x*y-1)^2)', '(x^2-y^2)^2'],
  ['x y', '(y-x^2)^2', '(y+log(x^2)/4)^2'],
  ['x y', '(x*y-1)^2/sqrt(1+(x*y-1)^2)', '(x^2-y^2)^2'],
  ['x y', '(x*y-1)^2*exp((x*y-1)^2)', '(x^2-y^2)^2'],
  ['x[1] x[2]', 'cbrt((x[1]*x[2]-1)^2)', '(x[1]^2-x[2]^2)^2'],
  ['x y', '(x^3+y^3-1)^2', [['x*y > 0', '(1/x-1/y)^2']]],
  ['x y', '(x^3+y^3-1)^2', [['-x*y > 0', '(1/x-1/y)^2 + (x*y/(x-y))^2']]],
  ['a b c d', '(a*b+c*d-1)^2', '(a^2-b^2)^2+(c^2-d^2)^2+(a*c-b*d)^2'],
  ['x y', '(x^2+x*y+y^2-1)^2', '(x+y)^2/(x-y)^6'],
]

const REFUTED: readonly (readonly [string, string, string | readonly (readonly [string, string])[]])[] = [
  ['x y', '(x*y-1)^2', '(x^2-y^2)^2/(1+(x^2-y^2)^2)'],
  ['x y', '(x*y-1)^2', '0'],
  ['x y', 'abs(x*y-1)', '0'],
  ['x y', '(x^2-y)^2', 'x^2/(1+y^2)'],
  ['x y', '(x^3+y^3-1)^2', '(1/x-1/y)^2'],
  ['x y z', '(x*y*z-1)^2', '(x^2-y^2)^2'],
  ['x y', '(x^2-y^3)^2', '0'],
  ['x y', '(2*x^2-y^2-1)^2', 'x^2/(1+x^2)'],
  ['x y', '(x^2-y^2-1)^2', '(x+y)^2'],
  ['a b c d', '(a*b+c*d-1)^2', '(a^2-b^2)^2+(c^2-d^2)^2'],
  ['x y', '(x^2-y)^2', 'x^2*exp(-4*y)'],
  ['x y', '(y-exp(x))^2', 'y^4'],
  ['x y', '(x-y)^2', 'exp(x)+1/(1+x^2)'],
  ['x y', '(sin(x)-y)^2', 'cos(x)^2'],
  ['x y', '(x*y-1)^2', 'tanh(x+y)^2'],
  ['x y z', '(x+2*y-z-1)^2', '(3*x-y+z)^4'],
  ['t y', '(t*y-1)^2', '(t*y)^2'],
  ['x t', '(x^2-t)^2', '0'],
  ['x y', '(x^2-x*y-y^2)^2', '0'],
  ['x y', '(x^4+y^4-3*x^2*y^2)^2', '0'],
  ['u v', '(u^2*v-v^3-1)^2', '0'],
  ['x y', '(x^5*y^2-1)^2', '(x*y)^2/(1+(x*y)^2)'],
]

describe('proveCoercive', () => {
  it.each(PROVED)('proves: %s: %s with %s', { timeout: 2 * TIME }, async (variables, f, g) => {
    expect(await outcomeOf(coercive(variables, f, g))).toBe('proved')
  })

  it.each(REFUTED)('refutes: %s: %s with %s', { timeout: 2 * TIME }, async (variables, f, g) => {
    expect(await outcomeOf(coercive(variables, f, g))).toBe('refuted')
  })

  it('works with parameters that are added or exponents', { timeout: 2 * TIME }, async () => {
    expect(await outcomeOf(coercive('x y', '(x*y-a)^2', '(x^2-y^2)^2', ['a'], ['a > 0']))).toBe('proved')
    expect(await outcomeOf(coercive('x y', 'abs(x*y-1)^(p)', '(x^2-y^2)^2', ['p'], ['p > 0']))).toBe('proved')
  })

  it('works with parameters as coefficients', { timeout: 2 * TIME }, async () => {
    const both = ['a', 'b']
    expect(await outcomeOf(coercive('x y', '(a*x*y-b)^2', '(x^2-y^2)^2', both, ['a > 0']))).toBe('proved')
    expect(await outcomeOf(coercive('x y', '(a*x^2+b*y^2-1)^2', '0', both, ['a > b', 'b > 0']))).toBe('proved')
    expect(await outcomeOf(coercive('x y', '(a*x^2+b*y^2-1)^2', '0', both, ['a < 0', 'b < 0']))).toBe('proved')
    expect(await outcomeOf(coercive('x y', '(a*x^2+b*y^2-1)^2', '0', both, ['a > 0']))).not.toBe('proved')
    expect(await outcomeOf(coercive('x y', '(a*x^2+y-1)^2', 'y^2/a', ['a'], ['a > 0']))).toBe('proved')
  })

  it('works with symbolic powers', { timeout: 4 * TIME }, async () => {
    const both = ['a', 'b']
    const ellipse = (assume: readonly string[]) =>
      coercive('x y', '(a*x^2+b*y^2-1)^2', 'abs(x)^(2*b)*abs(y)^(-2*a)', both, assume)
    expect(await outcomeOf(ellipse(['a > b', 'b > 0']))).toBe('proved')
    expect(await outcomeOf(ellipse(['0 > a', 'b > 0']))).toBe('proved')
    expect(await outcomeOf(ellipse(['a > 0', '0 > b']))).not.toBe('proved')
    const weighted = (f: string, g: string, integers: readonly string[] = ['m', 'n']) => {
      const claim = coercive('x y', f, g, ['m', 'n'], ['m > 0', 'n > 0'])
      return { ...claim, context: { ...claim.context, integers } }
    }
    const f = '(x^(m)*y^(n)-1)^2'
    expect(await outcomeOf(weighted(f, '(n*x^2-m*y^2)^2'))).toBe('proved')
    expect(await outcomeOf(weighted(f, '(n*x^2+m*y^2)^2'))).toBe('proved')
    expect(await outcomeOf(weighted('(abs(x)^(m)*abs(y)^(n)-1)^2', '(n*x^2-m*y^2)^2', []))).toBe('proved')
    expect(await outcomeOf(weighted(f, '(n*x-m*y)^2/(1+(n*x-m*y)^2)'))).not.toBe('proved')
    expect(await outcomeOf(weighted('(abs(x)^(m-n)*abs(y)^(n)-1)^2', '(n*x^2-m*y^2)^2', []))).not.toBe('proved')
  })

  it('gives up soon where g is negative somewhere', async () => {
    const started = Date.now()
    expect(await outcomeOf(coercive('x y', '(x*y-1)^2', 'x^2-y^2'))).toBe('unknown')
    expect(Date.now() - started).toBeLessThan(TIME)
  })

  it('refutes at values of the parameters', { timeout: 2 * TIME }, async () => {
    const claim = coercive('x y', '(a*x*y-b)^2', '(x/y-b)^2', ['a', 'b'], ['a > 0', 'b > 0'])
    expect(await outcomeOf(claim)).toBe('refuted')
  })

  it('writes curves without terms that are 0', { timeout: 2 * TIME }, async () => {
    const claim = coercive('x y z', '(x*exp(y)-z)^2', [['x^2 - 2*y > 0', '1/(x^2 - 2*y)^2']])
    const attempt = await proveClaim(claim, { budget: { deadline: Date.now() + TIME }, hints: {} })
    expect(attempt).toMatchObject({ status: 'refuted', curve: { x: '0', y: '-t', z: '0' } })
  })

  it('never proves what is left open', { timeout: 2 * TIME }, async () => {
    const claim = coercive('x y', '(y-sin(x))^2', '(exp(y)*(1+sin(x))/cos(x))^2')
    expect(await outcomeOf(claim, 'y-sin(x)', 3000)).not.toBe('proved')
  })

  it('ends in time, with the reason', async () => {
    const claim = coercive('x y z', '(x^7*y^5*z^3-x*y*z-1)^2', '(x^2-y^4)^2+(y^3-z^5)^4')
    const start = Date.now()
    const attempt = await proveClaim(claim, { budget: { deadline: start + 300 }, hints: {} })
    expect(Date.now() - start).toBeLessThan(3000)
    expect(attempt.status === 'unknown' ? attempt.reason : 'found').toMatch(/timeout|found|search-exhausted/)
  })

  it('calls a malformed claim unsupported', async () => {
    const attempt = await proveClaim(coercive('x', 'x^2 + q', '0'), {
      budget: { deadline: Date.now() + 1000 },
      hints: {},
    })
    expect(attempt).toMatchObject({ status: 'unknown', reason: 'unsupported' })
  })
})
