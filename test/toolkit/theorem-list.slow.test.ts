import { describe, expect, test } from 'vitest'
import { showCheck } from '../../src/cli/show-check.ts'
import { report } from '../../src/toolkit/api.ts'
import { check } from '../../src/toolkit/check.ts'
import { readProblem } from '../../src/toolkit/problem.ts'

const checked = (objective: string, regularizer: string) =>
  check(readProblem({ objective, regularizer }), { simulate: false, timeout: 30 })

const standings = async (objective: string, regularizer: string) =>
  new Map((await checked(objective, regularizer)).theorems?.map((entry) => [entry.id, entry]))

describe('the theorems of a check', () => {
  test('all hypotheses proved: what is concluded applies, what is only quoted says so', {
    timeout: 60_000,
  }, async () => {
    const result = await checked('(x*y - 1)^2', '(x^2 - y^2)^2')
    const found = new Map(result.theorems?.map((entry) => [entry.id, entry]))
    expect(found.get('theorem-s')).toMatchObject({ status: 'applies', trust: 'kernel', conclusion: 'proved' })
    expect(found.get('theorem-3-32')).toMatchObject({ status: 'applies', conclusion: 'quoted' })
    // M ∩ Z is finite, so its points are strict minima of f + g without a claim of their own.
    expect(found.get('theorem-2-9')).toMatchObject({ status: 'applies', says: expect.stringContaining('(1, 1)') })
    // So nobody has to ask Proposition 3.34 about them, and the checklist has one line of each kind.
    expect(found.get('proposition-3-34')?.status).toBe('open')
    expect(new Set(result.claims.map(({ id }) => id)).size).toBe(result.claims.length)
    expect(found.get('proposition-3-36')).toMatchObject({ status: 'applies', trust: 'kernel' })
    const shown = showCheck(result)
    expect(shown).toMatch(
      /Theorems that apply:.*\n {2}\[J\], Theorem 2\.10 \(quoted only\)\n.*Theorems left open: \d+;/s,
    )
    const lines = shown.slice(shown.indexOf('Theorems that apply:')).split('\n')
    expect(new Set(lines).size).toBe(lines.length)
    expect(report(result, 'markdown')).toMatch('Quoted, not concluded.')
  })

  test('a hypothesis that is refuted fails, with its witness', { timeout: 60_000 }, async () => {
    const found = await standings('(x*y - 1)^2', '(x^2 + y^2)^2')
    expect(found.get('theorem-s')).toMatchObject({
      status: 'fails',
      hypothesis: 'lyapunov',
      witness: expect.stringMatching('x = '),
    })
    expect(found.get('proposition-3-33')).toMatchObject({
      status: 'applies',
      says: expect.stringMatching('not a d-Lyapunov'),
    })
    expect(found.get('proposition-3-30')).toMatchObject({ status: 'applies' })
  })

  test('where DF loses rank no formula for the directions applies', { timeout: 60_000 }, async () => {
    const found = await standings('(x*y)^2', '(x^2 - y^2)^2')
    expect(found.get('proposition-3-30')).toMatchObject({ status: 'fails', hypothesis: 'full-rank' })
    expect(found.get('theorem-s')?.status).not.toBe('applies')
  })

  test('the pages ask for what the checklist has not', { timeout: 60_000 }, async () => {
    const steady = await standings('(x + y - 1)^2', '(x - y)^2')
    expect(steady.get('theorem-2-8')).toMatchObject({ status: 'applies', says: expect.stringContaining('(1/2, 1/2)') })
    const circle = await standings('(x^2 + y^2 - 1)^2', '(x^2 - y^2)^2')
    expect(circle.get('proposition-3-36')?.status).toBe('open')
    const band = await standings('(x*y - 1)^2', 'max(x^2 - y^2 - 1, 0)^2 + max(y^2 - x^2 - 1, 0)^2')
    expect(band.get('theorem-2-9')?.status).toBe('open')
    expect(band.get('proposition-3-34')).toMatchObject({
      status: 'applies',
      says: expect.stringContaining('x^2 - y^2'),
    })
    const crossing = await standings('(x*y)^2', '(x^2 - y^2)^2')
    expect(crossing.get('proposition-3-29')).toMatchObject({ status: 'applies', says: expect.stringMatching('t') })
    for (const id of ['theorem-2-8', 'proposition-3-34']) expect(crossing.get(id)?.status).not.toBe('applies')
  })

  test('the projection formula is a claim of its own where the order is asked for', { timeout: 60_000 }, async () => {
    for (const [objective, order] of [
      ['x^2 + x^4*y^2', 4],
      ['x^2 + x^6*y^2', 6],
    ] as const) {
      const result = await checked(objective, 'y^2')
      const { claims, conclusion, theorems } = result
      expect(report(result, 'markdown')).toMatch(/Projection formula\.\*\* Within distance .* Lemma 3\.28/)
      expect(conclusion).toMatchObject({ verdict: 'certified', order })
      const formula = claims.filter(({ id }) => id === 'projection-formula')
      expect(formula.map(({ verdict, needed }) => [verdict.status, needed])).toEqual([['proved', false]])
      expect(theorems?.find(({ id }) => id === 'lemma-3-28')).toMatchObject({ status: 'applies', trust: 'kernel' })
    }
  })

  test('an objective of no known structure leaves everything open', { timeout: 60_000 }, async () => {
    const found = await standings('x^4 - x*y + y^4', 'x^2')
    expect([...found.values()].filter(({ status }) => status === 'applies')).toEqual([])
  })
})
