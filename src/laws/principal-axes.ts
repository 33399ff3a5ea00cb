import { characteristicPolynomial } from '../algebra/characteristic-polynomial.ts'
import { nullspace } from '../algebra/linear-algebra.ts'
import { irreducibleFactors } from '../algebra/univariate-factorization.ts'
import type { Objective } from '../dynamics/objective.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { add, fromEntries, monomialKey, type Polynomial, scale, zero } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'

type Matrix = readonly (readonly Q.Rational[])[]
type Vector = readonly Q.Rational[]

/** x^⊤Qx − b with Q = Σ m·Q_m over monomials m in parameters. */
export interface QuadraticForm {
  readonly parts: readonly { readonly factor: Polynomial; readonly matrix: Matrix }[]
  readonly level: Polynomial
}

const HALF = Q.rational(1n, 2n)

/** The residual as x^⊤Qx − b; undefined where it is anything else. */
export const quadraticForm = (residual: Term, objective: Omit<Objective, 'term'>): QuadraticForm | undefined => {
  const { variables } = objective
  const parts = new Map<string, { factor: Polynomial; matrix: Q.Rational[][] }>()
  let level: Polynomial = zero
  for (const { monomial, coefficient } of lower(residual, scopeOf(objective)).values()) {
    const own = monomial.filter(([atom]) => atom.kind === 'variable')
    const rest = monomial.filter(([atom]) => atom.kind !== 'variable')
    if (rest.some(([atom]) => atom.kind !== 'parameter')) return undefined
    if (own.length === 0) {
      level = add(level, fromEntries([{ monomial: rest, coefficient: Q.negate(coefficient) }]))
      continue
    }
    const used = own.flatMap(([atom, times]) =>
      new Array<number>(times).fill(atom.kind === 'variable' ? variables.indexOf(atom.name) : -1),
    )
    const [i, j, more] = used
    if (i === undefined || j === undefined || more !== undefined) return undefined
    const key = monomialKey(rest)
    const part = parts.get(key) ?? {
      factor: fromEntries([{ monomial: rest, coefficient: Q.ONE }]),
      matrix: variables.map(() => variables.map(() => Q.ZERO)),
    }
    const entry = i === j ? coefficient : Q.multiply(coefficient, HALF)
    ;(part.matrix[i] as Q.Rational[])[j] = entry
    ;(part.matrix[j] as Q.Rational[])[i] = entry
    parts.set(key, part)
  }
  return parts.size === 0 ? undefined : { parts: [...parts.values()], level }
}

const dot = (a: Vector, b: Vector): Q.Rational =>
  a.reduce((s, q, i) => Q.add(s, Q.multiply(q, b[i] as Q.Rational)), Q.ZERO)

const applied = (a: Matrix, v: Vector): Vector => a.map((row) => dot(row, v))

const isDiagonal = (a: Matrix): boolean => a.every((row, i) => row.every((q, j) => i === j || Q.isZero(q)))

/** The sets of indices that the matrices do not mix. */
const blocks = (matrices: readonly Matrix[], n: number): readonly (readonly number[])[] => {
  const found: number[][] = []
  const seen = new Set<number>()
  for (let start = 0; start < n; start++) {
    if (seen.has(start)) continue
    seen.add(start)
    const block = [start]
    for (const i of block) {
      for (let j = 0; j < n; j++) {
        if (seen.has(j) || matrices.every((a) => Q.isZero(a[i]?.[j] as Q.Rational))) continue
        seen.add(j)
        block.push(j)
      }
    }
    found.push(block.sort((a, b) => a - b))
  }
  return found
}

/** Orthogonal vectors with the same span, scaled to integers without a common factor. */
const orthogonalized = (vectors: readonly Vector[]): readonly Vector[] => {
  const found: Vector[] = []
  for (const vector of vectors) {
    const rest = found.reduce<Vector>((v, u) => {
      const c = Q.divide(dot(vector, u), dot(u, u))
      return v.map((q, i) => Q.subtract(q, Q.multiply(c, u[i] as Q.Rational)))
    }, vector)
    found.push(primitive(rest))
  }
  return found
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

const primitive = (v: Vector): Vector => {
  const d = v.reduce((m, q) => (m * q.d) / gcd(m, q.d), 1n)
  const whole = v.map((q) => q.n * (d / q.d))
  const common = whole.reduce(gcd, 0n)
  const first = whole.find((k) => k !== 0n) ?? 1n
  const by = first < 0n ? -common : common
  return whole.map((k) => Q.rational(k / by))
}

/** The eigenvectors of a symmetric matrix, orthogonal to each other, if all its eigenvalues are rational. */
const rationalEigenvectors = (a: Matrix, budget: Budget): readonly Vector[] | undefined => {
  const p = characteristicPolynomial(a)
  const d = p.reduce((m, q) => (m * q.d) / gcd(m, q.d), 1n)
  const factors = irreducibleFactors(
    p.map((q) => q.n * (d / q.d)),
    budget,
  )
  const values = new Map<string, Q.Rational>()
  for (const factor of factors) {
    const [c, lead, more] = factor
    if (c === undefined || lead === undefined) continue
    if (more !== undefined) return undefined
    const value = Q.rational(-c, lead)
    values.set(Q.formatRational(value), value)
  }
  return [...values.values()].flatMap((value) => {
    const shifted = a.map((row, i) => row.map((q, j) => (i === j ? Q.subtract(q, value) : q)))
    return orthogonalized(nullspace(shifted, a.length, budget).map((v) => v.map((k) => Q.rational(k))))
  })
}

/** An orthogonal basis of eigenvectors, and their eigenvalues with parameters in them. */
export interface PrincipalAxes {
  readonly axes: readonly Vector[]
  readonly eigenvalues: readonly Polynomial[]
}

/**
 * Orthogonal axes along which x^⊤Qx is Σ λ_j z_j², where they are rational up to length and the same for all parameters.
 * Undefined where there are none, and where Q is diagonal already.
 */
export const principalAxes = ({ parts }: QuadraticForm, budget: Budget): PrincipalAxes | undefined => {
  const matrices = parts.map(({ matrix }) => matrix)
  const n = (matrices[0] as Matrix).length
  if (matrices.every(isDiagonal)) return undefined
  // A combination with distinct weights: where all are diagonal in one basis, its eigenvectors are that basis.
  const weights = matrices.map((_, k) => Q.rational(BigInt(k === 0 ? 1 : 7 ** k + k)))
  const whole = (matrices[0] as Matrix).map((row, i) =>
    row.map((_, j) =>
      matrices.reduce((s, a, k) => Q.add(s, Q.multiply(weights[k] as Q.Rational, a[i]?.[j] as Q.Rational)), Q.ZERO),
    ),
  )
  const axes: Vector[] = []
  for (const block of blocks(matrices, n)) {
    const own = rationalEigenvectors(
      block.map((i) => block.map((j) => whole[i]?.[j] as Q.Rational)),
      budget,
    )
    if (own === undefined) return undefined
    for (const v of own)
      axes.push(Array.from({ length: n }, (_, i) => (block.includes(i) ? (v[block.indexOf(i)] as Q.Rational) : Q.ZERO)))
  }
  const eigenvalues: Polynomial[] = []
  for (const v of axes) {
    let value: Polynomial = zero
    for (const { factor, matrix } of parts) {
      const image = applied(matrix, v)
      const c = Q.divide(dot(image, v), dot(v, v))
      if (image.some((q, i) => !Q.equal(q, Q.multiply(c, v[i] as Q.Rational)))) return undefined
      value = add(value, scale(factor, c))
    }
    eigenvalues.push(value)
  }
  return { axes, eigenvalues }
}

/** Whether all eigenvalues are the same up to sign: then the quadratic laws suffice, and no axes are needed. */
export const hasOneModulus = ({ eigenvalues }: PrincipalAxes): boolean =>
  eigenvalues.every((value) =>
    [1, -1].some((sign) => vanishes(add(value, scale(eigenvalues[0] as Polynomial, Q.rational(sign))))),
  )
