import { derivative } from '../expression/derivative.ts'
import { evaluateExactly } from '../expression/evaluate.ts'
import * as Q from '../kernel/rational.ts'
import type { Term } from '../kernel/term.ts'
import type { GradientField } from './gradient-field.ts'
import { independentRows, type Minor } from './independence.ts'
import { type LawForm, logarithmicGradient } from './law-form.ts'

/** The gradient of a law at a point up to a nonzero factor; undefined where it is not a rational vector there. */
export type SlopeAt = (point: ReadonlyMap<string, Q.Rational>) => Q.Rational[] | undefined

/** Independent laws among those given, by index, at a point where their gradients show it. */
export interface IndependentLaws {
  readonly minor: Minor
  readonly point: ReadonlyMap<string, Q.Rational>
}

/** ∇c/c for a law that was found. */
export const slopeOfForm =
  (form: LawForm, field: GradientField): SlopeAt =>
  (point) =>
    logarithmicGradient(form, field, point)

/** ∇c for any term, where it can be evaluated exactly. */
export const slopeOfTerm = (term: Term, variables: readonly string[]): SlopeAt => {
  const slope = variables.map((name) => derivative(term, name))
  return (point) => {
    const values = slope.map((entry) => evaluateExactly(entry, point))
    return values.every((q) => q !== undefined) ? (values as Q.Rational[]) : undefined
  }
}

/** Points with small integers first, since the kernel has to look at them; parameters get other values throughout. */
const points = (variables: readonly string[], parameters: readonly string[]): Map<string, Q.Rational>[] => {
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

/** As many independent laws as one of a few points shows, earlier laws preferred. */
export const independentLaws = (
  slopes: readonly SlopeAt[],
  variables: readonly string[],
  parameters: readonly string[],
): IndependentLaws | undefined => {
  let best: IndependentLaws | undefined
  for (const point of points(variables, parameters)) {
    const rows = slopes.map((at) => at(point))
    const defined = rows.flatMap((row, i) => (row === undefined ? [] : [i]))
    const minor = independentRows(defined.map((i) => rows[i] as Q.Rational[]))
    const found = { minor: { ...minor, rows: minor.rows.map((i) => defined[i] as number) }, point }
    if (minor.rows.length > (best?.minor.rows.length ?? 0)) best = found
  }
  return best
}
