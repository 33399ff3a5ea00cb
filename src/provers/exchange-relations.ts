import { solve } from '../algebra/linear-algebra.ts'
import { multiply, vanishes } from '../kernel/normal-form.ts'
import {
  add,
  atomOf,
  atomsOf,
  constant,
  type Entry,
  fromAtom,
  fromEntries,
  leadingCoefficient,
  type Polynomial,
  scale,
  subtract,
  zero,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'

/** Exponents of the variables, in their order. */
type Exponents = readonly number[]

/** h = a·(μ − γ): a monomial μ, a number a ≠ 0, and γ without variables. */
export interface Binomial {
  readonly monomial: Exponents
  readonly factor: Q.Rational
  readonly center: Polynomial
}

/** A polynomial P = Σ_k P_k ∂_k with P h_j = γ_l·h_j + κ_j·h_a·h_b for every j, γ_l ≠ 0, where `pairs[j]` is [a, b]. */
export interface ExchangeRelation {
  readonly pivot: number
  readonly field: readonly Polynomial[]
  readonly pairs: readonly (readonly [number, number])[]
  /** κ_j */
  readonly weights: readonly Q.Rational[]
}

const MOST_RESIDUALS = 36

const usesVariables = ({ monomial }: Entry): boolean =>
  [...atomsOf(fromEntries([{ monomial, coefficient: Q.ONE }]))].some(({ kind }) => kind === 'variable')

/** h as a monomial minus a constant; undefined where it is nothing of the kind. */
const binomialOf = (h: Polynomial, variables: readonly string[]): Binomial | undefined => {
  const [term, ...others] = [...h.values()].filter(usesVariables)
  if (term === undefined || others.length > 0) return undefined
  const monomial = variables.map(() => 0)
  for (const [atom, exponent] of term.monomial) {
    if (atom.kind !== 'variable') return undefined
    monomial[variables.indexOf(atom.name)] = exponent
  }
  const rest = fromEntries([...h.values()].filter((entry) => !usesVariables(entry)))
  return { monomial, factor: term.coefficient, center: scale(rest, Q.negate(Q.invert(term.coefficient))) }
}

const times = (a: Exponents, b: Exponents): Exponents => a.map((e, i) => e + (b[i] as number))
const keyOf = (a: Exponents): string => a.join(' ')

/** A product of powers of variables as a polynomial. */
const monomialPolynomial = (exponents: Exponents, variables: readonly string[]): Polynomial =>
  exponents.reduce<Polynomial>((p, e, k) => {
    const x = fromAtom(atomOf({ kind: 'variable', name: variables[k] as string }))
    return Array.from({ length: e }).reduce<Polynomial>((q) => multiply(q, x), p)
  }, constant(Q.ONE))

/** A sum of monomials. */
type Sum = readonly { readonly monomial: Exponents; readonly coefficient: Q.Rational }[]

/** c·t·∂_k */
interface Part {
  readonly k: number
  readonly monomial: Exponents
  readonly coefficient: Q.Rational
}

/** A field D = Σ c·t·∂_k with D μ_j = `images[j]` for every j, its t such that some t·∂_k μ_j is a monomial wanted. */
const fieldTo = (
  monomials: readonly Exponents[],
  images: readonly Sum[],
  budget: Budget,
): readonly Part[] | undefined => {
  const unknowns = new Map<string, { readonly k: number; readonly monomial: Exponents }>()
  images.forEach((image, j) => {
    const own = monomials[j] as Exponents
    for (const { monomial } of image) {
      own.forEach((e, k) => {
        const t = monomial.map((x, i) => x - (own[i] as number) + (i === k ? 1 : 0))
        if (e > 0 && t.every((x) => x >= 0)) unknowns.set(`${k}: ${keyOf(t)}`, { k, monomial: t })
      })
    }
  })
  const parts = [...unknowns.values()]
  if (parts.length === 0) return images.every((image) => image.length === 0) ? [] : undefined
  const rows: Q.Rational[][] = []
  const right: Q.Rational[] = []
  monomials.forEach((own, j) => {
    const equations = new Map<string, number>()
    const rowOf = (monomial: Exponents): number => {
      const key = keyOf(monomial)
      const known = equations.get(key)
      if (known !== undefined) return known
      charge(budget, parts.length)
      equations.set(key, rows.length)
      right.push(Q.ZERO)
      return rows.push(parts.map(() => Q.ZERO)) - 1
    }
    for (const { monomial, coefficient } of images[j] ?? []) {
      const row = rowOf(monomial)
      right[row] = Q.add(right[row] as Q.Rational, coefficient)
    }
    parts.forEach(({ k, monomial }, column) => {
      const e = own[k] as number
      if (e === 0) return
      const image = times(own, monomial).map((x, i) => (i === k ? x - 1 : x))
      const row = rows[rowOf(image)] as Q.Rational[]
      row[column] = Q.add(row[column] as Q.Rational, Q.rational(e))
    })
  })
  const solution = solve(rows, right, budget)
  return solution?.flatMap((coefficient, i): Part[] =>
    Q.isZero(coefficient) ? [] : [{ ...(parts[i] as (typeof parts)[number]), coefficient }],
  )
}

/** For each j a pair [a, b] with μ_a·μ_b = μ_j·μ_l and γ_a·γ_b = γ_j·γ_l, another one than [j, l] if there is one. */
const exchanged = (binomials: readonly Binomial[], pivot: number): readonly (readonly [number, number])[] => {
  const { monomial: base, center } = binomials[pivot] as Binomial
  return binomials.map((own, j) => {
    const product = times(own.monomial, base)
    const value = multiply(own.center, center)
    for (const [a, first] of binomials.entries()) {
      if (a === j || a === pivot) continue
      const left = keyOf(product.map((e, i) => e - (first.monomial[i] as number)))
      const b = binomials.findIndex(({ monomial }) => keyOf(monomial) === left)
      if (b < a || !vanishes(subtract(multiply(first.center, (binomials[b] as Binomial).center), value))) continue
      return [a, b]
    }
    return [j, pivot]
  })
}

/** Numbers that are a rational multiple of one of them, with the multiples. */
const proportionalCenters = (binomials: readonly Binomial[]) => {
  const groups = new Map<string, { readonly center: Polynomial; readonly members: Map<number, Q.Rational> }>()
  const keys: { readonly key: string; readonly monic: Polynomial }[] = []
  binomials.forEach(({ center }, a) => {
    if (vanishes(center)) return
    const lead = leadingCoefficient(center)
    const monic = scale(center, Q.invert(lead))
    const known = keys.find((one) => subtract(one.monic, monic).size === 0)
    const key = known?.key ?? String(a)
    if (known === undefined) keys.push({ key, monic })
    const group = groups.get(key) ?? { center: monic, members: new Map<number, Q.Rational>() }
    group.members.set(a, lead)
    groups.set(key, group)
  })
  return [...groups.values()]
}

/**
 * Polynomial vector fields that move the residuals towards 0 up to products of two of them, for residuals h_j = μ_j − γ_j
 * with monomials μ_j, one for each γ_l ≠ 0 for which one is found:
 * from μ_a·μ_b = μ_j·μ_l and γ_a·γ_b = γ_j·γ_l follows h_a·h_b + γ_l·h_j = (γ_l + μ_l)·μ_j − γ_a·μ_b − γ_b·μ_a, and the
 * right-hand side is P h_j where linear fields map the μ_j to themselves and to the μ_b and μ_a.
 *
 * So it is for h = xyᵀ − uvᵀ and l = (k, m), where Px = x_k y_m·x + v_m(u_k·x − x_k·u) and Py = −u_k y_m·v.
 * No relations where the residuals are of another form. Throws BudgetSpent.
 */
export const exchangeRelations = (
  residuals: readonly Polynomial[],
  variables: readonly string[],
  budget: Budget,
): { readonly binomials: readonly Binomial[]; readonly relations: readonly ExchangeRelation[] } => {
  const none = { binomials: [], relations: [] }
  if (residuals.length > MOST_RESIDUALS) return none
  const read = residuals.map((h) => binomialOf(h, variables))
  const binomials = read.filter((one) => one !== undefined)
  if (binomials.length < residuals.length) return none
  const monomials = binomials.map(({ monomial }) => monomial)
  const euler = fieldTo(
    monomials,
    monomials.map((monomial) => [{ monomial, coefficient: Q.ONE }]),
    budget,
  )
  if (euler === undefined) return none
  const polynomialOf = (exponents: Exponents): Polynomial => monomialPolynomial(exponents, variables)
  const groups = proportionalCenters(binomials)
  const relations = binomials.flatMap(({ center, monomial: base }, pivot): ExchangeRelation[] => {
    if (vanishes(center)) return []
    const pairs = exchanged(binomials, pivot)
    const field = variables.map(() => zero)
    const put = (parts: readonly Part[], by: Polynomial): void => {
      for (const { k, monomial, coefficient } of parts) {
        field[k] = add(field[k] as Polynomial, scale(multiply(polynomialOf(monomial), by), coefficient))
      }
    }
    put(euler, add(center, polynomialOf(base)))
    for (const { center: unit, members } of groups) {
      const images = pairs.map(([a, b]): Sum => {
        const one = (from: number, to: number) => {
          const value = members.get(from)
          return value === undefined ? [] : [{ monomial: monomials[to] as Exponents, coefficient: Q.negate(value) }]
        }
        return [...one(a, b), ...one(b, a)]
      })
      const parts = fieldTo(monomials, images, budget)
      if (parts === undefined) return []
      put(parts, unit)
    }
    const factorOf = (j: number): Q.Rational => (binomials[j] as Binomial).factor
    const weights = pairs.map(([a, b], j) => Q.divide(factorOf(j), Q.multiply(factorOf(a), factorOf(b))))
    return [{ pivot, field, pairs, weights }]
  })
  return { binomials, relations }
}
