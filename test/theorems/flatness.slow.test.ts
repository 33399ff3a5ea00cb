import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { equalFlatness, equallyFlatSet, flatOrbitClaims, orbitClaims } from '../../src/theorems/equal-flatness.ts'
import { flatnessConclusion, flatnessWords, type Objective } from '../../src/theorems/flatness.ts'
import { onlyFlatMinimum, tieClaims } from '../../src/theorems/flatter-by-order.ts'
import { contextOf } from '../refused/entries.ts'

const budget = () => ({ deadline: Date.now() + 20_000 })
const settled = async (claims: readonly Claim[]): Promise<readonly unknown[]> =>
  (await Promise.all(claims.map((claim) => proveClaim(claim, { budget: budget(), hints: {} })))).map((verdict) =>
    verdict.status === 'unknown' ? undefined : verdict.checked,
  )

const objective = (residual: string, names: string, f = `(${residual})^2`): Objective => ({
  context: contextOf(names.split(' ')),
  f,
  residuals: [residual],
  loss: 'single',
  phi: 't^2',
})

describe('minima that isometries carry into each other', () => {
  test.for([
    ['x^2 + y^2 - 4', 'x y'],
    ['(x - 1)^2 + (y + 2)^2 - 3', 'x y'],
    ['2*x + 3*y - 1', 'x y'],
    ['x^2 + y^2 + z^2 - 1', 'x y z'],
    ['x^2 + y^2 - 1', 'x y z'],
  ] as const)('%s', async ([residual, names]) => {
    const landscape = objective(residual, names)
    const claims = orbitClaims(landscape, landscape.residuals) ?? []
    const checked = await settled(claims)
    expect(equalFlatness(landscape, checked)).toBe('kernel')
    for (const i of claims.keys()) expect(equalFlatness(landscape, checked.toSpliced(i, 1)), `${i}`).toBeUndefined()
    expect(equalFlatness(objective(`${residual} + 1/2`, names), checked)).toBeUndefined()
  })

  test.for([
    ['x^2 + 2*y^2 - 1', 'x y'],
    ['x*y - 1', 'x y'],
    ['x^2 + y^2 - z', 'x y z'],
    ['x*sqrt(x^2*y^2 + 1)', 'x y'],
  ] as const)('not those of %s', async ([residual, names]) => {
    const landscape = objective(residual, names)
    const checked = await settled(orbitClaims(landscape, landscape.residuals) ?? [])
    expect(equalFlatness(landscape, checked)).toBeUndefined()
  })

  test('the waist of a hyperboloid', async () => {
    const landscape = objective('x^2 + y^2 - z^2 - 1', 'x y z')
    const checked = await settled(flatOrbitClaims(landscape, ['z']).flat())
    expect(equallyFlatSet(landscape, ['z'], checked)).toBe('kernel')
    expect(equallyFlatSet(landscape, ['x'], checked)).toBeUndefined()
  })
})

describe('a tie that higher order breaks', () => {
  const tie = (f: string, residual: string, equation: string, point: Readonly<Record<string, string>>) => {
    const whole = objective(residual, Object.keys(point).join(' '), f)
    const { context, residuals } = whole
    const set: Claim = {
      claim: 'described-set',
      context,
      assume: [],
      equations: residuals,
      description: [equation],
      witness: { point },
    }
    const structure: Claim = { claim: 'structure', ...whole }
    return { whole, claims: [structure, set, ...(tieClaims({ context, f, equations: [equation], point }) ?? [])] }
  }
  const ORIGIN = { x: '0', y: '0' }

  test.for([
    ['x^2 + x^4*y^2', 'x*sqrt(x^2*y^2 + 1)', 'x', ORIGIN],
    ['x^2 + x^6*y^2', 'x*sqrt(x^4*y^2 + 1)', 'x', ORIGIN],
    ['(x - 1)^2 + (x - 1)^4*(y - 2)^2', '(x - 1)*sqrt((x - 1)^2*(y - 2)^2 + 1)', 'x - 1', { x: '1', y: '2' }],
    [
      '(3*x + 4*y)^2/25 + (3*x + 4*y)^4*(4*x - 3*y)^2/15625',
      '(3*x + 4*y)/5*sqrt((3*x + 4*y)^2*(4*x - 3*y)^2/625 + 1)',
      '3*x + 4*y',
      ORIGIN,
    ],
  ] as const)('%s', { timeout: 60_000 }, async ([f, residual, equation, point]) => {
    const { whole, claims } = tie(f, residual, equation, point)
    const checked = await settled(claims)
    expect(onlyFlatMinimum(whole, checked)).toMatchObject({ point, trust: 'kernel' })
    for (const i of claims.keys()) expect(onlyFlatMinimum(whole, checked.toSpliced(i, 1)), `${i}`).toBeUndefined()
    expect(flatnessWords(whole, checked)).toMatch(/the only flat minimum is \(.*\): by higher order/i)
    expect(onlyFlatMinimum({ ...whole, f: 'x^2' }, checked)).toBeUndefined()
  })

  test.for([
    ['another point of M', 'x^2 + x^4*y^2', 'x*sqrt(x^2*y^2 + 1)', { x: '0', y: '1' }],
    ['two equal minima', 'x^2 + x^4*(y^2 - 1)^2', 'x*sqrt(x^2*(y^2 - 1)^2 + 1)', { x: '0', y: '1' }],
    ['a fourth order that is least elsewhere', 'x^2 + x^4*(y - 1)^2', 'x*sqrt(x^2*(y - 1)^2 + 1)', ORIGIN],
    ['no tie at all', 'x^2', 'x', ORIGIN],
  ] as const)('not for %s', { timeout: 60_000 }, async ([, f, residual, point]) => {
    const { whole, claims } = tie(f, residual, 'x', point)
    expect(onlyFlatMinimum(whole, await settled(claims))).toBeUndefined()
  })
})

test('no minimum is flat where the sharpness has no critical point', async () => {
  const residual = 'x*y/(x^2 + y^2) - 1/4'
  const whole = objective(residual, 'x y')
  const { context, residuals } = whole
  const some: Claim = {
    claim: 'solution-set',
    context,
    assume: [],
    equations: [residual, 'x - 1'],
    points: [
      { x: '1', y: '2 - sqrt(3)' },
      { x: '1', y: '2 + sqrt(3)' },
    ],
  }
  const checked = await settled([
    { claim: 'structure', ...whole },
    { claim: 'full-rank', context, residuals },
    { claim: 'no-flat-minimum', context, residuals },
    some,
  ])
  expect(flatnessConclusion(whole, checked)).toMatchObject({ verdict: 'no-flat-minimum', trust: 'kernel', flat: [] })
  for (const i of checked.keys()) expect(flatnessConclusion(whole, checked.toSpliced(i, 1)), `${i}`).toBeUndefined()
})
