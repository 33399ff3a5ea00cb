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

type Colors = Readonly<Record<'blue' | 'red' | 'purple' | 'green' | 'ochre' | 'teal' | 'pink', string>>

const strokes = ({ blue, red, purple, green, ochre, teal, pink }: Colors): Palette['methods'] => ({
  ngd: { color: blue, width: 1.4, dash: [] },
  gd: { color: red, width: 1.6, dash: [6, 4] },
  flow: { color: purple, width: 2.2, dash: [0.1, 4.4] },
  'heavy-ball': { color: green, width: 1.5, dash: [] },
  nesterov: { color: green, width: 1.6, dash: [9, 3, 2, 3] },
  usam: { color: ochre, width: 1.5, dash: [] },
  usam2: { color: ochre, width: 1.6, dash: [6, 4] },
  'usam2-chained': { color: ochre, width: 1.6, dash: [9, 3, 2, 3] },
  husam: { color: teal, width: 1.5, dash: [] },
  sam: { color: teal, width: 1.6, dash: [6, 4] },
  'gradient-penalty': { color: pink, width: 1.5, dash: [] },
  sgd: { color: pink, width: 1.2, dash: [3, 3] },
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
  methods: strokes({
    ...{ blue: '#0063a6', red: '#c8500a', purple: '#7a3b9a', green: '#2f7d1f' },
    ...{ ochre: '#86660a', teal: '#007a8a', pink: '#b0256b' },
  }),
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
  methods: strokes({
    ...{ blue: '#6cb8f0', red: '#ff9a5c', purple: '#cfa3ec', green: '#8fd46f' },
    ...{ ochre: '#dcbb5c', teal: '#5cd0dc', pink: '#f58fbf' },
  }),
}

export const METHOD_TITLES: Readonly<Record<DrawnMethod, string>> = {
  ngd: 'normalized gradient descent',
  gd: 'gradient descent',
  flow: 'gradient flow',
  'heavy-ball': 'heavy ball',
  nesterov: 'Nesterov’s method',
  usam: 'USAM',
  usam2: 'two-step USAM',
  'usam2-chained': 'chained two-step USAM',
  husam: 'Hessian USAM',
  sam: 'SAM',
  'gradient-penalty': 'gradient penalty',
  sgd: 'stochastic gradient descent',
}
