import { isCheckedClaim } from '../kernel/checked-claim.ts'
import type { Claim, PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { commonConstants, type ExactPoint, exactPoint } from './exact-points.ts'
import { canonical, extendsContext, type Subject } from './hypothesis.ts'

/** M ∩ Z as far as it was proved. */
export interface LimitSet {
  /** The equations h_i = 0, g = 0, and where several pieces are given, each piece on its cell. */
  readonly equations: string
  /** All points, where the set was proved to be finite; in the order of the variables. */
  readonly points?: readonly (readonly string[])[]
  /** Those of the points that were proved to minimize |∇h| on M, hence flat. */
  readonly flat?: readonly (readonly string[])[]
  /** What the names of algebraic constants in the points mean. */
  readonly constants?: ContextJson['constants']
}

const pointsOf = ({ context, points }: Claim & { points: readonly PointJson[] }): ExactPoint[] =>
  points.map((point) => exactPoint(context, point))

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i])

const provedClaims = <Form extends Claim['claim']>(
  form: Form,
  subject: Subject,
  checked: readonly unknown[],
): (Claim & { claim: Form })[] =>
  checked
    .filter(isCheckedClaim)
    .filter((c) => c.outcome === 'proved' && extendsContext(c.claim.context, subject.context))
    .map((c) => c.claim)
    .filter((claim): claim is Claim & { claim: Form } => claim.claim === form)

/**
 * The set M ∩ Z where the theorems say that normalized gradient descent goes.
 * Its points are listed only where the kernel proved, for these residuals and every piece of this g, that there are no others.
 */
export const limitSetOf = (subject: Subject, checked: readonly unknown[]): LimitSet => {
  const { residuals, g } = subject
  const equations = g
    .map(({ when, value }) => [...[...residuals, value].map((e) => `${e} = 0`), ...when].join(', '))
    .join('; or ')
  const sets = provedClaims('solution-set', subject, checked)
  const perPiece = g.map(({ when, value }) =>
    sets.find((set) => sameTexts(set.assume, when) && sameTexts(set.equations, [...residuals, value])),
  )
  const known = perPiece.filter((set) => set !== undefined).flatMap(pointsOf)
  const constants = commonConstants(known)
  if (perPiece.includes(undefined) || constants === undefined) return { equations }
  const points = known.map(({ texts }) => texts)
  const flatClaims = provedClaims('flat-minima', subject, checked).filter((c) => sameTexts(c.residuals, residuals))
  if (flatClaims.length === 0) return { equations, points, constants }
  const flatPoints = flatClaims.flatMap(pointsOf).map(canonical)
  const flat = known.filter((p) => flatPoints.includes(canonical(p))).map(({ texts }) => texts)
  return { equations, points, flat, constants }
}
