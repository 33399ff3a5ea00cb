import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RecheckEntry, recheck } from '../../src/toolkit/proof-file.ts'
import type { Entry } from './entries.ts'

const proofs = join(import.meta.dirname, '..', '..', 'proofs')

/** The texts of the saved proofs, by name. */
export const SAVED: readonly (readonly [name: string, text: string])[] = readdirSync(proofs)
  .filter((file) => file.endsWith('.proof.json'))
  .map((file) => [file.replace('.proof.json', ''), readFileSync(join(proofs, file), 'utf8')])

export const entriesOf = (text: string): readonly Entry[] => JSON.parse(text).entries

/** A proof file of one digit changed, cut down to the entry where it is: the others are as they were. */
export interface Mutant {
  readonly claim: string
  readonly entry: Entry
  /** What was changed, with its surroundings. */
  readonly shown: string
}

/** Where a digit of an entry stands: a large file has too many for all its mutants to be held at once. */
export interface DigitSite {
  readonly claim: string
  /** The entry's text. */
  readonly source: string
  readonly index: number
}

/** The digits of all entries' claims, or of all their certificates. */
export const digitSites = (text: string, part: 'claim' | 'certificate'): readonly DigitSite[] =>
  entriesOf(text).flatMap(({ claim, certificate }) => {
    const source = JSON.stringify({ claim, certificate })
    const from = source.indexOf(',"certificate":')
    const { claim: form } = claim as { claim: string }
    return [...source.matchAll(/\d/g)]
      .filter(({ index }) => (part === 'claim' ? index < from : index > from))
      .map(({ index }) => ({ claim: form, source, index }))
  })

/** As many evenly spread sites as asked, or fewer: the entries they are in make no more than `mostText` characters. */
export const spread = (sites: readonly DigitSite[], most: number, mostText: number): readonly DigitSite[] => {
  const meanText = sites.reduce((sum, { source }) => sum + source.length, 0) / sites.length
  const stride = Math.max(1, Math.ceil(sites.length / Math.min(most, mostText / meanText)))
  return sites.filter((_, i) => i % stride === 0)
}

/** The digit d at the site replaced by d + 1 mod 10; none where that is no JSON (a number such as 01). */
export const digitMutant = ({ claim, source, index }: DigitSite): Mutant | undefined => {
  const digit = source.charAt(index)
  const other = (Number(digit) + 1) % 10
  const shown = `${source.slice(Math.max(0, index - 60), index)}[${digit}->${other}]${source.slice(index + 1, index + 40)}`
  try {
    return { claim, entry: JSON.parse(`${source.slice(0, index)}${other}${source.slice(index + 1)}`), shown }
  } catch {
    return undefined
  }
}

export const fileOf = (entries: readonly Entry[]): string =>
  JSON.stringify({ format: 'gradlaw-proof', version: 1, entries })

/** Which entries the kernel accepts. */
export const firstOpinion = (entries: readonly Entry[]): readonly boolean[] =>
  recheck(fileOf(entries)).entries.map(({ accepted }: RecheckEntry) => accepted)

/** Which entries proofs/check.py accepts. */
export const secondOpinion = (entries: readonly Entry[]): readonly boolean[] => {
  const folder = mkdtempSync(join(tmpdir(), 'saved-proofs-'))
  try {
    const path = join(folder, 'entries.json')
    writeFileSync(path, fileOf(entries))
    const args = ['-B', join(proofs, 'check.py'), '--json', path]
    const { stdout } = spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
    return (JSON.parse(stdout) as { accepted: boolean }[]).map(({ accepted }) => accepted)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Changed digits of a claim that leave a true claim with a proof of it. Each class was checked by hand. */
const TRUE_MUTANTS: readonly (readonly [why: string, claim: RegExp, shown: RegExp])[] = [
  [
    'every polynomial is semialgebraic',
    /^tame$/,
    /"f":"[-xyz*^ ()\d]*\[\d->\d\][-xyz*^ ()\d]*","class":"semialgebraic"/,
  ],
  ['a zero of f is given, the residual is not used', /^minimum-zero$/, /"residual":"[^"]*\[\d->\d\]/],
  [
    'x*y = 2: the only critical point is 0, where f = 1',
    /^critical-values$/,
    /"residuals":\["x\*y(\*z)? - \[1->2\]"\]/,
  ],
  ['x^3 - y has no critical points', /^critical-values$/, /"residuals":\["x\^\[2->3\] - y"\]/],
  ['x^2 - y has no critical points, whatever f is', /^critical-values$/, /"f":"\(x\^2 - y\)\^\[2->3\]"/],
  ['x^2 - y has no critical points, whatever f is', /^critical-values$/, /"f":"\(x\^\[2->3\] - y\)\^2"/],
  ['functions of x*y conserve x^2 - y^2', /^conserved$/, /"f":"\(x\*y(\*z)? - (\[1->2\]\)\^2|1\)\^\[2->3\])"/],
  ['functions of x^2 - y conserve x^2*exp(4*y)', /^conserved$/, /"f":"\(x\^2 - y\)\^\[2->3\]"/],
  ['functions of conserved quantities are conserved', /^conserved$/, /\([xy]\^2 - [yz]\^2\)\^\[2->3\]/],
  [
    'on x*y = 2 as on x*y = 1: -4*(x^2 - y^2)^2 < 0',
    /^second-order$/,
    /"residuals":\["x\*y - \[1->2\]"\],"loss":"single"/,
  ],
  [
    'g is finite everywhere: its domain has no boundary',
    /^boundary$/,
    /"(f|value|level)":"[-+xyz*^ ()\dexp]*\[\d->\d\]/,
  ],
]

/** Accepted mutants that are in no class: each was looked at, and is true for the reason above it in the file. */
const LOOKED_AT = new Set(readFileSync(join(import.meta.dirname, 'true-saved-mutants.txt'), 'utf8').split('\n'))

/** The mutants of a saved proof that were accepted and are not known to be true. */
export const wronglyAccepted = (
  name: string,
  mutants: readonly Mutant[],
  accepted: readonly boolean[],
): readonly string[] =>
  mutants.flatMap(({ claim, shown }, i) => {
    const line = `${name} ${claim}: ${shown}`
    const isTrue =
      LOOKED_AT.has(line) || TRUE_MUTANTS.some(([, form, change]) => form.test(claim) && change.test(shown))
    return accepted[i] === false || isTrue ? [] : [line]
  })
