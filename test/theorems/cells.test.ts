import { expect, test } from 'vitest'
import { semistablePoints } from '../../src/theorems/cells.ts'
import type { Subject } from '../../src/theorems/hypothesis.ts'
import { CUBIC } from './subject.ts'

const on = (first: string, second: string, factors: readonly string[]): Subject => ({
  ...CUBIC,
  g: CUBIC.g.map((piece, i) => ({ ...piece, when: [i === 0 ? first : second] })),
  walls: [{ piece: 2, condition: 1, factors }],
})

const at = (...texts: readonly string[]) => ({ texts, constants: {} })

test('a semistable point lies in the closure of the cells that it attracts from and not', () => {
  const cubic = on('x*y > 0', '0 > x*y', ['-x', 'y'])
  expect(semistablePoints(cubic, [[], [at('1', '0')]])).toMatchObject([{ point: ['1', '0'], attracts: ['0 > x*y'] }])
  // Where x²y > 0, y is positive: no run of this cell starts near (0, −1), although x²y ≥ 0 there.
  const squared = on('x^2*y > 0', '0 > x^2*y', ['-x', 'x', 'y'])
  expect(semistablePoints(squared, [[], [at('0', '-1')]])).toEqual([])
  expect(semistablePoints(squared, [[at('0', '-1')], []])).toEqual([])
})
