import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, gradlaw, gradlawJson } from './command.ts'

beforeAll(buildCommand)

describe('subdifferential', () => {
  test('at a point, in one JSON document; everything known is status 0', async () => {
    const { status, document } = await gradlawJson([
      'subdifferential',
      'max(abs(x)-1,0)^2 + abs(y)',
      '--at',
      'x=1, y=0',
    ])
    expect(status).toBe(0)
    expect(document).toMatchObject({
      at: { x: '1', y: '0' },
      point: { bouligand: { complete: true }, clarke: { containsZero: { answer: 'yes' } }, regular: { answer: 'yes' } },
    })
  })

  test('what is not known is said, with status 2', async () => {
    const { status, stdout } = await gradlaw(['subdifferential', '(x*y)^2', '--at', 'x=0,y=0'])
    expect(status).toBe(2)
    expect(stdout).toContain('not all known')
    expect(stdout).toContain('rank-deficient')
  })

  test('on all minima, in symbols', async () => {
    const { status, stdout } = await gradlaw(['subdifferential', 'abs(x*y-1)+abs(x*z)'])
    expect(status).toBe(0)
    expect(stdout).toContain('rows of DF: (y, x, 0), (z, 0, x)')
  })

  test.each([
    [['abs(x)', '--at', 'x'], 'expected a value for each variable'],
    [['abs(x)', '--at', 'x=0,x=1'], 'two values'],
    [['abs(x)+y', '--at', 'x=0'], 'no value for y'],
    [['abs(x)', '--at', 'x=0,z=1'], 'z is not a variable'],
    [['abs(a*x)', '--params', 'a', '--at', 'x=0'], 'parameter a'],
  ])('%j is bad input', async (args, message) => {
    const { status, stderr } = await gradlaw(['subdifferential', ...args])
    expect(status).toBe(64)
    expect(stderr).toContain(message)
  })
})
