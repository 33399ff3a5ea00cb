import { symbol } from '../kernel/term.ts'
import { nameForm } from './matrix-form.ts'
import {
  entryAt,
  formOf,
  isScalar,
  type MatrixValue,
  matrixOf,
  type Place,
  scalarValue,
  termOf,
} from './matrix-value.ts'
import { entryNames, type Shape, sizeText } from './shapes.ts'

/** A declared name: its entries as symbols. */
export const namedMatrix = (shape: Shape): MatrixValue => {
  if (shape.kind === 'scalar') return scalarValue(symbol(shape.name))
  const { rows, columns } = shape
  return { rows, columns, entries: entryNames(shape).map(symbol), form: nameForm(shape.name) }
}

/** `[a, b]` (a column, each row one scalar) or `[[a, b], [c, d]]`. Precondition: some row, and no row is empty. */
export const literalMatrix = (rows: readonly (readonly MatrixValue[])[], place: Place): MatrixValue => {
  const [first] = rows as readonly [readonly MatrixValue[]]
  const block = rows.flat().find((entry) => !isScalar(entry))
  if (block !== undefined) {
    place.fail(`an entry of this is a ${sizeText(block)} matrix`, 'the entries of vectors and matrices are scalars')
  }
  const odd = rows.find((row) => row.length !== first.length)
  if (odd !== undefined) {
    const what = `the rows of this matrix have ${first.length} and ${odd.length} entries`
    place.fail(what, 'give every row the same number of entries')
  }
  const size = { rows: rows.length, columns: first.length }
  const entry = (i: number, j: number) => termOf((rows[i] as readonly MatrixValue[])[j] as MatrixValue)
  return matrixOf(size, entry, { op: 'literal', rows: rows.map((row) => row.map(formOf)) }, place)
}

interface Range {
  readonly first: number
  readonly last: number
}

/** `2`, `:` or `1:3` as a range within a number of rows, columns or entries. */
const rangeOf = (component: string, length: number, what: string, place: Place): Range => {
  if (component === ':') return { first: 1, last: length }
  const [first = 0, last = first] = component.split(':').map(Number)
  if (first < 1 || last > length || first > last) {
    place.fail(
      `there is no ${what} ${component}`,
      length === 1 ? 'there is only 1' : `they are numbered from 1 to ${length}`,
    )
  }
  return { first, last }
}

const entriesOf = (
  value: MatrixValue,
  rows: Range,
  columns: Range,
  at: readonly string[],
  place: Place,
): MatrixValue => {
  const size = { rows: rows.last - rows.first + 1, columns: columns.last - columns.first + 1 }
  const part = matrixOf(
    size,
    (i, j) => entryAt(value, rows.first - 1 + i, columns.first - 1 + j),
    { op: 'index', arg: formOf(value), at },
    place,
  )
  // An entry of a declared matrix is a name of its own.
  return isScalar(part) && value.form?.op === 'name' ? { ...part, form: undefined } : part
}

/**
 * `x[i]`, `X[i,j]`, and rows, columns and blocks by `:` and `a:b`; indices count from 1. A vector (one column or one
 * row) takes one index. Precondition: `at` has one or two components as the scanner leaves them.
 */
export const partOf = (value: MatrixValue, at: readonly string[], place: Place): MatrixValue => {
  const [i = ':', j] = at
  if (value.form === undefined) place.fail('a scalar has no entries', 'declare the size of a vector, such as x:3')
  const whole = (length: number): Range => ({ first: 1, last: length })
  if (j !== undefined) {
    const rows = rangeOf(i, value.rows, 'row', place)
    return entriesOf(value, rows, rangeOf(j, value.columns, 'column', place), at, place)
  }
  if (value.columns === 1) return entriesOf(value, rangeOf(i, value.rows, 'entry', place), whole(1), at, place)
  if (value.rows === 1) return entriesOf(value, whole(1), rangeOf(i, value.columns, 'entry', place), at, place)
  return place.fail(`one index for a ${sizeText(value)} matrix`, `write X[${i},:] for a row, X[:,${i}] for a column`)
}
