// What the page shows, as plain JSON: all that a link, the storage of the browser and the gallery need to know.

/** What a parameter of the objective is assumed to be, as in a problem file. */
export const ASSUMPTIONS = ['real', 'positive', 'negative', 'nonzero', 'integer'] as const
export type Assumption = (typeof ASSUMPTIONS)[number]

/** The methods whose runs can be drawn beside each other: all that `gradlaw simulate` runs. */
export const METHODS = [
  ...(['ngd', 'gd', 'flow', 'heavy-ball', 'nesterov', 'usam', 'usam2', 'usam2-chained', 'husam'] as const),
  ...(['sam', 'gradient-penalty', 'sgd'] as const),
] as const
export type DrawnMethod = (typeof METHODS)[number]

/** What can be drawn below the runs. */
export const LAYERS = ['levels', 'solutionSet', 'flatMinima', 'lawLevels', 'field'] as const
export type Layer = (typeof LAYERS)[number]

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export interface Parameter {
  readonly name: string
  /** The number that is put in for drawing; the claims are about every value that the assumption allows. */
  readonly value: number
  readonly assumption: Assumption
}

/** One piece of a regularizer; an empty `when` stands for everywhere. */
export interface RegularizerPiece {
  readonly when: string
  readonly value: string
}

/** The step sizes α_k: constant, α/(k+1)^(1/q), or a formula in k. */
export type Schedule =
  | { readonly kind: 'constant' }
  | { readonly kind: 'power'; readonly q: number }
  | { readonly kind: 'formula'; readonly text: string }

/** The plane that is drawn. */
export interface PlaneView {
  /** The variables along the two axes; empty for the first two of the objective. */
  readonly xVariable: string
  readonly yVariable: string
  /** Values of the other variables. */
  readonly fixed: Readonly<Record<string, number>>
  /** xmin, xmax, ymin, ymax. */
  readonly window: readonly [number, number, number, number]
}

export interface PlanePoint {
  readonly x: number
  readonly y: number
}

/** What laws are asked of: an objective, every loss of a map, or every loss of a network by its name. */
export const SUBJECTS = ['objective', 'map', 'network'] as const
export type Subject = (typeof SUBJECTS)[number]

export const FLOWS = ['gradient-flow', 'heavy-ball'] as const

/** The flow whose laws are looked for. */
export interface LawFlow {
  readonly method: (typeof FLOWS)[number]
  /** Of the heavy ball: constants and the time t; empty for a positive constant. */
  readonly friction: string
  /** Of the gradient flow: `entropy`, or entries; empty for none. */
  readonly metric: string
}

export interface ExplorerState {
  readonly subject: Subject
  /** The objective; for another subject the map, or the name of the network. */
  readonly objective: string
  /** Declared variables, such as `X:2x3, y`; empty for the free names in order of first appearance. */
  readonly variables: string
  readonly parameters: readonly Parameter[]
  /** More relations, such as `a > b`. */
  readonly assume: string
  /** None: the page offers to propose one. */
  readonly regularizer: readonly RegularizerPiece[]
  /** Regularizers to be compared, one expression each. */
  readonly candidates: readonly string[]
  readonly flow: LawFlow
  /** Quantities that are checked as laws beside those that are found, with `;` between them. */
  readonly quantities: string
  readonly methods: readonly DrawnMethod[]
  readonly stepSize: number
  readonly schedule: Schedule
  /** The momentum of the heavy ball and of Nesterov's method, 0 ≤ β < 1. */
  readonly beta: number
  /** The length of those methods that have one, ρ > 0. */
  readonly rho: number
  /** Steps of a run. */
  readonly steps: number
  /** The step that is shown; null for the last. */
  readonly shown: number | null
  /** The window over which many starts are scattered; null for none. */
  readonly cloud: PlaneView['window'] | null
  readonly view: PlaneView
  readonly starts: readonly PlanePoint[]
  readonly seed: number
  readonly layers: Readonly<Record<Layer, boolean>>
  readonly theme: Theme
}

/** The page as it is opened for the first time: Example 4.2 of the paper. */
export const INITIAL_STATE: ExplorerState = {
  subject: 'objective',
  objective: '(x^2 - y)^2',
  variables: '',
  parameters: [],
  assume: '',
  regularizer: [],
  candidates: [],
  flow: { method: 'gradient-flow', friction: '', metric: '' },
  quantities: '',
  methods: ['ngd', 'gd', 'flow'],
  stepSize: 0.5,
  schedule: { kind: 'power', q: 4 },
  beta: 0.9,
  rho: 0.05,
  steps: 20_000,
  shown: null,
  cloud: null,
  view: { xVariable: '', yVariable: '', fixed: {}, window: [-2, 2, -2, 2] },
  starts: [],
  seed: 1,
  layers: { levels: true, solutionSet: true, flatMinima: true, lawLevels: false, field: false },
  theme: 'system',
}
