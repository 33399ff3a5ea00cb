import { call, type FunctionName, number, raised, type Term } from '../kernel/term.ts'
import type { MatrixForm } from './matrix-form.ts'
import { entryByEntry, transposeMatrix } from './matrix-operations.ts'
import {
  entryAt,
  formOf,
  isScalar,
  type MatrixValue,
  matrixOf,
  minus,
  type Place,
  scalarValue,
  termOf,
  times,
  total,
} from './matrix-value.ts'
import { MATRIX_FUNCTIONS } from './names.ts'
import { LARGEST_SIDE, sizeText } from './shapes.ts'

/** How many arguments a function takes. */
export interface Arity {
  readonly least: number
  readonly most: number
}

interface MatrixFunction extends Arity {
  readonly apply: (args: readonly MatrixValue[], name: string, form: MatrixForm, place: Place) => MatrixValue
}

const LARGEST_DETERMINANT = 6

const square = (name: string, a: MatrixValue, place: Place): void => {
  if (a.rows !== a.columns) place.fail(`${name} of a ${sizeText(a)} matrix`, `${name} is defined for square matrices`)
}

/** The scalar that a function makes of all entries of its arguments. */
const overEntries =
  (combine: (entries: readonly Term[]) => Term): MatrixFunction['apply'] =>
  (args, _name, form, place) =>
    matrixOf({ rows: 1, columns: 1 }, () => combine(args.flatMap(({ entries }) => entries)), form, place)

/** By the first row. */
const determinant = (a: MatrixValue, rows: readonly number[], columns: readonly number[]): Term => {
  const [i, ...others] = rows
  if (i === undefined) return number(1)
  return total(
    columns.map((j, k) => {
      const minor = determinant(
        a,
        others,
        columns.filter((column) => column !== j),
      )
      const part = times(entryAt(a, i, j), minor)
      return k % 2 === 0 ? part : minus(part)
    }),
  )
}

const count = (name: string, value: MatrixValue, place: Place): number => {
  const term = isScalar(value) ? termOf(value) : undefined
  const n = term?.op === 'number' && term.value.d === 1n ? Number(term.value.n) : 0
  if (n < 1 || n > LARGEST_SIDE) {
    place.fail(`${name} of no size`, `write a whole number from 1 to ${LARGEST_SIDE}, such as ${name}(2)`)
  }
  return n
}

/** A matrix of numbers whose sizes are the arguments; one size alone gives a square matrix, or a vector. */
const constant =
  (alone: 'square' | 'vector', entry: (i: number, j: number) => number): MatrixFunction['apply'] =>
  (args, name, form, place) => {
    const [rows = 1, columns = alone === 'square' ? rows : 1] = args.map((arg) => count(name, arg, place))
    return matrixOf({ rows, columns }, (i, j) => number(entry(i, j)), form, place)
  }

const dot: MatrixFunction['apply'] = ([a, b], _name, form, place) => {
  const [u, v] = [a as MatrixValue, b as MatrixValue]
  const isVector = ({ rows, columns }: MatrixValue): boolean => rows === 1 || columns === 1
  if (!isVector(u) || !isVector(v)) {
    place.fail(`dot of ${sizeText(u)} and ${sizeText(v)}`, "dot takes two vectors; write trace(A'*B) for matrices")
  }
  if (u.entries.length !== v.entries.length) {
    place.fail(`dot of ${sizeText(u)} and ${sizeText(v)}`, 'both vectors need the same number of entries')
  }
  const products = (): Term => total(u.entries.map((entry, i) => times(entry, v.entries[i] as Term)))
  return matrixOf({ rows: 1, columns: 1 }, products, form, place)
}

const diag: MatrixFunction['apply'] = ([a], _name, form, place) => {
  const m = a as MatrixValue
  const isVector = m.rows === 1 || m.columns === 1
  const n = isVector ? m.entries.length : Math.min(m.rows, m.columns)
  return isVector
    ? matrixOf({ rows: n, columns: n }, (i, j) => (i === j ? (m.entries[i] as Term) : number(0)), form, place)
    : matrixOf({ rows: n, columns: 1 }, (i) => entryAt(m, i, i), form, place)
}

const one: Arity = { least: 1, most: 1 }
const any: Arity = { least: 1, most: Number.POSITIVE_INFINITY }
const identity: MatrixFunction = { ...one, apply: constant('square', (i, j) => (i === j ? 1 : 0)) }

const trace: MatrixFunction['apply'] = ([a], name, form, place) => {
  const m = a as MatrixValue
  square(name, m, place)
  const sum = (): Term => total(Array.from({ length: m.rows }, (_, i) => entryAt(m, i, i)))
  return matrixOf({ rows: 1, columns: 1 }, sum, form, place)
}

const det: MatrixFunction['apply'] = ([a], name, form, place) => {
  const m = a as MatrixValue
  square(name, m, place)
  if (m.rows > LARGEST_DETERMINANT) {
    const advice = `determinants are written out up to ${LARGEST_DETERMINANT}x${LARGEST_DETERMINANT}`
    place.fail(`det of a ${sizeText(m)} matrix`, advice)
  }
  const all = Array.from({ length: m.rows }, (_, i) => i)
  return matrixOf({ rows: 1, columns: 1 }, () => determinant(m, all, all), form, place)
}

const DEFINITIONS: Readonly<Record<(typeof MATRIX_FUNCTIONS)[number], MatrixFunction>> = {
  transpose: { ...one, apply: ([a], _name, _form, place) => transposeMatrix(a as MatrixValue, place) },
  dot: { least: 2, most: 2, apply: dot },
  trace: { ...one, apply: trace },
  det: { ...one, apply: det },
  norm1: { ...one, apply: overEntries((entries) => total(entries.map((u) => call('abs', u)))) },
  normF2: { ...one, apply: overEntries((entries) => total(entries.map((u) => raised(u, 2)))) },
  sum: { ...any, apply: overEntries(total) },
  prod: { ...any, apply: overEntries((entries) => entries.reduce(times)) },
  diag: { ...one, apply: diag },
  eye: identity,
  identity,
  ones: { least: 1, most: 2, apply: constant('vector', () => 1) },
  zeros: { least: 1, most: 2, apply: constant('vector', () => 0) },
}

const matrixFunction = (name: string): MatrixFunction | undefined =>
  (MATRIX_FUNCTIONS as readonly string[]).includes(name) ? DEFINITIONS[name as keyof typeof DEFINITIONS] : undefined

/** How many arguments a function of vectors and matrices takes; undefined for other names. */
export const arityOf = (name: string): Arity | undefined => matrixFunction(name)

const scalarCall = (name: string, args: readonly Term[], place: Place): Term => {
  const [u] = args as readonly [Term]
  if (name === 'relu') return call('max', u, number(0))
  if ((name === 'max' || name === 'min') && args.length === 1) return u
  return place.review(call(name as FunctionName, ...args))
}

/**
 * A call: a function of vectors and matrices, or a function of scalars applied entry by entry; `max(A)` and `min(A)`
 * of one matrix are over all its entries.
 */
export const applyFunction = (name: string, args: readonly MatrixValue[], place: Place): MatrixValue => {
  const [first] = args as readonly [MatrixValue]
  const form: MatrixForm = {
    op: 'call',
    name,
    args: args.map(formOf),
    argument: { rows: first.rows, columns: first.columns },
  }
  const found = matrixFunction(name)
  const isPlain = args.every((arg) => arg.form === undefined)
  if (found !== undefined) {
    const value = found.apply(args, name, form, place)
    return isScalar(value) && isPlain ? { ...value, form: undefined } : value
  }
  if (isPlain) return scalarValue(scalarCall(name, args.map(termOf), place))
  if ((name === 'max' || name === 'min') && args.length === 1) {
    return matrixOf({ rows: 1, columns: 1 }, () => scalarCall(name, first.entries, place), form, place)
  }
  return entryByEntry(name, args, (terms) => scalarCall(name, terms, place), form, place)
}
