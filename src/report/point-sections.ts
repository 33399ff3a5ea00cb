import type { Claim, PointJson } from '../kernel/claim.ts'
import type { ClaimEntry } from '../theorems/check-result.ts'
import { type ClaimOf, constantWords, explanations, GRAD_H_SQUARED } from './claim-parts.ts'
import { CLAIM_TITLES } from './claim-words.ts'
import { type Block, type Formula, paragraph, text } from './document.ts'
import { formulaOf, joined, pointFormula, pointsFormula, relationOf, symbolic } from './formula.ts'

const coordinates = (points: readonly PointJson[], claim: Claim): readonly (readonly string[])[] =>
  points.map((point) => claim.context.variables.map((name) => point[name] ?? ''))

const pointSet = (points: readonly PointJson[], claim: Claim): Formula => pointsFormula(coordinates(points, claim))

const M = symbolic('M', 'M')

/** M ∩ Z, all of it. */
export const solutionSection = (entry: ClaimEntry, claim: ClaimOf<'solution-set'>): readonly Block[] => {
  const conditions = claim.assume.flatMap((relation) => [', ', relationOf(relation)])
  const equations = claim.equations.flatMap((equation, i) => [
    i === 0 ? '' : ', ',
    joined(formulaOf(equation), '=', '0'),
  ])
  return [
    paragraph(
      text`The real solutions of ${equations}${conditions} are exactly the points of ${pointSet(claim.points, claim)}.${constantWords(claim.context.constants)}`,
      CLAIM_TITLES[entry.id],
    ),
    ...explanations(entry, claim, (name) => name === 'complete'),
  ]
}

/** The minimizers of |∇h| on M. */
export const flatSection = (entry: ClaimEntry, claim: ClaimOf<'flat-minima'>): readonly Block[] => {
  const points = pointSet(claim.points, claim)
  return [
    paragraph(
      text`On $M$ one has ${joined(GRAD_H_SQUARED, '≥', formulaOf(claim.minimum))}, with equality exactly on ${points}: these are the flat minima of $f$.${constantWords(claim.context.constants)}`,
      CLAIM_TITLES[entry.id],
    ),
    ...explanations(entry, claim, (name) => name === 'minimal', joined(GRAD_H_SQUARED, '-', formulaOf(claim.minimum))),
  ]
}

export const sharpnessSection = (entry: ClaimEntry, claim: ClaimOf<'constant-sharpness'>): readonly Block[] => [
  paragraph(
    text`On ${M} one has ${joined(GRAD_H_SQUARED, '=', formulaOf(claim.value))} throughout: every minimum is equally flat.${constantWords(claim.context.constants)}`,
    CLAIM_TITLES[entry.id],
  ),
]

export const strictSection = (entry: ClaimEntry, claim: ClaimOf<'strict-minimum'>): readonly Block[] => {
  const point = pointFormula(claim.context.variables.map((name) => claim.point[name] ?? ''))
  return [
    paragraph(
      text`The point ${point} is a strict local minimum of $f + g$: within distance ${formulaOf(claim.radius)} it is the only common zero of $f$ and $g$.${constantWords(claim.context.constants)}`,
      CLAIM_TITLES[entry.id],
    ),
    ...explanations(entry, claim, (name) => name === 'isolated'),
  ]
}
