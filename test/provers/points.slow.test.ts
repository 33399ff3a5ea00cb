import { describe, expect, test } from 'vitest'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { findCriticalLevel, findMinimizers, findSolutionSet } from '../../src/provers/special-points.ts'
import { slowClock } from '../support/slow-clock.ts'
import { context, onePiece, within } from './claims.ts'

slowClock(4)

const xy = context(['x', 'y'])
const xyz = context(['x', 'y', 'z'])
const uv = context(['u', 'v'])
const theta = context(['x', 'y'], { constants: { theta: { polynomial: '2*t^3-1', interval: ['3/4', '4/5'] } } })
const quartic = context(['x', 'y'], { constants: { theta: { polynomial: '2*t^4-1', interval: ['3/4', '1'] } } })
const QUARTIC = ['theta', '-theta'].flatMap((x) => ['theta', '-theta'].map((y) => ({ x, y })))
const one = (h: string) => ({ residuals: [parseTerm(h)], loss: 'single', phi: parseTerm('t') }) as const
const DIFFERENCES = '(x^2-y^2)^2+(y^2-z^2)^2+(x^2-z^2)^2'
const SIGNS = [
  { x: '1', y: '1', z: '1' },
  { x: '1', y: '-1', z: '-1' },
  { x: '-1', y: '1', z: '-1' },
  { x: '-1', y: '-1', z: '1' },
]
const ROOTS = [
  { u: 'sqrt(3/2)', v: 'sqrt(3/2)' },
  { u: '-sqrt(3/2)', v: '-sqrt(3/2)' },
]
const SQUARES = [
  { x: '1', y: '1' },
  { x: '-1', y: '-1' },
]

describe('solution sets', () => {
  const cases = [
    [xy, ['x*y-1', '(x^2-y^2)^2'], SQUARES, 'proved'],
    [xy, ['x*y-1', '(x^2-y^2)^2'], SQUARES.slice(1), 'refuted'],
    [xy, ['x*y-1', '(x^2-y^2)^2'], [...SQUARES, { x: '2', y: '1/2' }], 'refuted'],
    [xy, ['x^2-y', 'x^2*exp(4*y)'], [{ x: '0', y: '0' }], 'proved'],
    [xyz, ['x*y*z-1', DIFFERENCES], SIGNS, 'proved'],
    [xyz, ['x*y*z-1', DIFFERENCES], SIGNS.slice(1), 'refuted'],
    [uv, ['2*u*v-3', '(u^2-v^2)^2'], ROOTS, 'proved'],
    [theta, ['x^3+y^3-1', 'x-y'], [{ x: 'theta', y: 'theta' }], 'proved'],
  ] as const
  test.each(cases)('%# %j', async (own, equations, points, status) => {
    const claim = { claim: 'solution-set', context: own, assume: [], equations, points } as const
    expect((await proveClaim(claim, within(20_000))).status).toBe(status)
  })
})

describe('flat minima', () => {
  const cases = [
    [xy, 'x*y-1', '2', SQUARES, 'proved'],
    [xy, 'x*y-1', '2', SQUARES.slice(1), 'refuted'],
    [xy, 'x*y-1', '3', SQUARES, 'refuted'],
    [xy, 'x^2-y', '1', [{ x: '0', y: '0' }], 'proved'],
    [xyz, 'x*y*z-1', '3', SIGNS, 'proved'],
    [uv, '2*u*v-3', '12', ROOTS, 'proved'],
    [theta, 'x^3+y^3-1', '9*theta', [{ x: 'theta', y: 'theta' }], 'proved'],
    [quartic, 'x^4+y^4-1', '16*theta^2', QUARTIC, 'proved'],
  ] as const
  test.each(cases)('%# %j', async (own, h, minimum, points, status) => {
    const claim = { claim: 'flat-minima', context: own, residuals: [h], loss: 'single', minimum, points } as const
    expect((await proveClaim(claim, within(20_000))).status).toBe(status)
  })
})

describe('strict minima', () => {
  const cases = [
    [xy, '(x*y-1)^2', '(x^2-y^2)^2', { x: '1', y: '1' }, '1', 'proved'],
    [xy, '(x*y-1)^2', '(x^2-y^2)^2', { x: '1', y: '1' }, '4', 'refuted'],
    [xy, '(x^2-y)^2', 'x^2*exp(4*y)', { x: '0', y: '0' }, '10', 'proved'],
    [xyz, '(x*y*z-1)^2', DIFFERENCES, { x: '1', y: '1', z: '1' }, '1', 'proved'],
    [uv, '(2*u*v-3)^2', '(u^2-v^2)^2', { u: 'sqrt(3/2)', v: 'sqrt(3/2)' }, '1', 'proved'],
  ] as const
  test.each(cases)('%# %j', async (own, f, g, point, radius, status) => {
    const claim = { claim: 'strict-minimum', context: own, f, g: onePiece(g), point, radius } as const
    expect((await proveClaim(claim, within(20_000))).status).toBe(status)
  })
})

describe('what is proposed can be proved', () => {
  test.each([
    [xy, '(x*y-1)^2', 'x*y-1', '1'],
    [xy, '(x^2-y)^2', 'x^2-y', 'infinity'],
    [xyz, '(x*y*z-1)^2', 'x*y*z-1', '1'],
    [uv, '(2*u*v-3)^2', '2*u*v-3', '9'],
    [xy, 'abs(x*y-1)', 'x*y-1', '1'],
    [xy, 'abs(x^2*y-2)', 'x^2*y-2', '2'],
    [xy, '(x^3-3*x+y^2-5)^2', 'x^3-3*x+y^2-5', '9'],
    [context(['x', 'y'], { parameters: ['a'], assume: ['a > 0'] }), '(x*y-a)^2', 'x*y-a', 'a^2'],
  ])('level of %j %s', async (own, f, h, level) => {
    expect((await findCriticalLevel(parseTerm(f), one(h), own, within(10_000)))?.level).toBe(level)
  })

  test.each([
    [xyz, 'l2', ['x*y-1', 'x*z'], 't^2', '1'],
    [xyz, 'l2', ['2*x*y-3', 'x*z'], 'log(1+t^2)', 'log(10)'],
    [xy, 'l1', ['x', 'y'], 't', 'infinity'],
    [xy, 'l1', ['x^2-1', 'y'], '3*t', '3'],
  ] as const)(
    'level of %j for %s of %j',
    async (own, loss, residuals, phi, level) => {
      const norm = { residuals: residuals.map(parseTerm), loss, phi: parseTerm(phi) }
      const sizes = residuals.map((h) => (loss === 'l2' ? `(${h})^2` : `abs(${h})`)).join('+')
      const f = parseTerm(loss === 'l1' ? phi.replace('t', `(${sizes})`) : phi.replace('t^2', `(${sizes})`))
      expect((await findCriticalLevel(f, norm, own, within(30_000)))?.level).toBe(level)
    },
    90_000,
  )

  test.each([
    [xy, 'x*y-1', '2', 2],
    [xyz, 'x*y*z-1', '3', 4],
    [uv, '2*u*v-3', '12', 2],
    [xy, 'x^3+y^3-1', undefined, 1],
  ])('minimizers %j %s', async (own, h, minimum, count) => {
    const found = await findMinimizers(parseTerm(h), own, within(10_000))
    expect(found?.points).toHaveLength(count)
    if (found === undefined) return
    if (minimum !== undefined) expect(found.minimum).toBe(minimum)
    const verdict = await proveClaim(
      {
        claim: 'flat-minima',
        context: { ...own, constants: found.constants },
        residuals: [h],
        loss: 'single',
        minimum: found.minimum,
        points: found.points,
      },
      within(20_000),
    )
    expect(verdict.status).toBe('proved')
  })

  test.each([
    [xy, ['x*y-1', '(x^2-y^2)^2'], 2],
    [xy, ['x^2-y', 'x^2*exp(4*y)'], 1],
    [xyz, ['x*y*z-1', DIFFERENCES], 4],
    [xy, ['2*x^2+y^2-1', 'x^2/y^4'], 2],
    [xy, ['x^3-3*x+y^2-5', 'y^2'], 1],
  ] as const)('zeros %j %j', async (own, equations, count) => {
    const found = await findSolutionSet(equations, [], own, within(10_000))
    expect(found?.points).toHaveLength(count)
    if (found === undefined) return
    const { points, constants } = found
    const claim = { claim: 'solution-set', context: { ...own, constants }, assume: [], equations, points } as const
    expect((await proveClaim(claim, within(20_000))).status).toBe('proved')
  })

  test('a positive-dimensional set has no list of points', async () => {
    expect(await findSolutionSet(['x*y-1'], [], xy, within(5_000))).toBeUndefined()
    expect(await findMinimizers(parseTerm('x^2+y^2-1'), xy, within(5_000))).toBeUndefined()
  })
})

describe('points in algebraic numbers of higher degree', () => {
  const cases = [
    [xy, 'x^2*y-1', '(x^2-2*y^2)^2'],
    [xy, 'x*y^3-2', '(3*x^2-y^2)^2'],
    [xyz, 'x*y*z-2', DIFFERENCES],
  ] as const
  test.each(cases)('%# %j', async (own, h, g) => {
    const zeros = await findSolutionSet([h, g], [], own, within(5_000))
    const minimizers = await findMinimizers(parseTerm(h), own, within(5_000))
    expect(zeros).toBeDefined()
    expect(minimizers).toBeDefined()
    if (zeros === undefined || minimizers === undefined) return
    // Equal points are equal texts over equal constants.
    expect(new Set(minimizers.points.map((p) => JSON.stringify(p)))).toEqual(
      new Set(zeros.points.map((p) => JSON.stringify(p))),
    )
    expect(minimizers.constants).toEqual(zeros.constants)
    const { points, constants, minimum } = minimizers
    const inside = { ...own, constants }
    const complete = { claim: 'solution-set', context: inside, assume: [], equations: [h, g], points } as const
    expect((await proveClaim(complete, within(10_000))).status).toBe('proved')
    const flat = { claim: 'flat-minima', context: inside, residuals: [h], loss: 'single', minimum, points } as const
    expect((await proveClaim(flat, within(10_000))).status).toBe('proved')
    const missing = { ...flat, points: points.slice(1) }
    expect((await proveClaim(missing, within(3_000))).status).not.toBe('proved')
  })
})

describe('zeros in the parameters', () => {
  test.each([
    ['x*y - a', '(x*y - a)^2'],
    ['a*x^2 + y^2 - 1', '(a*x^2 + y^2 - 1)^2'],
  ])('min f = 0 is attained for %s', async (residual, f) => {
    const context = { variables: ['x', 'y'], parameters: ['a'], integers: [], assume: ['a > 0'], constants: {} }
    const claim = { claim: 'minimum-zero', context, f, residual } as const
    const verdict = await proveClaim(claim, { budget: { deadline: Date.now() + 30_000 }, hints: {} })
    expect(verdict.status).toBe('proved')
  })
})

describe('points in the parameters', () => {
  const own = (parameters: readonly string[], assume: readonly string[]) => context(['x', 'y'], { parameters, assume })
  test.each([
    [own(['a'], ['a > 0']), 'x*y-a', '(x^2-y^2)^2', '2*a', 'sqrt(a)'],
    [own(['a', 'b'], ['a > 0', 'b > 0']), 'a*x*y-b', '(x^2-y^2)^2', '2*a*b', 'sqrt(b/a)'],
    [own(['a'], ['a > 0']), 'x-a*y^2', 'y^2', '1', '0'],
  ])('%j %s', async (own, h, g, minimum, x) => {
    const zeros = await findSolutionSet([h, g], [], own, within(10_000))
    expect(zeros?.points.map((p) => p.x)).toContain(x)
    const points = zeros?.points ?? []
    const set = { claim: 'solution-set', context: own, assume: [], equations: [h, g], points } as const
    expect((await proveClaim(set, within(20_000))).status).toBe('proved')
    const flat = await findMinimizers(parseTerm(h), own, within(10_000))
    expect(flat?.minimum).toBe(minimum)
    const claim = {
      claim: 'flat-minima',
      context: own,
      residuals: [h],
      loss: 'single',
      minimum,
      points: flat?.points ?? [],
    } as const
    expect((await proveClaim(claim, within(20_000))).status).toBe('proved')
  })

  test('none where the parameters may have either sign', async () => {
    expect(await findSolutionSet(['x*y-a', '(x^2-y^2)^2'], [], own(['a'], []), within(5_000))).toBeUndefined()
    expect(await findMinimizers(parseTerm('x*y-a'), own(['a'], []), within(5_000))).toBeUndefined()
  })
})
