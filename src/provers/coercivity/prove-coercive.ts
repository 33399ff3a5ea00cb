import { obligationsOf, verify } from '../../kernel/checked-claim.ts'
import { domainConditions } from '../../kernel/domain.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { atomsOf } from '../../kernel/polynomial.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Sequent } from '../../kernel/sequent.ts'
import { conditionsHold } from '../../kernel/sign.ts'
import type { Term } from '../../kernel/term.ts'
import { BudgetSpent } from '../../search/budget.ts'
import type { Attempt, Search, UnknownReason } from '../attempt.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { termFor } from '../kernel-text.ts'
import { proveSequent } from '../sequent-prover.ts'
import { balanceSteps } from './balance-steps.ts'
import { bandSteps } from './band-steps.ts'
import { startChain } from './chain.ts'
import { explore, exploreHint } from './explore.ts'
import { proofByFacts, proofOfSign } from './nonnegativity.ts'
import { parameterSigns, splitOnSigns, withSigns } from './parameter-signs.ts'
import { type CoercivityClaim, type CoercivityPiece, piecesOf } from './piece.ts'
import { poles, splitOnPoles, withoutPoles } from './pole-splits.ts'
import { productArgument } from './product-argument.ts'
import { quadraticArgument } from './quadratic-argument.ts'
import { refuteByCurve } from './refute-by-curve.ts'
import { saturate } from './saturate.ts'
import { argumentBySizes, type ChainBuilder, sizeVariables } from './size-splits.ts'

export type { CoercivityClaim } from './piece.ts'

/** Whether the normal form of a term, written out again, is certainly defined: (x − 1)²y² + 1 under a root need not be. */
const isReadBack = (term: Term, { hypotheses, scope }: Sequent): boolean =>
  conditionsHold(domainConditions([termFor(lower(term, scope), scope)], scope), hypotheses, scope)

/** The argument that f and this piece of g are coercive, or undefined. Throws BudgetSpent. */
const argumentFor = (piece: CoercivityPiece, search: Search): Json | undefined => {
  const { f, g } = piece
  const { variables } = piece.sequent.scope
  const found = poles(piece.sequent, search.budget)
  const values = [lower(f, piece.sequent.scope), lower(g, piece.sequent.scope)] as const
  const signs = parameterSigns(piece.sequent, values, search.budget)
  const sequent = withoutPoles(withSigns(piece.sequent, signs), found)
  const { residual, laws = [], degree = 8 } = search.hints
  let factors: readonly string[] = []
  const build =
    (isQuick: boolean): ChainBuilder =>
    (cell, start) => {
      const chain = startChain(cell, ...values, search.budget)
      start(chain)
      bandSteps(chain, g)
      if (residual !== undefined && isReadBack(residual, cell)) exploreHint(chain, residual)
      explore(chain, f)
      explore(chain, g)
      if (!balanceSteps(chain)) {
        for (const law of laws) exploreHint(chain, law)
        balanceSteps(chain)
      }
      factors = sizeVariables(chain)
      return saturate(chain, degree, isQuick) ? { kind: 'chain', steps: chain.steps } : undefined
    }
  const whole = (isQuick: boolean): Json | undefined => build(isQuick)(sequent, () => undefined)
  const bySizes = (): Json | undefined =>
    factors.length === 0 ? undefined : argumentBySizes(sequent, factors, build(true))
  // Powers with symbolic or negative exponents: few sums of squares, and many factors that may be small.
  const hasPowers = values.some((p) => [...atomsOf(p)].some(({ kind }) => kind === 'power' || kind === 'inverse'))
  const fresh = startChain(sequent, ...values, search.budget)
  const byForm =
    residual && (quadraticArgument(piece, sequent, residual, fresh) ?? productArgument(piece, sequent, residual, fresh))
  const argument = byForm ?? (hasPowers ? (whole(true) ?? bySizes() ?? whole(false)) : (whole(false) ?? bySizes()))
  return argument && splitOnSigns(splitOnPoles(argument, found, variables), signs, variables)
}

const signObligations = async (claim: CoercivityClaim, search: Search): Promise<Json | string> => {
  const proofs: { [name: string]: Json } = {}
  for (const { name, sequent } of obligationsOf(claim)) {
    if (sequent.goal === 'false') return name
    const index = /^piece\.(\d+)\./.exec(name)?.[1]
    const form = index === undefined ? claim.f : claim.g[Number(index) - 1]?.value
    const { polynomial, op } = sequent.goal
    if (op !== '>=') return name
    const direct = proofOfSign(
      polynomial,
      op,
      sequent,
      atMostMilliseconds(search.budget, 1500),
      form === undefined ? [] : [form],
    )
    if (direct !== undefined) {
      proofs[name] = direct
      continue
    }
    const byFacts = proofByFacts(polynomial, sequent, atMostMilliseconds(search.budget, 1500))
    if (byFacts !== undefined) {
      proofs[name] = byFacts
      continue
    }
    const attempt = await proveSequent(sequent, { ...search, budget: atMostMilliseconds(search.budget, 20_000) })
    if (attempt.status === 'unknown') return name
    proofs[name] = attempt.proof
  }
  return proofs
}

const unknown = (reason: UnknownReason, tried: readonly string[]): Attempt => ({ status: 'unknown', reason, tried })

const checked = (claim: CoercivityClaim, certificate: Json, method: string): Attempt => {
  const result = verify(claim, certificate)
  return 'rejected' in result
    ? unknown('search-exhausted', [`${method}: the certificate was refused (${result.reason}: ${result.detail})`])
    : { status: 'certificate', certificate, method }
}

const prove = async (claim: CoercivityClaim, pieces: readonly CoercivityPiece[], search: Search): Promise<Attempt> => {
  const proofs = await signObligations(claim, search)
  if (typeof proofs === 'string') return unknown('search-exhausted', [`${proofs}: no proof of the sign was found`])
  const found: Json[] = []
  for (const piece of pieces) {
    const argument = argumentFor(piece, search)
    if (argument === undefined) {
      return unknown('search-exhausted', [
        `piece ${piece.index}: no chain of growth, integrality, exponential and quotient steps bounds every variable`,
      ])
    }
    found.push(argument)
  }
  return checked(claim, { outcome: 'proved', proofs, arguments: found }, 'coercivity by chains')
}

const refute = async (claim: CoercivityClaim, pieces: readonly CoercivityPiece[], search: Search): Promise<Attempt> => {
  for (const piece of pieces) {
    const certificate = refuteByCurve(piece, search)
    if (certificate === undefined) continue
    const attempt = checked(claim, certificate, 'curve to infinity')
    if (attempt.status === 'certificate') return attempt
  }
  return unknown('search-exhausted', ['no curve to infinity with f and g bounded among those tried'])
}

/** The search, with what stopped it where it was stopped. */
const guarded = async (run: typeof prove, claim: CoercivityClaim, search: Search): Promise<Attempt> => {
  try {
    return await run(claim, piecesOf(claim), search)
  } catch (error) {
    if (error instanceof BudgetSpent) return unknown('timeout', [])
    if (error instanceof Refusal) return unknown('unsupported', [error.message])
    throw error
  }
}

/**
 * Proves that {f ≤ C, g ≤ C} is bounded for every C (`proofs/FORMAT.md` §6): quantities bounded because f and g are
 * (residual, laws, parts of sums, roots of powers), then variables bounded by monic equations over them, by sums of
 * squares, or through exponentials and quotients. A certificate has been accepted by `verify`. Does not throw for a
 * spent budget: `unknown` with the reason `timeout`.
 */
export const coercivityByChains = (claim: CoercivityClaim, search: Search): Promise<Attempt> =>
  guarded(prove, claim, search)

/**
 * Refutes that {f ≤ C, g ≤ C} is bounded for every C (`proofs/FORMAT.md` §7), by a rational or algebraic curve to
 * infinity along which both stay bounded. Ends as {@link coercivityByChains} does.
 */
export const nonCoercivityByCurves = (claim: CoercivityClaim, search: Search): Promise<Attempt> =>
  guarded(refute, claim, search)
