// What the drawings take from the results of the engine: plain data, exact texts beside doubles.

/** A conserved quantity that was proved. */
export interface AnalysedLaw {
  /** In the notation of an input field. */
  readonly text: string
  readonly latex: string
}

/** A point, its coordinates in the order of `Analysis.variables`. */
export interface AnalysedPoint {
  /** Exact expressions in the parameters and in the names of `Analysis.constants`. */
  readonly exact: readonly string[]
  /** In doubles; absent where the coordinates depend on parameters. */
  readonly approximate?: readonly number[]
}

export interface Analysis {
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly objectiveLatex: string
  readonly laws: readonly AnalysedLaw[]
  /** The points of M ∩ Z, where they are finitely many and proved complete. */
  readonly solutionPoints: readonly AnalysedPoint[]
  /** Those of them that were proved flat. */
  readonly flatMinima: readonly AnalysedPoint[]
  /** The algebraic constants in exact coordinates, in doubles. */
  readonly constants: Readonly<Record<string, number>>
  /** M ∩ Z by its equations. */
  readonly attractor?: string
  /** p of "asymptotic p-attractor", where one is concluded. */
  readonly order?: number
  /** The regularizer that was proposed, where none was given and one was found. */
  readonly proposed?: readonly { readonly when: string; readonly value: string }[]
}

/** Before anything is known. */
export const NO_ANALYSIS: Analysis = {
  variables: [],
  parameters: [],
  objectiveLatex: '',
  laws: [],
  solutionPoints: [],
  flatMinima: [],
  constants: {},
}
