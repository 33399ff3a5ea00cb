import { InputError } from '../expression/input-error.ts'
import type { Figure } from '../report/figures/figure.ts'
import { type SweepValue, sweepFigure } from '../report/figures/sweep-panels.ts'
import { doubleOf } from './instance.ts'
import { readManifest } from './manifest.ts'
import { folderAt, type ResultsFolder, rowsIn } from './results-folder.ts'
import { MEASURES } from './row.ts'
import type { SweepRow } from './sweep-result.ts'

export interface PictureOptions {
  /** The axes of the picture; by default the two with the most values. */
  readonly across?: string
  readonly up?: string
  /** What is shown: a column of the rows; by default the part of the runs that converged, else f. */
  readonly measure?: string
}

/** Values on the other axes are told apart by panels, as long as there are no more of them than this. */
const MOST_PANELS = 4
const MOST_ROWS = 1_000_000

type Measure = (typeof MEASURES)[number]

const isMeasure = (name: string): name is Measure => (MEASURES as readonly string[]).includes(name)

const firstRows = (folder: ResultsFolder): readonly SweepRow[] => {
  const rows: SweepRow[] = []
  for (const row of rowsIn(folder)) {
    rows.push(row)
    if (rows.length === MOST_ROWS) break
  }
  return rows
}

/** A number where the value is one: methods are words. */
const placeOf = (value: number | string): number | string => {
  if (typeof value === 'number') return value
  try {
    return doubleOf(value)
  } catch {
    return value
  }
}

/**
 * A heat map of the results in a folder, complete or not. Throws `InputError` for a folder without results, a sweep with
 * fewer than two axes, and names that are none of its axes or measures.
 */
export const sweepPicture = (path: string, { across, up, measure: asked }: PictureOptions = {}): Figure => {
  const folder = folderAt(path)
  const manifest = readManifest(folder)
  const rows = firstRows(folder)
  if (manifest === undefined || rows.length === 0) {
    throw new InputError({ what: `there are no results in ${path}`, expected: 'the folder of a sweep' })
  }
  const { axes } = manifest.plan.design
  const names = axes.map(({ name }) => name)
  const distinct = new Map(names.map((name) => [name, new Set(rows.map(({ over }) => over[name]))]))
  const byCount = [...names].sort((a, b) => (distinct.get(b)?.size ?? 0) - (distinct.get(a)?.size ?? 0))
  const read = (given: string | undefined, other: string | undefined): string => {
    const name = given ?? byCount.find((one) => one !== other)
    if (name !== undefined && names.includes(name) && name !== other) return name
    throw new InputError({
      what: given === undefined ? 'the sweep has one axis only' : `"${given}" is no axis of its own`,
      expected: `two of ${names.join(', ')}`,
    })
  }
  const x = read(across, up)
  const y = read(up, x)
  const measure = asked ?? (rows.some(({ converged }) => converged !== null) ? 'converged' : 'objective')
  if (!isMeasure(measure)) {
    throw new InputError({ what: `"${measure}" is not measured`, expected: `one of ${MEASURES.join(', ')}` })
  }
  const others = names.filter((name) => name !== x && name !== y)
  const wordsOf = ({ over }: SweepRow): string => others.map((name) => `${name} = ${over[name]}`).join(', ')
  const isTold = new Set(rows.map(wordsOf)).size <= MOST_PANELS
  const isPart = measure === 'converged' || measure === 'diverged' || measure === 'critical'
  const measured = (row: SweepRow): number | null => {
    const value = row[measure]
    return !isPart || value === null ? value : value / (row.runs ?? 1)
  }
  const words = isPart ? `part of the runs (${measure})` : measure
  return sweepFigure({
    title: manifest.plan.problem.title ?? 'Sweep',
    ...{ across: x, up: y, measure: words },
    ...(isPart ? { range: [0, 1] as const } : {}),
    values: rows.map(
      (row): SweepValue => ({
        across: placeOf(row.over[x] ?? ''),
        up: placeOf(row.over[y] ?? ''),
        panel: isTold ? wordsOf(row) : '',
        value: measured(row),
      }),
    ),
  })
}
