import { existsSync, renameSync, rmSync } from 'node:fs'
import type { Range } from './batch.ts'
import type { Cell } from './cell.ts'
import { append, copyParts, cutToWholeLines, linesOf, partOf, type ResultsFolder, sizeOf } from './results-folder.ts'
import { headOfRow, renumbered } from './row.ts'
import type { CellStatus } from './sweep-result.ts'

/** The rows of a sweep as they come in, each cell once. */
export interface Journal {
  /** Cells whose rows are there. */
  readonly done: () => number
  /** The cells that have no row, from a number on, at most so many; and the number to go on from. */
  readonly missing: (from: number, most: number) => { readonly ranges: readonly Range[]; readonly next: number }
  /**
   * Takes rows, lines of JSON; returns how many of them are new. Rows of other sweeps and broken ones are left out;
   * rows that this process made are believed.
   */
  readonly take: (rows: string, isOwn?: boolean) => number
  /** How many cells ended in each way. */
  readonly counts: () => Readonly<Record<CellStatus, number>>
  /** The numbers of cells that did not end `ok`, in order. */
  readonly troubled: () => readonly number[]
  /** The row of a cell that is there; to be asked before {@link Journal.finish}. */
  readonly row: (cell: number) => string
  /** Where every cell is there: writes the rows in the order of the cells. */
  readonly finish: () => void
}

const LONGEST_PART = 1 << 22

/**
 * Opens the journal of a sweep of `total` cells: rows that are there already, of this sweep or of another one that has
 * cells in common with it, are kept, known by their keys.
 */
export const openJournal = (folder: ResultsFolder, total: number, cellAt: (number: number) => Cell): Journal => {
  const offsets = new Float64Array(total)
  const lengths = new Uint32Array(total)
  const counts: Record<CellStatus, number> = { ok: 0, nan: 0, outside: 0, failed: 0, timeout: 0, lost: 0 }
  const troubled: number[] = []
  let done = 0
  let size = 0

  const note = (cell: number, status: CellStatus, offset: number, length: number): void => {
    offsets[cell] = offset
    lengths[cell] = length
    counts[status] += 1
    if (status !== 'ok') troubled.push(cell)
    done += 1
  }

  /** Cells by their keys, where rows of another design are found. */
  let byKey: ReadonlyMap<string, number> | undefined
  const cellWith = (key: string): number | undefined => {
    byKey ??= new Map(Array.from({ length: total }, (_, i) => [cellAt(i).key, i]))
    return byKey.get(key)
  }

  const recover = (): void => {
    // A sweep that was complete is opened again as one that is not, so that there is one file to look at.
    if (!existsSync(folder.partial) && existsSync(folder.rows)) renameSync(folder.rows, folder.partial)
    cutToWholeLines(folder.partial)
    size = sizeOf(folder.partial)
    const moved: { readonly cell: number; readonly text: string }[] = []
    for (const { text, offset, length } of linesOf(folder.partial)) {
      const head = headOfRow(text)
      // What took too long, or was lost, is tried again.
      if (head === undefined || head.status === 'timeout' || head.status === 'lost') continue
      const isOwn = head.cell < total && cellAt(head.cell).key === head.key
      const cell = isOwn ? head.cell : cellWith(head.key)
      if (cell === undefined || lengths[cell] !== 0) continue
      if (cell === head.cell) note(cell, head.status, offset, length)
      else moved.push({ cell, text: renumbered(text, cell) })
    }
    for (const { text } of moved) take(`${text}\n`)
  }

  const take = (rows: string, isOwn = false): number => {
    const fresh: string[] = []
    let end = size
    for (const text of rows.split('\n')) {
      const head = headOfRow(text)
      if (head === undefined || head.cell >= total || lengths[head.cell] !== 0) continue
      if (!isOwn && cellAt(head.cell).key !== head.key) continue
      const length = Buffer.byteLength(text) + 1
      note(head.cell, head.status, end, length)
      fresh.push(`${text}\n`)
      end += length
    }
    if (fresh.length > 0) append(folder.partial, fresh.join(''))
    size = end
    return fresh.length
  }

  function* parts(): Generator<{ readonly offset: number; readonly length: number }> {
    let [offset, length] = [0, 0]
    for (let cell = 0; cell < total; cell++) {
      const [next, more] = [offsets[cell] as number, lengths[cell] as number]
      if (next === offset + length && length + more < LONGEST_PART) length += more
      else {
        if (length > 0) yield { offset, length }
        ;[offset, length] = [next, more]
      }
    }
    if (length > 0) yield { offset, length }
  }

  recover()
  return {
    done: () => done,
    missing: (from, most) => {
      const ranges: Range[] = []
      let count = 0
      let cell = from
      while (cell < total && count < most) {
        if (lengths[cell] !== 0) {
          cell += 1
          continue
        }
        const low = cell
        while (cell < total && lengths[cell] === 0 && count < most) {
          cell += 1
          count += 1
        }
        ranges.push([low, cell])
      }
      return { ranges, next: cell }
    },
    take,
    counts: () => ({ ...counts }),
    troubled: () => troubled.sort((a, b) => a - b),
    row: (cell) => {
      const [offset, length] = [offsets[cell] as number, lengths[cell] as number]
      return partOf(folder.partial, offset, length).trimEnd()
    },
    finish: () => {
      const whole = `${folder.rows}.tmp`
      copyParts(folder.partial, whole, parts())
      renameSync(whole, folder.rows)
      rmSync(folder.partial)
    },
  }
}
