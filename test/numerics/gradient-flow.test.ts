import { describe, expect, test } from 'vitest'
import { compileScalar, compileVector } from '../../src/numerics/compile.ts'
import { flowOrbit } from '../../src/numerics/gradient-flow.ts'
import { driftAlong } from '../../src/numerics/law-drift.ts'
import { projectToZero } from '../../src/numerics/projection.ts'
import { descendedOn, hyperbola, parabola, threeFactors } from './examples.ts'

describe('gradient flow', () => {
  test('follows x·e^{2y} = const for the parabola: the end is where the closed form says', () => {
    // Along x' = 2x, y' = −1 the orbit through (1, 1) is x = e^{2(1 − y)}.
    const orbit = flowOrbit(compileVector(parabola.gradient, parabola.variables), [1, 1], 1, 1)
    const [x = 0, y = 0] = orbit[orbit.length - 1] ?? []
    expect(x).toBeCloseTo(Math.exp(2 * (1 - y)), 10)
    expect(x).toBeGreaterThan(1.5)
  })

  test('has the length asked for, and ends early at a critical point', () => {
    const field = compileVector(hyperbola.gradient, hyperbola.variables)
    const lengthOf = (orbit: number[][]): number =>
      orbit.slice(1).reduce((s, point, i) => s + Math.hypot(...point.map((c, j) => c - (orbit[i]?.[j] ?? 0))), 0)
    expect(lengthOf(flowOrbit(field, [1.5, 0.5], 1, 1))).toBeCloseTo(1, 3)
    // From (1, −1) downhill on h = xy − 1 < 0, that is along +∇h, into the saddle at distance √2.
    const stuck = flowOrbit(field, [1, -1], 1, 3)
    expect(lengthOf(stuck)).toBeLessThan(1.5)
    expect(Math.hypot(...(stuck[stuck.length - 1] ?? [9]))).toBeLessThan(0.05)
  })

  test('ends at M where the gradient of f turns round', () => {
    const field = compileVector(descendedOn(hyperbola).gradient, hyperbola.variables)
    const orbit = flowOrbit(field, [2, 1], -1, 5)
    const [x = 0, y = 0] = orbit[orbit.length - 1] ?? []
    expect(x * y).toBeCloseTo(1, 5)
    expect(x * x - y * y).toBeCloseTo(3, 10)
    expect(orbit.length).toBeLessThan(5000)
  })

  test.each([
    ['1.1', hyperbola, [1.7, -0.3]],
    ['4.2', parabola, [1.7, -0.3]],
    ['4.6', threeFactors, [1.7, -0.3, 0.8]],
  ])('conserves the laws of Example %s to rounding, and nothing else', (_name, example, start) => {
    const { variables } = example
    const orbit = flowOrbit(compileVector(example.gradient, variables), start, 1, 1)
    const drift = (law: (typeof example.laws)[number]): number | undefined => {
      const c = compileScalar(law, variables)
      // A gradient by central differences is accurate enough to measure a length.
      const slope = (x: ArrayLike<number>, out: Float64Array | number[]): void => {
        for (let j = 0; j < start.length; j++) {
          const moved = (d: number): number => c(Array.from(x, (value, k) => (k === j ? value + d : value)))
          out[j] = (moved(1e-6) - moved(-1e-6)) / 2e-6
        }
      }
      return driftAlong(c, slope, orbit)
    }
    for (const law of example.laws) expect(drift(law)).toBeLessThan(1e-11)
    expect(drift(example.residual)).toBeGreaterThan(0.9)
  })

  test('drift is undefined where the law is, or where nothing moves', () => {
    const nowhere = driftAlong(
      () => 1,
      (_x, out) => out.fill(0),
      [[0], [1]],
    )
    expect(nowhere).toBeUndefined()
    expect(
      driftAlong(
        () => Number.NaN,
        (_x, out) => out.fill(1),
        [[0], [1]],
      ),
    ).toBeUndefined()
    expect(
      driftAlong(
        (x) => x[0] ?? 0,
        (_x, out) => out.fill(1),
        [],
      ),
    ).toBeUndefined()
  })
})

describe('projection to the solution set', () => {
  test.each([
    ['1.1', hyperbola, [2, -1]],
    ['1.1, far away', hyperbola, [40, 30]],
    ['4.2', parabola, [-1, -2]],
    ['4.6', threeFactors, [1.5, 0.2, -0.3]],
  ])('reaches h = 0 to rounding in Example %s', (_name, example, start) => {
    const h = compileScalar(example.residual, example.variables)
    const found = projectToZero(h, compileVector(example.gradient, example.variables), start)
    expect(found).toBeDefined()
    expect(Math.abs(h(found ?? []))).toBeLessThan(1e-12)
  })

  test('gives up at a critical point and where there is no zero', () => {
    const h = compileScalar(hyperbola.residual, hyperbola.variables)
    expect(projectToZero(h, compileVector(hyperbola.gradient, hyperbola.variables), [0, 0])).toBeUndefined()
    // h = x² + 1
    const none = projectToZero(
      (x) => (x[0] ?? 0) ** 2 + 1,
      (x, out) => {
        out[0] = 2 * (x[0] ?? 0)
      },
      [1],
    )
    expect(none).toBeUndefined()
  })
})
