import { describe, expect, test } from 'vitest'
import { boxOf, seeded, uniformPoint, xoshiro128 } from '../../src/numerics/random.ts'

describe('random numbers', () => {
  test('the generator agrees with its authors’ C code', () => {
    const next = xoshiro128([1, 2, 3, 4])
    const words = Array.from({ length: 10 }, next)
    expect(words).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  test('the same seed gives the same numbers, other seeds others', () => {
    const draw = (seed: number): number[] => Array.from({ length: 50 }, seeded(seed))
    expect(draw(7)).toEqual(draw(7))
    const firsts = [0, 1, -1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map((seed) => draw(seed)[0])
    expect(new Set(firsts).size).toBe(firsts.length)
    // Pinned, so that a recorded run can be repeated with a later version.
    expect(draw(1).slice(0, 3)).toEqual([0.8455900134040655, 0.4333964311427334, 0.5487675936377565])
  })

  test('they are in [0, 1) and look uniform', () => {
    const random = seeded(5)
    const bins = new Array<number>(10).fill(0)
    for (let i = 0; i < 1e5; i++) {
      const u = random()
      if (!(u >= 0 && u < 1)) throw new Error(`found ${u}`)
      const bin = Math.floor(10 * u)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    // χ² with 9 degrees of freedom exceeds 27.9 with probability 0.001.
    expect(bins.reduce((s, n) => s + (n - 1e4) ** 2 / 1e4, 0)).toBeLessThan(27.9)
  })

  test('refuses seeds and boxes that make no sense', () => {
    expect(() => seeded(0.5)).toThrow('expected a safe integer as seed, found 0.5')
    expect(() => boxOf([1, -1], 2)).toThrow('low <= high')
    expect(() => boxOf([[0, 1]], 2)).toThrow('expected one interval or 2 of them, found 1')
    expect(() => boxOf([0, Number.POSITIVE_INFINITY], 2)).toThrow('low <= high')
  })

  test('points lie in the box, each coordinate in its own interval', () => {
    const random = seeded(1)
    const box = boxOf(
      [
        [0, 1],
        [5, 6],
        [-3, -3],
      ],
      3,
    )
    for (let i = 0; i < 100; i++) {
      const [a = -1, b = -1, c = 0] = uniformPoint(random, box)
      expect(a >= 0 && a < 1 && b >= 5 && b < 6 && c === -3).toBe(true)
    }
    expect(boxOf([-2, 2], 2)).toEqual([
      [-2, 2],
      [-2, 2],
    ])
  })
})
