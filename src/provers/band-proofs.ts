import type { Claim } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { gradient, hessianForm, inner } from '../kernel/derivative.ts'
import { limitDirections } from '../kernel/directions.ts'
import type { Json } from '../kernel/json.ts'
import { multiply, power, signum } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import {
  add,
  integer,
  isClosed,
  negate,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Obligation } from '../kernel/reading.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import { isAccepted } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { type Side, sidesOfBand } from './distance-to-band.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'
import { proveSequent } from './sequent-prover.ts'
import { bySignChoices } from './sign-choices.ts'
import { withKnownSigns } from './sign-pieces.ts'
import { cellFacts } from './splits.ts'

type AboutBand = Claim & { readonly claim: 'second-order' | 'regularity-of-g' }
type Cell = '<' | '=' | '>'

const CELLS: readonly Cell[] = ['<', '=', '>']
const MOST_SIDES = 4
const CURVATURE_MS = 3000

/** The contradiction of two sides e_i, e_j ≥ 0 whose sum is a negative number. */
const bothOutside = (sides: readonly Side[], cells: readonly Cell[], sequent: Sequent): Json | undefined => {
  const text = (p: Polynomial): string => textFor(p, sequent.scope)
  const outside = sides.flatMap(({ value }, i) =>
    cells[i] === '<' || cells[i] === undefined ? [] : [{ value, cell: cells[i] }],
  )
  for (const [i, a] of outside.entries()) {
    for (const b of outside.slice(i + 1)) {
      const sum = add(a.value, b.value)
      const width = isClosed(sum) ? rationalValue(negate(sum)) : undefined
      if (width === undefined || Q.sign(width) <= 0) continue
      const two = [a, b]
      return squaresAndMultiples(
        [
          { weight: Q.formatRational(width) },
          ...two.flatMap(({ value, cell }) => (cell === '>' ? [{ times: [text(value)] }] : [])),
        ],
        two.flatMap(({ value, cell }) => (cell === '=' ? [[text(value), '1'] as const] : [])),
      )
    }
  }
  return undefined
}

/** g = 0 where no side is positive, against g > 0. */
const inside = (sides: readonly Side[], cells: readonly Cell[], g: Polynomial, sequent: Sequent): Json => {
  const text = (p: Polynomial): string => textFor(p, sequent.scope)
  const multiples = sides.map(({ value: e, power: k }, i): readonly [string, string] => {
    const s = signum(e)
    const sum = add(s, integer(1))
    const half = Q.rational(-1n, 2n ** BigInt(k))
    return cells[i] === '='
      ? [text(e), text(scale(multiply(power(e, k - 1), power(sum, k)), half))]
      : [text(sum), text(scale(multiply(power(e, k), power(sum, k - 1)), half))]
  })
  return squaresAndMultiples([{ times: [text(g)] }], multiples)
}

/**
 * Proofs about a distance g = Σ max(e_i, 0)^(k_i) to a band by its sides: where no e_i is positive, g = 0; no two are, as
 * their sum is a negative number; where one is, g = e_i^k and −∇²g(w, w) = −k·e_i^(k−1)·∇²e_i(w, w), for ⟨∇e_i, w⟩ = 0.
 * Returns a proof that the kernel accepted, or undefined. Throws BudgetSpent.
 */
export const bandProof = async (
  claim: AboutBand,
  { name, sequent }: Obligation,
  search: Search,
): Promise<Json | undefined> => {
  const index = /^piece\.(\d+)(?:\.kink\.\d+)?$/.exec(name)?.[1]
  const piece = claim.g[Number(index ?? 0) - 1]
  if (piece === undefined) return undefined
  const context = readContext(claim.context)
  const { scope } = sequent
  const sides = sidesOfBand(parseTerm(piece.value), scope)
  if (sides === undefined || sides.length > MOST_SIDES) return undefined
  const text = (p: Polynomial): string => textFor(p, scope)
  const distance = sides
    .map(({ value: e, power: k }) =>
      scale(power(multiply(e, add(signum(e), integer(1))), k), Q.rational(1n, 2n ** BigInt(k))),
    )
    .reduce(add)
  const isZero = (e: Polynomial): boolean =>
    sequent.hypotheses.some((h) => h.op === '=' && subtract(h.polynomial, e).size === 0)

  /** The condition itself, where one side is positive. */
  const outside = async (at: Sequent, { value: e, power: k }: Side): Promise<Json | undefined> => {
    if (claim.claim !== 'second-order' || at.goal === 'false') return undefined
    const residuals = claim.residuals.map(parseTerm)
    const { direction } = limitDirections(context, residuals, claim.loss)
    const { variables } = context.scope
    if (inner(gradient(e, variables), direction).size > 0) return undefined
    const known = withKnownSigns(at)
    const reduced = known?.goals[0]
    if (known === undefined || reduced === undefined || reduced.goal === 'false') return undefined
    const bend = negate(hessianForm(e, variables, direction))
    const equations = reduced.hypotheses.filter(({ op }) => op === '=')
    const lemma: Sequent = { ...reduced, hypotheses: [...equations, fact(e, '>')], goal: fact(bend, '>') }
    const found = (await bySignChoices(lemma, search)) ?? (await plainProof(lemma, search))
    if (found === undefined) return undefined
    const last = squaresAndMultiples([
      { times: [text(negate(reduced.goal.polynomial))] },
      { weight: String(k), times: [...Array.from({ length: k - 1 }, () => text(e)), text(bend)] },
    ])
    return known.close([afterLemma(`${text(bend)} > 0`, found, last)])
  }
  const settle = async (at: Sequent, cells: readonly Cell[]): Promise<Json | undefined> => {
    const contradiction = bothOutside(sides, cells, at)
    if (contradiction !== undefined) return contradiction
    const side = sides[cells.length]
    if (side === undefined) {
      const positive = sides.filter((_, i) => cells[i] === '>')
      const [only, more] = positive
      if (only === undefined) return inside(sides, cells, distance, at)
      return more === undefined && cells.every((cell) => cell !== '=') ? outside(at, only) : undefined
    }
    if (isZero(side.value)) return settle(at, [...cells, '='])
    const proofs: { readonly sign: Cell; readonly proof: Json }[] = []
    for (const sign of CELLS) {
      const proof = await settle(withFacts(at, ...cellFacts(side.value, sign)), [...cells, sign])
      if (proof === undefined) return undefined
      proofs.push({ sign, proof })
    }
    return { kind: 'split', on: text(side.value), cells: proofs }
  }
  const whole = await settle(sequent, [])
  return whole !== undefined && isAccepted(whole, sequent) ? whole : undefined
}

const plainProof = async (sequent: Sequent, search: Search): Promise<Json | undefined> => {
  const attempt = await proveSequent(sequent, { ...search, budget: atMostMilliseconds(search.budget, CURVATURE_MS) })
  return attempt.status === 'proof' ? attempt.proof : undefined
}
