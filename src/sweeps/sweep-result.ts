import type { Worded } from '../toolkit/shown.ts'

/**
 * What became of a cell: `ok`; `nan`, where a run left the finite numbers; `outside`, where its values break an
 * assumption of the problem; `failed`, where it could not be run; `timeout`, where it took too long; `lost`, where the
 * thread or the process that ran it ended, every time. The last two are tried again when a sweep is gone on with.
 */
export type CellStatus = 'ok' | 'nan' | 'outside' | 'failed' | 'timeout' | 'lost'

/** The value of each axis in a cell: a number, an exact expression, or a word such as the name of a method. */
export type CellValues = Readonly<Record<string, number | string>>

/** What was measured in a cell; null where nothing was. Medians over the runs unless it says otherwise. */
export interface Measured {
  readonly runs: number
  readonly steps: number
  /** Runs that ended near the attractor. */
  readonly converged: number | null
  readonly distance: number | null
  readonly largestDistance: number | null
  readonly objective: number | null
  readonly largestObjective: number | null
  readonly regularizer: number | null
  readonly diverged: number
  readonly critical: number
  /** p in "g decreases by ω·α^p per step" of `ngd` at these values of the constants; null for other methods. */
  readonly order: number | null
  readonly orderError: number | null
  /** |c| at the end over |c| at the start, for each law c in the order of the plan. */
  readonly drift: readonly (number | null)[]
}

/** The row of one cell of a sweep. */
export interface SweepRow extends Omit<Measured, 'runs' | 'steps' | 'diverged' | 'critical'> {
  readonly cell: number
  readonly status: CellStatus
  /** The digest of all that the row depends on. */
  readonly key: string
  readonly seed: number
  readonly over: CellValues
  readonly runs: number | null
  readonly steps: number | null
  readonly diverged: number | null
  readonly critical: number | null
  /** Why the cell is not `ok`. */
  readonly reason?: string
}

/** A cell that did not end `ok`, with the command that repeats it. */
export interface SweepTrouble {
  readonly cell: number
  readonly status: CellStatus
  readonly key: string
  readonly seed: number
  readonly over: CellValues
  readonly reason: string
  readonly command: string
}

/** How far a sweep has come. */
export interface SweepProgress {
  readonly done: number
  readonly total: number
  /** Cells that did not end `ok`. */
  readonly trouble: number
  /** Seconds that are left at the speed so far; absent before anything is known of it. */
  readonly secondsLeft?: number
  /** Worker processes that are connected to Redis, where it is used and once they were counted. */
  readonly workers?: number
}

/** How the running ended: all cells are there, the user stopped it, or the engine was lost (with its words). */
export type SweepEnd =
  | { readonly type: 'complete' }
  | { readonly type: 'interrupted' }
  | { readonly type: 'lost'; readonly message: string }

/** How many cells there are, how many of them have a row, and how these ended. */
export type CellCounts = { readonly total: number; readonly done: number } & Readonly<Record<CellStatus, number>>

/** A sweep that was run: evidence, never a verdict. */
export interface SweepResult extends Worded {
  /** The folder with `cells.ndjson` and `manifest.json`. */
  readonly folder: string
  readonly complete: boolean
  readonly end: SweepEnd
  readonly cells: CellCounts
  /** The first hundred cells that did not end `ok`. */
  readonly trouble: readonly SweepTrouble[]
  /**
   * The rows, read from the folder one at a time: in the order of the cells where the sweep is complete, else as they
   * were finished.
   */
  rows(): Iterable<SweepRow>
}

/** How a sweep is run; nothing of it but the seed changes what comes out. */
export interface SweepOptions {
  /** The folder of the results; where it holds some of this sweep, only the others are run. By default a temporary one, which is removed when the process ends. */
  readonly out?: string
  /** The problem file, as commands that repeat a cell name it. Default `FILE`. */
  readonly source?: string
  /** A Redis server: `gradlaw worker` processes run the cells, on any machines. By default threads of this process do. */
  readonly redis?: string
  /** How many threads; by default as many as there are cores. */
  readonly workers?: number
  /** MiB that each of them may use. */
  readonly memory?: number
  /** Write the rows as a Parquet file as well. */
  readonly parquet?: boolean
  /** Forget results that are in the folder. */
  readonly fresh?: boolean
  /** Of everything random, instead of the one in the problem. */
  readonly seed?: number
  /** Stops the sweep; what is finished is kept. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: SweepProgress) => void
}
