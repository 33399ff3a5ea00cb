import { uses } from './domain.ts'
import { readMap, readObject, readRational, readTexts } from './json.ts'
import { lower } from './lower.ts'
import { parseRelation, parseTerm } from './parse-term.ts'
import { at, readDefinedPoint, vanishing } from './point-obligations.ts'
import { constant, subtract } from './polynomial.ts'
import * as Q from './rational.ts'
import {
  numbered,
  type Obligation,
  type ReadClaim,
  readTermsFor,
  requireDefined,
  sequentAt,
  sequentOf,
} from './reading.ts'
import { refuse } from './refusal.ts'
import { fact, relationFacts, zeros } from './sequent.ts'
import type { Fact } from './sign.ts'
import { number, type Relation, sides, substitute, substituteIn, symbol, symbols, type Term } from './term.ts'

// The obligations of the claims about sets given by equations (`proofs/FORMAT.md` §5).

/** At least one equation, without sgn: its left side is continuous where it is defined. */
export const readEquations = (claim: ReadClaim, field: string): Term[] => {
  const terms = readTexts(claim.fields[field]).map(parseTerm)
  if (terms.length === 0) refuse('format', 'a set is described by at least one equation')
  if (terms.some((term) => uses(term, new Set(['sgn']), claim.context.scope))) refuse('term', 'sgn in an equation')
  return terms
}

/** Every new equation follows from what the set is given by, and is defined there. */
export const descriptionFollows = (
  claim: ReadClaim,
  given: readonly Term[],
  facts: readonly Fact[],
  description: readonly Term[],
): Obligation[] => {
  const { context } = claim
  const sequent = sequentOf(context, given, facts, 'false')
  requireDefined(description, context.scope, sequent.hypotheses)
  return numbered('described', zeros(description, context.scope), sequent)
}

/** What holds at the witness; `given` has to be defined there, so that the witness is in the set it describes. */
interface Wanted {
  readonly given: readonly Term[]
  readonly assume: readonly Relation[]
  readonly equations: readonly Term[]
}

/** A path in t over [from, to], on which everything named is defined; the last equation changes sign on it. */
const pathObligations = (claim: ReadClaim, { given, assume, equations }: Wanted): Obligation[] => {
  const { context } = claim
  const { scope: outer } = context
  const fields = readObject(claim.fields.witness, ['path', 'from', 'to'])
  const [from, to] = [readRational(fields.from), readRational(fields.to)]
  if (outer.parameters.has('t') || outer.constants.has('t')) refuse('context', 't is reserved')
  if (Q.compare(from, to) >= 0) refuse('point', 'the path starts before it ends')
  const scope = { ...outer, variables: ['t'] }
  const t = lower(symbol('t'), scope)
  const between = [fact(subtract(t, constant(from)), '>='), fact(subtract(constant(to), t), '>=')]
  const onPath = sequentOf(context, [], between, 'false', scope)
  const path = readTermsFor(fields.path, outer.variables)
  for (const term of path.values()) {
    const foreign = symbols(term).find((name) => name !== 't' && outer.variables.includes(name))
    if (foreign !== undefined) refuse('point', `the path contains the variable ${foreign}`)
    if (uses(term, new Set(['sgn']), scope)) refuse('term', 'sgn in a path')
  }
  const along = equations.map((term) => substitute(term, path))
  const relations = assume.map((relation) => substituteIn(relation, path))
  const last = along.pop() as Term
  const terms = [...path.values(), ...[...given, ...equations].map((term) => substitute(term, path))]
  requireDefined([...terms, ...sides(relations)], scope, onPath.hypotheses)
  const end = (name: string, value: Q.Rational, isBelow: boolean): Obligation => {
    const there = substitute(last, new Map([['t', number(value)]]))
    const relation: Relation = isBelow
      ? { left: number(0), op: '>', right: there }
      : { left: there, op: '>', right: number(0) }
    return { name: `path.${name}`, sequent: sequentAt(context, relation, new Map()), refutable: false }
  }
  return [
    ...numbered('path.equation', zeros(along, scope), onPath, false),
    ...numbered('path.assume', relationFacts(relations, scope), onPath, false),
    end('below', from, true),
    end('above', to, false),
  ]
}

/** The set is not empty. */
export const witnessed = (claim: ReadClaim, wanted: Wanted): Obligation[] => {
  if (!readMap(claim.fields.witness).has('point')) return pathObligations(claim, wanted)
  const { scope, assume } = claim.context
  const point = readDefinedPoint(claim, readObject(claim.fields.witness, ['point']).point)
  const there = wanted.given.map((term) => substitute(term, point))
  requireDefined(there, scope, relationFacts(assume, scope))
  return [
    ...wanted.equations.map((e, i) => at(claim, `point.equation.${i + 1}`, vanishing(e), point)),
    ...wanted.assume.map((relation, k) => at(claim, `point.assume.${k + 1}`, relation, point)),
  ]
}

export const describedSetObligations = (claim: ReadClaim): Obligation[] => {
  const { context } = claim
  const { scope } = context
  const assume = readTexts(claim.fields.assume).map(parseRelation)
  const equations = readTexts(claim.fields.equations).map(parseTerm)
  const description = readEquations(claim, 'description')
  const given = [...sides(assume), ...equations]
  const cell = relationFacts(assume, scope)
  const attained = sequentOf(context, given, [...cell, ...zeros(description, scope)], 'false')
  return [
    ...descriptionFollows(claim, given, [...cell, ...zeros(equations, scope)], description),
    ...numbered('attained', zeros(equations, scope), attained),
    ...witnessed(claim, { given, assume, equations: description }),
  ]
}
