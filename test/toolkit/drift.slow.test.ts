import { expect, test, vi } from 'vitest'
import { InputError } from '../../src/expression/input-error.ts'
import { verify } from '../../src/kernel/checked-claim.ts'
import { type DriftOptions, drift } from '../../src/toolkit/drift.ts'
import type { MethodDrift } from '../../src/toolkit/method-drift.ts'

vi.setConfig({ testTimeout: 300_000 })

const under = async (objective: string, law: string, ...methods: string[]): Promise<readonly MethodDrift[]> => {
  const options: DriftOptions = { law, methods, workers: 0, trust: 'kernel', timeout: 600 }
  return (await drift({ objective }, options)).laws[0]?.methods ?? []
}

test('x^2 - y^2 under gradient descent and its normalized form', async () => {
  const found = await under('(x*y - 1)^2', 'x^2 - y^2', 'gd', 'ngd')
  expect(found.map(({ factor, effect, order }) => [factor, effect, order])).toEqual([
    ['1 - alpha^2*eps^2', 'decreases', 2],
    ['1 - alpha^2/(x^2 + y^2)', 'decreases', 2],
  ])
  for (const { identity, sign, breaks } of found) {
    for (const claim of [identity, ...sign])
      expect(
        verify(claim?.kernelClaim, claim?.verdict.status === 'proved' ? claim.verdict.certificate : null),
      ).toMatchObject({
        outcome: 'proved',
      })
    expect(breaks?.verdict.status).toBe('refuted')
  }
  expect(found[1]?.unchangedWhere).toEqual(['x - y = 0', 'x + y = 0'])
})

test('the formulas of [J] and [BW] in more variables, whatever the loss', async () => {
  const [product] = await under('log(1 + (x*y*z - 1)^2)', 'x^2 - y^2', 'ngd')
  expect(product?.factor).toBe('1 - alpha^2*z^2/(x^2*y^2 + x^2*z^2 + y^2*z^2)')
  expect(product?.effect).toBe('decreases')
  const quadratics = ['x1^2 - y1^2', 'x1*x2 - y1*y2', 'x1*y2 - x2*y1']
  for (const law of quadratics) {
    const found = await under('(x1*y1 + x2*y2 - 1)^2/2', law, 'gd', 'ngd')
    expect(found.map(({ factor }) => factor)).toEqual(
      ['1 - alpha^2*eps^2', '1 - alpha^2/(x1^2 + x2^2 + y1^2 + y2^2)'].map((text) =>
        text.replace('x1^2 + x2^2 + y1^2 + y2^2', 'x1^2 + y1^2 + x2^2 + y2^2'),
      ),
    )
  }
})

test('laws with exponentials and poles', async () => {
  const [parabola] = await under('(x^2 - y)^2', 'x*exp(2*y)', 'gd')
  expect(parabola?.factor).toBe('(1 - 2*alpha*eps)*exp(2*alpha*eps)')
  const [cubic] = await under('(x^3 + y^3 - 1)^2', '1/x - 1/y', 'ngd')
  expect(cubic?.factor).toBe('1 - 9*alpha^2*x*y*r^2/((3*alpha*y*r - 1)*(3*alpha*x*r - 1))')
  expect(cubic).toMatchObject({ effect: 'either', order: 2, unchangedWhere: ['x - y = 0'] })
})

test('what is no law changes at first order, what no step moves is kept', async () => {
  const [other] = await under('(x*y - 1)^2', 'x^2 + y^2', 'gd')
  expect(other?.order).toBe(1)
  expect(other?.factor).toBeUndefined()
  // It grows in long steps, and shrinks in short ones.
  expect(other?.effect).toBe('either')
  const [kept] = await under('x^2 + 0*y', 'y', 'gd')
  expect(kept).toMatchObject({ effect: 'kept', factor: '1' })
})

test('names of the step give way to names of the user', async () => {
  const [found] = await under('(alpha*r - 1)^2', 'alpha^2 - r^2', 'ngd')
  expect(found?.factor).toBe('1 - alpha_^2/(alpha^2 + r^2)')
})

test('other methods have formulas that the kernel accepts, for a law of a bilinear residual', async () => {
  const { laws } = await drift(
    { objective: '(x*y - 1)^2' },
    { law: 'x^2 - y^2', methods: ['nesterov', 'usam', 'sam'], workers: 0, trust: 'kernel', timeout: 90 },
  )
  expect(laws[0]?.methods.map(({ method, identity }) => [method, identity?.verdict.status])).toEqual(
    laws[0]?.methods.map(({ method }) => [method, 'proved']),
  )
  expect(laws[0]?.methods).toHaveLength(3)
})

test('what cannot be followed is refused', async () => {
  await expect(under('(x*y - 1)^2', 'x^2 - y^2', 'adam')).rejects.toThrow(InputError)
  await expect(under('(x*y - 1)^2', 'x^2 - z^2', 'gd')).rejects.toThrow(InputError)
})

test('a factor with an exponential is compared with 1 through exp(-u) >= 1 - u', async () => {
  const [gd, ngd] = await under('(x^2 - y)^2', 'x*exp(2*y)', 'gd', 'ngd')
  expect([gd?.effect, ngd?.effect]).toEqual(['decreases', 'decreases'])
  expect(gd?.sign.map(({ statement, verdict }) => [statement, verdict.status])).toEqual([
    ['exp(-2*alpha*eps) >= -2*alpha*eps + 1', 'proved'],
  ])
})
