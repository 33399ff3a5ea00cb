import { parseTerm } from '../kernel/parse-term.ts'
import type { ClaimEntry } from '../theorems/check-result.ts'
import { record, string } from './certificate-json.ts'
import { type ClaimOf, certificateOf, explanations, GRAD_H_SQUARED, gradientRows, scopeOf } from './claim-parts.ts'
import { CLAIM_TITLES } from './claim-words.ts'
import { type Block, type Formula, paragraph, text } from './document.ts'
import { formulaOf, joined, pointFormula, symbolic } from './formula.ts'

const PHI = symbolic('\\varphi', 'phi')

/** f = φ(|h|), with the gradients of h and f. */
export const structureSection = (entry: ClaimEntry, claim: ClaimOf<'structure'>): readonly Block[] => {
  const scope = scopeOf(claim)
  const title = CLAIM_TITLES[entry.id]
  const [residual, ...more] = claim.residuals
  if (residual === undefined) return []
  if (more.length > 0) return severalSection(claim, title)
  const phi = joined(symbolic('\\varphi(t)', 'phi(t)'), '=', formulaOf(claim.phi))
  return [
    paragraph(
      text`Let ${joined(symbolic('h', 'h'), '=', formulaOf(residual))}. Then ${symbolic('f = \\varphi(|h|)', 'f = phi(|h|)')} with ${phi}, an increasing function of ${symbolic('t \\ge 0', 't >= 0')} with ${symbolic('\\varphi(0) = 0', 'phi(0) = 0')}, so that ${symbolic('M = \\{h = 0\\}', 'M = {h = 0}')}: normalized gradient descent depends on $h$ alone, not on ${PHI}. The gradients are`,
      title,
    ),
    {
      kind: 'display',
      rows: [...gradientRows('h', parseTerm(residual), scope), ...gradientRows('f', parseTerm(claim.f), scope)],
    },
  ]
}

/** f = φ(|F|) or φ(|F|₁), with the gradients of the residuals. */
const severalSection = (claim: ClaimOf<'structure'>, title: string): readonly Block[] => {
  const scope = scopeOf(claim)
  const names = claim.residuals.map((_, i) => symbolic(`h_{${i + 1}}`, `h${i + 1}`))
  const rows = claim.residuals.map((h, i) => ({
    left: names[i] as Formula,
    relation: '=' as const,
    right: [formulaOf(h)],
  }))
  const F = symbolic(`F = (h_1, \\dots, h_{${names.length}})`, `F = (h1, ..., h${names.length})`)
  const norm =
    claim.loss === 'l2'
      ? symbolic('f = \\varphi(|F|)', 'f = phi(|F|)')
      : symbolic('f = \\varphi(|F|_1)', 'f = phi(|F|_1)')
  const size =
    claim.loss === 'l2'
      ? symbolic('|F|^2 = \\sum_i h_i^2', '|F|^2 = sum h_i^2')
      : symbolic('|F|_1 = \\sum_i |h_i|', '|F|_1 = sum |h_i|')
  const phi = joined(symbolic('\\varphi(t)', 'phi(t)'), '=', formulaOf(claim.phi))
  const slopes = claim.residuals.flatMap((h, i) => gradientRows((names[i] as Formula).latex, parseTerm(h), scope))
  return [
    paragraph(text`Let ${F} with`, title),
    { kind: 'display', rows },
    paragraph(
      text`Then ${norm}, ${size}, with ${phi}, an increasing function of ${symbolic('t \\ge 0', 't >= 0')} with ${symbolic('\\varphi(0) = 0', 'phi(0) = 0')}, so that ${symbolic('M = \\{F = 0\\}', 'M = {F = 0}')}: normalized gradient descent does not depend on ${PHI}. The gradients are`,
    ),
    { kind: 'display', rows: slopes },
  ]
}

const CLASSES = {
  semialgebraic: text`semialgebraic`,
  exponential: text`definable in ${symbolic('\\mathbb{R}_{\\exp}', 'R_exp')}`,
  analytic: text`definable in ${symbolic('\\mathbb{R}_{\\mathrm{an},\\exp}', 'R_an,exp')} on compact sets`,
}

export const tameSection = (entry: ClaimEntry, claim: ClaimOf<'tame'>): readonly Block[] => [
  paragraph(
    text`The function $f$ is defined everywhere, locally Lipschitz and ${CLASSES[claim.class]}.`,
    CLAIM_TITLES[entry.id],
  ),
]

/** min f = 0, with the zero that shows it is attained. */
export const minimumSection = (entry: ClaimEntry, claim: ClaimOf<'minimum-zero'>): readonly Block[] => {
  const attained = record(certificateOf(entry).attained)
  const point = record(attained.point)
  const at = (from: typeof point) => pointFormula(claim.context.variables.map((name) => string(from[name])))
  const zero =
    attained.point === undefined
      ? text`$h$ changes its sign between ${at(record(record(attained.segment).from))} and ${at(record(record(attained.segment).to))}`
      : text`$f$ vanishes at ${at(point)}`
  return [
    paragraph(
      text`${symbolic('f \\ge 0', 'f >= 0')} everywhere, and ${zero}: ${symbolic('\\min f = 0', 'min f = 0')} is attained.`,
      CLAIM_TITLES[entry.id],
    ),
  ]
}

const GRAM_DETERMINANT = symbolic('\\det(DF\\,DF^\\top)', 'det(DF DF^T)')

/** DF has full rank on M, and what directions that leaves. */
const rankOfSeveral = (entry: ClaimEntry, claim: ClaimOf<'full-rank'>): readonly Block[] => [
  paragraph(
    text`On $M$, where ${symbolic('F = 0', 'F = 0')}, the gradients of the residuals are linearly independent:`,
    CLAIM_TITLES[entry.id],
  ),
  ...explanations(entry, claim, (name) => name === 'rank', GRAM_DETERMINANT),
  paragraph(
    text`So the normalized gradients of $f$ accumulate on $M$ only at ${symbolic('v/|v|', 'v/|v|')} with ${symbolic('v = DF^\\top r', 'v = DF^T r')}: for $|F|$ with any ${symbolic('r \\ne 0', 'r != 0')}, for ${symbolic('|F|_1', '|F|_1')} with ${symbolic('r_i = \\pm 1', 'r_i = +-1')}.`,
  ),
]

/** ∇h ≠ 0 on M, and what the normalized subdifferential is there. */
export const fullRankSection = (entry: ClaimEntry, claim: ClaimOf<'full-rank'>): readonly Block[] =>
  claim.residuals.length > 1 ? rankOfSeveral(entry, claim) : rankOfOne(entry, claim)

const rankOfOne = (entry: ClaimEntry, claim: ClaimOf<'full-rank'>): readonly Block[] => [
  paragraph(
    text`On $M$, where ${symbolic('h = 0', 'h = 0')}, the gradient of $h$ does not vanish:`,
    CLAIM_TITLES[entry.id],
  ),
  ...explanations(entry, claim, (name) => name === 'rank', GRAD_H_SQUARED),
  paragraph(
    text`So the normalized gradients of $f$ accumulate on $M$ exactly at ${symbolic('\\pm\\nabla h/|\\nabla h|', '+-grad h/|grad h|')}.`,
  ),
]

const CRITICAL = {
  l2: symbolic('DF^\\top F = 0', 'DF^T F = 0'),
  l1: symbolic('DF^\\top s = 0,\\ s_i h_i = |h_i|,\\ |s_i| \\le 1', 'DF^T s = 0, s_i h_i = |h_i|, |s_i| <= 1'),
}

/** The proved lower bound of the positive critical values. */
export const criticalSection = (entry: ClaimEntry, claim: ClaimOf<'critical-values'>): readonly Block[] => {
  const none = claim.level === 'infinity'
  const nowhere = claim.loss === 'single' ? text`, that is, ${symbolic('\\nabla h \\ne 0', 'grad h != 0')} there` : []
  const opening = none
    ? text`Outside $M$ there is no critical point of $f$${nowhere}.`
    : claim.loss !== 'single'
      ? text`Every positive critical value of $f$ is at least ${formulaOf(claim.level)}: where ${CRITICAL[claim.loss]} and ${symbolic('F \\ne 0', 'F != 0')}, ${joined(symbolic('f', 'f'), '≥', formulaOf(claim.level))}.`
      : text`Every positive critical value of $f$ is at least ${formulaOf(claim.level)}: where ${symbolic('\\nabla h = 0', 'grad h = 0')} and ${symbolic('h \\ne 0', 'h != 0')}, ${joined(symbolic('f', 'f'), '≥', formulaOf(claim.level))}.`
  const excess = joined(symbolic('f', 'f'), '-', formulaOf(claim.level))
  const proofs = explanations(entry, claim, (name) => name === 'level', excess)
  return [paragraph(opening, CLAIM_TITLES[entry.id]), ...proofs]
}
