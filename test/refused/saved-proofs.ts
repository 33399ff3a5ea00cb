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
  readonly part: 'claim' | 'certificate'
  /** The entry's text. */
  readonly source: string
  readonly index: number
}

/** The digits of all entries' claims, or of all their certificates. */
export const digitSites = (text: string, part: DigitSite['part']): readonly DigitSite[] =>
  entriesOf(text).flatMap(({ claim, certificate }) => {
    const source = JSON.stringify({ claim, certificate })
    const from = source.indexOf(',"certificate":')
    const { claim: form } = claim as { claim: string }
    return [...source.matchAll(/\d/g)]
      .filter(({ index }) => (part === 'claim' ? index < from : index > from))
      .map(({ index }) => ({ claim: form, part, source, index }))
  })

/** As many evenly spread sites as asked, or fewer: the entries they are in make no more than `mostText` characters. */
export const spread = (sites: readonly DigitSite[], most: number, mostText: number): readonly DigitSite[] => {
  const meanText = sites.reduce((sum, { source }) => sum + source.length, 0) / sites.length
  const stride = Math.max(1, Math.ceil(sites.length / Math.min(most, mostText / meanText)))
  return sites.filter((_, i) => i % stride === 0)
}

/** So many characters before the digit and after it are shown: what is proved by a step stands far from its numbers. */
const SURROUNDINGS = { claim: [60, 40], certificate: [200, 80] } as const

/** The digit d at the site replaced by d + 1 mod 10; none where that is no JSON (a number such as 01). */
const digitMutant = ({ claim, part, source, index }: DigitSite): Mutant | undefined => {
  const digit = source.charAt(index)
  const [before, after] = SURROUNDINGS[part]
  const other = (Number(digit) + 1) % 10
  const shown = `${source.slice(Math.max(0, index - before), index)}[${digit}->${other}]${source.slice(index + 1, index + after)}`
  try {
    return { claim, entry: JSON.parse(`${source.slice(0, index)}${other}${source.slice(index + 1)}`), shown }
  } catch {
    return undefined
  }
}

const TEXT_OF_A_BATCH = 1_000_000

/** The mutants at the sites, a few at a time: all of a large file together need more memory than there is. */
export function* mutantsAt(sites: readonly DigitSite[]): Generator<readonly Mutant[]> {
  let [mutants, text]: [Mutant[], number] = [[], 0]
  for (const site of sites) {
    const mutant = digitMutant(site)
    if (mutant !== undefined) mutants.push(mutant)
    text += site.source.length
    if (text < TEXT_OF_A_BATCH) continue
    yield mutants
    mutants = []
    text = 0
  }
  if (mutants.length > 0) yield mutants
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

/** Changed digits of a certificate that leave a certificate of the same claim. Each class was looked at. */
const OTHER_PROOFS: readonly (readonly [why: string, claim: RegExp, shown: RegExp])[] = [
  ['1 to any power is 1', /./, /\(1\)\^\[\d->\d\]/],
  [
    'to the power 0 anything is 1: the brackets around the digit, or brackets around these, have it',
    /./,
    /\[\d->\d\](?:[^()",]|\((?:[^()]|\([^()]*\))*\)|\))*?\)\^0(?!\d)/,
  ],
  ['the square of any sign is 1', /./, /sgn\([^()]*\[\d->\d\][^()]*\)\^2/],
  ['other digits enclose the number as well', /./, /"bits":\d*\[\d->\d\]/],
  ['an isolating interval that is a little wider', /./, /"interval":\["[^"]*","[^"]*\[\d->\d\][^"]*"\]/],
  ['the claim fails at the other point too', /./, /"outcome":"refuted",.*"point":\{[^}]*\[\d->\d\]/],
  ['f is 0 at the other point too', /^minimum-zero$/, /"attained":\{"point":\{[^}]*\[\d->\d\]/],
  ['h has both signs at the ends of the other segment too', /^minimum-zero$/, /"(from|to)":\{[^}]*\[\d->\d\]/],
  ['what is assumed cannot be: x^2 <= 0 and x^2 <= 1 follow', /^coercive$/, /"bound":"\[0->1\]"/],
  ['a weaker lemma is enough', /^boundary$/, /"lemma":"-x\*y - x\*z\*sgn\(x\*z\) \+ \[2->3\] > 0"/],
  ['exp(4*y) is judged twice, exp(2*y) was not used', /^coercive$/, /"of":"2\*y","factor":"\[1->2\]"/],
]

/** Accepted mutants that are in no class: each was looked at, and is true for the reason above it in the file. */
const LOOKED_AT = new Set(readFileSync(join(import.meta.dirname, 'true-saved-mutants.txt'), 'utf8').split('\n'))

type Class = (typeof TRUE_MUTANTS)[number]

/** What was accepted, and neither is of one of the classes nor was looked at. */
const unexplained =
  (classes: readonly Class[], lookedAt: ReadonlySet<string>) =>
  (name: string, mutants: readonly Mutant[], accepted: readonly boolean[]): readonly string[] =>
    mutants.flatMap(({ claim, shown }, i) => {
      const line = `${name} ${claim}: ${shown}`
      const isKnown = lookedAt.has(line) || classes.some(([, form, change]) => form.test(claim) && change.test(shown))
      return accepted[i] === false || isKnown ? [] : [line]
    })

/** The mutants of a saved proof's claims that were accepted and are not known to be true. */
export const wronglyAccepted = unexplained(TRUE_MUTANTS, LOOKED_AT)

/** The mutants of its certificates that were accepted and are in no class of other proofs. */
export const oddlyAccepted = unexplained(OTHER_PROOFS, new Set())
