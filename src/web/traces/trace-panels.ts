import { text } from '../../report/document.ts'
import { fraction, panelOf, points, power, slopeLine } from '../../report/figures/convergence-panels.ts'
import type { Layer, Panel, PlotPoint, Words } from '../../report/figures/figure.ts'
import { symbolic } from '../../report/formula.ts'
import type { MethodTrace, TracesReply } from '../portrait/messages.ts'
import { methodRoles } from '../portrait/method-roles.ts'
import { METHOD_TITLES } from '../portrait/palette.ts'
import type { Schedule } from '../state.ts'

/** What the slopes of the theory depend on. */
export interface Rates {
  readonly schedule: Schedule
  /** p of the asymptotic p-attractor, where it is proved. */
  readonly order?: number
}

/** From which part of a curve on the line of a slope is drawn beside it. */
const FROM = 0.4

/** A curve that has grown by more than this has left the picture: it would flatten all others. */
const GROWN = 1e6

const withinPicture = (path: readonly PlotPoint[]): readonly PlotPoint[] => {
  const left = path.findIndex(([, value]) => value > GROWN * Math.max(1e-12, path[0]?.[1] ?? 0))
  return left < 0 ? path : path.slice(0, left)
}

const K = symbolic('k', 'k')

/** Where a line of slope s should be: below the end of the curve of normalized gradient descent. */
const slopeOf = (curve: readonly PlotPoint[], times: number, q: number): readonly Layer[] => {
  const line = slopeLine(curve, -times / q, FROM)
  const legend: Words = text`slope of ${power('k', '-', fraction(times, q))}`
  return line.length === 0 ? [] : [{ role: 'slope', shape: 'curves', paths: [line], legend }]
}

/**
 * f, the drift of a law and the distance to the attractor along the runs of several methods, on logarithmic axes, with
 * the slopes of the theory: for steps ~ k^(−1/q) a run of normalized gradient descent stays within a step of M, so that
 * f ~ k^(−s/q) where f ~ distance^s; and the distance to a p-attractor, p ≤ q, falls with the steps too.
 */
export const tracePanels = (
  { traces, isShifted, power: degree }: TracesReply,
  law: { readonly index: number; readonly plain: string; readonly latex: string } | undefined,
  { schedule, order }: Rates,
): readonly Panel[] => {
  const roles = methodRoles(traces.map(({ method }) => method))
  const layers = (values: (trace: MethodTrace) => readonly number[] | undefined): readonly Layer[] =>
    traces.flatMap((trace): readonly Layer[] => {
      const measured = values(trace)
      const path = measured === undefined ? [] : withinPicture(points(trace.step, measured))
      if (path.length < 2) return []
      return [
        {
          role: roles.get(trace.method) ?? 'series-1',
          shape: 'curves',
          paths: [path],
          legend: [METHOD_TITLES[trace.method]],
        },
      ]
    })
  const descent = (drawn: readonly Layer[]): readonly PlotPoint[] =>
    drawn.find(({ role }) => role === 'normalized-descent')?.paths[0] ?? []
  const q = schedule.kind === 'power' ? schedule.q : undefined
  const objective = layers((trace) => trace.objective)
  const distance = layers((trace) => trace.distance)
  const drift = law === undefined ? [] : layers((trace) => trace.drift[law.index])
  const objectiveSlope = q === undefined || degree === undefined ? [] : slopeOf(descent(objective), degree, q)
  const isReached = q !== undefined && order !== undefined && order <= q
  const distanceSlope = isReached ? slopeOf(descent(distance), 1, q) : []
  const value = isShifted ? symbolic('f(x_k) - \\min f', 'f(x_k) − min f') : symbolic('f(x_k)', 'f(x_k)')
  return [
    panelOf('f along the run', K, value, [...objectiveSlope, ...objective]),
    panelOf('Distance to the attractor', K, symbolic('\\text{distance}', 'distance'), [...distanceSlope, ...distance]),
    law === undefined
      ? undefined
      : panelOf(`Drift of the law ${law.plain}`, K, symbolic('|c(x_k) - c(x_0)|', '|c(x_k) − c(x_0)|'), drift),
  ].filter((panel) => panel !== undefined)
}
