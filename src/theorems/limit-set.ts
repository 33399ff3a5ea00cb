import type { Claim } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { symbols } from '../kernel/term.ts'
import { closedPieces } from './cells.ts'
import { equallyFlatSet } from './equal-flatness.ts'
import { commonConstants, type ExactPoint, exactPoint } from './exact-points.ts'
import { onlyFlatMinimum } from './flatter-by-order.ts'
import { canonical, extendsContext, groundsIn, type Subject, type Trust, weakest } from './hypothesis.ts'

/** M ∩ Z as far as it was proved. */
export interface LimitSet {
  /** The equations h_i = 0, g = 0, and where several pieces are given, each piece on its cell. */
  readonly equations: string
  /** All points, where the set was proved to be finite; in the order of the variables. */
  readonly points?: readonly (readonly string[])[]
  /** The points of each piece of g, with its walls. */
  readonly cells?: readonly (readonly ExactPoint[])[]
  /** Those of the points that were proved to be flat: f is least sharp on M exactly there, or least by higher order. */
  readonly flat?: readonly (readonly string[])[]
  /** The points of M where f is least sharp, where they were proved to be those on which these equations hold. */
  readonly flatSet?: FlatSet
  /** What the names of algebraic constants in the points mean. */
  readonly constants?: ContextJson['constants']
  /** The weakest word that the points rest on. */
  readonly trust: Trust
}

/** Equations for the points of M where the sharpness has its least value, both without named constants. */
export interface FlatSet {
  readonly equations: string
  readonly minimum: string
  /** Whether they were proved to be equally flat, and hence flat: all other minima are sharper. */
  readonly equallyFlat?: true
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

const isPlain = ({ context }: Claim, texts: readonly string[]): boolean =>
  texts.every((text) => symbols(parseTerm(text)).every((name) => !Object.hasOwn(context.constants, name)))

/** Whether a claim about sharpness is about these residuals in this norm. */
const isOf = ({ residuals, loss }: Subject, claim: Proved<'flat-minima' | 'flat-set'>['claim']): boolean =>
  sameTexts(claim.residuals, residuals) && claim.loss === loss

const vanishing = (equations: readonly string[], when: readonly string[] = []): string =>
  [...equations.map((e) => `${e} = 0`), ...when].join(', ')

/** What was proved of all flat minima, where it is a set given by equations. */
const flatSetOf = (
  subject: Subject,
  checked: readonly unknown[],
): { readonly flatSet: FlatSet; readonly trust: Trust } | undefined => {
  const found = provedClaims('flat-set', subject, checked).find(
    ({ claim }) => isOf(subject, claim) && isPlain(claim, [...claim.equations, claim.minimum]),
  )
  if (found === undefined) return undefined
  const { claim, trust } = found
  const flatSet = { equations: vanishing(claim.equations), minimum: claim.minimum }
  const landscape = { context: claim.context, residuals: claim.residuals, loss: claim.loss }
  const equal = equallyFlatSet(landscape, claim.equations, checked)
  return equal === undefined
    ? { flatSet, trust }
    : { flatSet: { ...flatSet, equallyFlat: true }, trust: weakest([trust, equal]) }
}

/** M ∩ Z by simpler equations, where every piece has such ones. */
const describedBy = (
  subject: Subject,
  checked: readonly unknown[],
): { readonly equations: string; readonly trust: Trust } | undefined => {
  const sets = provedClaims('described-set', subject, checked).filter(({ claim }) => isPlain(claim, claim.description))
  const found = closedPieces(subject).flatMap(({ when, value }) =>
    sets
      .filter(({ claim }) => sameTexts(claim.assume, when))
      .filter(({ claim }) => sameTexts(claim.equations, [...subject.residuals, value]))
      .slice(0, 1),
  )
  if (found.length < subject.g.length) return undefined
  const equations = found.map(({ claim }) => vanishing(claim.description, claim.assume)).join('; or ')
  return { equations, trust: weakest(found.map((set) => set.trust)) }
}

/**
 * The set M ∩ Z where the theorems say that normalized gradient descent goes.
 * Its points are listed only where it was proved, for these residuals and every piece of this g, that there are no others.
 */
export const limitSetOf = (subject: Subject, checked: readonly unknown[]): LimitSet => {
  const { residuals } = subject
  const g = closedPieces(subject)
  const equations = g
    .map(({ when, value }) => [...[...residuals, value].map((e) => `${e} = 0`), ...when].join(', '))
    .join('; or ')
  const sets = provedClaims('solution-set', subject, checked)
  const perPiece = g.map(({ when, value }) =>
    sets.find(({ claim }) => sameTexts(claim.assume, when) && sameTexts(claim.equations, [...residuals, value])),
  )
  const found = perPiece.filter((set) => set !== undefined)
  const cells = found.map(pointsOf)
  const distinct = new Map(cells.flat().map((point) => [canonical(point), point]))
  const known = [...distinct.values()]
  const constants = commonConstants(known)
  const flatMinima = flatSetOf(subject, checked)
  const flatSet = flatMinima === undefined ? {} : { flatSet: flatMinima.flatSet }
  const flatTrust = flatMinima === undefined ? [] : [flatMinima.trust]
  if (perPiece.includes(undefined) || constants === undefined) {
    const described = describedBy(subject, checked)
    return described === undefined
      ? { equations, ...flatSet, trust: weakest(['kernel', ...flatTrust]) }
      : { equations: described.equations, ...flatSet, trust: weakest([described.trust, ...flatTrust]) }
  }
  const trust = weakest([...found.map((set) => set.trust), ...flatTrust])
  const points = known.map(({ texts }) => texts)
  const flatClaims = provedClaims('flat-minima', subject, checked).filter(({ claim }) => isOf(subject, claim))
  const only = onlyFlatMinimum(subject, checked)
  if (flatClaims.length === 0 && only === undefined) return { equations, points, cells, ...flatSet, constants, trust }
  const onlyPoints = only === undefined ? [] : [exactPoint(only.context, only.point)]
  const flatPoints = [...flatClaims.flatMap(pointsOf), ...onlyPoints].map(canonical)
  const flat = known.filter((p) => flatPoints.includes(canonical(p))).map(({ texts }) => texts)
  return {
    equations,
    points,
    cells,
    flat,
    constants,
    trust: weakest([trust, ...[...flatClaims, ...(only === undefined ? [] : [only])].map((c) => c.trust)]),
  }
}
