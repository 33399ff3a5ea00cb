import { simplify } from '../../expression/simplify.ts'
import { closedSign } from '../../kernel/enclosure.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { atomsOf, constant, type Polynomial } from '../../kernel/polynomial.ts'
import { type Rational, rational } from '../../kernel/rational.ts'
import type { Scope } from '../../kernel/scope.ts'
import { specialize } from '../../kernel/specialize.ts'
import { number, printTerm, substitute, type Term } from '../../kernel/term.ts'
import { charge } from '../../search/budget.ts'
import type { Search } from '../attempt.ts'
import { startChain } from './chain.ts'
import { curveCandidates } from './curve-candidates.ts'
import { certificateAlong } from './curve-certificate.ts'
import { seemsBounded } from './curve-filter.ts'
import { explore, exploreHint } from './explore.ts'
import { attempt } from './nonnegativity.ts'
import type { CoercivityPiece } from './piece.ts'

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
  if (scope.parameters.has('t')) return undefined
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
    charge(search.budget, 150)
    const isHopeful = attempt(search.budget, () =>
      seemsBounded(piece.f, curve) && seemsBounded(piece.g, curve) ? true : undefined,
    )
    if (isHopeful !== true) continue
    const shown = new Map([...curve].map(([name, x]) => [name, simplify(x)]))
    const certificate = attempt(search.budget, () => certificateAlong(whole, shown, values, search.budget))
    if (certificate !== undefined) return certificate
  }
  return undefined
}
