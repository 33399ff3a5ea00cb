import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw } from './command.ts'

const home = mkdtempSync(join(tmpdir(), 'gradlaw-matrices-'))
const file = (name: string, text: string): string => {
  const path = join(home, name)
  writeFileSync(path, text)
  return path
}

beforeAll(buildCommand)
afterAll(() => rmSync(home, { recursive: true, force: true }))

const XY = ['--vars', 'X:2x2, Y:2x2']

/** What is wrong, the arguments, and what the message has to say. */
const REFUSED: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['sizes that do not fit', ['laws', 'normF2(X*Y)', '--vars', 'X:2x3, Y:2x2'], ['X*Y: 2x3 times 2x2', 'column 8']],
  ['an objective that is a matrix', ['laws', 'X*Y', ...XY], ['this is a 2x2 matrix', 'normF2(...)']],
  ['a transpose as a power', ['laws', 'normF2(X^T*Y)', ...XY], ["write X' for the transpose"]],
  ['a norm', ['laws', 'norm(X)^2', ...XY], ['normF2(x) for the squared']],
  ['an equation of matrices', ['prove', 'X*Y == Y*X', ...XY], ['normF2(A - B) = 0']],
  ['a declaration without a size', ['laws', 'normF2(X)', '--vars', 'X:2x'], ['"X:2x" declares no shape']],
  ['a matrix that is too large', ['laws', 'normF2(X)', '--vars', 'X:1000x2'], ['too large']],
  ['a map without variables', ['laws', '--map', 'eye(2)'], ['does not depend on any variable']],
  [
    'an operation in a file',
    ['check', file('a.yaml', 'variables: ["X:2x3"]\nobjective: normF2(X*X)')],
    ['a.yaml:2:19: objective: X*X: 2x3 times 2x3'],
  ],
  [
    'a parameter in a file',
    ['check', file('b.yaml', 'variables: [x]\nparameters: {"A:2y2": real}\nobjective: x^2')],
    ['b.yaml:2', '"A:2y2" declares no shape'],
  ],
]

describe('one message, status 64', () => {
  test.each(REFUSED)('%s', async (_, args, messages) => {
    const { status, stdout, stderr } = await gradlaw(args)
    for (const message of messages) expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\n\s+at |this is a defect/)
    expect([status, stdout]).toEqual([64, ''])
  })
})

test('laws prints the objective with its matrices and the laws in entries', async () => {
  const { status, stdout } = await gradlaw(['laws', "(x'*y - 1)^2", '--vars', 'x:2, y:2', '--json', '--timeout', '120'])
  const { objective, variables, laws } = JSON.parse(stdout)
  expect([status, objective, variables]).toEqual([0, "(x'*y - 1)^2", ['x[1]', 'x[2]', 'y[1]', 'y[2]']])
  const kernels = laws.map(({ kernelClaim }: { kernelClaim: { f?: string } }) => kernelClaim?.f).filter(Boolean)
  for (const f of kernels) expect(f).toBe('(x[1]*y[1] + x[2]*y[2] - 1)^2')
})

test('a claim is shown with its matrices and in entries, and its certificate re-checked', async () => {
  const saved = join(home, 'proof.json')
  const { status, stdout } = await gradlaw([
    ...['prove', "trace(A'*A) >= 0", '--vars', 'A:2x2', '--save-proof', saved, '--timeout', '120'],
  ])
  expect(stdout).toContain("+ trace(A'*A) >= 0\n  in entries: A[1,1]^2 + A[2,1]^2 +")
  expect(status).toBe(0)
  expect((await gradlaw(['recheck', saved])).status).toBe(0)
})

test('parameters and problem files take sizes', async () => {
  const path = file('sizes.yaml', 'variables: ["x:2"]\nparameters: {"d:2": positive}\nobjective: "(dot(d, x) - 1)^2"')
  const { status, stdout } = await gradlaw(['laws', path, '--json', '--timeout', '120'])
  const { objective, laws } = JSON.parse(stdout)
  expect([status, objective]).toEqual([0, '(dot(d, x) - 1)^2'])
  expect(laws.map(({ expression }: { expression: string }) => expression)).toContain('d[2]*x[1] - d[1]*x[2]')
})
