import { text } from '../document.ts'
import { formulaOf } from '../formula.ts'
import type { Axis, Layer, LayerRole, Panel, PlotPoint } from './figure.ts'

/** Runs of one method in the plane of two variables. */
export interface RunsInput {
  /** The variables on the axes. */
  readonly axes: readonly [string, string]
  readonly box: readonly [readonly [number, number], readonly [number, number]]
  readonly method: string
  readonly paths: readonly (readonly PlotPoint[])[]
  readonly starts: readonly PlotPoint[]
  /** Points that the runs should approach. */
  readonly attractor: readonly PlotPoint[]
  /** Of f, where it has no other variables. */
  readonly levels: readonly (readonly PlotPoint[])[]
  readonly minima: readonly (readonly PlotPoint[])[]
}

const ROLES: Readonly<Record<string, LayerRole>> = {
  ngd: 'normalized-descent',
  gd: 'gradient-descent',
  flow: 'gradient-flow',
}

/** A frame this many times as high as wide, or as wide as high, has units of its own on each axis. */
const MOST_OBLONG = 2

const layer = (one: Layer): readonly Layer[] => (one.paths.flat().length === 0 ? [] : [one])

/** One panel: the runs, their starts and the points they should approach, over the level sets of f. */
export const runsPanel = (input: RunsInput): Panel => {
  const { axes, box, method, paths, starts, attractor, levels, minima } = input
  const axis = (i: 0 | 1): Axis => ({ label: formulaOf(axes[i]), scale: 'linear', from: box[i][0], to: box[i][1] })
  const [width, height] = [box[0][1] - box[0][0], box[1][1] - box[1][0]]
  return {
    title: `Runs of ${method}`,
    x: axis(0),
    y: axis(1),
    isometric: Math.max(width / height, height / width) <= MOST_OBLONG,
    layers: [
      ...layer({ role: 'level', shape: 'curves', paths: levels, legend: text`level sets of $f$` }),
      ...layer({ role: 'minima', shape: 'curves', paths: minima, legend: text`minima $M$ of $f$` }),
      ...layer({ role: ROLES[method] ?? 'series-1', shape: 'curves', paths, legend: [`runs of ${method}`] }),
      ...layer({ role: 'flat', shape: 'points', paths: [attractor], legend: ['the attractor'] }),
      ...layer({ role: 'start', shape: 'points', paths: [starts], legend: ['starts'] }),
    ],
  }
}
