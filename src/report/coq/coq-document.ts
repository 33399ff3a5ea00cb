import { obligationsOf } from '../../kernel/checked-claim.ts'
import type { Claim } from '../../kernel/claim.ts'
import type { Json } from '../../kernel/json.ts'
import type { Obligation } from '../../kernel/reading.ts'
import type { Scope } from '../../kernel/scope.ts'
import { record } from '../certificate-json.ts'
import type { CoqNotation } from './coq-term.ts'
import { definitions as createDefinitions } from './definitions.ts'
import { identifiers } from './identifiers.ts'
import { NotExported } from './not-exported.ts'
import { DERIVATIVE_PRELUDE } from './prelude-derivatives.ts'
import { FUNCTION_PRELUDE } from './prelude-functions.ts'
import { INTEGER_PRELUDE } from './prelude-integers.ts'
import { SIGN_PRELUDE } from './prelude-signs.ts'
import { statementFor } from './statements.ts'
import { theoremText } from './theorem.ts'

/** A claim the kernel proved, with its certificate, and how it is announced. */
export interface CoqEntry {
  /** What the theorems are called after, such as `conserved`. */
  readonly name: string
  /** The claim as the kernel read it, for a comment. */
  readonly statement: string
  readonly claim: Claim
  readonly certificate: Json
}

/** A claim or a part of one that is not in the file, and why. */
export interface LeftOut {
  readonly name: string
  readonly reason: string
}

export interface CoqDocument {
  readonly text: string
  /** The theorems about claims; those about derivatives are not counted. */
  readonly theorems: readonly string[]
  readonly leftOut: readonly LeftOut[]
}

const PRELUDE = [SIGN_PRELUDE, FUNCTION_PRELUDE, INTEGER_PRELUDE, DERIVATIVE_PRELUDE]

/** The names the lemmas of the file have. */
const PRELUDE_NAMES = PRELUDE.flatMap((text) =>
  [...text.matchAll(/(?:Lemma|Definition|Fixpoint|Ltac) (\w+)/g)].map(([, name]) => name ?? ''),
)

/** Text that can stand in a Coq comment: its brackets do not end it and its quotes do not open strings. */
const inComment = (text: string): string =>
  text.replaceAll('(*', '( *').replaceAll('*)', '* )').replaceAll('"', "'").replaceAll(/\s+/g, ' ')

const comment = (text: string): string => `(* ${inComment(text)} *)`

/** Parts of a claim that are no obligations: arguments that Coq is not given. */
const beyondObligations = ({ claim, certificate }: CoqEntry): string | undefined => {
  if (claim.claim === 'coercive')
    return 'the argument that sublevel sets are bounded; only the signs of f and g are exported'
  if (claim.claim === 'minimum-zero') return 'that the value 0 is attained; only f >= 0 is exported'
  if (claim.claim === 'law-bound' || claim.claim === 'polynomial-laws-bound')
    return 'the claim, a rank modulo a number that bounds how many laws there are'
  if (claim.claim === 'local-laws') return "the claim, which rests on Frobenius' theorem"
  if (claim.claim === 'linearly-independent') return 'the claim, a rank modulo a number'
  if (claim.claim === 'first-integral' && record(certificate).point !== null)
    return 'that the law and the flow are defined together on some open set'
  if ((claim.claim === 'described-set' || claim.claim === 'flat-set') && 'path' in claim.witness)
    return 'that there is a point where the last equation changes its sign along the path'
  if (
    'residuals' in claim &&
    claim.residuals.length > 1 &&
    /^(flat-minima|flat-set|constant-sharpness)$/.test(claim.claim)
  )
    return 'the sharpness of several residuals'
  if (claim.claim === 'no-flat-minimum') return 'that the sharpness has no critical point on the set'
  return undefined
}

const HEADER = (count: number, leftOut: readonly LeftOut[]): string =>
  [
    '(* Written by gradlaw from certificates that its kernel accepted. Coq checks the proofs again from its own',
    '   axioms; nothing of gradlaw is trusted here. What has to be trusted is that the statements say what was',
    '   meant: each stands below the claim it belongs to. coqc of version 8.16 compiles this file as it is.',
    '',
    `   Theorems about claims: ${count}.`,
    leftOut.length === 0 ? '   Nothing was left out.' : '   Not exported, and so not checked by Coq:',
    ...leftOut.map(({ name, reason }) => `   - ${inComment(name)}: ${inComment(reason)}`),
    '*)',
  ].join('\n')

/**
 * Claims as a Coq file that stands alone: for each obligation of each claim a theorem over R, with the squares of its
 * certificate written out, and for each derivative a proof that it is one. What cannot be exported is listed with its
 * reason. Certificates are taken as they are: whether they prove anything is for Coq to say.
 */
export const coqDocument = (entries: readonly CoqEntry[], open: readonly LeftOut[] = []): CoqDocument => {
  const names = identifiers(PRELUDE_NAMES)
  const symbolNames = new Map<string, string>()
  const symbolName = (name: string): string => {
    const known = symbolNames.get(name)
    if (known !== undefined) return known
    const made = names.fresh(name)
    symbolNames.set(name, made)
    return made
  }
  const notation = (scope: Scope): CoqNotation => ({ scope, symbol: symbolName })
  for (const { claim } of entries) {
    for (const name of [...claim.context.variables, ...claim.context.parameters]) symbolName(name)
  }
  const definitions = createDefinitions(names, notation)
  const theorems: string[] = []
  const leftOut: LeftOut[] = [...open]

  const theoremFor = (entry: CoqEntry, obligation: Obligation): readonly string[] => {
    const { claim, certificate } = entry
    const name = names.fresh(`${entry.name}_${obligation.name}`.replaceAll(/[^A-Za-z0-9_]/g, '_'))
    const defined: string[] = []
    try {
      const { statement, isNormal } = statementFor(claim, obligation, definitions)
      defined.push(...definitions.take())
      const proof = record(record(certificate).proofs)[obligation.name]
      const text = theoremText(name, statement, proof, symbolName, names)
      theorems.push(name)
      const remark = isNormal ? [comment('In the normal forms that the kernel computed from the claim.')] : []
      return [...defined, ...remark, text]
    } catch (error) {
      if (!(error instanceof NotExported)) throw error
      leftOut.push({ name, reason: error.message })
      return [...defined, ...definitions.take(), comment(`${name} is not exported: ${error.message}`)]
    }
  }

  const parts = entries.flatMap((entry) => {
    const beyond = beyondObligations(entry)
    if (beyond !== undefined) leftOut.push({ name: entry.name, reason: beyond })
    return [comment(entry.statement), ...obligationsOf(entry.claim).flatMap((o) => theoremFor(entry, o))]
  })
  const all = [...definitions.theorems, ...theorems]
  const text = [
    HEADER(theorems.length, leftOut),
    'Require Import Reals Lra Lia ZArith PeanoNat.\nOpen Scope R_scope.',
    ...PRELUDE,
    '(* The claims. *)',
    ...parts,
    ...(all.length === 0
      ? []
      : [
          '(* What all of this rests on. *)',
          // A tuple would hold the statements of all theorems once more for each of them.
          ['Definition exported : True :=', ...all.map((name) => `  let _ := ${name} in`), '  I.'].join('\n'),
          'Print Assumptions exported.',
        ]),
  ].join('\n\n')
  return { text: `${text}\n`, theorems, leftOut }
}
