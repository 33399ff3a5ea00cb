import type { Polynomial } from '../kernel/polynomial.ts'

const ROUNDS = 300

const toDouble = ({ n, d }: { readonly n: bigint; readonly d: bigint }): number => Number(n) / Number(d)

/** The symmetric matrix of a quadratic form in these variables; undefined for anything else. */
const matrixOf = (form: Polynomial, names: readonly string[]): number[][] | undefined => {
  const matrix = names.map(() => names.map(() => 0))
  for (const { monomial, coefficient } of form.values()) {
    const at = monomial.flatMap(([atom, times]) =>
      atom.kind === 'variable' ? new Array<number>(times).fill(names.indexOf(atom.name)) : [-1],
    )
    const [i, j] = at
    if (at.length !== 2 || i === undefined || j === undefined || i < 0 || j < 0) return undefined
    const half = toDouble(coefficient) / 2
    ;(matrix[i] as number[])[j] = ((matrix[i] as number[])[j] as number) + half
    ;(matrix[j] as number[])[i] = ((matrix[j] as number[])[i] as number) + half
  }
  return matrix
}

/**
 * A vector in doubles, its largest entry 1, at which a quadratic form with rational coefficients is about as small as it
 * gets on the sphere, by iteration. Undefined where it is no such form, or nowhere negative as far as doubles say.
 */
export const leastDirection = (form: Polynomial, names: readonly string[]): readonly number[] | undefined => {
  const matrix = matrixOf(form, names)
  if (matrix === undefined) return undefined
  const size = Math.max(...matrix.map((row) => row.reduce((s, c) => s + Math.abs(c), 0)))
  if (!(size > 0 && Number.isFinite(size))) return undefined
  const applied = (v: readonly number[]): number[] =>
    matrix.map((row) => row.reduce((s, c, j) => s + c * (v[j] as number), 0))
  // The largest eigenvalue of size − A belongs to the least one of A.
  let v = names.map((_, i) => 1 + i / 7)
  for (let k = 0; k < ROUNDS; k++) {
    const image = applied(v)
    const next = v.map((c, i) => size * c - (image[i] as number))
    const norm = Math.max(...next.map(Math.abs))
    if (!(norm > 0)) return undefined
    v = next.map((c) => c / norm)
  }
  const value = applied(v).reduce((s, c, i) => s + c * (v[i] as number), 0)
  if (value > -1e-9 * size) return undefined
  const lead = v.reduce((m, c) => (Math.abs(c) > Math.abs(m) ? c : m), 0)
  return v.map((c) => c / lead)
}
