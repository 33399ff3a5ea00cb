import { largePrime } from '../../algebra/prime-field.ts'
import { type Budget, isSpent } from '../../kernel/budget.ts'
import { isCheckedClaim, verify } from '../../kernel/checked-claim.ts'
import type { Claim } from '../../kernel/claim.ts'
import type { Json } from '../../kernel/json.ts'
import type { FlowJson } from '../../kernel/laws/flow.ts'
import type { BracketTree } from '../../kernel/laws/lie-rank.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Verdict } from '../../kernel/verdict.ts'
import { definedPoint, flowPoint, genericParameters } from './points.ts'

type ClaimOf<Form extends Claim['claim']> = Claim & { readonly claim: Form }
export type LawClaim = ClaimOf<
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

/** Brackets of a flow's fields that are independent at an integer point modulo m < 2^26: a certificate of a bound. */
export interface BracketsAtPoint {
  /** The modulus. */
  readonly prime: number
  /** An integer for each variable and parameter. */
  readonly point: { readonly [name: string]: number }
  /** Fields counted from 0, and brackets of brackets; n − atMost of them. */
  readonly brackets: readonly BracketTree[]
}

/** How many vector fields a flow has. */
export const fieldCount = (flow: FlowJson): number =>
  flow.kind === 'gradient' ? flow.potentials.length : flow.fixed ? 1 : flow.potentials.length + 1

/** The verdict on `law-bound` that brackets found elsewhere give. */
export const provedLawBound = (claim: ClaimOf<'law-bound'>, { prime, point, brackets }: BracketsAtPoint): Verdict =>
  counted(claim, { kind: 'lie-rank', prime, point: { ...point }, brackets: brackets as Json })

/** The verdict on `first-integral` where every X(c) is identically 0 in normal form. */
export const provedFirstIntegral = (claim: ClaimOf<'first-integral'>, budget: Budget): Verdict => {
  const point = definedPoint(claim, budget)
  if (point === undefined) return unknown('no point found where the law is defined')
  const proofs = Object.fromEntries(
    Array.from({ length: fieldCount(claim.flow) }, (_, j) => [`field.${j + 1}`, { kind: 'identity' }]),
  )
  return settled(claim, { outcome: 'proved', proofs, point }, 'identity')
}

const unknown = (tried: string): Verdict => ({ status: 'unknown', reason: 'search-exhausted', tried: [tried] })

/** A rank modulo a prime, by a first prime and, should the numbers have been unlucky, by a second one. */
const provedByRank = (claim: ClaimOf<'polynomial-laws-bound' | 'linearly-independent'>, budget: Budget): Verdict => {
  const parameters = genericParameters(claim.context, budget)
  if (parameters === undefined) return unknown('modular-rank: no parameters found inside what is assumed')
  const first = counted(claim, { kind: 'modular-rank', prime: largePrime(0), parameters })
  if (first.status === 'proved' || isSpent(budget)) return first
  const others = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, 7 * value]))
  const second = counted(claim, { kind: 'modular-rank', prime: largePrime(1), parameters: others })
  return second.status === 'proved' ? second : first
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
 * field has by itself. For `law-bound` brackets have to be brought ({@link provedLawBound}).
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
