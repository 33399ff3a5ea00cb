import { children, type Term } from '../kernel/term.ts'

const P = (1n << 61n) - 1n
const MASK = (1n << 64n) - 1n
const TRIALS = 3

const reduce = (value: bigint): bigint => {
  const r = value % P
  return r < 0n ? r + P : r
}

const modularPower = (base: bigint, exponent: bigint): bigint => {
  let result = 1n
  let square = base
  for (let k = exponent; k > 0n; k >>= 1n) {
    if (k & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}

const inverse = (value: bigint): bigint | undefined => (value === 0n ? undefined : modularPower(value, P - 2n))

// A fixed scrambling of 64 bits (the finalizer of splitmix64); equal inputs give equal outputs, others look random.
const scramble = (value: bigint): bigint => {
  let z = (value + 0x9e3779b97f4a7c15n) & MASK
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK
  return z ^ (z >> 31n)
}

const hash = (label: string, values: readonly bigint[], seed: bigint): bigint => {
  let state = scramble(seed)
  for (let i = 0; i < label.length; i++) state = scramble(state ^ BigInt(label.charCodeAt(i)))
  for (const value of values) state = scramble(state ^ value)
  return reduce(state)
}

/** The residue of a term at a pseudo-random point; every function is a pseudo-random map of residues. */
const residueAt = (seed: bigint): ((term: Term) => bigint | undefined) => {
  const known = new WeakMap<Term, { readonly residue: bigint | undefined }>()
  const compute = (term: Term): bigint | undefined => {
    if (term.op === 'number') {
      const bottom = inverse(reduce(term.value.d))
      return bottom === undefined ? undefined : (reduce(term.value.n) * bottom) % P
    }
    if (term.op === 'symbol') return hash(`symbol ${term.name}`, [], seed)
    const parts: bigint[] = []
    for (const child of children(term)) {
      const part = residue(child)
      if (part === undefined) return undefined
      parts.push(part)
    }
    const [a = 0n, b = 0n] = parts
    switch (term.op) {
      case 'negate':
        return reduce(-a)
      case 'add':
        return parts.reduce((total, part) => (total + part) % P, 0n)
      case 'multiply':
        return parts.reduce((total, part) => (total * part) % P, 1n)
      case 'divide': {
        const over = inverse(b)
        return over === undefined ? undefined : (a * over) % P
      }
      case 'power': {
        if (term.exponent.op !== 'number') return hash('power', [a, b], seed)
        const { n, d } = term.exponent.value
        const root = d === 1n ? a : hash(`root ${d}`, [a], seed)
        return n >= 0n ? modularPower(root, n) : inverse(modularPower(root, -n))
      }
      case 'call':
        return hash(term.name, parts, seed)
    }
  }
  const residue = (term: Term): bigint | undefined => {
    const found = known.get(term)
    if (found !== undefined) return found.residue
    const value = compute(term)
    known.set(term, { residue: value })
    return value
  }
  return residue
}

/**
 * A test whether terms are the zero function of their symbols and function values, taken as independent: they are
 * evaluated modulo 2^61 - 1 at three pseudo-random points. `false` is certain. `true` is wrong with a probability
 * below 10^-30 for degrees within the input limits (J. T. Schwartz, 1980). No expansion takes place.
 */
export const vanishing = (): ((term: Term) => boolean) => {
  const residues = Array.from({ length: TRIALS }, (_, i) => residueAt(BigInt(i + 1)))
  return (term) => residues.every((residue) => residue(term) === 0n)
}
