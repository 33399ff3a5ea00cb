import type { Claim, PointJson, WitnessJson } from '../kernel/claim.ts'
import type { ClaimEntry } from '../theorems/check-result.ts'
import { type ClaimOf, constantWords, explanations, GRAD_H_SQUARED } from './claim-parts.ts'
import { CLAIM_TITLES } from './claim-words.ts'
import { type Block, type Formula, type Inline, paragraph, text } from './document.ts'
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

/** The sharpness of f on M. */
const sharpnessOf = ({ loss, residuals }: ClaimOf<'flat-minima' | 'flat-set' | 'constant-sharpness'>): Formula =>
  residuals.length === 1
    ? GRAD_H_SQUARED
    : loss === 'l2'
      ? symbolic('\\lambda_{\\max}(DF\\,DF^\\top)', 'lambda_max(DF DF^T)')
      : symbolic('\\max_s |DF^\\top s|^2', 'max_s |DF^T s|^2')

/** The minimizers of the sharpness on M. */
export const flatSection = (entry: ClaimEntry, claim: ClaimOf<'flat-minima'>): readonly Block[] => {
  const points = pointSet(claim.points, claim)
  return [
    paragraph(
      text`On $M$ one has ${joined(sharpnessOf(claim), '≥', formulaOf(claim.minimum))}, with equality exactly on ${points}: these are the flat minima of $f$.${constantWords(claim.context.constants)}`,
      CLAIM_TITLES[entry.id],
    ),
    ...explanations(
      entry,
      claim,
      (name) => name === 'minimal',
      joined(sharpnessOf(claim), '-', formulaOf(claim.minimum)),
    ),
  ]
}

const isNamed = (name: string): boolean => name === 'minimal' || name === 'attained' || name.startsWith('described.')

const zeros = (equations: readonly string[]): readonly Formula[] =>
  equations.map((equation) => joined(formulaOf(equation), '=', '0'))

const listed = (formulas: readonly Formula[]): readonly Inline[] =>
  formulas.flatMap((formula, i) => (i === 0 ? [formula] : [', ', formula]))

/** Where the set is not empty: the point, or the path that meets it. */
const witnessWords = (claim: Claim & { readonly witness: WitnessJson }): readonly Inline[] => {
  const { witness } = claim
  if ('point' in witness) return text`One of them is ${pointFormula(coordinates([witness.point], claim)[0] ?? [])}.`
  const path = pointFormula(coordinates([witness.path], claim)[0] ?? [])
  return text`One of them is ${path} for some $t$ between ${formulaOf(witness.from)} and ${formulaOf(witness.to)}, where the last of the equations changes its sign.`
}

/** M ∩ Z by equations, where it is not finite. */
export const describedSection = (entry: ClaimEntry, claim: ClaimOf<'described-set'>): readonly Block[] => {
  const conditions = claim.assume.map(relationOf)
  const given = listed([...zeros(claim.equations), ...conditions])
  const described = listed([...zeros(claim.description), ...conditions])
  return [
    paragraph(
      text`The real solutions of ${given} are exactly the points with ${described}. ${witnessWords(claim)}${constantWords(claim.context.constants)}`,
      CLAIM_TITLES[entry.id],
    ),
    ...explanations(entry, claim, (name) => name.startsWith('described.') || name.startsWith('attained.')),
  ]
}

/** The minimizers of the sharpness on M by equations. */
export const flatSetSection = (entry: ClaimEntry, claim: ClaimOf<'flat-set'>): readonly Block[] => [
  paragraph(
    text`On $M$ one has ${joined(sharpnessOf(claim), '≥', formulaOf(claim.minimum))}, with equality exactly where ${listed(zeros(claim.equations))}: there $f$ is least sharp. ${witnessWords(claim)}${constantWords(claim.context.constants)}`,
    CLAIM_TITLES[entry.id],
  ),
  ...explanations(entry, claim, isNamed),
]

export const sharpnessSection = (entry: ClaimEntry, claim: ClaimOf<'constant-sharpness'>): readonly Block[] => [
  paragraph(
    text`On ${M} one has ${joined(sharpnessOf(claim), '=', formulaOf(claim.value))} throughout: every minimum is equally sharp.${constantWords(claim.context.constants)}`,
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

/** The projection formula by distances, where M is where some variables are 0. */
export const projectionSection = (entry: ClaimEntry, claim: ClaimOf<'projection-formula'>): readonly Block[] => {
  const { context, normal, constant, radius } = claim
  const point = pointFormula(context.variables.map((name) => claim.point[name] ?? ''))
  const tangential = context.variables.filter((name) => !normal.includes(name))
  const set = normal.flatMap((name, i) => [i === 0 ? '' : ', ', joined(formulaOf(name), '=', '0')])
  const c = formulaOf(constant)
  const bound = symbolic(
    `\\sum_j (\\partial_j f)^2 \\le ${constant === '1' ? '' : `${c.latex}\\,`}d(x, M)^2\\,|\\nabla f|^2`,
    `sum_j (d_j f)^2 <= ${constant === '1' ? '' : `${c.plain}*`}d(x, M)^2*|grad f|^2`,
  )
  const others = tangential.flatMap((name, i) => [i === 0 ? '' : ', ', formulaOf(name)])
  return [
    paragraph(
      text`Within distance ${formulaOf(radius)} of ${point} the derivatives of $f$ in ${others} satisfy ${bound} for ${M} given by ${set}. So the normalized perturbed projection formula holds there along ${M} ([J], Lemma 3.28).`,
      CLAIM_TITLES[entry.id],
    ),
    ...explanations(entry, claim, () => true),
  ]
}

/** Gradients at a point: the kernels of Proposition 3.34 meet in 0. */
export const independentSection = (entry: ClaimEntry, claim: ClaimOf<'independent'>): readonly Block[] => {
  const { context, quantities } = claim
  const point = pointFormula(context.variables.map((name) => claim.point[name] ?? ''))
  const listed = quantities.flatMap((quantity, i) => [i === 0 ? '' : ', ', formulaOf(quantity)])
  return [
    paragraph(
      text`At ${point} the ${quantities.length === 1 ? 'gradient of' : 'gradients of'} ${listed} ${quantities.length === 1 ? 'is not 0' : 'are linearly independent'}.${constantWords(context.constants)}`,
      CLAIM_TITLES[entry.id],
    ),
  ]
}
