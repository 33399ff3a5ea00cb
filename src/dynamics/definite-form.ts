import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { negate, type Polynomial, rationalValue } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import { relationFacts, type Sequent, signsUnder, within } from '../kernel/sequent.ts'
import { call, number, product, type Relation, raised, substitute, sum, symbol, type Term } from '../kernel/term.ts'
import { type Composition, T } from './composition.ts'
import { diagonalQuadratic } from './diagonal-quadratic.ts'

/** √c as a number where it is one. */
const root = (c: Polynomial, term: Term): Term | undefined => {
  const value = rationalValue(c)
  if (value === undefined) return call('sqrt', term)
  const exact = (k: bigint): bigint | undefined => {
    const r = BigInt(Math.round(Math.sqrt(Number(k))))
    return r * r === k ? r : undefined
  }
  const [n, d] = [exact(value.n), exact(value.d)]
  return n === undefined || d === undefined ? call('sqrt', term) : number(Q.rational(n, d))
}

/**
 * f = φ(|h|) with h = ±(Σ a_i z_i² + b), all a_i > 0 and b > 0, which has no zeros: f is least where all z_i are 0, and
 * f = φ(t² + b) for t² = Σ (√a_i·z_i)². Undefined for other residuals, and where the signs are not known.
 */
export const definiteForm = (
  found: Composition,
  scope: Scope,
  assume: readonly Relation[],
): Composition | undefined => {
  const [residual, more] = found.residuals
  if (found.loss !== 'single' || residual === undefined || more !== undefined) return undefined
  const form = diagonalQuadratic(lower(residual, scope), scope.variables)
  if (form === undefined) return undefined
  const sequent: Sequent = { scope, hypotheses: relationFacts(assume, scope), goal: 'false' }
  for (const turn of [(p: Polynomial): Polynomial => p, negate]) {
    const squares = form.coefficients.map(turn)
    const offset = negate(turn(form.level))
    const terms = [...squares, offset].map((p) => termOfPolynomial(p, []))
    if (!terms.every((term) => within(signsUnder(term, sequent), '>'))) continue
    const residuals = squares.flatMap((c, i): Term[] => {
      const size = root(c, terms[i] as Term)
      return size === undefined ? [] : [product(size, symbol(scope.variables[i] as string))]
    })
    const phi = substitute(found.phi, new Map([['t', sum(raised(T, 2), terms[squares.length] as Term)]]))
    return { residuals, loss: residuals.length === 1 ? 'single' : 'l2', phi, peeled: true }
  }
  return undefined
}
