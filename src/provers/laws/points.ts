import type { Claim, PointJson } from '../../kernel/claim.ts'
import { type ContextJson, readContext } from '../../kernel/context.ts'
import { domainConditions } from '../../kernel/domain.ts'
import { withEffort } from '../../kernel/effort.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { readFlow, readLawTerm } from '../../kernel/laws/flow.ts'
import { holdsNear } from '../../kernel/laws/generic.ts'
import * as Q from '../../kernel/rational.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Scope } from '../../kernel/scope.ts'
import { relationFacts } from '../../kernel/sequent.ts'
import type { Fact } from '../../kernel/sign.ts'
import { number, type Relation, type Term } from '../../kernel/term.ts'
import { type Budget, isSpent } from '../../search/budget.ts'

const ATTEMPTS = 300

interface Guesses {
  readonly wholeOnly: boolean
  /** Numbers without simple relations between them, as for parameters, where such relations make more laws. */
  readonly spread: boolean
}

/** Numbers that get wilder with the attempt, by a fixed pseudo-random sequence. */
const guess = (
  names: readonly string[],
  attempt: number,
  { wholeOnly, spread }: Guesses,
): ReadonlyMap<string, Q.Rational> => {
  let state = Math.imul(attempt + 1, 0x9e3779b1) >>> 0
  const next = (bound: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0
    return (state >>> 8) % bound
  }
  const size = (spread ? 100 : 2) + Math.floor(attempt / (spread ? 1 : 10))
  const value = (i: number): Q.Rational => {
    if (attempt === 0) return Q.rational(spread ? 17 + 44 * i + 3 * i * i : 1)
    const isNegative = attempt % 2 === 1 && next(2) === 1
    const top = 1 + next(size)
    return Q.rational(isNegative ? -top : top, wholeOnly ? 1 : 1 + next(spread ? size : Math.min(size, 9)))
  }
  return new Map(names.map((name, i) => [name, value(i)]))
}

/** The first guess at which the relations hold strictly, and all the terms are defined nearby. */
const pointWhere = (
  names: readonly string[],
  guesses: Guesses,
  relations: readonly Relation[],
  terms: readonly Term[],
  scope: Scope,
  facts: readonly Fact[],
  budget: Budget,
): ReadonlyMap<string, Q.Rational> | undefined => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (isSpent(budget, 200)) return undefined
    const values = guess(names, attempt, guesses)
    const point = new Map([...values].map(([name, value]) => [name, number(value)]))
    try {
      if (withEffort(100_000, () => holdsNear(relations, terms, point, scope, facts))) return values
    } catch (error) {
      // A denominator may be 0 at the guess.
      if (!(error instanceof Refusal || error instanceof RangeError)) throw error
    }
  }
  return undefined
}

const textsOf = (values: ReadonlyMap<string, Q.Rational>): PointJson =>
  Object.fromEntries([...values].map(([name, value]) => [name, Q.formatRational(value)]))

/**
 * Numbers for the parameters inside what is assumed of them, as certificates about generic parameters need them; the
 * empty object where there are none. Undefined where none were found, as for `a = b`.
 */
export const genericParameters = (json: ContextJson, budget: Budget): PointJson | undefined => {
  const { scope, assume } = readContext(json)
  const found = pointWhere(
    json.parameters,
    { wholeOnly: scope.integers.size > 0, spread: true },
    assume,
    [],
    scope,
    [],
    budget,
  )
  return found && textsOf(found)
}

type FirstIntegral = Claim & { readonly claim: 'first-integral' }
type LocalLaws = Claim & { readonly claim: 'local-laws' }

/** A point near which the law and the flow are defined, null where they are so everywhere; undefined if none is found. */
export const definedPoint = (claim: FirstIntegral, budget: Budget): PointJson | null | undefined => {
  const context = readContext(claim.context)
  const { scope, assume } = context
  const fields = claim as unknown as JsonObject
  const { fieldTerms } = readFlow({ form: claim.claim, fields, context })
  const terms = [...fieldTerms.flat(), readLawTerm(claim.quantity, scope)]
  if (domainConditions(terms, scope).length === 0) return null
  const found = pointWhere(
    scope.variables,
    { wholeOnly: false, spread: false },
    [],
    terms,
    scope,
    relationFacts(assume, scope),
    budget,
  )
  return found && textsOf(found)
}

/** Numbers for variables and parameters at which the flow is defined and the parameters are free. */
export const flowPoint = (claim: LocalLaws, budget: Budget): PointJson | undefined => {
  const context = readContext(claim.context)
  const { scope, assume } = context
  const { fieldTerms } = readFlow({ form: claim.claim, fields: claim as unknown as JsonObject, context })
  const names = [...scope.variables, ...scope.parameters]
  const found = pointWhere(
    names,
    { wholeOnly: scope.integers.size > 0, spread: false },
    assume,
    fieldTerms.flat(),
    scope,
    [],
    budget,
  )
  return found && textsOf(found)
}
