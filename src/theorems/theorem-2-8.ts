import type { Claim, PointJson } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { domainConditions, uses } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { isDeclared, type Scope } from '../kernel/scope.ts'
import { difference, printTerm, product, substitute, sum, symbol, type Term } from '../kernel/term.ts'
import { commonTrust, hypothesesOf, type Subject, type Trust } from './hypothesis.ts'
import { isPositiveRational } from './positive-rational.ts'
import { writtenTerm } from './written.ts'

/** A point of M, a ball around it, a bound ᾱ of the step sizes, and one of each |r_j| in w = DFᵀr with |w| ≤ ᾱ. */
export interface StabilityAtPoint {
  readonly point: PointJson
  readonly radius: string
  readonly step: string
  readonly weight: string
}

const freeNames = (prefix: string, count: number, scope: Scope): readonly string[] => {
  const names = Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`)
  return names.some((name) => isDeclared(name, scope)) ? freeNames(`${prefix}_`, count, scope) : names
}

const signVectors = (m: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** m }, (_, k) => Array.from({ length: m }, (_unused, j) => ((k >> j) & 1 ? -1 : 1)))

/**
 * g does not increase in one step of length at most ᾱ from the ball: with w = DFᵀr, g(x − w) ≤ g(x) where |w| ≤ ᾱ, for
 * r = s·1 (one residual), all r (|F|₂), and r = s·σ with every sign vector σ (|F|₁). Undefined unless g has one piece that
 * is defined everywhere: a claim about a step to where g is not defined would say nothing.
 */
const decreaseClaims = (
  subject: Subject,
  { point, radius, step, weight }: StabilityAtPoint,
): readonly Claim[] | undefined => {
  const { context, residuals, loss, g } = subject
  const { scope } = readContext(context)
  const [piece, ...more] = g
  if (piece === undefined || more.length > 0 || piece.when.length > 0) return undefined
  const value = parseTerm(piece.value)
  if (domainConditions([value], scope).length > 0 || uses(value, new Set(['sgn']), scope)) return undefined
  const count = loss === 'l2' ? residuals.length : 1
  const weights = freeNames('s', count, scope)
  const slopes = residuals.map((h) =>
    gradient(lower(parseTerm(h), scope), scope.variables).map((p) => writtenTerm(p, scope.variables)),
  )
  if (!slopes.every((row) => row.every((entry) => entry !== undefined))) return undefined
  if (slopes.some((row) => domainConditions(row, scope).length > 0)) return undefined
  const combinations: readonly (readonly Term[])[] =
    loss === 'l1'
      ? signVectors(residuals.length).map((signs) =>
          signs.map((s) => product({ op: 'number', value: { n: BigInt(s), d: 1n } }, symbol(weights[0] as string))),
        )
      : [residuals.map((_, j) => symbol(weights[Math.min(j, count - 1)] as string))]
  const own = { ...context, variables: [...context.variables, ...weights] }
  const distance = context.variables.map((name) => `(${name} - (${point[name]}))^2`).join(' + ')
  return combinations.flatMap((r): Claim[] => {
    const move = context.variables.map((_, i) => sum(...slopes.map((row, j) => product(r[j] as Term, row[i] as Term))))
    const moved = new Map(context.variables.map((name, i) => [name, difference(symbol(name), move[i] as Term)]))
    const length = move.map((entry) => `(${printTerm(entry)})^2`).join(' + ')
    const near = [`(${radius})^2 - (${distance}) > 0`, `(${step})^2 - (${length}) >= 0`]
    const bounds = weights.map((name) => `(${weight})^2 - ${name}^2 >= 0`)
    const relation = (assume: readonly string[], goal: string): Claim => ({
      claim: 'relation',
      context: own,
      assume,
      goal,
    })
    return [
      ...bounds.map((bound) => relation(near, bound)),
      relation([...near, ...bounds], `${piece.value} - (${printTerm(substitute(value, moved))}) >= 0`),
    ]
  })
}

/** What has to be proved for Theorem 2.8 at a point; undefined where it cannot be stated. */
export const theorem28Claims = (subject: Subject, at: StabilityAtPoint): readonly Claim[] | undefined => {
  const { context, residuals, f, g } = subject
  const { structure, tame } = hypothesesOf(subject)
  if (![at.radius, at.step, at.weight].every(isPositiveRational)) return undefined
  const decrease = decreaseClaims(subject, at)
  if (decrease === undefined) return undefined
  return [
    structure,
    tame,
    hypothesesOf(subject)['minimum-zero'],
    { claim: 'independent', context, quantities: residuals, point: at.point },
    ...decrease,
    { claim: 'strict-minimum', context, f, g, point: at.point, radius: at.radius },
  ]
}

/**
 * d-stability of a point ([J], Theorem 2.8 [R+]; Assumption 2.7 is part of it).
 *
 * Let f = φ(t) be locally Lipschitz and definable with min f = 0 (a definable f has finitely many critical values, so that
 * 0 is an isolated one), DF of full rank at x̄ ∈ M, g continuous, and x̄ a strict local minimum of f + g. If g does not
 * increase in any step of length at most ᾱ from a ball around x̄, it is d-Lyapunov near x̄: every element of ∇̂f(x) there is
 * a multiple of length 1 of the directions in the claims. Then x̄ is d-stable.
 *
 * Returns whose word it rests on, or undefined where a claim is missing.
 */
export const theorem28 = (subject: Subject, at: StabilityAtPoint, checked: readonly unknown[]): Trust | undefined => {
  const claims = theorem28Claims(subject, at)
  return claims && commonTrust(claims, checked)
}
