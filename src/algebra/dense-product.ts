import { type Packing, pack, unpack } from './packed-monomials.ts'
import { fromSorted, numerator, type Polynomial, termCount } from './polynomial.ts'

/** Numerators are cut into at most this many limbs; beyond, bigints are as fast. */
const MOST_LIMBS = 6

/** Σ over i, j of ca[i]·cb[j] into cells[ka[i] + kb[j]]; all sums must stay safe integers. */
const accumulate = (
  cells: Float64Array,
  ka: Float64Array,
  ca: Float64Array,
  kb: Float64Array,
  cb: Float64Array,
): void => {
  for (let i = 0; i < ka.length; i++) {
    const base = ka[i] as number
    const c = ca[i] as number
    if (c === 0) continue
    for (let j = 0; j < kb.length; j++) {
      const at = base + (kb[j] as number)
      cells[at] = (cells[at] as number) + c * (cb[j] as number)
    }
  }
}

const bitLength = (p: Polynomial): number => {
  let best = 0
  for (let i = 0; i < termCount(p); i++) best = Math.max(best, numerator(p, i).toString(16).length * 4)
  return best
}

/** The signed digits of all numerators in base 2^width, lowest first. */
const limbs = (p: Polynomial, width: number, count: number): Float64Array[] => {
  const out = Array.from({ length: count }, () => new Float64Array(termCount(p)))
  const shift = BigInt(width)
  for (let i = 0; i < termCount(p); i++) {
    let c = numerator(p, i)
    for (const limb of out) {
      const digit = BigInt.asIntN(width, c)
      limb[i] = Number(digit)
      c = (c - digit) >> shift
    }
  }
  return out
}

/** The cells of a·b by limbs, or undefined where there would be too many. */
const limbCells = (a: Polynomial, b: Polynomial, plan: Packing): ((at: number) => bigint) | undefined => {
  // Digits are below 2^(width-1) in absolute value; a cell sums up at most MOST_LIMBS·min(terms) products.
  const sums = Math.ceil(Math.log2(Math.min(termCount(a), termCount(b)) * MOST_LIMBS + 1))
  const width = Math.floor((53 - sums) / 2) + 1
  const la = Math.ceil((bitLength(a) + 2) / width)
  const lb = Math.ceil((bitLength(b) + 2) / width)
  if (width < 8 || Math.min(la, lb) > MOST_LIMBS || la * lb > MOST_LIMBS ** 2) return undefined
  const ka = pack(a, plan)
  const kb = pack(b, plan)
  const as = limbs(a, width, la)
  const bs = limbs(b, width, lb)
  const layers = Array.from({ length: la + lb - 1 }, () => new Float64Array(plan.range))
  as.forEach((x, i) => {
    bs.forEach((y, j) => {
      accumulate(layers[i + j] as Float64Array, ka, x, kb, y)
    })
  })
  const shift = BigInt(width)
  return (at) => {
    let value = 0n
    let any = false
    for (let k = layers.length - 1; k >= 0; k--) {
      const digit = layers[k]?.[at] as number
      if (any) value <<= shift
      if (digit !== 0) {
        value += BigInt(digit)
        any = true
      }
    }
    return value
  }
}

const bigCells = (a: Polynomial, b: Polynomial, plan: Packing): ((at: number) => bigint) => {
  const ka = pack(a, plan)
  const kb = pack(b, plan)
  const cells = new Array<bigint>(plan.range).fill(0n)
  const cb = Array.from({ length: kb.length }, (_, j) => numerator(b, j))
  for (let i = 0; i < ka.length; i++) {
    const base = ka[i] as number
    const c = numerator(a, i)
    for (let j = 0; j < kb.length; j++) {
      const at = base + (kb[j] as number)
      cells[at] = (cells[at] as bigint) + c * (cb[j] as bigint)
    }
  }
  return (at) => cells[at] as bigint
}

/**
 * a·b by an array with one cell for each possible monomial: in doubles where `small` says that all sums are safe
 * integers, else in limbs of doubles, else in bigints.
 */
export const denseProduct = (a: Polynomial, b: Polynomial, plan: Packing, small: boolean): Polynomial => {
  const kept: number[] = []
  const finish = (numerators: Float64Array | readonly bigint[]): Polynomial =>
    fromSorted(
      a.names,
      unpack(Float64Array.from(kept), kept.length, a.names.length, plan),
      numerators,
      a.denominator * b.denominator,
    )
  if (small) {
    const cells = new Float64Array(plan.range)
    accumulate(cells, pack(a, plan), a.numerators as Float64Array, pack(b, plan), b.numerators as Float64Array)
    for (let at = plan.range - 1; at >= 0; at--) if (cells[at] !== 0) kept.push(at)
    return finish(Float64Array.from(kept, (at) => cells[at] as number))
  }
  const cell = limbCells(a, b, plan) ?? bigCells(a, b, plan)
  const values: bigint[] = []
  for (let at = plan.range - 1; at >= 0; at--) {
    const value = cell(at)
    if (value === 0n) continue
    kept.push(at)
    values.push(value)
  }
  return finish(values)
}
