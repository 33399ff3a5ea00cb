import { spend } from '../effort.ts'
import { type Json, readObject, readTexts } from '../json.ts'
import { lower } from '../lower.ts'
import type { ReadClaim } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { readLawTerm } from './flow.ts'
import { modularFields, modularTerms, readReduction } from './modular-fields.ts'
import { rankAtLeast, type SparseRow } from './residues.ts'

/** Beyond this many unknown coefficients nothing is checked. */
const MOST_MONOMIALS = 50_000

/** The rows of a matrix whose columns have names. */
const newMatrix = (m: number) => {
  const columns = new Map<string, number>()
  const rows: SparseRow[] = []
  return {
    push: (entries: Iterable<readonly [column: string, entry: number]>): void => {
      const row = new Map<number, number>()
      for (const [name, entry] of entries) {
        const column = columns.get(name) ?? columns.size
        columns.set(name, column)
        row.set(column, ((row.get(column) ?? 0) + entry) % m)
        spend(1)
      }
      rows.push([...row])
    },
    rankAtLeast: (enough: number): number => rankAtLeast(rows, columns.size, m, enough),
  }
}

/** All monomials of degree 1 to d in n variables, as indices in order. */
function* monomials(n: number, degree: number, start: readonly number[] = []): Generator<readonly number[]> {
  if (start.length > 0) yield start
  if (start.length === degree) return
  for (let i = start.at(-1) ?? 0; i < n; i++) yield* monomials(n, degree, [...start, i])
}

/** Checks that the equations X(c) = 0 leave at most `atMost` coefficients of c free, modulo m (`proofs/FORMAT.md` §10). */
export const checkPolynomialBound = (
  claim: ReadClaim,
  degree: number,
  atMost: number,
  json: Json | undefined,
): void => {
  const { prime, parameters } = readObject(json, ['kind', 'prime', 'parameters'])
  const by = readReduction(claim, [...claim.context.scope.parameters], prime, parameters)
  const n = by.index.size
  const terms = modularFields(claim, by).flatMap((field, j) => field.map((term) => ({ ...term, field: j })))
  const along = Array.from({ length: n }, (_, i) => terms.filter(({ component }) => component === i))
  const matrix = newMatrix(by.m)
  let count = 0
  for (const indices of monomials(n, degree)) {
    if (++count > MOST_MONOMIALS) refuse('count', `more than ${MOST_MONOMIALS} monomials`)
    // X(Πx_i) by the product rule, one factor after the other.
    matrix.push(
      indices.flatMap((i, at) =>
        (along[i] ?? []).map(({ field, indices: factor, coefficient }) => {
          spend((indices.length + factor.length) / 20)
          const product = [...indices.slice(0, at), ...indices.slice(at + 1), ...factor].sort((a, b) => a - b)
          return [`${field} ${product}`, coefficient] as const
        }),
      ),
    )
  }
  const rank = matrix.rankAtLeast(count - atMost)
  if (rank < count - atMost) refuse('count', `the rank ${rank} leaves ${count - rank} of ${count} coefficients free`)
}

/** Checks that polynomials without their constant terms are linearly independent, modulo m. */
export const checkLinearIndependence = (claim: ReadClaim, degree: number, json: Json | undefined): void => {
  const { scope } = claim.context
  const { prime, parameters } = readObject(json, ['kind', 'prime', 'parameters'])
  const by = readReduction(claim, [...claim.context.scope.parameters], prime, parameters)
  const matrix = newMatrix(by.m)
  const quantities = readTexts(claim.fields.quantities)
  for (const text of quantities) {
    const terms = modularTerms(lower(readLawTerm(text, scope), scope), by).filter(({ indices }) => indices.length > 0)
    if (terms.some(({ indices }) => indices.length > degree)) refuse('count', 'a degree is larger than stated')
    matrix.push(terms.map(({ indices, coefficient }) => [`${indices}`, coefficient] as const))
  }
  if (matrix.rankAtLeast(quantities.length) < quantities.length) refuse('count', 'the quantities are dependent')
}
