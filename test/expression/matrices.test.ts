import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateExactly } from '../../src/expression/evaluate.ts'
import { InputError } from '../../src/expression/input-error.ts'
import { parseMap } from '../../src/expression/parse.ts'
import { declareNames, declareShapes, entryNames } from '../../src/expression/shapes.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { formatRational, type Rational } from '../../src/kernel/rational.ts'
import { printTerm, type Term } from '../../src/kernel/term.ts'
import { smallRational } from './arbitrary-term.ts'
import { matrixValue } from './matrix-evaluator.ts'
import { DECLARED, matrixText } from './matrix-text.ts'

const variables = declareNames(DECLARED)
const shapes = declareShapes(DECLARED)
const read = (text: string) => parseMap(text, { variables, undeclared: 'refuse' })

/** The map, or nothing where it is constant or too large to expand. */
const readMap = (text: string) => {
  try {
    return read(text)
  } catch (error) {
    if (error instanceof InputError && /does not depend|monomials/.test(error.what)) return undefined
    throw error
  }
}

/** Entries as a point of the kernel's names, and the same values as matrices. */
const pointOf = (values: readonly Rational[]) => {
  const point = new Map(variables.map((name, i) => [name, values[i] as Rational]))
  const matrices = new Map(
    shapes.map((shape) => {
      const entries = entryNames(shape).map((name) => point.get(name) as Rational)
      const rows = Array.from({ length: shape.rows }, (_, i) =>
        entries.slice(i * shape.columns, (i + 1) * shape.columns),
      )
      return [shape.name, rows] as const
    }),
  )
  return { point, matrices }
}

const valuesOf = (terms: readonly Term[], point: ReadonlyMap<string, Rational>): readonly string[] =>
  terms.map((term) => formatRational(evaluateExactly(term, point) as Rational))

const randomPoint = fc.array(smallRational, { minLength: variables.length, maxLength: variables.length }).map(pointOf)

describe('texts with matrices', () => {
  test('have the entries that matrix arithmetic gives, in the kernel’s grammar too', () => {
    let count = 0
    fc.assert(
      fc.property(matrixText(3), randomPoint, ({ text, rows, columns }, { point, matrices }) => {
        const parsed = readMap(text)
        if (parsed === undefined) return
        const expected = matrixValue(text, matrices).flat().map(formatRational)
        expect([parsed.rows, parsed.columns]).toEqual([rows, columns])
        expect(valuesOf(parsed.components, point)).toEqual(expected)
        const again = parsed.components.map((term) => parseTerm(printTerm(term)))
        expect(valuesOf(again, point)).toEqual(expected)
        count++
      }),
      { seed: 41, numRuns: 800 },
    )
    expect(count).toBeGreaterThan(600)
  })

  test('are displayed as texts of the same value', () => {
    fc.assert(
      fc.property(matrixText(3), randomPoint, ({ text }, { point }) => {
        const parsed = readMap(text)
        if (parsed === undefined) return
        const again = readMap(parsed.display.plain)
        if (again === undefined) return
        expect(valuesOf(again.components, point)).toEqual(valuesOf(parsed.components, point))
        expect(again.display.latex).toBe(parsed.display.latex)
      }),
      { seed: 42, numRuns: 300 },
    )
  })
})
