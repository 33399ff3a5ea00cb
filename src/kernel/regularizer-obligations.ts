import { gradient, hessianForm, inner } from './derivative.ts'
import { combination, freshWeights } from './directions.ts'
import { domainConditions, kinks } from './domain.ts'
import { lower } from './lower.ts'
import { clear, multiply, power, symbolicPower } from './normal-form.ts'
import { type Atom, add, atomsOf, integer, negate, type Polynomial, subtract } from './polynomial.ts'
import {
  type Obligation,
  offKinks,
  type Piece,
  type ReadClaim,
  readLevel,
  readLoss,
  readPieces,
  readPlainTerm,
  readSmoothResiduals,
  sequentOf,
} from './reading.ts'
import { refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { fact, type Goal, relationFacts, type Sequent, withFacts } from './sequent.ts'
import { conditionsHold, exponentSigns, type Fact, NEGATIVE, POSITIVE } from './sign.ts'
import type { Term } from './term.ts'

// The obligations of the claims about a regularizer (`proofs/FORMAT.md` §5).

const eachPiece = (
  claim: ReadClaim,
  suffix: string,
  terms: readonly Term[],
  build: (g: Polynomial, piece: Piece) => { hypotheses: readonly Fact[]; goal: Goal },
): Obligation[] =>
  readPieces(claim).map((piece, i) => {
    const { hypotheses, goal } = build(lower(piece.value, claim.context.scope), piece)
    const cell = relationFacts(piece.when, claim.context.scope)
    const sequent = sequentOf(claim.context, [...terms, piece.value], [...cell, ...hypotheses], goal)
    return { name: `piece.${i + 1}${suffix}`, sequent, refutable: true }
  })

export const nonnegativePieces = (claim: ReadClaim): Obligation[] =>
  eachPiece(claim, '.nonnegative', [], (g) => ({ hypotheses: [], goal: fact(g, '>=') }))

/** ⟨∂g, ∂f⟩ = 0 (conserved) or ≥ 0 (lyapunov). */
export const derivativeAlongFlow = (claim: ReadClaim, op: '=' | '>='): Obligation[] => {
  const { scope } = claim.context
  const f = readPlainTerm(claim, 'f')
  const slope = gradient(lower(f, scope), scope.variables)
  return eachPiece(claim, '', [f], (g, piece) => ({
    hypotheses: offKinks(claim, [f, piece.value]),
    goal: fact(inner(gradient(g, scope.variables), slope), op),
  }))
}

export const regularityObligations = (claim: ReadClaim): Obligation[] => {
  const { scope } = claim.context
  const bends = readPieces(claim).flatMap((piece, i) =>
    relationFacts(kinks([piece.value], scope), scope).map((kink, k): Obligation => {
      const cell = relationFacts(piece.when, scope)
      const at = [fact(kink.polynomial, '='), fact(lower(piece.value, scope), '>')]
      const sequent = sequentOf(claim.context, [piece.value], [...cell, ...at], 'false')
      return { name: `piece.${i + 1}.kink.${k + 1}`, sequent, refutable: false }
    }),
  )
  return [...nonnegativePieces(claim), ...bends]
}

/** −∂²g(w, w) > 0 on F = 0 wherever g > 0, for every direction w of the normalized subdifferential. */
export const secondOrderObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const residuals = readSmoothResiduals(claim)
  const loss = readLoss(claim)
  const { scope, weights } =
    loss === 'single' ? { scope: context.scope, weights: [integer(1)] } : freshWeights(context, loss, residuals.length)
  const { variables } = context.scope
  const slopes = residuals.map((h) => gradient(lower(h, scope), variables))
  const direction = combination(weights, slopes, variables.length)
  const squares = weights.map((w) => power(w, 2))
  const normalized: Fact[] =
    loss === 'single'
      ? []
      : loss === 'l2'
        ? [fact(squares.reduce(add), '>')]
        : squares.map((w) => fact(subtract(w, integer(1)), '='))
  const zeros = residuals.map((h) => fact(lower(h, scope), '='))
  return readPieces(claim).flatMap((piece, i): Obligation[] => {
    const g = lower(piece.value, scope)
    const bend = negate(hessianForm(g, variables, direction))
    const cell = relationFacts(piece.when, scope)
    const hypotheses = [...cell, ...zeros, ...normalized, fact(g, '>')]
    const sequent = sequentOf(context, [...residuals, piece.value], hypotheses, fact(bend, '>'), scope)
    const open = kinks([piece.value], scope, true).filter((kink) => !conditionsHold([kink], sequent.hypotheses, scope))
    const smooth = relationFacts(open, scope)
    return [
      ...smooth.map((kink, k) => ({
        name: `piece.${i + 1}.kink.${k + 1}`,
        sequent: { ...withFacts(sequent, fact(kink.polynomial, '=')), goal: 'false' as const },
        refutable: false,
      })),
      { name: `piece.${i + 1}`, sequent: withFacts(sequent, ...smooth), refutable: true },
    ]
  })
}

/** g = N/D, both without 1/u and without |u|^e or u^e of a negative exponent e. */
const cleared = (g: Polynomial, scope: Scope): { numerator: Polynomial; denominator: Polynomial } => {
  let { numerator, denominator } = clear(g)
  for (let round = 0; round < 20; round++) {
    const factors = [...numerator.values()].flatMap(({ monomial }) => monomial.map(([atom]) => atom))
    const pole = factors.find((a) => a.kind === 'power' && exponentSigns(a.exponent, scope) === NEGATIVE)
    if (pole?.kind !== 'power') break
    const power = symbolicPower(pole.arg, negate(pole.exponent), pole.signed)
    numerator = multiply(numerator, power)
    denominator = multiply(denominator, power)
  }
  return { numerator, denominator }
}

const TAME_AT_BOUNDARY = new Set(['variable', 'parameter', 'theta', 'sgn', 'root', 'exp', 'sin', 'cos', 'tanh'])

/** |g| → ∞ at every boundary point of its domain below the level: there g = N/D with D = 0 and N ≠ 0. */
export const boundaryObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const f = readPlainTerm(claim, 'f')
  const level = readLevel(claim)
  const below = level === 'infinity' ? [] : [fact(subtract(level, lower(f, scope)), '>')]
  return readPieces(claim).flatMap((piece, i) => {
    const borders = relationFacts([...piece.when, ...domainConditions([piece.value], scope)], scope)
    const { numerator, denominator } = cleared(lower(piece.value, scope), scope)
    if (borders.length > 0) {
      const isTame = (a: Atom): boolean =>
        a.kind === 'power' ? exponentSigns(a.exponent, scope) === POSITIVE : TAME_AT_BOUNDARY.has(a.kind)
      const wild = [...atomsOf(numerator), ...atomsOf(denominator)].find((a) => !isTame(a))
      if (wild !== undefined) refuse('obligation', `${wild.kind} in g is not supported at the boundary of its domain`)
    }
    return borders.flatMap((border, k): Obligation[] => {
      const others = borders.filter((other) => other !== border && other.op !== '!=')
      const hypotheses = [
        fact(border.polynomial, '='),
        ...others.map((other) => fact(other.polynomial, '>=')),
        ...below,
      ]
      const build = (goal: Fact): Sequent => sequentOf(context, [], hypotheses, goal)
      const name = `piece.${i + 1}.${k + 1}`
      return [
        { name: `${name}.pole`, sequent: build(fact(denominator, '=')), refutable: false },
        { name: `${name}.numerator`, sequent: build(fact(numerator, '!=')), refutable: false },
      ]
    })
  })
}
