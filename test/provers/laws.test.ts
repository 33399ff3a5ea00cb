import { describe, expect, test } from 'vitest'
import type { Claim, PointJson } from '../../src/kernel/claim.ts'
import type { FlowJson } from '../../src/kernel/laws/flow.ts'
import { genericParameters } from '../../src/provers/laws/points.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { contextOf } from '../refused/entries.ts'

const prove = (claim: object) =>
  proveClaim(claim as Claim, { budget: { deadline: Date.now() + 20_000 }, hints: { seed: 1 } })
const gradient = (...potentials: string[]): FlowJson => ({ kind: 'gradient', potentials, metric: null })
const XY = contextOf(['x', 'y'])
const AB = contextOf(['x', 'y'], { parameters: ['a', 'b'], assume: ['a > 2', 'b > a'] })

describe('claims about laws', () => {
  const law = (flow: FlowJson, quantity: string, context = XY) => ({ claim: 'first-integral', context, flow, quantity })

  test('laws are identities, with a point where they are defined', async () => {
    expect(await prove(law(gradient('x*y', '(x*y)^2'), 'x^2 - y^2'))).toMatchObject({
      status: 'proved',
      method: 'identity',
      certificate: { point: null },
    })
    const verdict = await prove(law(gradient('x^2 + y^2'), 'log(-x) - log(-y)'))
    expect(verdict.status).toBe('proved')
    const { point } = (verdict as unknown as { certificate: { point: PointJson } }).certificate
    expect(point.x).toMatch(/^-/)
    expect(point.y).toMatch(/^-/)
  })

  test('laws that need what is assumed are proved by other means', async () => {
    const flow = gradient('abs(a - 1)*x*y + (a - 1)*x*y')
    const needs = law(gradient('x*y'), '(abs(a) - a)*x + x^2 - y^2', AB)
    expect((await prove(needs)).status).toBe('proved')
    expect((await prove(law(flow, 'x^2 - y^2', AB))).status).toBe('proved')
  })

  test('what is no law is refuted at a point', async () => {
    expect(await prove(law(gradient('x*y', 'x'), 'x^2 - y^2'))).toMatchObject({ status: 'refuted', trust: 'kernel' })
    expect((await prove(law(gradient('x*y'), 'x^2 - 1000000001/1000000000*y^2'))).status).toBe('refuted')
  })

  test('what is defined nowhere is not proved', async () => {
    expect((await prove(law(gradient('x*y'), '0*log(-1 - x^2)'))).status).not.toBe('proved')
    expect((await prove(law(gradient('0*log(x)*y'), '0*log(-x)'))).status).not.toBe('proved')
  })

  test.for([
    ['no parameters', XY, ['(x*y)^2'], 4, 2, 'proved'],
    ['one law too few', XY, ['(x*y)^2'], 4, 1, 'unknown'],
    ['parameters inside what is assumed', AB, ['a*x^2 + b*y^2'], 4, 0, 'proved'],
    ['a saddle that is resonant for special parameters', AB, ['a*x^2 - b*y^2'], 3, 0, 'proved'],
    ['parameters between integers', { ...AB, assume: ['a > 0', 'a < 1'] }, ['a*x^2 + b*y^2'], 4, 0, 'proved'],
    ['parameters without freedom', { ...AB, assume: ['a = b'] }, ['a*x^2 + b*y^2'], 2, 0, 'unknown'],
    ['no rational flow', XY, ['exp(x)*y'], 2, 0, 'unknown'],
  ] as const)('dimensions: %s', async ([, context, potentials, degree, atMost, status]) => {
    const flow = gradient(...potentials)
    expect((await prove({ claim: 'polynomial-laws-bound', context, flow, degree, atMost })).status).toBe(status)
  })

  test('quantities are linearly independent, or not', async () => {
    const independent = (...quantities: string[]) =>
      prove({ claim: 'linearly-independent', context: AB, quantities, degree: 2 })
    expect((await independent('a*x + y', 'x + y', 'x^2/(a - b)')).status).toBe('proved')
    expect((await independent('a*x + y', 'x', 'y + 1')).status).toBe('unknown')
  })

  test('one field has all local laws but one; several are not tried', async () => {
    const local = (flow: FlowJson, atLeast: number) => prove({ claim: 'local-laws', context: XY, flow, atLeast })
    expect((await local(gradient('log(x - 5)*y'), 1)).status).toBe('proved')
    expect((await local(gradient('log(x - 5)*y'), 2)).status).toBe('unknown')
    expect((await local(gradient('x', 'x*y'), 0)).status).toBe('unknown')
  })

  test('bounds need brackets', async () => {
    const claim = { claim: 'law-bound', context: XY, flow: gradient('x', 'y'), atMost: 0 }
    expect(await prove(claim)).toMatchObject({ status: 'unknown', tried: ['lie-rank: no brackets are given'] })
  })

  test('parameters are found where they are free', () => {
    const budget = { deadline: Date.now() + 10_000 }
    const of = (...assume: string[]) => genericParameters({ ...AB, assume }, budget)
    expect(of()).toEqual({ a: '17', b: '64' })
    const numbers = (...assume: string[]): number[] =>
      Object.values(of(...assume) ?? {}).map((text) => {
        const [top, bottom = '1'] = text.split('/')
        return Number(top) / Number(bottom)
      })
    expect(numbers('a > b', 'b > 3')).toSatisfy(([a, b]: number[]) => Number(a) > Number(b) && Number(b) > 3)
    expect(numbers('a > 0', 'a < 1', 'b >= 1')).toSatisfy(([a, b]: number[]) => Number(a) < 1 && Number(b) > 1)
    expect(of('a = b')).toBeUndefined()
    expect(of('a > b', 'b > a')).toBeUndefined()
  })
})
