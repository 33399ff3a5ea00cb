import { describe, expect, test } from 'vitest'
import { pageWidth, wrap } from '../../src/cli/wrap.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import { markOf, showVerdict } from '../../src/toolkit/show-verdict.ts'

const proved = (trust: 'kernel' | 'solver'): Verdict => ({
  status: 'proved',
  trust,
  method: 'identity',
  certificate: {},
})
const refuted = (fields: object): Verdict =>
  ({ status: 'refuted', trust: 'kernel', witness: {}, certificate: {}, ...fields }) as unknown as Verdict

describe('a verdict in words', () => {
  test('a solver’s word is not called a proof', () => {
    expect(showVerdict(proved('kernel'))).toBe('proved (kernel; identity)')
    expect(showVerdict(proved('solver'))).toBe('reported by a solver, not re-checked (identity)')
    expect(showVerdict(proved('solver'))).not.toMatch(/proved/)
    expect([markOf(proved('kernel')), markOf(proved('solver'))]).toEqual(['+', '~'])
  })

  test.each([
    ['in the order of the variables', { witness: { y: '2', x: '1/2', a: '3' } }, '(x, y) = (1/2, 2), a = 3'],
    ['with its value', { witness: { x: '1' }, value: '-5' }, 'refuted at x = 1 (value -5)'],
    ['with an enclosure', { witness: { x: '1' }, value: { interval: ['1/3', '1/2'] } }, '(value in [1/3, 1/2])'],
    [
      'with a root',
      { witness: { x: { root: { poly: 't^3 - 1/2', interval: ['3/4', '4/5'] } } } },
      'the root of t^3 - 1/2',
    ],
    ['along a curve', { curve: { y: 't', x: '1/t' } }, 'along (x, y) = (1/t, t), t -> infinity'],
  ])('a refutation %s', (_, fields, words) => {
    expect(showVerdict(refuted(fields), ['x', 'y'])).toContain(words)
  })

  test('what is unknown has its reason', () => {
    expect(showVerdict({ status: 'unknown', reason: 'timeout', tried: [] })).toBe('unknown: timeout')
  })
})

describe('wrapping', () => {
  test('keeps to the width, hangs the rest under the text, and loses no word', () => {
    const text = 'the quick brown fox jumps over the lazy dog and runs away'
    const lines = wrap(text, '+ id  ', 6, 24)
    expect(lines[0]).toBe('+ id  the quick brown')
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(24)
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {6}\S/)
    expect(lines.map((line) => line.slice(6)).join(' ')).toBe(text)
  })

  test('leaves a long word whole', () => {
    const word = 'x'.repeat(50)
    expect(wrap(`a ${word} b`, '', 0, 20)).toEqual(['a', word, 'b'])
  })

  test('a page is as wide as the terminal, within reason', () => {
    expect([pageWidth(20), pageWidth(80), pageWidth(300), pageWidth(0)]).toEqual([60, 80, 100, 100])
  })
})
