import { describe, expect, test } from 'vitest'
import { planeScene } from '../../src/numerics/plane-scene.ts'
import { type DrawingText, drawnRuns, drawnSteps, onPlane, openDrawing } from '../../src/toolkit/drawing.ts'

const drawing = (objective: string, given: Partial<DrawingText> = {}) =>
  openDrawing({ objective, variables: '', parameters: {}, laws: [], regularizer: [], ...given })

describe('a drawing', () => {
  test('has the structure, numbers for parameters, laws and a regularizer in pieces', () => {
    const conic = drawing('(a*x^2 + b*y^2 - 1)^2', {
      parameters: { a: 2, b: 0.5 },
      laws: ['abs(x)^b*abs(y)^(-a)'],
      regularizer: [{ when: 'x > 0', value: 'a*x' }],
    })
    expect(conic.notes).toEqual([])
    expect(conic.power).toBe(2)
    expect(conic.objective([1, 2])).toBe(9)
    expect(conic.laws[0]?.([4, 2])).toBeCloseTo(0.5, 12)
    expect(conic.regularizer?.([3, 0])).toBe(6)
    expect(conic.residuals).toHaveLength(1)
  })

  test('is of f − min f where that is known', () => {
    const raised = drawing('(x^2 - y)^2 + 3')
    expect(raised.minimum).toBe(3)
    expect(raised.objective([1, 1])).toBe(0)
  })

  test('says which law cannot be read, and draws the rest', () => {
    const { notes, laws } = drawing('(x*y-1)^2', { laws: ['x^2 - y^2', 'x^2 - w'] })
    expect(laws).toHaveLength(1)
    expect(notes.join()).toContain('The law x^2 - w cannot be drawn')
  })

  test('of several variables is cut by a plane', () => {
    const product = drawing('(x*y*z - 1)^2')
    const plane = onPlane(product, { axes: [2, 0], base: [Number.NaN, 0.5, Number.NaN] })
    expect(plane.objective([4, 1])).toBe(1)
    const { minima } = planeScene(plane, {
      box: [
        [-3, 3],
        [-3, 3],
      ],
      size: 81,
    })
    expect(minima.curves.length).toBeGreaterThan(0)
    for (const [z, x] of minima.curves.flat()) expect(z * x).toBeCloseTo(2, 9)
  })

  test('runs a method from a start', () => {
    const parabola = drawing('(x^2 - y)^2')
    const sizes = drawnSteps(0.5, { kind: 'power', q: 4 }, 20_000)
    const film = drawnRuns(parabola, 'ngd', [[1.5, 1]], sizes, { steps: 20_000, frames: 100, axes: [0, 1] })
    let next = film.next()
    while (next.done !== true) next = film.next()
    expect(Math.hypot(...next.value.ends)).toBeLessThan(0.06)
    expect(() => drawnSteps(0.5, { kind: 'formula', text: '1 - k' }, 10)).toThrow('at k = 1')
  })
})
