import type { Json } from '../kernel/json.ts'
import { atomsOf, negate, type Polynomial } from '../kernel/polynomial.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { isAccepted } from './acceptance.ts'
import { affineElimination, linearConsequences, type Replacement, withValues } from './affine-elimination.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { greatest } from './dominated-bounds.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma, afterLemmas, withLemmas } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'
import { EFFORTS, proveSequent } from './sequent-prover.ts'

/** What one bound, and what the rest, may take. */
const BOUND_MS = 1500
const REST_MS = 600
const LAST_REST_MS = 6000

const hasVariable = (p: Polynomial): boolean => [...atomsOf(p)].some((atom) => atom.kind === 'variable')

const isBound = ({ polynomial, op }: Fact): boolean => (op === '>=' || op === '>') && hasVariable(polynomial)

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

/** A proof by bounds that are tight, of this sequent as it is. */
const tight = async (sequent: Sequent, search: Search): Promise<Json | undefined> => {
  const { hypotheses, scope } = sequent
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

/** The sequent without those bounds that others, after the same replacements, are at most as large as. */
const withTightestBounds = (sequent: Sequent, replacements: readonly Replacement[]): Sequent => {
  const [bounds, others] = [sequent.hypotheses.filter(isBound), sequent.hypotheses.filter((h) => !isBound(h))]
  const kept = (['>', '>='] as const).flatMap((op) =>
    greatest(
      bounds.filter((h) => h.op === op),
      ({ polynomial }) => negate(withValues(polynomial, replacements) ?? polynomial),
    ),
  )
  return { ...sequent, hypotheses: [...others, ...kept] }
}

/**
 * A proof by bounds that are tight: where an inequality u ≥ 0 (or u > 0) among the hypotheses meets u ≤ 0, shown from
 * the equations alone, u = 0 is one more equation (or the end). Of several inequalities one after the other is tried,
 * and after each the rest. This is how the points are found where several residuals are least sharp. Variables that
 * linear equations in the ideal of the hypotheses express are eliminated first.
 */
export const byTightBounds = async (sequent: Sequent, search: Search): Promise<Json | undefined> => {
  if (!sequent.hypotheses.some(({ op }) => op === '=')) return undefined
  const { replacements, lemmas } = linearConsequences(sequent, search.budget)
  const fewer = withTightestBounds(sequent, replacements)
  const known = withLemmas(fewer, lemmas)
  const smaller = replacements.length === 0 ? undefined : affineElimination(known, replacements)
  const inner = await tight(smaller?.goals[0] ?? fewer, search)
  const proof = inner && (smaller === undefined ? inner : afterLemmas(fewer, lemmas, smaller.close([inner])))
  if (proof !== undefined && isAccepted(proof, sequent)) return proof
  return smaller === undefined ? undefined : tight(fewer, search)
}
