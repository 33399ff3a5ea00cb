// What the page shows, as plain JSON: all that a link, the storage of the browser and the gallery need to know.

/** What a parameter of the objective is assumed to be, as in a problem file. */
export const ASSUMPTIONS = ['real', 'positive', 'negative', 'nonzero', 'integer'] as const
export type Assumption = (typeof ASSUMPTIONS)[number]

/** The methods whose runs can be drawn beside each other. */
export const METHODS = ['ngd', 'gd', 'flow'] as const
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

export interface ExplorerState {
  readonly objective: string
  /** Declared variables, such as `X:2x3, y`; empty for the free names in order of first appearance. */
  readonly variables: string
  readonly parameters: readonly Parameter[]
  /** More relations, such as `a > b`. */
  readonly assume: string
  /** None: the page offers to propose one. */
  readonly regularizer: readonly RegularizerPiece[]
  readonly methods: readonly DrawnMethod[]
  readonly stepSize: number
  readonly schedule: Schedule
  readonly view: PlaneView
  readonly starts: readonly PlanePoint[]
  readonly seed: number
  readonly layers: Readonly<Record<Layer, boolean>>
  readonly theme: Theme
}

/** The page as it is opened for the first time: Example 4.2 of the paper. */
export const INITIAL_STATE: ExplorerState = {
  objective: '(x^2 - y)^2',
  variables: '',
  parameters: [],
  assume: '',
  regularizer: [],
  methods: ['ngd', 'gd', 'flow'],
  stepSize: 0.5,
  schedule: { kind: 'power', q: 4 },
  view: { xVariable: '', yVariable: '', fixed: {}, window: [-2, 2, -2, 2] },
  starts: [],
  seed: 1,
  layers: { levels: true, solutionSet: true, flatMinima: true, lawLevels: false, field: false },
  theme: 'system',
}
