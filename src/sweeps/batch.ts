import { latest } from '../numerics/latest.ts'
import { cellsOf } from './cell.ts'
import { instancesOf } from './instance.ts'
import { measureCell } from './measure-cell.ts'
import type { Plan } from './plan.ts'
import { emptyRow } from './row.ts'
import { schedulesOf } from './schedules.ts'

/** Cells `low` to `high`, the end not among them. */
export type Range = readonly [low: number, high: number]

/** The numbers in some ranges, in order. */
export const numbersIn = (ranges: readonly Range[]): readonly number[] =>
  ranges.flatMap(([low, high]) => Array.from({ length: high - low }, (_, i) => low + i))

/** What a thread is asked: to run some cells of a plan, in order. */
export interface BatchTask {
  /** The plan as JSON: read once, however many batches of it come. */
  readonly plan: string
  readonly ranges: readonly Range[]
  /** Shared with whoever asked: see {@link IN_HAND} and {@link CANCELLED}. */
  readonly shared: Int32Array
}

/** The place in `shared` of the index, in the batch, of the cell in hand; the number of cells when all are done. */
export const IN_HAND = 0
/** The place that becomes 1 when the batch should end with the cell in hand. */
export const CANCELLED = 1

/** What came of a batch: rows of its first cells, of all of them unless it was cancelled. */
export interface BatchDone {
  /** One line of JSON for each cell, each with the end of the line. */
  readonly rows: string
  readonly cells: number
  /** How long the thread worked on it. */
  readonly milliseconds: number
}

/** Plans that a thread keeps, with their compiled programs. */
const KEPT_PLANS = 4
const LONGEST_REASON = 300

/** Why a cell takes too long, in the words of every row that says so. */
export const tooLong = (plan: Plan): string => `it took more than ${plan.timeout} s`

const prepare = (text: string) => {
  const plan = JSON.parse(text) as Plan
  return { plan, cells: cellsOf(plan), instances: instancesOf(plan), schedules: schedulesOf() }
}
const prepared = latest<ReturnType<typeof prepare>>(KEPT_PLANS)

/** Runs the cells of a batch. A cell that throws, or takes too long and notices, gets a row that says so. */
export const runBatch = ({ plan: text, ranges, shared }: BatchTask): BatchDone => {
  const started = performance.now()
  const { plan, cells, instances, schedules } = prepared(text, () => prepare(text))
  const signal = new AbortController().signal
  Object.defineProperty(signal, 'aborted', { get: () => Atomics.load(shared, CANCELLED) !== 0 })
  const rows: string[] = []
  for (const [index, number] of numbersIn(ranges).entries()) {
    if (signal.aborted) break
    Atomics.store(shared, IN_HAND, index)
    const cell = cells(number)
    const rowOf = (): string | undefined => {
      try {
        // A tenth is kept by the runs themselves for what comes after them.
        const row = measureCell(plan, instances, schedules, cell, {
          deadline: Date.now() + plan.timeout * 1000,
          signal,
        })
        return row ?? (signal.aborted ? undefined : emptyRow(cell, 'timeout', tooLong(plan)))
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return emptyRow(cell, 'failed', reason.replaceAll('\n', '; ').slice(0, LONGEST_REASON))
      }
    }
    const row = rowOf()
    if (row === undefined) break
    rows.push(`${row}\n`)
  }
  return { rows: rows.join(''), cells: rows.length, milliseconds: performance.now() - started }
}
