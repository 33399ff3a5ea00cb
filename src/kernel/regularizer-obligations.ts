import { gradient, hessianForm, inner } from './derivative.ts'
import { limitDirections } from './directions.ts'
import { domainConditions, kinks } from './domain.ts'
import { lower } from './lower.ts'
import { clear, multiply, symbolicPower } from './normal-form.ts'
import { type Atom, atomsOf, negate, type Polynomial, subtract } from './polynomial.ts'
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
import { fact, type Goal, relationFacts, type Sequent, withFacts, zeros } from './sequent.ts'
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

/** g has no kink on the part of its cell given by these facts where g > 0. */
export const kinkObligations = (claim: ReadClaim, piece: Piece, cell: readonly Fact[], name: string): Obligation[] => {
  const { scope } = claim.context
  return relationFacts(kinks([piece.value], scope), scope).map(({ polynomial }, k) => {
    const at = [fact(polynomial, '='), fact(lower(piece.value, scope), '>')]
    const sequent = sequentOf(claim.context, [piece.value], [...cell, ...at], 'false')
    return { name: `${name}.kink.${k + 1}`, sequent, refutable: false }
  })
}

export const regularityObligations = (claim: ReadClaim): Obligation[] => {
  const cells = readPieces(claim).map((piece) => ({ piece, cell: relationFacts(piece.when, claim.context.scope) }))
  const bends = cells.flatMap(({ piece, cell }, i) => kinkObligations(claim, piece, cell, `piece.${i + 1}`))
  return [...nonnegativePieces(claim), ...bends]
}

/** −∂²g(w, w) > 0 on F = 0 wherever g > 0 on the part of the cell, for every direction w of the normalized subdifferential. */
export const bendObligations = (claim: ReadClaim, piece: Piece, cell: readonly Fact[], name: string): Obligation[] => {
  const { context } = claim
  const residuals = readSmoothResiduals(claim)
  const { scope, direction, weights } = limitDirections(context, residuals, readLoss(claim))
  const g = lower(piece.value, scope)
  const bend = negate(hessianForm(g, context.scope.variables, direction))
  const hypotheses = [...cell, ...zeros(residuals, scope), ...weights, fact(g, '>')]
  const sequent = sequentOf(context, [...residuals, piece.value], hypotheses, fact(bend, '>'), scope)
  const open = kinks([piece.value], scope, true).filter((kink) => !conditionsHold([kink], sequent.hypotheses, scope))
  const smooth = relationFacts(open, scope)
  return [
    ...smooth.map((kink, k) => ({
      name: `${name}.kink.${k + 1}`,
      sequent: { ...withFacts(sequent, fact(kink.polynomial, '=')), goal: 'false' as const },
      refutable: false,
    })),
    { name, sequent: withFacts(sequent, ...smooth), refutable: true },
  ]
}

export const secondOrderObligations = (claim: ReadClaim): Obligation[] =>
  readPieces(claim).flatMap((piece, i) =>
    bendObligations(claim, piece, relationFacts(piece.when, claim.context.scope), `piece.${i + 1}`),
  )

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

const requireTame = (parts: readonly Polynomial[], scope: Scope): void => {
  const isTame = (a: Atom): boolean =>
    a.kind === 'power' ? exponentSigns(a.exponent, scope) === POSITIVE : TAME_AT_BOUNDARY.has(a.kind)
  const wild = parts.flatMap((p) => [...atomsOf(p)]).find((a) => !isTame(a))
  if (wild !== undefined) refuse('obligation', `${wild.kind} in g is not supported at the boundary of its domain`)
}

/** What is to be shown at the `place`-th boundary function of a piece instead of a pole, inside {f < level}. */
type AtBorder = (name: string, piece: Piece, place: number, below: readonly Fact[]) => Obligation[] | undefined

/** |g| → ∞ at every boundary point of its domain below the level: there g = N/D with D = 0 and N ≠ 0. */
export const boundaryObligations = (claim: ReadClaim, at: AtBorder = () => undefined): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const f = readPlainTerm(claim, 'f')
  const level = readLevel(claim)
  const below = level === 'infinity' ? [] : [fact(subtract(level, lower(f, scope)), '>')]
  return readPieces(claim).flatMap((piece, i) => {
    const borders = relationFacts([...piece.when, ...domainConditions([piece.value], scope)], scope)
    return borders.flatMap((border, k): Obligation[] => {
      const name = `piece.${i + 1}.${k + 1}`
      const instead = at(name, piece, k, below)
      if (instead !== undefined) return instead
      const { numerator, denominator } = cleared(lower(piece.value, scope), scope)
      requireTame([numerator, denominator], scope)
      const others = borders.filter((other) => other !== border && other.op !== '!=')
      const weak = others.map(({ polynomial }) => fact(polynomial, '>='))
      const build = (goal: Fact): Sequent =>
        sequentOf(context, [], [fact(border.polynomial, '='), ...weak, ...below], goal)
      return [
        { name: `${name}.pole`, sequent: build(fact(denominator, '=')), refutable: false },
        { name: `${name}.numerator`, sequent: build(fact(numerator, '!=')), refutable: false },
      ]
    })
  })
}
