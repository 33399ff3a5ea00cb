import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw } from './command.ts'

const home = mkdtempSync(join(tmpdir(), 'gradlaw-usage-'))
const file = (name: string, text: string): string => {
  const path = join(home, name)
  writeFileSync(path, text)
  return path
}
const F = ['--objective', '(x*y-1)^2']

beforeAll(buildCommand)
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** What is wrong, the arguments, and what the message has to say. */
const REFUSED: readonly (readonly [string, readonly string[], string])[] = [
  ['no command', [], 'Usage'],
  ['an unknown command', ['chek'], 'Did you mean check?'],
  ['an unknown option', ['check', '--objectve', 'x'], 'Did you mean --objective?'],
  ['a missing value', ['prove', 'x > 0', '--assume'], 'gradlaw prove --help lists its options'],
  ['nothing to check', ['check'], 'give a problem file or --objective'],
  ['a file and an expression', ['check', 'a.yaml', ...F], 'either a file or --objective'],
  ['a missing file', ['check', join(home, 'none.yaml')], 'there is no file'],
  ['a folder', ['check', home], 'it is a folder'],
  ['an empty file', ['check', file('empty.yaml', '')], 'empty.yaml:1:1: this is not a problem file'],
  ['a field of another name', ['check', file('a.yaml', 'objective: x^2\nregularizr: x')], 'a.yaml:2:1'],
  [
    'options beside a file',
    ['check', file('b.yaml', 'objective: x^2'), '--regularizer', 'x'],
    'belongs in the problem file',
  ],
  ['an empty expression', ['laws', ''], 'the expression is empty'],
  ['an expression of no variables', ['laws', '3'], 'no variables'],
  ['an implied product', ['laws', '2x(y+1)'], 'write 2*x'],
  ['bars', ['laws', '|x|'], 'write abs(u)'],
  ['a division by zero', ['laws', 'x/(y-y)'], 'identically zero'],
  ['a name that is not declared', ['check', ...F, '--regularizer', '(x^2-z^2)^2'], '"z" is not declared'],
  ['a negative time', ['check', ...F, '--timeout', '-5'], 'expected a number of at least'],
  ['a time that is no number', ['check', ...F, '--timeout', 'NaN'], 'expected a number of at least'],
  ['a broken degree', ['check', ...F, '--degree', '1.5'], 'expected a whole number'],
  ['another level of trust', ['check', ...F, '--trust', 'me'], '--trust is kernel or solver'],
  ['a claim without a relation', ['prove', 'x'], 'this is not a relation'],
  ['two claims', ['prove', 'x >= 0, y >= 0'], 'this is not one claim'],
  ['a method that is not there', ['simulate', ...F, '--method', 'magic'], 'not a method that can be run'],
  ['an exponent that is none', ['simulate', ...F, '--exponent', 'big'], '--exponent is a positive number'],
  ['runs of parameters', ['simulate', '--objective', '(x*y-a)^2', '--params', 'a'], 'has the parameter a'],
  ['a report in another format', ['report', ...F, '--format', 'word'], '--format is'],
  ['a proof that is no JSON', ['recheck', file('p.json', 'x')], 'this is not JSON'],
  ['a proof that is none', ['recheck', file('q.json', '{}')], 'this is not a proof file'],
  ['a proof that is missing', ['recheck', join(home, 'none.json')], 'there is no file'],
  ['a proof that is a folder', ['recheck', home], 'cannot be read: it is a folder'],
  ['a proof with a byte order mark', ['recheck', file('s.json', '\uFEFF{}')], 'begins with a byte order mark'],
  ['a proof of bytes', ['recheck', file('r.json', '\u0000\u001b[2J')], "Unexpected token '?'"],
  ['a field that is there under another name', ['check', file('c.yaml', 'objectiv: x')], 'did you mean "objective"?'],
  ['a file that is no text', ['check', file('d.yaml', 'o\u0000b\u0000')], 'is not text in UTF-8'],
  ['an output below a file', ['laws', 'x^2*y^2', '--out', join(file('e.yaml', 'x'), 'f')], 'its folder is a file'],
  ['an output that is a folder', ['laws', 'x^2*y^2', '--out', home], 'it is a folder'],
  [
    'assumptions that contradict each other',
    ['check', '--objective', '(x*y-a)^2', '--params', 'a', '--assume', 'a > 0, a < 0'],
    'contradict each other',
  ],
]

describe('what cannot be done is refused with status 64, one message and no stack trace', () => {
  test.concurrent.each(REFUSED)('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await gradlaw(args)
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\n\s+at |this is a defect/)
    expect(stdout).toBe('')
    expect(status).toBe(64)
  })
})

test('a name that may be a product is noted, and read as a name', async () => {
  const { status, stdout, stderr } = await gradlaw(['laws', '(xy*z - mu)^2 + abs(z)', '--timeout', '5'])
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'note: "xy" is one variable; a product is written x*y\n' })
  expect(stdout).toMatch(/^f = \(xy\*z - mu\)\^2/)
  expect((await gradlaw(['laws', '(xy*z-1)^2', '--vars', 'xy,z'])).stderr).toBe('')
})

test('help and version are answered with status 0', async () => {
  const [version, ...helps] = await Promise.all(
    [
      ['--version'],
      ['--help'],
      ...['laws', 'check', 'prove', 'simulate', 'filter', 'report', 'recheck', 'paper'].map((c) => [c, '--help']),
    ].map((args) => gradlaw(args)),
  )
  expect(version?.stdout).toBe('0.0.0-test\ncertificate format 1\n')
  for (const { status, stdout, stderr } of helps) {
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Usage: gradlaw')
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  }
})

test('an expression may start with a minus sign', async () => {
  const { status, stdout } = await gradlaw(['prove', '-x^2 <= 0'])
  expect(stdout).toContain('proved')
  expect(status).toBe(0)
})

test('a reader that stops reading ends the command quietly', async () => {
  const { spawnSync } = await import('node:child_process')
  const { COMMAND } = await import('./command.ts')
  const { stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${COMMAND}" --help | head -n 1`], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
})
