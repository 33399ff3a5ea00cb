import type { ConvergenceTrace } from '../../numerics/convergence-trace.ts'
import type { DecreaseTrace } from '../../numerics/decrease-trace.ts'
import { type Formula, type Inline, text } from '../document.ts'
import { symbolic } from '../formula.ts'
import type { Axis, Layer, Panel, PlotPoint } from './figure.ts'

/** What falls along a run, and how fast it should. */
export interface ConvergenceInput {
  readonly trace: ConvergenceTrace
  /** q of the steps α/(k+1)^{1/q}. */
  readonly exponent: number
  /** f ~ distance^power near M. */
  readonly power: number
  readonly decrease?: DecreaseTrace
  /** p of the decrease ω·α^p of g, where it is proved. */
  readonly order?: number
  /** Of the first panel; by default that of one run. */
  readonly title?: string
}

/** Below this nothing is drawn: values at the rounding of doubles say nothing. */
const SMALLEST = 1e-18
/** Above this a run has left every picture, and axes would overflow. */
const LARGEST = 1e100

const K = symbolic('k', 'k')
const ALPHA = symbolic('\\alpha', 'α')

/** The points of a curve on logarithmic axes; what is not positive, or rounding, is left out. */
export const points = (x: readonly number[], y: readonly number[]): readonly PlotPoint[] =>
  x.flatMap((value, i): readonly PlotPoint[] => {
    const other = y[i] as number
    return other > SMALLEST && other < LARGEST ? [[value, other]] : []
  })

/** The line of slope s below the last of the points is so much lower that it can be seen beside them. */
const BELOW = 0.4

/** A line of slope s just below the end of a curve, from a part of its length on. */
export const slopeLine = (path: readonly PlotPoint[], slope: number, from: number): readonly PlotPoint[] => {
  const [end] = path.slice(-1)
  const start = path[Math.floor(path.length * from)]
  if (end === undefined || start === undefined) return []
  return [
    [start[0], BELOW * end[1] * (start[0] / end[0]) ** slope],
    [end[0], BELOW * end[1]],
  ]
}

const range = (paths: readonly (readonly PlotPoint[])[], coordinate: 0 | 1): readonly [number, number] => {
  const values = paths.flat().map((point) => point[coordinate])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return [low / 1.6, high * 1.6]
}

/** A panel with logarithmic axes about its curves; undefined where there is hardly anything to draw. */
export const panelOf = (title: string, x: Formula, y: Formula, layers: readonly Layer[]): Panel | undefined => {
  const paths = layers.flatMap((layer) => layer.paths)
  if (paths.flat().length < 2) return undefined
  const axis = (label: Formula, coordinate: 0 | 1): Axis => {
    const [from, to] = range(paths, coordinate)
    return { label, scale: 'log', from, to }
  }
  return { title, x: axis(x, 0), y: axis(y, 1), isometric: false, layers }
}

/** n/q in lowest terms where one of them is 1, as people write it. */
export const fraction = (n: number, q: number): string =>
  n % q === 0 ? String(n / q) : n === 1 || q % n !== 0 ? `${n}/${q}` : `1/${q / n}`

/** A power of k or α, with its sign. */
export const power = (base: string, sign: string, exponent: string): Formula =>
  symbolic(`${base === 'α' ? '\\alpha' : base}^{${sign}${exponent}}`, `${base}^(${sign}${exponent})`)

/** f, the distance to the attractor and g along a run, with the slopes of f and of the distance that the steps allow. */
const tracePanel = ({
  trace,
  exponent,
  power: degree,
  title = 'Along one run',
}: ConvergenceInput): Panel | undefined => {
  const drawn = (role: Layer['role'], values: readonly number[] | undefined, legend: readonly Inline[]) =>
    values === undefined ? [] : [{ role, shape: 'curves' as const, paths: [points(trace.step, values)], legend }]
  const measured = [
    ...drawn('objective', trace.objective, text`${symbolic('f(x_k)', 'f(x_k)')}`),
    ...drawn('distance', trace.distance, ['distance to the attractor']),
    ...drawn('regularizer', trace.regularizer, text`${symbolic('g(x_k)', 'g(x_k)')}`),
  ]
  const slopes = measured.flatMap(({ role, paths }): readonly Layer[] => {
    if (role === 'regularizer' || !Number.isFinite(exponent)) return []
    const times = role === 'objective' ? degree : 1
    const line = slopeLine(paths[0] ?? [], -times / exponent, 0.4)
    return [
      {
        role: 'slope',
        shape: 'curves',
        paths: [line],
        legend: text`slope of ${power('k', '-', fraction(times, exponent))}`,
      },
    ]
  })
  return panelOf(title, K, symbolic('\\text{largest value near step } k', 'largest value near step k'), [
    ...slopes,
    ...measured,
  ])
}

/** The decrease of g in one step against the step size, with the slope p of the theorem. */
const decreasePanel = ({ decrease, order }: ConvergenceInput): Panel | undefined => {
  if (decrease === undefined) return undefined
  const path = points(decrease.alpha, decrease.decrease)
  const slope: readonly Layer[] =
    order === undefined
      ? []
      : [
          {
            role: 'slope',
            shape: 'curves',
            paths: [slopeLine(path, order, 0)],
            legend: text`slope of ${power('α', '', String(order))}`,
          },
        ]
  return panelOf('Decrease of g in one step', ALPHA, symbolic('g(x_k) - g(x_{k+1})', 'g(x_k) - g(x_(k+1))'), [
    ...slope,
    { role: 'decrease', shape: 'curves', paths: [path], legend: ['average over a 2-cycle about a point of M'] },
  ])
}

/** One or two panels on logarithmic axes: what falls along a run, and the order of the decrease of g. */
export const convergencePanels = (input: ConvergenceInput): readonly Panel[] =>
  [tracePanel(input), decreasePanel(input)].filter((panel) => panel !== undefined)
