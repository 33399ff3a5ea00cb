import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CRITICAL, MOVING, OUTSIDE } from '../../src/numerics/trajectories.ts'
import { clipped } from '../../src/web/portrait/clip.ts'
import { dots, fade, pixelOf } from '../../src/web/portrait/cloud-raster.ts'
import { addToFilms, type Films, frameAt, pathOf } from '../../src/web/portrait/film.ts'
import { keyAction } from '../../src/web/portrait/keyboard.ts'
import { advanced } from '../../src/web/portrait/playback.ts'
import { cloudSentence, runSentence, shortNumber } from '../../src/web/portrait/run-sentence.ts'
import {
  heightOf,
  panned,
  rounded,
  roundedWindow,
  toPixel,
  toPlane,
  viewportIn,
  type Window,
  zoomed,
} from '../../src/web/portrait/viewport.ts'

const WINDOW: Window = [-2, 2, -1, 3]

const windows = fc
  .tuple(
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  )
  .map(([x, w, y, h]): Window => [x, x + w, y, y + h])

describe('the viewport', () => {
  test('takes points to the page and back', () => {
    fc.assert(
      fc.property(
        windows,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (window, s, t) => {
          const viewport = viewportIn(window, 700, 600)
          const [x0, x1, y0, y1] = window
          const point = [x0 + s * (x1 - x0), y0 + t * (y1 - y0)] as const
          const back = toPlane(viewport, toPixel(viewport, point))
          expect(Math.abs(back[0] - point[0])).toBeLessThan(1e-9 * (1 + Math.abs(x0) + Math.abs(x1)))
          expect(Math.abs(back[1] - point[1])).toBeLessThan(1e-9 * (1 + Math.abs(y0) + Math.abs(y1)))
        },
      ),
      { seed: 7, numRuns: 200 },
    )
  })

  test('keeps what it is zoomed about, and what it is moved by', () => {
    const viewport = viewportIn(WINDOW, 700, 600)
    const next = { ...viewport, window: zoomed(WINDOW, [1, 2], 0.3) }
    expect(toPixel(next, [1, 2])[0]).toBeCloseTo(toPixel(viewport, [1, 2])[0], 9)
    const moved = { ...viewport, window: panned(viewport, [30, -20]) }
    const [before, after] = [toPixel(viewport, [0, 0]), toPixel(moved, [0, 0])]
    expect([after[0] - before[0], after[1] - before[1]].map(Math.round)).toEqual([30, -20])
  })

  test('has units of one length on both axes, and fits', () => {
    const { frame } = viewportIn(WINDOW, 900, 600)
    expect(frame.width / 4).toBeCloseTo(frame.height / 4, 9)
    expect(heightOf(viewportIn(WINDOW, 900, 600))).toBeLessThanOrEqual(600)
    expect(viewportIn([0, 1, 0, 1e6], 0, 600).frame.width).toBeGreaterThan(0)
  })

  test('is never zoomed to where doubles end', () => {
    let window: Window = [1, 2, 1, 2]
    for (let i = 0; i < 200; i++) window = zoomed(window, [1.5, 1.5], 0.5)
    expect(window[1] - window[0]).toBeGreaterThan(1e-10)
    for (let i = 0; i < 400; i++) window = zoomed(window, [1.5, 1.5], 2)
    expect(window[1] - window[0]).toBeLessThan(1e13)
  })

  test('tells points as precisely as they can be seen', () => {
    expect(rounded(1.23456789, WINDOW)).toBe(1.235)
    expect(rounded(1.23456789, [1.2345, 1.2346, 0, 1])).toBe(1.23456789)
    expect(roundedWindow([-2.395647994134829, 1.604352005865171, -1.80217, 2.1978])).toEqual([
      ...[-2.396, 1.604, -1.802, 2.198],
    ])
    // Of a window that is hardly high nothing would be left.
    expect(roundedWindow([0, 1000, 0.001, 0.002])).toEqual([0, 1000, 0.001, 0.002])
  })
})

describe('segments', () => {
  const box = [0, 0, 10, 10] as const
  test.each([
    [
      [-5, 5],
      [15, 5],
      [
        [0, 5],
        [10, 5],
      ],
    ],
    [
      [2, 2],
      [3, 4],
      [
        [2, 2],
        [3, 4],
      ],
    ],
    [[-5, -1], [15, -1], undefined],
    [[-1e300, 5], [1e300, 5], undefined],
    [
      [-1e300, 5],
      [5, 5],
      [
        [0, 5],
        [5, 5],
      ],
    ],
    [
      [5, 5],
      [5, -1e300],
      [
        [5, 5],
        [5, 0],
      ],
    ],
    [[Number.NaN, 5], [5, 5], undefined],
    [[5, 5], [Number.POSITIVE_INFINITY, 5], undefined],
    [
      [4, 4],
      [4, 4],
      [
        [4, 4],
        [4, 4],
      ],
    ],
  ] as const)('%j to %j', (a, b, expected) => {
    const found = clipped(a, b, box)
    if (expected === undefined) expect(found).toBeUndefined()
    else
      for (const i of [0, 1])
        for (const j of [0, 1]) expect(found?.[i]?.[j]).toBeCloseTo(expected[i]?.[j] ?? Number.NaN, 6)
  })

  test('clipped lie in the rectangle', () => {
    const c = fc.double({ min: -50, max: 50, noNaN: true })
    fc.assert(
      fc.property(c, c, c, c, (ax, ay, bx, by) => {
        for (const [x, y] of clipped([ax, ay], [bx, by], box) ?? []) {
          expect(x).toBeGreaterThanOrEqual(-1e-9)
          expect(x).toBeLessThanOrEqual(10 + 1e-9)
          expect(y).toBeGreaterThanOrEqual(-1e-9)
          expect(y).toBeLessThanOrEqual(10 + 1e-9)
        }
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})

describe('a cloud', () => {
  test('has dots where its runs are, and none for runs outside', () => {
    const pixels = new Uint32Array(8 * 8)
    const pixel = pixelOf('#0063a6')
    dots(
      pixels,
      8,
      Float64Array.of(0.5, 0.5, 99, 0, Number.NaN, 0, Number.POSITIVE_INFINITY, 1),
      [8, 0, 8, 0],
      2,
      pixel,
    )
    // NaN and infinity become 0: such runs never move, and stay where they were before.
    expect([...pixels].filter((value) => value === pixel).length).toBeLessThanOrEqual(12)
    expect(pixels[4 * 8 + 4]).toBe(pixel)
    expect([...new Uint8Array(pixels.buffer, 4 * (4 * 8 + 4), 4)]).toEqual([0, 0x63, 0xa6, 0xff])
  })

  test('fades to nothing', () => {
    const pixels = Uint32Array.of(pixelOf('#ffffff'), 0)
    for (let i = 0; i < 30; i++) fade(pixels)
    expect([...pixels]).toEqual([0, 0])
  })
})

describe('a film', () => {
  const films: Films = new Map()
  for (const [step, x] of [
    [0, 1],
    [1, 2],
    [5, 3],
  ] as const)
    addToFilms(films, { kind: 'frame', method: 'ngd', step, positions: Float64Array.of(x, -x) })
  const film = films.get('ngd')

  test('is found by its steps', () => {
    if (film === undefined) throw new Error('no film')
    expect([0, 1, 4, 5, 9].map((step) => frameAt(film, step))).toEqual([0, 1, 1, 2, 2])
    expect(pathOf(film, 0, 1)).toEqual([
      [1, -1],
      [2, -2],
    ])
  })

  test('is played slowly at first, never beyond its end, without leaps', () => {
    expect(advanced(0, 100, 100)).toBeCloseTo(1, 9)
    expect(advanced(60, 100, 100)).toBeCloseTo(66, 9)
    expect(advanced(99, 100, 100)).toBe(99)
    expect(advanced(0, 60_000, 100)).toBeLessThan(2)
  })
})

describe('keys', () => {
  const key = (name: string, more: { shiftKey?: boolean; altKey?: boolean; ctrlKey?: boolean } = {}) =>
    keyAction({ key: name, shiftKey: false, altKey: false, ctrlKey: false, ...more }, WINDOW, [0, 0])
  test('move the cursor within the window, the window, and drop', () => {
    expect(key('ArrowRight')).toEqual({ kind: 'cursor', cursor: [0.2, 0] })
    expect(key('ArrowUp', { altKey: true })).toEqual({ kind: 'cursor', cursor: [0, 0.02] })
    expect(key('ArrowLeft', { shiftKey: true })).toEqual({ kind: 'window', window: [-2.4, 1.6, -1, 3] })
    expect(key('Enter')).toEqual({ kind: 'drop' })
    expect(key('+', { ctrlKey: true })).toBeUndefined()
    expect(key('Tab')).toBeUndefined()
    expect(keyAction({ key: 'ArrowRight', shiftKey: false, altKey: false, ctrlKey: false }, WINDOW, [2, 3])).toEqual({
      kind: 'cursor',
      cursor: [2, 3],
    })
  })
})

describe('sentences', () => {
  test('say where a run is and why it went no further', () => {
    const end = { start: [1.5, 1], end: [0, -0.0421], objective: 0.00177, status: MOVING, steps: 20_000 }
    expect(runSentence('ngd', end)).toBe(
      'From (1.5, 1), normalized gradient descent is at (0, −0.0421), where f is 0.00177, after 20 000 steps.',
    )
    expect(runSentence('gd', { ...end, status: CRITICAL, steps: 1 })).toContain('no direction of descent')
    expect(runSentence('flow', { ...end, status: OUTSIDE })).toBe(
      'From (1.5, 1), gradient flow did not begin, for f is not defined there.',
    )
    expect(runSentence('gd', { ...end, objective: Number.POSITIVE_INFINITY })).toContain('f is infinite')
  })

  test('count what became of a cloud', () => {
    const reply = { kind: 'film', method: 'gd', count: 10, ends: [], statuses: [7, 1, 2, 0, 0], notes: [] } as const
    expect(cloudSentence(reply)).toBe('Gradient descent, 10 runs: 1 stopped, 2 left the finite numbers.')
  })

  test('have short numbers', () => {
    expect([0, 1 / 3, -1234567, 2.75e-58, 1e5].map(shortNumber)).toEqual(['0', '0.3333', '−1.23e6', '2.75e−58', '1e5'])
  })
})
