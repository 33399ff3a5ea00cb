import type { Claim, PointJson } from '../kernel/claim.ts'
import type { ContextJson } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { printTerm, substitute } from '../kernel/term.ts'
import { exactPoint } from './exact-points.ts'
import {
  canonical,
  commonTrust,
  extendsContext,
  type Ground,
  groundsIn,
  hypothesesOf,
  type Subject,
  type Trust,
  weakest,
} from './hypothesis.ts'
import { type StrictnessSubject, strictByKernels } from './strictness-by-kernels.ts'

/** A point that was proved to be a strict local minimum of f + g, and how. */
export interface StrictMinimum {
  readonly context: ContextJson
  readonly point: PointJson
  readonly by: 'strict-minimum' | 'solution-set' | 'kernels'
  readonly trust: Trust
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean => canonical(a) === canonical(b)

/** g where it is one expression on all of the space. */
export const onlyPiece = ({ g }: Subject): string | undefined => {
  const [piece, ...more] = g
  return piece !== undefined && more.length === 0 && piece.when.length === 0 ? piece.value : undefined
}

/** A quantity at a point, as a text. */
export const valueAt = (text: string, point: PointJson): string =>
  printTerm(substitute(parseTerm(text), new Map(Object.entries(point).map(([name, x]) => [name, parseTerm(x)]))))

/** f, its residuals and laws at a point, for Proposition 3.34. */
export const strictnessAt = (
  { context: known, f, residuals, loss, phi }: Subject,
  context: ContextJson,
  point: PointJson,
  laws: readonly string[],
): StrictnessSubject => ({ context, f, point, equations: residuals, laws, levelSet: { loss, phi, known } })

/** That g = 0 only where the laws have their values at the point, and that it is 0 there. */
export const controlClaims = (
  g: string,
  { context, point, laws }: Pick<StrictnessSubject, 'context' | 'point' | 'laws'>,
): readonly Claim[] => [
  { claim: 'relation', context, assume: [], goal: `${valueAt(g, point)} = 0` },
  ...laws.map(
    (law): Claim => ({
      claim: 'relation',
      context,
      assume: [`${g} = 0`],
      goal: `${law} - (${valueAt(law, point)}) = 0`,
    }),
  ),
]

/** The laws among independent quantities: those that are no residuals. */
export const lawsAmong = (quantities: readonly string[], { residuals }: Subject): readonly string[] =>
  quantities.filter((text) => !residuals.includes(text))

const byKernels = (
  subject: Subject,
  g: string,
  { claim }: Ground,
  checked: readonly unknown[],
): readonly StrictMinimum[] => {
  if (claim.claim !== 'independent') return []
  const { context, point, quantities } = claim
  const at = strictnessAt(subject, context, point, lawsAmong(quantities, subject))
  const strict = strictByKernels(at, quantities, checked)
  const control = commonTrust(controlClaims(g, at), checked)
  return strict === undefined || control === undefined
    ? []
    : [{ context, point, by: 'kernels', trust: weakest([strict, control]) }]
}

/**
 * The points that were proved to be strict local minima of f + g with f = g = 0 there, each once, for g ≥ 0 in one piece:
 *
 * - by a claim `strict-minimum`;
 * - by a claim `solution-set`: the points where F = 0 and g = 0 are finitely many, hence isolated, and f + g > 0 elsewhere;
 * - by Proposition 3.34, where g = 0 only if the laws have the values that they have at the point.
 *
 * The last two need `structure` and `regularity-of-g` (g ≥ 0). None of them says that f + g has a second derivative.
 */
export const strictMinima = (subject: Subject, checked: readonly unknown[]): readonly StrictMinimum[] => {
  const g = onlyPiece(subject)
  if (g === undefined) return []
  const grounds = groundsIn(checked).filter(({ claim }) => extendsContext(claim.context, subject.context))
  const { structure, 'regularity-of-g': regularity } = hypothesesOf(subject)
  const shared = commonTrust([structure, regularity], checked)
  const found = [
    ...grounds.flatMap(({ claim, trust }): readonly StrictMinimum[] =>
      claim.claim === 'strict-minimum' && claim.f === subject.f && canonical(claim.g) === canonical(subject.g)
        ? [{ context: claim.context, point: claim.point, by: 'strict-minimum', trust }]
        : [],
    ),
    ...grounds.flatMap(({ claim, trust }): readonly StrictMinimum[] => {
      if (shared === undefined || claim.claim !== 'solution-set' || claim.assume.length > 0) return []
      if (!sameTexts(claim.equations, [...subject.residuals, g])) return []
      const { context } = claim
      return claim.points.map((point) => ({ context, point, by: 'solution-set', trust: weakest([shared, trust]) }))
    }),
    ...(shared === undefined ? [] : grounds.flatMap((ground) => byKernels(subject, g, ground, checked))),
  ]
  const keyOf = ({ context, point }: StrictMinimum): string => canonical(exactPoint(context, point))
  return found.filter((one, i) => found.findIndex((other) => keyOf(other) === keyOf(one)) === i)
}
