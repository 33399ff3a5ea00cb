import { largePrime } from '../../algebra/prime-field.ts'
import { isCheckedClaim, verify } from '../../kernel/checked-claim.ts'
import type { Claim } from '../../kernel/claim.ts'
import type { Json } from '../../kernel/json.ts'
import type { FlowJson } from '../../kernel/laws/flow.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Budget } from '../../search/budget.ts'
import type { Verdict } from '../../search/verdict.ts'
import { definedPoint, flowPoint, genericParameters } from './points.ts'

type ClaimOf<Form extends Claim['claim']> = Claim & { readonly claim: Form }
type LawClaim = ClaimOf<
  'first-integral' | 'law-bound' | 'local-laws' | 'polynomial-laws-bound' | 'linearly-independent'
>

const LAW_FORMS: ReadonlySet<string> = new Set([
  'first-integral',
  'law-bound',
  'local-laws',
  'polynomial-laws-bound',
  'linearly-independent',
])
export const isLawClaim = (claim: Claim): claim is LawClaim => LAW_FORMS.has(claim.claim)

/** What the kernel says to a certificate, as a verdict. */
const settled = (claim: Claim, certificate: Json, method: string): Verdict => {
  const checked = verify(claim, certificate)
  return isCheckedClaim(checked)
    ? { status: 'proved', trust: 'kernel', method, certificate, checked }
    : { status: 'unknown', reason: 'search-exhausted', tried: [`${method}: ${checked.reason}: ${checked.detail}`] }
}

const counted = (claim: Claim, count: { readonly kind: string; readonly [field: string]: Json }): Verdict =>
  settled(claim, { outcome: 'proved', proofs: {}, count }, count.kind)

/** How many vector fields a flow has. */
const fieldCount = (flow: FlowJson): number =>
  flow.kind === 'gradient' ? flow.potentials.length : flow.fixed ? 1 : flow.potentials.length + 1

/** The verdict on `first-integral` where every X(c) is identically 0 in normal form. */
const provedFirstIntegral = (claim: ClaimOf<'first-integral'>, budget: Budget): Verdict => {
  const point = definedPoint(claim, budget)
  if (point === undefined) return unknown('no point found where the law is defined')
  const proofs = Object.fromEntries(
    Array.from({ length: fieldCount(claim.flow) }, (_, j) => [`field.${j + 1}`, { kind: 'identity' }]),
  )
  return settled(claim, { outcome: 'proved', proofs, point }, 'identity')
}

const unknown = (tried: string): Verdict => ({ status: 'unknown', reason: 'search-exhausted', tried: [tried] })

/** A rank modulo a large prime, at numbers for the parameters that have no simple relation. */
const provedByRank = (claim: ClaimOf<'polynomial-laws-bound' | 'linearly-independent'>, budget: Budget): Verdict => {
  const parameters = genericParameters(claim.context, budget)
  return parameters === undefined
    ? unknown('modular-rank: no parameters found inside what is assumed')
    : counted(claim, { kind: 'modular-rank', prime: largePrime(0), parameters })
}

/** One field is involutive by itself, so n − 1 local laws exist. */
const provedLocalLaws = (claim: ClaimOf<'local-laws'>, budget: Budget): Verdict => {
  const point = flowPoint(claim, budget)
  if (point === undefined) return unknown('involutive: no point found where the flow is defined')
  if (fieldCount(claim.flow) > 1) return unknown('involutive: several fields')
  const combination = (...weights: string[]) => ({ times: '1', combination: weights })
  return counted(claim, {
    kind: 'involutive',
    point,
    basis: [0],
    fields: [combination('1')],
    brackets: [[combination('0')]],
  })
}

/**
 * Decides a claim about the laws of a flow where that takes no search: identities, ranks modulo a prime, and what one
 * field has by itself. Brackets for `law-bound` are searched elsewhere (`laws/law-bounds.ts`).
 */
export const proveLawClaim = (claim: LawClaim, budget: Budget): Verdict => {
  try {
    switch (claim.claim) {
      case 'first-integral':
        return provedFirstIntegral(claim, budget)
      case 'law-bound':
        return unknown('lie-rank: no brackets are given')
      case 'local-laws':
        return provedLocalLaws(claim, budget)
      default:
        return provedByRank(claim, budget)
    }
  } catch (error) {
    if (error instanceof Refusal) return { status: 'unknown', reason: 'unsupported', tried: [error.message] }
    throw error
  }
}
