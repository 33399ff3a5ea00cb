import { contextOf, type Objective } from '../dynamics/objective.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { printPlain, printPlainRelation } from '../expression/print-plain.ts'
import { sideConditions } from '../expression/side-conditions.ts'
import type { Claim } from '../kernel/claim.ts'
import { lower } from '../kernel/lower.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import {
  difference,
  number,
  printRelation,
  printTerm,
  type Relation,
  substitute,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { atMostMilliseconds } from '../provers/budgets.ts'
import { proveClaim } from '../provers/prove-claim.ts'
import type { Budget } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import {
  type ParameterValues,
  relationIn,
  type Sign,
  signChoices,
  signRelation,
  valuesByEqualities,
} from '../theorems/sign-cases.ts'

/** One case of the parameters: a sign for each deciding expression. */
export interface ParameterCase {
  /** The signs as relations, such as `a > b, b > 0`. */
  readonly when: readonly Relation[]
  /** Values of the parameters that lie in it; absent where none was found and none was shown to be impossible. */
  readonly sample?: Readonly<Record<string, string>>
  /** What the equalities say of single parameters: a later name becomes an earlier one, or 0. */
  readonly values: ParameterValues
  /** The parameters that are left, and all that is assumed of them. */
  readonly names: ParameterNames
}

/** Parameters and what is known of them. */
export type ParameterNames = Pick<Objective, 'parameters' | 'integers' | 'assume'>

/** A choice of signs that no parameters have, with the kernel's proof. */
export interface ImpossibleCase {
  readonly when: readonly Relation[]
  readonly claim: Claim
  readonly verdict: Verdict
}

/** All cases of the signs of the deciding expressions; together with the impossible ones they are every sign choice. */
export interface CasesOfParameters {
  readonly on: readonly string[]
  /** The same as texts of the kernel. */
  readonly deciding: readonly string[]
  readonly cases: readonly ParameterCase[]
  readonly impossible: readonly ImpossibleCase[]
}

/** 3^3 sign choices; more make no table that is read. */
const MOST_EXPRESSIONS = 3
const IMPOSSIBLE_MS = 2000
const MOST_SAMPLES = 20_000
const VALUES = ['1', '2', '-1', '-2', '0', '1/2', '-1/2', '3', '-3', '10', '-10', '1/10', '-1/10'].map(Q.parseRational)

const EMPTY: Scope = { variables: [], parameters: new Set(), integers: new Set(), constants: new Map() }

/** The exact value of a term in parameters; undefined where it is not rational or not defined. */
const valueAt = (term: Term, values: ParameterValues): Q.Rational | undefined => {
  try {
    return rationalValue(lower(substitute(term, values), EMPTY))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

const holdsAt = ({ left, op, right }: Relation, values: ParameterValues): boolean => {
  const value = valueAt(difference(left, right), values)
  if (value === undefined) return false
  const sign = Q.sign(value)
  if (op === '=') return sign === 0
  if (op === '!=') return sign !== 0
  return op === '>' ? sign > 0 : sign >= 0
}

/** Values of the parameters that satisfy the assumptions, small ones first. */
const samples = function* ({ parameters, integers, assume }: ParameterNames): Generator<ParameterValues> {
  const ranges = parameters.map((name) => (integers.includes(name) ? VALUES.filter(({ d }) => d === 1n) : VALUES))
  const total = ranges.reduce((count, range) => count * range.length, 1)
  for (let i = 0; i < Math.min(total, MOST_SAMPLES); i++) {
    let rest = i
    const values = new Map<string, Term>()
    for (const [k, name] of parameters.entries()) {
      const range = ranges[k] as readonly Q.Rational[]
      values.set(name, number(range[rest % range.length] as Q.Rational))
      rest = Math.floor(rest / range.length)
    }
    if (assume.every((relation) => holdsAt(relation, values))) yield values
  }
}

/** What may decide an answer: the parameters, then their differences. */
const candidates = (parameters: readonly string[]): Term[] => [
  ...parameters.map(symbol),
  ...parameters.flatMap((a, i) => parameters.slice(i + 1).map((b) => difference(symbol(a), symbol(b)))),
]

const signAt = (term: Term, values: ParameterValues): Sign | undefined => {
  const value = valueAt(term, values)
  return value === undefined ? undefined : (Q.sign(value) as Sign)
}

/** Whether a relation says nothing: `0 < 1`, `a = a`. */
const isTrivial = (relation: Relation): boolean =>
  holdsAt(relation, new Map()) || (relation.op === '=' && printTerm(relation.left) === printTerm(relation.right))

const namesIn = (
  { parameters, integers, assume }: ParameterNames,
  when: readonly Relation[],
  values: ParameterValues,
): ParameterNames => {
  const all = [...assume, ...when].map((relation) => relationIn(relation, values)).filter((r) => !isTrivial(r))
  return {
    parameters: parameters.filter((name) => !values.has(name)),
    integers: integers.filter((name) => !values.has(name)),
    assume: [...new Map(all.map((relation) => [printRelation(relation), relation])).values()],
  }
}

/**
 * Expressions in parameters, separated by commas. Throws {@link InputError} for anything else, and for what is not
 * defined everywhere: its signs would leave parameters out.
 */
export const readDeciding = (text: string, parameters: readonly string[]): readonly Term[] =>
  text.split(',').map((part) => {
    const { term } = parseExpression(part, { variables: [], parameters, undeclared: 'refuse' })
    const [condition] = sideConditions(term)
    if (condition === undefined) return term
    throw new InputError({
      what: `${printPlain(term)} is only defined where ${printPlainRelation(condition)}`,
      text: part,
      offset: 0,
      length: part.length,
      expected: 'an expression that is defined for all values of the parameters, such as a - 1',
    })
  })

/**
 * The cases of parameters: every choice of signs for the deciding expressions that some parameters have.
 *
 * The deciding expressions are those given, or the parameters themselves and their differences, as far as the
 * assumptions leave their sign open, the first three of them. A choice of signs is impossible where the kernel proved so, and a case
 * otherwise, with values that have these signs wherever some were found. Undefined where no sign is open.
 *
 * @example // a > 0, a = 0, a < 0
 * await parameterCases({ parameters: ['a'], integers: [], assume: [] }, budget)
 */
export const parameterCases = async (
  names: ParameterNames,
  budget: Budget,
  deciding: readonly Term[] = candidates(names.parameters),
): Promise<CasesOfParameters | undefined> => {
  if (names.parameters.length === 0) return undefined
  const points = [...samples(names)]
  const isOpen = (on: Term): boolean => new Set(points.map((values) => signAt(on, values))).size > 1
  const on = deciding.filter(isOpen).slice(0, MOST_EXPRESSIONS)
  if (on.length === 0) return undefined
  const found = new Map<string, ParameterValues>()
  for (const values of points) {
    const key = on.map((term) => signAt(term, values)).join()
    if (!found.has(key)) found.set(key, values)
  }
  const context = contextOf({ ...names, variables: [] })
  const cases: ParameterCase[] = []
  const impossible: ImpossibleCase[] = []
  for (const signs of signChoices(on.length)) {
    const when = on.map((term, i) => signRelation(term, signs[i] as Sign))
    const point = found.get(signs.join())
    if (point === undefined) {
      const claim: Claim = { claim: 'relation', context, assume: when.map(printRelation), goal: 'false' }
      const verdict = await proveClaim(claim, { budget: atMostMilliseconds(budget, IMPOSSIBLE_MS), hints: {} })
      if (verdict.status === 'proved') {
        impossible.push({ when, claim, verdict })
        continue
      }
    }
    const values = valuesByEqualities(when)
    const named = point && Object.fromEntries([...point].map(([name, value]) => [name, printPlain(value)]))
    const sample = named === undefined ? {} : { sample: named }
    cases.push({ when, ...sample, values, names: namesIn(names, when, values) })
  }
  return { on: on.map(printPlain), deciding: on.map(printTerm), cases, impossible }
}
