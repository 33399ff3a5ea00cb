import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { scalingOf } from '../../src/theorems/group-orbits.ts'
import { hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { areIndependent } from '../../src/theorems/independent-gradients.ts'
import { projectionInCoordinates } from '../../src/theorems/projection-in-coordinates.ts'
import { symmetricMatrixOf } from '../../src/theorems/quadratic-form.ts'
import { provedQuadraticLaws } from '../../src/theorems/quadratic-laws.ts'
import { THEOREM_PAGES } from '../../src/theorems/registry.ts'
import { controlClaims, strictMinima, strictnessAt } from '../../src/theorems/strict-minima.ts'
import { strictnessClaims } from '../../src/theorems/strictness-by-kernels.ts'
import type { Matter, Standing } from '../../src/theorems/theorem-page.ts'
import { HYPERBOLA, settled, settledAll } from './subject.ts'

const CONTEXT = HYPERBOLA.context
const SCOPE = {
  variables: ['x', 'y'],
  parameters: new Set<string>(),
  integers: new Set<string>(),
  constants: new Map(),
}
const ENERGY = '(x^2 - y^2)^2'
const { structure, 'regularity-of-g': regularity } = hypothesesOf(HYPERBOLA)

const conserved = (f: string, law: string): Claim => ({
  claim: 'conserved',
  context: CONTEXT,
  f,
  g: [{ when: [], value: law }],
})
const page = (id: string) => {
  const found = THEOREM_PAGES.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no page ${id}`)
  return found
}
const standing = (id: string, matter: Matter): Standing | undefined => page(id).stands?.(matter)
const matterOf = (
  subject: Subject | undefined,
  f: string,
  checked: readonly unknown[],
  laws: string[] = [],
): Matter => ({
  subject,
  entries: [],
  checked,
  objective: { context: CONTEXT, f },
  laws,
})

describe('strict minima of f + g', () => {
  const solutions: Claim = {
    claim: 'solution-set',
    context: CONTEXT,
    assume: [],
    equations: ['x*y - 1', ENERGY],
    points: [
      { x: '1', y: '1' },
      { x: '-1', y: '-1' },
    ],
  }

  test('the points of a finite set M ∩ Z', async () => {
    const checked = await settledAll([structure, regularity, solutions])
    expect(strictMinima(HYPERBOLA, checked).map(({ point, by }) => [point.x, by])).toEqual([
      ['1', 'solution-set'],
      ['-1', 'solution-set'],
    ])
    for (const claim of checked) {
      expect(
        strictMinima(
          HYPERBOLA,
          checked.filter((c) => c !== claim),
        ),
      ).toEqual([])
    }
    const other: Subject = { ...HYPERBOLA, g: [{ when: [], value: `2*${ENERGY}` }] }
    expect(strictMinima(other, checked)).toEqual([])
    expect(strictMinima({ ...HYPERBOLA, g: [{ when: ['x > 0'], value: ENERGY }] }, checked)).toEqual([])
  })

  test('on a part of space only, nothing is said', async () => {
    const part: Claim = { ...solutions, assume: ['x > 0'], points: [{ x: '1', y: '1' }] }
    expect(strictMinima(HYPERBOLA, await settledAll([structure, regularity, part]))).toEqual([])
  })

  test('by kernels, where g = 0 fixes the laws', async () => {
    const point = { x: '1', y: '1' }
    const at = strictnessAt(HYPERBOLA, CONTEXT, point, ['x^2 - y^2'])
    const claims = strictnessClaims(at, ['x*y - 1', 'x^2 - y^2'])
    const checked = await settledAll([structure, regularity, ...claims, ...controlClaims(ENERGY, at)])
    expect(strictMinima(HYPERBOLA, checked)).toMatchObject([{ point, by: 'kernels', trust: 'kernel' }])
    // g = 0 on all of M says nothing of the laws.
    const blind: Subject = { ...HYPERBOLA, g: [{ when: [], value: '(x*y - 1)^2' }] }
    const some = await settledAll([hypothesesOf(blind)['regularity-of-g']])
    expect(strictMinima(blind, [...checked, ...some])).toEqual([])
    await settled(controlClaims('(x*y - 1)^2', at)[1] as Claim, 'refuted')
  })
})

describe('Proposition 3.34 asks', () => {
  const at = (law: string): Matter => ({ ...matterOf(HYPERBOLA, HYPERBOLA.f, [], [law]) })
  const flat: Claim = {
    claim: 'flat-minima',
    context: CONTEXT,
    residuals: HYPERBOLA.residuals,
    loss: 'single',
    minimum: '2',
    points: [
      { x: '1', y: '1' },
      { x: '-1', y: '-1' },
    ],
  }

  test('for laws that complete the gradients, and for no others', async () => {
    const checked = await settledAll([flat])
    const asked = page('proposition-3-34').asks?.({ ...at('x^2 - y^2'), checked })
    expect(asked?.[0]?.map(({ claim }) => claim.claim)).toContain('independent')
    // The gradient of (x y)² is a multiple of that of the residual.
    expect(page('proposition-3-34').asks?.({ ...at('x^2*y^2'), checked })).toEqual([])
    expect(page('proposition-3-34').asks?.(at('x^2 - y^2'))).toEqual([])
  })

  test('more gradients than variables are dependent, however many', () => {
    const many = Array.from({ length: 12 }, (_, k) => `x^2 + ${k + 2}*x*y`)
    const point = { x: 'sqrt(2)', y: 'sqrt(3)' }
    expect(areIndependent(many, { context: CONTEXT, point })).toBe(false)
    expect(areIndependent(many.slice(0, 2), { context: CONTEXT, point })).toBe(true)
  })

  test('and applies where all is proved', async () => {
    const checked = await settledAll([flat, structure])
    const [attempt = []] = page('proposition-3-34').asks?.({ ...at('x^2 - y^2'), checked }) ?? []
    expect(standing('proposition-3-34', matterOf(HYPERBOLA, HYPERBOLA.f, checked))?.status).toBe('open')
    const all = [...checked, ...(await settledAll(attempt.map(({ claim }) => claim)))]
    expect(standing('proposition-3-34', matterOf(HYPERBOLA, HYPERBOLA.f, all))).toMatchObject({
      status: 'applies',
      trust: 'kernel',
    })
  })
})

describe('Proposition 3.36', () => {
  test('quadratic forms among the laws that were proved for this f', async () => {
    const checked = await settledAll([conserved(HYPERBOLA.f, 'x^2 - y^2'), conserved(HYPERBOLA.f, ENERGY)])
    const known = { context: CONTEXT, f: HYPERBOLA.f }
    expect(provedQuadraticLaws(known, checked)).toMatchObject({ laws: ['x^2 - y^2'], trust: 'kernel' })
    expect(provedQuadraticLaws({ ...known, f: '(x*y - 2)^2' }, checked)).toBeUndefined()
    expect(provedQuadraticLaws(known, [{ ...checked[0] }])).toBeUndefined()
    expect(standing('proposition-3-36', matterOf(undefined, HYPERBOLA.f, checked))?.status).toBe('applies')
  })

  test('the law y/x of an antisymmetric generator is none', async () => {
    const checked = await settledAll([conserved('(x^2 + y^2 - 1)^2', 'y/x')])
    expect(standing('proposition-3-36', matterOf(undefined, '(x^2 + y^2 - 1)^2', checked))?.status).toBe('open')
  })

  test('matrices are read off forms with rational coefficients only', () => {
    expect(symmetricMatrixOf('x^2 + 3*x*y', SCOPE)).toEqual([
      ['1', '3/2'],
      ['3/2', '0'],
    ])
    for (const text of ['x^2 + y', 'x^3/x', 'x^2 - x^2', 'sqrt(2)*x^2', 'x^4', '1', 'x^2 + 1', 'sqrt(x)^4']) {
      expect(symmetricMatrixOf(text, SCOPE), text).toBeUndefined()
    }
  })
})

describe('Proposition 3.29', () => {
  test('scalings of diagonal matrices with the least whole exponents', () => {
    expect(
      scalingOf(
        [
          ['2/3', '0'],
          ['0', '-4/3'],
        ],
        CONTEXT,
      ),
    ).toEqual({ name: 't', image: { x: 't*x', y: 'y/t^2' } })
    expect(
      scalingOf(
        [
          ['0', '1'],
          ['1', '0'],
        ],
        CONTEXT,
      ),
    ).toBeUndefined()
    expect(
      scalingOf(
        [
          ['0', '0'],
          ['0', '0'],
        ],
        CONTEXT,
      ),
    ).toBeUndefined()
    expect(
      scalingOf(
        [
          ['1', '0'],
          ['0', '-1'],
        ],
        { ...CONTEXT, variables: ['t', 's'] },
      )?.name,
    ).toBe('r')
  })

  test('is asked where the rank is not known, and applies where all is proved', async () => {
    const f = '(x*y)^2'
    const law = await settled(conserved(f, 'x^2 - y^2'))
    const subject: Subject = { ...HYPERBOLA, f, residuals: ['x*y'] }
    const [attempt = []] = page('proposition-3-29').asks?.(matterOf(subject, f, [law])) ?? []
    const checked = [law, ...(await settledAll(attempt.map(({ claim }) => claim)))]
    expect(standing('proposition-3-29', matterOf(subject, f, checked))).toMatchObject({ status: 'applies' })
    expect(standing('proposition-3-29', matterOf(subject, f, checked.slice(0, -1)))?.status).toBe('open')
    expect(standing('proposition-3-29', matterOf(subject, '(x*y)^4', checked))?.status).toBe('open')
    const rank = await settled(hypothesesOf(HYPERBOLA)['full-rank'])
    const known = await settled(conserved(HYPERBOLA.f, 'x^2 - y^2'))
    expect(page('proposition-3-29').asks?.(matterOf(HYPERBOLA, HYPERBOLA.f, [known, rank]))).toEqual([])
  })
})

describe('Lemma 3.28 in coordinates', () => {
  const f = 'x^2 + x^4*y^2'
  const axis: Claim = {
    claim: 'described-set',
    context: CONTEXT,
    assume: [],
    equations: [f],
    description: ['x'],
    witness: { point: { x: '0', y: '0' } },
  }
  const formula: Claim = {
    claim: 'projection-formula',
    context: CONTEXT,
    f,
    normal: ['x'],
    point: { x: '0', y: '0' },
    radius: '1',
    constant: '1',
  }

  test('applies where M is the zero set of some variables', async () => {
    const checked = await settledAll([axis, formula])
    expect(standing('lemma-3-28', matterOf(undefined, f, checked))).toMatchObject({
      status: 'applies',
      trust: 'kernel',
    })
    expect(projectionInCoordinates({ context: CONTEXT, f }, [f], [], checked)).toHaveLength(1)
    for (const one of checked) expect(projectionInCoordinates({ context: CONTEXT, f }, [f], [], [one])).toEqual([])
    expect(projectionInCoordinates({ context: CONTEXT, f: '2*x^2' }, [f], [], checked)).toEqual([])
  })

  test('(x + y)^2 along {x = 0}: half of the gradient is tangential, and it is not M', async () => {
    const budget = { deadline: Date.now() + 2000 }
    const slanted = { ...formula, f: '(x + y)^2' }
    expect((await proveClaim(slanted, { budget, hints: {} })).status).not.toBe('proved')
    const set = { ...axis, equations: ['(x + y)^2'] }
    expect((await proveClaim(set, { budget, hints: {} })).status).not.toBe('proved')
  })

  test('is asked at a point in names of the objective only', async () => {
    const double = ['x^2']
    const theta = { polynomial: 't^3 - t - 1', interval: ['1', '2'] as const }
    const subject: Subject = {
      ...HYPERBOLA,
      f: 'x^4',
      residuals: double,
      g: [{ when: [], value: '(y^3 - y - 1)^2' }],
    }
    const set: Claim = {
      claim: 'solution-set',
      context: { ...CONTEXT, constants: { theta } },
      assume: [],
      equations: [...double, '(y^3 - y - 1)^2'],
      points: [{ x: '0', y: 'theta' }],
    }
    const basis = (['structure', 'regularity-of-g'] as const).map((id) => hypothesesOf(subject)[id])
    const checked = await settledAll([{ ...axis, equations: double }, ...basis, set])
    expect(strictMinima(subject, checked)).toHaveLength(1)
    const asked = page('lemma-3-28').asks?.(matterOf(subject, 'x^4', checked))
    expect(asked?.[0]?.[0]?.claim).toMatchObject({ point: { x: '0', y: '0' } })
  })

  test('a formula along a smaller set than M is not one along M', async () => {
    // M = {x = 0}; along {x = 0, y = 0} the formula holds with an empty tangent space, and says nothing of M.
    const point: Claim = { ...formula, normal: ['x', 'y'] }
    const checked = await settledAll([axis, point])
    expect(projectionInCoordinates({ context: CONTEXT, f }, [f], [], checked)).toEqual([])
  })
})

describe('Theorem 2.8', () => {
  const line: Subject = {
    ...HYPERBOLA,
    f: '(x + y - 1)^2',
    residuals: ['x + y - 1'],
    g: [{ when: [], value: '(x - y)^2' }],
    level: 'infinity',
  }
  const set = (g: string): Claim => ({
    claim: 'solution-set',
    context: CONTEXT,
    assume: [],
    equations: ['x + y - 1', g],
    points: [{ x: '1/2', y: '1/2' }],
  })
  const basis = (subject: Subject): readonly Claim[] =>
    (['structure', 'tame', 'minimum-zero', 'regularity-of-g'] as const).map((id) => hypothesesOf(subject)[id])

  test('asks at strict minima, and applies', async () => {
    const checked = await settledAll([...basis(line), set('(x - y)^2')])
    const [attempt = []] = page('theorem-2-8').asks?.(matterOf(line, line.f, checked)) ?? []
    expect(attempt.length).toBeGreaterThan(2)
    expect(standing('theorem-2-8', matterOf(line, line.f, checked))?.status).toBe('open')
    const all = [...checked, ...(await settledAll(attempt.map(({ claim }) => claim)))]
    expect(standing('theorem-2-8', matterOf(line, line.f, all))).toMatchObject({ status: 'applies', trust: 'kernel' })
    expect(page('theorem-2-8').asks?.(matterOf(line, line.f, all))).toEqual([])
  })

  test('at points with parameters in them', async () => {
    const context = { ...CONTEXT, parameters: ['a'] }
    const family: Subject = { ...line, context, f: '(x + y - a)^2', residuals: ['x + y - a'] }
    const equations = ['x + y - a', '(x - y)^2']
    const points = [{ x: 'a/2', y: 'a/2' }]
    const checked = await settledAll([
      ...basis(family),
      { claim: 'solution-set', context, assume: [], equations, points },
    ])
    const asked = page('theorem-2-8').asks?.({ ...matterOf(family, family.f, checked), objective: family })
    expect(asked).toHaveLength(1)
  })

  test('a g that grows in a step is not even asked', async () => {
    const g = '(x - 1/2)^2 + (y - 1/2)^2'
    const growing: Subject = { ...line, g: [{ when: [], value: g }] }
    const checked = await settledAll([...basis(growing), set(g)])
    expect(strictMinima(growing, checked)).toHaveLength(1)
    expect(page('theorem-2-8').asks?.(matterOf(growing, growing.f, checked))).toEqual([])
    expect(standing('theorem-2-8', matterOf(growing, growing.f, checked))?.status).toBe('open')
  })
})
