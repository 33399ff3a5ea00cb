import { multiplyWide } from './prime-field.ts'
import { encodeModule } from './web-assembly/encode-module.ts'
import { instantiate, type WasmInstance } from './web-assembly/host.ts'
import { type Code, get, i32, i32x4, i64x2, repeatWhile, set, v128 } from './web-assembly/instructions.ts'

/** Pivot rows that are taken off a row together. */
export const BLOCK = 8
/** Columns that are worked on together: rows are padded to a multiple of it. */
export const LANES = 4

/**
 * Residues modulo a prime p = 2^30 - c, c < 2^13, in one memory, and the loop in which dense elimination spends its time.
 */
export interface ResidueRows {
  readonly words: Uint32Array
  /**
   * Adds Σ_k f_k·b_k, k < {@link BLOCK}, to a row of `groups`·{@link LANES} words at `target`. The f_k are the words
   * from `factors` on; the b_k lie from `block` on with their groups alternating: the first group of b_0, of b_1, ...
   */
  readonly update: (target: number, block: number, factors: number, groups: number) => void
  /** Gives the memory back; the words must not be used any more. */
  readonly release: () => void
}

/**
 * Four columns at a time: eight products of 30 bits are summed in 64 bits and reduced once. With c = 2^30 - p small,
 * 2^32 ≡ 4c and 2^30 ≡ c, so that two multiplications by small numbers leave less than 2p.
 */
const updateBody = (): { locals: number; body: Code[] } => {
  // Parameters 0 to 5 are target, end, block, factors, p and c; then the factors, the two sums, the parts of a sum.
  const [target, end, block, factors, prime, defect] = [0, 1, 2, 3, 4, 5].map(get) as [
    Code,
    Code,
    Code,
    Code,
    Code,
    Code,
  ]
  const first = 6
  const [low, high, entry, upper, primes, defects, fourfold, mask] = [0, 1, 2, 3, 4, 5, 6, 7].map(
    (k) => first + BLOCK + k,
  ) as [number, number, number, number, number, number, number, number]
  const range = Array.from({ length: BLOCK }, (_, k) => k)
  const body = [
    ...range.map((k) => set(first + k, v128.loadSplat32(4 * k, factors))),
    set(primes, i32x4.splat(prime)),
    set(defects, i32x4.splat(defect)),
    set(fourfold, i32x4.splat(i32.shiftLeft(defect, i32.constant(2)))),
    set(mask, i32x4.splat(i32.constant(2 ** 30 - 1))),
    repeatWhile(
      i32.lessUnsigned(target, end),
      set(entry, v128.load(0, target)),
      set(low, i64x2.extendLowUnsigned(get(entry))),
      set(high, i64x2.extendHighUnsigned(get(entry))),
      ...range.flatMap((k) => [
        set(entry, v128.load(16 * k, block)),
        set(low, i64x2.add(get(low), i64x2.multiplyLowUnsigned(get(entry), get(first + k)))),
        set(high, i64x2.add(get(high), i64x2.multiplyHighUnsigned(get(entry), get(first + k)))),
      ]),
      // Below 2^64 to below 2^46 + 2^32.
      set(upper, i32x4.upperHalves(get(low), get(high))),
      set(entry, i32x4.lowerHalves(get(low), get(high))),
      set(low, i64x2.add(i64x2.extendLowUnsigned(get(entry)), i64x2.multiplyLowUnsigned(get(upper), get(fourfold)))),
      set(high, i64x2.add(i64x2.extendHighUnsigned(get(entry)), i64x2.multiplyHighUnsigned(get(upper), get(fourfold)))),
      // To below 2^30 + 2^29 + 2^15 < 2p.
      set(
        upper,
        i32x4.lowerHalves(
          i64x2.shiftRightUnsigned(get(low), i32.constant(30)),
          i64x2.shiftRightUnsigned(get(high), i32.constant(30)),
        ),
      ),
      set(entry, v128.and(i32x4.lowerHalves(get(low), get(high)), get(mask))),
      set(entry, i32x4.add(get(entry), i32x4.multiply(get(upper), get(defects)))),
      v128.store(0, target, i32x4.minimumUnsigned(get(entry), i32x4.subtract(get(entry), get(primes)))),
      set(0, i32.add(target, i32.constant(4 * LANES))),
      set(2, i32.add(block, i32.constant(4 * LANES * BLOCK))),
    ),
  ]
  return { locals: BLOCK + 8, body }
}

const newInstance = (): WasmInstance | undefined => {
  const { locals, body } = updateBody()
  return instantiate(
    encodeModule([
      {
        name: 'update',
        parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
        locals: Array.from({ length: locals }, () => 'v128' as const),
        body,
      },
    ]),
  )
}

// An instance takes longer to make than a small matrix to eliminate; large memories are left to the collector.
const idle: WasmInstance[] = []
const KEPT_WORDS = 2 ** 24

const PAGE_WORDS = 2 ** 14

/** The same in plain JavaScript. */
export const plainRows = (size: number, prime: number): ResidueRows => {
  const words = new Uint32Array(size)
  const inverse = 1 / prime
  const update: ResidueRows['update'] = (target, block, factors, groups) => {
    for (let k = 0; k < BLOCK; k++) {
      const f = words[factors + k] as number
      if (f === 0) continue
      for (let g = 0; g < groups; g++)
        for (let i = 0; i < LANES; i++) {
          const at = target + g * LANES + i
          const b = words[block + (g * BLOCK + k) * LANES + i] as number
          const sum = (words[at] as number) + multiplyWide(f, b, prime, inverse)
          words[at] = sum >= prime ? sum - prime : sum
        }
    }
  }
  return { words, update, release: () => undefined }
}

/** Room for `size` residues modulo p, all 0: in WebAssembly with 128-bit vectors, or plain where that is missing. */
export const residueRows = (size: number, prime: number): ResidueRows => {
  const instance = idle.pop() ?? newInstance()
  if (instance === undefined) return plainRows(size, prime)
  const { memory, exports } = instance
  const have = memory.buffer.byteLength / 4
  if (have < size) memory.grow(Math.ceil((size - have) / PAGE_WORDS))
  const run = exports.update as (...args: number[]) => void
  const defect = 2 ** 30 - prime
  const words = new Uint32Array(memory.buffer, 0, size)
  words.fill(0)
  return {
    words,
    update: (target, block, factors, groups) => {
      if (groups > 0) run(4 * target, 4 * (target + groups * LANES), 4 * block, 4 * factors, prime, defect)
    },
    release: () => {
      if (memory.buffer.byteLength / 4 <= KEPT_WORDS) idle.push(instance)
    },
  }
}
