import { echelonForm } from '../algebra/dense-echelon.ts'
import { matrixModulo, type SparseVector } from '../algebra/integer-matrix.ts'
import { shortBasis } from '../algebra/lattice-reduction.ts'
import { type ModularKernel, modularKernel } from '../algebra/modular-kernel.ts'
import * as Fast from '../algebra/polynomial.ts'
import { specialize } from '../algebra/polynomial-calculus.ts'
import { residue, widePrime } from '../algebra/prime-field.ts'
import { liftKernel } from '../algebra/rational-kernel.ts'
import { type Rational, rational } from '../kernel/rational.ts'
import { atMostMilliseconds, type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { isCombination } from './algebraic-dependence.ts'
import { determiningMatrix } from './determining-matrix.ts'
import { type FieldFamily, familyNames } from './field-family.ts'
import { type LawProducts, newLawProducts } from './law-products.ts'
import { countOfDegree, type Monomial, monomialKeys, monomialOf, monomialsOfDegree } from './monomial-keys.ts'
import { conservedWithParameters } from './parametric-laws.ts'

/** The polynomials conserved by all fields of a family, up to a degree. */
export interface PolynomialLaws {
  /**
   * Laws that generate the others as an algebra: each is a polynomial in these. Without parameters none was found to be a
   * polynomial in those before it; with homogeneous fields none is.
   */
  readonly generators: readonly Fast.Polynomial[]
  /** Degree d to the dimension of all conserved polynomials of degree ≤ d without constants; every d ≤ `searched`. */
  readonly dimension: ReadonlyMap<number, number>
  /** The degree up to which the search was finished. */
  readonly searched: number
  /** Why it was not finished up to the degree asked for. */
  readonly stopped?: string
  /** A basis of the conserved polynomials of degree ≤ d, d ≤ `searched`: the generators and products of them. */
  readonly basis: (d: number) => readonly Fast.Polynomial[]
}

export interface PolynomialLawOptions {
  /** Conserved polynomials to list rather than others, where they do as well. */
  readonly preferred?: readonly Fast.Polynomial[]
  /** Told about each degree that is finished. */
  readonly progress?: (degree: number, dimension: number) => void
}

/** The degree in the variables. */
export const degreeInVariables = (
  p: Fast.Polynomial,
  { variables }: { readonly variables: readonly string[] },
): number => {
  const width = p.names.length
  let best = -1
  for (let i = 0; i < Fast.termCount(p); i++) {
    let sum = 0
    for (let k = 0; k < variables.length; k++) sum += p.exponents[i * width + k] as number
    best = Math.max(best, sum)
  }
  return best
}

/** p with a positive coefficient at its graded lexicographically leading monomial. */
export const normalSign = (p: Fast.Polynomial): Fast.Polynomial => {
  const total = (e: readonly number[]): number => e.reduce((a, b) => a + b, 0)
  const [lead] = Fast.terms(p).sort((a, b) => total(b.exponents) - total(a.exponents))
  return lead !== undefined && lead.coefficient.n < 0n ? Fast.negate(p) : p
}

/** How long a polynomial is to write. */
const weight = (p: Fast.Polynomial): number => {
  let digits = 0
  for (const c of p.numerators) digits += String(c).length
  return digits + 3 * Fast.termCount(p)
}

/** True where every field is homogeneous: its conserved polynomials are then sums of homogeneous ones. */
const isGraded = ({ variables, functions, fields }: FieldFamily): boolean =>
  functions.length === 0 &&
  fields.every((components) => {
    const degrees = new Set(
      components.flatMap((p) =>
        Fast.terms(p).map(({ exponents }) => exponents.slice(0, variables.length).reduce((a, b) => a + b, 0)),
      ),
    )
    return degrees.size <= 1
  })

/** Numbers for the parameters at which ranks are taken: laws for all values are laws there, and independent ones stay so. */
const testValues = ({ parameters }: FieldFamily): ReadonlyMap<string, Rational> =>
  new Map(parameters.map((name, i) => [name, rational(7919 * (i + 1) + 31 * i * i + 4)]))

const MAX_MONOMIALS = 2e6
const SHORTENING_MS = 3000

/** Of degree exactly d, or at most d; the last variables and highest degrees first. */
const monomialsAt = (n: number, d: number, isExact: boolean): Monomial[] => {
  const count = isExact ? countOfDegree(n, d) : countOfDegree(n + 1, d)
  if (count > MAX_MONOMIALS) throw new BudgetSpent(`${count} monomials are too many`)
  const degrees = isExact ? [d] : Array.from({ length: d }, (_, k) => d - k)
  return degrees.flatMap((k) => monomialsOfDegree(n, k).reverse())
}

/** Laws at one degree. */
interface Level {
  /** Independent ones: products of known laws, then new ones. */
  readonly basis: readonly Fast.Polynomial[]
  readonly fresh: readonly Fast.Polynomial[]
}

/** The residues of a law's coefficients at some monomials. */
const coordinates = (
  law: Fast.Polynomial,
  position: ReadonlyMap<number | string, number>,
  keyOf: (monomial: Monomial) => number | string,
  n: number,
  prime: number,
): (readonly [number, number])[] =>
  Array.from({ length: Fast.termCount(law) }, (_, i) => {
    const at = position.get(keyOf(monomialOf(law.exponents, i * law.names.length, n)))
    return at === undefined ? [] : [[at, residue(law.numerators[i] as number | bigint, prime)] as const]
  }).flat()

const atDegree = (
  family: FieldFamily,
  d: number,
  graded: boolean,
  known: LawProducts,
  preferred: readonly Fast.Polynomial[],
  budget: Budget,
): Level => {
  const n = family.variables.length
  const names = familyNames(family)
  const values = testValues(family)
  const numeric: FieldFamily =
    family.parameters.length === 0
      ? family
      : { ...family, fields: family.fields.map((components) => components.map((p) => specialize(p, values))) }
  const monomials = monomialsAt(n, d, graded)
  const matrix = determiningMatrix(numeric, monomials, budget)
  const keyOf = monomialKeys(n, d)
  const lawOf = (columns: readonly number[], coefficients: readonly bigint[]): Fast.Polynomial => {
    const terms = columns.map((c, i) => {
      const exponents = new Array<number>(names.length).fill(0)
      for (const k of monomials[c] as Monomial) exponents[k] = (exponents[k] as number) + 1
      return { exponents, coefficient: rational(coefficients[i] as bigint) }
    })
    return normalSign(Fast.fromTerms(names, terms))
  }
  for (let attempt = 0; attempt < 4; attempt++) {
    const prime = widePrime(attempt)
    const kernel = modularKernel(matrixModulo(matrix, prime), prime, budget)
    if (kernel.leads.length === 0) return { basis: [], fresh: [] }
    // A law is told by its coefficients at the leads. Long vectors come first, so that they are those left out.
    const order = kernel.leads.map((_, i) => i).sort((i, j) => vectorLength(kernel, j) - vectorLength(kernel, i))
    const position = new Map(order.map((i, at) => [keyOf(monomials[kernel.leads[i] as number] as Monomial), at]))
    const independent = (laws: readonly Fast.Polynomial[]): { kept: Fast.Polynomial[]; missing: number[] } => {
      const rows = laws.map((law) => coordinates(specialize(law, values), position, keyOf, n, prime))
      const fill = (words: Uint32Array, stride: number): void =>
        rows.forEach((row, i) => {
          for (const [at, value] of row) words[i * stride + at] = value
        })
      const { sources, free } = echelonForm(laws.length, order.length, fill, prime, budget)
      return {
        kept: sources.map((i) => laws[i] as Fast.Polynomial),
        missing: free.map((at) => order[at] as number).sort((i, j) => j - i),
      }
    }
    const old = known.ofDegree(d, graded)
    const { kept, missing } = independent([...old, ...preferred])
    const isOld = new Set(old)
    const fresh = kept.filter((law) => !isOld.has(law))
    if (missing.length === 0) return { basis: kept, fresh }
    if (family.parameters.length > 0) {
      const support = new Set(kernel.vectors.flatMap(({ columns }) => [...columns]))
      const conserved = (columns: readonly Monomial[]): Fast.Polynomial[] =>
        conservedWithParameters(family, [...columns].reverse(), budget).map(normalSign)
      const likely = conserved(monomials.filter((_, c) => support.has(c)))
      // Fewer than at the test values: those are special, and may make coefficients vanish.
      const laws = likely.length < kernel.leads.length ? conserved(monomials) : likely
      const all = independent([...kept, ...laws.sort((a, b) => weight(a) - weight(b))]).kept
      return { basis: all, fresh: all.filter((law) => !isOld.has(law)) }
    }
    const lifted = liftKernel(matrix, kernel, missing, budget)
    if (lifted === undefined) continue
    const leads = missing.map((i) => kernel.leads[i] as number)
    const more = shortInTime(lifted, leads, budget).map(({ columns, values: entries }) => lawOf(columns, entries))
    more.sort((a, b) => weight(a) - weight(b))
    return { basis: [...kept, ...more], fresh: [...fresh, ...more] }
  }
  throw new BudgetSpent('the coefficients of some laws are too large')
}

/** Short vectors, or those given where that takes long. */
const shortInTime = (
  vectors: readonly SparseVector<bigint>[],
  leads: readonly number[],
  budget: Budget,
): readonly SparseVector<bigint>[] => {
  try {
    return shortBasis(vectors, leads, atMostMilliseconds(budget, SHORTENING_MS))
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    return vectors
  }
}

/** How far above a law's degree products of others are looked at that add up to it. */
const HIGHER = 4

/** True where products of the others, of a degree up to somewhat higher, combine to the law: their highest parts cancel. */
const isPolynomialIn = (
  law: Fast.Polynomial,
  others: readonly Fast.Polynomial[],
  d: number,
  family: FieldFamily,
  budget: Budget,
): boolean => {
  if (family.parameters.length > 0) return false
  const products = newLawProducts((p) => degreeInVariables(p, family), d + HIGHER, budget)
  try {
    products.add(others)
    return isCombination(law, products.ofDegree(d + HIGHER, false), budget)
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    return false
  }
}

const vectorLength = (kernel: ModularKernel, i: number): number => kernel.vectors[i]?.columns.length ?? 0

/**
 * Finds all polynomials of degree ≤ `degree` conserved by every field of the family: the kernel of c ↦ (X_j c)_j on
 * polynomials without constants (Marcotte, Gribonval and Peyré, arXiv 2307.00144), degree by degree where the fields are
 * homogeneous. With parameters the kernel is that over Q(parameters): laws for all values.
 *
 * The dimensions are exact: each law was verified over Z, and a rank modulo a prime shows that there are no more. Stops
 * at the last finished degree where the budget is spent or a linear system gets too large.
 *
 * @example polynomialLaws(familyOf(field), 4, budget).dimension // of (x*y-1)^2: 0, 1, 1, 2 at degrees 1, 2, 3, 4
 */
export const polynomialLaws = (
  family: FieldFamily,
  degree: number,
  budget: Budget,
  { preferred = [], progress }: PolynomialLawOptions = {},
): PolynomialLaws => {
  const graded = isGraded(family)
  const dimension = new Map<number, number>()
  const bases: (readonly Fast.Polynomial[])[] = [[]]
  const known = newLawProducts((p) => degreeInVariables(p, family), degree, budget)
  const generators: Fast.Polynomial[] = []
  let stopped: string | undefined
  try {
    for (let d = 1; d <= degree; d++) {
      charge(budget)
      const nicer = preferred.filter((p) => {
        const own = degreeInVariables(p, family)
        return graded ? own === d : own <= d
      })
      const { basis, fresh } = atDegree(family, d, graded, known, nicer, budget)
      known.add(fresh)
      for (const law of fresh) if (graded || !isPolynomialIn(law, generators, d, family, budget)) generators.push(law)
      bases.push(graded ? [...(bases[d - 1] as readonly Fast.Polynomial[]), ...basis] : basis)
      dimension.set(d, (bases[d] as readonly Fast.Polynomial[]).length)
      progress?.(d, dimension.get(d) as number)
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    stopped = error.message
  }
  return {
    generators,
    dimension,
    searched: dimension.size,
    ...(stopped === undefined ? {} : { stopped }),
    basis: (d) => bases[d] ?? [],
  }
}
