import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { clear } from '../kernel/normal-form.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { call, number, product, raised, sum, symbols, type Term } from '../kernel/term.ts'
import { coordinatesOf, fromCoordinates } from './atom-coordinates.ts'

/** weight·h² or weight·|h|, one of a sum. */
export interface Summand {
  readonly weight: Term
  readonly h: Term
}

/** a with a·h = multiple, as polynomials over their atoms; undefined where h does not divide it. */
const cofactor = (multiple: Term, h: Term, scope: Scope): Term | undefined => {
  const [p, q] = [multiple, h].map((term) => lower(term, scope)) as [ReturnType<typeof lower>, ReturnType<typeof lower>]
  if ([p, q].some((one) => rationalValue(clear(one).denominator) === undefined)) return undefined
  const [dividend, divisor] = [coordinatesOf(p), coordinatesOf(q)]
  if (Fast.isZero(divisor.polynomial) || Fast.constantValue(divisor.polynomial) !== undefined) return undefined
  const found = divideExact(...Fast.aligned(dividend.polynomial, divisor.polynomial))
  const atoms = new Map([...dividend.atoms, ...divisor.atoms])
  return found && termOfPolynomial(fromCoordinates(found, atoms), scope.variables)
}

/**
 * Squares of multiples of a residual put together with its own: wh² + Σw_j(a_jh)² = (h√(w + Σw_ja_j²))², where the
 * root is smooth and positive. Otherwise the residuals would be dependent on M although M may be smooth. Weights with
 * parameters, whose signs are not known, are left as they are.
 *
 * @example x² + x²y² + z² has the residuals x√(1 + y²) and z
 */
export const withoutMultiples = (squares: readonly Summand[], scope: Scope): readonly Summand[] => {
  let rest = squares
  for (const base of squares) {
    if (!rest.includes(base) || symbols(base.weight).length > 0) continue
    const multiples = rest.flatMap((square) => {
      if (square === base || symbols(square.weight).length > 0) return []
      const a = cofactor(square.h, base.h, scope)
      return a === undefined ? [] : [{ square, a }]
    })
    if (multiples.length === 0) continue
    const squared = multiples.map(({ square, a }) => product(square.weight, raised(a, 2)))
    const h = product(base.h, call('sqrt', simplify(sum(base.weight, ...squared))))
    const gone = multiples.map(({ square }) => square)
    rest = rest.flatMap((square) =>
      square === base ? [{ weight: number(1), h }] : gone.includes(square) ? [] : [square],
    )
  }
  return rest
}
