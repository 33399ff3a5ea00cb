import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw, gradlawJson } from './command.ts'

beforeAll(buildCommand)

const proved = expect.objectContaining({ status: 'proved', trust: 'kernel' })

describe('laws of a network', () => {
  test('are one JSON document with the counts and what proves them', async () => {
    const { status, document } = await gradlawJson(['laws', '--network', 'linear:2,2,2', '--degree', '2'])
    expect(document).toMatchObject({
      objective: 'every loss of linear:2,2,2',
      network: 'linear:2,2,2',
      components: 'the entries of W2*W1',
      method: 'gradient-flow',
      laws: expect.arrayContaining([expect.objectContaining({ kind: 'polynomial', domain: 'R^n', verdict: proved })]),
      matrixLaws: [{ expression: "W1*W1' - W2'*W2", kind: 'symmetric', entries: expect.any(Array) }],
      polynomialDimension: { 2: 3 },
      polynomialDimensionVerdict: { 2: { status: 'proved', dimension: 3, atMost: { verdict: proved } } },
      independent: {
        found: 3,
        upperBound: 3,
        complete: true,
        verdict: proved,
        bound: { verdict: proved, kernelClaim: { claim: 'law-bound', atMost: 3 } },
      },
    })
    expect(document.variables).toHaveLength(8)
    expect(status).toBe(0)
  })

  test('fit on a page where there are many, as matrices', async () => {
    const { status, stdout } = await gradlaw(['laws', '--network', 'linear:4,4,4'])
    expect(stdout).toContain("+ W1*W1' - W2'*W2")
    expect(stdout).toContain('exactly 10 independent laws')
    expect(stdout.split('\n').length).toBeLessThan(15)
    expect(status).toBe(0)
    const all = await gradlaw(['laws', '--network', 'linear:4,4,4', '--all'])
    expect(all.stdout).toContain('W1[1,1]^2')
  })

  test('keep what a stage found when the time is spent', async () => {
    const { status, stdout } = await gradlaw(['laws', '--network', 'linear:16,16,16', '--timeout', '3', '--json'])
    const { independent, notSearched } = JSON.parse(stdout)
    expect(independent).toMatchObject({ complete: false })
    expect(notSearched.length).toBeGreaterThan(0)
    expect([0, 2]).toContain(status)
  })

  test('with momentum are those of the second-order motion', async () => {
    const args = ['laws', '--network', 'linear:1,2,1', '--method', 'heavy-ball', '--degree', '2']
    const { document } = await gradlawJson(args)
    expect(document).toMatchObject({ method: 'heavy-ball', independent: { found: 2, upperBound: 2, complete: true } })
  })
})

test('laws of a map and a candidate that is nearly one', async () => {
  const near = 'U[1,1]^2 + U[2,1]^2 - V[1,1]^2 - 1.000000000001*V[1,2]^2'
  const args = ['laws', '--map', 'U*V', '--vars', 'U:2x2,V:2x2', '--candidate', near, '--degree', '2']
  const { status, stdout } = await gradlaw(args)
  expect(stdout).toContain("+ U'*U - V*V'")
  expect(stdout).toMatch(/supplied; refuted at/)
  expect(status).toBe(0)
})

test.each([
  [['--map', '2*a', '--params', 'a'], 'does not depend on any variable'],
  [['--network', 'linear:3'], 'at least two widths'],
  [['--network', 'linear:2,2', '--vars', 'x'], '--vars does not go with --network'],
  [['x*y', '--map', 'x*y'], 'give one of'],
  [['x*y', '--method', 'newton'], 'not "newton"'],
  [['x*y', '--friction', '1'], 'a friction is for the heavy ball'],
  [['x*y', '--metric', 'u*w'], 'the metric has the names u, w'],
  [['--map', 'x*y', '--assume', 'x > 0'], 'variables are restricted'],
])('%j is refused with one message: %s', async (args, message) => {
  const { status, stderr, stdout } = await gradlaw(['laws', ...args])
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('    at ')
  expect(stdout).toBe('')
  expect(status).toBe(64)
})

test('what the counts rest on is saved, and checked again', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'gradlaw-laws-')), 'saved.json')
  await gradlaw(['laws', '--network', 'linear:1,2,2,1', '--degree', '2', '--save-proof', file])
  const { status, document } = await gradlawJson(['recheck', file])
  const forms = (document.entries as { claim: string }[]).map(({ claim }) => claim)
  for (const form of ['first-integral', 'independent', 'law-bound', 'local-laws', 'polynomial-laws-bound']) {
    expect(forms).toContain(form)
  }
  expect(document.refused).toBe(0)
  expect(status).toBe(0)
})
