import { checkProof } from './check-proof.ts'
import { withConstants } from './context.ts'
import { domainConditions } from './domain.ts'
import { closedSign } from './enclosure.ts'
import { type Json, type JsonObject, readInteger, readMap, readObject, readRational, readText } from './json.ts'
import { lower } from './lower.ts'
import { parseTerm } from './parse-term.ts'
import { constant, isClosed, type Polynomial, rationalValue, subtract } from './polynomial.ts'
import * as Q from './rational.ts'
import { type Obligation, type ReadClaim, readPieces, readPlainTerm, readTermsFor, requireDefined } from './reading.ts'
import { refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { fact, relationFacts, type Sequent, within } from './sequent.ts'
import { type Fact, factOf, signOf } from './sign.ts'
import { specialize, type Values } from './specialize.ts'
import { type Relation, raised, substitute, substituteIn, sum, symbol, symbols, type Term } from './term.ts'

/** The values of closed terms, exactly; integers for the parameters declared so. */
const closedValues = (terms: ReadonlyMap<string, Term>, scope: Scope): Map<string, Polynomial> => {
  const bare: Scope = { ...scope, variables: [], parameters: new Set() }
  requireDefined([...terms.values()], bare, [])
  const values = new Map<string, Polynomial>()
  for (const [name, term] of terms) {
    const value = lower(term, bare)
    const whole = rationalValue(value)
    if (scope.integers.has(name) && whole?.d !== 1n) refuse('point', `${name} must be an integer`)
    values.set(name, value)
  }
  return values
}

/** Whether `fact` is true at the values; refuses where that cannot be decided. */
const holdsAt = ({ polynomial, op }: Fact, values: Values): boolean => {
  const s = closedSign(specialize(polynomial, values))
  if (s === undefined) return refuse('point', `the sign of a value could not be decided at the point ("${op} 0")`)
  return within(signOf(s), op)
}

/** Checks that every hypothesis of one obligation holds at a point and its goal does not (`proofs/FORMAT.md` §7). */
export const checkPointRefutation = (certificate: Json, obligations: readonly Obligation[]): void => {
  const fields = readObject(certificate, ['outcome', 'obligation', 'point'], ['constants'])
  const name = readText(fields.obligation)
  const obligation = obligations.find((o) => o.name === name)
  if (obligation === undefined) return refuse('obligation', `this claim has no obligation "${name}"`)
  if (!obligation.refutable) refuse('obligation', `a point where "${name}" fails does not refute the claim`)
  const { hypotheses, goal, scope: plain } = obligation.sequent
  const scope = withConstants(plain, fields.constants ?? {})
  const values = closedValues(readTermsFor(fields.point, [...scope.variables, ...scope.parameters]), scope)
  hypotheses.forEach((hypothesis, i) => {
    if (!holdsAt(hypothesis, values)) refuse('point', `hypothesis ${i + 1} does not hold at the point`)
  })
  if (goal !== 'false' && holdsAt(goal, values)) refuse('point', 'the goal holds at the point')
}

const T = symbol('t')

interface Curve {
  readonly sequent: Sequent
  /** Variables and parameters as terms in t. */
  readonly terms: ReadonlyMap<string, Term>
}

const readCurve = (fields: JsonObject, claim: ReadClaim): Curve => {
  const { scope: outer, assume } = claim.context
  const extended = withConstants(outer, fields.constants ?? {})
  if (readText(fields.parameter) !== 't' || outer.parameters.has('t') || extended.constants.has('t')) {
    refuse('curve', 'the parameter of the curve is t, no parameter or constant of the claim')
  }
  const scope: Scope = { ...extended, variables: ['t'], parameters: new Set() }
  const from = readRational(fields.from)
  if (Q.sign(from) <= 0) refuse('curve', 'the curve must start at a positive t')
  const parameters = readTermsFor(fields.values, [...outer.parameters])
  const values = closedValues(parameters, scope)
  for (const hypothesis of relationFacts(assume, extended)) {
    if (!holdsAt(hypothesis, values)) refuse('curve', 'the parameters do not satisfy the assumptions')
  }
  const after = [fact(subtract(lower(T, scope), constant(from)), '>='), fact(lower(T, scope), '>')]
  const sequent: Sequent = { scope, hypotheses: after, goal: 'false' }
  const curve = readTermsFor(fields.curve, outer.variables, 'curve')
  const foreign = [...curve.values()].flatMap(symbols).find((name) => name !== 't' && !scope.constants.has(name))
  if (foreign !== undefined) refuse('curve', `the curve is in t alone, not in ${foreign}`)
  requireDefined([...curve.values()], scope, after)
  return { sequent, terms: new Map([...parameters, ...curve]) }
}

/** Checks a curve |x(t)| → ∞ along which f and g stay bounded. */
export const checkCurveRefutation = (certificate: Json, claim: ReadClaim): void => {
  const fields = readObject(
    certificate,
    ['outcome', 'piece', 'parameter', 'from', 'curve', 'values', 'bound', 'proofs'],
    ['constants'],
  )
  const pieces = readPieces(claim)
  const piece = pieces[readInteger(fields.piece, 1, pieces.length) - 1]
  if (piece === undefined) return refuse('curve', 'there is no such piece')
  const { sequent, terms } = readCurve(fields, claim)
  const along = (term: Term): Term => substitute(term, terms)
  const bound = parseTerm(readText(fields.bound))
  requireDefined([bound], sequent.scope, [])
  if (!isClosed(lower(bound, sequent.scope))) refuse('curve', 'the bound must be a number')
  const f = readPlainTerm(claim, 'f')
  const proofs = new Map(readMap(fields.proofs))
  // The domain must be shown first: only then may the values of f and g be spoken of.
  const { scope } = claim.context
  const domain: Relation[] = [
    ...piece.when,
    ...domainConditions([f], scope),
    ...domainConditions([piece.value], scope),
  ].map((relation) => substituteIn(relation, terms))
  const prove = (name: string, relation: Relation, known: readonly Fact[]): Fact => {
    const proof = proofs.get(name)
    if (proof === undefined) return refuse('obligation', `the proof "${name}" is missing`)
    proofs.delete(name)
    const goal = factOf(relation, sequent.scope)
    checkProof(proof, { ...sequent, hypotheses: [...sequent.hypotheses, ...known], goal })
    return goal
  }
  const shown: Fact[] = []
  domain.forEach((relation, k) => {
    shown.push(prove(`domain.${k + 1}`, relation, shown))
  })
  prove('f', { left: bound, op: '>=', right: along(f) }, shown)
  prove('g', { left: bound, op: '>=', right: along(piece.value) }, shown)
  const size = sum(...scope.variables.map((name) => raised(along(symbol(name)), 2)))
  prove('unbounded', { left: size, op: '>=', right: T }, shown)
  const extra = [...proofs.keys()][0]
  if (extra !== undefined) refuse('obligation', `there is no obligation "${extra}"`)
}
