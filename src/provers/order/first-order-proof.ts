import * as A from '../../algebra/polynomial.ts'
import type { Claim } from '../../kernel/claim.ts'
import { readContext } from '../../kernel/context.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { parseTerm } from '../../kernel/parse-term.ts'
import { rationalValue } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import type { Obligation } from '../../kernel/reading.ts'
import type { Sequent } from '../../kernel/sequent.ts'
import { printTerm, type Term } from '../../kernel/term.ts'
import { isAccepted } from '../acceptance.ts'
import type { Search } from '../attempt.ts'
import { decreaseProof } from './decrease-proof.ts'
import { normalShapes } from './decrease-shape.ts'

/** kappa·|∂f|² ≥ |F|² with a number kappa, where 4·kappa·N − U shows its sign; undefined elsewhere. */
const subregularityProof = (
  claim: Claim & { readonly claim: 'subregularity' },
  sequent: Sequent,
  { budget }: Search,
): Json | undefined => {
  const { scope } = readContext(claim.context)
  const kappa = rationalValue(lower(parseTerm(claim.kappa), scope))
  if (kappa === undefined) return undefined
  for (const { E, N, U, coordinates } of normalShapes(parseTerm(claim.f), [], scope, budget)) {
    const shown = (p: A.Polynomial): string => coordinates.show(coordinates.enter(p))
    const gap = A.subtract(A.scale(N, Q.multiply(Q.rational(4), kappa)), U)
    const proof = { kind: 'sign', form: `(${shown(E)})*(${shown(gap)})` }
    if (isAccepted(proof, sequent)) return proof
  }
  return undefined
}

/**
 * A proof of an obligation of `decrease` or `subregularity`: of the constants by the sign of a term as it is written, of
 * the rest by the first order in the step. Throws BudgetSpent.
 */
export const firstOrderProof = async (
  claim: Claim,
  { name, sequent }: Obligation,
  forms: readonly Term[],
  search: Search,
): Promise<Json | undefined> => {
  const plain = forms.map((form): Json => ({ kind: 'sign', form: printTerm(form) }))
  const read = plain.find((proof) => isAccepted(proof, sequent))
  if (read !== undefined) return read
  if (claim.claim === 'decrease') return decreaseProof(claim, name, sequent, search)
  return claim.claim === 'subregularity' && name === 'subregular'
    ? subregularityProof(claim, sequent, search)
    : undefined
}
