/** minimize cost·x subject to A·x = b, x ≥ 0; A column by column: entries starts[j] up to starts[j + 1]. */
export interface HighsRequest {
  readonly rowCount: number
  readonly cost: Float64Array
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
  readonly right: Float64Array
}

/** What HiGHS said. `columns` are those of an optimal basis, in order; the rows of the others stay without one. */
export type HighsAnswer =
  | { readonly outcome: 'optimal'; readonly columns: readonly number[] }
  | { readonly outcome: 'infeasible' | 'unknown' }

/** The worker's answer about a program with so many columns, or undefined where it does not have the form of one. */
export const readHighsAnswer = (value: unknown, columnCount: number): HighsAnswer | undefined => {
  if (typeof value !== 'object' || value === null || !('outcome' in value)) return undefined
  const { outcome } = value
  if (outcome === 'infeasible' || outcome === 'unknown') return { outcome }
  if (outcome !== 'optimal' || !('columns' in value) || !Array.isArray(value.columns)) return undefined
  const columns: readonly unknown[] = value.columns
  const isColumn = (j: unknown): j is number =>
    typeof j === 'number' && Number.isInteger(j) && j >= 0 && j < columnCount
  return columns.every(isColumn) ? { outcome, columns } : undefined
}
