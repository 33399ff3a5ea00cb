import type * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'

/** Laws found so far, and their products. */
export interface LawProducts {
  readonly add: (laws: readonly Fast.Polynomial[]) => void
  /** Products of at least one generator, of degree d exactly or at most; all generators of lower degree are there. */
  readonly ofDegree: (d: number, isExact: boolean) => readonly Fast.Polynomial[]
}

const MAX_PRODUCTS = 20_000

interface Product {
  readonly degree: number
  readonly value: Fast.Polynomial
  /** The last generator in it, by number. */
  readonly last: number
}

/**
 * Products of generators up to a degree, made as they are asked for.
 *
 * @throws BudgetSpent from `ofDegree` where the budget is spent or there are too many
 */
export const newLawProducts = (
  degreeOf: (law: Fast.Polynomial) => number,
  degree: number,
  budget: Budget,
): LawProducts => {
  const generators: { readonly value: Fast.Polynomial; readonly degree: number }[] = []
  const products: Product[][] = Array.from({ length: degree + 1 }, () => [])
  let made = 0
  let total = 0
  const push = (product: Product): void => {
    if (++total > MAX_PRODUCTS) throw new BudgetSpent('there are too many products of laws')
    products[product.degree]?.push(product)
  }
  /** Those of degree e with two factors or more. */
  const multiplyUpTo = (e: number): void => {
    for (const factors of products.slice(1, e))
      for (const { value, degree: own, last } of factors)
        for (let k = last; k < generators.length; k++) {
          const next = generators[k] as (typeof generators)[number]
          if (own + next.degree !== e) continue
          charge(budget)
          push({ degree: e, value: multiply(value, next.value), last: k })
        }
  }
  return {
    add: (laws) => {
      for (const value of laws) {
        const own = degreeOf(value)
        push({ degree: own, value, last: generators.length })
        generators.push({ value, degree: own })
      }
    },
    ofDegree: (d, isExact) => {
      while (made < d) multiplyUpTo(++made)
      return products.flatMap((list, e) => ((isExact ? e === d : e <= d) ? list.map(({ value }) => value) : []))
    },
  }
}
