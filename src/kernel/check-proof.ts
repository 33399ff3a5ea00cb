import { checkCongruence } from './check-congruence.ts'
import { checkFact } from './check-fact.ts'
import { checkPositivstellensatz, sumOfMultiples } from './check-positivstellensatz.ts'
import { type Box, closedSign, enclose } from './enclosure.ts'
import type { Interval } from './interval.ts'
import { type Json, readInteger, readList, readMap, readObject, readRational, readText } from './json.ts'
import { multiply, signum, vanishes } from './normal-form.ts'
import { parseRelation } from './parse-term.ts'
import { add, constant, integer, isClosed, isIntegral, negate, type Polynomial, subtract } from './polynomial.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'
import { admitRelation, admitText, fact, type Goal, type Sequent, signsUnder, withFacts, within } from './sequent.ts'
import { ANY, type Fact, NEGATIVE, POSITIVE, type Signs, signOf, ZERO } from './sign.ts'
import type { RelationOperator } from './term.ts'
import { parseUnivariate, realRoots, rootsBetween, signAt, sturmChain, type Univariate } from './univariate.ts'

const MAX_DEPTH = 60

const goalOf = (goal: Goal, kind: string): Fact =>
  goal === 'false' ? refuse('sign', `the goal false cannot be shown by ${kind}`) : goal

/** Checks that a proof proves the sequent (`proofs/FORMAT.md` §4). Refuses otherwise. */
export const checkProof = (proof: Json, sequent: Sequent, depth = 0): void => {
  if (depth > MAX_DEPTH) refuse('format', `a proof nested deeper than ${MAX_DEPTH}`)
  const kind = readText(readMap(proof).get('kind'))
  switch (kind) {
    case 'identity':
      return checkIdentity(proof, sequent)
    case 'sign':
      return checkSign(proof, sequent)
    case 'positivstellensatz':
      return checkPositivstellensatz(proof, sequent)
    case 'split':
      return checkSplit(proof, sequent, depth)
    case 'lemma':
      return checkLemma(proof, sequent, depth)
    case 'roots':
      return checkRoots(proof, sequent, depth)
    case 'enclosure':
      return checkEnclosure(proof, sequent)
    case 'fact':
      return checkFact(proof, sequent)
    case 'congruence':
      return checkCongruence(proof, sequent)
    default:
      return refuse('format', `unknown kind of proof "${kind}"`)
  }
}

const checkIdentity = (proof: Json, sequent: Sequent): void => {
  readObject(proof, ['kind'])
  const goal = goalOf(sequent.goal, 'identity')
  if (goal.op !== '=' && goal.op !== '>=') refuse('identity', `an identity does not show "${goal.op} 0"`)
  if (!vanishes(goal.polynomial)) refuse('identity', 'the normal form is not zero')
}

const checkSign = (proof: Json, sequent: Sequent): void => {
  const { form } = readObject(proof, ['kind', 'form'])
  const goal = goalOf(sequent.goal, 'sign')
  const { term, value } = admitText(readText(form), sequent)
  if (!vanishes(subtract(value, goal.polynomial))) refuse('identity', 'the form given is not the quantity in the goal')
  if (!within(signsUnder(term, sequent), goal.op)) refuse('sign', `the structure does not show "${goal.op} 0"`)
}

const CELLS: ReadonlyMap<string, number> = new Map([
  ['<', NEGATIVE],
  ['=', ZERO],
  ['>', POSITIVE],
  ['<=', NEGATIVE | ZERO],
  ['>=', POSITIVE | ZERO],
  ['!=', NEGATIVE | POSITIVE],
])

/** The hypotheses that one cell of a split on u adds; an integer beyond 0 is at least 1 away from it. */
const cellFacts = (u: Polynomial, cell: string): Fact[] => {
  const upside = (op: RelationOperator): Fact => fact(u, op)
  const down = (op: RelationOperator): Fact => fact(negate(u), op)
  const stepped = (size: Polynomial): Fact[] => (isIntegral(u) ? [fact(subtract(size, integer(1)), '>=')] : [])
  switch (cell) {
    case '<':
      return [down('>'), fact(add(signum(u), integer(1)), '='), ...stepped(negate(u))]
    case '>':
      return [upside('>'), fact(subtract(signum(u), integer(1)), '='), ...stepped(u)]
    case '<=':
      return [down('>=')]
    case '>=':
      return [upside('>=')]
    case '=':
      return [upside('=')]
    default:
      return [upside('!=')]
  }
}

/**
 * Reads the cells of a split and hands each its sequent; refuses unless their signs cover the real line.
 * Shared with the splits of coercivity arguments, whose cells hold an `argument` instead of a `proof`.
 */
export const checkCells = (
  split: Json,
  sequent: Sequent,
  content: 'proof' | 'argument',
  check: (inner: Json, cell: Sequent) => void,
): void => {
  const { on, cells } = readObject(split, ['kind', 'on', 'cells'])
  const u = admitText(readText(on), sequent).value
  let covered = 0
  for (const cell of readList(cells)) {
    const fields = readObject(cell, ['sign', content])
    const name = readText(fields.sign)
    const signs = CELLS.get(name)
    if (signs === undefined) return refuse('cover', `"${name}" is no sign condition`)
    covered |= signs
    check(fields[content] as Json, withFacts(sequent, ...cellFacts(u, name)))
  }
  if (covered !== ANY) refuse('cover', 'the cells do not cover every sign')
}

const checkSplit = (proof: Json, sequent: Sequent, depth: number): void =>
  checkCells(proof, sequent, 'proof', (inner, cell) => checkProof(inner, cell, depth + 1))

const checkLemma = (proof: Json, sequent: Sequent, depth: number): void => {
  const fields = readObject(proof, ['kind', 'lemma', 'proof', 'then'])
  const lemma = admitRelation(parseRelation(readText(fields.lemma)), sequent)
  checkProof(fields.proof as Json, { ...sequent, goal: lemma }, depth + 1)
  checkProof(fields.then as Json, withFacts(sequent, lemma), depth + 1)
}

const atUnivariate = (p: Univariate, u: Polynomial): Polynomial =>
  p.reduceRight<Polynomial>((sum, c) => add(multiply(sum, u), constant(c)), integer(0))

/** The facts one root adds: which value u has, or between which numbers it lies. */
const rootFacts = (root: Json, u: Polynomial, q: Univariate, sequent: Sequent): Fact[] => {
  const { interval, value } = readObject(root, ['interval', 'proof'], ['value'])
  const [low, high] = readList(interval).map(readRational) as [Q.Rational, Q.Rational]
  if (Q.equal(low, high)) {
    if (value !== undefined) refuse('roots', 'an exact root takes no value')
    return [fact(subtract(u, constant(low)), '=')]
  }
  if (value === undefined) return [fact(subtract(u, constant(low)), '>'), fact(subtract(constant(high), u), '>')]
  const v = admitText(readText(value), sequent).value
  const isNonnegative = (p: Polynomial): boolean => (closedSign(p) ?? -1) >= 0
  const inside =
    isClosed(v) &&
    vanishes(atUnivariate(q, v)) &&
    isNonnegative(subtract(v, constant(low))) &&
    isNonnegative(subtract(constant(high), v))
  if (!inside) refuse('roots', `${readText(value)} is not the root in its interval`)
  return [fact(subtract(u, v), '=')]
}

const checkRoots = (proof: Json, sequent: Sequent, depth: number): void => {
  const fields = readObject(proof, ['kind', 'of', 'polynomial', 'multiples', 'roots'])
  const u = admitText(readText(fields.of), sequent).value
  const q = parseUnivariate(readText(fields.polynomial))
  if (q.length === 0) refuse('roots', 'the polynomial is zero')
  const multiples = sumOfMultiples(fields.multiples as Json, sequent)
  if (!vanishes(subtract(atUnivariate(q, u), multiples))) {
    refuse('roots', 'the polynomial of the term is not the given combination of the equations')
  }
  const roots = readList(fields.roots)
  checkIsolation(q, roots)
  for (const root of roots) {
    const facts = rootFacts(root, u, q, sequent)
    checkProof(readMap(root).get('proof') as Json, withFacts(sequent, ...facts), depth + 1)
  }
}

/** Disjoint intervals, one root in each, none outside. */
const checkIsolation = (q: Univariate, roots: readonly Json[]): void => {
  if (roots.length >= q.length) refuse('roots', 'more roots than the degree allows')
  const chain = sturmChain(q)
  const intervals = roots.map((root) => {
    const ends = readList(readMap(root).get('interval')).map(readRational)
    const [low, high] = ends
    if (low === undefined || high === undefined || ends.length !== 2 || Q.compare(low, high) > 0) {
      return refuse('roots', 'an interval is two rational numbers in order')
    }
    const atLow = signAt(q, low) === 0
    if (Q.equal(low, high)) {
      if (!atLow) refuse('roots', `${Q.formatRational(low)} is no root`)
    } else if (atLow || signAt(q, high) === 0 || rootsBetween(chain, low, high) !== 1) {
      refuse('roots', `(${Q.formatRational(low)}, ${Q.formatRational(high)}) does not isolate one root`)
    }
    return [low, high] as const
  })
  intervals.forEach(([low, high], i) => {
    intervals.slice(i + 1).forEach(([otherLow, otherHigh]) => {
      if (Q.compare(high, otherLow) >= 0 && Q.compare(otherHigh, low) >= 0) refuse('roots', 'two intervals overlap')
    })
  })
  if (realRoots(chain) !== intervals.length) refuse('roots', 'a real root is missing')
}

/** The box that hypotheses `r·name + s op 0` describe. */
const boxOf = (sequent: Sequent): Box => {
  const box = new Map<string, Interval>()
  const half = new Map<string, { low?: Q.Rational; high?: Q.Rational }>()
  for (const { polynomial, op } of sequent.hypotheses) {
    const entries = [...polynomial.values()]
    const linear = entries.find((e) => e.monomial.length > 0)
    const factor = linear?.monomial[0]
    if (linear === undefined || factor === undefined || entries.length > 2 || op === '!=') continue
    if (entries.some((e) => e !== linear && e.monomial.length > 0)) continue
    const [atom, times] = factor
    if (linear.monomial.length !== 1 || times !== 1) continue
    if (atom.kind !== 'variable' && atom.kind !== 'parameter') continue
    const bound = Q.negate(Q.divide(polynomial.get('')?.coefficient ?? Q.ZERO, linear.coefficient))
    const ends = half.get(atom.name) ?? {}
    const isLower = Q.sign(linear.coefficient) > 0
    if (op === '=' || isLower) ends.low = ends.low !== undefined && Q.compare(ends.low, bound) > 0 ? ends.low : bound
    if (op === '=' || !isLower) {
      ends.high = ends.high !== undefined && Q.compare(ends.high, bound) < 0 ? ends.high : bound
    }
    half.set(atom.name, ends)
  }
  for (const [name, { low, high }] of half) {
    if (low !== undefined && high !== undefined && Q.compare(low, high) <= 0) box.set(name, { low, high })
  }
  return box
}

const signsOfClosed = (p: Polynomial): Signs => {
  const s = closedSign(p)
  return s === undefined ? ANY : signOf(s)
}

const signsOnBox = (p: Polynomial, box: Box, bits: number): Signs => {
  const value = enclose(p, box, bits)
  if (value === undefined) return refuse('enclosure', 'some variable has no bounds, or the quantity has a pole there')
  const [low, high] = [Q.sign(value.low), Q.sign(value.high)]
  return (low < 0 ? NEGATIVE : 0) | (low <= 0 && high >= 0 ? ZERO : 0) | (high > 0 ? POSITIVE : 0)
}

const checkEnclosure = (proof: Json, sequent: Sequent): void => {
  const fields = readObject(proof, ['kind', 'bits'])
  const bits = readInteger(fields.bits, 16, 4096)
  const { polynomial, op } = goalOf(sequent.goal, 'enclosure')
  if (!within(isClosed(polynomial) ? signsOfClosed(polynomial) : signsOnBox(polynomial, boxOf(sequent), bits), op)) {
    refuse('enclosure', `the enclosure does not show "${op} 0"`)
  }
}
