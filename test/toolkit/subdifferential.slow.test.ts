import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProblem } from '../../src/toolkit/problem.ts'
import { subdifferentialOf } from '../../src/toolkit/subdifferential.ts'

const O = { x: '0', y: '0' }
const affine = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }))
const text = ([a, b]: readonly [number, number]): string => `(${a})*x + (${b})*y`

describe('against gradients nearby', () => {
  test('every gradient near the point of a piecewise linear f is among those found, and each of those occurs', async () => {
    const kinked = fc.tuple(affine, affine, affine, affine, fc.constantFrom('+', '-'))
    await fc.assert(
      fc.asyncProperty(kinked, async ([u, v, w, z, sign]) => {
        const f = `max(${text(u)}, ${text(v)}) ${sign} abs(${text(w)}) + abs(abs(x) - (${text(z)}))`
        const { point } = await subdifferentialOf(readProblem({ objective: f, variables: ['x', 'y'] }), {
          at: O,
          timeout: 30,
        })
        if (point === undefined) throw new Error('nothing was said')
        const { bouligand } = point
        expect(bouligand.complete).toBe(true)
        const seen = new Set<string>()
        const value = (x: number, y: number): number => {
          const on = ([a, b]: readonly [number, number]): number => a * x + b * y
          const bent = Math.abs(on(w))
          return Math.max(on(u), on(v)) + (sign === '+' ? bent : -bent) + Math.abs(Math.abs(x) - on(z))
        }
        for (let k = 0; k < 360; k++) {
          const [x, y] = [Math.cos(k + 0.5), Math.sin(k + 0.5)]
          const d = 1e-7
          const [gx, gy] = [
            (value(x + d, y) - value(x - d, y)) / (2 * d),
            (value(x, y + d) - value(x, y - d)) / (2 * d),
          ]
          const near = [gx, gy].map((g) => (Math.abs(g - Math.round(g)) < 1e-4 ? Math.round(g) + 0 : Number.NaN))
          if (near.every((g) => !Number.isNaN(g))) seen.add(near.map((g) => `${g}`).join(','))
        }
        expect(bouligand.elements.map(({ vector }) => vector.join(',')).sort()).toEqual([...seen].sort())
      }),
      { numRuns: 25, seed: 7 },
    )
  }, 60_000)
})
