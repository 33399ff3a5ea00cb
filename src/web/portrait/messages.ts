import type { PlaneScene } from '../../numerics/plane-scene.ts'
import type { DrawingText, DrawnNumbers, DrawnSchedule } from '../../toolkit/drawing.ts'
import type { DrawnMethod } from '../state.ts'
import type { Window } from './viewport.ts'

/** The plane by the names of its axes; empty names stand for the first two variables. */
export interface PlaneNames {
  readonly x: string
  readonly y: string
  /** Values of other variables; 1 for those that are not named. */
  readonly fixed: Readonly<Record<string, number>>
}

export interface SceneRequest {
  readonly kind: 'scene'
  readonly problem: DrawingText
  readonly plane: PlaneNames
  readonly window: Window
  readonly size: number
  readonly arrows: number
  /** Exact points by their texts, to be drawn in doubles. */
  readonly points: readonly (readonly string[])[]
  readonly constants: Readonly<Record<string, number>>
}

/** Starts one by one, or a cloud of them in a window by its seed. */
export type Starts =
  | { readonly kind: 'points'; readonly points: readonly (readonly [number, number])[] }
  | { readonly kind: 'cloud'; readonly count: number; readonly seed: number; readonly window: Window }

export interface RunsRequest {
  readonly kind: 'runs'
  readonly problem: DrawingText
  readonly plane: PlaneNames
  readonly methods: readonly DrawnMethod[]
  readonly numbers?: DrawnNumbers
  readonly starts: Starts
  readonly alpha: number
  readonly schedule: DrawnSchedule
  readonly steps: number
  readonly frames: number
}

export interface TracesRequest {
  readonly kind: 'traces'
  readonly problem: DrawingText
  readonly plane: PlaneNames
  readonly methods: readonly DrawnMethod[]
  readonly numbers?: DrawnNumbers
  readonly start: readonly [number, number]
  readonly alpha: number
  readonly schedule: DrawnSchedule
  readonly steps: number
  readonly attractor: readonly (readonly string[])[]
  readonly constants: Readonly<Record<string, number>>
}

export type PlotRequest = SceneRequest | RunsRequest | TracesRequest

/** What is drawn below the runs: a plane, or the graph of a function of one variable. */
export interface SceneReply {
  readonly kind: 'scene'
  readonly axes: readonly [string, string]
  /** The other variables with their values. */
  readonly others: readonly (readonly [string, number])[]
  readonly scene: PlaneScene
  /** The graph of f, where there is one variable only. */
  readonly graph?: readonly (readonly (readonly [number, number])[])[]
  readonly points: readonly (readonly [number, number])[]
  readonly notes: readonly string[]
}

export interface FrameReply {
  readonly kind: 'frame'
  readonly method: DrawnMethod
  readonly step: number
  readonly positions: Float32Array | Float64Array
}

/** How one run ended: where, after how many steps, and why it went no further. */
export interface RunEnd {
  readonly start: readonly number[]
  readonly end: readonly number[]
  readonly objective: number
  readonly status: number
  readonly steps: number
}

export interface FilmReply {
  readonly kind: 'film'
  readonly method: DrawnMethod
  readonly count: number
  /** Of a cloud the first only. */
  readonly ends: readonly RunEnd[]
  /** How many runs ended with each status. */
  readonly statuses: readonly number[]
  readonly notes: readonly string[]
}

/** What falls along one run of one method: largest values over windows of steps. */
export interface MethodTrace {
  readonly method: DrawnMethod
  readonly step: readonly number[]
  readonly objective: readonly number[]
  /** For each law |c_k − c_0|. */
  readonly drift: readonly (readonly number[])[]
  readonly distance?: readonly number[]
}

export interface TracesReply {
  readonly kind: 'traces'
  readonly traces: readonly MethodTrace[]
  /** Whether min f is known; the values of f are those of f − min f then. */
  readonly isShifted: boolean
  readonly power?: number
  readonly notes: readonly string[]
}

/** A request that cannot be answered: what is wrong, in a sentence. */
export interface FailureReply {
  readonly kind: 'failure'
  readonly message: string
}

export type PlotReply = SceneReply | FrameReply | FilmReply | TracesReply | FailureReply | { readonly kind: 'done' }

/** Requests of one channel replace each other; their answers carry their number. */
export interface Numbered<T> {
  readonly channel: string
  readonly number: number
  readonly content: T
}
