import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw, gradlawJson } from './command.ts'

const home = mkdtempSync(join(tmpdir(), 'gradlaw-json-'))
const at = (name: string): string => join(home, name)
const HYPERBOLA = ['--objective', '(x*y-1)^2', '--regularizer', '(x^2-y^2)^2']

beforeAll(buildCommand)
afterAll(() => rmSync(home, { recursive: true, force: true }))

const RATIONAL = /^-?\d+(\/\d+)?$/
const proved = expect.objectContaining({ status: 'proved', trust: 'kernel', method: expect.any(String) })
const claimShape = {
  id: expect.any(String),
  needed: expect.any(Boolean),
  statement: expect.any(String),
  latex: expect.any(String),
  source: expect.any(String),
  verdict: expect.objectContaining({ status: expect.stringMatching(/^(proved|refuted|unknown)$/) }),
}

interface CheckDocument {
  readonly problem: Record<string, unknown>
  readonly claims: readonly { id: string; needed: boolean; verdict: Record<string, unknown> }[]
  readonly conclusion: Record<string, unknown>
  readonly evidence: Record<string, unknown>
}

describe('check', () => {
  test('of Example 1.1 proves every needed claim and says so in the fields of the contract', async () => {
    const { status, stderr, document } = await gradlawJson(['check', ...HYPERBOLA])
    const { problem, claims, conclusion, evidence } = document as unknown as CheckDocument
    expect(problem).toMatchObject({ objective: '(x*y - 1)^2', variables: ['x', 'y'], proposed: false })
    for (const claim of claims) expect(claim).toEqual(expect.objectContaining(claimShape))
    for (const { verdict } of claims.filter(({ needed }) => needed)) expect(verdict).toEqual(proved)
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length)
    expect(conclusion).toMatchObject({
      verdict: 'certified',
      order: 2,
      scope: 'sure-below',
      level: '1',
      trust: 'kernel',
    })
    expect((conclusion.points as string[][]).map((p) => p.join()).sort()).toEqual(['-1,-1', '1,1'])
    expect(evidence).toMatchObject({ runs: expect.any(Number), seed: 1, converged: expect.any(Number) })
    expect(evidence.fittedOrder).toBeCloseTo(2, 1)
    expect([status, stderr]).toEqual([0, ''])
  })

  test('of a quantity that is not conserved refutes with an exact witness', async () => {
    const { status, document } = await gradlawJson([
      ...['check', '--objective', '(x*y-1)^2', '--regularizer', '(x^2-1.000000001*y^2)^2', '--no-simulate'],
    ])
    const { claims } = document as unknown as CheckDocument
    const conserved = claims.find(({ id }) => id === 'conserved')?.verdict
    expect(conserved).toMatchObject({ status: 'refuted', trust: 'kernel' })
    for (const value of Object.values(conserved?.witness as Record<string, string>)) expect(value).toMatch(RATIONAL)
    expect(status).toBe(1)
  })

  test('saves proofs that are accepted again, and refused after a change', async () => {
    const proof = at('proof.json')
    const ran = await gradlaw([
      'check',
      ...HYPERBOLA,
      '--no-simulate',
      '--quiet',
      '--save-proof',
      proof,
      '--out',
      at('check.txt'),
    ])
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, '', ''])
    expect(readFileSync(at('check.txt'), 'utf8')).toContain('Conclusion: certified, order 2')
    const accepted = await gradlawJson(['recheck', proof])
    expect(accepted.document).toMatchObject({ refused: 0, entries: expect.any(Array) })
    expect(accepted.document.accepted).toBeGreaterThanOrEqual(10)
    expect(accepted.status).toBe(0)
    writeFileSync(at('tampered.json'), readFileSync(proof, 'utf8').replaceAll('(x^2 - y^2)^2', '(x^2 - 2*y^2)^2'))
    const refused = await gradlawJson(['recheck', at('tampered.json')])
    const entries = refused.document.entries as { accepted: boolean; reason?: string }[]
    expect(entries.some(({ accepted }) => !accepted)).toBe(true)
    for (const { accepted, reason } of entries) if (!accepted) expect(reason).toMatch(/^[a-z]+: /)
    expect(refused.status).toBe(1)
  })

  test('is decided by what a problem file expects, where it expects anything', async () => {
    const problem = 'objective: (x*y-1)^2\nregularizer: (x^2-y^2)^2\nexpect: '
    writeFileSync(at('agrees.yaml'), `${problem}{verdict: certified, order: 2, flat: [[1, 1], [-1, -1]]}\n`)
    writeFileSync(at('differs.yaml'), `${problem}{verdict: refuted, order: 3}\n`)
    const flags = ['--no-simulate', '--json']
    const [agrees, differs] = await Promise.all([
      gradlaw(['check', at('agrees.yaml'), ...flags]),
      gradlaw(['check', at('differs.yaml'), ...flags]),
    ])
    expect([agrees.status, agrees.stderr]).toEqual([0, ''])
    expect(differs.status).toBe(1)
    expect(differs.stderr).toContain('verdict: expected refuted, found certified')
    expect(differs.stderr).toContain('order: expected 3, found 2')
  })

  test('gives the same bytes for the same seed, elapsed times aside', async () => {
    const run = () => gradlaw(['check', ...HYPERBOLA, '--json', '--seed', '7'])
    const [first, second] = [await run(), await run()]
    const timeless = (text: string): string => text.replace(/"elapsedMs": [\d.]+/g, '')
    expect(timeless(second.stdout)).toBe(timeless(first.stdout))
    expect(JSON.parse(first.stdout).evidence.seed).toBe(7)
    expect(Object.keys(JSON.parse(first.stdout)).at(-1)).toBe('elapsedMs')
  })
})

describe('laws', () => {
  test('finds the exponential law of the parabola', async () => {
    const { status, document } = await gradlawJson(['laws', '(x^2-y)^2'])
    expect(document).toMatchObject({
      objective: '(x^2 - y)^2',
      variables: ['x', 'y'],
      laws: [{ expression: expect.any(String), latex: expect.any(String), kind: 'darboux', verdict: proved }],
      polynomialDimension: { 2: 0 },
      independent: { found: 1, upperBound: 1, complete: true, verdict: proved },
      symmetries: expect.any(Array),
      elapsedMs: expect.any(Number),
    })
    expect(status).toBe(0)
  })

  test('lists what was supplied, whatever becomes of it', async () => {
    const { status, document } = await gradlawJson([
      'laws',
      '(x*y-1)^2',
      '--candidate',
      'x^2+y^2',
      '--candidate',
      '3*x^2-3*y^2',
    ])
    const laws = document.laws as { kind: string; verdict: { status: string } }[]
    const outcomes = laws.filter(({ kind }) => kind === 'supplied').map(({ verdict }) => verdict.status)
    expect(outcomes.sort()).toEqual(['proved', 'refuted'])
    expect(status).toBe(0)
  })
})

describe('prove', () => {
  test.each([
    ['x^2+y^2 >= 2', 'x*y == 1', 0, { status: 'proved', trust: 'kernel' }],
    ['x^2+y^2 >= 3', 'x*y == 1', 1, { status: 'refuted', witness: { x: expect.any(String), y: expect.any(String) } }],
  ])('%s where %s ends with status %i', async (claim, assume, expected, verdict) => {
    const { status, document } = await gradlawJson(['prove', claim, '--assume', assume, '--trust', 'kernel'])
    expect(document).toMatchObject({ claim: expect.any(String), assumptions: ['x*y = 1'], verdict })
    expect(status).toBe(expected)
  })

  test('says when the assumptions contradict each other', async () => {
    const { document } = await gradlawJson(['prove', 'x >= 5', '--assume', 'x^2 == -1'])
    expect(document).toMatchObject({ vacuous: true, verdict: { status: 'proved' } })
  })
})

test('simulate measures', async () => {
  const { status, document } = await gradlawJson([
    'simulate',
    ...HYPERBOLA,
    '--runs',
    '5',
    '--steps',
    '500',
    '--seed',
    '3',
  ])
  expect(document).toMatchObject({
    method: 'ngd',
    runs: 5,
    steps: 500,
    seed: 3,
    lawDrift: [{ law: expect.any(String) }],
  })
  expect(status).toBe(0)
})
