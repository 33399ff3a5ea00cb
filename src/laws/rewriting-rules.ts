import * as Fast from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'

/** name^power = value among the coordinates. */
export interface Rule {
  readonly name: string
  readonly power: number
  readonly value: Fast.Polynomial
}

/** p with the powers of names replaced that the rules replace. */
export const reducedBy = (rules: readonly Rule[], p: Fast.Polynomial): Fast.Polynomial => {
  let current = p
  for (let round = 0; round < 4; round++) {
    const before = current
    for (const { name, power: least, value } of rules) {
      if (Fast.degreeIn(current, name) < least) continue
      const k = current.names.indexOf(name)
      const named = Fast.rename(value, current.names)
      const powers = [Fast.constant(1, current.names)]
      current = Fast.terms(current).reduce(
        (sum, { exponents, coefficient }) => {
          const times = Math.floor((exponents[k] as number) / least)
          while (powers.length <= times) powers.push(multiply(powers.at(-1) as Fast.Polynomial, named))
          const left = exponents.map((e, i) => (i === k ? e % least : e))
          const rest = Fast.fromTerms(p.names, [{ exponents: left, coefficient }])
          return Fast.add(sum, multiply(rest, powers[times] as Fast.Polynomial))
        },
        Fast.constant(0, current.names),
      )
    }
    if (current === before) break
  }
  return current
}
