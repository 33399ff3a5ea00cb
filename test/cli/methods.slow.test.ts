import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw, gradlawJson } from './command.ts'

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
