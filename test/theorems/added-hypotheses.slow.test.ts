import { describe, expect, test } from 'vitest'
import { isCheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { minimaClaims, subdifferentialsOnMinima } from '../../src/theorems/directions-on-minima.ts'
import { orbitClaims, projectionAlongOrbits } from '../../src/theorems/group-orbits.ts'
import { hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { quadraticLawClaims, quadraticLaws } from '../../src/theorems/quadratic-laws.ts'
import { THEOREM_PAGES } from '../../src/theorems/registry.ts'
import { type StrictnessSubject, strictByKernels, strictnessClaims } from '../../src/theorems/strictness-by-kernels.ts'
import { theorem28, theorem28Claims } from '../../src/theorems/theorem-2-8.ts'
import { type Standing, standingsOf } from '../../src/theorems/theorem-page.ts'
import { theoremS } from '../../src/theorems/theorem-s.ts'
import { HYPERBOLA, settled, settledAll } from './subject.ts'

// Each hypothesis that the papers do not state, with the example that makes it necessary: the page must refuse.

/** Whatever the kernel makes of the claims: proofs and refutations. */
const judged = async (claims: readonly Claim[], seconds = 20): Promise<unknown[]> => {
  const verdicts = await Promise.all(
    claims.map((claim) => proveClaim(claim, { budget: { deadline: Date.now() + seconds * 1000 }, hints: { seed: 1 } })),
  )
  return verdicts.flatMap((verdict) => (verdict.status === 'unknown' ? [] : [verdict.checked]))
}

const standing = (id: string, subject: Subject, checked: readonly unknown[]): Standing => {
  const found = standingsOf(THEOREM_PAGES, { subject, entries: [], checked }).find((entry) => entry.id === id)
  if (found === undefined) throw new Error(`no standing of ${id}`)
  return found
}

const CONTEXT = HYPERBOLA.context
const all = (subject: Subject): readonly Claim[] => Object.values(hypothesesOf(subject))

describe('⟨∇g, ∇f⟩ ≥ 0 near M, not modulo h', () => {
  const SUBJECT: Subject = {
    ...HYPERBOLA,
    f: 'y^2',
    residuals: ['y'],
    g: [{ when: [], value: 'x^2*(1 + 1/(1 + y^2))' }],
    level: 'infinity',
  }

  test('f = y^2, g = x^2*(1 + 1/(1 + y^2)): everything else holds, and nothing moves', {
    timeout: 60_000,
  }, async () => {
    const checked = await judged(all(SUBJECT))
    const proved = checked
      .filter((c) => isCheckedClaim(c) && c.outcome === 'proved')
      .map((c) => (c as { claim: Claim }).claim.claim)
    for (const id of [
      'structure',
      'tame',
      'minimum-zero',
      'full-rank',
      'critical-values',
      'regularity-of-g',
      'second-order',
      'coercive',
    ]) {
      expect(proved, id).toContain(id)
    }
    expect(theoremS(SUBJECT, checked)).toBeUndefined()
    for (const id of ['proposition-2-6', 'theorem-s', 'theorem-3-32', 'theorem-2-10']) {
      expect(standing(id, SUBJECT, checked), id).toMatchObject({ status: 'fails', hypothesis: 'lyapunov' })
    }
    expect(standing('proposition-3-33', SUBJECT, checked).status).toBe('applies')
  })
})

describe('a second minimum of f, which [J], Theorem 2.10 as printed does not see', () => {
  const f = 'min((x*y - 1)^2, 1 + (x - 10)^2 + (y + 10)^2)'

  test('no level above the other minimum is proved, and Theorem S concludes nothing', { timeout: 60_000 }, async () => {
    const subject: Subject = { ...HYPERBOLA, f, level: '2' }
    const { structure, 'critical-values': level, coercive } = hypothesesOf(subject)
    const checked = await judged([structure, level, coercive], 2)
    expect(checked.filter((c) => isCheckedClaim(c) && c.outcome === 'proved' && c.claim.claim === 'structure')).toEqual(
      [],
    )
    expect(theoremS(subject, checked)).toBeUndefined()
    expect(standing('theorem-2-10', subject, checked).status).not.toBe('applies')
  })

  test('where its hypotheses hold, Theorem 2.10 is quoted and nothing more', { timeout: 60_000 }, async () => {
    const checked = await judged(all(HYPERBOLA))
    const page = THEOREM_PAGES.find(({ id }) => id === 'theorem-2-10')
    expect(page?.conclusion).toBe('quoted')
    expect(standing('theorem-2-10', HYPERBOLA, checked)).toMatchObject({
      status: 'applies',
      says: expect.stringContaining('[J] states'),
    })
  })
})

describe('starts below every positive critical value', () => {
  test('(x*y - 1)^2 has the saddle 0 with the value 1: no statement on the whole plane', async () => {
    const claim = hypothesesOf({ ...HYPERBOLA, level: 'infinity' })['critical-values']
    expect((await settled(claim, 'refuted')).outcome).toBe('refuted')
  })
})

describe('f constant on an open set', () => {
  test('max(|x| - 1, 0)^2 with M = {x = 0} is no function of |x| that increases', async () => {
    const claim: Claim = {
      claim: 'structure',
      context: { ...CONTEXT, variables: ['x'] },
      f: 'max(abs(x) - 1, 0)^2',
      residuals: ['x'],
      loss: 'single',
      phi: 'max(t - 1, 0)^2',
    }
    expect((await judged([claim])).length).toBe(0)
  })
})

describe('φ increasing', () => {
  test.for(['t^2 - t', '-t', '1 - exp(t)'])('φ = %s is refused', async (phi) => {
    const f = phi.replaceAll('t', 'abs(x)').replace('exp(abs(x))', 'exp(abs(x))').replace('eabs(x)p', 'exp')
    const claim: Claim = {
      claim: 'structure',
      context: { ...CONTEXT, variables: ['x'] },
      f,
      residuals: ['x'],
      loss: 'single',
      phi,
    }
    expect(await judged([claim])).toEqual([])
  })
})

describe('DF of full rank', () => {
  const context = { ...CONTEXT, variables: ['x', 'y', 'z'] }
  const residuals = ['x + y*z', 'y*z - x']

  test('F = (x + y*z, y*z - x) at 0: no formula is given', { timeout: 60_000 }, async () => {
    const f = '(x + y*z)^2 + (y*z - x)^2'
    const subject = { context, f, residuals, loss: 'l2', phi: 't^2' } as const
    for (const at of [{}, { point: { x: '0', y: '0', z: '0' } }]) {
      const checked = await judged(minimaClaims({ ...subject, ...at }))
      expect(subdifferentialsOnMinima({ ...subject, ...at }, checked)).toBeUndefined()
    }
    const checked = await judged([hypothesesOf({ ...HYPERBOLA, ...subject, g: [] })['full-rank']])
    expect(standing('proposition-3-30', { ...HYPERBOLA, ...subject, g: [] }, checked)).toMatchObject({
      status: 'fails',
      hypothesis: 'full-rank',
    })
  })

  test('the formula is given where the rank is full', async () => {
    const subject = { context: CONTEXT, f: '(x*y - 1)^2', residuals: ['x*y - 1'], loss: 'single', phi: 't^2' } as const
    const checked = await settledAll(minimaClaims(subject))
    expect(subdifferentialsOnMinima(subject, checked)).toMatchObject({ rows: [['y', 'x']], slope: '0' })
    expect(subdifferentialsOnMinima(subject, checked.slice(1))).toBeUndefined()
  })
})

describe('strict minima by kernels', () => {
  const ONE: StrictnessSubject = {
    context: CONTEXT,
    f: '(x*y - 1)^2',
    point: { x: '1', y: '1' },
    equations: ['x*y - 1'],
    laws: ['x^2 - y^2'],
    levelSet: { loss: 'single', phi: 't^2' },
  }
  const CHOICE = ['x*y - 1', 'x^2 - y^2']

  test('the hyperbola', async () => {
    const checked = await settledAll(strictnessClaims(ONE, CHOICE))
    expect(strictByKernels(ONE, CHOICE, checked)).toBe('kernel')
    for (const claim of checked)
      expect(
        strictByKernels(
          ONE,
          CHOICE,
          checked.filter((c) => c !== claim),
        ),
      ).toBeUndefined()
    // Another point, a law alone, a law that is not given.
    expect(strictByKernels({ ...ONE, point: { x: '2', y: '1/2' } }, CHOICE, checked)).toBeUndefined()
    expect(strictByKernels(ONE, ['x^2 - y^2'], checked)).toBeUndefined()
    expect(strictByKernels(ONE, ['x*y - 1', 'x'], checked)).toBeUndefined()
  })

  test('(x*y)^2 with M = {0} and a constant law passes the rank test and is refused', { timeout: 60_000 }, async () => {
    const crossing: StrictnessSubject = {
      ...ONE,
      f: '(x*y)^2',
      point: { x: '0', y: '0' },
      equations: ['x', 'y'],
      laws: ['1'],
      levelSet: { radius: '1' },
    }
    const claims = strictnessClaims(crossing, ['x', 'y'])
    const checked = await judged(claims)
    const outcomes = checked.map((c) => (isCheckedClaim(c) ? `${c.claim.claim} ${c.outcome}` : ''))
    expect(outcomes).toContain('independent proved')
    expect(outcomes).toContain('relation refuted')
    expect(strictByKernels(crossing, ['x', 'y'], checked)).toBeUndefined()
    // As f = φ(|h|) it has the residual x*y, whose gradient is 0 there.
    const honest: StrictnessSubject = { ...crossing, equations: ['x*y'], levelSet: { loss: 'single', phi: 't^2' } }
    expect(strictByKernels(honest, ['x*y', '1'], await judged(strictnessClaims(honest, ['x*y', '1'])))).toBeUndefined()
  })

  test('a point where f is not defined', () => {
    expect(
      strictnessClaims({ ...ONE, f: 'x^2/y', point: { x: '0', y: '0' }, levelSet: { radius: '1' } }, CHOICE),
    ).toEqual([])
    expect(strictnessClaims({ ...ONE, levelSet: { radius: '1/0' } }, CHOICE)).toEqual([])
  })
})

describe('d-stable points', () => {
  const AT = { point: { x: '1', y: '1' }, radius: '1/10', step: '1/10', weight: '1' }

  test('the flat minimum of the hyperbola', { timeout: 240_000 }, async () => {
    const checked = await judged(theorem28Claims(HYPERBOLA, AT) as Claim[], 100)
    expect(theorem28(HYPERBOLA, AT, checked)).toBe('kernel')
    for (const claim of checked)
      expect(
        theorem28(
          HYPERBOLA,
          AT,
          checked.filter((c) => c !== claim),
        ),
      ).toBeUndefined()
    expect(theorem28(HYPERBOLA, { ...AT, step: '1' }, checked)).toBeUndefined()
  })

  test('a g that grows in a step, and one that is not defined everywhere', { timeout: 60_000 }, async () => {
    const growing: Subject = { ...HYPERBOLA, g: [{ when: [], value: '(x - 1)^2 + (y - 1)^2' }] }
    expect(theorem28(growing, AT, await judged(theorem28Claims(growing, AT) as Claim[]))).toBeUndefined()
    const partial: Subject = { ...HYPERBOLA, g: [{ when: [], value: '(x - y)^2/x^2' }] }
    expect(theorem28Claims(partial, AT)).toBeUndefined()
    expect(theorem28Claims(HYPERBOLA, { ...AT, step: '1/0' })).toBeUndefined()
  })
})

describe('symmetries', () => {
  test('the projection formula along the orbits of (t*x, y/t), and of no other action', {
    timeout: 60_000,
  }, async () => {
    const subject = { context: CONTEXT, f: '(x*y - 1)^2', actions: [{ name: 't', image: { x: 't*x', y: 'y/t' } }] }
    const checked = await settledAll(orbitClaims(subject) as Claim[])
    expect(projectionAlongOrbits(subject, checked)).toBe('kernel')
    for (const image of [
      { x: 't*x', y: 'y*t' },
      { x: 'x*y^t', y: 'y' },
      { x: 'x*y^(t)', y: 'y' },
      { x: 'x + t', y: 'y' },
      { x: 't*x/x', y: 'y' },
    ]) {
      const wrong = { ...subject, actions: [{ name: 't', image }] }
      const claims = orbitClaims(wrong)
      expect(claims && projectionAlongOrbits(wrong, [...checked, ...(await judged(claims))])).toBeUndefined()
    }
    expect(orbitClaims({ ...subject, actions: [{ name: 'x', image: { x: 'x*x' } }] })).toBeUndefined()
  })

  test('no action with roots of variables, and no f that is not locally Lipschitz', { timeout: 60_000 }, async () => {
    // An action of (0, ∞) that leaves x^2 as it is; its generator (0, cbrt(x)) is not Lipschitz at x = 0.
    const root = { name: 't', image: { y: 'y + log(t)*cbrt(x)' } }
    expect(orbitClaims({ context: CONTEXT, f: 'x^2', actions: [root] })).toBeUndefined()
    const smooth = { name: 't', image: { y: 'y + log(t)*x' } }
    expect(orbitClaims({ context: CONTEXT, f: 'x^2', actions: [smooth] })).toBeDefined()
    const steep = { context: CONTEXT, f: 'cbrt(x*y)', actions: [{ name: 't', image: { x: 't*x', y: 'y/t' } }] }
    expect(projectionAlongOrbits(steep, await judged(orbitClaims(steep) as Claim[]))).toBeUndefined()
  })

  test('quadratic laws with the box formula, from symmetric generators only', async () => {
    const subject = {
      context: CONTEXT,
      f: '(x*y - 1)^2',
      generators: [
        [
          ['1', '0'],
          ['0', '-1'],
        ],
      ],
    }
    const checked = await settledAll(quadraticLawClaims(subject) as Claim[])
    expect(quadraticLaws(subject, ['v', 'w'], checked)).toMatchObject({ trust: 'kernel' })
    expect(quadraticLaws({ ...subject, f: '(x^2*y - 1)^2' }, ['v', 'w'], checked)).toBeUndefined()
    expect(
      quadraticLawClaims({
        ...subject,
        generators: [
          [
            ['0', '1'],
            ['-1', '0'],
          ],
        ],
      }),
    ).toBeUndefined()
  })
})
