import { type Rational, rational } from '../kernel/rational.ts'
import { type Budget, BudgetSpent, charge } from '../search/budget.ts'
import { type AlgebraicField, type AlgebraicNumber, algebraic } from './algebraic-number.ts'
import { combinationOf, minimalPolynomialModulo, substituteInto } from './eliminant.ts'
import { dimension, type GroebnerBasis, groebnerBasis, namesOf, quotientDimension, reducer } from './groebner.ts'
import { idealMembership, radicalMembership } from './ideal-membership.ts'
import { add, constant, indeterminate, type Polynomial, rename, scale, subtract } from './polynomial.ts'
import { compose } from './polynomial-calculus.ts'
import { multiply } from './polynomial-product.ts'
import { isolateRoots } from './real-roots.ts'
import { squareFreePart } from './square-free.ts'
import { univariate } from './univariate.ts'
import { irreducibleFactors } from './univariate-factorization.ts'

/** One real solution: every coordinate is a polynomial in one algebraic number θ (a constant where θ is rational). */
export interface RealSolution {
  readonly field: AlgebraicField
  readonly coordinates: ReadonlyMap<string, AlgebraicNumber>
}

/**
 * The whole zero set of a zero-dimensional system: every complex zero has form = t with polynomial(t) = 0, and then
 * each coordinate is parametrization(t). `polynomial` is square-free, in the indeterminate `t`.
 */
export interface ZeroSet {
  readonly names: readonly string[]
  /** The separating linear form, whose value at a zero is t. */
  readonly form: Polynomial
  readonly polynomial: Polynomial
  /** x = Σ parametrization(x)[e]·t^e for every indeterminate x. */
  readonly parametrization: ReadonlyMap<string, readonly Rational[]>
  /** True where the ideal itself is radical: polynomial(form) and x - parametrization(form) are members of it. */
  readonly radical: boolean
  /** All real solutions, by increasing t. */
  readonly solutions: readonly RealSolution[]
}

/** Why the zero set polynomial(form) = 0, x = parametrization(form) holds for every common zero of the generators. */
export interface ZeroSetCofactors {
  /** eliminant(form) = Σ cofactors·generators, with the same roots as the polynomial of the zero set. */
  readonly eliminant: Polynomial
  readonly cofactors: readonly Polynomial[]
  /** (x - parametrization(form))^exponent = Σ cofactors·generators, for every indeterminate x. */
  readonly coordinates: ReadonlyMap<string, { readonly exponent: number; readonly cofactors: readonly Polynomial[] }>
}

/** Linear forms to try: the indeterminates, then combinations with small coefficients that end up separating. */
const linearForms = function* (names: readonly string[]): Generator<Polynomial> {
  const xs = names.map((s) => indeterminate(s, names))
  yield* [...xs].reverse()
  for (let c = 1; c < 1000; c++)
    for (const s of [1, -1])
      yield xs.reduce(
        (sum, x, k) => add(sum, scale(x, BigInt(s) ** BigInt(k) * BigInt(c) ** BigInt(k))),
        constant(0, names),
      )
}

/** Coefficients r with x ≡ Σ r[e]·u^e modulo the ideal, for d powers of u. */
const asPolynomialIn = (
  u: Polynomial,
  d: number,
  xs: readonly Polynomial[],
  basis: GroebnerBasis,
  budget: Budget,
): Rational[][] | undefined => {
  const normal = reducer(basis, budget)
  const base = normal(u)
  const powers = [normal(constant(1, basis.names))]
  while (powers.length < d) powers.push(normal(multiply(powers[powers.length - 1] as Polynomial, base)))
  const found: Rational[][] = []
  for (const x of xs) {
    const r = combinationOf(normal(x), powers, budget)
    if (r === undefined) return undefined
    found.push(r.numerators.map((c) => rational(c, r.denominator)))
  }
  return found
}

/**
 * The complete zero set of the system generators = 0 and its real points, exact; undefined where there are infinitely
 * many complex zeros. The radical is reached by adding the square-free parts of the univariate eliminants (Seidenberg
 * 1974); a separating linear form is looked for among those with small coefficients. Throws BudgetSpent.
 */
export const zeroSet = (
  generators: readonly Polynomial[],
  budget: Budget,
  names: readonly string[] = namesOf(generators),
): ZeroSet | undefined => {
  const ideal = groebnerBasis(generators, budget, { kind: 'grevlex' }, names)
  if (dimension(ideal) > 0) return undefined
  const xs = names.map((s) => indeterminate(s, names))
  const most = quotientDimension(ideal)
  const extra: Polynomial[] = []
  names.forEach((s, k) => {
    const q = minimalPolynomialModulo(xs[k] as Polynomial, ideal, budget, most, s) as Polynomial
    const f = univariate(q).length > 1 ? squareFreePart(q, budget) : q
    if (univariate(f).length < univariate(q).length) extra.push(rename(f, names))
  })
  const basis =
    extra.length === 0 ? ideal : groebnerBasis([...ideal.elements, ...extra], budget, { kind: 'grevlex' }, names)
  const count = quotientDimension(basis)
  if (count === 0)
    return {
      names,
      form: xs[0] ?? constant(0, names),
      polynomial: constant(1, ['t']),
      parametrization: new Map(names.map((s) => [s, []])),
      radical: true,
      solutions: [],
    }
  for (const form of linearForms(names)) {
    charge(budget)
    const polynomial = minimalPolynomialModulo(form, basis, budget, count)
    if (polynomial === undefined || univariate(polynomial).length !== count + 1) continue
    const rows = asPolynomialIn(form, count, xs, basis, budget)
    if (rows === undefined) continue
    const parametrization = new Map(names.map((s, k) => [s, rows[k] as Rational[]]))
    const solutions = realSolutionsOf(polynomial, parametrization, budget)
    return { names, form, polynomial, parametrization, radical: extra.length === 0, solutions }
  }
  throw new BudgetSpent('no separating linear form with small coefficients was found')
}

/** The real roots of the polynomial, each in the field of its own irreducible factor, and the coordinates there. */
const realSolutionsOf = (
  polynomial: Polynomial,
  parametrization: ReadonlyMap<string, readonly Rational[]>,
  budget: Budget,
): RealSolution[] => {
  const solutions = irreducibleFactors(univariate(polynomial), budget).flatMap((minimal) =>
    isolateRoots(minimal, budget).map((root): RealSolution => {
      const field = { minimal, root }
      return { field, coordinates: new Map([...parametrization].map(([s, r]) => [s, algebraic(field, r)])) }
    }),
  )
  const middle = ({ field: { root } }: RealSolution): number =>
    Number(root.lower.n) / Number(root.lower.d) + Number(root.upper.n) / Number(root.upper.d)
  return solutions.sort((a, b) => middle(a) - middle(b))
}

/**
 * Cofactors over the generators that prove a zero set complete: an eliminant of the separating form, and for each
 * coordinate the least power of x - parametrization(form) that lies in the ideal. Undefined where the powers up to
 * `mostExponent` do not suffice. Throws BudgetSpent.
 */
export const zeroSetCofactors = (
  set: ZeroSet,
  generators: readonly Polynomial[],
  budget: Budget,
  mostExponent = 4,
): ZeroSetCofactors | undefined => {
  const { names, form } = set
  const basis = groebnerBasis(generators, budget, { kind: 'grevlex' }, names)
  const eliminant = minimalPolynomialModulo(form, basis, budget, Math.max(1, quotientDimension(basis)))
  if (eliminant === undefined) return undefined
  const cofactors = idealMembership(substituteInto(eliminant, form), generators, budget)
  if (cofactors === undefined) return undefined
  const coordinates = new Map<string, { exponent: number; cofactors: readonly Polynomial[] }>()
  for (const [s, r] of set.parametrization) {
    const x = indeterminate(s, names)
    const found = radicalMembership(subtract(x, compose(r, form)), generators, mostExponent, budget)
    if (found === undefined) return undefined
    coordinates.set(s, found)
  }
  return { eliminant, cofactors, coordinates }
}
