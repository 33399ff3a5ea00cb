import type { Figure, HeatCell, Panel } from './figure.ts'

/** Runs over step size × initial scale, row by row: all scales of the first step size, then of the next. */
export interface ShallowGrid {
  readonly phi: number
  readonly dimension: number
  readonly seed: number
  readonly etas: readonly number[]
  readonly scales: readonly number[]
  readonly cells: readonly { readonly ratio: number; readonly time: number | null; readonly diverged: boolean }[]
  readonly bounded: number
  readonly violated: number
}

/** Shades that a print tells apart. */
const SHADES = 20

/** The edges of cells about values that are even in the logarithm. */
const edges = (values: readonly number[]): readonly number[] => {
  const [first = 1, second = 2] = values
  const half = Math.sqrt(second / first)
  return [first / half, ...values.map((value) => value * half)]
}

const cellsOf = (
  { etas, scales, cells }: ShallowGrid,
  level: (cell: ShallowGrid['cells'][number]) => number | null,
): readonly HeatCell[] => {
  const [across, up] = [edges(scales), edges(etas)]
  const merged: HeatCell[] = []
  for (const i of etas.keys()) {
    for (const j of scales.keys()) {
      const cell = cells[i * scales.length + j]
      const value = cell === undefined ? null : level(cell)
      const shade = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * SHADES) / SHADES
      const [left, right] = [across[j] as number, across[j + 1] as number]
      const last = merged.at(-1)
      // Neighbours of one shade are one rectangle.
      if (last !== undefined && j > 0 && last.level === shade)
        merged[merged.length - 1] = { ...last, x: [last.x[0], right] }
      else merged.push({ x: [left, right], y: [up[i] as number, up[i + 1] as number], level: shade })
    }
  }
  return merged
}

const panel = (title: string, { etas, scales }: ShallowGrid, cells: readonly HeatCell[]): Panel => {
  const [across, up] = [edges(scales), edges(etas)]
  return {
    title,
    x: {
      label: { latex: '|(a_0, b_0)|', plain: '|(a0, b0)|' },
      scale: 'log',
      from: across[0] ?? 1,
      to: across.at(-1) ?? 1,
    },
    y: { label: { latex: '\\eta', plain: 'η' }, scale: 'log', from: up[0] ?? 1, to: up.at(-1) ?? 1 },
    isometric: false,
    cells,
    layers: [],
  }
}

/**
 * What gradient descent on ½(aᵀb − Φ)² keeps of the laws of the flow, and how long it takes, over step size × initial
 * scale ([BW], Figure 3 [T]): dark where |Q(T)/Q(0)| is near 1, and where a run is long, in the logarithm.
 */
export const shallowFigure = (grid: ShallowGrid): Figure => {
  const longest = Math.max(2, ...grid.cells.map(({ time }) => time ?? 0))
  const ratio = cellsOf(grid, ({ ratio: r, time }) => (time === null ? null : Math.abs(r)))
  const time = cellsOf(grid, ({ time: t }) => (t === null ? null : Math.log(1 + t) / Math.log(1 + longest)))
  return {
    name: 'bw-figure-3',
    caption: [
      'Gradient descent on ',
      { latex: '\\frac12(a^\\top b - \\Phi)^2', plain: '(a^T b - Phi)^2/2' },
      `, Φ = ${grid.phi}, d = ${grid.dimension}, over step size and norm of the start (seed ${grid.seed}). Left: what is kept of each law of the flow, black where all of it and white where nothing. Right: steps to a small residual, black for ${longest} of them, in the logarithm. Orange: none was reached. The bounds of the proposition apply to ${grid.bounded} of ${grid.cells.length} runs and fail in ${grid.violated}. Measured in floating point.`,
    ],
    panels: [panel('What is kept of the laws', grid, ratio), panel('Steps to a small residual', grid, time)],
  }
}
