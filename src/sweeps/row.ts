import type { Cell } from './cell.ts'

/**
 * What became of a cell: `ok`; `nan`, where a run left the finite numbers; `outside`, where its values break an
 * assumption of the problem; `failed`, where it could not be run; `timeout`, where it took too long; `lost`, where the
 * thread or the process that ran it ended, every time. The last two are tried again when a sweep is gone on with.
 */
export type CellStatus = 'ok' | 'nan' | 'outside' | 'failed' | 'timeout' | 'lost'

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
  /** p in "g decreases by ω·α^p per step" at these values of the constants; the same for all cells that share them. */
  readonly order: number | null
  readonly orderError: number | null
  /** |c| at the end over |c| at the start, for each law c in the order of the plan. */
  readonly drift: readonly (number | null)[]
}

/** The columns of what is measured, but for `drift`. */
export const MEASURES = [
  'runs',
  'steps',
  'converged',
  'distance',
  'largestDistance',
  'objective',
  'largestObjective',
  'regularizer',
  'diverged',
  'critical',
  'order',
  'orderError',
] as const satisfies readonly (keyof Measured)[]

const NOTHING = Object.fromEntries(MEASURES.map((name) => [name, null]))

/** A row of the results, as it is read back. */
export interface Row extends Omit<Measured, 'runs' | 'steps' | 'diverged' | 'critical'> {
  readonly cell: number
  readonly status: CellStatus
  readonly key: string
  readonly seed: number
  readonly over: Cell['over']
  readonly runs: number | null
  readonly steps: number | null
  readonly diverged: number | null
  readonly critical: number | null
  readonly reason?: string
}

/** The row of a cell that was measured: one line of JSON, without the end of the line. */
export const measuredRow = (cell: Cell, status: CellStatus, measured: Measured, reason?: string): string =>
  JSON.stringify({
    cell: cell.number,
    status,
    key: cell.key,
    seed: cell.seed,
    over: cell.over,
    ...measured,
    ...(reason === undefined ? {} : { reason }),
  })

/** The row of a cell of which nothing is known but the reason. */
export const emptyRow = (cell: Cell, status: CellStatus, reason: string): string =>
  JSON.stringify({
    cell: cell.number,
    status,
    key: cell.key,
    seed: cell.seed,
    over: cell.over,
    ...NOTHING,
    drift: [],
    reason,
  })

const HEAD = /^\{"cell":(\d+),"status":"(ok|nan|outside|failed|timeout|lost)","key":"([0-9a-f]{32})"/

/** The number, status and key of a row, without reading the rest; undefined for what is no row. */
export const headOfRow = (
  line: string,
): { readonly cell: number; readonly status: CellStatus; readonly key: string } | undefined => {
  const found = HEAD.exec(line)
  if (found === null || !line.endsWith('}')) return undefined
  return { cell: Number(found[1]), status: found[2] as CellStatus, key: found[3] as string }
}

/** The same row under another number. */
export const renumbered = (line: string, cell: number): string => line.replace(/^\{"cell":\d+/, `{"cell":${cell}`)
