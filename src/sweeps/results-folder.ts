import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../expression/input-error.ts'
import { makeFolder } from '../toolkit/make-folder.ts'
import { headOfRow } from './row.ts'
import type { SweepRow } from './sweep-result.ts'

/** The files of a sweep. */
export interface ResultsFolder {
  readonly path: string
  /** What the sweep is, and how far it has come. */
  readonly manifest: string
  /** One row for each cell, in the order of their numbers; there only when every cell is. */
  readonly rows: string
  /** Rows in the order in which they were finished, while some are missing. */
  readonly partial: string
  readonly parquet: string
  readonly lock: string
}

export const folderAt = (path: string): ResultsFolder => ({
  path,
  manifest: join(path, 'manifest.json'),
  rows: join(path, 'cells.ndjson'),
  partial: join(path, 'cells.partial.ndjson'),
  parquet: join(path, 'cells.parquet'),
  lock: join(path, 'lock'),
})

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process that wrote a lock is at work: on another machine it is taken to be. */
const isHeld = (file: string): boolean => {
  const [host, pid] = readFileSync(file, 'utf8').trim().split(' ')
  return host !== hostname() || isAlive(Number(pid))
}

/**
 * Makes the folder and locks it against another sweep into it; returns what unlocks it. A lock that a killed process
 * left behind is taken over. Throws `InputError` where the folder cannot be made, or is in use.
 */
export const lockFolder = (folder: ResultsFolder): (() => void) => {
  try {
    makeFolder(folder.path)
    if (existsSync(folder.lock) && !isHeld(folder.lock)) rmSync(folder.lock, { force: true })
    writeFileSync(folder.lock, `${hostname()} ${process.pid}\n`, { flag: 'wx' })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST' && existsSync(folder.lock)) {
      throw new InputError({
        what: `another sweep writes to ${folder.path}`,
        expected: 'a folder of its own for each sweep',
        advice: `end it, or give another --out; where no sweep runs, remove ${folder.lock}`,
      })
    }
    throw new InputError({ what: `cannot write to the folder ${folder.path} (${code ?? 'unknown reason'})` })
  }
  return () => rmSync(folder.lock, { force: true })
}

/** Writes a file by renaming it into place: whoever reads it never reads half of it. */
export const writeWhole = (file: string, text: string): void => {
  const partial = `${file}.tmp`
  writeFileSync(partial, text)
  renameSync(partial, file)
}

const CHUNK = 1 << 20

/** The lines of a file with their places; a last line without an end is left out. Nothing where there is no file. */
export function* linesOf(
  file: string,
): Generator<{ readonly text: string; readonly offset: number; readonly length: number }> {
  if (!existsSync(file)) return
  const descriptor = openSync(file, 'r')
  try {
    const chunk = Buffer.alloc(CHUNK)
    let rest = Buffer.alloc(0)
    let offset = 0
    for (;;) {
      const count = readSync(descriptor, chunk, 0, CHUNK, null)
      if (count === 0) return
      const data = Buffer.concat([rest, chunk.subarray(0, count)])
      let start = 0
      for (let end = data.indexOf(10, start); end >= 0; end = data.indexOf(10, start)) {
        yield { text: data.toString('utf8', start, end), offset: offset + start, length: end + 1 - start }
        start = end + 1
      }
      rest = Buffer.from(data.subarray(start))
      offset += start
    }
  } finally {
    closeSync(descriptor)
  }
}

/** The size of a file, 0 where there is none. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Cuts off what follows the last whole line: a process that was killed may have written half of one. */
export const cutToWholeLines = (file: string): void => {
  let end = 0
  for (const { offset, length } of linesOf(file)) end = offset + length
  if (end < sizeOf(file)) truncateSync(file, end)
}

/** Appends text to a file. */
export const append = (file: string, text: string): void => appendFileSync(file, text)

const readWhole = (descriptor: number, buffer: Buffer, offset: number, length: number): void => {
  for (let read = 0; read < length; ) {
    const count = readSync(descriptor, buffer, read, length - read, offset + read)
    if (count === 0) throw new Error('a file of results became shorter while it was read')
    read += count
  }
}

/** Copies parts of one file to the end of another, which is begun anew. */
export const copyParts = (
  from: string,
  to: string,
  parts: Iterable<{ readonly offset: number; readonly length: number }>,
): void => {
  const [source, target] = [openSync(from, 'r'), openSync(to, 'w')]
  try {
    let buffer = Buffer.alloc(CHUNK)
    for (const { offset, length } of parts) {
      if (buffer.length < length) buffer = Buffer.alloc(length)
      readWhole(source, buffer, offset, length)
      let written = 0
      while (written < length) written += writeSync(target, buffer, written, length - written)
    }
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

/** The text of a part of a file. */
export const partOf = (file: string, offset: number, length: number): string => {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(length)
    readWhole(descriptor, buffer, offset, length)
    return buffer.toString('utf8')
  } finally {
    closeSync(descriptor)
  }
}

/** The rows of a sweep, one at a time: in the order of the cells where all are there, else as they were finished. */
export function* rowsIn(folder: ResultsFolder): Generator<SweepRow> {
  for (const { text } of linesOf(sizeOf(folder.rows) > 0 ? folder.rows : folder.partial)) {
    if (headOfRow(text) !== undefined) yield JSON.parse(text) as SweepRow
  }
}
