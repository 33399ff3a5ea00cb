import { describe, expect, test } from 'vitest'
import type { Figure, Panel } from '../../../src/report/figures/figure.ts'
import { svgFile } from '../../../src/report/figures/svg.ts'
import { placeOn, ticksOf } from '../../../src/report/figures/ticks.ts'
import { tikzFigure } from '../../../src/report/figures/tikz.ts'
import { exampleFigures } from '../../../src/toolkit/example-figures.ts'
import { readProblem } from '../../../src/toolkit/problem.ts'
import { recorded } from '../results.ts'

const hyperbola = readProblem({
  objective: '(x*y - 1)^2',
  regularizer: '(x^2 - y^2)^2',
  figure: { x: [-3, 3], y: [-3, 3], starts: [[2, 0.4]], steps: 400, alpha: 0.3, exponent: 4, descent: 0.1 },
})
const figures = exampleFigures('hyperbola', hyperbola, recorded('hyperbola'))

const layer = (panel: Panel | undefined, role: string) => panel?.layers.filter((one) => one.role === role) ?? []

describe('the figures of an example', () => {
  test('are a portrait and the rates, each with a caption that promises nothing', () => {
    expect(figures.map(({ name, panels }) => [name, panels.length])).toEqual([
      ['hyperbola-runs', 2],
      ['hyperbola-rates', 2],
    ])
    for (const { caption } of figures) expect(JSON.stringify(caption)).toContain('Measured in floating point')
  })

  test('show minima that are minima, and the flat ones among them', () => {
    const [panel] = figures[0]?.panels ?? []
    const minima = layer(panel, 'minima').flatMap(({ paths }) => paths.flat())
    expect(minima.length).toBeGreaterThan(20)
    for (const [x, y] of minima) expect(x * y).toBeCloseTo(1, 9)
    expect(layer(panel, 'flat').flatMap(({ paths }) => paths.flat())).toEqual([
      [-1, -1],
      [1, 1],
    ])
  })

  test('level sets are level: f varies little along each curve', () => {
    const [panel] = figures[0]?.panels ?? []
    const paths = layer(panel, 'level').flatMap((one) => one.paths)
    expect(paths.length).toBeGreaterThan(7)
    for (const path of paths) {
      const values = path.map(([x, y]) => Math.sqrt((x * y - 1) ** 2))
      expect(Math.max(...values) - Math.min(...values)).toBeLessThan(0.03)
    }
  })

  test('runs begin at their starts and stay near the picture', () => {
    for (const panel of figures[0]?.panels ?? []) {
      for (const one of panel.layers.filter(({ role }) => role.endsWith('descent'))) {
        expect(one.paths.map(([start]) => start)).toEqual([[2, 0.4]])
        for (const point of one.paths.flat()) expect(Math.max(...point.map(Math.abs))).toBeLessThanOrEqual(12)
      }
    }
  })

  test('the decrease of g has the slope of the theorem', () => {
    const panel = figures[1]?.panels[1]
    const [path = []] = layer(panel, 'decrease').flatMap(({ paths }) => paths)
    const [low, high] = [path.at(-1), path.at(-3)] as [readonly number[], readonly number[]]
    const slope =
      Math.log((high[1] as number) / (low[1] as number)) / Math.log((high[0] as number) / (low[0] as number))
    expect(slope).toBeCloseTo(2, 1)
    expect(JSON.stringify(layer(panel, 'slope')[0]?.legend)).toContain('α^(2)')
  })

  test('parameters without numbers are not drawn, and with numbers they are', () => {
    const text = { objective: '(a*x^2 + y^2 - 1)^2', parameters: 'a' }
    const { problem } = recorded('hyperbola')
    const blank = { ...recorded('open'), problem: { ...problem, regularizer: [] } }
    expect(exampleFigures('e', readProblem(text), blank)).toEqual([])
    const drawn = exampleFigures('e', readProblem({ ...text, figure: { values: { a: '2' }, steps: 50 } }), blank)
    expect(JSON.stringify(drawn[0]?.caption)).toContain('a = 2')
  })
})

const small: Figure = {
  name: 'small',
  caption: ['A <small> & "odd" figure of ', { latex: 'x_{1}^{2}', plain: 'x1^2' }],
  panels: [
    {
      title: '50% & more',
      x: { label: { latex: 'x_{1}', plain: 'x1' }, scale: 'linear', from: -1, to: 1 },
      y: { label: { latex: 'f(x_k)', plain: 'f(x_k)' }, scale: 'log', from: 1e-6, to: 2 },
      isometric: false,
      layers: [
        {
          role: 'objective',
          shape: 'curves',
          paths: [
            [
              [-1, 1],
              [0, 1e-3],
              [1, 1e-6],
            ],
          ],
          legend: ['f <b>'],
        },
        { role: 'flat', shape: 'points', paths: [[[0.5, 0.1]]] },
      ],
    },
  ],
}

describe('printers', () => {
  test('golden SVG', async () => {
    await expect(svgFile(small)).toMatchFileSnapshot('../../reference/figures/small.golden.svg')
  })

  test('golden TikZ', async () => {
    await expect(tikzFigure(small)).toMatchFileSnapshot('../../reference/figures/small.golden.tex')
  })

  test('nothing in a text is markup, and nothing is asked of any other place', () => {
    const svg = svgFile(small)
    expect(svg).not.toContain('<b>')
    expect(svg).not.toMatch(/<(?:script|image|use)\b|url\((?!#)|@import|href/i)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/)
    expect(tikzFigure(small)).toContain('50\\% \\& more')
  })

  test('the same figure gives the same bytes', () => {
    const again = exampleFigures('hyperbola', hyperbola, recorded('hyperbola'))
    expect(again.map(svgFile)).toEqual(figures.map(svgFile))
    expect(again.map(tikzFigure)).toEqual(figures.map(tikzFigure))
  })

  test('ticks stand at round numbers within the axis', () => {
    const label = { latex: 'x', plain: 'x' }
    const linear = { label, scale: 'linear', from: -0.3, to: 1.25 } as const
    expect(ticksOf(linear).map(({ value }) => value)).toEqual([0, 0.5, 1])
    for (const { value } of ticksOf(linear)) expect(placeOn(linear, value)).toBeGreaterThanOrEqual(0)
    const log = { label, scale: 'log', from: 1e-17, to: 3 } as const
    const ticks = ticksOf(log)
    expect(ticks.length).toBeLessThan(9)
    for (const { value, exponent } of ticks) expect(Math.log10(value)).toBeCloseTo(exponent as number, 12)
  })
})
