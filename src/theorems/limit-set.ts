import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { commonConstants, type ExactPoint, exactPoint } from './exact-points.ts'
import { canonical, extendsContext, groundsIn, type Subject, type Trust, weakest } from './hypothesis.ts'

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
  /** The weakest word that the points rest on. */
  readonly trust: Trust
}

interface Proved<Form extends Claim['claim']> {
  readonly claim: Claim & { readonly claim: Form }
  readonly trust: Trust
}

const pointsOf = ({ claim }: Proved<'solution-set' | 'flat-minima'>): ExactPoint[] =>
  claim.points.map((point) => exactPoint(claim.context, point))

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i])

const provedClaims = <Form extends Claim['claim']>(
  form: Form,
  subject: Subject,
  checked: readonly unknown[],
): Proved<Form>[] =>
  groundsIn(checked).filter(
    (ground): ground is Proved<Form> =>
      ground.claim.claim === form && extendsContext(ground.claim.context, subject.context),
  )

/**
 * The set M ∩ Z where the theorems say that normalized gradient descent goes.
 * Its points are listed only where it was proved, for these residuals and every piece of this g, that there are no others.
 */
export const limitSetOf = (subject: Subject, checked: readonly unknown[]): LimitSet => {
  const { residuals, g } = subject
  const equations = g
    .map(({ when, value }) => [...[...residuals, value].map((e) => `${e} = 0`), ...when].join(', '))
    .join('; or ')
  const sets = provedClaims('solution-set', subject, checked)
  const perPiece = g.map(({ when, value }) =>
    sets.find(({ claim }) => sameTexts(claim.assume, when) && sameTexts(claim.equations, [...residuals, value])),
  )
  const found = perPiece.filter((set) => set !== undefined)
  const known = found.flatMap(pointsOf)
  const constants = commonConstants(known)
  if (perPiece.includes(undefined) || constants === undefined) return { equations, trust: 'kernel' }
  const trust = weakest(found.map((set) => set.trust))
  const points = known.map(({ texts }) => texts)
  const flatClaims = provedClaims('flat-minima', subject, checked).filter(({ claim }) =>
    sameTexts(claim.residuals, residuals),
  )
  if (flatClaims.length === 0) return { equations, points, constants, trust }
  const flatPoints = flatClaims.flatMap(pointsOf).map(canonical)
  const flat = known.filter((p) => flatPoints.includes(canonical(p))).map(({ texts }) => texts)
  return { equations, points, flat, constants, trust: weakest([trust, ...flatClaims.map((c) => c.trust)]) }
}
