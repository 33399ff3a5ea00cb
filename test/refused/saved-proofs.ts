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

/** Every digit d of every entry replaced by d + 1 mod 10. */
export const digitMutants = (text: string): readonly Mutant[] =>
  entriesOf(text).flatMap((entry) => {
    const source = JSON.stringify(entry)
    const { claim } = entry.claim as { claim: string }
    return [...source.matchAll(/\d/g)].flatMap(({ index, 0: digit }): Mutant[] => {
      const other = (Number(digit) + 1) % 10
      const changed = `${source.slice(0, index)}${other}${source.slice(index + 1)}`
      const around = [source.slice(Math.max(0, index - 60), index), source.slice(index + 1, index + 40)]
      const shown = `${around[0]}[${digit}->${other}]${around[1]}`
      try {
        return [{ claim, entry: JSON.parse(changed), shown }]
      } catch {
        // A number such as 01 is no JSON, so there is no such file to refuse.
        return []
      }
    })
  })

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

/** Changed digits that leave a true claim with a proof of it. Each class was checked by hand. */
const TRUE_MUTANTS: readonly (readonly [why: string, claim: RegExp, shown: RegExp])[] = [
  ['1^2 = 1: the same square', /./, /"square":"\(\w( [+-] 1)?\)\^1\*\(1\)\^\[1->2\]"/],
  ['exp(4*y) is judged twice, exp(2*y) was not used', /^coercive$/, /"of":"2\*y","factor":"\[1->2\]"/],
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

/** The mutants that were accepted and are in none of the classes of true ones. */
export const wronglyAccepted = (mutants: readonly Mutant[], accepted: readonly boolean[]): readonly string[] =>
  mutants.flatMap(({ claim, shown }, i) => {
    const isTrue = TRUE_MUTANTS.some(([, form, change]) => form.test(claim) && change.test(shown))
    return accepted[i] === false || isTrue ? [] : [`${claim}: ${shown}`]
  })
