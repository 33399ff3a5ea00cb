import { type RigidMotion, rigidMotions } from '../dynamics/isometries.ts'
import type { Claim } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { isDeclared } from '../kernel/scope.ts'
import {
  call,
  difference,
  negated,
  number,
  printTerm,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { commonTrust, type Subject, type Trust } from './hypothesis.ts'
import { isNumber, nonzeroSum } from './nonzero-sum.ts'
import { isRigidMotion } from './rigid-motion.ts'

/** f = φ(t) without any g. */
export type Landscape = Pick<Subject, 'context' | 'residuals' | 'loss'>

// Names of the claims' own: cosine and sine of an angle, and a length.
const [COSINE, SINE, LENGTH] = ['c[1]', 's[1]', 't[1]'] as const

const MOST_MINORS = 120

const isZero = (term: Term): boolean => isNumber(term, Q.ZERO)

const times = (c: Q.Rational, term: Term): Term => {
  if (Q.isZero(c) || isZero(term)) return number(0)
  if (Q.equal(Q.absolute(c), Q.ONE)) return Q.sign(c) > 0 ? term : negated(term)
  return product(number(c), term)
}

const applied = (row: readonly Q.Rational[], x: readonly Term[]): Term =>
  nonzeroSum(...row.map((c, j) => times(c, x[j] as Term)))

/** v = Sx + b. */
const fieldOf = ({ matrix, shift }: RigidMotion, x: readonly Term[]): readonly Term[] =>
  matrix.map((row, i) => nonzeroSum(applied(row, x), number(shift[i] as Q.Rational)))

/** Where the motion takes x: x + (s/√λ)·v + ((1 − c)/λ)·Sv with c² + s² = 1, or x + t·b. */
const imageOf = (motion: RigidMotion, x: readonly Term[]): readonly Term[] => {
  const v = fieldOf(motion, x)
  const along = (factor: Term, term: Term): Term => (isZero(term) ? term : product(factor, term))
  if (Q.isZero(motion.square)) return x.map((xi, i) => nonzeroSum(xi, along(symbol(LENGTH), v[i] as Term)))
  const isUnit = Q.equal(motion.square, Q.ONE)
  const over = (term: Term, divisor: Term): Term => (isUnit ? term : quotient(term, divisor))
  const square = number(motion.square)
  const sine = over(symbol(SINE), call('sqrt', square))
  const versine = over(difference(number(1), symbol(COSINE)), square)
  return x.map((xi, i) =>
    nonzeroSum(xi, along(sine, v[i] as Term), along(versine, applied(motion.matrix[i] as readonly Q.Rational[], v))),
  )
}

/** h is the same at x and where the motion takes x. */
const invariance = (motion: RigidMotion, residual: string, { context }: Landscape): Claim => {
  const x = context.variables.map(symbol)
  const isTurning = !Q.isZero(motion.square)
  const image = new Map(imageOf(motion, x).map((term, i) => [context.variables[i] as string, term]))
  const own = isTurning ? [COSINE, SINE] : [LENGTH]
  return {
    claim: 'relation',
    context: { ...context, variables: [...context.variables, ...own] },
    assume: isTurning ? [`${COSINE}^2 + ${SINE}^2 = 1`] : [],
    goal: `${printTerm(substitute(parseTerm(residual), image))} = ${printTerm(parseTerm(residual))}`,
  }
}

const choices = <T>(list: readonly T[], count: number): readonly (readonly T[])[] =>
  count === 0 ? [[]] : list.flatMap((first, i) => choices(list.slice(i + 1), count - 1).map((rest) => [first, ...rest]))

const binomial = (n: number, k: number): number =>
  Array.from({ length: k }).reduce<number>((c, _, i) => (c * (n - i)) / (i + 1), 1)

const determinant = (rows: readonly (readonly Term[])[]): Term => {
  const [first, ...rest] = rows
  if (first === undefined) return number(1)
  const parts = first.flatMap((entry, j) => {
    if (isZero(entry)) return []
    const minor = determinant(rest.map((row) => row.filter((_, k) => k !== j)))
    if (isZero(minor)) return []
    const part = minor.op === 'number' && Q.equal(minor.value, Q.ONE) ? entry : product(entry, minor)
    return [j % 2 === 0 ? part : negated(part)]
  })
  return nonzeroSum(...parts)
}

/** The motions move every point of {e = 0} in all n − (number of equations) directions. */
const transitivity = (
  motions: readonly RigidMotion[],
  equations: readonly string[],
  { context }: Landscape,
): Claim | undefined => {
  const x = context.variables.map(symbol)
  const count = x.length - equations.length
  const fields = motions.map((motion) => fieldOf(motion, x))
  if (count < 0 || binomial(x.length, count) * binomial(motions.length, count) > MOST_MINORS) return undefined
  const rows = choices(
    x.map((_, i) => i),
    count,
  )
  const chosen = choices(fields, count)
  const minors = chosen
    .flatMap((vectors) => rows.map((indices) => determinant(vectors.map((v) => indices.map((i) => v[i] as Term)))))
    .filter((minor) => !isZero(minor))
  if (minors.length === 0) return undefined
  const goal = `${printTerm(sum(...minors.map((minor) => raised(minor, 2))))} > 0`
  return { claim: 'relation', context, assume: equations.map((e) => `${printTerm(parseTerm(e))} = 0`), goal }
}

/**
 * The claims by which all points of W = {e_1 = 0, …, e_k = 0} ⊂ M are locally equally flat ([J], Proposition 3.37 [R+],
 * [O] for the rest): rotations and translations of ℝⁿ leave every residual as it is, hence f = φ(t); the e_j have
 * independent gradients on W, so that W is a manifold of dimension n − k; and the motions move each point of W in
 * n − k directions. W must be invariant: M is, and so are the points where f is least sharp.
 *
 * Then orbits are open in W, so each point of W near x is the image of x under an isometry U with f∘U = f, and
 * f̊(Ux, r) = f̊(x, r) for every r. Undefined where no such motions are found.
 */
export const orbitClaims = (landscape: Landscape, equations: readonly string[]): readonly Claim[] | undefined => {
  const { context, residuals } = landscape
  const { scope } = readContext(context)
  if ([COSINE, SINE, LENGTH].some((name) => isDeclared(name, scope))) return undefined
  // Proposals of another room: that they are rigid is seen here, that they leave f as it is by the kernel.
  const all = rigidMotions(residuals.map(parseTerm), scope).filter((m) => isRigidMotion(m, context.variables.length))
  const translations = all.filter(({ square }) => Q.isZero(square))
  const count = context.variables.length - equations.length
  const motions = translations.length >= count ? translations.slice(0, Math.max(0, count)) : all
  const transitive = transitivity(motions, equations, landscape)
  if (transitive === undefined) return undefined
  const invariant = motions.flatMap((motion) => residuals.map((h) => invariance(motion, h, landscape)))
  return [...invariant, { claim: 'full-rank', context, residuals: equations }, transitive]
}

/**
 * The claims by which the points of M where f is least sharp, given by further equations, are equally flat: in one of
 * the lists, with the equations of M beside them or instead of them.
 */
export const flatOrbitClaims = (landscape: Landscape, equations: readonly string[]): readonly (readonly Claim[])[] => {
  const { context, residuals } = landscape
  const onSet = equations.map((e) => `${printTerm(parseTerm(e))} = 0`)
  const vanishing = residuals.map(
    (h): Claim => ({ claim: 'relation', context, assume: onSet, goal: `${printTerm(parseTerm(h))} = 0` }),
  )
  const together = orbitClaims(landscape, [...residuals, ...equations])
  const alone = orbitClaims(landscape, equations)
  return [...(together === undefined ? [] : [together]), ...(alone === undefined ? [] : [[...vanishing, ...alone]])]
}

/**
 * Whose word it rests on that the points where f is least sharp, given by these equations, are equally flat, and hence
 * flat: all others are sharper. Undefined where that was not proved.
 */
export const equallyFlatSet = (
  landscape: Landscape,
  equations: readonly string[],
  checked: readonly unknown[],
): Trust | undefined => {
  const trusts = flatOrbitClaims(landscape, equations).map((claims) => commonTrust(claims, checked))
  return trusts.find((trust) => trust === 'kernel') ?? trusts.find((trust) => trust !== undefined)
}

/**
 * Whose word it rests on that every minimum is as flat as all others near it, f̊(x, r) = f̊(y, r) for all r and all
 * x, y ∈ M that are close enough: then all of M is flat. Undefined where that was not proved.
 */
export const equalFlatness = (landscape: Landscape, checked: readonly unknown[]): Trust | undefined => {
  const claims = orbitClaims(landscape, landscape.residuals)
  return claims && commonTrust(claims, checked)
}
