import { isCheckedClaim, verify } from '../../../src/kernel/checked-claim.ts'
import type { Verdict } from '../../../src/search/verdict.ts'
import { type ProveResult, prove } from '../../../src/toolkit/prove.ts'
import type { CorpusClaim } from './corpus.ts'
import { assumptionsOf, holdsAt } from './values.ts'

/** What `prove` says about a claim of the corpus, within so many seconds. */
export const answerTo = ({ claim, assume, parameters }: CorpusClaim, timeout: number): Promise<ProveResult> =>
  prove(claim, {
    ...(assume === undefined ? {} : { assume }),
    ...(parameters === undefined ? {} : { parameters }),
    timeout,
    seed: 1,
    trust: 'kernel',
  })

/** The kind of the proof of a claim, or the outcome without one. */
export const kindOf = (verdict: Verdict): string => {
  if (verdict.status !== 'proved') return verdict.status
  const { proofs } = verdict.certificate as { proofs?: { goal?: { kind?: string } } }
  return proofs?.goal?.kind ?? 'other'
}

/** What a point says about a claim, by a second reading of it. */
export const atPoint = (given: CorpusClaim, point: { readonly [name: string]: string }) => {
  const { relations, integers } = assumptionsOf(given.assume)
  return {
    claim: holdsAt(given.claim, point).holds,
    assumptions: relations.every((text) => holdsAt(text, point).holds),
    integers: integers.every((name) => /^-?\d+$/.test(point[name] ?? '')),
  }
}

/** The point of a refutation read as a second reading needs it, or undefined where it is a root of a polynomial. */
const witnessOf = (verdict: Verdict & { readonly status: 'refuted' }): { [name: string]: string } | undefined => {
  const point: { [name: string]: string } = {}
  for (const [name, value] of Object.entries(verdict.witness)) {
    if (typeof value !== 'string') return undefined
    // mathjs writes even and odd roots of nonnegative numbers as nthRoot.
    point[name] = value.replaceAll('root(', 'nthRoot(')
  }
  return point
}

/** The reason why an answer is wrong, worthless or not what was expected; undefined if it is right. */
export const faultIn = (given: CorpusClaim, { verdict, kernelClaim, vacuous }: ProveResult): string | undefined => {
  const improved = verdict.status === 'proved' ? 'true' : verdict.status === 'refuted' ? 'false' : undefined
  if (verdict.status !== given.expect && (improved === undefined || given.truth !== improved)) {
    const why = verdict.status === 'unknown' ? `: ${verdict.reason}` : ''
    return `expected ${given.expect}, got ${verdict.status}${why}`
  }
  if (verdict.status === 'unknown') return undefined
  if (vacuous === true) return 'vacuous'
  if (verdict.trust !== 'kernel') return `trust ${verdict.trust}`
  if (!isCheckedClaim(verdict.checked)) return 'no seal of the kernel'
  if (!isCheckedClaim(verify(kernelClaim, verdict.certificate))) return 'the kernel refuses the certificate'
  if (given.kind !== undefined && kindOf(verdict) !== given.kind) return `proved by ${kindOf(verdict)}`
  if (verdict.status === 'refuted') {
    const point = witnessOf(verdict)
    if (point === undefined) return undefined
    const { claim, assumptions, integers } = atPoint(given, point)
    if (claim || !assumptions || !integers) return `no counterexample: ${JSON.stringify(point)}`
  }
  return undefined
}
