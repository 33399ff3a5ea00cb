import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { ContextJson } from '../../src/kernel/context.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { hypothesesOf, type Subject } from '../../src/theorems/hypothesis.ts'
import { changeHypotheses, type OrthogonalChange, proposition337 } from '../../src/theorems/orthogonal-change.ts'

const context = (variables: readonly string[], parameters: readonly string[] = []): ContextJson => ({
  variables: [...variables],
  parameters: [...parameters],
  integers: [],
  assume: [],
  constants: {},
})

const ORIGINAL = { context: context(['x', 'y']), f: '(x*y - 1)^2', tameClass: 'semialgebraic' } as const
const SUBJECT: Subject = {
  context: context(['u', 'w']),
  f: '(u^2 - w^2 - 1)^2',
  residuals: ['u^2 - w^2 - 1'],
  loss: 'single',
  phi: 't^2',
  tameClass: 'semialgebraic',
  g: [{ when: [], value: 'u^2*w^2' }],
  level: '1',
}
// x = u + w, y = u - w.
const CHANGE: OrthogonalChange = {
  matrix: [
    ['1', '1'],
    ['1', '-1'],
  ],
  square: '2',
  values: {},
}

const proved = async (claims: readonly Parameters<typeof proveClaim>[0][]): Promise<CheckedClaim[]> => {
  const found: CheckedClaim[] = []
  for (const claim of claims) {
    const verdict = await proveClaim(claim, { budget: { deadline: Date.now() + 20_000 }, hints: {} })
    if (verdict.status === 'proved' && verdict.checked !== undefined) found.push(verdict.checked)
  }
  return found
}

let about: CheckedClaim[] = []
beforeAll(async () => {
  const { lyapunov: _, ...needed } = hypothesesOf(SUBJECT)
  about = await proved([
    ...Object.values(needed),
    {
      claim: 'solution-set',
      context: SUBJECT.context,
      assume: [],
      equations: [...SUBJECT.residuals, 'u^2*w^2'],
      points: [
        { u: '1', w: '0' },
        { u: '-1', w: '0' },
      ],
    },
  ])
}, 60_000)

const changed = async (change: OrthogonalChange, original: Parameters<typeof proposition337>[0] = ORIGINAL) => {
  const claims = changeHypotheses(original, SUBJECT, change)
  const checked = await proved((claims ?? []).map(({ claim }) => claim))
  return proposition337(original, SUBJECT, change, [...about, ...checked])
}

test('what Theorem S concludes in other variables holds in the first ones, with its points mapped back', async () => {
  const conclusion = await changed(CHANGE)
  expect(conclusion).toMatchObject({
    verdict: 'certified',
    scope: 'sure-below',
    level: '1',
    trust: 'kernel',
    theorem: 'Theorem S, by Proposition 3.37',
  })
  expect(conclusion?.points).toEqual([
    ['1', '1'],
    ['-1', '-1'],
  ])
})

describe('nothing is concluded', () => {
  test('without the claims about the change', () => {
    expect(proposition337(ORIGINAL, SUBJECT, CHANGE, about)).toBeUndefined()
  })

  test('from a matrix that is not orthogonal up to a factor', async () => {
    // (2u)(u/2) − 1 has the same zeros' structure in u alone, and other gradients.
    const skewed: OrthogonalChange = {
      ...CHANGE,
      matrix: [
        ['2', '2'],
        ['1/2', '-1/2'],
      ],
    }
    expect(await changed(skewed)).toBeUndefined()
  })

  test('where f in the other variables is another function', async () => {
    expect(await changed(CHANGE, { ...ORIGINAL, f: '(x*y - 2)^2' })).toBeUndefined()
  })

  test('where f is not defined everywhere', async () => {
    expect(await changed(CHANGE, { ...ORIGINAL, f: '(x*y - 1)^2*(x/x)' })).toBeUndefined()
  })

  test('from a factor that is 0', async () => {
    expect(await changed({ ...CHANGE, square: '0' })).toBeUndefined()
  })

  test('from entries that need not be numbers', () => {
    // Wherever a < 0 the claims about √a·… would say nothing.
    const original = { ...ORIGINAL, context: context(['x', 'y'], ['a']) }
    const change: OrthogonalChange = {
      ...CHANGE,
      matrix: [
        ['sqrt(a)/sqrt(a)', '1'],
        ['1', '-1'],
      ],
    }
    expect(changeHypotheses(original, SUBJECT, change)).toBeUndefined()
  })

  test('where a name means two things', () => {
    const original = { ...ORIGINAL, context: context(['x', 'y'], ['u']) }
    expect(changeHypotheses(original, SUBJECT, CHANGE)).toBeUndefined()
    expect(changeHypotheses(ORIGINAL, SUBJECT, { ...CHANGE, values: { b: '2' } })).toBeUndefined()
    expect(changeHypotheses(ORIGINAL, SUBJECT, { ...CHANGE, matrix: [['1', '1']] })).toBeUndefined()
  })
})
