import { expect, test } from 'vitest'
import { answer, contextOf, type Entry, IDENTITY, proved, relation } from './entries.ts'

// Short certificates that ask for very long arithmetic. Each must be answered within seconds.

const context = contextOf(['x', 'y'], { parameters: ['p'] })
const bySign = (form: string): Entry => relation(`${form} > 0`, { kind: 'sign', form }, [], context)
const nested = (levels: number, wrap: (inner: string) => string, start = 'x'): string => {
  let text = start
  for (let level = 0; level < levels; level++) text = wrap(text)
  return text
}
const digits = (digit: string): string => digit.repeat(19_000)
const theta = (polynomial: string): Entry => ({
  claim: {
    claim: 'relation',
    context: contextOf([], { constants: { a: { polynomial, interval: ['0', '1000'] } } }),
    assume: [],
    goal: 'a > 0',
  },
  certificate: proved({ goal: { kind: 'sign', form: 'a' } }),
})
const dense = (degree: number): string =>
  Array.from({ length: degree }, (_, i) => `(${((i * i * 7919) % 1009) - 500})*t^${i}`).join(' + ')

test.for<readonly [string, Entry]>([
  ['absolute values in each other', bySign(nested(60, (u) => `abs(${u} + 1)`))],
  ['maxima in each other', bySign(nested(12, (u) => `max(${u}, y + ${u})`))],
  ['exponents in each other', bySign(nested(90, (u) => `1/1^(1/2*${u})`, '1'))],
  ['the logarithm of a huge number', bySign('log(10^19999)*log(1/7)')],
  ['the logarithm of a huge fraction', bySign(`-log(${digits('7')}/${digits('3')}1)`)],
  ['the sine of a huge fraction', bySign(`sin(999 + 1/${digits('3')}1) - 1`)],
  ['a root of a high order', bySign('root(4, 998) - root(2, 499)')],
  ['a root of a huge number', bySign('root(10^19999 + 1, 2) - root(10^19999 + 1, 2)')],
  ['a huge product', bySign(Array(500).fill('9^9999').join('*'))],
  ['a sum of huge fractions', bySign(Array.from({ length: 300 }, (_, i) => `1/(9^9999 + ${i})`).join(' + '))],
  ['a high power of a logarithm', bySign('log(1/2)^5001')],
  ['a high power of a sum', bySign('(x + y + 1)^300')],
  ['a constant of degree 200', theta(`${dense(200)} + t^200`)],
  [
    'the determinant of nine residuals',
    {
      claim: {
        claim: 'full-rank',
        context: contextOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']),
        residuals: Array.from({ length: 9 }, (_, i) => `(a + b + ${i}*c)^2 + d*e + f*g*h + i^${i + 1}`),
      },
      certificate: proved({ rank: IDENTITY }),
    },
  ],
  [
    'a sum of thousands under thousands of hypotheses',
    relation(
      `${Array.from({ length: 8_000 }, (_, i) => `${i + 1}*x^2`).join(' + ')} >= 0`,
      { kind: 'sign', form: Array.from({ length: 8_000 }, (_, i) => `${i + 1}*x^2`).join(' + ') },
      Array.from({ length: 8_000 }, (_, i) => `x + ${i} > 0`),
      context,
    ),
  ],
  [
    'thousands of intervals for two roots',
    relation(
      'x >= 0',
      {
        kind: 'roots',
        of: 'x',
        polynomial: 't^2 - 2',
        multiples: [{ of: 'x^2 - 2', by: '1' }],
        roots: Array.from({ length: 30_000 }, (_, i) => ({ interval: [`${2 * i}`, `${2 * i + 1}`], proof: IDENTITY })),
      },
      ['x^2 = 2'],
      context,
    ),
  ],
  [
    'a large dense matrix',
    relation('1 > 0', {
      kind: 'positivstellensatz',
      terms: [
        {
          weight: '1',
          gram: {
            basis: Array.from({ length: 400 }, () => '1'),
            // Bᵀ·B for the matrix B of ones on and above the diagonal.
            matrix: Array.from({ length: 400 }, (_, i) =>
              Array.from({ length: 400 }, (_, j) => `${Math.min(i, j) + 1}`),
            ),
          },
          times: [],
        },
      ],
      multiples: [],
    }),
  ],
  ['a deeply nested proof', relation('x > 0', JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)))],
])('%s', { timeout: 25_000 }, ([, entry]) => {
  expect(['term', 'sign', 'roots', 'format', 'context']).toContain(answer(entry))
})
