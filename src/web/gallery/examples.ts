import { ASSUMPTIONS, type ExplorerState, INITIAL_STATE, type RegularizerPiece } from '../state.ts'

/** An example of the papers, as its file under `proofs/` says. */
export interface GalleryExample {
  readonly name: string
  readonly title: string
  readonly source?: string
  readonly stated?: string
  readonly note?: string
  readonly variables: readonly string[]
  readonly parameters: readonly { readonly name: string; readonly kind: string; readonly value?: string }[]
  readonly assume: readonly string[]
  readonly objective: string
  readonly regularizer: readonly RegularizerPiece[]
  readonly verdict?: string
  readonly order?: number
  /** Flat minima, or the points of the attractor, as exact expressions. */
  readonly points: readonly (readonly string[])[]
  readonly x?: readonly [number, number]
  readonly y?: readonly [number, number]
  readonly starts: readonly (readonly number[])[]
  readonly alpha?: number
  readonly exponent?: string
}

/** The examples, put in by the build (`scripts/gallery-examples.mjs`). */
declare const GRADLAW_EXAMPLES: readonly GalleryExample[]

export const galleryExamples = (): readonly GalleryExample[] => GRADLAW_EXAMPLES

const numberOf = (text: string | undefined): number => {
  const [top = Number.NaN, bottom = 1] = (text ?? '').split('/').map(Number)
  const value = top / bottom
  return Number.isFinite(value) && text !== '' ? value : 1
}

/** The values 2, 1, … satisfy a > b > 0 and the like where the file gives none. */
const defaultValue = (index: number): number => 1 / (index + 1)

/** The page with an example: its problem, its window and its starts, in the theme of before. */
export const stateOfExample = (example: GalleryExample, { theme }: Pick<ExplorerState, 'theme'>): ExplorerState => {
  const { view } = INITIAL_STATE
  const { x = [view.window[0], view.window[1]], y = [view.window[2], view.window[3]] } = example
  const [first] = example.starts
  const q = Number(example.exponent ?? 4)
  return {
    ...INITIAL_STATE,
    theme,
    objective: example.objective,
    variables: example.variables.join(', '),
    parameters: example.parameters.map(({ name, kind, value }, i) => ({
      name,
      value: value === undefined ? defaultValue(i) : numberOf(value),
      assumption: ASSUMPTIONS.find((one) => one === kind) ?? 'real',
    })),
    assume: example.assume.join(', '),
    regularizer: example.regularizer,
    stepSize: example.alpha ?? INITIAL_STATE.stepSize,
    schedule: q > 0 && Number.isFinite(q) ? { kind: 'power', q } : { kind: 'constant' },
    view: {
      ...view,
      window: [x[0], x[1], y[0], y[1]],
      // Of several variables the plane through the first start is shown.
      fixed:
        example.variables.length > 2 && first !== undefined
          ? Object.fromEntries(example.variables.slice(2).map((name, i) => [name, first[i + 2] ?? 1]))
          : {},
    },
    starts: example.starts.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [{ x: a, y: b }])),
  }
}
