import type { Context } from './context.ts'
import { domainConditions, kinks, uses } from './domain.ts'
import { type Json, type JsonObject, readList, readMap, readObject, readText, readTexts } from './json.ts'
import { lower } from './lower.ts'
import { multiply, proportional } from './normal-form.ts'
import { parseRelation, parseTerm } from './parse-term.ts'
import { add, atomsOf, type Polynomial, subtract } from './polynomial.ts'
import { type RefusalReason, refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { fact, type Goal, relationFacts, type Sequent, within } from './sequent.ts'
import { conditionsHold, type Fact, factOf, signsOf } from './sign.ts'
import { difference, printTerm, type Relation, sides, substituteIn, symbols, type Term } from './term.ts'

/** One thing that has to be shown for a claim, and whether a point where it fails refutes the claim. */
export interface Obligation {
  readonly name: string
  readonly sequent: Sequent
  readonly refutable: boolean
}

/** A claim that was read: its JSON fields and its context. */
export interface ReadClaim {
  readonly form: string
  readonly fields: JsonObject
  readonly context: Context
}

export interface Piece {
  readonly when: readonly Relation[]
  readonly value: Term
}

/** A sequent over the context: `assume`, the domain conditions of the terms, then the other hypotheses. */
export const sequentOf = (
  context: Context,
  terms: readonly Term[],
  hypotheses: readonly Fact[],
  goal: Goal,
  scope: Scope = context.scope,
): Sequent => ({
  scope,
  hypotheses: [...relationFacts([...context.assume, ...domainConditions(terms, scope)], scope), ...hypotheses],
  goal,
})

const requirePlain = (term: Term, context: Context): void => {
  if (uses(term, new Set(['sgn']), context.scope)) refuse('term', 'sgn may not occur in an objective or a regularizer')
  // Reads every name once, also where no obligation needs the normal form.
  lower(term, context.scope)
}

const plainTerm = (text: string, context: Context): Term => {
  const term = parseTerm(text)
  requirePlain(term, context)
  return term
}

export const readPlainTerm = (claim: ReadClaim, field: string): Term =>
  plainTerm(readText(claim.fields[field]), claim.context)

export const readResiduals = (claim: ReadClaim): readonly Term[] => {
  const residuals = readTexts(claim.fields.residuals).map((text) => plainTerm(text, claim.context))
  return residuals.length > 0 ? residuals : refuse('format', 'at least one residual is needed')
}

/**
 * The residuals of a claim about their derivatives; refuses unless they have no kinks, by sign. At a kink the normal
 * form of a derivative means nothing, and as a hypothesis "not at a kink" would prove claims about |x| vacuously.
 */
export const readSmoothResiduals = (claim: ReadClaim): readonly Term[] => {
  const residuals = readResiduals(claim)
  requireSmooth(claim, residuals)
  return residuals
}

export const requireSmooth = ({ context }: ReadClaim, terms: readonly Term[]): void =>
  requireNoKinks(kinks(terms, context.scope), sequentOf(context, terms, [], 'false'))

/** Refuses unless these kinks are excluded by sign under the hypotheses. */
export const requireNoKinks = (bends: readonly Relation[], { hypotheses, scope }: Sequent): void => {
  if (!conditionsHold(bends, hypotheses, scope)) refuse('obligation', 'a term that is differentiated may have kinks')
}

/**
 * The hypotheses under which first derivatives of the terms are compared: off those kinks v = 0 where v is a nonzero
 * polynomial in the variables with rational coefficients, a set without interior. Any other v might vanish on an open
 * set (0*abs(abs(x) - x)) and make the claim vacuous there: of abs, max and min the claim is then made for both values
 * of sgn(v), and a root is refused unless v ≠ 0 is certain by sign.
 */
export const offKinks = (
  { context }: { readonly context: Context },
  terms: readonly Term[],
  given: readonly Fact[] = [],
): Fact[] => {
  const { scope } = context
  const isThin = ({ left, right }: Relation): boolean => {
    const v = lower(difference(left, right), scope)
    return v.size > 0 && [...atomsOf(v)].every((atom) => atom.kind === 'variable')
  }
  const roots = kinks(terms, scope, true).filter((kink) => !isThin(kink))
  requireNoKinks(roots, sequentOf(context, terms, given, 'false'))
  return relationFacts(kinks(terms, scope).filter(isThin), scope)
}

export const readLoss = (claim: ReadClaim): 'single' | 'l2' | 'l1' => {
  const loss = readText(claim.fields.loss)
  if (loss !== 'single' && loss !== 'l2' && loss !== 'l1') return refuse('format', `unknown loss "${loss}"`)
  const count = readList(claim.fields.residuals).length
  if (loss === 'single' && count !== 1) refuse('format', `the loss "single" has one residual, found ${count}`)
  return loss
}

/** The pieces of g; refuses cells that are not open or not certainly disjoint. */
export const readPieces = (claim: ReadClaim): readonly Piece[] => {
  const { context } = claim
  const pieces = readList(claim.fields.g).map((json) => {
    const fields = readObject(json, ['when', 'value'])
    const when = readTexts(fields.when).map(parseRelation)
    for (const { left, op, right } of when) {
      if (op !== '>') refuse('pieces', 'the conditions of a piece must be strict')
      requirePlain(left, context)
      requirePlain(right, context)
      // Where a condition is not defined, nothing would be known about the boundary of the piece.
      if (domainConditions([left, right], context.scope).length > 0) {
        refuse('pieces', 'the conditions of a piece must be defined everywhere')
      }
    }
    return { when, value: plainTerm(readText(fields.value), context) }
  })
  if (pieces.length === 0) refuse('pieces', 'g has no piece')
  const sides = pieces.map(({ when }) => relationFacts(when, context.scope).map((h) => h.polynomial))
  sides.forEach((first, i) => {
    sides.slice(i + 1).forEach((second) => {
      const apart = first.some((u) => second.some((v) => proportional(u, v) === -1))
      if (!apart) refuse('pieces', 'two pieces need not be disjoint')
    })
  })
  return pieces
}

/** A term for each of these names, and for nothing else. */
export const readTermsFor = (
  json: Json | undefined,
  names: readonly string[],
  reason: RefusalReason = 'point',
): Map<string, Term> => {
  const given = readMap(json)
  const extra = [...given.keys()].find((name) => !names.includes(name))
  if (extra !== undefined) refuse(reason, `no value is asked of ${extra}`)
  const missing = names.find((name) => !given.has(name))
  if (missing !== undefined) refuse(reason, `there is no value of ${missing}`)
  return new Map(names.map((name) => [name, parseTerm(readText(given.get(name)))]))
}

/** A point with a variable-free term for every variable of the context, as a substitution. */
export const readPoint = (json: Json | undefined, variables: readonly string[], scope: Scope): Map<string, Term> => {
  const point = readTermsFor(json, variables)
  const foreign = [...point.values()].flatMap(symbols).find((name) => scope.variables.includes(name))
  return foreign === undefined ? point : refuse('point', `a value of the point contains the variable ${foreign}`)
}

/** Refuses unless every domain condition of the terms is certain by sign under these hypotheses. */
export const requireDefined = (terms: readonly Term[], scope: Scope, hypotheses: readonly Fact[]): void => {
  if (!conditionsHold(domainConditions(terms, scope), hypotheses, scope)) {
    refuse('point', `a value need not be defined: ${terms.map(printTerm).join(', ').slice(0, 120)}`)
  }
}

/** A field holding a number, possibly in the parameters. */
export const readNumber = (claim: ReadClaim, field: string): Term => {
  const { scope, assume } = claim.context
  const term = parseTerm(readText(claim.fields[field]))
  if (symbols(term).some((name) => scope.variables.includes(name))) refuse('point', `${field} contains a variable`)
  requireDefined([term], scope, relationFacts(assume, scope))
  return term
}

export const readPositive = (claim: ReadClaim, field: string): Polynomial => {
  const { scope, assume } = claim.context
  const term = readNumber(claim, field)
  const isPositive = within(signsOf(term, relationFacts(assume, scope), scope), '>')
  return isPositive ? lower(term, scope) : refuse('point', `${field} must be positive`)
}

/** A bound of the positive critical values: a positive number, possibly in the parameters, or "infinity". */
export const readLevel = (claim: ReadClaim): Polynomial | 'infinity' =>
  claim.fields.level === 'infinity' ? 'infinity' : readPositive(claim, 'level')

/**
 * The sequent "at the point, the relation holds", with no other hypothesis than `assume`: the values must be defined,
 * for a domain condition that fails at the point would otherwise be a contradiction to prove anything from.
 */
export const sequentAt = (context: Context, relation: Relation, point: ReadonlyMap<string, Term>): Sequent => {
  const { scope } = context
  const there = substituteIn(relation, point)
  requireDefined([...point.values(), ...sides([there])], scope, relationFacts(context.assume, scope))
  return sequentOf(context, [], [], factOf(there, scope))
}

/** |x − p|². */
export const squaredDistance = (point: ReadonlyMap<string, Term>, scope: Scope): Polynomial => {
  let total: Polynomial = new Map()
  for (const [name, value] of point) {
    const gap = subtract(lower({ op: 'symbol', name }, scope), lower(value, scope))
    total = add(total, multiply(gap, gap))
  }
  return total
}

/** The goals one by one, `prefix.1`, `prefix.2`, …, each under the hypotheses of `given`. */
export const numbered = (prefix: string, goals: readonly Fact[], given: Sequent, refutable = true): Obligation[] =>
  goals.map((goal, k) => ({ name: `${prefix}.${k + 1}`, sequent: { ...given, goal }, refutable }))

/** f ≥ 0. */
export const nonnegative = ({ context }: ReadClaim, f: Term): Obligation => ({
  name: 'nonnegative',
  sequent: sequentOf(context, [f], [], fact(lower(f, context.scope), '>=')),
  refutable: true,
})
