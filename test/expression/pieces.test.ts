import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/expression/evaluate.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import { pieces } from '../../src/expression/pieces.ts'
import { printPlain, printPlainRelation } from '../../src/expression/print-plain.ts'
import { printTerm, type Relation } from '../../src/kernel/term.ts'
import { agree, arbitraryPoint, arbitraryTerm, inDoubles } from './arbitrary-term.ts'

const printed = (text: string): readonly string[] =>
  pieces(parseExpression(text).term).map(
    ({ when, value }) => `${when.map(printPlainRelation).join(', ')}: ${printPlain(value)}`,
  )

describe('pieces', () => {
  test.each([
    ['x^2', [': x^2']],
    ['abs(x*y - 1)', ['x*y - 1 > 0: x*y - 1', '1 - x*y > 0: 1 - x*y']],
    ['relu(x)', ['x > 0: x', '-x > 0: 0']],
    ['max(x, y)', ['x - y > 0: x', 'y - x > 0: y']],
    ['min(x, y)', ['x - y > 0: y', 'y - x > 0: x']],
    ['abs(x) + abs(-x)', ['x > 0: 2*x', '-x > 0: -2*x']],
    ['abs(x - y) + max(y, x)', ['x - y > 0: 2*x - y', 'y - x > 0: 2*y - x']],
    ['abs(-3)', [': 3']],
    ['abs(abs(x))', ['x > 0: x', '-x > 0: -x']],
  ])('%s', (text, expected) => expect(printed(text)).toEqual(expected))

  test('nested kinks are resolved from the inside', () => {
    expect(printed('abs(abs(x) - 1)')).toEqual([
      'x > 0, x - 1 > 0: x - 1',
      'x > 0, 1 - x > 0: 1 - x',
      '-x > 0, -x - 1 > 0: -x - 1',
      '-x > 0, x + 1 > 0: x + 1',
    ])
  })

  test('more pieces than the limit are refused', () => {
    const text = Array.from({ length: 12 }, (_, i) => `abs(x${i})`).join(' + ')
    const start = performance.now()
    expect(() => pieces(parseExpression(text).term)).toThrow('more than 64 smooth pieces')
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(pieces(parseExpression('abs(x) + abs(y)').term, 4)).toHaveLength(4)
    expect(() => pieces(parseExpression('abs(x) + abs(y)').term, 3)).toThrow('more than 3 smooth pieces')
  })

  test('every point off the boundaries is in exactly one cell, and the values agree there', () => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryTerm(), arbitraryPoint, (term, point) => {
        const at = inDoubles(point)
        const value = evaluate(term, at)
        if (!Number.isFinite(value) || Math.abs(value) > 1e6) return
        const gap = ({ left }: Relation): number => evaluate(left, at)
        const cells = pieces(term, 256)
        const isClear = cells.every(({ when }) => when.every((relation) => Math.abs(gap(relation)) > 1e-9))
        if (!isClear) return
        const inside = cells.filter(({ when }) => when.every((relation) => gap(relation) > 0))
        expect(inside, printTerm(term)).toHaveLength(1)
        compared += cells.length > 1 ? 1 : 0
        const [cell] = inside
        const again = cell === undefined ? Number.NaN : evaluate(cell.value, at)
        expect(agree(value, again, 1e-6), `${printTerm(term)}: ${value} against ${again}`).toBe(true)
      }),
      { seed: 20, numRuns: 1500 },
    )
    expect(compared).toBeGreaterThan(100)
  })
})
