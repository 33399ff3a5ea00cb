import { text } from '../document.ts'
import type { Axis, Figure, HeatCell, Label, Panel } from './figure.ts'

/** One measured value at a place of a sweep. */
export interface SweepValue {
  readonly across: number | string
  readonly up: number | string
  /** The values on the other axes in words: a panel for each. */
  readonly panel: string
  /** null where nothing was measured. */
  readonly value: number | null
}

export interface SweepPicture {
  readonly title: string
  readonly across: string
  readonly up: string
  readonly measure: string
  /** The values a measure may have at most, such as 0 and 1 for a part; without them those that occur. */
  readonly range?: readonly [number, number]
  readonly values: readonly SweepValue[]
}

/** Values on an axis, as the edges of its cells. */
interface Steps {
  readonly axis: Axis
  readonly edges: readonly number[]
  /** The cell that a value lies in. */
  readonly cellOf: (value: number | string) => number
}

/** An axis with more values than this is cut into bins. */
const MOST_CELLS = 64
const BINS = 24
/** Values whose ratio is larger are spread in the logarithm. */
const WIDE = 20
/** Shades that a print tells apart. */
const SHADES = 24

const label = (name: string): Label => ({ latex: `\\mathrm{${name.replaceAll(/[^A-Za-z0-9]/g, ' ')}}`, plain: name })

const between = (values: readonly number[], isLog: boolean): readonly number[] => {
  const place = isLog ? Math.log : Number
  const back = isLog ? Math.exp : Number
  const at = values.map((value) => place(value))
  const inner = at.slice(1).map((value, i) => (value + (at[i] as number)) / 2)
  const [first = 0, second = first + 1] = at
  const [last = 0, beforeLast = last - 1] = [...at].reverse()
  const [low, high] = [first - (second - first) / 2, last + (last - beforeLast) / 2]
  return [low, ...inner, high].map(back)
}

/** How uneven the distances of neighbours are: the largest over the least. */
const unevenness = (values: readonly number[]): number => {
  const gaps = values.slice(1).map((value, i) => value - (values[i] as number))
  return gaps.length < 2 ? 1 : Math.max(...gaps) / Math.min(...gaps)
}

const stepsOf = (name: string, given: readonly (number | string)[]): Steps => {
  const distinct = [...new Set(given)]
  const numbers = distinct.flatMap((value) => (typeof value === 'number' ? [value] : []))
  if (numbers.length < distinct.length) {
    const axis = { label: label(name), scale: 'linear' as const, from: -0.5, to: distinct.length - 0.5 }
    return {
      axis: { ...axis, marks: distinct.map((value, i) => ({ value: i, words: String(value) })) },
      edges: Array.from({ length: distinct.length + 1 }, (_, i) => i - 0.5),
      cellOf: (value) => distinct.indexOf(value),
    }
  }
  const sorted = numbers.sort((a, b) => a - b)
  const [low = 0, high = 1] = [sorted[0], sorted.at(-1)]
  const isLog = low > 0 && high / low > WIDE && unevenness(sorted.map(Math.log)) < unevenness(sorted)
  const ends: readonly [number, number] = isLog ? [Math.log(low), Math.log(high)] : [low, high]
  const bins = Array.from({ length: BINS + 1 }, (_, i) => ends[0] + ((ends[1] - ends[0]) * i) / BINS)
  const edges = sorted.length <= MOST_CELLS ? between(sorted, isLog) : isLog ? bins.map(Math.exp) : bins
  return {
    axis: { label: label(name), scale: isLog ? 'log' : 'linear', from: edges[0] ?? 0, to: edges.at(-1) ?? 1 },
    edges,
    cellOf: (value) => {
      const after = edges.findIndex((edge) => (value as number) < edge)
      return (after < 0 ? edges.length - 1 : Math.max(1, after)) - 1
    },
  }
}

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}

const shown = (value: number): string =>
  String(Number(value.toPrecision(3)))
    .replace('e-', '·10^-')
    .replace('e+', '·10^')

/**
 * A heat map of a measure over two axes of a sweep, a panel for each combination of the values on the others: medians
 * over what falls into one cell, dark where the measure is large, in the logarithm where it spans much.
 */
export const sweepFigure = ({ title, across, up, measure, range, values }: SweepPicture): Figure => {
  const [x, y] = [
    stepsOf(
      across,
      values.map((v) => v.across),
    ),
    stepsOf(
      up,
      values.map((v) => v.up),
    ),
  ]
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]))
  const positive = known.filter((value) => value > 0)
  const [least, most] = [Math.min(...positive), Math.max(...positive)]
  const isLog = range === undefined && positive.length > 0 && most / least > WIDE
  const [low, high] = isLog ? [least, most] : (range ?? [Math.min(0, ...known), Math.max(...known)])
  const levelOf = (value: number): number => {
    const part = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low || 1)
    return Math.round(Math.min(1, Math.max(0, Number.isNaN(part) ? 0 : part)) * SHADES) / SHADES
  }
  const names = [...new Set(values.map((v) => v.panel))]
  const panels = names.map((name): Panel => {
    const found = new Map<number, (number | null)[]>()
    for (const one of values) {
      if (one.panel !== name) continue
      const key = y.cellOf(one.up) * x.edges.length + x.cellOf(one.across)
      found.set(key, [...(found.get(key) ?? []), one.value])
    }
    const cells = [...found].map(([key, own]): HeatCell => {
      const [i, j] = [key % x.edges.length, Math.floor(key / x.edges.length)]
      const value = median(own.flatMap((one) => (one === null ? [] : [one])))
      return {
        x: [x.edges[i] as number, x.edges[i + 1] as number],
        y: [y.edges[j] as number, y.edges[j + 1] as number],
        level: value === null ? null : levelOf(value),
      }
    })
    return {
      ...{ title: name === '' ? title : name, x: x.axis, y: y.axis, isometric: false, cells, layers: [] },
      key: { label: [`${measure}${isLog ? ', in the logarithm' : ''}`], from: shown(low), to: shown(high) },
    }
  })
  return {
    name: 'sweep',
    caption: text`${title}: ${measure} over ${across} and ${up}, medians of what falls into one cell. Measured in floating point.`,
    panels,
  }
}
