import { evaluate } from '../expression/evaluate.ts'
import type { Claim, PointJson } from '../kernel/claim.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { difference, type Relation } from '../kernel/term.ts'

const SAMPLES = 400
const TOLERANCE = 1e-12
/** Fractions of multiples of these fill a cube evenly. */
const STEPS = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].map((p) => Math.sqrt(p) % 1)
const SIZES = [2, 0.2, 0.1, 0.05]

/** How far a relation is from failing, in doubles: negative where it fails. */
const marginOf = ({ left, op, right }: Relation, at: ReadonlyMap<string, number>): number => {
  const value = evaluate(difference(left, right), at)
  if (op === '=') return -Math.abs(value)
  return op === '!=' ? Math.abs(value) : value
}

/**
 * Whether a relation without parameters holds at points around the one given, in doubles: says only whether it is worth
 * asking. True for other claims.
 */
export const seemsTrue = (claim: Claim, center: PointJson = {}): boolean => {
  if (claim.claim !== 'relation' || claim.goal === 'false' || claim.context.parameters.length > 0) return true
  const assume = claim.assume.map(parseRelation)
  const goal = parseRelation(claim.goal)
  const names = claim.context.variables
  const middle = names.map((name) => evaluate(parseTerm(center[name] ?? '0'), new Map()))
  for (let k = 1; k <= SAMPLES; k++) {
    const size = SIZES[k % SIZES.length] as number
    const at = new Map(
      names.map((name, i) => [
        name,
        (middle[i] as number) + size * (2 * ((k * (STEPS[i % STEPS.length] as number)) % 1) - 1),
      ]),
    )
    if (assume.every((relation) => marginOf(relation, at) > 0) && marginOf(goal, at) < -TOLERANCE) return false
  }
  return true
}
