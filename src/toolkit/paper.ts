import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { InputError } from '../expression/input-error.ts'
import type { Claim } from '../kernel/claim.ts'
import type { Json } from '../kernel/json.ts'
import { reproducible } from '../report/json.ts'
import { summaryRow, summaryText } from '../report/table.ts'
import type { CheckResult, ClaimEntry } from '../theorems/check-result.ts'
import { canonical } from '../theorems/hypothesis.ts'
import { isClaimsFile } from './claims-file.ts'
import { checkStatus, disagreements, EXIT } from './exit-status.ts'
import type { Expectation, Problem } from './problem.ts'
import { proofFileOf, type RecheckResult, recheck } from './proof-file.ts'
import { recheckFile } from './recheck-file.ts'

/** A problem file under the proofs folder, and where its certificates are saved. */
export interface PaperProblem {
  readonly name: string
  readonly file: string
  readonly proofFile: string
}

/** What the second pass, the kernel on the saved certificates, said. */
export interface SavedProofs {
  readonly accepted: number
  readonly refused: readonly string[]
  /** Needed claims of the check that no accepted entry of the file is about. */
  readonly missing: readonly string[]
}

/** One example: its check, whether it came out as expected, and its saved certificates. */
export interface PaperExample {
  readonly name: string
  readonly result: CheckResult
  /** The problem as its file says it; absent where only the result is known. */
  readonly problem?: Problem
  readonly expect?: Expectation
  readonly disagreements: readonly string[]
  readonly saved: SavedProofs
}

/** Every problem file of a folder, by name, lists of claims aside; throws {@link InputError} where there is none. */
export const paperProblems = (folder: string): readonly PaperProblem[] => {
  const files = yamlFiles(folder).filter((file) => !isClaimsFile(readFileSync(join(folder, file), 'utf8')))
  if (files.length === 0) {
    throw new InputError({ what: `there is no problem file in ${folder}`, expected: 'files such as example-1-1.yaml' })
  }
  return files.map((file) => placed(folder, file))
}

/** Every list of claims of a folder, by name; there may be none. */
export const paperClaimLists = (folder: string): readonly PaperProblem[] =>
  yamlFiles(folder)
    .filter((file) => isClaimsFile(readFileSync(join(folder, file), 'utf8')))
    .map((file) => placed(folder, file))

const yamlFiles = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => /\.ya?ml$/.test(file))
        .sort()
    : []

const placed = (folder: string, file: string): PaperProblem => {
  const name = basename(file).replace(/\.ya?ml$/, '')
  return { name, file: join(folder, file), proofFile: join(folder, `${name}.proof.json`) }
}

type Settled = Pick<ClaimEntry, 'verdict' | 'kernelClaim'>

const isSettledByKernel = ({ verdict }: Settled): boolean => verdict.status !== 'unknown' && verdict.trust === 'kernel'

/** A proof file, and what the kernel said to its entries. */
export interface Rechecked {
  readonly entries: readonly { readonly claim: Claim; readonly certificate: Json }[]
  readonly result: RecheckResult
}

/** The kernel on saved certificates; undefined where there are none. */
export const recheckText = (text: string | undefined): Rechecked | undefined =>
  text === undefined ? undefined : { result: recheck(text), entries: (JSON.parse(text) as Rechecked).entries }

/** What the kernel said to saved certificates, and which of the claims they do not cover, by the name of each. */
export const inspectSaved = <C extends Settled>(
  rechecked: Rechecked | undefined,
  claims: readonly C[],
  nameOf: (claim: C) => string,
): SavedProofs => {
  const needed = claims.filter(isSettledByKernel)
  if (rechecked === undefined) return { accepted: 0, refused: [], missing: needed.map(nameOf) }
  const { accepted, entries } = rechecked.result
  const covered = new Set(
    rechecked.entries.filter((_, i) => entries[i]?.accepted === true).map(({ claim }) => canonical(claim)),
  )
  return {
    accepted,
    refused: entries.filter((entry) => !entry.accepted).map(({ claim, reason }) => `${claim}: ${reason ?? 'refused'}`),
    missing: needed.filter(({ kernelClaim }) => !covered.has(canonical(kernelClaim))).map(nameOf),
  }
}

/** The proved certificates of a proof file that the kernel accepts, by claim. */
const acceptedCertificates = (rechecked: Rechecked | undefined): ReadonlyMap<string, Json> =>
  new Map(
    rechecked?.entries.flatMap(({ claim, certificate }, i) => {
      const entry = rechecked.result.entries[i]
      return entry?.accepted === true && entry.outcome === 'proved' ? [[canonical(claim), certificate] as const] : []
    }),
  )

/**
 * The check with the saved certificates in place of the ones just found, wherever the kernel accepts them for the same
 * claim and `prefers` them: searches may find another proof on another day, and what is printed should not change.
 */
const withSavedCertificates = (
  result: CheckResult,
  rechecked: Rechecked | undefined,
  prefers: (saved: Json, found: Json) => boolean,
): CheckResult => {
  const saved = acceptedCertificates(rechecked)
  const claims = result.claims.map((entry): ClaimEntry => {
    const { kernelClaim, verdict } = entry
    const certificate = kernelClaim && saved.get(canonical(kernelClaim))
    if (certificate === undefined || verdict.status !== 'proved' || !prefers(certificate, verdict.certificate))
      return entry
    return { ...entry, verdict: { status: 'proved', trust: 'kernel', method: 'saved certificate', certificate } }
  })
  return { ...result, claims }
}

const isNoLonger = (saved: Json, found: Json): boolean => JSON.stringify(saved).length <= JSON.stringify(found).length

/** The saved certificates of a file as text, where there are any. */
export const readSaved = ({ proofFile }: PaperProblem): string | undefined =>
  existsSync(proofFile) ? readFileSync(proofFile, 'utf8') : undefined

/** The proof file of a check as it is saved: of a certificate saved before and a new one the shorter. */
export const savedProofText = (problem: PaperProblem, result: CheckResult): string => {
  const { claims } = withSavedCertificates(result, recheckText(readSaved(problem)), isNoLonger)
  return `${JSON.stringify(reproducible(proofFileOf(claims)), null, 1)}\n`
}

/** What the kernel says to the saved certificates, without any search; `InputError` where there are none. */
export const recheckSaved = ({ name, proofFile }: PaperProblem): Omit<SavedProofs, 'missing'> & { name: string } => {
  const { accepted, entries } = recheckFile(proofFile)
  const refused = entries.filter((entry) => !entry.accepted)
  return { name, accepted, refused: refused.map(({ claim, reason }) => `${claim}: ${reason ?? 'refused'}`) }
}

/** Compares a check with what was expected and with the saved certificates, which the kernel checks a second time. */
export const assessExample = (
  files: PaperProblem,
  result: CheckResult,
  expect?: Expectation,
  problem?: Problem,
): PaperExample => {
  const rechecked = recheckText(readSaved(files))
  return {
    name: files.name,
    ...(problem === undefined ? {} : { problem }),
    result: withSavedCertificates(result, rechecked, () => true),
    ...(expect === undefined ? {} : { expect }),
    disagreements: expect === undefined ? [] : disagreements(result, expect),
    saved: inspectSaved(
      rechecked,
      result.claims.filter(({ needed }) => needed),
      ({ id }) => id,
    ),
  }
}

/** 1 where an expectation differs or a saved certificate is refused or missing, 2 where something stayed open. */
export const exampleStatus = ({ result, expect, disagreements: found, saved }: PaperExample): number => {
  if (saved.refused.length > 0 || saved.missing.length > 0) return EXIT.refuted
  if (result.conclusion.verdict === 'undecided' && expect?.verdict !== 'undecided') return EXIT.unknown
  return found.length > 0 ? EXIT.refuted : checkStatus(result, expect)
}

/** The status of all: refuted before unknown. */
export const paperStatus = (examples: readonly PaperExample[]): number => {
  const statuses = examples.map(exampleStatus)
  if (statuses.includes(EXIT.refuted)) return EXIT.refuted
  return statuses.includes(EXIT.unknown) ? EXIT.unknown : EXIT.proved
}

/** What went wrong with an example, one line each; empty where all is well. */
export const complaints = ({ name, result, disagreements: found, saved }: PaperExample): readonly string[] => [
  ...found.map((line) => `${name}: not as expected: ${line}`),
  ...saved.refused.map((line) => `${name}: a saved certificate is refused: ${line}`),
  ...(saved.missing.length === 0 ? [] : [`${name}: no saved certificate for ${saved.missing.join(', ')}`]),
  ...(result.conclusion.verdict === 'undecided' ? [`${name}: ${result.conclusion.text}`] : []),
]

/** The examples as one JSON value: no certificates (they are saved beside the problem files) and no timings. */
export const paperJson = (examples: readonly PaperExample[]): object =>
  reproducible({
    examples: examples.map(({ name, result, expect, disagreements: found, saved }) => ({
      name,
      problem: result.problem,
      claims: result.claims.map(({ kernelClaim: _, verdict, ...entry }) => ({
        ...entry,
        verdict: verdict.status === 'unknown' ? verdict : { ...verdict, certificate: undefined },
      })),
      conclusion: result.conclusion,
      ...(result.evidence === undefined ? {} : { evidence: result.evidence }),
      ...(expect === undefined ? {} : { expect }),
      disagreements: found,
      saved,
    })),
  })

/** The summary table for a terminal. */
export const paperText = (examples: readonly PaperExample[]): string =>
  summaryText(examples.map(({ result }) => summaryRow(result)))
