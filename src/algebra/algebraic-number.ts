import {
  add,
  compare,
  divide,
  equal,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  sign,
  subtract,
  ZERO,
} from '../kernel/rational.ts'
import { type Budget, charge } from '../search/budget.ts'
import { nullspace } from './linear-algebra.ts'
import { type Polynomial, terms } from './polynomial.ts'
import { type RootInterval, refineRoot } from './real-roots.ts'
import { primitiveUnivariate, trimmed, type Univariate } from './univariate.ts'

/** The field Q(θ) with θ the root of an irreducible integer polynomial in an isolating interval. */
export interface AlgebraicField {
  readonly minimal: Univariate
  readonly root: RootInterval
}

/** An element of Q(θ): coefficients of 1, θ, θ², ..., fewer than the degree of θ, the last one nonzero; 0 is []. */
export type AlgebraicNumber = readonly Rational[]

const trim = (a: readonly Rational[]): AlgebraicNumber => {
  let n = a.length
  while (n > 0 && isZero(a[n - 1] as Rational)) n--
  return n === a.length ? a : a.slice(0, n)
}

/** Any polynomial in θ, reduced modulo the minimal polynomial. */
export const algebraic = (field: AlgebraicField, coefficients: readonly Rational[]): AlgebraicNumber => {
  const { minimal } = field
  const n = minimal.length - 1
  const rest = [...coefficients]
  const lead = minimal[n] as bigint
  for (let e = rest.length - 1; e >= n; e--) {
    const top = rest[e] as Rational
    if (!isZero(top))
      for (let j = 0; j < n; j++)
        rest[e - n + j] = subtract(rest[e - n + j] as Rational, multiply(top, rational(minimal[j] as bigint, lead)))
    rest.pop()
  }
  return trim(rest)
}

/** a + b. */
export const addAlgebraic = (a: AlgebraicNumber, b: AlgebraicNumber): AlgebraicNumber =>
  trim(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => add(a[i] ?? ZERO, b[i] ?? ZERO)))
/** -a. */
export const negateAlgebraic = (a: AlgebraicNumber): AlgebraicNumber => a.map(negate)
/** a - b. */
export const subtractAlgebraic = (a: AlgebraicNumber, b: AlgebraicNumber): AlgebraicNumber =>
  addAlgebraic(a, negateAlgebraic(b))

const product = (a: readonly Rational[], b: readonly Rational[]): Rational[] => {
  const out = new Array<Rational>(Math.max(0, a.length + b.length - 1)).fill(ZERO)
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      out[i + j] = add(out[i + j] as Rational, multiply(x, y))
    })
  })
  return out
}

/** a·b, reduced modulo the minimal polynomial. */
export const multiplyAlgebraic = (field: AlgebraicField, a: AlgebraicNumber, b: AlgebraicNumber): AlgebraicNumber =>
  a.length === 0 || b.length === 0 ? [] : algebraic(field, product(a, b))

/** a^k for a natural number k. */
export const powerAlgebraic = (field: AlgebraicField, a: AlgebraicNumber, k: number): AlgebraicNumber => {
  let result: AlgebraicNumber = [ONE]
  for (let i = 0; i < k; i++) result = multiplyAlgebraic(field, result, a)
  return result
}

/** 1/a by Euclid's algorithm. Throws where a = 0. */
export const invertAlgebraic = (field: AlgebraicField, a: AlgebraicNumber): AlgebraicNumber => {
  if (a.length === 0) throw new RangeError('expected a nonzero algebraic number, found 0')
  let r: readonly Rational[] = field.minimal.map((c) => rational(c))
  let s: readonly Rational[] = a
  let u: readonly Rational[] = []
  let v: readonly Rational[] = [ONE]
  while (s.length > 1) {
    const quotient = new Array<Rational>(Math.max(0, r.length - s.length + 1)).fill(ZERO)
    const rest = [...r]
    for (let e = r.length - s.length; e >= 0; e--) {
      const c = divide(rest[e + s.length - 1] as Rational, s[s.length - 1] as Rational)
      quotient[e] = c
      for (let j = 0; j < s.length; j++) rest[e + j] = subtract(rest[e + j] as Rational, multiply(c, s[j] as Rational))
    }
    ;[r, s] = [s, trim(rest)]
    ;[u, v] = [v, subtractAlgebraic(u, product(quotient, v))]
  }
  return algebraic(
    field,
    v.map((c) => divide(c, s[0] as Rational)),
  )
}

const enclosed = (a: AlgebraicNumber, root: RootInterval): RootInterval => {
  let low = ZERO
  let high = ZERO
  for (let i = a.length - 1; i >= 0; i--) {
    const ends = [root.lower, root.upper].flatMap((x) => [multiply(low, x), multiply(high, x)])
    const c = a[i] as Rational
    low = add(
      ends.reduce((m, x) => (compare(x, m) < 0 ? x : m)),
      c,
    )
    high = add(
      ends.reduce((m, x) => (compare(x, m) > 0 ? x : m)),
      c,
    )
  }
  return { lower: low, upper: high }
}

/** A rational interval of width at most `width` around the value of a. */
export const encloseAlgebraic = (
  field: AlgebraicField,
  a: AlgebraicNumber,
  width: Rational,
  budget?: Budget,
): RootInterval => {
  let root = field.root
  for (;;) {
    const found = enclosed(a, root)
    if (compare(subtract(found.upper, found.lower), width) <= 0) return found
    if (budget !== undefined) charge(budget)
    root = refineRoot(field.minimal, root, multiply(subtract(root.upper, root.lower), rational(1, 256)), budget)
  }
}

/** The exact sign of a (0 only for [], as the minimal polynomial is irreducible). */
export const signAlgebraic = (field: AlgebraicField, a: AlgebraicNumber, budget?: Budget): -1 | 0 | 1 => {
  if (a.length === 0) return 0
  let root = field.root
  for (;;) {
    const { lower, upper } = enclosed(a, root)
    if (sign(lower) > 0) return 1
    if (sign(upper) < 0) return -1
    if (budget !== undefined) charge(budget)
    root = refineRoot(field.minimal, root, multiply(subtract(root.upper, root.lower), rational(1, 256)), budget)
  }
}

/** The sign of a - b at the root of the field. */
export const compareAlgebraic = (field: AlgebraicField, a: AlgebraicNumber, b: AlgebraicNumber): -1 | 0 | 1 =>
  signAlgebraic(field, subtractAlgebraic(a, b))

/** True where a = b (the coefficients are unique). */
export const equalAlgebraic = (a: AlgebraicNumber, b: AlgebraicNumber): boolean =>
  a.length === b.length && a.every((x, i) => equal(x, b[i] as Rational))

/** The value of p at a point of Q(θ)^n. Throws where an indeterminate that occurs has no value. */
export const evaluateAlgebraic = (
  field: AlgebraicField,
  p: Polynomial,
  point: ReadonlyMap<string, AlgebraicNumber>,
): AlgebraicNumber =>
  terms(p).reduce<AlgebraicNumber>((sum, { exponents, coefficient }) => {
    let value: AlgebraicNumber = [coefficient]
    exponents.forEach((e, k) => {
      if (e === 0) return
      const x = point.get(p.names[k] as string)
      if (x === undefined) throw new RangeError(`no value for "${p.names[k]}"`)
      value = multiplyAlgebraic(field, value, powerAlgebraic(field, x, e))
    })
    return addAlgebraic(sum, value)
  }, [])

/** The minimal polynomial of a over Q, primitive with a positive leading coefficient. */
export const minimalPolynomialOf = (field: AlgebraicField, a: AlgebraicNumber): Univariate => {
  const n = field.minimal.length - 1
  const powers: AlgebraicNumber[] = [[ONE]]
  for (;;) {
    powers.push(multiplyAlgebraic(field, powers[powers.length - 1] as AlgebraicNumber, a))
    const rows = Array.from({ length: n }, (_, i) => powers.map((x) => x[i] ?? ZERO))
    const [relation] = nullspace(rows, powers.length)
    if (relation !== undefined) return primitiveUnivariate(trimmed(relation))
  }
}
