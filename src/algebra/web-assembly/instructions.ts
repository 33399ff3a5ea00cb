// Instructions of WebAssembly (core specification 2.0, chapter 5) as bytes. Operands are given before the operation, as
// on the stack: add(get(0), get(1)).

/** Bytes of a program, in nested lists. */
export type Code = number | readonly Code[]

export type ValueType = 'i32' | 'i64' | 'f64' | 'v128'

/** An unsigned integer in base 128, lowest digits first. */
export const unsigned = (n: number): number[] => {
  const bytes: number[] = []
  let rest = n
  do {
    const digit = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest === 0 ? digit : digit + 128)
  } while (rest !== 0)
  return bytes
}

/** A signed integer in base 128, lowest digits first. */
const signed = (n: bigint): number[] => {
  const bytes: number[] = []
  let rest = n
  for (;;) {
    const digit = Number(BigInt.asUintN(7, rest))
    rest >>= 7n
    const isLast = rest === (digit < 64 ? 0n : -1n)
    bytes.push(isLast ? digit : digit + 128)
    if (isLast) return bytes
  }
}

/** An instruction that takes its operands from the stack. */
const operation =
  (...bytes: Code[]) =>
  (...operands: Code[]): Code => [operands, bytes]

/** A SIMD instruction. */
const vector = (opcode: number) => operation(0xfd, unsigned(opcode))

/** An access to memory at `address + offset`. */
const access =
  (bytes: Code, log2Alignment: number) =>
  (offset: number, ...operands: Code[]): Code => [operands, bytes, log2Alignment, unsigned(offset)]

export const get = (local: number): Code => [0x20, unsigned(local)]
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)]
/** Sets a local and leaves its value on the stack. */
export const tee = (local: number, value: Code): Code => [value, 0x22, unsigned(local)]

/** Repeats the body while the condition, looked at after it, is not 0. */
export const repeatWhile = (condition: Code, ...body: Code[]): Code => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b]

export const i32 = {
  constant: (n: number): Code => [0x41, signed(BigInt(n))],
  add: operation(0x6a),
  shiftLeft: operation(0x74),
  lessUnsigned: operation(0x49),
}

export const v128 = {
  load: access([0xfd, 0], 4),
  store: access([0xfd, unsigned(11)], 4),
  /** Four copies of the 32-bit number in memory. */
  loadSplat32: access([0xfd, unsigned(9)], 2),
  /** Two copies of the 64-bit number in memory. */
  loadSplat64: access([0xfd, unsigned(10)], 3),
  /** The 64-bit number in memory, in the lower lane beside 0. */
  loadLower64: access([0xfd, unsigned(93)], 3),
  /** The vector, with the 64-bit number in memory in its upper lane. */
  loadUpper64: (offset: number, address: Code, into: Code): Code => [
    [address, into],
    [0xfd, unsigned(87)],
    3,
    unsigned(offset),
    1,
  ],
  /** Two copies of a 64-bit number. */
  constant64: (bits: bigint): Code => {
    const bytes = Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(8 * i)) & 255n))
    return [0xfd, unsigned(12), bytes, bytes]
  },
  and: vector(78),
  or: vector(80),
  exclusiveOr: vector(81),
  /** The bits of the first operand where those of the third are 1, of the second elsewhere. */
  select: vector(82),
}

const LOWER_HALVES = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]
const UPPER_HALVES = LOWER_HALVES.map((byte) => byte + 4)

export const i32x4 = {
  splat: vector(17),
  extract: (lane: 0 | 1 | 2 | 3, a: Code): Code => [a, 0xfd, unsigned(27), lane],
  shiftRightUnsigned: vector(173),
  add: vector(174),
  subtract: vector(177),
  multiply: vector(181),
  minimumUnsigned: vector(183),
  /** The lower halves of the 64-bit lanes of both operands. */
  lowerHalves: (a: Code, b: Code): Code => [a, b, 0xfd, unsigned(13), LOWER_HALVES],
  /** The upper halves of the 64-bit lanes of both operands. */
  upperHalves: (a: Code, b: Code): Code => [a, b, 0xfd, unsigned(13), UPPER_HALVES],
}

export const i64x2 = {
  add: vector(206),
  /** All lanes shifted by the 32-bit number. */
  shiftLeft: vector(203),
  shiftRightUnsigned: vector(205),
  /** Products of the two lower, or upper, unsigned 32-bit lanes. */
  multiplyLowUnsigned: vector(222),
  multiplyHighUnsigned: vector(223),
  extendLowUnsigned: vector(201),
  extendHighUnsigned: vector(202),
}

/** Arithmetic on two doubles, rounded to nearest as in JavaScript; comparisons give 64 equal bits per lane. */
export const f64x2 = {
  /** Two copies of a double. */
  constant: (value: number): Code => {
    const bits = new DataView(new ArrayBuffer(8))
    bits.setFloat64(0, value)
    return v128.constant64(bits.getBigUint64(0))
  },
  equal: vector(71),
  less: vector(73),
  floor: vector(117),
  absolute: vector(236),
  negate: vector(237),
  squareRoot: vector(239),
  add: vector(240),
  subtract: vector(241),
  multiply: vector(242),
  divide: vector(243),
  /** As Math.min. */
  minimum: vector(244),
  /** As Math.max. */
  maximum: vector(245),
  /** b < a ? b : a. */
  pseudoMinimum: vector(246),
  /** a < b ? b : a. */
  pseudoMaximum: vector(247),
}
