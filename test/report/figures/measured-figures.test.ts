import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { png } from '../../../src/cli/raster.ts'
import { InputError } from '../../../src/expression/input-error.ts'
import type { Figure, Panel } from '../../../src/report/figures/figure.ts'
import { rasterSvg, svgFile } from '../../../src/report/figures/svg.ts'
import { type SweepValue, sweepFigure } from '../../../src/report/figures/sweep-panels.ts'
import { tikzFigure } from '../../../src/report/figures/tikz.ts'
import { sweepPicture } from '../../../src/sweeps/sweep-picture.ts'
import { drift } from '../../../src/toolkit/drift.ts'
import { driftFigure } from '../../../src/toolkit/drift-figure.ts'
import { readProblem } from '../../../src/toolkit/problem.ts'
import { prepareRuns, type SimulateOptions } from '../../../src/toolkit/simulate.ts'
import { simulationFigure } from '../../../src/toolkit/simulation-figure.ts'

const layer = (panel: Panel | undefined, role: string) => panel?.layers.filter((one) => one.role === role) ?? []

const runsOf = async (objective: string, options: SimulateOptions, axes?: readonly string[]): Promise<Figure> =>
  simulationFigure(await prepareRuns(readProblem({ objective }), options), axes)

describe('runs', () => {
  const settings = { runs: 2, steps: 60, alpha: 0.125, exponent: 4, starts: ['2, 1/4'], attractor: ['1, 1', '-1, -1'] }

  test('golden SVG and TikZ: paths over level sets, and what falls along them', async () => {
    const figure = await runsOf('(x*y - 1)^2', { settings, method: 'gd' })
    await expect(svgFile(figure)).toMatchFileSnapshot('../../reference/figures/runs.golden.svg')
    await expect(tikzFigure(figure)).toMatchFileSnapshot('../../reference/figures/runs.golden.tex')
    const [portrait, trace] = figure.panels
    const [path] = layer(portrait, 'gradient-descent')[0]?.paths ?? []
    expect(path?.[0]).toEqual([2, 0.25])
    expect(path?.[1]).toEqual([2 + 0.125 * 2 * 0.5 * 0.25, 0.25 + 0.125 * 2 * 0.5 * 2])
    for (const point of layer(portrait, 'minima').flatMap(({ paths }) => paths.flat()))
      expect(point[0] * point[1]).toBeCloseTo(1, 9)
    const values = layer(trace, 'objective').flatMap(({ paths }) => paths.flat())
    expect(values[0]?.[1]).toBeGreaterThan(100 * (values.at(-1)?.[1] ?? 1))
  })

  test('of more variables are projected to two of them, which can be chosen', async () => {
    const own = { runs: 2, steps: 30, alpha: 0.1, exponent: 4 }
    const figure = await runsOf('(x*y*z - 1)^2', { settings: own }, ['z', 'x'])
    expect(figure.panels[0]?.x.label.plain).toBe('z')
    expect(layer(figure.panels[0], 'level')).toEqual([])
    expect(JSON.stringify(figure.caption)).toContain('projected to the plane of z and x')
    for (const axes of [['x'], ['x', 'x'], ['x', 'w'], ['x', 'y', 'z']])
      await expect(runsOf('(x*y*z - 1)^2', { settings: own }, axes)).rejects.toThrow(InputError)
  })

  test('of one variable have no portrait; starts outside of the domain are left out', async () => {
    const own = { runs: 6, steps: 40, alpha: 0.1, exponent: 2 }
    const { panels, caption } = await runsOf('log(x)^2', { settings: own })
    expect(panels).toHaveLength(1)
    expect(JSON.stringify(caption)).toMatch(/[1-6] that start where f is not defined are left out/)
  })
})

test('a law under methods: golden SVG, and the slope of its order', async () => {
  const problem = readProblem({ objective: '(x*y - 1)^2' })
  const options = { law: 'x^2 - y^2', methods: ['gd', 'ngd'], workers: 0, trust: 'kernel' as const, timeout: 120 }
  const figure = driftFigure(problem, await drift(problem, options), {})
  await expect(svgFile(figure)).toMatchFileSnapshot('../../reference/figures/drift.golden.svg')
  const [along, step] = figure.panels
  for (const role of ['series-1', 'series-2']) {
    const [path = []] = layer(step, role).flatMap(({ paths }) => paths)
    const [[a, b], [c, d]] = [path.at(5), path.at(10)] as unknown as [[number, number], [number, number]]
    expect(Math.log(d / b) / Math.log(c / a)).toBeCloseTo(2, 3)
    const values = layer(along, role).flatMap(({ paths }) => paths.flat().map(([, value]) => value))
    expect(values.length).toBeGreaterThan(20)
    // Both push x² − y² down.
    for (const [i, value] of values.slice(1).entries()) expect(value).toBeLessThanOrEqual((values[i] ?? 0) + 1e-12)
  }
})

describe('sweeps', () => {
  const values = [0.1, 1, 10].flatMap((across) =>
    ['gd', 'ngd'].map(
      (up): SweepValue => ({ across, up, panel: '', value: up === 'gd' && across > 5 ? null : across / 10 }),
    ),
  )
  const picture = { title: 'Small', across: 'alpha', up: 'method', measure: 'part' }
  const figure = sweepFigure({ ...picture, range: [0, 1], values })

  test('golden SVG and TikZ: words on an axis, cells without a value, a key', async () => {
    await expect(svgFile(figure)).toMatchFileSnapshot('../../reference/figures/sweep.golden.svg')
    await expect(tikzFigure(figure)).toMatchFileSnapshot('../../reference/figures/sweep.golden.tex')
    const [panel] = figure.panels
    expect(panel?.cells?.map(({ level }) => level)).toEqual([0, 0, 1 / 12, 1 / 12, null, 1])
    expect(panel?.y.marks?.map(({ words }) => words)).toEqual(['gd', 'ngd'])
    expect(panel?.x).toMatchObject({ scale: 'log' })
  })

  test('scales follow how values are spaced; many values fall into bins; medians of what falls into one', () => {
    const at = (across: readonly number[]): Panel | undefined =>
      sweepFigure({ ...picture, values: across.map((x, i) => ({ across: x, up: i % 2, panel: '', value: x })) })
        .panels[0]
    expect(at([0.1, 10, 20, 30, 40])?.x.scale).toBe('linear')
    expect(at([0.1, 1, 10, 100])?.x.scale).toBe('log')
    expect(at(Array.from({ length: 500 }, (_, i) => i))?.cells).toHaveLength(48)
    const same = sweepFigure({
      ...picture,
      range: [0, 4],
      values: [1, 2, 9].map((value) => ({ across: 1, up: 1, panel: '', value })),
    })
    expect(same.panels[0]?.cells?.map(({ level }) => level)).toEqual([0.5])
  })

  test('a folder without results is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradlaw-'))
    expect(() => sweepPicture(folder)).toThrow('there are no results')
    writeFileSync(join(folder, 'manifest.json'), '{}')
    expect(() => sweepPicture(folder)).toThrow('not the manifest of a sweep')
  })

  test('PNG: the picture in pixels, the same bytes twice, no variable or style of a page left', async () => {
    const svg = rasterSvg(figure)
    expect(svg).not.toMatch(/var\(|@media/)
    const bytes = await png(svg)
    expect(Buffer.from(bytes.slice(1, 4)).toString()).toBe('PNG')
    expect(Buffer.from(bytes).readUInt32BE(16)).toBe(3 * 372)
    expect(Buffer.from(await png(svg)).equals(Buffer.from(bytes))).toBe(true)
  })
})
