import { describe, expect, test } from 'vitest'
import {
  check,
  InputError,
  isCheckedClaim,
  laws,
  parse,
  proofFileOf,
  prove,
  recheck,
  report,
  simulate,
  verify,
} from '../../src/index.ts'

const HYPERBOLA = { objective: '(x*y-1)^2', regularizer: '(x^2-y^2)^2' }

describe('check', () => {
  test('concludes, tells as it goes, and is plain data but for the seals', async () => {
    const heard: string[] = []
    const phases: string[] = []
    const result = await check(HYPERBOLA, {
      timeout: 20,
      simulate: false,
      onClaim: ({ id }) => heard.push(id),
      onPhase: (phase) => phases.push(phase),
    })
    expect(result.conclusion).toMatchObject({ verdict: 'certified', order: 2, scope: 'sure-below', level: '1' })
    expect(heard).toEqual(result.claims.map(({ id }) => id))
    expect(phases.length).toBeGreaterThan(2)
    const proofs = proofFileOf(result.claims)
    expect(proofs.entries).toHaveLength(result.claims.length)
    expect(recheck(JSON.stringify(proofs))).toMatchObject({ accepted: result.claims.length, refused: 0 })
    expect(report(result, 'markdown')).toContain('Theorem S')
    expect(report(result, 'latex', { fragment: true })).not.toContain('documentclass')
    expect(JSON.parse(report(result, 'json'))).toHaveProperty('conclusion')
  })

  test('ends when it is told to', async () => {
    const controller = new AbortController()
    const started = Date.now()
    setTimeout(() => controller.abort(), 300)
    const { conclusion, claims } = await check(
      { objective: '(x*y*z*w - x^2 + 3*y^3 - 1)^2', regularizer: '(x^2-y^2)^2 + z^4' },
      { signal: controller.signal, simulate: false },
    )
    expect(conclusion.verdict).not.toBe('certified')
    expect(claims.some(({ verdict }) => verdict.status === 'unknown')).toBe(true)
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  test('what is not of the form is left undecided', async () => {
    const options = { timeout: 5, simulate: false } as const
    for (const objective of ['(x*y-1)^2 + (x-y)^2', 'sin(x)*y', 'x^3 + y']) {
      const { conclusion } = await check({ objective }, options)
      expect(conclusion.verdict).not.toMatch(/certified/)
    }
  })
})

/** (x*y − 1)² in other forms, each with x² − y² written the same way. */
describe.each([
  ['expanded', 'x^2*y^2 - 2*x*y + 1', 'x^4 - 2*x^2*y^2 + y^4', '1'],
  ['scaled', '3*x^2*y^2 - 6*x*y + 3', '(x^2-y^2)^2', '3'],
  ['renamed and permuted', '(b*a - 1)^2', '(a^2-b^2)^2', '1'],
  ['shifted', '(1 - x*y)^2 + 2/3', '2*(y^2-x^2)^2', '1'],
])('the same objective %s', (_, objective, regularizer, level) => {
  test('is certified to the same points', async () => {
    const { conclusion } = await check({ objective, regularizer }, { timeout: 20, simulate: false })
    expect(conclusion).toMatchObject({ verdict: 'certified', order: 2, scope: 'sure-below', level })
    expect(conclusion.points?.map((point) => point.join()).sort()).toEqual(['-1,-1', '1,1'])
  })
})

test('laws, prove and parse answer from one import', async () => {
  const found = await laws({ objective: '(x^2-3*y)^2' }, { candidates: ['x'] })
  expect(found.laws.map(({ kind, verdict }) => [kind, verdict.status])).toEqual([
    ['darboux', 'proved'],
    ['supplied', 'refuted'],
  ])
  expect((await prove('x^2 + y^2 >= 2*x*y')).verdict.status).toBe('proved')
  expect(parse('0.1*x')).toMatchObject({ expression: '1/10*x', latex: expect.any(String), variables: ['x'] })
  await expect(prove('x')).rejects.toThrow(InputError)
})

test('runs are repeated by their seed', async () => {
  const settings = { runs: 4, steps: 300 }
  const run = async (seed: number) => {
    const { elapsedMs, ...measured } = await simulate(HYPERBOLA, { settings, seed })
    expect(elapsedMs).toBeGreaterThanOrEqual(0)
    return measured
  }
  expect(await run(5)).toEqual(await run(5))
  expect((await run(6)).finalObjective).not.toEqual((await run(5)).finalObjective)
})

test('only the kernel seals a claim', async () => {
  const { kernelClaim, verdict } = await prove('x^2 >= 0')
  if (verdict.status !== 'proved') throw new Error(`expected a proof, found ${verdict.status}`)
  const sealed = verify(kernelClaim, verdict.certificate)
  expect(isCheckedClaim(sealed)).toBe(true)
  expect(isCheckedClaim({ ...sealed })).toBe(false)
  expect(isCheckedClaim(JSON.parse(JSON.stringify(sealed)))).toBe(false)
  expect(isCheckedClaim(verify({ ...kernelClaim, goal: 'x >= 0' } as typeof kernelClaim, verdict.certificate))).toBe(
    false,
  )
})
