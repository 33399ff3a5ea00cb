import { gradient, gramDeterminant, inner } from './derivative.ts'
import { domainConditions, kinks } from './domain.ts'
import { readList, readTexts } from './json.ts'
import { lower } from './lower.ts'
import { multiply, power, vanishes } from './normal-form.ts'
import { parseRelation, parseTerm } from './parse-term.ts'
import { add, type Polynomial, subtract, zero } from './polynomial.ts'
import {
  nonnegative,
  type Obligation,
  type ReadClaim,
  readPieces,
  readPlainTerm,
  readPoint,
  readPositive,
  requireDefined,
  requireSmooth,
  sequentAt,
  sequentOf,
  squaredDistance,
} from './reading.ts'
import { refuse } from './refusal.ts'
import { nonnegativePieces } from './regularizer-obligations.ts'
import { fact, relationFacts, zeros } from './sequent.ts'
import { conditionsHold, type Fact } from './sign.ts'
import { specialize } from './specialize.ts'
import { number, type Relation, raised, sides, substituteIn, sum, symbol, type Term } from './term.ts'

// The obligations of the claims about points (`proofs/FORMAT.md` §5).

const ZERO = number(0)
export const vanishing = (left: Term): Relation => ({ left, op: '=', right: ZERO })

export const readDefinedPoint = (claim: ReadClaim, json: Parameters<typeof readPoint>[0]): Map<string, Term> => {
  const { scope, assume } = claim.context
  const point = readPoint(json, scope.variables, scope)
  requireDefined([...point.values()], scope, relationFacts(assume, scope))
  return point
}

export const readPoints = (claim: ReadClaim): Map<string, Term>[] =>
  readList(claim.fields.points).map((json) => readDefinedPoint(claim, json))

export const at = (
  claim: ReadClaim,
  name: string,
  relation: Relation,
  point: ReadonlyMap<string, Term>,
): Obligation => ({
  name,
  sequent: sequentAt(claim.context, relation, point),
  refutable: true,
})

export const awayFrom = (claim: ReadClaim, points: readonly ReadonlyMap<string, Term>[]): Fact[] =>
  points.map((point) => fact(squaredDistance(point, claim.context.scope), '>'))

export const solutionSetObligations = (claim: ReadClaim): Obligation[] => {
  const { scope } = claim.context
  const assume = readTexts(claim.fields.assume).map(parseRelation)
  const equations = readTexts(claim.fields.equations).map(parseTerm)
  const points = readPoints(claim)
  const hypotheses = [...relationFacts(assume, scope), ...zeros(equations, scope), ...awayFrom(claim, points)]
  const terms = [...sides(assume), ...equations]
  return [
    { name: 'complete', sequent: sequentOf(claim.context, terms, hypotheses, 'false'), refutable: true },
    ...points.flatMap((point, j) => [
      ...equations.map((e, i) => at(claim, `point.${j + 1}.equation.${i + 1}`, vanishing(e), point)),
      ...assume.map((relation, k) => at(claim, `point.${j + 1}.assume.${k + 1}`, relation, point)),
    ]),
  ]
}

export const strictMinimumObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const f = readPlainTerm(claim, 'f')
  const pieces = readPieces(claim)
  const [piece] = pieces
  if (piece === undefined || pieces.length > 1 || piece.when.length > 0) {
    return refuse('pieces', 'a strict minimum is shown for a regularizer in one piece')
  }
  const point = readDefinedPoint(claim, claim.fields.point)
  const radius = readPositive(claim, 'radius')
  const distance = squaredDistance(point, scope)
  const near = [
    ...zeros([f, piece.value], scope),
    fact(distance, '>'),
    fact(subtract(multiply(radius, radius), distance), '>'),
  ]
  return [
    nonnegative(claim, f),
    ...nonnegativePieces(claim),
    at(claim, 'value.f', vanishing(f), point),
    at(claim, 'value.g', vanishing(piece.value), point),
    { name: 'isolated', sequent: sequentOf(context, [f, piece.value], near, 'false'), refutable: true },
  ]
}

/** The gradients of the quantities are linearly independent at the point: their Gram determinant is positive there. */
export const independentObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope, assume } = context
  const quantities = readTexts(claim.fields.quantities).map(parseTerm)
  if (quantities.length === 0) refuse('format', 'at least one quantity is needed')
  const point = readDefinedPoint(claim, claim.fields.point)
  // At the point the quantities must be differentiable: domain conditions and kinks hold there by sign.
  const conditions = [...domainConditions(quantities, scope), ...kinks(quantities, scope)].map((condition) =>
    substituteIn(condition, point),
  )
  if (!conditionsHold(conditions, relationFacts(assume, scope), scope)) {
    refuse('point', 'a quantity need not be differentiable at the point')
  }
  const values = new Map([...point].map(([name, value]) => [name, lower(value, scope)]))
  const rows = quantities.map((c) =>
    gradient(lower(c, scope), scope.variables).map((entry) => specialize(entry, values)),
  )
  const goal = fact(gramDeterminant(rows), '>')
  return [{ name: 'rank', sequent: sequentOf(context, [], [], goal), refutable: false }]
}

/** (∂_j f)² summed over the tangential j ≤ constant·d²·|∂f|² near the point of M = {x_i = 0, i ∈ normal}, d² = Σ x_i². */
export const projectionObligations = (claim: ReadClaim): Obligation[] => {
  const { scope } = claim.context
  const normal = readTexts(claim.fields.normal)
  const isProper = normal.length > 0 && new Set(normal).size === normal.length
  if (!isProper || !normal.every((name) => scope.variables.includes(name))) {
    refuse('point', '"normal" lists different variables, at least one')
  }
  const point = readDefinedPoint(claim, claim.fields.point)
  for (const name of normal) {
    if (!vanishes(lower(point.get(name) as Term, scope))) refuse('point', `the point is not on {${name} = 0}`)
  }
  const radius = readPositive(claim, 'radius')
  const ball = fact(subtract(multiply(radius, radius), squaredDistance(point, scope)), '>=')
  const distance = lower(sum(...normal.map((name) => raised(symbol(name), 2))), scope)
  const f = readPlainTerm(claim, 'f')
  requireSmooth(claim, [f])
  const slope = gradient(lower(f, scope), scope.variables)
  const constant = readPositive(claim, 'constant')
  const tangential = scope.variables.reduce<Polynomial>(
    (total, name, k) => (normal.includes(name) ? total : add(total, power(slope[k] as Polynomial, 2))),
    zero,
  )
  const goal = fact(subtract(multiply(constant, multiply(distance, inner(slope, slope))), tangential), '>=')
  return [{ name: 'projection', sequent: sequentOf(claim.context, [f], [ball], goal), refutable: false }]
}
