import { readdirSync, readFileSync } from 'node:fs'
import type { Claim } from '../../../src/kernel/claim.ts'
import type { Json } from '../../../src/kernel/json.ts'
import type { CoqEntry } from '../../../src/report/coq/coq-document.ts'
import { context } from '../../provers/claims.ts'
import { RESULTS, recorded } from '../results.ts'

interface Saved {
  readonly claim: Claim
  readonly certificate: { readonly outcome: string; readonly proofs?: Json }
}

const entryOf = ({ claim, certificate }: Saved, statement: string): CoqEntry => ({
  name: claim.claim.replaceAll('-', '_'),
  statement,
  claim,
  certificate: certificate as unknown as Json,
})

const isProof = ({ certificate }: Saved): boolean => certificate.outcome === 'proved'

/** The proofs saved under proofs/. */
export const savedEntries = (): readonly CoqEntry[] =>
  readdirSync('proofs')
    .filter((file) => file.endsWith('.proof.json'))
    .flatMap((file) => {
      const { entries } = JSON.parse(readFileSync(`proofs/${file}`, 'utf8')) as { readonly entries: readonly Saved[] }
      return entries.filter(isProof).map((entry) => entryOf(entry, file))
    })

/** The proofs in the recorded checks. */
export const recordedEntries = (): readonly CoqEntry[] =>
  RESULTS.flatMap((name) =>
    recorded(name).claims.flatMap(({ kernelClaim, verdict }) =>
      verdict.status === 'proved' && kernelClaim !== undefined
        ? [entryOf({ claim: kernelClaim, certificate: verdict.certificate as unknown as Saved['certificate'] }, name)]
        : [],
    ),
  )

/** The entries without repetitions of a claim with its certificate. */
export const distinct = (entries: readonly CoqEntry[]): readonly CoqEntry[] => [
  ...new Map(entries.map((entry) => [JSON.stringify([entry.claim, entry.certificate]), entry])).values(),
]

const titledEntries = (file: string): readonly CoqEntry[] =>
  (JSON.parse(readFileSync(`test/report/coq/${file}`, 'utf8')) as readonly (Saved & { title: string })[]).map((entry) =>
    entryOf(entry, entry.title),
  )

/** Claims of the corpus with certificates that were found for them. */
export const corpusEntries = (): readonly CoqEntry[] => titledEntries('corpus.proofs.json')

/** Claims with integers, congruences, algebraic constants, isolated roots, sgn, and facts about functions. */
export const furtherEntries = (): readonly CoqEntry[] => titledEntries('further.proofs.json')

/** One relation with a proof of it. */
export const relationEntry = (
  goal: string,
  proof: Json,
  { variables = ['x', 'y'], ...more }: Partial<Claim['context']> & { readonly assume?: readonly string[] } = {},
): CoqEntry => ({
  name: 'relation',
  statement: goal,
  claim: {
    claim: 'relation',
    context: context(variables, { ...more, assume: [] }),
    assume: more.assume ?? [],
    goal,
  },
  certificate: { outcome: 'proved', proofs: { goal: proof } },
})

/** Positivstellensatz certificate of x² + y² ≥ 2 on x·y = 1, the example of `proofs/FORMAT.md`. */
export const CIRCLE: Json = {
  kind: 'positivstellensatz',
  terms: [
    { weight: '1', square: '1', times: ['2 - x^2 - y^2'] },
    { weight: '1', square: 'x - y', times: [] },
  ],
  multiples: [{ of: 'x*y - 1', by: '2' }],
}

export const circle = (proof: Json = CIRCLE) => relationEntry('x^2 + y^2 >= 2', proof, { assume: ['x*y = 1'] })
