import type { Json } from '../kernel/json.ts'
import { atomsOf, negate, type Polynomial } from '../kernel/polynomial.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { isAccepted } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'
import { EFFORTS, proveSequent } from './sequent-prover.ts'

/** What one bound, and what the rest, may take. */
const BOUND_MS = 1500
const REST_MS = 600
const LAST_REST_MS = 6000

const hasVariable = (p: Polynomial): boolean => [...atomsOf(p)].some((atom) => atom.kind === 'variable')

const proofOf = async (sequent: Sequent, milliseconds: number, search: Search): Promise<Json | undefined> => {
  const budget = atMostMilliseconds(search.budget, milliseconds)
  const attempt = await proveSequent(sequent, { ...search, budget }, { efforts: EFFORTS.slice(0, 2) })
  return attempt.status === 'proof' ? attempt.proof : undefined
}

/** u ≤ 0 by the lemma, so that u > 0 is absurd and u ≥ 0 leaves u = 0, where the proof goes on. */
const closed = (u: string, opposite: string, lemma: Json, atZero: Json | undefined): Json => {
  const absurd = squaresAndMultiples([{ times: [u] }, { times: [opposite] }])
  const cells = [
    { sign: '<', proof: absurd },
    { sign: '=', proof: atZero ?? null },
    { sign: '>', proof: absurd },
  ]
  return afterLemma(`${opposite} >= 0`, lemma, atZero === undefined ? absurd : { kind: 'split', on: u, cells })
}

/**
 * A proof by bounds that are tight: where an inequality u ≥ 0 (or u > 0) among the hypotheses meets u ≤ 0, shown from
 * the equations alone, u = 0 is one more equation (or the end). Of several inequalities one after the other is tried,
 * and after each the rest. This is how the points are found where several residuals are least sharp.
 */
export const byTightBounds = async (sequent: Sequent, search: Search): Promise<Json | undefined> => {
  const { hypotheses, scope } = sequent
  const isBound = ({ polynomial, op }: Fact): boolean => (op === '>=' || op === '>') && hasVariable(polynomial)
  const equations = hypotheses.filter((h) => !isBound(h))
  const bare = (current: Sequent): Sequent => ({
    ...current,
    hypotheses: current.hypotheses.filter((h) => !(isBound(h) && h.op === '>=')),
  })
  const prove = async (current: Sequent, left: readonly Fact[]): Promise<Json | undefined> => {
    const [bound, ...others] = left
    if (bound === undefined) return current === sequent ? undefined : proofOf(bare(current), LAST_REST_MS, search)
    const below = fact(negate(bound.polynomial), '>=')
    const given = current.hypotheses.filter((h) => !isBound(h))
    const lemma = await proofOf({ scope, hypotheses: given, goal: below }, BOUND_MS, search)
    if (lemma === undefined) return prove(current, others)
    const [u, opposite] = [textFor(bound.polynomial, scope), textFor(below.polynomial, scope)]
    if (bound.op === '>') return closed(u, opposite, lemma, undefined)
    const rest = withFacts(
      { ...current, hypotheses: current.hypotheses.filter((h) => h !== bound) },
      fact(bound.polynomial, '='),
    )
    const then = (await proofOf(bare(rest), REST_MS, search)) ?? (await prove(rest, others))
    return then && closed(u, opposite, lemma, then)
  }
  if (!equations.some(({ op }) => op === '=')) return undefined
  const isStrict = hypotheses.every(({ polynomial, op }) => op !== '>=' || !hasVariable(polynomial))
  const bounds = hypotheses.filter((h) => isBound(h) && (isStrict || h.op === '>='))
  const proof = await prove(sequent, bounds)
  return proof !== undefined && isAccepted(proof, sequent) ? proof : undefined
}
