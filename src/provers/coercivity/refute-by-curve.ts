import { evaluate, evaluateExactly } from '../../expression/evaluate.ts'
import { domainConditions } from '../../kernel/domain.ts'
import { closedSign } from '../../kernel/enclosure.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { atomsOf, constant, type Polynomial, subtract } from '../../kernel/polynomial.ts'
import { type Rational, rational } from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { specialize } from '../../kernel/specialize.ts'
import {
  difference,
  number,
  printTerm,
  type Relation,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../../kernel/term.ts'
import type { Search } from '../attempt.ts'
import { startChain } from './chain.ts'
import { alongCurve, boundProof, eventualBound } from './curve-bound.ts'
import { type Curve, curveCandidates } from './curve-candidates.ts'
import { explore, exploreHint } from './explore.ts'
import { attempt } from './nonnegativity.ts'
import type { CoercivityPiece } from './prove-coercive.ts'
import { boundAbove, type RationalFunction, rationalFunction, tailProof } from './tail-signs.ts'

const EARLY = rational(2n ** 7n)
const LATE = rational(2n ** 16n)

/** The value at t, exactly where that is possible; NaN where the term is undefined there. */
const valueAt = (term: Term, curve: Curve, t: Rational): number => {
  const point = new Map<string, Rational>()
  const doubles = new Map<string, number>()
  const at = new Map([['t', t]])
  for (const [name, x] of curve) {
    const value = evaluateExactly(x, at)
    if (value !== undefined) point.set(name, value)
    doubles.set(
      name,
      value === undefined ? evaluate(x, new Map([['t', Number(t.n)]])) : Number(value.n) / Number(value.d),
    )
  }
  if (point.size === curve.size) {
    const exact = evaluateExactly(term, point)
    if (exact !== undefined) return Number((exact.n * 1000n) / exact.d) / 1000
  }
  return evaluate(term, doubles)
}

/** Whether the term seems to stay bounded along the curve: no proof, a filter. */
const seemsBounded = (term: Term, curve: Curve): boolean => {
  const late = Math.abs(valueAt(term, curve, LATE))
  if (!(late < 1e12)) return false
  const early = Math.abs(valueAt(term, curve, EARLY))
  return late <= 2 * early + 8
}

const T = symbol('t')

/** The certificate that f and g stay bounded along the curve, or undefined where the proofs do not come out. */
const certificateAlong = (
  piece: CoercivityPiece,
  curve: Curve,
  values: ReadonlyMap<string, Term>,
): Json | undefined => {
  const { scope: outer } = piece.sequent
  const scope: Scope = { ...outer, variables: ['t'], parameters: new Set() }
  const all = new Map([...curve, ...values])
  const along = (term: Term): Polynomial => lower(substitute(term, all), scope)
  const f = alongCurve(along(piece.f))
  const g = alongCurve(along(piece.g))
  const size = sum(...outer.variables.map((name) => raised(symbol(name), 2)))
  const room = rationalFunction(subtract(along(size), lower(T, scope)))
  if (f === undefined || g === undefined || room === undefined) return undefined
  const limits = [eventualBound(f), eventualBound(g)].filter((l) => l !== undefined)
  if (limits.length < 2) return undefined
  const bound = boundAbove(limits)
  const domain: Relation[] = [
    ...piece.when,
    ...domainConditions([piece.f], outer),
    ...domainConditions([piece.g], outer),
  ]
  const wanted: [string, RationalFunction, '>' | '>=' | '=' | '!='][] = [['unbounded', room, '>=']]
  for (const [k, { left, op, right }] of domain.entries()) {
    const r = rationalFunction(along(difference(left, right)))
    if (r === undefined) return undefined
    wanted.push([`domain.${k + 1}`, r, op])
  }
  for (let a = 1n; a <= 2n ** 20n; a *= 2n) {
    const from = rational(a)
    const proofs: (readonly [string, Json | undefined])[] = [
      ['f', boundProof(f, bound, from)],
      ['g', boundProof(g, bound, from)],
      ...wanted.map(([name, r, op]) => [name, tailProof(r, op, from)] as const),
    ]
    if (proofs.some(([, proof]) => proof === undefined)) continue
    return {
      outcome: 'refuted',
      piece: piece.index,
      parameter: 't',
      from: `${a}`,
      curve: Object.fromEntries([...curve].map(([name, x]) => [name, printTerm(x)])),
      values: Object.fromEntries([...values].map(([name, x]) => [name, printTerm(x)])),
      bound: `${bound.n}`,
      proofs: Object.fromEntries(proofs) as { [name: string]: Json },
    }
  }
  return undefined
}

/** Polynomials on whose zero sets f or g is constant: the residual and the like. */
const zerosOf = (piece: CoercivityPiece, search: Search): Polynomial[] => {
  const { f, g, sequent } = piece
  const chain = startChain(sequent, lower(f, sequent.scope), lower(g, sequent.scope), search.budget)
  if (search.hints.residual !== undefined) exploreHint(chain, search.hints.residual)
  explore(chain, f)
  explore(chain, g)
  const bounded = [...chain.judged.values()].map(({ value }) => value)
  // f and g themselves come first in the map and last here: the zero set of a base is easier to describe.
  return [...bounded.slice(2), ...bounded.slice(0, 2)]
}

/** A certificate that f and this piece of g stay bounded along some curve to infinity. Throws BudgetSpent. */
export const refuteByCurve = (piece: CoercivityPiece, search: Search): Json | undefined => {
  const { scope } = piece.sequent
  if (scope.variables.includes('t') || scope.parameters.has('t')) return undefined
  for (const values of parameterValues(piece)) {
    const certificate = refuteAt(piece, values, search)
    if (certificate !== undefined) return certificate
  }
  return undefined
}

const VALUES = [rational(1), rational(2), rational(1, 2), rational(3), rational(-1), rational(0)]

/** A few simple values of the parameters under which all assumptions hold. */
const parameterValues = (piece: CoercivityPiece): ReadonlyMap<string, Term>[] => {
  const { scope, hypotheses } = piece.sequent
  const names = [...scope.parameters]
  let found: ReadonlyMap<string, Rational>[] = [new Map()]
  for (const name of names) {
    const fitting = scope.integers.has(name) ? VALUES.filter((v) => v.d === 1n) : VALUES
    found = found.flatMap((values) => fitting.map((v) => new Map([...values, [name, v]]))).slice(0, 200)
  }
  const holds = (values: ReadonlyMap<string, Rational>): boolean =>
    hypotheses.every(({ polynomial, op }) => {
      if ([...atomsOf(polynomial)].some((atom) => atom.kind === 'variable')) return true
      const inserted = new Map([...values].map(([name, v]) => [name, constant(v)]))
      const s = closedSign(specialize(polynomial, inserted))
      return s !== undefined && (s > 0 ? op !== '=' : s < 0 ? op === '!=' : op === '>=' || op === '=')
    })
  return found
    .filter(holds)
    .slice(0, 3)
    .map((values) => new Map([...values].map(([name, v]) => [name, number(v)])))
}

const refuteAt = (whole: CoercivityPiece, values: ReadonlyMap<string, Term>, search: Search): Json | undefined => {
  const scope: Scope = { ...whole.sequent.scope, parameters: new Set(), integers: new Set() }
  const hypotheses = whole.sequent.hypotheses.filter(
    ({ polynomial }) => ![...atomsOf(polynomial)].some((atom) => atom.kind === 'parameter'),
  )
  const { residual, laws = [] } = search.hints
  const at = (term: Term): Term => substitute(term, values)
  const piece = { ...whole, f: at(whole.f), g: at(whole.g), sequent: { ...whole.sequent, scope, hypotheses } }
  const hints = { ...search.hints, laws: laws.map(at), ...(residual === undefined ? {} : { residual: at(residual) }) }
  const seen = new Set<string>()
  for (const curve of curveCandidates(scope.variables, zerosOf(piece, { ...search, hints }), search.budget)) {
    const key = [...curve].map(([name, x]) => `${name}=${printTerm(x)}`).join(';')
    if (seen.has(key)) continue
    seen.add(key)
    const isHopeful = attempt(search.budget, () =>
      seemsBounded(piece.f, curve) && seemsBounded(piece.g, curve) ? true : undefined,
    )
    if (isHopeful !== true) continue
    const certificate = attempt(search.budget, () => certificateAlong(whole, curve, values))
    if (certificate !== undefined) return certificate
  }
  return undefined
}
