import { checkCells, checkProof } from './check-proof.ts'
import { type Json, readInteger, readList, readMap, readObject, readRational, readText, readTexts } from './json.ts'
import { lower, readExponent } from './lower.ts'
import { clear, exponential, inverse, logarithm, multiply, power, vanishes } from './normal-form.ts'
import { parseTerm } from './parse-term.ts'
import { add, atomOf, constant, fromAtom, type Polynomial, polynomialKey, scale, subtract } from './polynomial.ts'
import { isZero, sign as signOfRational } from './rational.ts'
import { nonnegative, type Obligation, type ReadClaim, readPieces, readPlainTerm, sequentOf } from './reading.ts'
import { refuse } from './refusal.ts'
import { nonnegativePieces } from './regularizer-obligations.ts'
import { isName, type Scope } from './scope.ts'
import { admit, admitText, fact, relationFacts, type Sequent, signsUnder, withFacts, within } from './sequent.ts'
import { specialize } from './specialize.ts'
import { children, symbols, type Term } from './term.ts'

/** The obligations of `coercive` besides its arguments: f ≥ 0 and every piece of g ≥ 0. */
export const coerciveObligations = (claim: ReadClaim): Obligation[] => {
  const obligations = [nonnegative(claim, readPlainTerm(claim, 'f')), ...nonnegativePieces(claim)]
  return obligations.map((o) => ({ ...o, refutable: false }))
}

/** What is known of a quantity on {f ≤ C, g ≤ C}: bounded above, bounded below, at least some δ > 0. */
type Bound = 'above' | 'below' | 'away'
const BOUNDED = ['above', 'below'] as const

interface Chain {
  readonly sequent: Sequent
  /** F and G: f and the piece of g, bounded on the set looked at. */
  readonly given: ReadonlyMap<string, Polynomial>
  readonly judgments: Map<string, Set<Bound>>
}

const keyOf = (p: Polynomial): string => {
  const { numerator, denominator } = clear(p)
  return `${polynomialKey(numerator)} / ${polynomialKey(denominator)}`
}

const judge = (chain: Chain, p: Polynomial, ...bounds: Bound[]): void => {
  const key = keyOf(p)
  const known = chain.judgments.get(key) ?? new Set<Bound>()
  for (const bound of bounds) known.add(bound)
  if (known.has('away')) known.add('below')
  chain.judgments.set(key, known)
}

const has = (chain: Chain, p: Polynomial, bound: Bound): boolean => chain.judgments.get(keyOf(p))?.has(bound) === true
const isBounded = (chain: Chain, p: Polynomial): boolean => BOUNDED.every((bound) => has(chain, p, bound))

const need = (holds: boolean, what: string): void => {
  if (!holds) refuse('chain', what)
}

const show = (chain: Chain, proof: Json, value: Polynomial, op: '>' | '>='): void =>
  checkProof(proof, { ...chain.sequent, goal: fact(value, op) })

interface Combination {
  readonly value: Polynomial
  /** In the placeholders themselves, for looking at coefficients. */
  readonly formal: Polynomial
}

/** Built by + − * and nonnegative integer powers, and division by numbers. */
const isPolynomialTerm = (term: Term, scope: Scope): boolean => {
  if (term.op === 'call') return false
  if (term.op === 'power') {
    const exponent = readExponent(term.exponent, scope)
    return exponent.kind === 'integer' && exponent.value >= 0 && isPolynomialTerm(term.base, scope)
  }
  if (term.op === 'divide' && (term.denominator.op !== 'number' || isZero(term.denominator.value))) return false
  return children(term).every((child) => isPolynomialTerm(child, scope))
}

/** A polynomial in placeholders and parameters, each placeholder standing for the quantity given for it. */
const combination = (chain: Chain, text: string, using: ReadonlyMap<string, Polynomial>): Combination => {
  const { scope } = chain.sequent
  const term = parseTerm(text)
  const isKnown = (name: string): boolean => using.has(name) || scope.parameters.has(name) || scope.constants.has(name)
  const names = [...using.keys()]
  need(
    symbols(term).every(isKnown) && isPolynomialTerm(term, scope),
    `"${text}" is no polynomial in ${names.join(', ')}`,
  )
  const formal = lower(term, { ...scope, variables: names })
  return { formal, value: specialize(formal, using) }
}

/** The quantities that placeholders stand for; refuses one without these bounds. */
const readUsing = (json: Json | undefined, chain: Chain, ...bounds: readonly Bound[]): Map<string, Polynomial> => {
  const { scope } = chain.sequent
  const using = new Map<string, Polynomial>()
  for (const [name, text] of readMap(json)) {
    need(isName(name), `"${name}" is no placeholder name`)
    need(!scope.parameters.has(name) && !scope.constants.has(name), `the placeholder ${name} is a name already used`)
    const { value } = admitText(readText(text), chain.sequent)
    for (const bound of bounds) need(has(chain, value, bound), `${name} is not known to be bounded ${bound}`)
    using.set(name, value)
  }
  return using
}

const coefficientsAreNonnegative = (formal: Polynomial): boolean =>
  [...formal.values()].every(
    ({ monomial, coefficient }) =>
      signOfRational(coefficient) >= 0 && monomial.every(([atom]) => atom.kind === 'variable'),
  )

const growth = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'term', 'power', 'bound', 'proof'])
  const u = admitText(readText(fields.term), chain.sequent).value
  const k = readInteger(fields.power, 2, 1000)
  need(k % 2 === 0, 'the power of a growth bound must be even')
  const { value, formal } = combination(chain, readText(fields.bound), chain.given)
  need(coefficientsAreNonnegative(formal), 'the bound has a negative coefficient')
  show(chain, fields.proof as Json, subtract(value, power(u, k)), '>=')
  judge(chain, u, ...BOUNDED)
}

const compare = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'term', 'is', 'by', 'using', 'proof'])
  const u = admitText(readText(fields.term), chain.sequent).value
  const is = readText(fields.is)
  if (is !== 'above' && is !== 'below' && is !== 'away') return refuse('chain', `"${is}" is not above, below or away`)
  const using = readUsing(fields.using, chain, ...(is === 'away' ? (['away'] as const) : BOUNDED))
  const { formal, value } = combination(chain, readText(fields.by), using)
  const isPositive = formal.size > 0 && coefficientsAreNonnegative(formal)
  need(is !== 'away' || isPositive, 'the bound needs nonnegative coefficients, not all 0')
  show(chain, fields.proof as Json, is === 'above' ? subtract(value, u) : subtract(u, value), '>=')
  judge(chain, u, is)
}

const integral = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'term', 'coefficients', 'using'])
  const u = admitText(readText(fields.term), chain.sequent).value
  const using = readUsing(fields.using, chain, ...BOUNDED)
  const coefficients = readTexts(fields.coefficients)
  need(coefficients.length > 0, 'a monic equation needs a degree of at least 1')
  const total = coefficients.reduce<Polynomial>(
    (sum, text) => add(multiply(sum, u), combination(chain, text, using).value),
    constant({ n: 1n, d: 1n }),
  )
  need(vanishes(total), 'the monic equation does not hold')
  judge(chain, u, ...BOUNDED)
}

/** What the bounds of one quantity say of another. */
type Moves = { readonly [known in Bound]?: readonly Bound[] }
const TO_EXPONENTIAL: Moves = { above: ['above'], below: ['away'] }
const TO_LOGARITHM: Moves = { above: ['above'], away: ['below'] }
const TO_RECIPROCAL: Moves = { above: ['away'], away: ['above', 'below'] }

const follow = (chain: Chain, p: Polynomial, q: Polynomial, moves: Moves): void => {
  const found = (Object.keys(moves) as Bound[]).filter((known) => has(chain, p, known))
  need(found.length > 0, 'nothing is known of the quantity the rule starts from')
  for (const known of found) judge(chain, q, ...(moves[known] ?? []))
}

/** u and exp(k·u) of a step, k > 0. */
const readExponential = (step: Json, chain: Chain): readonly [u: Polynomial, e: Polynomial] => {
  const fields = readObject(step, ['rule', 'of', 'factor'])
  const u = admitText(readText(fields.of), chain.sequent).value
  const factor = readRational(fields.factor)
  need(signOfRational(factor) > 0, 'the factor must be positive')
  return [u, exponential(scale(u, factor))]
}

const exponentialRule = (step: Json, chain: Chain): void => {
  const [u, e] = readExponential(step, chain)
  follow(chain, u, e, TO_EXPONENTIAL)
  judge(chain, e, 'below')
}

const exponentialInverseRule = (step: Json, chain: Chain): void => {
  const [u, e] = readExponential(step, chain)
  follow(chain, e, u, TO_LOGARITHM)
}

const logRule = (step: Json, chain: Chain, isInverse = false): void => {
  const fields = readObject(step, ['rule', 'of'])
  const { term, value: u } = admitText(readText(fields.of), chain.sequent)
  need(within(signsUnder(term, chain.sequent), '>'), 'the argument of log need not be positive')
  if (isInverse) follow(chain, logarithm(u), u, TO_EXPONENTIAL)
  else follow(chain, u, logarithm(u), TO_LOGARITHM)
}

const quotientRule = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'term', 'by', 'proof'])
  const u = admitText(readText(fields.term), chain.sequent).value
  const w = admitText(readText(fields.by), chain.sequent).value
  need(has(chain, multiply(u, w), 'above'), 'the product is not known to be bounded above')
  need(has(chain, w, 'away'), 'the divisor is not known to stay away from 0')
  show(chain, fields.proof as Json, u, '>=')
  judge(chain, u, ...BOUNDED)
}

const productRule = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'term', 'by'])
  const u = admitText(readText(fields.term), chain.sequent).value
  const w = admitText(readText(fields.by), chain.sequent).value
  need(has(chain, u, 'away') && has(chain, w, 'away'), 'both factors must be known to stay away from 0')
  judge(chain, multiply(u, w), 'away')
}

const reciprocalRule = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'of', 'proof'])
  const u = admitText(readText(fields.of), chain.sequent).value
  show(chain, fields.proof as Json, u, '>')
  follow(chain, u, inverse(u), TO_RECIPROCAL)
}

const powerRule = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'of', 'exponent', 'proof'])
  const base = parseTerm(readText(fields.of))
  const exponent = parseTerm(readText(fields.exponent))
  const size: Term = { op: 'call', name: 'abs', args: [base] }
  const e = readExponent(exponent, chain.sequent.scope)
  const isInteger = e.kind === 'parametric' && e.integral
  // u^e with integer parameters is |u|^e where e is even or u positive.
  const isEven = isInteger && [...e.value.values()].every(({ coefficient }) => coefficient.n % 2n === 0n)
  need(!isInteger || isEven || within(signsUnder(base, chain.sequent), '>'), 'the power may be negative')
  const u = admit(base, chain.sequent).value
  const absolute = admit(size, chain.sequent).value
  const p = admit({ op: 'power', base: isInteger ? base : size, exponent }, chain.sequent).value
  show(chain, fields.proof as Json, admit(exponent, chain.sequent).value, '>')
  const known = [has(chain, p, 'above'), isBounded(chain, u), has(chain, absolute, 'away'), has(chain, p, 'away')]
  need(known.includes(true), 'nothing is known of the power or its base')
  if (known[0] === true) judge(chain, u, ...BOUNDED)
  if (known[1] === true) judge(chain, p, ...BOUNDED)
  if (known[2] === true) judge(chain, p, 'away')
  if (known[3] === true) judge(chain, absolute, 'away')
}

const constantRule = (step: Json, chain: Chain): void => {
  const fields = readObject(step, ['rule', 'term'])
  const { term, value: u } = admitText(readText(fields.term), chain.sequent)
  const { variables } = chain.sequent.scope
  need(!symbols(term).some((name) => variables.includes(name)), 'the constant contains a variable')
  judge(chain, u, ...BOUNDED)
  if (within(signsUnder(term, chain.sequent), '>')) judge(chain, u, 'away')
}

const RULES: ReadonlyMap<string, (step: Json, chain: Chain) => void> = new Map([
  ['growth', growth],
  ['compare', compare],
  ['integral', integral],
  ['exp', exponentialRule],
  ['exp-inverse', exponentialInverseRule],
  ['log', logRule],
  ['log-inverse', (step: Json, chain: Chain) => logRule(step, chain, true)],
  ['quotient', quotientRule],
  ['product', productRule],
  ['reciprocal', reciprocalRule],
  ['power', powerRule],
  ['constant', constantRule],
])

const MAX_DEPTH = 20

const checkArgument = (
  argument: Json,
  sequent: Sequent,
  given: ReadonlyMap<string, Polynomial>,
  depth: number,
): void => {
  if (depth > MAX_DEPTH) refuse('format', `an argument nested deeper than ${MAX_DEPTH}`)
  const kind = readText(readMap(argument).get('kind'))
  if (kind === 'split') {
    return checkCells(argument, sequent, 'argument', (inner, cell) => checkArgument(inner, cell, given, depth + 1))
  }
  if (kind !== 'chain') refuse('chain', `unknown kind of argument "${kind}"`)
  const { steps } = readObject(argument, ['kind', 'steps'])
  const chain: Chain = { sequent, given, judgments: new Map() }
  for (const value of given.values()) judge(chain, value, ...BOUNDED)
  for (const step of readList(steps)) {
    const name = readText(readMap(step).get('rule'))
    const rule = RULES.get(name)
    if (rule === undefined) return refuse('chain', `unknown rule "${name}"`)
    rule(step, chain)
  }
  for (const name of sequent.scope.variables) {
    need(isBounded(chain, fromAtom(atomOf({ kind: 'variable', name }))), `${name} is not shown to be bounded`)
  }
}

/** Checks that f and g bounded force every variable to be bounded, one argument per piece (`proofs/FORMAT.md` §6). */
export const checkCoercive = (claim: ReadClaim, argumentsJson: Json): void => {
  const { context } = claim
  const f = readPlainTerm(claim, 'f')
  const pieces = readPieces(claim)
  const list = readList(argumentsJson)
  if (list.length !== pieces.length) refuse('obligation', `expected ${pieces.length} argument(s), found ${list.length}`)
  pieces.forEach(({ when, value }, i) => {
    const cell = relationFacts(when, context.scope)
    const sequent = withFacts(sequentOf(context, [f, value], [], 'false'), ...cell)
    const given = new Map(Object.entries({ F: lower(f, context.scope), G: lower(value, context.scope) }))
    checkArgument(list[i] as Json, sequent, given, 0)
  })
}
