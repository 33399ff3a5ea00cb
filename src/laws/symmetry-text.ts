import * as Fast from '../algebra/polynomial.ts'
import { primitivePart } from '../algebra/polynomial-division.ts'
import { multiply } from '../algebra/polynomial-product.ts'
import { fromCoordinates } from '../dynamics/atom-coordinates.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { type Atom, atomOf } from '../kernel/polynomial.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent, isSpent } from '../search/budget.ts'
import type { FieldFamily } from './field-family.ts'
import { type LinearSymmetry, linearSymmetries } from './linear-symmetries.ts'
import { normalSign } from './polynomial-laws.ts'
import { algebraParts } from './symmetry-algebra.ts'

/** An affine symmetry: no potential changes along the field A x + b. */
export interface SymmetryText {
  /** The rows of A; none where there are more than 12 variables. */
  readonly generator: readonly (readonly string[])[]
  /** The components of A x + b that are not zero. */
  readonly field: { readonly [variable: string]: string }
  readonly type: 'symmetric' | 'antisymmetric' | 'general'
  /** Of the ideals that the Lie algebra is seen to be a sum of, the one that this generator lies in. */
  readonly part?: { readonly index: number; readonly name: string }
  /** The law x^⊤A x + 2 b^⊤x, for a symmetric A. */
  readonly law?: Term
  /** Why an antisymmetric A brings no law. */
  readonly remark?: string
}

const ANTISYMMETRIC_REMARK =
  'An antisymmetric generator gives no quadratic law by this construction; others may exist: (x^2 + y^2 - 1)^2 conserves y/x.'

const MOST_ROWS = 12

/** Σ value·x_row·x_column over the entries, and 2·value·x_row for those of b. */
const quadraticForm = ({ entries }: LinearSymmetry, { variables, parameters }: FieldFamily): Fast.Polynomial => {
  const names = [...variables, ...parameters]
  const terms = entries.flatMap(({ row, column, value }) =>
    Fast.terms(value).map(({ exponents, coefficient }) => ({
      exponents: [...variables.map((_, k) => Number(k === row) + Number(k === column)), ...exponents],
      coefficient: column < variables.length ? coefficient : { ...coefficient, n: 2n * coefficient.n },
    })),
  )
  return primitivePart(Fast.fromTerms(names, terms))
}

const textsOf = (symmetry: LinearSymmetry, family: FieldFamily, termOf: (p: Fast.Polynomial) => Term): SymmetryText => {
  const { variables } = family
  const n = variables.length
  const names = [...variables, ...family.parameters]
  const { entries, type } = symmetry
  const zero = Fast.constant(0, family.parameters)
  const print = (p: Fast.Polynomial): string => printTerm(termOf(Fast.rename(p, names)))
  const rows = new Map<number, Fast.Polynomial>()
  for (const { row, column, value } of entries) {
    const coordinate = column < n ? Fast.indeterminate(variables[column] as string, names) : Fast.constant(1, names)
    const part = multiply(Fast.rename(value, names), coordinate)
    const old = rows.get(row)
    rows.set(row, old === undefined ? part : Fast.add(old, part))
  }
  const matrix = Array.from({ length: n > MOST_ROWS ? 0 : n }, () => new Array<Fast.Polynomial>(n).fill(zero))
  for (const { row, column, value } of entries) {
    const line = matrix[row]
    if (line !== undefined && column < n) line[column] = Fast.add(line[column] as Fast.Polynomial, value)
  }
  return {
    generator: matrix.map((line) => line.map(print)),
    field: Object.fromEntries([...rows].sort(([a], [b]) => a - b).map(([i, p]) => [variables[i] as string, print(p)])),
    type,
    ...(type === 'antisymmetric' ? { remark: ANTISYMMETRIC_REMARK } : {}),
    ...(type === 'symmetric' ? { law: termOf(normalSign(quadraticForm(symmetry, family))) } : {}),
  }
}

/** The affine symmetries of a family, printed; says in `open` where they were not searched. */
export const symmetryTexts = (
  family: FieldFamily,
  integers: readonly string[],
  budget: Budget,
  open: string[],
): SymmetryText[] => {
  const atoms = new Map<string, Atom>([
    ...family.variables.map((name) => [name, atomOf({ kind: 'variable', name })] as const),
    ...family.parameters.map(
      (name) => [name, atomOf({ kind: 'parameter', name, integer: integers.includes(name) })] as const,
    ),
  ])
  const termOf = (p: Fast.Polynomial): Term => termOfPolynomial(fromCoordinates(p, atoms), family.variables)
  if (isSpent(budget)) {
    open.push('linear symmetries (time)')
    return []
  }
  try {
    const symmetries = linearSymmetries(family, budget)
    const parts = algebraParts(symmetries, family.variables.length, budget) ?? []
    return symmetries.map((symmetry, i) => {
      const index = parts.findIndex(({ generators }) => generators.includes(i))
      const name = parts[index]?.name
      return { ...textsOf(symmetry, family, termOf), ...(name === undefined ? {} : { part: { index, name } }) }
    })
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    open.push('linear symmetries (time)')
    return []
  }
}
