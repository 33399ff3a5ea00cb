import { children, type Term } from '../kernel/term.ts'

/** Upper bounds on the expanded form of a term, with abs, roots, max, min and 1/u counted like their arguments. */
export interface Size {
  /** Number of monomials. */
  readonly monomials: number
  /** Degree in each symbol or transcendental subterm. */
  readonly degrees: ReadonlyMap<unknown, number>
  /** Binary digits of a coefficient. */
  readonly bits: number
}

const binomial = (n: number, k: number): number => {
  let result = 1
  for (let i = 1; i <= k && result < 1e300; i++) result *= (n - k + i) / i
  return result
}

// Both are upper bounds on the monomials of given degrees: a box, and a simplex of the total degree.
const support = (degrees: ReadonlyMap<unknown, number>): number => {
  let box = 1
  let total = 0
  for (const degree of degrees.values()) {
    box *= degree + 1
    total += degree
  }
  return Math.min(box, binomial(total + degrees.size, degrees.size))
}

const sized = (monomials: number, degrees: ReadonlyMap<unknown, number>, bits: number): Size => ({
  monomials: Math.min(monomials, support(degrees)),
  degrees,
  bits,
})

const EMPTY: ReadonlyMap<unknown, number> = new Map()
const merge = (
  maps: readonly ReadonlyMap<unknown, number>[],
  combine: (a: number, b: number) => number,
): ReadonlyMap<unknown, number> => {
  const result = new Map<unknown, number>()
  for (const map of maps) for (const [key, degree] of map) result.set(key, combine(result.get(key) ?? 0, degree))
  return result
}

const addSizes = (sizes: readonly Size[]): Size =>
  sized(
    sizes.reduce((total, size) => total + size.monomials, 0),
    merge(
      sizes.map((size) => size.degrees),
      Math.max,
    ),
    sizes.reduce((total, size) => total + size.bits, 0),
  )

const multiplySizes = (sizes: readonly Size[]): Size =>
  sized(
    sizes.reduce((total, size) => total * size.monomials, 1),
    merge(
      sizes.map((size) => size.degrees),
      (a, b) => a + b,
    ),
    sizes.reduce((total, size) => total + size.bits + Math.log2(size.monomials + 1), 0),
  )

const powerSize = (base: Size, exponent: number): Size => {
  const k = Math.max(1, Math.ceil(Math.abs(exponent)))
  const degrees = new Map([...base.degrees].map(([key, degree]) => [key, degree * k]))
  const isMonomial = base.monomials <= 1
  const monomials = isMonomial ? 1 : binomial(base.monomials + k - 1, Math.min(k, base.monomials - 1))
  return sized(monomials, degrees, k * (base.bits + (isMonomial ? 0 : Math.log2(base.monomials))))
}

const bitLength = (value: bigint): number => (value === 1n ? 0 : (value < 0n ? -value : value).toString(16).length * 4)

const atom = (key: unknown): Size => ({ monomials: 1, degrees: new Map([[key, 1]]), bits: 1 })

/** Bounds on the expanded form of every subterm, computed once per subterm. */
export const sizing = (): ((term: Term) => Size) => {
  const known = new WeakMap<Term, Size>()
  const compute = (term: Term): Size => {
    const parts = children(term).map(sizeOf)
    switch (term.op) {
      case 'number':
        return { monomials: 1, degrees: EMPTY, bits: bitLength(term.value.n) + bitLength(term.value.d) }
      case 'symbol':
        return atom(term.name)
      case 'negate':
        return parts[0] as Size
      case 'add':
        return addSizes(parts)
      case 'multiply':
      case 'divide':
        return multiplySizes(parts)
      case 'power': {
        const { exponent } = term
        const value = exponent.op === 'number' ? Number(exponent.value.n) / Number(exponent.value.d) : undefined
        return value === undefined ? addSizes([parts[0] as Size, atom(term)]) : powerSize(parts[0] as Size, value)
      }
      case 'call': {
        const isTranscendental = ['exp', 'log', 'sin', 'cos', 'tanh'].includes(term.name)
        return isTranscendental ? atom(term) : addSizes([...parts, atom(term)])
      }
    }
  }
  const sizeOf = (term: Term): Size => {
    const found = known.get(term)
    if (found !== undefined) return found
    const size = compute(term)
    known.set(term, size)
    return size
  }
  return sizeOf
}
