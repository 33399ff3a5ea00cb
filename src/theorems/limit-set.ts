import { isCheckedClaim } from '../kernel/checked-claim.ts'
import type { Claim, PointJson } from '../kernel/claim.ts'
import { type Subject, sameContext } from './hypothesis.ts'

/** M ∩ Z as far as it was proved. */
export interface LimitSet {
  /** The equations h = 0, g = 0, and where several pieces are given, each piece on its cell. */
  readonly equations: string
  /** All points, where the set was proved to be finite; in the order of the variables. */
  readonly points?: readonly (readonly string[])[]
  /** Those of the points that were proved to minimize |∇h| on M, hence flat. */
  readonly flat?: readonly (readonly string[])[]
}

const coordinates = (subject: Subject, points: readonly PointJson[]): string[][] =>
  points.map((point) => subject.context.variables.map((name) => point[name] as string))

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i])

const provedClaims = <Form extends Claim['claim']>(
  form: Form,
  subject: Subject,
  checked: readonly unknown[],
): (Claim & { claim: Form })[] =>
  checked
    .filter(isCheckedClaim)
    .filter((c) => c.outcome === 'proved' && sameContext(c.claim.context, subject.context))
    .map((c) => c.claim)
    .filter((claim): claim is Claim & { claim: Form } => claim.claim === form)

/**
 * The set M ∩ Z where the theorems say that normalized gradient descent goes.
 * Its points are listed only where the kernel proved, for this h and every piece of this g, that there are no others.
 */
export const limitSetOf = (subject: Subject, checked: readonly unknown[]): LimitSet => {
  const { residual, g } = subject
  const equations = g.map(({ when, value }) => [`${residual} = 0`, `${value} = 0`, ...when].join(', ')).join('; or ')
  const sets = provedClaims('solution-set', subject, checked)
  const perPiece = g.map(({ when, value }) =>
    sets.find((set) => sameTexts(set.assume, when) && sameTexts(set.equations, [residual, value])),
  )
  if (!perPiece.every((set) => set !== undefined)) return { equations }
  const points = perPiece.flatMap((set) => coordinates(subject, set?.points ?? []))
  const flatClaims = provedClaims('flat-minima', subject, checked).filter((c) => sameTexts(c.residuals, [residual]))
  const flatPoints = flatClaims.flatMap((c) => coordinates(subject, c.points))
  const flat = points.filter((p) => flatPoints.some((q) => sameTexts(p, q)))
  return flatClaims.length === 0 ? { equations, points } : { equations, points, flat }
}
