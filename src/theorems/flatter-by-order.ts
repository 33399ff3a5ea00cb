import { type TieBreak, tieOf } from '../dynamics/tie.ts'
import type { Claim, PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { domainConditions } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { atomsOf, fromAtom, integer, isClosed, rationalValue, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { isDeclared, type Scope } from '../kernel/scope.ts'
import { conditionsHold } from '../kernel/sign.ts'
import {
  difference,
  number,
  printRelation,
  product,
  type RelationOperator,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { commonTrust, extendsContext, groundsIn, type Subject, type Trust, weakest } from './hypothesis.ts'
import { isNumber, nonzeroSum } from './nonzero-sum.ts'

/** Names of the claims' own: a length, a second point of M, weights of the normals of M. */
const LENGTH = 't[1]'
const otherName = (i: number): string => `y[${i + 1}]`
const weightName = (j: number): string => `n[${j + 1}]`

const relation = (left: Term, op: RelationOperator, right: Term): string => printRelation({ left, op, right })
const ZERO = number(0)
/** A product without a factor 1. */
const times = (a: Term, b: Term): Term => (isNumber(b, Q.ZERO) ? ZERO : isNumber(b, Q.ONE) ? a : product(a, b))
const squares = (terms: readonly Term[]): Term => sum(...terms.map((term) => raised(term, 2)))

/**
 * What the argument below needs of a proposal: M is affine with these normals, the direction is constant and of length 1,
 * and the function that tells minima apart is continuous: a polynomial with constant coefficients.
 */
const isSound = ({ normals, direction, tieBreaker }: TieBreak, equations: readonly Term[], scope: Scope): boolean => {
  const hasNormal = (e: Term, normal: readonly Term[]): boolean => {
    const value = lower(e, scope)
    const slopes = gradient(value, scope.variables)
    const isAffine =
      [...atomsOf(value)].every(({ kind }) => kind === 'variable') && domainConditions([e], scope).length === 0
    const isNormal = slopes.every((slope, i) => {
      const entry = rationalValue(slope)
      return entry !== undefined && isNumber(normal[i] as Term, entry)
    })
    return isAffine && isNormal
  }
  const [one, kappa] = [lower(squares(direction), scope), lower(tieBreaker, scope)]
  const isPlain = [...kappa.values()].every(({ monomial }) =>
    monomial.every(([atom]) => atom.kind === 'variable' || isClosed(fromAtom(atom))),
  )
  return (
    equations.length === normals.length &&
    equations.every((e, j) => hasNormal(e, normals[j] as readonly Term[])) &&
    direction.every((entry) => isClosed(lower(entry, scope))) &&
    vanishes(subtract(one, integer(1))) &&
    isPlain &&
    conditionsHold(domainConditions([...direction, tieBreaker], scope), [], scope)
  )
}

/** An objective on an affine set of minima, one of which is compared with all others. */
export interface Tie {
  readonly context: ContextJson
  readonly f: string
  /** Affine equations of M. */
  readonly equations: readonly string[]
  readonly point: PointJson
}

/**
 * The claims by which x̄ ∈ M, M affine, is the only flat minimum although f may be equally sharp on M ([J], Example 4.1
 * and Definition 3.31 [R+]; the argument is ours [O]). With a unit normal d of M and a function κ on M,
 *
 *   f(x + u) ≤ f(x + r·d)  for x ∈ M and normal u, |u| ≤ r;
 *   f(y + r·d) < f(x + r·d)  for x, y ∈ M with κ(y) < κ(x) and 0 < r < 1;
 *   κ(x̄ + t(x − x̄)) < κ(x)  for x ∈ M \ {x̄}, 0 ≤ t < 1.
 *
 * Then y = x̄ + t(x − x̄) precedes x strictly: z ∈ B_r(y) is y + v + u with v along M, u normal, both at most r long, so
 * f(z) ≤ f(y + v + r·d) < f(x + r·d) ≤ f̊(x, r) as soon as r is so small that κ(y + v) < κ(x), κ being continuous, and
 * the first bound is attained on the compact ball. With t = 0, x̄ is flat; with t → 1, no other minimum is.
 *
 * d and κ are read off f: d is the normal of the first equation, κ the first coefficient of f(x + r·d) in r that is not
 * constant on M. Undefined where f is no polynomial there.
 */
export const tieClaims = ({ context, f, equations, point }: Tie): readonly Claim[] | undefined => {
  const { scope } = readContext(context)
  const { variables } = scope
  const names = [LENGTH, ...variables.map((_, i) => otherName(i)), ...equations.map((_, j) => weightName(j))]
  if (names.some((name) => isDeclared(name, scope))) return undefined
  const objective = parseTerm(f)
  const onSet = equations.map(parseTerm)
  const tie = tieOf(objective, onSet, scope)
  if (tie === undefined || !isSound(tie, onSet, scope)) return undefined
  const { normals, direction, tieBreaker } = tie
  const at = (term: Term, where: (name: string, i: number) => Term): Term =>
    substitute(term, new Map(variables.map((name, i) => [name, where(name, i)])))
  const zeros = (where: (name: string, i: number) => Term): string[] =>
    onSet.map((e) => relation(at(e, where), '=', ZERO))
  const here = (name: string): Term => symbol(name)
  const there = (_: string, i: number): Term => symbol(otherName(i))
  const r = symbol(LENGTH)
  const outward = (from: (name: string, i: number) => Term) =>
    at(objective, (name, i) => nonzeroSum(from(name, i), times(r, direction[i] as Term)))
  const normal = variables.map((_, i) =>
    nonzeroSum(...normals.map((a, j) => times(symbol(weightName(j)), a[i] as Term))),
  )
  const centre = (name: string): Term => parseTerm(point[name] as string)
  const between = (name: string): Term => sum(centre(name), product(r, difference(symbol(name), centre(name))))
  const isPositive = relation(r, '>', ZERO)
  return [
    {
      claim: 'relation',
      context: { ...context, variables: [...variables, ...normals.map((_, j) => weightName(j)), LENGTH] },
      assume: [...zeros(here), isPositive, relation(raised(r, 2), '>=', squares(normal))],
      goal: relation(
        outward(here),
        '>=',
        at(objective, (name, i) => nonzeroSum(symbol(name), normal[i] as Term)),
      ),
    },
    {
      claim: 'relation',
      context: { ...context, variables: [...variables, ...variables.map((_, i) => otherName(i)), LENGTH] },
      assume: [
        ...zeros(here),
        ...zeros(there),
        relation(tieBreaker, '>', at(tieBreaker, there)),
        isPositive,
        relation(number(1), '>', r),
      ],
      goal: relation(outward(here), '>', outward(there)),
    },
    {
      claim: 'relation',
      context: { ...context, variables: [...variables, LENGTH] },
      assume: [
        ...zeros(here),
        relation(squares(variables.map((name) => difference(symbol(name), centre(name)))), '>', ZERO),
        relation(r, '>=', ZERO),
        relation(number(1), '>', r),
      ],
      goal: relation(tieBreaker, '>', at(tieBreaker, between)),
    },
  ]
}

/** A minimum that was proved to be the only flat one. */
export interface OnlyFlat {
  readonly context: ContextJson
  readonly point: PointJson
  readonly trust: Trust
}

/**
 * The only flat minimum, where one was proved to precede all others by {@link tieClaims}: with M = {F = 0} shown to be
 * affine by a described set whose witness it is, and f = φ(t), hence f ≥ 0. Undefined where it was not.
 */
export const onlyFlatMinimum = (
  { context, f, residuals, loss, phi }: Pick<Subject, 'context' | 'f' | 'residuals' | 'loss' | 'phi'>,
  checked: readonly unknown[],
): OnlyFlat | undefined => {
  const ground = commonTrust([{ claim: 'structure', context, f, residuals, loss, phi }], checked)
  if (ground === undefined) return undefined
  for (const { claim, trust } of groundsIn(checked)) {
    if (claim.claim !== 'described-set' || claim.assume.length > 0 || !('point' in claim.witness)) continue
    if (!extendsContext(claim.context, context) || claim.equations.join('\n') !== residuals.join('\n')) continue
    const { point } = claim.witness
    const claims = tieClaims({ context: claim.context, f, equations: claim.description, point })
    const own = claims && commonTrust(claims, checked)
    if (own !== undefined) {
      return { context: claim.context, point, trust: weakest([ground, trust, own]) }
    }
  }
  return undefined
}
