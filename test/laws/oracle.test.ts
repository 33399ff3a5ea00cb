import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nullspace } from '../../src/algebra/linear-algebra.ts'
import * as Fast from '../../src/algebra/polynomial.ts'
import { parsePolynomial } from '../../src/algebra/polynomial-text.ts'
import { rational } from '../../src/kernel/rational.ts'
import { polynomialLaws } from '../../src/laws/polynomial-laws.ts'
import { along } from './families.ts'
import { budget } from './objectives.ts'

/** SymPy's answers, recorded by test/oracles/laws.py. */
const { families } = JSON.parse(readFileSync(new URL('../oracles/laws.json', import.meta.url), 'utf8')) as {
  readonly families: readonly {
    readonly variables: readonly string[]
    readonly fields: readonly (readonly string[])[]
    readonly dimension: { readonly [degree: string]: number }
    readonly basis: readonly string[]
  }[]
}

const rankOf = (laws: readonly Fast.Polynomial[]): number => {
  const all = laws.map(
    (law) => new Map(Fast.terms(law).map(({ exponents, coefficient }) => [exponents.join(), coefficient])),
  )
  const monomials = [...new Set(all.flatMap((law) => [...law.keys()]))]
  const rows = monomials.map((key) => all.map((law) => law.get(key) ?? rational(0)))
  return laws.length - nullspace(rows, laws.length).length
}

describe('SymPy agrees', () => {
  it('on enough families', () => {
    expect(families.length).toBeGreaterThanOrEqual(30)
  })

  it.each(families)('on the laws of $fields', ({ variables, fields, dimension, basis }) => {
    const read = (text: string): Fast.Polynomial => parsePolynomial(text, variables)
    const family = { variables, functions: [], parameters: [], fields: fields.map((field) => field.map(read)) }
    const degree = Math.max(...Object.keys(dimension).map(Number))
    const laws = polynomialLaws(family, degree, budget())
    expect(Object.fromEntries(laws.dimension)).toEqual(dimension)
    const theirs = basis.map(read)
    const ours = laws.basis(degree)
    for (const law of [...theirs, ...ours]) expect(along(family, law).every(Fast.isZero)).toBe(true)
    // As many, independent, and no more together: the same span.
    expect(ours).toHaveLength(theirs.length)
    expect(rankOf(ours)).toBe(ours.length)
    expect(rankOf([...ours, ...theirs])).toBe(ours.length)
  })
})
