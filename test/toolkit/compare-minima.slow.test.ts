import { describe, expect, test } from 'vitest'
import { flatness } from '../../src/toolkit/api.ts'

const point = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(' ').map((part) => part.split('=') as [string, string]))

describe('two minima', { timeout: 60_000 }, () => {
  test.for([
    ['(x*y-1)^2', 'x=1 y=1', 'x=2 y=1/2', 'flatter', 'sharpness'],
    ['(x*y-1)^2', 'x=2 y=1/2', 'x=1 y=1', 'less-flat', 'sharpness'],
    ['(x*y-1)^2', 'x=2 y=1/2', 'x=-1/2 y=-2', 'equal', 'permutation'],
    ['log(1+abs(x*y-1))', 'x=10 y=1/10', 'x=10000001/1000000 y=1000000/10000001', 'flatter', 'sharpness'],
    ['(x^2+y^2-1)^2', 'x=3/5 y=4/5', 'x=sqrt(2)/2 y=sqrt(2)/2', 'equal', 'reflection'],
    ['x^2+x^4*y^2', 'x=0 y=1', 'x=0 y=-3', 'flatter', 'order'],
    ['x^2+x^4*y^2', 'x=0 y=5', 'x=0 y=0', 'less-flat', 'order'],
    ['x^2+x^4*y^2', 'x=0 y=1', 'x=0 y=-1', 'equal', 'permutation'],
    ['abs(x*y-1)+abs(x*z)', 'x=1 y=1 z=0', 'x=2 y=1/2 z=0', 'flatter', 'sharpness'],
    ['(x1*y1-1)^2+(x2*y2-1)^2', 'x1=1 y1=1 x2=2 y2=1/2', 'x1=1 y1=1 x2=1 y2=1', 'less-flat', 'sharpness'],
  ] as const)('%s: %s is to %s %s', async ([objective, at, and, relation, kind]) => {
    const found = await flatness({ objective }, { at: point(at), and: point(and), timeout: 30 })
    expect(found).toMatchObject({ relation, by: { kind }, trust: 'kernel' })
  })

  test('nothing is said where the sharpness is the same for another reason', async () => {
    const objective = '(x1*y1-2)^2+(x2*y2-1)^2'
    const [at, and] = [point('x1=sqrt(2) y1=sqrt(2) x2=1 y2=1'), point('x1=sqrt(2) y1=sqrt(2) x2=11/10 y2=10/11')]
    expect((await flatness({ objective }, { at, and, timeout: 10 })).relation).toBe('unknown')
  })

  test('a point where f is not defined', async () => {
    const asked = flatness({ objective: '(x/y)^2' }, { at: point('x=0 y=1'), and: point('x=0 y=0') })
    await expect(asked).rejects.toThrow('x = 0, y = 0 is no minimum: x/y is not defined there')
  })

  test.for([
    ['x=2 y=1', /x = 2, y = 1 is no minimum: x\*y - 1 is not 0 there/],
    ['x=1', /the point has no value for y/],
    ['x=1 y=1 z=0', /z is not a variable/],
    ['x=1 y=t', /t/],
  ] as const)('%s is refused', async ([at, message]) => {
    const asked = flatness({ objective: '(x*y-1)^2' }, { at: point(at), and: point('x=1 y=1') })
    await expect(asked).rejects.toThrow(message)
  })
})
