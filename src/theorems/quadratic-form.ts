import { gradient } from '../kernel/derivative.ts'
import { domainConditions } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { rationalValue, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'

/** A symmetric matrix of rational numbers, as texts. */
export type SymmetricMatrix = readonly (readonly string[])[]

/** xᵀSx as a text. */
export const quadratic = (s: SymmetricMatrix, names: readonly string[]): string =>
  s.flatMap((row, i) => row.map((entry, j) => `(${entry})*${names[i]}*${names[j]}`)).join(' + ')

/** S where a text is xᵀSx with rational S and defined everywhere; undefined for anything else. */
export const symmetricMatrixOf = (text: string, scope: Scope): SymmetricMatrix | undefined => {
  try {
    const term = parseTerm(text)
    if (domainConditions([term], scope).length > 0) return undefined
    const form = lower(term, scope)
    const rows = gradient(form, scope.variables).map((slope) =>
      gradient(slope, scope.variables).map((entry) => rationalValue(entry)),
    )
    if (!rows.every((row) => row.every((entry) => entry !== undefined))) return undefined
    const s = rows.map((row) => row.map((entry) => Q.formatRational(Q.divide(entry as Q.Rational, Q.rational(2n)))))
    const isForm = vanishes(subtract(form, lower(parseTerm(quadratic(s, scope.variables)), scope)))
    return isForm && form.size > 0 ? s : undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
