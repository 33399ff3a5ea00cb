import { isCheckedClaim } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import type { ClaimEntry, ClaimId } from './check-result.ts'
import { canonical, type Subject, type Trust, trustIn, weakest } from './hypothesis.ts'
import { witnessText } from './witness-text.ts'

/** How certain the wording of a cited statement is: `T` from the text, `R+` forced by it, `R` plausible, `O` our own. */
export type CertaintyTag = 'T' | 'R+' | 'R' | 'O'

/** A hypothesis that the papers do not state, and an example that shows why it is needed. */
export interface AddedHypothesis {
  readonly hypothesis: string
  readonly because: string
}

/** What a page is asked about: one check, with all that was proved in it. */
export interface Matter {
  /** f = φ(t) with its residuals and g; absent where f has no such structure. Where there is no g, it has no pieces. */
  readonly subject: Subject | undefined
  readonly entries: readonly ClaimEntry[]
  /** Genuine seals of the kernel, and statements of solvers. */
  readonly checked: readonly unknown[]
  /** f alone, also where it has no structure. */
  readonly objective?: { readonly context: ContextJson; readonly f: string }
  /** Independent laws that were found: ideas for what a page may ask, and nothing else. */
  readonly laws?: readonly string[]
}

/** A claim that a page needs beside those of the checklist, and the name it is listed by. */
export interface Question {
  readonly id: ClaimId
  readonly claim: Claim
}

/** How a theorem stands for one check. Every word of `says` is of the theorem; what is open is never assumed. */
export type Standing =
  | { readonly status: 'applies'; readonly trust: Trust; readonly says: string }
  | { readonly status: 'open'; readonly missing: readonly string[] }
  | { readonly status: 'fails'; readonly hypothesis: string; readonly witness?: string }

/** A theorem as the software uses it: the page that `docs/theory.md`, the reports and `check` show. */
export interface TheoremPage {
  readonly id: string
  readonly title: string
  /** Where it stands, with the number of the statement; our own statements cite `docs/theory.md`. */
  readonly citation: string
  readonly tag: CertaintyTag
  /** Markdown, formulas in plain text. */
  readonly statement: string
  /** The hypotheses, in the words of the checklist or of the claims that are proved for them. */
  readonly hypotheses: readonly string[]
  readonly added?: readonly AddedHypothesis[]
  /** Whether the software draws the conclusion from proved hypotheses, or only quotes it. */
  readonly conclusion: 'proved' | 'quoted'
  /** Where the page is written, from the root of the repository. */
  readonly file: string
  /** How it stands for the f and g of a check; absent for theorems about something else. */
  readonly stands?: (matter: Matter) => Standing
  /**
   * What else has to be proved for it, where its other hypotheses hold and it would add to the answer: attempts, each a
   * list of claims that are settled one after the other until one is not proved. They are guesses; only proofs count.
   */
  readonly asks?: (matter: Matter) => readonly (readonly Question[])[]
}

/** Claims of which one is enough, under the name that is shown where none was proved. */
export interface Choice {
  readonly name: ClaimId | string
  readonly anyOf: readonly Claim[]
}

const isRefuted = (claim: Claim, checked: readonly unknown[]): boolean =>
  checked
    .filter(isCheckedClaim)
    .some(({ outcome, claim: other }) => outcome === 'refuted' && canonical(other) === canonical(claim))

/** Where the claim of the choice's name fails, or another of its claims where it has none of that name. */
const witnessOf = ({ name, anyOf }: Choice, entries: readonly ClaimEntry[]): string | undefined => {
  const refuted = entries.filter(
    ({ kernelClaim, verdict }) =>
      verdict.status === 'refuted' && anyOf.some((claim) => canonical(claim) === canonical(kernelClaim)),
  )
  const entry = refuted.find(({ kernelClaim }) => kernelClaim?.claim === name) ?? refuted[0]
  return entry && witnessText(entry.verdict)
}

/**
 * How a theorem with these hypotheses stands: it applies where of each choice one claim was proved, with the weakest
 * trust among them; it fails where all of a choice were refuted by the kernel; otherwise it is open.
 */
export const standingBy = (choices: readonly Choice[], { entries, checked }: Matter, says: string): Standing => {
  const trusts = choices.map(({ anyOf }) => anyOf.flatMap((claim) => trustIn(claim, checked) ?? []))
  // Of two proofs of one hypothesis the better one counts.
  if (trusts.every((found) => found.length > 0)) {
    return {
      status: 'applies',
      trust: weakest(trusts.map((found) => (found.includes('kernel') ? 'kernel' : 'solver'))),
      says,
    }
  }
  const failed = choices.find(({ anyOf }) => anyOf.length > 0 && anyOf.every((claim) => isRefuted(claim, checked)))
  if (failed !== undefined) {
    const witness = witnessOf(failed, entries)
    return { status: 'fails', hypothesis: failed.name, ...(witness === undefined ? {} : { witness }) }
  }
  return { status: 'open', missing: choices.filter((_, i) => trusts[i]?.length === 0).map(({ name }) => name) }
}

/** A line of the list of theorems that a check prints. */
export type TheoremEntry = Pick<TheoremPage, 'id' | 'title' | 'citation' | 'tag' | 'conclusion'> & Standing

/** How each of these theorems stands, for those that are about the f and g of a check. */
export const standingsOf = (pages: readonly TheoremPage[], matter: Matter): readonly TheoremEntry[] =>
  pages.flatMap(({ id, title, citation, tag, conclusion, stands }) =>
    stands === undefined ? [] : [{ id, title, citation, tag, conclusion, ...stands(matter) }],
  )

/** The standing of a theorem about f = φ(t) where no such structure, or no g, is known. */
export const NO_SUBJECT: Standing = { status: 'open', missing: ['structure'] }

/** How a theorem about f = φ(t) with these hypotheses stands. */
export const standsBy =
  (
    choicesOf: (subject: Subject, checked: readonly unknown[]) => readonly Choice[],
    saysOf: (subject: Subject, checked: readonly unknown[]) => string,
  ) =>
  (matter: Matter): Standing => {
    const { subject, checked } = matter
    return subject === undefined
      ? NO_SUBJECT
      : standingBy(choicesOf(subject, checked), matter, saysOf(subject, checked))
  }
