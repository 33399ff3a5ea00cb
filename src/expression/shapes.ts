import { InputError } from './input-error.ts'
import { nameObjection } from './names.ts'

/**
 * A declared name: a scalar (its entry is the name itself), a column vector with entries `x[i]`, or a matrix with
 * entries `X[i,j]`. Indices count from 1.
 */
export interface Shape {
  readonly name: string
  readonly kind: 'scalar' | 'vector' | 'matrix'
  readonly rows: number
  readonly columns: number
}

/** The most rows or columns of a declared name, and the most entries of all declared names together. */
export const LARGEST_SIDE = 200
export const MOST_ENTRIES = 2_000

/** The name of the entry in row i and column j, such as `X[1,2]`, or `x[2]` for a vector. */
export const entryName = ({ name, kind }: Shape, i: number, j = 1): string =>
  kind === 'scalar' ? name : kind === 'vector' ? `${name}[${i}]` : `${name}[${i},${j}]`

/** The names of all entries, row by row. */
export const entryNames = (shape: Shape): readonly string[] =>
  Array.from({ length: shape.rows * shape.columns }, (_, k) =>
    entryName(shape, Math.floor(k / shape.columns) + 1, (k % shape.columns) + 1),
  )

/** A size in words: `2x3`. */
export const sizeText = ({ rows, columns }: { readonly rows: number; readonly columns: number }): string =>
  `${rows}x${columns}`

/** A name with its size as it is declared: `X:2x3`, `y:3` or `z`. */
export const shapeText = (shape: Shape): string =>
  shape.kind === 'scalar' ? shape.name : `${shape.name}:${shape.kind === 'vector' ? shape.rows : sizeText(shape)}`

const ENTRY = /^(.+)\[(\d+)(?:,(\d+))?\]$/u

/** The name in front of the index of an entry; any other name as it is. */
export const headOf = (name: string): string => ENTRY.exec(name)?.[1] ?? name

/**
 * The shapes that names of entries belong to, in order of first appearance: `X[1,1], X[1,2], z` are those of a 1×2
 * matrix X and a scalar z. Entries that do not fill a rectangle are left out.
 */
export const shapesOf = (names: readonly string[]): readonly Shape[] => {
  const found = new Map<string, { shape: Shape; count: number }>()
  for (const text of names) {
    const [, name = text, row, column] = ENTRY.exec(text) ?? []
    const kind = row === undefined ? 'scalar' : column === undefined ? 'vector' : 'matrix'
    const key = `${kind} ${name}`
    const before = found.get(key)
    const rows = Math.max(before?.shape.rows ?? 1, Number(row ?? 1))
    const columns = Math.max(before?.shape.columns ?? 1, Number(column ?? 1))
    found.set(key, { shape: { name, kind, rows, columns }, count: (before?.count ?? 0) + 1 })
  }
  return [...found.values()]
    .filter(({ shape, count }) => shape.rows * shape.columns === count)
    .map(({ shape }) => shape)
}

const DECLARATION = /^(?<name>[^:]*?)\s*:\s*(?<rows>\d+)\s*(?:[xX×*]\s*(?<columns>\d+))?$/u

/** Directions and weights of the kernel's own claims are called r[1], s[1] and so on. */
export const RESERVED_VECTORS: ReadonlySet<string> = new Set(['r', 's'])

const side = (digits: string): number => (digits.length > 6 ? Number.POSITIVE_INFINITY : Number(digits))

/** What is wrong with a declared shape, or undefined. */
const shapeObjection = ({ name, kind, rows, columns }: Shape): { what: string; advice: string } | undefined => {
  if (rows < 1 || columns < 1) {
    return { what: `"${name}" is declared without entries`, advice: 'sizes are whole numbers from 1' }
  }
  if (rows > LARGEST_SIDE || columns > LARGEST_SIDE || rows * columns > MOST_ENTRIES) {
    const advice = `at most ${LARGEST_SIDE} rows and columns, and ${MOST_ENTRIES} entries`
    return { what: `"${name}" is declared too large`, advice }
  }
  if (kind === 'vector' && RESERVED_VECTORS.has(name)) {
    return { what: `"${name}[1]" is a name that claims use themselves`, advice: 'take another name for this vector' }
  }
  return undefined
}

/**
 * Reads a declaration such as `X:2x3, y:3, z` into shapes, in order.
 * Throws {@link InputError} on a bad or repeated name and on sizes that are missing, zero or too large.
 */
export const declareShapes = (text: string): readonly Shape[] => {
  const shapes: Shape[] = []
  let entries = 0
  let offset = 0
  // A comma between the indices of `X[1,2]` separates nothing.
  for (const part of text.split(/,(?![^[]*\])/)) {
    const written = part.trim()
    const at = offset + (written === '' ? 0 : part.indexOf(written))
    offset += part.length + 1
    const fail = (what: string, advice: string): never => {
      throw new InputError({ what, text, offset: at, length: Math.max(written.length, 1), advice })
    }
    if (written === '') fail('a name is missing', 'write the names with commas between them, such as x, y')
    const { name = written, rows, columns } = DECLARATION.exec(written)?.groups ?? {}
    if (name === written && written.includes(':')) {
      fail(`"${written}" declares no shape`, 'write X:2x3 for a matrix with 2 rows and 3 columns, y:3 for a vector')
    }
    const index = ENTRY.exec(name)
    if (index !== null) {
      const size = index[3] === undefined ? '3' : '2x3'
      fail(`"${name}" is an entry`, `declare the whole of it with its size, such as ${index[1]}:${size}`)
    }
    const objection = nameObjection(name)
    if (objection !== undefined) fail(objection.what, objection.advice)
    const kind = rows === undefined ? 'scalar' : columns === undefined ? 'vector' : 'matrix'
    const shape: Shape = { name, kind, rows: side(rows ?? '1'), columns: side(columns ?? '1') }
    const wrong = shapeObjection(shape)
    if (wrong !== undefined) fail(wrong.what, wrong.advice)
    if (shapes.some((other) => other.name === name)) fail(`"${name}" is declared twice`, 'name each variable once')
    entries += shape.rows * shape.columns
    if (entries > MOST_ENTRIES) fail(`more than ${MOST_ENTRIES} entries are declared`, 'state a smaller problem')
    shapes.push(shape)
  }
  return shapes
}

/** The names of all entries that a declaration such as `X:2x3, y:3, z` declares, in order; empty for an empty text. */
export const declareNames = (text: string): readonly string[] =>
  text.trim() === '' ? [] : declareShapes(text).flatMap(entryNames)
