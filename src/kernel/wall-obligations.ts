import { gradient, inner } from './derivative.ts'
import { limitDirections } from './directions.ts'
import { readList, readObject, readTexts } from './json.ts'
import { lower } from './lower.ts'
import { multiply, vanishes } from './normal-form.ts'
import { parseTerm } from './parse-term.ts'
import { atomsOf, integer, type Polynomial, subtract } from './polynomial.ts'
import { type Obligation, type Piece, type ReadClaim, readSmoothResiduals, sequentOf } from './reading.ts'
import { refuse } from './refusal.ts'
import { bendObligations, boundaryObligations, kinkObligations } from './regularizer-obligations.ts'
import { fact, relationFacts, zeros } from './sequent.ts'
import type { Fact } from './sign.ts'

// The obligations of the claims about directions and walls of cells (`proofs/FORMAT.md` §5).

/** DFᵀs ≠ 0 on F = 0 for every s ∈ {−1, 1}^m. */
export const nonzeroDirectionObligations = (claim: ReadClaim): Obligation[] => {
  const residuals = readSmoothResiduals(claim)
  const { scope, direction, weights } = limitDirections(claim.context, residuals, 'l1')
  const goal = fact(inner(direction, direction), '>')
  const sequent = sequentOf(claim.context, residuals, [...zeros(residuals, scope), ...weights], goal, scope)
  return [{ name: 'nonzero', sequent, refutable: true }]
}

/** The affine factors of each wall, by the name of its boundary function. */
const readWalls = (claim: ReadClaim): ReadonlyMap<string, readonly Polynomial[]> => {
  const { scope } = claim.context
  const walls = new Map<string, readonly Polynomial[]>()
  const isAffine = (p: Polynomial): boolean =>
    [...atomsOf(p)].every(({ kind }) => kind === 'variable' || kind === 'parameter' || kind === 'theta') &&
    gradient(p, scope.variables).every((slope) => [...atomsOf(slope)].every(({ kind }) => kind !== 'variable'))
  for (const json of readList(claim.fields.walls)) {
    const { piece, condition, factors } = readObject(json, ['piece', 'condition', 'factors'])
    const name = `piece.${piece}.${condition}`
    const read = readTexts(factors).map((text) => lower(parseTerm(text), scope))
    if (typeof piece !== 'number' || typeof condition !== 'number') refuse('format', 'a wall is given by numbers')
    if (walls.has(name) || !read.every(isAffine)) refuse('pieces', 'walls must be affine and named once')
    walls.set(name, read)
  }
  return walls
}

/**
 * At a wall {w = 0}, w = Πℓ, which the method does not cross: ⟨∂ℓ, ∂h_j⟩ = 0 on the hyperplane ℓ = 0; and g is C² up
 * to it where g > 0, with −∂²g(w, w) > 0 there on F = 0. At every other border of a cell g has a pole.
 */
export const invariantWallObligations = (claim: ReadClaim): Obligation[] => {
  const { scope } = claim.context
  const residuals = readSmoothResiduals(claim)
  const slopes = residuals.map((h) => gradient(lower(h, scope), scope.variables))
  const walls = readWalls(claim)
  const used = new Set<string>()
  const atWall = (name: string, piece: Piece, place: number, below: readonly Fact[]): Obligation[] | undefined => {
    const factors = walls.get(name)
    const conditions = relationFacts(piece.when, scope)
    const w = conditions[place]?.polynomial
    if (factors === undefined || w === undefined) return undefined
    used.add(name)
    const rest = subtract(w, factors.reduce(multiply, integer(1)))
    if (!vanishes(rest)) refuse('pieces', 'a wall is the product of its factors')
    const isWall = (k: number) => walls.has(name.replace(/\d+$/, String(k + 1)))
    const closed = conditions.map((c, k) => fact(c.polynomial, k === place ? '=' : isWall(k) ? '>=' : '>'))
    const tangent = factors.flatMap((l, a) =>
      slopes.map((slope, j): Obligation => {
        const goal = fact(inner(gradient(l, scope.variables), slope), '=')
        const sequent = sequentOf(claim.context, residuals, [fact(l, '=')], goal)
        return { name: `${name}.tangent.${a + 1}.${j + 1}`, sequent, refutable: false }
      }),
    )
    const bends = bendObligations(claim, piece, [...closed, ...below], `${name}.second-order`)
    return [...tangent, ...kinkObligations(claim, piece, [...closed, ...below], name), ...bends]
  }
  const obligations = boundaryObligations(claim, atWall)
  return used.size === walls.size ? obligations : refuse('pieces', 'a wall is no condition of a piece')
}
