import { describe, expect, test } from 'vitest'
import { gradient } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import type { Term } from '../../src/kernel/term.ts'
import { compileScalar, compileVector, type ScalarFunction } from '../../src/numerics/compile.ts'
import { evenLevels, logarithmicLevels } from '../../src/numerics/level-choice.ts'
import { levelCurves } from '../../src/numerics/level-curves.ts'
import { planeGrid } from '../../src/numerics/level-sets.ts'
import { type PlaneScene, planeScene } from '../../src/numerics/plane-scene.ts'

const variables = ['x', 'y']
const term = (text: string): Term => parseExpression(text, { variables }).term
const compiled = (text: string) => ({
  value: compileScalar(term(text), variables),
  gradient: compileVector(gradient(term(text), variables), variables),
})
const WINDOW = [
  [-2, 2],
  [-2, 2],
] as const

const onPair =
  (f: (x: number, y: number) => number): ScalarFunction =>
  (point) =>
    f(point[0] ?? 0, point[1] ?? 0)

const scene = (objective: string, residuals: readonly string[] = [], laws: readonly string[] = []): PlaneScene => {
  const f = compiled(objective)
  return planeScene(
    {
      objective: f.value,
      gradient: f.gradient,
      residuals: residuals.map(compiled),
      laws: laws.map((law) => compiled(law).value),
      ...(residuals.length > 0 ? { minimum: 0 } : {}),
    },
    { box: WINDOW, size: 121, arrows: 8 },
  )
}

describe('level curves', () => {
  test('of a circle is one closed curve on it', () => {
    const grid = planeGrid(
      onPair((x, y) => x * x + y * y),
      WINDOW,
      81,
    )
    const [[circle, ...more] = []] = levelCurves(grid, [1])
    expect(more).toEqual([])
    expect(circle?.[0]).toEqual(circle?.at(-1))
    for (const [x, y] of circle ?? []) expect(Math.hypot(x, y)).toBeCloseTo(1, 2)
  })

  test('leave out cells where the function is not finite', () => {
    const [paths = []] = levelCurves(
      planeGrid(
        onPair((x, y) => (x > 0 ? y : Number.NaN)),
        WINDOW,
        41,
      ),
      [0.55],
    )
    for (const [x] of paths.flat()) expect(x).toBeGreaterThan(0)
    expect(paths).toHaveLength(1)
  })

  test('are told apart at a saddle', () => {
    const [paths = []] = levelCurves(
      planeGrid(
        onPair((x, y) => x * y),
        WINDOW,
        40,
      ),
      [0.1],
    )
    expect(paths).toHaveLength(2)
  })
})

describe('levels', () => {
  test('are even in the logarithm', () => {
    const levels = logarithmicLevels(
      Float64Array.from({ length: 1000 }, (_, i) => ((i + 1) / 1000) ** 2),
      5,
    )
    for (let i = 1; i < 4; i++)
      expect((levels[i + 1] ?? 0) / (levels[i] ?? 1)).toBeCloseTo((levels[i] ?? 0) / (levels[i - 1] ?? 1), 6)
  })

  test('of a constant are none', () => {
    expect(logarithmicLevels(new Float64Array(9).fill(3), 5)).toEqual([])
    expect(evenLevels(new Float64Array(9).fill(3), 5)).toEqual([])
    expect(logarithmicLevels(new Float64Array(9).fill(Number.NaN), 5)).toEqual([])
  })
})

describe('a scene', () => {
  test('has the parabola of minima to rounding, levels near it and directions of descent', () => {
    const { minima, levels, field, notes } = scene('(x^2-y)^2', ['x^2-y'], ['x*exp(2*y)'])
    expect(notes).toEqual([])
    expect(minima.points).toEqual([])
    for (const [x, y] of minima.curves.flat()) expect(Math.abs(x * x - y)).toBeLessThan(1e-12)
    expect(levels).toHaveLength(12)
    expect(levels[0]?.level).toBeLessThan(0.02)
    for (const { level, paths } of levels)
      for (const [x, y] of paths.flat()) expect(Math.abs(Math.abs(x * x - y) - Math.sqrt(level))).toBeLessThan(0.02)
    expect(field).toHaveLength(4 * 64)
  })

  test('finds minima that h does not cross: squares, products of moduli, points', () => {
    const touching = scene('(x^2-y)^4').minima
    for (const [x, y] of touching.curves.flat()) expect(Math.abs(x * x - y)).toBeLessThan(0.01)
    expect(touching.curves.flat().length).toBeGreaterThan(10)
    const { points, curves } = scene('(x-0.123)^2+(y-0.377)^2').minima
    expect(curves).toEqual([])
    expect(points).toHaveLength(1)
    expect(points[0]?.[0]).toBeCloseTo(0.123, 6)
    expect(points[0]?.[1]).toBeCloseTo(0.377, 6)
    const both = scene('abs(x*y-1)+abs(x-y)', ['x*y-1', 'x-y']).minima
    expect(both.curves).toEqual([])
    expect(both.points.map((point) => point.map((c) => c.toFixed(6)))).toEqual([
      ['-1.000000', '-1.000000'],
      ['1.000000', '1.000000'],
    ])
  })

  test.each([
    ['1/x', /min f is not known/],
    ['log(x)^2 + y^2', /not defined/],
    ['log(x - 5)', /no finite value/],
    ['3 + 0*x', /constant/],
    ['exp(1000*x)', /too large/],
    ['exp(1000*x)', /whole region/],
    ['x^2 + y^2 + 1', /does not come down to 0/],
    ['1/(x*y - 1)^2', /not defined|does not come down/],
    ['max(x, 0)^2', /whole region/],
  ])('of %s says what is not drawn', (objective, said) => {
    expect(scene(objective).notes.join(' ')).toMatch(said)
  })

  test('has no level sets along a pole', () => {
    const { levels } = scene('1/x')
    for (const { level, paths } of levels) for (const [x] of paths.flat()) expect(Math.sign(x)).toBe(Math.sign(level))
  })
})
