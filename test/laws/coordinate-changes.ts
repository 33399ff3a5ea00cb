import { readFileSync } from 'node:fs'
import { type FieldFamily, familyOf } from '../../src/laws/field-family.ts'
import { polynomialLaws } from '../../src/laws/polynomial-laws.ts'
import { changedBy, randomInvertible, randomRotation } from './families.ts'
import { budget, fieldOf } from './objectives.ts'

interface Case {
  readonly name: string
  readonly objective: string
  readonly variables: readonly string[]
  readonly parameters?: readonly string[]
  readonly checks: readonly { readonly kind: string; readonly degree: number; readonly value: number }[]
}

/** The objectives whose dimensions by degree are known, without parameters. */
export const polynomialCases = (
  JSON.parse(readFileSync(new URL('../cases/objectives.json', import.meta.url), 'utf8')) as readonly Case[]
)
  .filter(({ checks, parameters }) => parameters === undefined && checks.some(({ kind }) => kind === 'dimension'))
  .map(({ name, objective, variables, checks }) => ({
    name,
    family: familyOf(fieldOf(objective, variables.join(' '))),
    dimensions: checks.filter(({ kind }) => kind === 'dimension').map(({ degree, value }) => [degree, value] as const),
  }))

/** The dimensions at the degrees 1, ..., d. */
export const dimensionsUpTo = (family: FieldFamily, d: number, seconds = 60): number[] => [
  ...polynomialLaws(family, d, budget(seconds)).dimension.values(),
]

/** The family after a random rotation, and after another invertible change. */
export const changedFamilies = (family: FieldFamily, seed: number, turns?: number): FieldFamily[] => {
  const { length: n } = family.variables
  return [changedBy(randomRotation(n, seed, turns), family), changedBy(randomInvertible(n, seed), family)]
}
