import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rational } from '../../src/kernel/rational.ts'
import { call, number, product, raised, sum, symbol, type Term } from '../../src/kernel/term.ts'
import { compileVector } from '../../src/numerics/compile.ts'
import { LARGEST_ANGLE } from '../../src/numerics/elementary/circular.ts'
import { watchingAngles } from '../../src/numerics/iteration.ts'
import { buildProgram } from '../../src/numerics/lower-terms.ts'
import { type SimdKernel, simdKernel } from '../../src/numerics/simd-kernel.ts'
import { FUNCTIONS, programTerms } from './program-terms.ts'

const [x, y] = [symbol('x'), symbol('y')]
const terms = programTerms((term, fraction) => fc.oneof(term, fraction, fc.integer({ min: -70, max: 70 })), 7)

/** Where roundings, domains and encodings change. */
const SPECIAL = [
  ...[0, 1, 2, 3, 0.5, 22, 65, 709.78, 710, 745.13, 746, 1e18, 1e300, 2 ** -1022, 2 ** -1074, 1e-310, 2 ** -28],
  ...[Math.SQRT2, Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NaN],
].flatMap((value) => [value, -value])
const values = fc.oneof(fc.constantFrom(...SPECIAL), fc.double({ min: -3, max: 3 }), fc.double())

const compiled = (next: readonly Term[]): SimdKernel => {
  const iteration = { program: buildProgram(next, ['x', 'y']), states: 2 }
  // The third state is there where there are sines.
  const kernel = simdKernel(watchingAngles(iteration) ?? iteration, 64)
  if (kernel === undefined) throw new Error('no SIMD here')
  return kernel
}

test('a random map has the same bits in WebAssembly and in JavaScript, at ordinary and at special values', () => {
  fc.assert(
    fc.property(terms, terms, fc.array(fc.tuple(values, values), { minLength: 1, maxLength: 64 }), (a, b, points) => {
      const kernel = compiled([a, b])
      const [first, second] = [kernel.state(0), kernel.state(1)]
      for (const [i, [u, v]] of points.entries()) {
        first[i] = u
        second[i] = v
      }
      kernel.state(2).fill(0)
      kernel.run(points.length, Float64Array.of(1), [])
      const hasLargeAngle = kernel.state(2).map((angle) => Number(angle >= LARGEST_ANGLE))
      const plain = compileVector([a, b], ['x', 'y'])
      const out = [0, 0]
      for (const [i, point] of points.entries()) {
        if (hasLargeAngle[i] === 1) continue
        plain(point, out)
        expect([first[i], second[i]]).toEqual(out)
      }
    }),
    { seed: 3, numRuns: 250 },
  )
})

test('every pair of special values', () => {
  const functions = [
    ['power', raised(x, y)],
    ['root', call('root', x, number(5))],
    ...[-7, -5, -3, -1, 3, 5, 7, 9].map((n) => ['half', raised(x, number(rational(n, 2)))] as const),
    ...[-29, -17, -7, 7, 17, 29, 31].map((n) => ['tenths', raised(x, number(rational(n, 10)))] as const),
    // Expanded, the exponent is a constant.
    ['folded', raised(x, product(number(rational(3, 2)), call('cos', number(0))))],
    ...FUNCTIONS.map((name) => [name, call(name, x)] as const),
  ] as const
  for (const [name, f] of functions) {
    const plain = compileVector([f, y], ['x', 'y'])
    const out = [0, 0]
    const kernel = compiled([f, y])
    for (const v of SPECIAL) {
      kernel.state(0).set(SPECIAL)
      kernel.state(1).fill(v)
      kernel.run(SPECIAL.length, Float64Array.of(1), [])
      for (const [i, u] of SPECIAL.entries()) {
        if (['sin', 'cos'].includes(name) && Math.abs(u) >= LARGEST_ANGLE) continue
        plain([u, v], out)
        expect([u, v, kernel.state(0)[i]]).toEqual([u, v, out[0]])
      }
    }
  }
})

test('sizes of steps and numbers reach the map, in their order', () => {
  const names = ['x', 'y', 'size', 'first', 'second']
  const next = [sum(product(x, number(2)), symbol('size')), sum(y, product(symbol('first'), symbol('second')))]
  const kernel = simdKernel({ program: buildProgram(next, names), states: 2 }, 64)
  kernel?.state(0).fill(1)
  kernel?.state(1).fill(1)
  kernel?.run(3, Float64Array.of(10, 100), [5, 7])
  expect([...(kernel?.state(0).subarray(0, 3) ?? [])]).toEqual([124, 124, 124])
  expect([...(kernel?.state(1).subarray(0, 3) ?? [])]).toEqual([71, 71, 71])
})

test('programs that differ in constants alone share their code, not their constants', () => {
  const of = (c: number) => compiled([sum(x, number(c)), product(y, number(c + 1))])
  const [two, three] = [of(2), of(3)]
  for (const [kernel, end] of [
    [two, [2, 3]],
    [three, [3, 4]],
    [two, [2, 3]],
  ] as const) {
    kernel.state(0).fill(0)
    kernel.state(1).fill(1)
    kernel.run(1, Float64Array.of(1), [])
    expect([kernel.state(0)[0], kernel.state(1)[0]]).toEqual(end)
  }
})
