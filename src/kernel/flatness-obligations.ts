import type { Loss } from './claim.ts'
import { determinant, gradient, gramDeterminant, inner } from './derivative.ts'
import { descriptionFollows, readEquations, witnessed } from './described-set-obligations.ts'
import { combination } from './directions.ts'
import { lower } from './lower.ts'
import { at, awayFrom, readPoints, vanishing } from './point-obligations.ts'
import { integer, negate, type Polynomial, subtract, zero } from './polynomial.ts'
import {
  numbered,
  type Obligation,
  type ReadClaim,
  readLoss,
  readNumber,
  readSmoothResiduals,
  sequentOf,
} from './reading.ts'
import { refuse } from './refusal.ts'
import { fact, type Sequent, zeros } from './sequent.ts'
import type { Fact } from './sign.ts'
import { specialize } from './specialize.ts'
import type { Term } from './term.ts'

// The obligations of the claims about the sharpness of f on M = {F = 0} (`proofs/FORMAT.md` §5): |∂h|² for one residual,
// max |DFᵀs|² over s ∈ {−1, 1}^m for |F|₁, the largest eigenvalue of DF·DFᵀ for |F|₂.

const MOST_RESIDUALS = 12

/** All s ∈ {−1, 1}^m with s_1 = 1, the last entry changing first: s and −s give the same |DFᵀs|². */
const signPatterns = (m: number): Polynomial[][] => {
  let patterns = [[integer(1)]]
  for (let j = 1; j < m; j++) patterns = patterns.flatMap((s) => [1, -1].map((sign) => [...s, integer(sign)]))
  return patterns
}

/** The principal minors of a square matrix: for k from 1 to 2^m − 1 that of the rows j with bit j of k set. */
const principalMinors = (matrix: readonly (readonly Polynomial[])[]): Polynomial[] =>
  Array.from({ length: 2 ** matrix.length - 1 }, (_, k) => {
    const isIn = (__: unknown, j: number): boolean => (((k + 1) >> j) & 1) === 1
    return determinant(matrix.filter(isIn).map((row) => row.filter(isIn)))
  })

/**
 * The polynomials P_k such that the sharpness is at most `value` exactly where all P_k ≥ 0, and less exactly where all
 * P_k > 0 (of a matrix that is positive semidefinite, or definite: Sylvester).
 */
export const sharpnessBounds = (
  residuals: readonly Polynomial[],
  loss: Loss,
  value: Polynomial,
  variables: readonly string[],
): Polynomial[] => {
  const slopes = residuals.map((h) => gradient(h, variables))
  if (loss === 'l2') {
    return principalMinors(slopes.map((a, i) => slopes.map((b, j) => subtract(i === j ? value : zero, inner(a, b)))))
  }
  return signPatterns(slopes.length).map((s) => {
    const direction = combination(s, slopes, variables.length)
    return subtract(value, inner(direction, direction))
  })
}

/**
 * For v, a defined term without variables: `minimal`, on M nothing is less sharp than v, one goal or one contradiction;
 * and `least`, which together, given `minimal`, say that the sharpness is v.
 */
const readSharpness = (claim: ReadClaim, field: 'minimum' | 'value') => {
  const { context } = claim
  const { scope } = context
  const residuals = readSmoothResiduals(claim)
  const loss = readLoss(claim)
  if (residuals.length > MOST_RESIDUALS) refuse('obligation', `more than ${MOST_RESIDUALS} residuals`)
  const values = residuals.map((h) => lower(h, scope))
  const bounds = sharpnessBounds(values, loss, lower(readNumber(claim, field), scope), scope.variables)
  const onSet = zeros(residuals, scope)
  const [only, ...more] = bounds as [Polynomial, ...Polynomial[]]
  const sequent =
    more.length === 0
      ? sequentOf(context, residuals, onSet, fact(negate(only), '>='))
      : sequentOf(context, residuals, [...onSet, ...bounds.map((p) => fact(p, '>'))], 'false')
  return {
    residuals,
    onSet,
    minimal: { name: 'minimal', sequent, refutable: true } as Obligation,
    least: more.length === 0 ? [fact(negate(only), '=')] : bounds.map((p) => fact(p, '>=')),
  }
}

/** `name`, or `name.1`, `name.2`, … where there are several. */
const named = (name: string, obligations: readonly Obligation[]): Obligation[] =>
  obligations.map((o, k) => ({ ...o, name: obligations.length === 1 ? name : `${name}.${k + 1}` }))

const shown = (name: string, goals: readonly Fact[], given: Sequent): Obligation[] =>
  named(name, numbered(name, goals, given))

export const constantSharpnessObligations = (claim: ReadClaim): Obligation[] => {
  const { residuals, onSet, minimal, least } = readSharpness(claim, 'value')
  const constant = shown('constant', least, sequentOf(claim.context, residuals, onSet, 'false'))
  return least.length === 1 ? constant : [minimal, ...constant]
}

export const flatMinimaObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { residuals, onSet, minimal, least } = readSharpness(claim, 'minimum')
  const points = readPoints(claim)
  if (points.length === 0) refuse('point', 'at least one flat minimum is needed')
  const elsewhere = [...onSet, ...least, ...awayFrom(claim, points)]
  return [
    minimal,
    { name: 'complete', sequent: sequentOf(context, residuals, elsewhere, 'false'), refutable: true },
    ...points.flatMap((point, j): Obligation[] => {
      const values = new Map([...point].map(([name, value]) => [name, lower(value, context.scope)]))
      const goals = least.map(({ polynomial, op }) => fact(specialize(polynomial, values), op))
      return [
        ...named(
          `point.${j + 1}.residual`,
          residuals.map((h) => at(claim, '', vanishing(h), point)),
        ),
        ...shown(`point.${j + 1}.value`, goals, sequentOf(context, [], [], 'false')),
      ]
    }),
  ]
}

export const flatSetObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { residuals, onSet, minimal, least } = readSharpness(claim, 'minimum')
  const equations = readEquations(claim, 'equations')
  const attained = sequentOf(context, residuals, [...onSet, ...zeros(equations, context.scope)], 'false')
  return [
    minimal,
    ...descriptionFollows(claim, residuals, [...onSet, ...least], equations),
    ...shown('attained', least, attained),
    ...witnessed(claim, { given: residuals, assume: [], equations: [...residuals, ...equations] }),
  ]
}

/** On M = {h = 0} the part of ∂|∂h|² along M vanishes nowhere: next to each point of M there is a less sharp one. */
export const noFlatMinimumObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const [h, ...more] = readSmoothResiduals(claim) as [Term, ...Term[]]
  if (more.length > 0) refuse('obligation', 'one residual only')
  const slope = gradient(lower(h, scope), scope.variables)
  const goal = fact(gramDeterminant([slope, gradient(inner(slope, slope), scope.variables)]), '>')
  return [{ name: 'slope', sequent: sequentOf(context, [h], zeros([h], scope), goal), refutable: true }]
}
