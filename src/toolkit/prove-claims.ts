import { InputError } from '../expression/input-error.ts'
import { verify } from '../kernel/checked-claim.ts'
import type { Claim } from '../kernel/claim.ts'
import type { ListConclusion } from '../theorems/list-conclusion.ts'
import { oneStepOfProduct } from '../theorems/one-step-product.ts'
import { productHypotheses, productOfVariables } from '../theorems/product-of-variables.ts'
import { statementOf } from '../theorems/statement.ts'
import { type FieldKinds, isMap, requireFields, requireOptions } from './argument-fields.ts'
import type { ClaimsFile, ClaimsTheorem } from './claims-file.ts'
import { budgetOf, DEFAULT_TIMEOUT } from './command-budget.ts'
import { decide } from './decide.ts'
import { PROVE_CLAIMS_FIELDS } from './option-fields.ts'
import { type ProveOptions, type ProveResult, prove } from './prove.ts'
import { markOf } from './show-verdict.ts'
import { type Worded, withWords } from './shown.ts'
import { withThreads } from './with-threads.ts'

/** What was found of one claim of a list. */
export interface NamedProof extends ProveResult {
  readonly name: string
}

/** A claim of a list as far as it is known: one that was not reached has no statement of the kernel. */
export type NamedClaimState = Omit<NamedProof, 'kernelClaim'> & Partial<NamedProof>

/** What was found of a list of claims. */
export interface ClaimsResult {
  readonly title?: string
  readonly source?: string
  readonly claims: readonly NamedClaimState[]
  /** What the theorem named by the list concludes; absent where it names none, null where a claim it needs is open. */
  readonly conclusion?: ListConclusion | null
  readonly elapsedMs: number
}

interface Theorem {
  readonly conclude: (checked: readonly unknown[]) => ListConclusion | undefined
  /** Claims that it needs and that have no text of one relation. */
  readonly hypotheses?: readonly { readonly name: string; readonly claim: Claim }[]
}

const THEOREMS: { readonly [name in ClaimsTheorem]: Theorem } = {
  'one-step-product': { conclude: oneStepOfProduct },
  'product-of-variables': { conclude: productOfVariables, hypotheses: productHypotheses },
}

/** The conclusion from claims with their certificates, which the kernel checks here once more. */
const conclude = (theorem: ClaimsTheorem, proofs: readonly NamedProof[]): ListConclusion | null => {
  const checked = proofs.flatMap(({ verdict, kernelClaim }) =>
    verdict.status === 'proved' && verdict.trust === 'kernel' ? [verify(kernelClaim, verdict.certificate)] : [],
  )
  return THEOREMS[theorem].conclude(checked) ?? null
}

/** A claim of a theorem page, in any form, decided as `prove` decides relations. */
const proveHypothesis = async (claim: Claim, options: ProveOptions): Promise<ProveResult> => {
  const started = Date.now()
  const { degree, seed } = options
  const hints = { ...(degree === undefined ? {} : { degree }), ...(seed === undefined ? {} : { seed }) }
  const verdict = await decide(claim, { budget: budgetOf(options), hints }, options)
  const { text, latex } = statementOf(claim)
  const elapsedMs = Date.now() - started
  return { claim: text, assumptions: [], statement: text, latex, verdict, kernelClaim: claim, elapsedMs }
}

/** What each claim of a list may cost, and who is told. */
export interface ProveClaimsOptions extends Omit<ProveOptions, 'assume' | 'variables' | 'parameters'> {
  /** Told each result as soon as there is one. */
  readonly onProof?: (proof: NamedProof) => void
}

const FIELDS: FieldKinds<ClaimsFile> = {
  title: 'text',
  source: 'text',
  theorem: Object.keys(THEOREMS),
  claims: 'looked at',
}

/** Refuses what a program without types passes by mistake; a file was looked at before. */
const requireClaims = (list: ClaimsFile): void => {
  requireFields(list, 'the fields of a list of claims', FIELDS)
  if (Array.isArray(list.claims) && list.claims.every(isMap)) return
  throw new InputError({ what: 'claims is no list of claims', expected: 'what parseClaimsFile returns' })
}

/**
 * Proves or refutes the claims of a list one after the other, each in half of the time at most; the clock has the last
 * word on all of them together.
 *
 * @example (await proveClaims(parseClaimsFile('claims: [{ name: one, claim: "x^2 + 1 >= 2*x" }]', 'one.yaml'))).claims[0].verdict.status // 'proved'
 */
export const proveClaims = async (
  list: ClaimsFile,
  options: ProveClaimsOptions = {},
): Promise<ClaimsResult & Worded> => {
  requireClaims(list)
  requireOptions(options, 'proveClaims', PROVE_CLAIMS_FIELDS)
  return withWords(
    await withThreads(options, async (own) => {
      const started = Date.now()
      const { onProof, timeout = DEFAULT_TIMEOUT, ...means } = own
      const claims: NamedProof[] = []
      const { title, source, theorem } = list
      const secondsForOne = (): number =>
        Math.min(timeout / 2, Math.max(timeout - (Date.now() - started) / 1000, 0.001))
      const note = (proof: NamedProof): void => {
        claims.push(proof)
        onProof?.(proof)
      }
      for (const { name, claim } of (theorem && THEOREMS[theorem].hypotheses) ?? []) {
        note({ name, ...(await proveHypothesis(claim, { ...means, timeout: secondsForOne() })) })
      }
      for (const { name, claim, ...given } of list.claims) {
        note({ name, ...(await prove(claim, { ...means, ...given, timeout: secondsForOne() })) })
      }
      return {
        ...(title === undefined ? {} : { title }),
        ...(source === undefined ? {} : { source }),
        claims,
        ...(theorem === undefined ? {} : { conclusion: conclude(theorem, claims) }),
        elapsedMs: Date.now() - started,
      }
    }),
    ({ title, claims }) => ({
      words: [
        ...(title === undefined ? [] : [title]),
        ...claims.map(({ name, verdict }) => `${markOf(verdict)} ${name}`),
      ],
    }),
  )
}

/** The claims that were settled, in order, and the others of the list as open: what is known of a list that was ended. */
export const withOpen = (list: ClaimsFile, settled: readonly NamedProof[]): readonly NamedClaimState[] => [
  ...settled,
  ...list.claims.slice(settled.length).map(({ name, claim, assume }) => ({
    name,
    claim,
    assumptions: assume === '' ? [] : [assume],
    statement: claim,
    latex: '',
    verdict: { status: 'unknown' as const, reason: 'not reached', tried: [] },
    elapsedMs: 0,
  })),
]
