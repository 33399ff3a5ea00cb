import { derivative } from '../expression/derivative.ts'
import { toDouble } from '../expression/double.ts'
import { evaluate, evaluateExactly } from '../expression/evaluate.ts'
import * as Q from '../kernel/rational.ts'
import type { Term } from '../kernel/term.ts'
import type { GradientField } from './gradient-field.ts'
import { rowsModuloPrime } from './independence.ts'
import { formTerm, isTermForm, type LawForm } from './law-form.ts'
import { logarithmicGradient } from './law-slope.ts'

/** The gradient of a law at a point, up to a nonzero factor. */
export interface SlopeAt {
  /** Undefined where it is not seen to be a rational vector. */
  readonly exact: (point: ReadonlyMap<string, Q.Rational>) => Q.Rational[] | undefined
  /** In doubles, for choosing laws that the kernel can then be asked about. */
  readonly approximate?: (point: ReadonlyMap<string, Q.Rational>) => number[]
}

/** Independent laws among those given, by index, at a point where their gradients show it. */
export interface IndependentLaws {
  readonly rows: readonly number[]
  readonly point: ReadonlyMap<string, Q.Rational>
}

/** ∇c/c for a law that was found in a field without functions, ∇c for one that is written as a term. */
export const slopeOfForm = (form: LawForm, field: GradientField): SlopeAt =>
  isTermForm(form) || field.constants.length > 0
    ? slopeOfTerm(formTerm(form, field, []), field.base)
    : { exact: (point) => logarithmicGradient(form, field, point) }

/** ∇c for any term. */
export const slopeOfTerm = (term: Term, variables: readonly string[]): SlopeAt => {
  const slope = variables.map((name) => derivative(term, name))
  return {
    exact: (point) => {
      const values = slope.map((entry) => evaluateExactly(entry, point))
      return values.every((q) => q !== undefined) ? (values as Q.Rational[]) : undefined
    },
    approximate: (point) => {
      const values = new Map([...point].map(([name, q]) => [name, toDouble(q)]))
      return slope.map((entry) => evaluate(entry, values))
    },
  }
}

/** Points with small integers first, since the kernel has to look at them; parameters get other values throughout. */
export const integerPoints = (
  variables: readonly string[],
  parameters: readonly string[],
): Map<string, Q.Rational>[] => {
  const sequences: ((i: number) => number)[] = [
    (i) => i + 1,
    () => 0,
    (i) => (i % 2 === 0 ? i + 2 : -i - 2),
    (i) => 2 * i + 3,
    (i) => ((7 * i * i + 5 * i + 3) % 23) - 11,
    (i) => ((31 * i * i + 17 * i + 8) % 101) - 50,
    (i) => ((311 * i * i + 127 * i + 77) % 1009) - 500,
  ]
  return sequences.map(
    (at) =>
      new Map([
        ...variables.map((name, i) => [name, Q.rational(at(i))] as const),
        ...parameters.map((name, i) => [name, Q.rational(17 + 6 * i, 5)] as const),
      ]),
  )
}

/** Rows of doubles that are independent of those before them beyond rounding; none where a value is not finite. */
export const approximatelyIndependent = (matrix: readonly (readonly number[])[]): number[] => {
  const kept: number[][] = []
  return matrix.flatMap((row, i) => {
    const size = Math.hypot(...row)
    if (!(size > 0 && Number.isFinite(size))) return []
    let rest = row.map((c) => c / size)
    for (const basis of kept) {
      const along = rest.reduce((s, c, k) => s + c * (basis[k] as number), 0)
      rest = rest.map((c, k) => c - along * (basis[k] as number))
    }
    const left = Math.hypot(...rest)
    if (left < 1e-7) return []
    kept.push(rest.map((c) => c / left))
    return [i]
  })
}

/**
 * As many independent laws as one of a few points shows, earlier laws preferred: by residues where the gradients are
 * rational there, in doubles where they are not; only the kernel's proof makes the choice certain. Stops at a point
 * that shows as many as there can be.
 *
 * @param enough how many independent laws there can be at most
 * @param points where to look, instead of points with small integers
 */
export const independentLaws = (
  slopes: readonly SlopeAt[],
  { variables, parameters }: { readonly variables: readonly string[]; readonly parameters: readonly string[] },
  enough = variables.length,
  points: readonly ReadonlyMap<string, Q.Rational>[] = integerPoints(variables, parameters),
): IndependentLaws | undefined => {
  let best: IndependentLaws | undefined
  const most = Math.min(enough, slopes.length)
  const offer = (rows: readonly number[], point: ReadonlyMap<string, Q.Rational>): boolean => {
    if (rows.length > (best?.rows.length ?? 0)) best = { rows, point }
    return rows.length >= most
  }
  for (const point of points) {
    const rows = slopes.map(({ exact }) => exact(point))
    const defined = rows.flatMap((row, i) => (row === undefined ? [] : [i]))
    const chosen = rowsModuloPrime(defined.map((i) => rows[i] as Q.Rational[]))
    const isDone = offer(
      chosen.map((i) => defined[i] as number),
      point,
    )
    if (isDone) return best
  }
  if (slopes.every(({ approximate: own }) => own === undefined)) return best
  for (const point of points) {
    const rows = slopes.map((slope) => slope.approximate?.(point) ?? slope.exact(point)?.map(toDouble) ?? [])
    if (offer(approximatelyIndependent(rows), point)) return best
  }
  return best
}
