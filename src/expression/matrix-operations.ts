import { divide, isZero } from '../kernel/rational.ts'
import { negated, number, product, quotient, raised, sum, type Term } from '../kernel/term.ts'
import type { MatrixForm } from './matrix-form.ts'
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
import { printMatrix } from './print-matrix.ts'
import { sizeText } from './shapes.ts'

const LONGEST_NAME = 30
const LARGEST_POWER = 16

/** What was written, for a message, or nothing where it is long. */
const shown = (value: MatrixValue): string => {
  const { plain } = printMatrix(formOf(value))
  return plain.length <= LONGEST_NAME ? plain : '(...)'
}

/** A size for a message: `2x3`, or `a scalar`. */
const sizeWords = (a: MatrixValue): string => (isScalar(a) ? 'a scalar' : sizeText(a))

const isSameSize = (a: MatrixValue, b: MatrixValue): boolean => a.rows === b.rows && a.columns === b.columns

/** The form where some part has one or the result is no scalar: what was written without matrices needs none. */
const formFor = (parts: readonly MatrixValue[], build: (...forms: readonly MatrixForm[]) => MatrixForm) =>
  parts.some(({ form }) => form !== undefined) ? build(...parts.map(formOf)) : undefined

/** What one addend of a sum is, and whether it is subtracted. */
export interface Addend {
  readonly value: MatrixValue
  readonly negative: boolean
}

/** a_1 ± a_2 ± …, all of one size. */
export const addMatrices = (addends: readonly Addend[], place: Place): MatrixValue => {
  const [first, ...rest] = addends as readonly [Addend, ...Addend[]]
  for (const { value, negative } of rest) {
    if (isSameSize(first.value, value)) continue
    const sign = negative ? '-' : '+'
    const words = `${sizeWords(first.value)} ${negative ? 'minus' : 'plus'} ${sizeWords(value)}`
    const what = `${shown(first.value)} ${sign} ${shown(value)}: ${words}`
    const other = isScalar(value) ? first.value : value
    const isMixed = isScalar(value) !== isScalar(first.value)
    const multiple =
      other.rows === other.columns
        ? `c*eye(${other.rows}) or c*ones(${other.rows},${other.columns})`
        : `c*ones(${other.rows},${other.columns})`
    place.fail(
      what,
      isMixed
        ? `write ${multiple} for a scalar c, whichever is meant`
        : 'both sides need the same numbers of rows and columns',
    )
  }
  const form = formFor(
    addends.map(({ value }) => value),
    (...forms) => ({
      op: 'add',
      args: forms.map((arg, i) => (addends[i]?.negative === true ? { op: 'negate', arg } : arg)),
    }),
  )
  if (isScalar(first.value)) {
    return scalarValue(
      sum(...addends.map(({ value, negative }) => (negative ? negated(termOf(value)) : termOf(value)))),
      form,
    )
  }
  const entry = (i: number, j: number): Term =>
    total(addends.map(({ value, negative }) => (negative ? minus(entryAt(value, i, j)) : entryAt(value, i, j))))
  return matrixOf(first.value, entry, form, place)
}

/** −A. */
export const negateMatrix = (a: MatrixValue, place: Place): MatrixValue => {
  const form = formFor([a], (arg) => ({ op: 'negate', arg: arg as MatrixForm }))
  if (isScalar(a)) return scalarValue(negated(termOf(a)), form)
  return matrixOf(a, (i, j) => minus(entryAt(a, i, j)), form, place)
}

/** A^⊤. */
export const transposeMatrix = (a: MatrixValue, place: Place): MatrixValue => {
  const form = formFor([a], (arg) => ({ op: 'transpose', arg: arg as MatrixForm }))
  return matrixOf({ rows: a.columns, columns: a.rows }, (i, j) => entryAt(a, j, i), form, place)
}

const productAdvice = (a: MatrixValue, b: MatrixValue): string => {
  const [left, right] = [shown(a), shown(b)]
  const fitting: string[] = []
  if (a.columns === 1 && b.columns === 1 && a.rows === b.rows) fitting.push(`dot(${left}, ${right})`)
  if (isSameSize(a, b)) fitting.push(`${left} .* ${right}`)
  if (a.rows === b.rows) fitting.push(`${left}'*${right}`)
  if (a.columns === b.columns) fitting.push(`${left}*${right}'`)
  const rule = 'the first needs as many columns as the second has rows'
  const isShort = !fitting.some((text) => text.includes('(...)'))
  return fitting.length > 0 && isShort ? `${rule}; ${fitting.join(', ')} would fit` : rule
}

const multiplyTwo = (a: MatrixValue, b: MatrixValue, form: MatrixForm | undefined, place: Place): MatrixValue => {
  if (isScalar(a)) return matrixOf(b, (i, j) => times(termOf(a), entryAt(b, i, j)), form, place)
  if (isScalar(b)) return matrixOf(a, (i, j) => times(termOf(b), entryAt(a, i, j)), form, place)
  if (a.columns !== b.rows) {
    place.fail(`${shown(a)}*${shown(b)}: ${sizeText(a)} times ${sizeText(b)}`, productAdvice(a, b))
  }
  const entry = (i: number, j: number): Term =>
    total(Array.from({ length: a.columns }, (_, k) => times(entryAt(a, i, k), entryAt(b, k, j))))
  return matrixOf({ rows: a.rows, columns: b.columns }, entry, form, place)
}

/** The product of factors from left to right; one that is 1×1 multiplies every entry. */
export const multiplyMatrices = (factors: readonly MatrixValue[], place: Place): MatrixValue => {
  const [first, ...rest] = factors as readonly [MatrixValue, ...MatrixValue[]]
  if (rest.length === 0) return first
  const multiplied = (parts: readonly MatrixValue[]): MatrixForm | undefined =>
    formFor(parts, (...args) => ({ op: 'multiply', args }))
  if (factors.every(isScalar)) return scalarValue(product(...factors.map(termOf)), multiplied(factors))
  return rest.reduce((a, b, k) => multiplyTwo(a, b, multiplied(factors.slice(0, k + 2)), place), first)
}

/** A/u for a scalar u. */
export const divideMatrix = (a: MatrixValue, b: MatrixValue, place: Place): MatrixValue => {
  if (!isScalar(b)) {
    const what = `${shown(a)}/${shown(b)}: division by a ${sizeText(b)} matrix`
    place.fail(what, 'write A ./ B to divide entry by entry; inverses are not supported')
  }
  const form = formFor([a, b], (numerator, denominator) => ({
    op: 'divide',
    numerator: numerator as MatrixForm,
    denominator: denominator as MatrixForm,
  }))
  return matrixOf(a, (i, j) => place.review(literalQuotient(entryAt(a, i, j), termOf(b))), form, place)
}

// 3/4 is a number; everything else stays a quotient.
const literalQuotient = (numerator: Term, denominator: Term): Term =>
  numerator.op === 'number' && denominator.op === 'number' && !isZero(denominator.value)
    ? number(divide(numerator.value, denominator.value))
    : quotient(numerator, denominator)

/** A^k for a square A and a whole number k ≥ 0, u^v for scalars. */
export const powerMatrix = (base: MatrixValue, exponent: MatrixValue, place: Place): MatrixValue => {
  const form = formFor([base, exponent], (b, e) => ({ op: 'power', base: b as MatrixForm, exponent: e as MatrixForm }))
  if (!isScalar(exponent)) {
    place.fail(
      `${shown(base)}^${shown(exponent)}: the exponent is a ${sizeText(exponent)} matrix`,
      'exponents are scalars',
    )
  }
  if (isScalar(base)) return scalarValue(place.review(raised(termOf(base), termOf(exponent))), form)
  const e = termOf(exponent)
  const k = e.op === 'number' && e.value.d === 1n && e.value.n <= BigInt(LARGEST_POWER) ? Number(e.value.n) : -1
  if (base.rows !== base.columns) {
    const what = `${shown(base)}^${shown(exponent)}: a power of a ${sizeText(base)} matrix, which is not square`
    place.fail(
      what,
      `write ${shown(base)} .^ ${shown(exponent)} for powers of the entries, normF2(...) for the sum of their squares`,
    )
  }
  if (k < 0) {
    const advice = `powers of matrices are whole numbers from 0 to ${LARGEST_POWER}; inverses are not supported, .^ is entry by entry`
    place.fail(`${shown(base)}^${shown(exponent)}: not a power of a matrix that can be taken`, advice)
  }
  const one = matrixOf(base, (i, j) => number(i === j ? 1 : 0), form, place)
  return Array.from({ length: k }).reduce<MatrixValue>((power) => multiplyTwo(power, base, form, place), one)
}

const ELEMENTWISE = {
  '.*': (u: Term, v: Term): Term => times(u, v),
  './': (u: Term, v: Term, place: Place): Term => place.review(literalQuotient(u, v)),
  '.^': (u: Term, v: Term, place: Place): Term => place.review(raised(u, v)),
} as const

export type ElementwiseSign = keyof typeof ELEMENTWISE

/** Arguments of one size, with scalars beside them, combined entry by entry. */
export const entryByEntry = (
  name: string,
  args: readonly MatrixValue[],
  combine: (terms: readonly Term[]) => Term,
  form: MatrixForm | undefined,
  place: Place,
): MatrixValue => {
  const size = args.find((arg) => !isScalar(arg)) ?? (args[0] as MatrixValue)
  const odd = args.find((arg) => !isScalar(arg) && !isSameSize(arg, size))
  if (odd !== undefined) {
    const isCall = /^\w/.test(name)
    const list = args.map(shown).join(isCall ? ', ' : ` ${name} `)
    const what = `${isCall ? `${name}(${list})` : list}: ${sizeText(size)} and ${sizeText(odd)}, entry by entry`
    place.fail(what, 'both need the same numbers of rows and columns, or one is a scalar')
  }
  const entry = (i: number, j: number): Term =>
    combine(args.map((arg) => (isScalar(arg) ? termOf(arg) : entryAt(arg, i, j))))
  return matrixOf(size, entry, form, place)
}

/** A .* B, A ./ B, A .^ B. */
export const elementwise = (sign: ElementwiseSign, a: MatrixValue, b: MatrixValue, place: Place): MatrixValue => {
  const form = formFor([a, b], (left, right) => ({
    op: 'elementwise',
    sign,
    left: left as MatrixForm,
    right: right as MatrixForm,
  }))
  return entryByEntry(sign, [a, b], ([u, v]) => ELEMENTWISE[sign](u as Term, v as Term, place), form, place)
}
