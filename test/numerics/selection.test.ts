import { describe, expect, test } from 'vitest'
import { gradient } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import type { Descended } from '../../src/numerics/descent.ts'
import { normalizedDescent, normalizedGradientDescent } from '../../src/numerics/normalized-gradient-descent.ts'
import { SELECTIONS, type Selection } from '../../src/numerics/selection.ts'
import { CRITICAL, MOVING, positionOf, startAt } from '../../src/numerics/trajectories.ts'
import { descendedOn, hyperbola } from './examples.ts'

const onText = (text: string, variables: readonly string[] = ['x', 'y']): Descended => {
  const { term } = parseExpression(text, { variables, undeclared: 'refuse' })
  return { variables, objective: term, gradient: gradient(term, variables) }
}

const stepFrom = (f: Descended, start: readonly number[], selection: Selection, seed = 1, trajectory = 0) => {
  const trajectories = startAt([start], start.length)
  const advance = normalizedDescent(f, selection)({ seed, firstRun: trajectory })
  advance(trajectories, 0, 1, Float64Array.of(1), 0)
  const end = positionOf(trajectories, 0)
  return { status: trajectories.status[0], v: start.map((x, j) => x - (end[j] ?? 0)) }
}

const near = (v: readonly number[], w: readonly number[]): boolean =>
  v.every((entry, j) => Math.abs(entry - (w[j] ?? 0)) < 1e-6)

/** Directions drawn with many seeds, by which of the given elements they are. */
const drawn = (f: Descended, start: readonly number[], elements: readonly (readonly number[])[]): readonly number[] =>
  elements.map(
    (w) =>
      Array.from({ length: 60 }, (_, seed) => stepFrom(f, start, 'random', seed).v).filter((v) => near(v, w)).length,
  )

describe('where the normalized subdifferential has several elements', () => {
  test('the fixed one is what it always was', () => {
    const f = onText('abs(x) + abs(y)')
    expect(near(stepFrom(f, [1, 0], 'fixed').v, [Math.SQRT1_2, Math.SQRT1_2])).toBe(true)
  })

  test('random ones are each of them, by the seed', () => {
    const corners = [
      [Math.SQRT1_2, Math.SQRT1_2],
      [Math.SQRT1_2, -Math.SQRT1_2],
    ]
    const counts = drawn(onText('abs(x) + abs(y)'), [1, 0], corners)
    expect(counts[0] ?? 0).toBeGreaterThan(15)
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(60)
    // A tie of three: the gradients are (3, 0), (0, 1) and (-1, -1).
    const three = drawn(
      onText('max(3*x, y, -x-y)'),
      [0, 0],
      [
        [1, 0],
        [0, 1],
        [-Math.SQRT1_2, -Math.SQRT1_2],
      ],
    )
    expect(three.reduce((sum, n) => sum + n)).toBe(60)
    expect(Math.min(...three)).toBeGreaterThan(5)
  })

  test('no element is taken that is none: the signs of |x| + |-x| agree', () => {
    const f = onText('abs(x) + abs(-x) + y', ['x', 'y'])
    for (const selection of ['least-norm', 'random'] as const) {
      const { v } = stepFrom(f, [0, 0], selection)
      expect(near(v.map(Math.abs), [2 / Math.sqrt(5), 1 / Math.sqrt(5)])).toBe(true)
    }
  })

  test('least-norm is the shortest gradient', () => {
    expect(near(stepFrom(onText('max(3*x, y, -x-y)'), [0, 0], 'least-norm').v, [0, 1])).toBe(true)
    expect(near(stepFrom(onText('max(x/4, y, -x-y)'), [0, 0], 'least-norm').v, [1, 0])).toBe(true)
  })

  test('on M they are +∇h and −∇h, exactly', () => {
    const f = descendedOn(hyperbola)
    const [a, b] = [stepFrom(f, [1, 1], 'fixed').v, stepFrom(f, [1, 1], 'least-norm').v]
    expect(b).toEqual(a)
    const all = Array.from({ length: 40 }, (_, seed) => stepFrom(f, [1, 1], 'random', seed).v)
    const up = all.filter((v) => (v[0] ?? 0) > 0)
    expect(up.length).toBeGreaterThan(8)
    expect(up.length).toBeLessThan(32)
    for (const v of up) expect(v).toEqual(a)
    for (const v of all) expect(v[0]).toBe(v[1])
  })

  test('on M of two residuals they are in the sphere of the normal space', () => {
    const f = onText('x^2 + (y - 1)^2', ['x', 'y', 'z'])
    const found = Array.from({ length: 20 }, (_, seed) => stepFrom(f, [0, 1, 5], 'random', seed).v)
    for (const v of found) {
      expect(Math.hypot(...v)).toBeCloseTo(1, 7)
      expect(v[2]).toBe(0)
    }
    expect(new Set(found.map(([x = 0, y = 0]) => Math.floor((2 * Math.atan2(y, x)) / Math.PI))).size).toBe(4)
  })

  test('a critical point off M stays one, and so does a plateau', () => {
    for (const selection of SELECTIONS) {
      expect(stepFrom(onText('x*y + 1'), [0, 0], selection).status).toBe(CRITICAL)
      expect(stepFrom(onText('max(x, 0)'), [-1, 0], selection).status).toBe(CRITICAL)
      expect(stepFrom(onText('max(x, 0)'), [0, 0], selection)).toMatchObject({ status: MOVING, v: [1, 0] })
    }
  })
})

describe('compiled runs', () => {
  // Steps of 1/4 from points of a lattice: directions are axes, and every other step meets a kink.
  const starts = Array.from({ length: 70 }, (_, i) => [((i % 9) - 4) / 4, (Math.floor(i / 9) - 4) / 4])
  const sizes = new Float64Array(500).fill(0.25)

  test.each(
    SELECTIONS.flatMap((selection) => ['max(abs(x), abs(y))', 'max(x, y, -x-y)'].map((f) => [selection, f] as const)),
  )('%s on %s: to the bits of single runs, which can be repeated by their number', (selection, text) => {
    const f = onText(text)
    const together = startAt(starts, 2)
    normalizedDescent(f, selection)({ seed: 5 })(together, 0, 70, sizes, 0)
    for (const [i, start] of starts.entries()) {
      const alone = startAt([start], 2)
      normalizedDescent(f, selection)({ seed: 5, firstRun: i })(alone, 0, 1, sizes, 0)
      expect(positionOf(together, i)).toEqual(positionOf(alone, 0))
    }
  })

  test('that meet no kink have the bits of the fixed selection', () => {
    const f = descendedOn(hyperbola)
    const irregular = Array.from({ length: 70 }, (_, i) => [1 + Math.SQRT1_2 * i, 0.3 - i / 7])
    const [one, other] = [startAt(irregular, 2), startAt(irregular, 2)]
    normalizedGradientDescent(f)(one, 0, 70, sizes, 0)
    normalizedDescent(f, 'random')({ seed: 1 })(other, 0, 70, sizes, 0)
    for (const i of irregular.keys()) expect(positionOf(other, i)).toEqual(positionOf(one, i))
  })
})
