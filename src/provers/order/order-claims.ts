import * as A from '../../algebra/polynomial.ts'
import type { Claim, PiecesJson } from '../../kernel/claim.ts'
import { type ContextJson, readContext } from '../../kernel/context.ts'
import { parseTerm } from '../../kernel/parse-term.ts'
import { quietly } from '../acceptance.ts'
import type { Search } from '../attempt.ts'
import { type DecreaseShape, decreaseShapes } from './decrease-shape.ts'
import { constantsOf, termsOf } from './decrease-terms.ts'

/** The two claims that give an order p = beta + gamma·exponent. */
export interface OrderClaims {
  readonly subregularity: Claim & { readonly claim: 'subregularity' }
  readonly decrease: Claim & { readonly claim: 'decrease' }
}

/** What is asked: e = Σh_i² for these residuals, and g in one piece on the whole space. */
export interface OrderQuestion {
  readonly context: ContextJson
  readonly f: string
  readonly residuals: readonly string[]
  readonly g: PiecesJson
}

/** Whether 4·c·N − U has nonnegative coefficients and even exponents alone, so that it is nonnegative. */
const isBelow = (U: A.Polynomial, N: A.Polynomial, four: number): boolean =>
  A.terms(A.subtract(A.scale(N, four), U)).every(
    ({ exponents, coefficient }) => coefficient.n >= 0n && exponents.every((e) => e % 2 === 0),
  )

const kappaOf = (shape: DecreaseShape, search: Search): string => {
  const { U, N } = termsOf(shape, search.budget)
  const { enter } = shape.coordinates
  const simple = (
    [
      ['1/4', 1],
      ['1', 4],
    ] as const
  ).find(([, four]) => isBelow(enter(shape.U), enter(shape.N), four))
  return simple?.[0] ?? `${U}/(4*${N})`
}

/**
 * Claims worth a proof for the order of a polynomial g that falls in first order of the step only where f is positive
 * ([J], Proposition 3.27): of f = E·U with M = {E = 0}, |∇f|² = 4E·N and ⟨∇g, ∇f⟩ = E^m·w with w > 0 where g > 0. They
 * say beta = 1, gamma = 2m − 1, exponent = 1, hence p = 2m. Nothing where f or g is no polynomial.
 */
export const orderClaims = ({ context, f, residuals, g }: OrderQuestion, search: Search): readonly OrderClaims[] =>
  quietly(() => {
    const [piece, ...more] = g
    if (piece === undefined || more.length > 0) return undefined
    const { scope } = readContext(context)
    return decreaseShapes([parseTerm(f), parseTerm(piece.value)], scope, search.budget).map((shape): OrderClaims => {
      const near = '1'
      const { omega, step } = constantsOf(shape, search.budget)
      const [beta, gamma] = [1, 2 * shape.power - 1]
      return {
        subregularity: {
          claim: 'subregularity',
          context,
          f,
          residuals,
          exponent: 1,
          kappa: kappaOf(shape, search),
          near,
        },
        decrease: { claim: 'decrease', context, f, g, beta, gamma, omega, near, step },
      }
    })
  }) ?? []
