import type { Words } from './figure.ts'
import { type Axis, type Panel, type PlotPoint, SERIES } from './figure.ts'

/** A law under one method: along a run, and in one step of many sizes. */
export interface DriftCurves {
  readonly method: string
  /** k and c(x_k)/c(x_0). */
  readonly run: readonly PlotPoint[]
  /** α and |c(x⁺)/c(x) − 1|. */
  readonly step: readonly PlotPoint[]
}

const span = (values: readonly number[], scale: Axis['scale']): readonly [number, number] => {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (scale === 'log') return [low / 1.6, high * 1.6]
  const room = 0.06 * (high - low) || 0.5
  return [low - room, high + room]
}

const panel = (
  title: string,
  labels: readonly [Axis['label'], Axis['label']],
  scale: Axis['scale'],
  curves: readonly { readonly method: string; readonly path: readonly PlotPoint[] }[],
): readonly Panel[] => {
  const points = curves.flatMap(({ path }) => path)
  if (points.length < 2) return []
  const [x, y] = [
    span(
      points.map(([a]) => a),
      'log',
    ),
    span(
      points.map(([, b]) => b),
      scale,
    ),
  ]
  return [
    {
      title,
      x: { label: labels[0], scale: 'log', from: x[0], to: x[1] },
      y: { label: labels[1], scale, from: y[0], to: y[1] },
      isometric: false,
      layers: curves.flatMap(({ method, path }, i) => {
        const role = SERIES[i]
        const legend: Words = [method]
        return role === undefined || path.length === 0
          ? []
          : [{ role, shape: 'curves' as const, paths: [path], legend }]
      }),
    },
  ]
}

/** Two panels: what is left of a law along runs, and how it changes in one step against the step size. */
export const driftPanels = (curves: readonly DriftCurves[]): readonly Panel[] => [
  ...panel(
    'Along a run',
    [
      { latex: 'k', plain: 'k' },
      { latex: 'c(x_k)/c(x_0)', plain: 'c(x_k)/c(x_0)' },
    ],
    'linear',
    curves.map(({ method, run }) => ({ method, path: run })),
  ),
  ...panel(
    'In one step',
    [
      { latex: '\\alpha', plain: 'α' },
      { latex: '|c(x_1)/c(x_0) - 1|', plain: '|c(x_1)/c(x_0) - 1|' },
    ],
    'log',
    curves.map(({ method, step }) => ({ method, path: step })),
  ),
]
