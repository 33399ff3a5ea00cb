import { existsSync, readFileSync } from 'node:fs'
import { InputError } from '../expression/input-error.ts'
import type { Journal } from './journal.ts'
import { commonDigest, type Plan, planId } from './plan.ts'
import { type ResultsFolder, writeWhole } from './results-folder.ts'
import type { CellCounts, SweepRow, SweepTrouble } from './sweep-result.ts'

/** `manifest.json`: what a sweep is, and how far it has come. The same to the byte wherever the sweep was run. */
export interface Manifest {
  readonly format: 'gradlaw-sweep'
  readonly id: string
  /** Plans that share this digest share results. */
  readonly common: string
  readonly plan: Plan
  readonly complete: boolean
  readonly cells: CellCounts
  /** The first hundred cells that did not end `ok`. */
  readonly trouble: readonly SweepTrouble[]
}

const MOST_TROUBLE = 100

/** The manifest as things are. `source` is the file, as the command names it. */
export const manifestOf = (plan: Plan, journal: Journal, source: string): Manifest => ({
  format: 'gradlaw-sweep',
  id: planId(plan),
  common: commonDigest(plan),
  plan,
  complete: journal.done() === plan.design.cells,
  cells: { total: plan.design.cells, done: journal.done(), ...journal.counts() },
  trouble: journal
    .troubled()
    .slice(0, MOST_TROUBLE)
    .map((number) => {
      const { cell, status, key, seed, over, reason = '' } = JSON.parse(journal.row(number)) as SweepRow
      const command = `gradlaw sweep ${/[\s'"]/.test(source) ? JSON.stringify(source) : source} --cell ${cell}`
      return { cell, status, key, seed, over, reason, command }
    }),
})

export const writeManifest = (folder: ResultsFolder, manifest: Manifest): void =>
  writeWhole(folder.manifest, `${JSON.stringify(manifest, null, 2)}\n`)

/** The manifest of an earlier sweep into a folder; throws `InputError` for what is none. */
export const readManifest = (folder: ResultsFolder): Manifest | undefined => {
  if (!existsSync(folder.manifest)) return undefined
  try {
    const found = JSON.parse(readFileSync(folder.manifest, 'utf8')) as Manifest
    if (found.format === 'gradlaw-sweep' && typeof found.common === 'string') return found
  } catch {
    // Told below.
  }
  throw new InputError({
    what: `${folder.manifest} is not the manifest of a sweep`,
    expected: 'an empty folder, or one with results of this sweep',
  })
}
