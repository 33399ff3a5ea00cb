import type { Claim } from '../../kernel/claim.ts'
import type { Obligation } from '../../kernel/reading.ts'
import type { Hints } from '../attempt.ts'
import type { Effort } from '../direct-proofs.ts'
import { EFFORTS } from '../sequent-prover.ts'
import type { Question, Strategy } from './question.ts'

/** One step of a plan: a strategy with its effort, for each obligation or once for the claim. */
interface Step {
  readonly strategy: Strategy
  readonly milliseconds: number
  readonly effort?: Effort
  /** Only for obligations without equations among their hypotheses, whose points need not be solved for. */
  readonly isFree?: boolean
}

/** The effort of the first look: what most claims need. */
const LITTLE: Effort = { milliseconds: 80, degree: 4, depth: 0 }

/** The total in milliseconds from which on the rounds have their full size. */
const FULL = 8000

const WHOLE: ReadonlySet<Strategy> = new Set(['zeros', 'chains', 'curves'])

/** Where F = 0 and the sharpness is at most a number: some of these inequalities hold with equality. */
const isAboutSharpness = (claim: Claim): boolean =>
  (claim.claim === 'flat-minima' || claim.claim === 'flat-set') && claim.residuals.length > 1

/** Where g may be a distance to a band. */
const isAboutBand = (claim: Claim): boolean =>
  (claim.claim === 'second-order' || claim.claim === 'regularity-of-g') &&
  claim.g.some(({ value }) => value.includes('max('))

const firstSteps = (claim: Claim): readonly Step[] =>
  claim.claim === 'coercive'
    ? [
        { strategy: 'curves', milliseconds: 10 },
        { strategy: 'chains', milliseconds: 800 },
        { strategy: 'curves', milliseconds: 100 },
      ]
    : [
        // The determinant of a large map is better not even looked at as a polynomial.
        ...(claim.claim === 'full-rank' && claim.residuals.length > 2
          ? [{ strategy: 'minors', milliseconds: 4000 } as const]
          : []),
        ...(claim.claim === 'decrease' || claim.claim === 'subregularity'
          ? [{ strategy: 'first order', milliseconds: 8000 } as const]
          : []),
        ...(claim.claim === 'critical-values' && claim.loss === 'l1'
          ? [{ strategy: 'exchange', milliseconds: 4000 } as const]
          : []),
        { strategy: 'signs', milliseconds: 200 },
        ...(isAboutSharpness(claim) ? [{ strategy: 'tight bounds', milliseconds: 8000 } as const] : []),
        { strategy: 'counterexamples', milliseconds: 10, isFree: true },
        ...(isAboutBand(claim) ? [{ strategy: 'bands', milliseconds: 8000 } as const] : []),
        ...(claim.claim === 'nonzero-directions'
          ? [
              { strategy: 'counterexamples', milliseconds: 100 } as const,
              { strategy: 'sign choices', milliseconds: 8000 } as const,
            ]
          : []),
        ...(claim.claim === 'second-order'
          ? [
              { strategy: 'counterexamples', milliseconds: 100 } as const,
              ...(claim.loss === 'l1' ? [{ strategy: 'sign choices', milliseconds: 8000 } as const] : []),
              { strategy: 'summands', milliseconds: 400 } as const,
            ]
          : []),
        { strategy: 'at once', milliseconds: 200, effort: LITTLE },
        ...(claim.claim === 'second-order' ? [] : [{ strategy: 'counterexamples', milliseconds: 100 } as const]),
      ]

const laterSteps = (claim: Claim, effort: Effort): readonly Step[] => {
  const { milliseconds, depth } = effort
  if (claim.claim === 'coercive') {
    return [
      { strategy: 'counterexamples', milliseconds: milliseconds / 5 },
      { strategy: 'curves', milliseconds: 2 * milliseconds },
      { strategy: 'chains', milliseconds: 4 * milliseconds },
    ]
  }
  const cases: Step = { strategy: 'cases', milliseconds: 8 * milliseconds }
  // Critical points lie in many pieces; elsewhere a sum of squares is more likely.
  const isPieced = claim.claim === 'critical-values'
  const isMap = claim.claim === 'full-rank' && claim.residuals.length > 1
  return [
    ...(isPieced ? [cases] : []),
    ...(isMap ? [{ strategy: 'minors', milliseconds: 8 * milliseconds } as const] : []),
    { strategy: 'reductions', milliseconds: 2 * milliseconds },
    { strategy: 'equations', milliseconds },
    { strategy: 'cone', milliseconds: 2 * milliseconds },
    // After what ends by itself where it finds nothing: this goes on for all its time where the claim is true.
    { strategy: 'counterexamples', milliseconds: 0.8 * milliseconds },
    { strategy: 'points', milliseconds: 2 * milliseconds },
    ...(isPieced ? [] : [cases]),
    ...(claim.claim === 'second-order' ? [{ strategy: 'summands', milliseconds: 8 * milliseconds } as const] : []),
    ...(depth > 0 ? [{ strategy: 'splits', milliseconds: 6 * milliseconds } as const] : []),
  ]
}

/**
 * The questions of a claim, in rounds of growing effort and in each round in the order in which their answers count.
 * The first round takes milliseconds where it can settle the claim. Nothing here depends on a clock: `total` is the
 * work that may be done in all, of which a short one makes the rounds smaller.
 */
export const questionsOf = (
  claim: Claim,
  obligations: readonly Obligation[],
  hints: Hints,
  total: number,
): readonly (readonly Question[])[] => {
  const scale = Math.min(1, total / FULL)
  const sized = ({ milliseconds, ...effort }: Effort): Effort => ({ ...effort, milliseconds: milliseconds * scale })
  const ask = ({ strategy, milliseconds, effort = LITTLE, isFree = false }: Step): readonly Question[] => {
    const question = { claim, strategy, effort, milliseconds: Math.min(milliseconds, total), hints }
    if (WHOLE.has(strategy)) return [question]
    const asked = obligations.filter(({ sequent }) => !isFree || sequent.hypotheses.every(({ op }) => op !== '='))
    return asked.map(({ name }) => ({ ...question, obligation: name }))
  }
  const later = EFFORTS.map(sized).map((effort) => laterSteps(claim, effort).map((step): Step => ({ ...step, effort })))
  // Where f is zero is only asked once nothing else is open.
  const zeros = (milliseconds: number): readonly Step[] =>
    claim.claim === 'minimum-zero' ? [{ strategy: 'zeros', milliseconds }] : []
  const rounds = [firstSteps(claim), zeros(1500), ...later, zeros(total)]
  return rounds.map((steps) => steps.flatMap(ask)).filter((round) => round.length > 0)
}
