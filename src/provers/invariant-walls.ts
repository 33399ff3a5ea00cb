import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import type { PiecesJson, WallJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient, inner } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { clear, vanishes } from '../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { atomOf, fromAtom, type Polynomial, rationalValue, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { specialize, type Values } from '../kernel/specialize.ts'
import { difference, negated, printTerm } from '../kernel/term.ts'
import { quietly } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { indeterminatesFor } from './indeterminates.ts'

/** The value of one variable on the hyperplane ℓ = 0: undefined where no coefficient is a rational number. */
const onHyperplane = (l: Polynomial, { variables }: Scope): Values | undefined => {
  for (const name of variables) {
    const [slope] = gradient(l, [name])
    const value = slope && rationalValue(slope)
    if (value === undefined || value.n === 0n) continue
    const rest = subtract(fromAtom(atomOf({ kind: 'variable', name })), scale(l, Q.invert(value)))
    return new Map([[name, rest]])
  }
  return undefined
}

const vanishesOn = (p: Polynomial, values: Values): boolean => quietly(() => vanishes(specialize(p, values))) === true

/**
 * Proposes the conditions of pieces that normalized gradient descent does not cross, as products of affine functions
 * ℓ with ⟨∇ℓ, ∇h_j⟩ = 0 on ℓ = 0, leaving out those where g has a pole: for the claim `invariant-walls`.
 */
export const proposeWalls = (
  residuals: readonly string[],
  g: PiecesJson,
  context: ContextJson,
  { budget }: Search,
): readonly WallJson[] =>
  quietly(() => {
    const { scope } = readContext(context)
    const slopes = residuals.map((h) => gradient(lower(parseTerm(h), scope), scope.variables))
    return g.flatMap(({ when, value }, i) => {
      const { denominator } = clear(lower(parseTerm(value), scope))
      return when.flatMap((text, k): WallJson[] => {
        const { left, right } = parseRelation(text)
        const w = lower(difference(left, right), scope)
        const space = indeterminatesFor([w], scope)
        const { scale: unit, factors } = factor(space.enter(w), budget)
        const parts = factors.flatMap(({ base, multiplicity }) => Array.from({ length: multiplicity }, () => base))
        const [first, ...others] = parts
        if (first === undefined || parts.some((p) => A.degree(p) !== 1)) return []
        const isMirrored = Q.equal(unit, Q.rational(-1))
        const lines = [isMirrored ? first : A.scale(first, unit), ...others].map((p, a) => {
          const line = space.termOf(A.rename(p, space.names))
          return isMirrored && a === 0 ? negated(line) : line
        })
        const isWall = lines.every((line) => {
          const l = lower(line, scope)
          const there = onHyperplane(l, scope)
          if (there === undefined || vanishesOn(denominator, there)) return false
          return slopes.every((slope) => vanishesOn(inner(gradient(l, scope.variables), slope), there))
        })
        return isWall ? [{ piece: i + 1, condition: k + 1, factors: lines.map(printTerm) }] : []
      })
    })
  }) ?? []
