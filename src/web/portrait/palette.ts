import type { DrawnMethod } from '../state.ts'

/** How a curve looks: told apart by dashes and width as well as by colour. */
export interface Stroke {
  readonly color: string
  readonly width: number
  readonly dash: readonly number[]
}

/** The colours of a picture on a light or a dark page; the same that figures in print have. */
export interface Palette {
  readonly paper: string
  readonly ink: string
  readonly faint: string
  readonly grid: string
  readonly level: string
  /** Red, green, blue of the ground where f is small. */
  readonly ground: readonly [number, number, number]
  readonly flat: string
  readonly law: string
  readonly methods: Readonly<Record<DrawnMethod, Stroke>>
}

const strokes = (ngd: string, gd: string, flow: string): Palette['methods'] => ({
  ngd: { color: ngd, width: 1.4, dash: [] },
  gd: { color: gd, width: 1.6, dash: [6, 4] },
  flow: { color: flow, width: 2.2, dash: [0.1, 4.4] },
})

export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#1b1b1b',
  faint: '#70757d',
  grid: '#e8eaee',
  level: '#7d8896',
  ground: [0, 99, 166],
  flat: '#00795b',
  law: '#86660a',
  methods: strokes('#0063a6', '#c8500a', '#7a3b9a'),
}

export const DARK: Palette = {
  paper: '#14171b',
  ink: '#e6e6e6',
  faint: '#8b929c',
  grid: '#262b31',
  level: '#6d7783',
  ground: [108, 184, 240],
  flat: '#4fd0a5',
  law: '#dcbb5c',
  methods: strokes('#6cb8f0', '#ff9a5c', '#cfa3ec'),
}

export const METHOD_TITLES: Readonly<Record<DrawnMethod, string>> = {
  ngd: 'normalized gradient descent',
  gd: 'gradient descent',
  flow: 'gradient flow',
}
