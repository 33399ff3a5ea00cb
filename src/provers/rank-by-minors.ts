import { groebnerBasis } from '../algebra/groebner.ts'
import { idealMembership } from '../algebra/ideal-membership.ts'
import * as A from '../algebra/polynomial.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { perfectPower } from '../algebra/square-free.ts'
import type { Claim } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { number, printTerm, product, raised, sum, type Term } from '../kernel/term.ts'
import { type Budget, charge } from '../search/budget.ts'
import { clearFactors } from './clear-factors.ts'
import { indeterminatesFor } from './indeterminates.ts'

/** A minor scale·base^power, and the square of it as a term whose sign shows where base ≠ 0. */
interface Minor {
  readonly base: A.Polynomial
  readonly text: string
  readonly square: Term
}

const MOST_MINORS = 250

const choices = (n: number, m: number): number =>
  Array.from({ length: m }, (_, i) => i).reduce((c, i) => (c * (n - i)) / (i + 1), 1)

const subsets = (n: number, m: number, from = 0): number[][] =>
  m === 0
    ? [[]]
    : Array.from({ length: Math.max(0, n - from) }, (_, i) => from + i).flatMap((first) =>
        subsets(n, m - 1, first + 1).map((rest) => [first, ...rest]),
      )

const determinant = (rows: readonly (readonly A.Polynomial[])[], names: readonly string[]): A.Polynomial => {
  const [first, ...others] = rows
  if (first === undefined) return A.constant(1, names)
  return first.reduce(
    (total, entry, j) => {
      if (A.isZero(entry)) return total
      const minor = multiply(
        entry,
        determinant(
          others.map((row) => row.filter((_, k) => k !== j)),
          names,
        ),
      )
      return j % 2 === 0 ? A.add(total, minor) : A.subtract(total, minor)
    },
    A.constant(0, names),
  )
}

/** As few of the minors as will do so that they and the equations have no common zero; undefined where none will. */
const withoutCommonZero = (
  equations: readonly A.Polynomial[],
  minors: readonly Minor[],
  names: readonly string[],
  budget: Budget,
): readonly Minor[] | undefined => {
  const isEmpty = (chosen: readonly Minor[]): boolean =>
    groebnerBasis([...equations, ...chosen.map(({ base }) => base)], budget, { kind: 'grevlex' }, names).leading.some(
      (e) => e.every((x) => x === 0),
    )
  const chosen: Minor[] = []
  for (const minor of minors) {
    chosen.push(minor)
    if (!isEmpty(chosen)) continue
    return chosen.filter((one) => {
      const rest = chosen.filter((other) => other !== one)
      if (rest.length === 0 || !isEmpty(rest)) return true
      chosen.splice(chosen.indexOf(one), 1)
      return false
    })
  }
  return undefined
}

/**
 * det(DF·DFᵀ) > 0 on F = 0 by the formula of Cauchy and Binet: it is the sum of the squares of the maximal minors of DF,
 * and some of these have no zero in common with F. A split on those: where one is not 0, the sum is positive; where all
 * are 0, the equations contradict each other. Undefined where this is not found. Throws BudgetSpent.
 */
export const rankByMinors = (claim: Claim & { readonly claim: 'full-rank' }, budget: Budget): Json | undefined => {
  const { scope } = readContext(claim.context)
  const residuals = claim.residuals.map((text) => lower(parseTerm(text), scope))
  const { variables } = scope
  if (residuals.length > variables.length || choices(variables.length, residuals.length) > MOST_MINORS) return undefined
  const slopes = residuals.map((h) => gradient(h, variables))
  const all = [...residuals, ...slopes.flat()]
  if (all.some((p) => clearFactors(p, true).factors.length > 0)) return undefined
  const space = indeterminatesFor(all, scope)
  const { names } = space
  const equations = residuals.map(space.enter)
  const rows = slopes.map((row) => row.map(space.enter))
  const minors = subsets(variables.length, residuals.length).flatMap((columns): Minor[] => {
    charge(budget)
    const value = determinant(
      rows.map((row) => columns.map((k) => row[k] as A.Polynomial)),
      names,
    )
    if (A.isZero(value)) return []
    const { base, exponent, scale } = perfectPower(value, budget)
    const term = space.termOf(base)
    const power = exponent === 1 ? term : raised(term, exponent)
    return [{ base, text: printTerm(term), square: raised(product(number(scale), power), 2) }]
  })
  const simpleFirst = [...minors].sort(
    (a, b) => A.degree(a.base) - A.degree(b.base) || A.termCount(a.base) - A.termCount(b.base),
  )
  const ideal = [...equations, ...space.relations]
  const chosen = withoutCommonZero(ideal, simpleFirst, names, budget)
  if (chosen === undefined) return undefined
  const positive: Json = { kind: 'sign', form: printTerm(sum(...minors.map(({ square }) => square))) }
  const cofactors = idealMembership(
    A.constant(1, names),
    [...equations, ...chosen.map(({ base }) => base), ...space.relations],
    budget,
  )
  if (cofactors === undefined) return undefined
  const texts = [...claim.residuals, ...chosen.map(({ text }) => text)]
  const contradiction: Json = {
    kind: 'positivstellensatz',
    terms: [{ weight: '1', square: '1', times: [] }],
    multiples: texts.map((of, i) => ({ of, by: printTerm(space.termOf(A.negate(cofactors[i] as A.Polynomial))) })),
  }
  return chosen.reduceRight<Json>(
    (rest, { text }) => ({
      kind: 'split',
      on: text,
      cells: [
        { sign: '=', proof: rest },
        { sign: '!=', proof: positive },
      ],
    }),
    contradiction,
  )
}
