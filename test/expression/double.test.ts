import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDouble } from '../../src/expression/double.ts'
import { rational } from '../../src/kernel/rational.ts'
import { agree } from './arbitrary-term.ts'

describe('doubles nearest to rationals', () => {
  test('read every double back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // value = m·2^e exactly, with m of at most 53 bits.
        let [m, e] = [value, 0]
        while (!Number.isInteger(m)) [m, e] = [m * 2, e - 1]
        while (Math.abs(m) >= 2 ** 60) [m, e] = [m / 2, e + 1]
        const power = 2n ** BigInt(Math.abs(e))
        const exact = e >= 0 ? rational(BigInt(m) * power) : rational(BigInt(m), power)
        expect(toDouble(exact)).toBe(value === 0 ? 0 : value)
      }),
      { seed: 3, numRuns: 1000 },
    )
  })

  test('no double is nearer', () => {
    const big = fc.bigInt({ min: 1n, max: 10n ** 40n })
    const word = new BigInt64Array(1)
    const buffer = new Float64Array(word.buffer)
    const neighbours = (value: number): number[] => {
      buffer[0] = value
      const middle = word[0] ?? 0n
      return [-1n, 1n].map((delta) => {
        word[0] = middle + delta
        return buffer[0] ?? 0
      })
    }
    fc.assert(
      fc.property(big, big, (n, d) => {
        // d·2^300·|value − n/d|, exactly: value·2^300 is an integer, for value >= 10^-40.
        const distance = (value: number): bigint => {
          const gap = BigInt(value * 2 ** 300) * d - n * 2n ** 300n
          return gap < 0n ? -gap : gap
        }
        const found = toDouble(rational(n, d))
        for (const other of neighbours(found)) expect(distance(found) <= distance(other)).toBe(true)
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  test('go to the ends of the range', () => {
    expect(toDouble(rational(-(10n ** 400n)))).toBe(Number.NEGATIVE_INFINITY)
    expect(toDouble(rational(1n, 10n ** 400n))).toBe(0)
    expect(toDouble(rational(3n, 10n ** 320n))).toBe(3e-320)
    expect(toDouble(rational(1n, 10n))).toBe(0.1)
  })
})

describe('doubles of quotients', () => {
  test.each([
    [rational(1, 3), 1 / 3],
    [rational(10n ** 400n, 10n ** 399n), 10],
    [rational(-(10n ** 400n), 3n * 10n ** 400n), -1 / 3],
    [rational(1n, 10n ** 320n), 1e-320],
    [rational(10n ** 309n), Number.POSITIVE_INFINITY],
    [rational(0), 0],
  ])('%o', (value, expected) => expect(agree(toDouble(value), expected, 1e-15)).toBe(true))
})
