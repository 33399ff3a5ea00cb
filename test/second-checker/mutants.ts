import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCheckedClaim, verify } from '../../src/kernel/checked-claim.ts'

const root = join(import.meta.dirname, '..', '..')
const checker = join(root, 'proofs', 'check.py')
const examples = join(root, 'test', 'refused', 'examples')

export interface Entry {
  readonly claim: unknown
  readonly certificate: unknown
}

const python = (...args: readonly string[]): string =>
  spawnSync('python3', ['-B', ...args], { encoding: 'utf8', maxBuffer: 1 << 29 }).stdout

const inFolder = <T>(run: (path: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
  try {
    return run(join(folder, 'mutants.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An entry, and whether proofs/check.py accepts it. */
export type Answered = readonly [Entry, accepted: boolean]

/** The mutants of the examples that `mutate.py` makes with these options, and what proofs/check.py says of them. */
export const mutated = (...options: readonly string[]) =>
  inFolder((path) => {
    const script = join(import.meta.dirname, 'mutate.py')
    const [counts, ...lines] = python(script, checker, examples, ...options, '--write', path)
      .trim()
      .split('\n')
    const [count = 0, accepted = 0, crashed = 0] = (counts ?? '').split(' ').map(Number)
    const answered: readonly Answered[] = JSON.parse(readFileSync(path, 'utf8'))
    return { answered, count, accepted, crashed, lines: lines.map((line) => line.replace(/^accepted /, '')) }
  })

/** The accepted mutants that nobody looked at. */
export const news = (lines: readonly string[]): readonly string[] => {
  const known = new Set(readFileSync(join(import.meta.dirname, 'accepted-mutants.txt'), 'utf8').split('\n'))
  return lines.filter((line) => !known.has(line))
}

/** What proofs/check.py says of the entries of a proof file with this text. */
export const secondAnswersOf = (text: string): readonly { readonly accepted: boolean }[] =>
  inFolder((path) => {
    writeFileSync(path, text)
    return JSON.parse(python(checker, '--json', path))
  })

/** These entries with what proofs/check.py says of them. */
export const secondAnswers = (entries: readonly Entry[]): readonly Answered[] => {
  const answers = secondAnswersOf(JSON.stringify({ format: 'gradlaw-proof', version: 1, entries }))
  return entries.map((entry, i) => [entry, answers[i]?.accepted === true])
}

/** The entries that the kernel accepts and proofs/check.py refuses, or the other way round. */
export const disagreements = (answered: readonly Answered[]): readonly Entry[] =>
  answered
    .filter(([{ claim, certificate }, accepted]) => isCheckedClaim(verify(claim, certificate)) !== accepted)
    .map(([entry]) => entry)
