import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, COMMAND, gradlaw, gradlawJson } from './command.ts'

beforeAll(buildCommand)

describe('filter', () => {
  const numbers = ['--alpha', '0.05', '--beta', '0.5', '--rho', '0.1']

  test('answers in the fields of the contract', async () => {
    const { status, document } = await gradlawJson(['filter', 'usam', ...numbers, '--momentum', 'heavy-ball'])
    expect(status).toBe(0)
    expect(document).toMatchObject({
      method: 'usam',
      momentum: 'heavy-ball',
      parameters: { alpha: '1/20', beta: '1/2', rho: '1/10' },
      intervals: [
        [
          { value: -30, exact: '-30' },
          { value: -10, exact: '-10' },
        ],
        [
          { value: 0, exact: '0' },
          { value: 20, exact: '20' },
        ],
      ],
      isolated: [],
      condition: '0 <= lambda*(1 + rho*lambda) <= 2*(1 + beta)/alpha',
      verdict: { status: 'proved', trust: 'kernel' },
    })
  })

  test('says in words what the intervals mean', async () => {
    const { status, stdout } = await gradlaw(['filter', 'nesterov'])
    expect(status).toBe(0)
    expect(stdout).toContain('eigenvalues not excluded: [0, 2*(1 + beta)/(alpha*(1 + 2*beta))]')
    expect(stdout).toContain('proved (kernel')
    expect(stdout.replace(/\s+/g, ' ')).toContain('nothing is said about their stability')
  })

  test.each([
    ['magic', [], 'there is no method "magic"'],
    ['gd', ['--alpha', '-1'], 'alpha is -1'],
    ['usam', ['--rho', 'small'], 'small'],
    ['usam', ['--momentum', 'adam'], 'there is no momentum "adam"'],
  ])('%s %j is refused', async (method, flags, message) => {
    const { status, stdout, stderr } = await gradlaw(['filter', method, ...flags])
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('    at ')
  })

  test('what is not answered in time is unknown', async () => {
    const { status, document } = await gradlawJson(['filter', 'usam', '--timeout', '0.05'])
    expect(status).toBe(2)
    expect(document).toMatchObject({ verdict: { status: 'unknown', reason: 'timeout' } })
  })
})

describe('simulate', () => {
  test('runs a method with momentum and a length', async () => {
    const flags = [
      '--method',
      'usam',
      '--beta',
      '0.5',
      '--rho',
      '0.01',
      '--alpha',
      '0.01',
      '--runs',
      '5',
      '--steps',
      '500',
    ]
    const args = ['simulate', '--objective', '(x*y-1)^2', ...flags]
    const [first, second] = [await gradlawJson(args), await gradlawJson(args)]
    expect(first.status).toBe(0)
    expect(first.document).toMatchObject({ method: 'usam', beta: 0.5, rho: 0.01, runs: 5, steps: 500 })
    expect({ ...first.document, elapsedMs: 0 }).toEqual({ ...second.document, elapsedMs: 0 })
  })

  test.each([
    [['--method', 'heavy-ball', '--beta', '1'], 'beta is 1'],
    [['--method', 'gd', '--rho', '1'], 'gd has no length rho'],
    [['--beta', '0.5'], 'has no momentum'],
  ])('%j is refused', async (flags, message) => {
    const { status, stderr } = await gradlaw(['simulate', '--objective', '(x*y-1)^2', ...flags])
    expect(status).toBe(64)
    expect(stderr).toContain(message)
  })
})

describe('exponent', () => {
  const f = ['exponent', '--objective', '((x1*x2-1)^2 + (x3*x4-1)^2)/4']

  test('gives both exponents with their signs', async () => {
    const { status, document } = await gradlawJson([...f, '--point', '1,1,2,1/2', '--step', '0.9'])
    expect(status).toBe(0)
    expect(document).toMatchObject({
      point: { x1: '1', x2: '1', x3: '2', x4: '1/2' },
      step: '9/10',
      curvatures: ['2', '17/4'],
      gd: { stability: 'stable', verdict: { status: 'proved', trust: 'kernel' } },
      sgd: { stability: 'unstable', exact: 'log(113/40)/2', verdict: { status: 'proved', trust: 'kernel' } },
    })
  })

  test('says what is missing', async () => {
    const { status, stderr } = await gradlaw([...f, '--point', '1,1,1,1'])
    expect(status).toBe(64)
    expect(stderr).toContain('no step size is given')
  })
})

describe('one printed command repeats a run', () => {
  const shell = (command: string): Record<string, unknown> => {
    const line = `${command.replace(/^gradlaw/, `'${process.execPath}' '${COMMAND}'`)} --json`
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return JSON.parse(stdout) as Record<string, unknown>
  }

  test.each([
    ['log(x)^2 + y^2', ['--method', 'gd', '--alpha', '3', '--start=-1,2', '--start', 'x=1/2, y=-1']],
    [
      '(x*y-1)^2 + (x-1)^2',
      [
        '--method',
        'sgd',
        '--schedule',
        '1/(20*sqrt(k+1))',
        '--attractor=-9, 9',
        '--sample',
        '(x*y-1)^2',
        '--sample',
        '(x-1)^2',
      ],
    ],
  ])('%s %j', async (objective, flags) => {
    const args = ['simulate', '--objective', objective, ...flags, '--runs', '8', '--steps', '50', '--seed', '11']
    const { document } = await gradlawJson(args)
    const outliers = document.outliers as readonly Record<string, unknown>[]
    expect(outliers.length).toBeGreaterThan(3)
    for (const one of outliers.slice(0, 3)) {
      const again = shell(one.command as string)
      expect(again.outliers).toEqual([{ ...one, command: one.command }])
    }
    const { stdout } = await gradlaw(args)
    expect(stdout.split('\n').map((line) => line.trim())).toContain(outliers[0]?.command)
  })
})

describe('figures', () => {
  test('are written by the ending of the file; other endings are refused before any work', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlaw-'))
    const args = ['simulate', '--objective', '(x*y-1)^2', '--runs', '3', '--steps', '50', '--quiet']
    for (const [name, head] of [
      ['a.svg', '<?xml'],
      ['b.png', '\u0089PNG'],
      ['c.tex', '\\begin{tikzpicture}'],
    ] as const) {
      const { status } = await gradlaw([...args, '--figure', join(folder, name)])
      expect(status).toBe(0)
      expect(readFileSync(join(folder, name), 'latin1').slice(0, head.length)).toBe(head)
    }
    const { status, stderr } = await gradlaw([...args, '--figure', join(folder, 'd.gif')])
    expect([status, stderr]).toEqual([64, expect.stringContaining('ends with .svg, .png, .tex')])
  })
})

test.each([
  [['--steps', '1e99'], 'whole number'],
  [['--runs', '1000000'], 'at most 100000'],
  [['--seed', '1e300'], 'whole number'],
  [['--first-run', '1e12'], 'at most 1000000000'],
])('simulate %j is bad input, not a defect', async (flags, message) => {
  const { status, stderr } = await gradlaw(['simulate', '--objective', '(x*y-1)^2', ...flags])
  expect(status).toBe(64)
  expect(stderr).toContain(message)
})
