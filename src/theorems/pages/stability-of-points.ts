import type { Claim } from '../../kernel/claim.ts'
import { commonConstants, constantWords, exactPoint } from '../exact-points.ts'
import { extendsContext, groundsIn, type HypothesisId, type Subject, trustIn, weakest } from '../hypothesis.ts'
import { areIndependent } from '../independent-gradients.ts'
import { seemsTrue } from '../sampled-relation.ts'
import { lawsAmong, strictMinima, strictnessAt } from '../strict-minima.ts'
import { strictByKernels } from '../strictness-by-kernels.ts'
import { type StabilityAtPoint, theorem28, theorem28Claims } from '../theorem-2-8.ts'
import { theorem29 } from '../theorem-2-9.ts'
import { type Choice, type Matter, NO_SUBJECT, type Question, standingBy, type TheoremPage } from '../theorem-page.ts'
import { theoremS } from '../theorem-s.ts'
import { theoremSOrder } from '../theorem-s-order.ts'
import { checklistChoices, flowChoice } from './choices.ts'
import { kernelQuestions } from './kernel-questions.ts'

const pointWords = (points: readonly (readonly string[])[]): string =>
  points.map((texts) => `(${texts.join(', ')})`).join(', ')

const MOST_POINTS = 2

/** Points that were proved to be strict minima of f + g, with a ball and steps to try. */
const candidates = ({ subject, checked }: Matter): readonly StabilityAtPoint[] =>
  subject === undefined
    ? []
    : strictMinima(subject, checked)
        .filter(({ context, point }) => Object.keys(exactPoint(context, point).constants).length === 0)
        .filter((place) => areIndependent(subject.residuals, place))
        .slice(0, MOST_POINTS)
        .map(({ point }) => ({ point, radius: '1/10', step: '1/10', weight: '1' }))

/** Whether more is known of the points of M ∩ Z than that they are d-stable. */
const isAttracted = (subject: Subject, checked: readonly unknown[]): boolean =>
  [theoremS, theoremSOrder, theorem29].some((theorem) => theorem(subject, checked) !== undefined)

/** What the page has of its own, the hardest first: that no short step increases g, and that the point is a strict minimum. */
const short = (claims: readonly Claim[]): readonly Question[] =>
  claims
    .flatMap((claim): Question[] => {
      if (claim.claim === 'strict-minimum') return [{ id: 'strict-minimum', claim }]
      return claim.claim === 'relation' || claim.claim === 'independent' ? [{ id: 'short-steps', claim }] : []
    })
    .sort((a, b) => lengthOf(b) - lengthOf(a))

const lengthOf = ({ claim }: Question): number => (claim.claim === 'relation' ? claim.goal.length : 0)

/** [J], Theorem 2.8: d-stability of a point. */
export const THEOREM_2_8: TheoremPage = {
  id: 'theorem-2-8',
  title: 'd-stable points',
  citation: '[J], Theorem 2.8 and Assumption 2.7',
  tag: 'R+',
  statement:
    'If f is locally Lipschitz and definable, g is continuous and d-Lyapunov near x̄ ∈ M, and x̄ is a strict local minimum of f + g, then x̄ is d-stable. That g is d-Lyapunov is shown for every step at once: g(x − DFᵀr) ≤ g(x) for x in a ball and |DFᵀr| ≤ ᾱ.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'DF of full rank at x̄',
    'g does not increase in any short step',
    'strict-minimum',
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-2-8.ts',
  stands: (matter) => {
    const { subject, checked } = matter
    if (subject === undefined) return NO_SUBJECT
    const found = candidates(matter).flatMap((at) => {
      const trust = theorem28(subject, at, checked)
      return trust === undefined ? [] : [{ trust, texts: exactPoint(subject.context, at.point).texts }]
    })
    if (found.length > 0) {
      return {
        status: 'applies',
        trust: weakest(found.map(({ trust }) => trust)),
        says: `Each of ${pointWords(found.map(({ texts }) => texts))} is d-stable: runs that start near it, with small steps of any lengths, stay near it.`,
      }
    }
    const steps: Choice = { name: 'g does not increase in any short step near a strict minimum', anyOf: [] }
    return standingBy([...checklistChoices(subject, ['structure', 'tame', 'minimum-zero']), steps], matter, '')
  },
  asks: (matter) => {
    const { subject, checked } = matter
    if (subject === undefined || isAttracted(subject, checked)) return []
    const basis = checklistChoices(subject, ['structure', 'tame', 'minimum-zero', 'regularity-of-g'])
    if (!basis.every(({ anyOf }) => anyOf.some((claim) => trustIn(claim, checked) !== undefined))) return []
    // One point after the other, as long as it comes out.
    const next = candidates(matter).find((at) => theorem28(subject, at, checked) === undefined)
    const claims = next === undefined ? [] : (theorem28Claims(subject, next) ?? [])
    const isHopeful = claims.every((claim) => seemsTrue(claim, next?.point))
    return claims.length > 0 && isHopeful ? [short(claims)] : []
  },
}

const LOCAL: readonly HypothesisId[] = [
  'structure',
  'tame',
  'minimum-zero',
  'full-rank',
  'regularity-of-g',
  'second-order',
  'boundary',
]

/** [J], Theorem 2.9 with Proposition 2.6; the conclusion itself is drawn in `theorem-2-9.ts`. */
export const THEOREM_2_9: TheoremPage = {
  id: 'theorem-2-9',
  title: 'Asymptotically d-stable points',
  citation: '[J], Theorem 2.9 with Proposition 2.6',
  tag: 'R+',
  statement:
    'Let X = argmin(f + g) ⊂ M be bounded, f locally Lipschitz and definable, g continuous near X and p-d-Lyapunov near every point of M \\ X near X. Then X is asymptotically p-d-stable: starts near it with small steps, α_k → 0 and Σ α_k^p = ∞, converge to it. Used for single points with p = 2.',
  hypotheses: [
    'structure',
    'tame',
    'minimum-zero',
    'full-rank',
    'conserved or lyapunov',
    'regularity-of-g',
    'second-order',
    'boundary',
    'strict-minimum',
  ],
  conclusion: 'proved',
  file: 'src/theorems/theorem-2-9.ts',
  stands: (matter) => {
    const { subject, checked } = matter
    if (subject === undefined) return NO_SUBJECT
    const conclusion = theorem29(subject, checked)
    if (conclusion?.trust !== undefined) return { status: 'applies', trust: conclusion.trust, says: conclusion.text }
    const isStrict = strictMinima(subject, checked).length > 0
    const minimum: readonly Choice[] = isStrict ? [] : [{ name: 'strict-minimum', anyOf: [] }]
    const choices = [...checklistChoices(subject, LOCAL), flowChoice(subject), ...minimum]
    return standingBy(
      choices,
      matter,
      'The points proved to be strict local minima of f + g are asymptotically 2-d-stable.',
    )
  },
}

/** [J], Proposition 3.34, with the condition on the level set. */
export const PROPOSITION_3_34: TheoremPage = {
  id: 'proposition-3-34',
  title: 'Strict minima by kernels',
  citation: '[J], Proposition 3.34',
  tag: 'R+',
  statement:
    'If f ≥ 0 = f(x̄) near x̄, f = 0 near x̄ only where the equations E = 0 of M hold, and the gradients at x̄ of E and of the laws c span ℝⁿ, then x̄ is a strict local minimum of f + |c − c(x̄)|.',
  hypotheses: [
    'structure, or f ≥ 0 in a ball and f = 0 there only on M',
    'independent: n of the gradients of E and c at x̄',
  ],
  added: [
    {
      hypothesis: '[f = f(x̄)] = M near x̄',
      because: 'f = (xy)² with M = {0} and any constant c passes the rank test, and 0 is not strict',
    },
  ],
  conclusion: 'proved',
  file: 'src/theorems/strictness-by-kernels.ts',
  stands: (matter) => {
    const { subject, checked } = matter
    if (subject === undefined) return NO_SUBJECT
    const found = groundsIn(checked).flatMap(({ claim }) => {
      if (claim.claim !== 'independent' || !extendsContext(claim.context, subject.context)) return []
      const { context, point, quantities } = claim
      const laws = lawsAmong(quantities, subject)
      const trust = strictByKernels(strictnessAt(subject, context, point, laws), quantities, checked)
      return trust === undefined ? [] : [{ trust, laws, ...exactPoint(context, point) }]
    })
    // One name that stands for two numbers says nothing of either.
    const constants = commonConstants(found)
    if (found.length > 0 && constants !== undefined) {
      const laws = [...new Set(found.flatMap((one) => one.laws))]
      return {
        status: 'applies',
        trust: weakest(found.map(({ trust }) => trust)),
        says: `Each of ${pointWords(found.map(({ texts }) => texts))} is a strict local minimum of f + |c − c(x̄)|${laws.length === 0 ? '' : ` with c = (${laws.join(', ')})`}.${constantWords(constants)}`,
      }
    }
    const rank: Choice = { name: 'independent', anyOf: [] }
    return standingBy([...checklistChoices(subject, ['structure']), rank], matter, '')
  },
  asks: kernelQuestions,
}
