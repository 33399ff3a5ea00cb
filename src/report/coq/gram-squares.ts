import type { Json } from '../../kernel/json.ts'
import * as Q from '../../kernel/rational.ts'
import { parseRational } from '../../kernel/rational.ts'
import { number, product, sum, type Term } from '../../kernel/term.ts'
import { list, record, string } from '../certificate-json.ts'
import { readTerm } from './proof-state.ts'

/** One square of a sum of squares. */
export interface WeightedSquare {
  readonly weight: Term
  readonly square: Term
}

/** Σ_ij matrix_ij b_i b_j = Σ_k d_k (Σ_i l_ik b_i)² by exact LDLᵀ elimination; zero pivots have zero rows. */
export const gramSquares = (gram: Json): readonly WeightedSquare[] => {
  const { basis, matrix } = record(gram)
  const elements = list(basis).map((b) => readTerm(string(b)))
  const rows = list(matrix).map((row) => list(row).map((entry) => parseRational(string(entry))))
  const at = (i: number, j: number): Q.Rational => rows[i]?.[j] ?? Q.ZERO
  const squares: WeightedSquare[] = []
  for (let k = 0; k < rows.length; k++) {
    const pivot = at(k, k)
    if (Q.isZero(pivot)) continue
    const factors = rows.map((_, i) => (i < k ? Q.ZERO : Q.divide(at(i, k), pivot)))
    for (let i = k + 1; i < rows.length; i++) {
      for (let j = k + 1; j < rows.length; j++) {
        const row = rows[i] as Q.Rational[]
        row[j] = Q.subtract(at(i, j), Q.multiply(factors[i] as Q.Rational, at(k, j)))
      }
    }
    const addends = factors.flatMap((factor, i) => (Q.isZero(factor) ? [] : [{ factor, element: elements[i] as Term }]))
    squares.push({
      weight: number(pivot),
      square: sum(
        ...addends.map(({ factor, element }) => (Q.equal(factor, Q.ONE) ? element : product(number(factor), element))),
      ),
    })
  }
  return squares
}
