import type { Cell } from './cell.ts'
import type { CellStatus, Measured } from './sweep-result.ts'

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
