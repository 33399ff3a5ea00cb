import { describe, expect, test } from 'vitest'
import { shallowFigure } from '../../src/report/figures/heat-panels.ts'
import { svgFile } from '../../src/report/figures/svg.ts'
import { tikzFigure } from '../../src/report/figures/tikz.ts'
import { shallowHeatMap } from '../../src/toolkit/shallow-heat-map.ts'

const etas = [0.01, 0.1, 1]
const scales = [0.1, 1, 10]
const map = shallowHeatMap({ dimension: 2, etas, scales })
const figure = shallowFigure(map)
const [kept, steps] = figure.panels

describe('the heat map of [BW]', () => {
  test('has the values of its runs, neighbours of one shade in one rectangle', () => {
    for (const [i, eta] of etas.entries()) {
      for (const [j, scale] of scales.entries()) {
        const { ratio, time } = map.cells[i * scales.length + j] ?? { ratio: Number.NaN, time: null }
        const cell = kept?.cells?.find(({ x, y }) => x[0] < scale && scale < x[1] && y[0] < eta && eta < y[1])
        if (time === null) expect(cell?.level).toBeNull()
        else expect(Math.abs((cell?.level ?? 2) - Math.min(1, Math.abs(ratio)))).toBeLessThan(0.026)
      }
    }
    expect(kept?.cells?.length).toBeLessThan(9)
    expect(Math.max(...(steps?.cells ?? []).map(({ level }) => level ?? 0))).toBe(1)
  })

  test('is drawn by both printers, each rectangle once', () => {
    const count = figure.panels.flatMap(({ cells }) => cells ?? []).length
    expect(svgFile(figure).match(/class="(heat|none)"/g)).toHaveLength(count)
    expect(tikzFigure(figure).match(/\\fill\[/g)).toHaveLength(count)
  })
})
