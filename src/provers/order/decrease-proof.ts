import type { Claim } from '../../kernel/claim.ts'
import { readContext } from '../../kernel/context.ts'
import type { Json } from '../../kernel/json.ts'
import { parseRelation, parseTerm } from '../../kernel/parse-term.ts'
import { relationFacts, type Sequent } from '../../kernel/sequent.ts'
import { isAccepted } from '../acceptance.ts'
import type { Search } from '../attempt.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { afterLemma } from '../lemma-proofs.ts'
import { EFFORTS, proveSequent } from '../sequent-prover.ts'
import { type DecreaseShape, decreaseShapes, TAU } from './decrease-shape.ts'
import { isOne, termsOf } from './decrease-terms.ts'

type Summand = readonly [weight: string, square: string, ...times: string[]]

const contradiction = (...terms: readonly Summand[]): Json => ({
  kind: 'positivstellensatz',
  terms: terms.map(([weight, square, ...times]) => ({ weight, square, times })),
  multiples: [],
})

interface Step {
  readonly lemma: string
  readonly proof: Json
}

/** Hypotheses that say nothing about τ: the signs of the parts of a shape do not depend on it. */
const withoutStep = (sequent: Sequent, lemma: string): Sequent => {
  const { scope } = sequent
  const hypotheses = sequent.hypotheses.filter(({ polynomial }) =>
    [...polynomial.values()].every(({ monomial }) =>
      monomial.every(([atom]) => !(atom.kind === 'variable' && atom.name === TAU) && atom.kind !== 'inverse'),
    ),
  )
  const [goal] = relationFacts([parseRelation(lemma)], scope)
  return { scope, hypotheses, goal: goal ?? 'false' }
}

/** Of the sequent: the signs of E, N, the common factor and the slope, each with a proof; undefined where one has none. */
const signSteps = async (shape: DecreaseShape, sequent: Sequent, search: Search): Promise<Step[] | undefined> => {
  const { E, N, common, slope } = termsOf(shape, search.budget)
  const lemmas = [
    `${N} > 0`,
    ...(shape.isHypersurface ? [] : [`${E} >= 0`]),
    ...(isOne(shape.common) ? [] : [`${common} > 0`]),
    ...(isOne(shape.slope) ? [] : [`${slope} > 0`]),
  ]
  const steps: Step[] = []
  for (const lemma of lemmas) {
    const budget = atMostMilliseconds(search.budget, 3000)
    const attempt = await proveSequent(
      withoutStep(sequent, lemma),
      { ...search, budget },
      { forms: [parseRelation(lemma).left], efforts: EFFORTS.slice(0, 2) },
    )
    if (attempt.status !== 'proof') return undefined
    steps.push({ lemma, proof: attempt.proof })
  }
  return steps
}

/**
 * With s the slope, a = τρ, S the corrections and B their bound: s² ≥ a²(4B + s²) from the bound of the step, so a² ≤ 1,
 * so 4S² ≤ s², so s/2 + S ≥ 0.
 */
const boundSteps = (shape: DecreaseShape, step: string, search: Search): Step[] => {
  const { E, N, slope: s, a, parts, sum, bound } = termsOf(shape, search.budget)
  if (parts.length === 0) return []
  const count = parts.length
  const room = `${s}^2 - ${a}^2*(4*${bound} + ${s}^2)`
  const given = `(${step}) - ${TAU}^2*(4*${E}*${N})`
  const negated: Summand = ['4', '1', `-(${room})`, N, `1/(4*${bound} + ${s}^2)`]
  const roomProof = shape.isHypersurface
    ? contradiction(negated, ['1', '1', given])
    : contradiction(negated, ['1', '1', given, `1 + ${E}`], ['4', TAU, E, N])
  const short: Step = {
    lemma: `1 - ${a}^2 >= 0`,
    proof: contradiction(['1', s, `${a}^2 - 1`], ['1', '1', room], ['4', a, bound]),
  }
  // n·Σp² − (Σp)² is the sum of (p_i − p_j)² over i < j; and p_i² = a^2k·value² ≤ value².
  const differences = parts.flatMap(({ text }, i) =>
    parts.slice(i + 1).map((other): Summand => ['4', `${a}*(${text} - ${other.text})`]),
  )
  const shortened = parts.flatMap(({ times, value }): Summand[] => {
    if (times === 1) return []
    const geometric = Array.from({ length: times - 1 }, (_, k) => (k === 0 ? '1' : `${a}^${2 * k}`)).join(' + ')
    return [[`${4 * count}`, `${a}*${value}`, `1 - ${a}^2`, geometric]]
  })
  const small: Step = {
    lemma: `${s}^2 - 4*(${sum})^2 >= 0`,
    proof: contradiction(
      ['1', '1', `4*(${sum})^2 - ${s}^2`],
      ['1', '1', room],
      ['1', `${a}*${s}`],
      ...differences,
      ...shortened,
    ),
  }
  const half: Step = {
    lemma: `${s}/2 + ${sum} >= 0`,
    proof: contradiction(
      ['1', '1', `-(${s}/2 + ${sum})`, s],
      ['1', `${s}/2 + ${sum}`],
      ['1/4', '1', `${s}^2 - 4*(${sum})^2`],
    ),
  }
  return [
    { lemma: `${room} >= 0`, proof: roomProof },
    ...(parts.some(({ times }) => times > 1) ? [short] : []),
    small,
    half,
  ]
}

const proofOf = async (
  shape: DecreaseShape,
  claim: Claim & { readonly claim: 'decrease' },
  sequent: Sequent,
  search: Search,
): Promise<Json | undefined> => {
  const signs = await signSteps(shape, sequent, search)
  if (signs === undefined) return undefined
  const { E, common, slope, sum } = termsOf(shape, search.budget)
  const form = `${TAU}*(${E})^${shape.power}*(${common})*(${slope}/2 + ${sum})`
  const steps = [...signs, ...boundSteps(shape, claim.step, search)]
  const proof = steps.reduceRight<Json>((next, step) => afterLemma(step.lemma, step.proof, next), {
    kind: 'sign',
    form,
  })
  return isAccepted(proof, sequent) ? proof : undefined
}

/**
 * A proof of the decrease of a piece from its first order in the step, for a claim whose constants are those of
 * {@link orderClaims}; undefined where it has no such form. Throws BudgetSpent.
 */
export const decreaseProof = async (
  claim: Claim & { readonly claim: 'decrease' },
  name: string,
  sequent: Sequent,
  search: Search,
): Promise<Json | undefined> => {
  const index = /^piece\.([0-9]+)$/.exec(name)?.[1]
  const piece = index === undefined ? undefined : claim.g[Number(index) - 1]
  if (piece === undefined) return undefined
  const { scope } = readContext(claim.context)
  for (const shape of decreaseShapes([parseTerm(claim.f), parseTerm(piece.value)], scope, search.budget)) {
    const proof = await proofOf(shape, claim, sequent, search)
    if (proof !== undefined) return proof
  }
  return undefined
}
