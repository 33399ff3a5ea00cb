import { type Budget, charge } from '../search/budget.ts'
import { type IntegerMatrix, isInKernel, matrixModulo, type SparseVector } from './integer-matrix.ts'
import { type ModularKernel, modularKernel } from './modular-kernel.ts'
import { integerSquareRoot, invertModulo, rationalReconstruction, residue, widePrime } from './prime-field.ts'
import type { ResidueRow } from './sparse-elimination.ts'

/** Primes that may be tried; the 350th is 2^30 - 7241 or so. */
const PRIMES = 350

/** -1, 0 or 1 as the first leads come before, are, or come after the others: reduction modulo a prime only raises them. */
const compareLeads = (a: ModularKernel, b: ModularKernel): number => {
  if (a.leads.length !== b.leads.length) return a.leads.length - b.leads.length
  const at = a.leads.findIndex((lead, i) => lead !== b.leads[i])
  return at < 0 ? 0 : (a.leads[at] as number) - (b.leads[at] as number)
}

/** Residues modulo a growing product of primes. */
interface Lifted {
  readonly columns: readonly number[]
  readonly values: readonly bigint[]
}

/** The vector over both moduli: columns of either, values by the Chinese remainder theorem. */
const combined = (old: Lifted, modulus: bigint, own: ResidueRow, prime: number): Lifted => {
  const inverse = BigInt(invertModulo(residue(modulus, prime), prime))
  const p = BigInt(prime)
  const columns: number[] = []
  const values: bigint[] = []
  let i = 0
  let j = 0
  while (i < old.columns.length || j < own.columns.length) {
    const a = old.columns[i] ?? Number.POSITIVE_INFINITY
    const b = own.columns[j] ?? Number.POSITIVE_INFINITY
    const known = a <= b ? (old.values[i++] as bigint) : 0n
    const fresh = b <= a ? BigInt(own.values[j++] as number) : 0n
    columns.push(Math.min(a, b))
    const digit = (((fresh - known) * inverse) % p) + p
    values.push(known + modulus * (digit % p))
  }
  return { columns, values }
}

/** The primitive integer vector with small entries that is a multiple of this one modulo m, if there is one. */
const reconstructed = ({ columns, values }: Lifted, modulus: bigint): SparseVector<bigint> | undefined => {
  const bound = integerSquareRoot(modulus / 2n)
  let denominator = 1n
  const parts: { readonly n: bigint; readonly d: bigint }[] = []
  for (const value of values) {
    const q = rationalReconstruction((value * denominator) % modulus, modulus, bound)
    if (q === undefined) return undefined
    denominator *= q.d
    if (denominator > bound) return undefined
    parts.push({ n: q.n, d: denominator })
  }
  return { columns, values: parts.map(({ n, d }) => n * (denominator / d)) }
}

/**
 * Vectors of the reduced basis of the rational kernel of a matrix, as primitive integer vectors that are verified by
 * A·v = 0: those with the given numbers, in this order, for a basis that was found modulo a prime. Undefined where that
 * prime was a bad one, or entries need more primes than were allowed.
 */
export const liftKernel = (
  matrix: IntegerMatrix,
  first: ModularKernel,
  wanted: readonly number[],
  budget: Budget,
  primes = PRIMES,
): SparseVector<bigint>[] | undefined => {
  let modulus = BigInt(first.prime)
  let lifted = wanted.map((i): Lifted => {
    const { columns, values } = first.vectors[i] as ResidueRow
    return { columns: [...columns], values: Array.from(values, BigInt) }
  })
  const found = new Map<number, SparseVector<bigint>>()
  for (let k = 0, used = 1, next = 1; found.size < wanted.length; k++) {
    charge(budget)
    if (used >= next) {
      next = Math.ceil(used * 1.3)
      lifted.forEach((vector, i) => {
        if (found.has(i)) return
        const candidate = reconstructed(vector, modulus)
        if (candidate !== undefined && isInKernel(matrix, candidate)) found.set(i, candidate)
      })
      if (found.size === wanted.length) break
    }
    if (k >= primes) return undefined
    const prime = widePrime(k)
    if (prime === first.prime) continue
    const other = modularKernel(matrixModulo(matrix, prime), prime, budget)
    const order = compareLeads(other, first)
    if (order < 0) return undefined
    if (order > 0) continue
    lifted = lifted.map((vector, i) =>
      found.has(i) ? vector : combined(vector, modulus, other.vectors[wanted[i] as number] as ResidueRow, prime),
    )
    modulus *= BigInt(prime)
    used++
  }
  return wanted.map((_, i) => found.get(i) as SparseVector<bigint>)
}

/**
 * The reduced basis of the rational kernel of a matrix: primitive integer vectors with different first columns. Verified:
 * A·v = 0 for each, and the rank modulo a prime shows that there are enough of them. Undefined where entries need more
 * primes than were allowed.
 *
 * @throws BudgetSpent where the budget is spent, or the matrix is beyond a gigabyte
 */
export const rationalKernel = (
  matrix: IntegerMatrix,
  budget: Budget,
  primes = PRIMES,
): SparseVector<bigint>[] | undefined => {
  for (let k = 0; k < 3; k++) {
    const prime = widePrime(k)
    const kernel = modularKernel(matrixModulo(matrix, prime), prime, budget)
    const all = kernel.leads.map((_, i) => i)
    const lifted = liftKernel(matrix, kernel, all, budget, primes)
    if (lifted !== undefined) return lifted
  }
  return undefined
}
