import { describe, expect, test } from 'vitest'
import { parseRelationText } from '../../src/expression/parse-relation.ts'
import { printRelation } from '../../src/kernel/term.ts'

describe('parseRelationText', () => {
  test.each([
    ['a > b, b > 0', ['a > b', 'b > 0']],
    ['x*y == 1', ['x*y = 1']],
    ['x*y = 1', ['x*y = 1']],
    ['x != 0', ['x != 0']],
    ['x^2 + y^2 >= 2', ['x^2 + y^2 >= 2']],
    ['x < y', ['y > x']],
    ['x <= y', ['y >= x']],
    ['a > b > 0', ['a > b', 'b > 0']],
    ['0 <= x < 1', ['x >= 0', '1 > x']],
    ['max(x, y) > 0, z = 1', ['max(x, y) > 0', 'z = 1']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(parseRelationText(text).relations.map(printRelation)).toEqual(expected)
  })

  test('integers', () => {
    const { relations, integers, variables } = parseRelationText('integer(n), n >= 2, x > n', { parameters: ['n'] })
    expect(relations.map(printRelation)).toEqual(['n >= 2', 'x > n'])
    expect(integers).toEqual(['n'])
    expect(variables).toEqual(['x'])
  })

  test.each([
    ['forall x, x^2 >= 0', /leave it out/],
    ['x >= 0 => x^3 >= 0', /write >= for "at least"/],
  ])('what is written in logic: %s', (text, advice) => {
    expect(() => parseRelationText(text)).toThrow(advice)
  })

  test.each([
    ['x', 1, /not a relation/],
    ['x > 0, y', 8, /not a relation/],
    ['x >', 3, /side of this relation is missing/],
    ['> 0', 1, /side of this relation is missing/],
    ['x > 0,', 7, /relation is missing/],
    ['x > 0,, y > 0', 7, /relation is missing/],
    ['a != b != 0', 3, /cannot stand in a chain/],
    ['x* > 1', 3, /ends too early/],
    ['x > 2y', 6, /missing between "2" and "y"/],
    ['integer(n)', 9, /not a declared parameter/],
    ['(x > 0)', 1, /not a relation/],
    ['(x > 0) > 0', 4, /comparison/],
    ['x => 1', 4, /missing/],
    ['x ≥ 1', 3, /unexpected character/],
    ['x && y', 3, /unknown operator/],
    ['ln(x) = 2', 1, /unknown function "ln"/],
  ])('%s is refused', (text, column, what) => {
    expect(() => parseRelationText(text)).toThrow(what)
    try {
      parseRelationText(text)
    } catch (error) {
      expect(error).toMatchObject({ name: 'InputError', position: { line: 1, column } })
    }
  })
})
