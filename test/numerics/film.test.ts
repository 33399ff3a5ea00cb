import { describe, expect, test } from 'vitest'
import { filmRuns, filmSteps } from '../../src/numerics/film.ts'
import { compileMethod } from '../../src/numerics/methods.ts'
import { stepSizes } from '../../src/numerics/step-sizes.ts'
import { CRITICAL, MOVING, OUTSIDE } from '../../src/numerics/trajectories.ts'
import { windowTrace } from '../../src/numerics/window-trace.ts'
import { descendedOn, parabola } from './examples.ts'

const NUMBERS = { beta: 0, rho: 0, seed: 0 }
const ngd = compileMethod('ngd', descendedOn(parabola), NUMBERS)

test('kept steps: all of the first, then pairs, the last included', () => {
  expect(filmSteps(5, 100)).toEqual([0, 1, 2, 3, 4, 5])
  const kept = filmSteps(100_000, 200)
  expect(kept.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, k) => k))
  expect(kept.at(-1)).toBe(100_000)
  expect(kept.length).toBeLessThanOrEqual(201)
  for (const [i, k] of kept.entries()) if (i > 0) expect(k).toBeGreaterThan(kept[i - 1] as number)
})

describe('a film', () => {
  test('ends where the run does, whatever frames are kept', () => {
    const starts = [
      [1.5, 1],
      [-1.7, 1.4],
    ]
    const ends = [20, 300].map((frames) => {
      const film = filmRuns(ngd, starts, stepSizes(0.5, 4), { steps: 1000, frames, axes: [0, 1] })
      const kept: number[] = []
      for (let next = film.next(); ; next = film.next()) {
        if (next.done === true) return { kept, ...next.value }
        if (next.value !== undefined) kept.push(next.value.step)
      }
    })
    expect(ends[0]?.ends).toEqual(ends[1]?.ends)
    expect(ends[0]?.kept[0]).toBe(0)
    expect(ends[0]?.kept.at(-1)).toBe(1000)
    expect([...(ends[0]?.status ?? [])]).toEqual([MOVING, MOVING])
  })

  test('stops when all runs have, and does not begin outside', () => {
    const gd = compileMethod('gd', descendedOn(parabola), NUMBERS)
    const film = filmRuns(
      gd,
      [
        [0, 0],
        [1, 0],
      ],
      stepSizes(0.1, 4),
      { steps: 1000, frames: 50, axes: [1, 0] },
      ([x]) => x === 1,
    )
    const first = film.next()
    expect(first.value).toEqual({ step: 0, positions: Float64Array.of(0, 0, 0, 1) })
    let next = film.next()
    while (next.done !== true) next = film.next()
    expect([...next.value.status]).toEqual([CRITICAL, OUTSIDE])
  })
})

test('a trace keeps the largest value of each window', () => {
  const count = windowTrace(ngd, [1.5, 1], stepSizes(0.5, 4), 100, [() => 1, (x) => Math.abs(x[0] ?? 0)])
  expect(count.step.at(-1)).toBe(100)
  expect(count.largest[0]?.every((value) => value === 1)).toBe(true)
  expect(count.largest[1]).toHaveLength(count.step.length)
})
