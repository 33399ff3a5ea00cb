import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encloseAlgebraic } from '../../src/algebra/algebraic-number.ts'
import { groebnerBasis } from '../../src/algebra/groebner.ts'
import { determinant, nullspace, rank } from '../../src/algebra/linear-algebra.ts'
import { GREVLEX, LEX } from '../../src/algebra/monomial-order.ts'
import { factor } from '../../src/algebra/multivariate-factorization.ts'
import { equal, type Polynomial } from '../../src/algebra/polynomial.ts'
import { primitivePart } from '../../src/algebra/polynomial-division.ts'
import { gcd } from '../../src/algebra/polynomial-gcd.ts'
import { multiply } from '../../src/algebra/polynomial-product.ts'
import { parsePolynomial, printPolynomial } from '../../src/algebra/polynomial-text.ts'
import { realRoots, refineRoot } from '../../src/algebra/real-roots.ts'
import { squareFree } from '../../src/algebra/square-free.ts'
import { factorUnivariate } from '../../src/algebra/univariate-factorization.ts'
import { zeroSet } from '../../src/algebra/zero-dimensional.ts'
import { formatRational, parseRational, rational } from '../../src/kernel/rational.ts'
import { within } from './arbitrary.ts'

type Factors = readonly (readonly [string, number])[]

/** SymPy's answers, recorded by test/oracles/algebra.py. */
const recorded = JSON.parse(readFileSync(new URL('../oracles/algebra.json', import.meta.url), 'utf8')) as {
  readonly products: readonly { readonly p: string; readonly q: string; readonly product: string }[]
  readonly gcds: readonly { readonly p: string; readonly q: string; readonly gcd: string }[]
  readonly squareFree: readonly { readonly p: string; readonly factors: Factors }[]
  readonly univariate: readonly { readonly p: string; readonly factors: Factors; readonly roots: readonly string[] }[]
  readonly multivariate: readonly { readonly p: string; readonly factors: Factors }[]
  readonly bases: readonly {
    readonly generators: readonly string[]
    readonly names: readonly string[]
    readonly order: 'grevlex' | 'lex'
    readonly basis: readonly string[]
  }[]
  readonly systems: readonly { readonly generators: readonly string[]; readonly real: readonly string[] }[]
  readonly matrices: readonly {
    readonly rows: readonly (readonly string[])[]
    readonly rank: number
    readonly determinant: string | null
  }[]
}

const names = ['x', 'y', 'z']
const read = (text: string): Polynomial => parsePolynomial(text, names)
/** Up to a constant factor, as a text. */
const normal = (p: Polynomial | string): string =>
  printPolynomial(primitivePart(typeof p === 'string' ? read(p) : parsePolynomial(printPolynomial(p), names)))

/** Factors of equal multiplicity may be listed apart or together: compare their products. */
const byMultiplicity = (factors: Iterable<readonly [string, number]>): Map<number, string> => {
  const products = new Map<number, string>()
  for (const [f, m] of factors) products.set(m, normal(multiply(read(f), read(products.get(m) ?? '1'))))
  return new Map([...products].sort(([a], [b]) => a - b))
}

describe('SymPy agrees', () => {
  it('on products', () => {
    for (const { p, q, product } of recorded.products)
      expect(equal(multiply(read(p), read(q)), read(product)), `${p} times ${q}`).toBe(true)
  })
  it('on greatest common divisors', () => {
    for (const { p, q, gcd: expected } of recorded.gcds)
      expect(normal(gcd(read(p), read(q), within(5000)))).toBe(normal(expected))
  })
  it('on square-free decompositions', () => {
    for (const { p, factors } of recorded.squareFree) {
      const found = squareFree(read(p), within(5000)).factors
      expect(byMultiplicity(found.map((f) => [printPolynomial(f.base), f.multiplicity]))).toEqual(
        byMultiplicity(factors),
      )
    }
  })
  it('on factors and real roots of univariate polynomials', () => {
    for (const { p, factors, roots } of recorded.univariate) {
      const found = factorUnivariate(read(p), within(5000)).factors
      expect(found.map((f) => `${normal(f.base)} ^ ${f.multiplicity}`).sort()).toEqual(
        factors.map(([f, m]) => `${normal(f)} ^ ${m}`).sort(),
      )
      const { squareFree: s, roots: isolated } = realRoots(read(p), within(5000))
      const values = isolated.map((r) => refineRoot(s, r, rational(1n, 10n ** 14n)).lower)
      expect(values.map((v) => (Number(v.n) / Number(v.d)).toFixed(9))).toEqual(
        roots.map((r) => (Number(r) + 0).toFixed(9)),
      )
    }
  })
  it('on factors of polynomials in several indeterminates', () => {
    for (const { p, factors } of recorded.multivariate) {
      const found = factor(read(p), within(10_000))
      expect(found.complete).toBe(true)
      expect(found.factors.map((f) => `${normal(f.base)} ^ ${f.multiplicity}`).sort()).toEqual(
        factors.map(([f, m]) => `${normal(f)} ^ ${m}`).sort(),
      )
    }
  })
  it.each(recorded.bases.map((b) => [`${b.order}: ${b.generators.join(', ')}`, b] as const))(
    'on the Gröbner basis %s',
    (_, { generators, names: used, order, basis }) => {
      const found = groebnerBasis(
        generators.map((g) => parsePolynomial(g, used)),
        within(10_000),
        order === 'lex' ? LEX : GREVLEX,
      )
      expect(found.elements.map(normal).sort()).toEqual(basis.map(normal).sort())
    },
  )
  it('on the real solutions of systems', () => {
    for (const { generators, real } of recorded.systems) {
      const system = generators.map((g) => parsePolynomial(g, ['x', 'y']))
      const set = zeroSet(system, within(10_000))
      const ys = set?.solutions.map(({ field, coordinates }) => {
        const { lower } = encloseAlgebraic(field, coordinates.get('y') ?? [], rational(1n, 10n ** 14n))
        return (Number(lower.n) / Number(lower.d) + 0).toFixed(8)
      })
      expect(ys?.sort()).toEqual(real.map((r) => (Number(r) + 0).toFixed(8)).sort())
    }
  })
  it('on ranks and determinants', () => {
    for (const { rows, rank: expected, determinant: value } of recorded.matrices) {
      const a = rows.map((row) => row.map(parseRational))
      expect(rank(a, within(5000))).toBe(expected)
      expect(nullspace(a).length).toBe((rows[0]?.length ?? 0) - expected)
      if (value !== null) expect(formatRational(determinant(a))).toBe(value)
    }
  })
})
