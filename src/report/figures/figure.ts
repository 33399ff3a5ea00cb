/** A formula for a page and for a plain reader. */
export interface Label {
  readonly latex: string
  readonly plain: string
}

/** Words with formulas among them. */
export type Words = readonly (string | Label)[]

/** A point in the coordinates of the axes. */
export type PlotPoint = readonly [number, number]

/** Curves that are compared, in the order of the legend. */
export const SERIES = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const
type Series = (typeof SERIES)[number]

/** What a layer shows; every printer has one look for each, told apart by dashes and marks as well as by colour. */
export type LayerRole =
  | 'level'
  | 'minima'
  | 'normalized-descent'
  | 'gradient-descent'
  | 'gradient-flow'
  | 'law'
  | 'field'
  | 'start'
  | 'flat'
  | 'objective'
  | 'distance'
  | 'regularizer'
  | 'decrease'
  | 'slope'
  | Series

/** Curves, or marked points, that look alike and share a line of the legend. */
export interface Layer {
  readonly role: LayerRole
  readonly shape: 'curves' | 'points'
  /** The curves as lists of points; the points as one list. */
  readonly paths: readonly (readonly PlotPoint[])[]
  readonly legend?: Words
}

export interface Axis {
  readonly label: Label
  readonly scale: 'linear' | 'log'
  readonly from: number
  readonly to: number
  /** Marks with words, for what is no number; in their place round numbers are marked. */
  readonly marks?: readonly { readonly value: number; readonly words: string }[]
}

/** A rectangle of a heat map, from 0 (the colour of the page) to 1 (dark); null where there is no value. */
export interface HeatCell {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly level: number | null
}

/** One pair of axes with what is drawn in it. */
export interface Panel {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  /** Whether a unit has the same length on both axes. */
  readonly isometric: boolean
  /** Cells below the layers, and what their levels 0 and 1 stand for. */
  readonly cells?: readonly HeatCell[]
  readonly key?: { readonly label: Words; readonly from: string; readonly to: string }
  readonly layers: readonly Layer[]
}

/** Panels side by side with a caption: what is drawn, before it is SVG or TikZ. */
export interface Figure {
  /** The name of its files, without an ending. */
  readonly name: string
  readonly caption: Words
  readonly panels: readonly Panel[]
}

/** The legend of a panel: each entry once, with the role that shows it. */
export const legendOf = ({ layers }: Panel): readonly { readonly layer: Layer; readonly legend: Words }[] =>
  layers.flatMap((layer) => (layer.legend === undefined ? [] : [{ layer, legend: layer.legend }]))
