import { encloseAlgebraic, evaluateAlgebraic } from '../algebra/algebraic-number.ts'
import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import { tieOf } from '../dynamics/tie.ts'
import type { Claim } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { lower } from '../kernel/lower.ts'
import { power } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { printTerm, symbols, type Term } from '../kernel/term.ts'
import { quietly } from './acceptance.ts'
import type { Search } from './attempt.ts'
import { constantBook, realZeros } from './closed-points.ts'
import { findDescribedSet } from './described-sets.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { printedPoint, usedConstants } from './special-points.ts'

const WIDTH = Q.rational(1n, 1n << 40n)

/** The only affine factor of the square of a single residual, such as x for x·√(1 + x²y²). */
const affineFactor = (
  residuals: readonly string[],
  scope: Scope,
  { budget }: Search,
): readonly string[] | undefined => {
  const [residual, ...more] = residuals
  if (residual === undefined || more.length > 0) return undefined
  const square = power(lower(parseTerm(residual), scope), 2)
  const space = indeterminatesFor([square], scope)
  if (space.names.some((name) => !scope.variables.includes(name))) return undefined
  const affine = factor(space.enter(square), budget).factors.filter(({ base }) => A.degree(base) === 1)
  return affine.length === 1 ? affine.map(({ base }) => printTerm(space.termOf(base))) : undefined
}

/**
 * Proposes the minimum that is flatter than all others although f may be equally sharp at all of them, as the witness
 * of a `described-set` claim: M is affine, and the point is where what tells the minima apart is least. Undefined where
 * M is not affine, or that point is not found within the budget.
 */
export const findTiedMinimum = (
  f: Term,
  residuals: readonly string[],
  context: ContextJson,
  search: Search,
): (Claim & { readonly claim: 'described-set' }) | undefined =>
  quietly(() => {
    const { scope } = readContext(context)
    if (scope.parameters.size > 0) return undefined
    const description =
      affineFactor(residuals, scope, search) ?? findDescribedSet(residuals, [], context, search)?.equations
    if (description === undefined) return undefined
    const equations = description.map(parseTerm)
    const tie = tieOf(f, equations, scope)
    if (tie === undefined) return undefined
    const free = scope.variables.filter((name) => symbols(tie.tieBreaker).includes(name))
    const value = lower(tie.tieBreaker, scope)
    const system = [...equations.map((e) => lower(e, scope)), ...gradient(value, free)]
    const space = indeterminatesFor([...system, value], scope)
    if (space.names.some((name) => !scope.variables.includes(name))) return undefined
    const least = (realZeros(system.map(space.enter), scope.variables, search.budget) ?? [])
      .map((solution) => {
        const { field, coordinates } = solution
        const exact = evaluateAlgebraic(field, space.enter(value), coordinates)
        return { solution, low: encloseAlgebraic(field, exact, WIDTH).lower }
      })
      .sort((a, b) => Q.compare(a.low, b.low))[0]
    if (least === undefined) return undefined
    const book = constantBook(context)
    const point = printedPoint(least.solution, scope.variables, book)
    return {
      claim: 'described-set',
      context: { ...context, constants: usedConstants([point], book.constants, context) },
      assume: [],
      equations: residuals,
      description,
      witness: { point },
    }
  })
