import { tieOf } from '../dynamics/tie.ts'
import type { Claim, PointJson } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { sharpnessBounds } from '../kernel/flatness-obligations.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { negate, type Polynomial } from '../kernel/polynomial.ts'
import { specialize } from '../kernel/specialize.ts'
import {
  difference,
  negated,
  number,
  printTerm,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { areDefinedAt } from './exact-points.ts'
import type { Objective } from './flatness.ts'
import { tieClaims } from './flatter-by-order.ts'
import { commonTrust, type Trust } from './hypothesis.ts'
import { writtenText } from './written.ts'

/** Two minima of f = φ(t), with closed coordinates. */
export interface MinimaPair {
  readonly objective: Objective
  readonly first: PointJson
  readonly second: PointJson
}

/**
 * Why the first of two minima is flatter than the second, or as flat.
 *
 * `sharpness`: the first is less sharp than the level, the second sharper by the bound with this number. `permutation`:
 * the variables in another order with signs, `reflection`: the mirror image in the plane between the two; such an
 * isometry carries the first to the second and leaves f as it is. `order`: M is affine with these equations, and the
 * first has the smaller value of what tells minima of equal sharpness apart.
 */
export type FlatnessReason =
  | { readonly kind: 'sharpness'; readonly level: string; readonly bound: number }
  | { readonly kind: 'permutation'; readonly order: readonly number[]; readonly signs: readonly (1 | -1)[] }
  | { readonly kind: 'reflection' }
  | { readonly kind: 'order'; readonly equations: readonly string[] }

const at = (term: Term, point: PointJson): Term =>
  substitute(term, new Map(Object.entries(point).map(([name, text]) => [name, parseTerm(text)])))

/** Where the isometry takes x. */
const imageOf = (
  { objective: { context }, first, second }: MinimaPair,
  reason: FlatnessReason & { readonly kind: 'permutation' | 'reflection' },
): readonly Term[] | undefined => {
  const { variables } = context
  const x = variables.map(symbol)
  if (reason.kind === 'permutation') {
    const isWhole = new Set(reason.order).size === x.length && reason.order.every((i) => x[i] !== undefined)
    if (!isWhole || reason.order.length !== x.length || reason.signs.length !== x.length) return undefined
    return reason.order.map((i, k) => (reason.signs[k] === 1 ? (x[i] as Term) : negated(x[i] as Term)))
  }
  const [p, q] = [first, second].map((point) => variables.map((name) => parseTerm(point[name] as string)))
  const u = x.map((_, i) => difference(p?.[i] as Term, q?.[i] as Term))
  const middle = x.map((_, i) => quotient(sum(p?.[i] as Term, q?.[i] as Term), number(2)))
  // x − 2⟨u, x − m⟩u/|u|².
  const along = sum(...x.map((xi, i) => product(u[i] as Term, difference(xi, middle[i] as Term))))
  const factor = quotient(product(number(2), along), sum(...u.map((entry) => raised(entry, 2))))
  return x.map((xi, i) => difference(xi, product(factor, u[i] as Term)))
}

/** The value of a polynomial at a point as text. */
const valueAt = (p: Polynomial, point: PointJson, { context }: Objective): string => {
  const { scope } = readContext(context)
  const values = new Map(Object.entries(point).map(([name, text]) => [name, lower(parseTerm(text), scope)]))
  return writtenText(specialize(p, values), scope.variables)
}

/**
 * The claims for this reason: f = φ(t), both points on M, and what the reason needs. Undefined where it makes no sense.
 */
export const flatnessClaims = (pair: MinimaPair, reason: FlatnessReason): readonly Claim[] | undefined => {
  const { objective, first, second } = pair
  const { context, f, residuals, loss, phi } = objective
  const own = readContext(context)
  const { scope } = own
  // Where f is not defined, a claim about its values holds for nothing.
  const terms = [f, ...residuals].map(parseTerm)
  if (![first, second].every((point) => areDefinedAt(terms, point, own))) return undefined
  const closed = (goal: string): Claim => ({ claim: 'relation', context, assume: [], goal })
  const onM = [first, second].flatMap((point) =>
    residuals.map((h) => closed(`${printTerm(at(parseTerm(h), point))} = 0`)),
  )
  const ground: readonly Claim[] = [{ claim: 'structure', context, f, residuals, loss, phi }, ...onM]
  if (reason.kind === 'sharpness') {
    const values = residuals.map((h) => lower(parseTerm(h), scope))
    const bounds = sharpnessBounds(values, loss, lower(parseTerm(reason.level), scope), scope.variables)
    const exceeded = bounds[reason.bound]
    if (exceeded === undefined) return undefined
    return [
      ...ground,
      ...bounds.map((p) => closed(`${valueAt(p, first, objective)} > 0`)),
      closed(`${valueAt(negate(exceeded), second, objective)} > 0`),
    ]
  }
  if (reason.kind === 'order') {
    const tie = tieOf(parseTerm(f), reason.equations.map(parseTerm), scope)
    const claims = tieClaims({ context, f, equations: reason.equations, point: first })
    if (tie === undefined || claims === undefined) return undefined
    const [smaller, larger] = [at(tie.tieBreaker, first), at(tie.tieBreaker, second)]
    return [
      ...ground,
      {
        claim: 'described-set',
        context,
        assume: [],
        equations: residuals,
        description: reason.equations,
        witness: { point: first },
      },
      ...claims.slice(0, 2),
      closed(`${printTerm(larger)} > ${printTerm(smaller)}`),
    ]
  }
  const image = imageOf(pair, reason)
  if (image === undefined) return undefined
  const moved = substitute(parseTerm(f), new Map(image.map((term, i) => [context.variables[i] as string, term])))
  return [
    ...ground,
    closed(`${printTerm(moved)} = ${printTerm(parseTerm(f))}`),
    ...image.map((term, i) => closed(`${printTerm(at(term, first))} = ${second[context.variables[i] as string]}`)),
  ]
}

/**
 * How the first minimum stands to the second ([J], Definition 3.31 [R+]): `flatter`, f̊ of the first is less than that of
 * the second for all small r, by the sharpness or by higher order ({@link tieClaims}); `equal`, both are the same for all
 * r, as f∘U = f for an isometry U that carries one to the other. Undefined where the claims were not all proved.
 */
export const compareFlatness = (
  pair: MinimaPair,
  reason: FlatnessReason,
  checked: readonly unknown[],
): { readonly relation: 'flatter' | 'equal'; readonly trust: Trust } | undefined => {
  const claims = flatnessClaims(pair, reason)
  const trust = claims && commonTrust(claims, checked)
  if (trust === undefined) return undefined
  return { relation: reason.kind === 'sharpness' || reason.kind === 'order' ? 'flatter' : 'equal', trust }
}
