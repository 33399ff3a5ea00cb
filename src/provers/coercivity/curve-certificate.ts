import { domainConditions } from '../../kernel/domain.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { add, atomsOf, constant, type Polynomial, subtract, zero } from '../../kernel/polynomial.ts'
import { compare, formatRational, type Rational, rational } from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { fact, type Sequent } from '../../kernel/sequent.ts'
import { difference, printTerm, type Relation, raised, substitute, symbol, type Term } from '../../kernel/term.ts'
import { type Budget, charge } from '../../search/budget.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { alongCurve, boundProof, eventualBound } from './curve-bound.ts'
import type { Curve } from './curve-candidates.ts'
import { proofByFacts, proofOfSign } from './nonnegativity.ts'
import type { CoercivityPiece } from './piece.ts'
import { boundAbove, type RationalFunction, rationalFunction, tailProof } from './tail-signs.ts'

const T = symbol('t')

/** A quantity along the curve with a number above it, and how to prove any bound from that number on. */
interface Bounded {
  readonly least: Rational
  readonly prove: (bound: Rational, from: Rational) => Json | undefined
}

const UNKNOWN: ReadonlySet<string> = new Set(['root', 'sgn', 'log', 'power'])
const BOUNDS = [1, 2, 4, 16, 64].map((n) => rational(n))

const hypotheses = (scope: Scope, from: Rational): Sequent => ({
  scope,
  hypotheses: [fact(subtract(lower(T, scope), constant(from)), '>='), fact(lower(T, scope), '>')],
  goal: 'false',
})

/** Rational functions and decaying exponentials by their limits, anything else by sums of squares. */
const boundedAlong = (p: Polynomial, scope: Scope, budget: Budget): Bounded | undefined => {
  const quantity = alongCurve(p)
  if (quantity !== undefined) {
    const limit = eventualBound(quantity)
    return limit && { least: limit, prove: (bound, from) => boundProof(quantity, bound, from, hypotheses(scope, from)) }
  }
  // Sums of squares know sin, cos and tanh by their ranges and nothing that tells a root or a logarithm of t is small.
  if ([...atomsOf(p)].some(({ kind }) => UNKNOWN.has(kind))) return undefined
  const prove = (bound: Rational, from: Rational): Json | undefined => {
    const gap = subtract(constant(bound), p)
    const sequent = hypotheses(scope, from)
    return (
      proofOfSign(gap, '>=', sequent, atMostMilliseconds(budget, 100)) ??
      proofByFacts(gap, sequent, atMostMilliseconds(budget, 100))
    )
  }
  const least = BOUNDS.find((bound) => prove(bound, rational(1)) !== undefined)
  return least && { least, prove }
}

/** |x|² − t with the rational coordinates apart from the others, whose squares are just nonnegative. */
const roomProof = (curve: Curve, scope: Scope): ((from: Rational) => Json | undefined) | undefined => {
  const squares = [...curve.values()].map((x) => ({ x, square: lower(raised(x, 2), scope) }))
  const isRational = (p: Polynomial): boolean => rationalFunction(p) !== undefined
  const plain = squares.filter(({ square }) => isRational(square)).reduce((sum, { square }) => add(sum, square), zero)
  const gap = rationalFunction(subtract(plain, lower(T, scope)))
  const rest = squares.filter(({ square }) => !isRational(square)).map(({ x }) => ` + (${printTerm(x)})^2`)
  if (gap === undefined) return undefined
  return (from) => {
    const proof = tailProof(gap, '>=', from) as { readonly form?: string } | undefined
    if (proof?.form === undefined || rest.length === 0) return proof as Json | undefined
    return { kind: 'sign', form: `${proof.form}${rest.join('')}` }
  }
}

/**
 * The certificate that f and g stay bounded along the curve (`proofs/FORMAT.md` §7), the parameters at these values;
 * undefined where the proofs do not come out. Throws BudgetSpent.
 */
export const certificateAlong = (
  piece: CoercivityPiece,
  curve: Curve,
  values: ReadonlyMap<string, Term>,
  budget: Budget,
): Json | undefined => {
  const { scope: outer } = piece.sequent
  const scope: Scope = { ...outer, variables: ['t'], parameters: new Set(), integers: new Set() }
  const all = new Map([...curve, ...values])
  const along = (term: Term): Polynomial => lower(substitute(term, all), scope)
  charge(budget, 500)
  const f = boundedAlong(along(piece.f), scope, budget)
  const g = f && boundedAlong(along(piece.g), scope, budget)
  const room = roomProof(curve, scope)
  if (f === undefined || g === undefined || room === undefined) return undefined
  const larger = compare(f.least, g.least) > 0 ? f.least : g.least
  const bound = BOUNDS.find((b) => compare(b, larger) === 0) ?? boundAbove([larger])
  const domain: Relation[] = [
    ...piece.when,
    ...domainConditions([piece.f], outer),
    ...domainConditions([piece.g], outer),
  ]
  const wanted: [string, RationalFunction, Relation['op']][] = []
  for (const [k, { left, op, right }] of domain.entries()) {
    const r = rationalFunction(along(difference(left, right)))
    if (r === undefined) return undefined
    wanted.push([`domain.${k + 1}`, r, op])
  }
  // Each is shifted to the start of the curve, some microseconds for each pair of coefficients.
  const work = wanted.reduce((total, [, { numerator, denominator }]) => {
    return total + 3 * (numerator.length ** 2 + denominator.length ** 2)
  }, 200)
  for (let a = 1n; a <= 2n ** 20n; a *= 2n) {
    charge(budget, work)
    const from = rational(a)
    const proofs: [string, Json | undefined][] = wanted.map(([name, r, op]) => [name, tailProof(r, op, from)])
    proofs.push(['unbounded', room(from)])
    if (proofs.some(([, proof]) => proof === undefined)) continue
    proofs.push(['f', f.prove(bound, from)], ['g', g.prove(bound, from)])
    if (proofs.some(([, proof]) => proof === undefined)) continue
    return {
      outcome: 'refuted',
      piece: piece.index,
      parameter: 't',
      from: `${a}`,
      curve: Object.fromEntries([...curve].map(([name, x]) => [name, printTerm(x)])),
      values: Object.fromEntries([...values].map(([name, x]) => [name, printTerm(x)])),
      bound: formatRational(bound),
      proofs: Object.fromEntries(proofs) as { [name: string]: Json },
    }
  }
  return undefined
}
