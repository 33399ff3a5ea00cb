import { add, isZero, multiply } from '../kernel/rational.ts'
import { children, isOne, negated, number, product, raised, sum, type Term } from '../kernel/term.ts'
import { type MatrixForm, termForm } from './matrix-form.ts'
import { isTotal } from './side-conditions.ts'

/** A matrix of terms, row by row, and how it was written; a scalar is 1×1, and has no form where no matrix made it. */
export interface MatrixValue {
  readonly rows: number
  readonly columns: number
  readonly entries: readonly Term[]
  readonly form: MatrixForm | undefined
}

/** A part of the text: what is done where it cannot be read, and with every quotient, power and call made of it. */
export interface Place {
  readonly fail: (what: string, advice: string) => never
  readonly review: (term: Term) => Term
}

/** The most entries of a matrix, and the most nodes of its entries written out. */
const MOST_ENTRIES = 10_000
const MOST_NODES = 500_000

export const scalarValue = (term: Term, form?: MatrixForm): MatrixValue => ({
  rows: 1,
  columns: 1,
  entries: [term],
  form,
})

export const isScalar = ({ rows, columns }: MatrixValue): boolean => rows === 1 && columns === 1

/** The entry in row i and column j, from 0. Precondition: it exists. */
export const entryAt = (value: MatrixValue, i: number, j: number): Term => value.entries[i * value.columns + j] as Term

/** The only entry of a scalar. */
export const termOf = (value: MatrixValue): Term => value.entries[0] as Term

export const formOf = (value: MatrixValue): MatrixForm => value.form ?? termForm(termOf(value))

const nodes = new WeakMap<Term, number>()
const nodesOf = (term: Term): number => {
  const known = nodes.get(term)
  if (known !== undefined) return known
  const count = children(term).reduce((total, child) => total + nodesOf(child), 1)
  nodes.set(term, count)
  return count
}

/** A rows×columns matrix of entries computed one by one; fails at the place where it is too large. */
export const matrixOf = (
  size: { readonly rows: number; readonly columns: number },
  entry: (i: number, j: number) => Term,
  form: MatrixForm | undefined,
  place: Place,
): MatrixValue => {
  const { rows, columns } = size
  const advice = 'state a smaller problem'
  if (rows * columns > MOST_ENTRIES) place.fail(`this is a ${rows}x${columns} matrix, which is too large`, advice)
  const entries: Term[] = []
  let total = 0
  for (let k = 0; k < rows * columns; k++) {
    const term = entry(Math.floor(k / columns), k % columns)
    total += nodesOf(term)
    if (total > MOST_NODES) place.fail(`written out in entries this has more than ${MOST_NODES} parts`, advice)
    entries.push(term)
  }
  return { rows, columns, entries, form }
}

const isZeroNumber = (term: Term): boolean => term.op === 'number' && isZero(term.value)

/** Σ terms as one sum; neighbouring numbers are added, and 0 is left out. */
export const total = (terms: readonly Term[]): Term => {
  const parts: Term[] = []
  for (const part of terms.flatMap((term) => (term.op === 'add' ? term.args : [term]))) {
    const last = parts[parts.length - 1]
    if (isZeroNumber(part)) continue
    if (part.op === 'number' && last?.op === 'number') parts[parts.length - 1] = number(add(last.value, part.value))
    else parts.push(part)
  }
  return sum(...parts)
}

/** u·v; numbers are multiplied, x·x is x², 1 is left out, and so is 0 unless the other factor is not defined everywhere. */
export const times = (u: Term, v: Term): Term => {
  if (isOne(u)) return v
  if (isOne(v)) return u
  if (u.op === 'number' && v.op === 'number') return number(multiply(u.value, v.value))
  if (u.op === 'symbol' && v.op === 'symbol' && u.name === v.name) return raised(u, 2)
  if ((isZeroNumber(u) && isTotal(v)) || (isZeroNumber(v) && isTotal(u))) return number(0)
  return product(...(u.op === 'multiply' ? u.args : [u]), ...(v.op === 'multiply' ? v.args : [v]))
}

/** −u; −0 is 0. */
export const minus = (u: Term): Term => {
  if (isZeroNumber(u)) return u
  return u.op === 'negate' ? u.arg : negated(u)
}
