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

/** The mutants of the examples that `mutate.py` makes with these options, and what it says of them. */
export const mutated = (...options: readonly string[]) =>
  inFolder((path) => {
    const script = join(import.meta.dirname, 'mutate.py')
    const [counts, ...lines] = python(script, checker, examples, ...options, '--write', path)
      .trim()
      .split('\n')
    const [count = 0, accepted = 0, crashed = 0] = (counts ?? '').split(' ').map(Number)
    const entries: readonly Entry[] = JSON.parse(readFileSync(path, 'utf8')).entries
    return { entries, count, accepted, crashed, lines: lines.map((line) => line.replace(/^accepted /, '')) }
  })

/** The accepted mutants that nobody looked at. */
export const news = (lines: readonly string[]): readonly string[] => {
  const known = new Set(readFileSync(join(import.meta.dirname, 'accepted-mutants.txt'), 'utf8').split('\n'))
  return lines.filter((line) => !known.has(line))
}

const secondAnswers = (entries: readonly Entry[]): readonly { readonly accepted: boolean }[] =>
  inFolder((path) => {
    writeFileSync(path, JSON.stringify({ format: 'gradlaw-proof', version: 1, entries }))
    return JSON.parse(python(checker, '--json', path))
  })

// Where the hypotheses contradict each other the second checker may see it earlier; that is no disagreement on truth.
const isContradictory = ({ claim }: Entry): boolean => JSON.stringify(claim).includes('"(x/y - 1)^2"')

/** The entries that the kernel accepts and proofs/check.py refuses, or the other way round. */
export const disagreements = (entries: readonly Entry[]): readonly Entry[] => {
  const second = secondAnswers(entries)
  return entries.filter(
    (entry, i) =>
      isCheckedClaim(verify(entry.claim, entry.certificate)) !== second[i]?.accepted && !isContradictory(entry),
  )
}
