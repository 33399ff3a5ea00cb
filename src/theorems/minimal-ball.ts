import type { MinimalBall } from '../dynamics/minimal-ball.ts'
import type { Claim, TameClass } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { difference, number, printRelation, printTerm, raised, sum, symbol, type Term } from '../kernel/term.ts'
import type { Conclusion } from './check-result.ts'
import { commonTrust } from './hypothesis.ts'

/** An objective that is not known to be φ(t) of residuals. */
export interface PlainObjective {
  readonly context: ContextJson
  readonly f: string
  readonly tameClass: TameClass
}

const distanceSquared = ({ variables }: ContextJson, { centre }: MinimalBall): Term =>
  sum(
    ...variables.map((name, i) => {
      const c = centre[i] ?? Q.ZERO
      return raised(Q.isZero(c) ? symbol(name) : difference(symbol(name), number(c)), 2)
    }),
  )

/**
 * The claims by which f is least at every point of the ball |x − c| < r: f is defined everywhere, f(x) ≥ v everywhere,
 * and f(x) = v where r² > |x − c|².
 */
export const minimalBallClaims = ({ context, f, tameClass }: PlainObjective, ball: MinimalBall): readonly Claim[] => {
  const objective = parseTerm(f)
  const least = number(ball.value)
  const radiusSquared = number(Q.multiply(ball.radius, ball.radius))
  const inside = printRelation({ left: radiusSquared, op: '>', right: distanceSquared(context, ball) })
  return [
    { claim: 'tame', context, f, class: tameClass },
    {
      claim: 'relation',
      context,
      assume: [inside],
      goal: printRelation({ left: objective, op: '=', right: least }),
    },
    { claim: 'relation', context, assume: [], goal: printRelation({ left: objective, op: '>=', right: least }) },
  ]
}

/**
 * What follows where f has its least value on an open ball: the set of minimizers is no smooth set of lower dimension,
 * and each point x of the ball is flat, because f̊(x, r) = 0 for small r, which is ≤ f̊(y, r) for every y ([J],
 * Definition 3.31 [R+]). Gradients are 0 there, so a run that enters stays. Undefined where a claim was not proved.
 *
 * @example max(x*y − 1, 0)² is 0 on the ball of radius 1 around (0, 0)
 */
export const minimalBallConclusion = (
  objective: PlainObjective,
  ball: MinimalBall,
  checked: readonly unknown[],
): Conclusion | undefined => {
  const isBall = Q.sign(ball.radius) > 0 && ball.centre.length === objective.context.variables.length
  const trust = isBall ? commonTrust(minimalBallClaims(objective, ball), checked) : undefined
  if (trust === undefined) return undefined
  const centre = `(${ball.centre.map((c) => printTerm(number(c))).join(', ')})`
  const [radius, value] = [ball.radius, ball.value].map((q) => printTerm(number(q)))
  return {
    verdict: 'degenerate',
    trust,
    paper: '[J], Definition 3.31 [R+]',
    text:
      `f has its least value ${value} at every point closer than ${radius} to ${centre}: the minima contain an open ` +
      'set. Each minimum inside it is flat, because f does not vary near it, and the gradient vanishes there, so that ' +
      'a run that enters stays where it is. No regularizer is needed to choose among these minima, and the theorems ' +
      'about g do not apply, for they need a gradient of h that does not vanish on M.',
  }
}
