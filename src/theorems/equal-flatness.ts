import { type RigidMotion, rigidMotions } from '../dynamics/isometries.ts'
import type { Claim } from '../kernel/claim.ts'
import { readContext } from '../kernel/context.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { isDeclared } from '../kernel/scope.ts'
import {
  call,
  difference,
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

/** f = φ(t) without any g. */
export type Landscape = Pick<Subject, 'context' | 'residuals' | 'loss'>

// Names of the claims' own: cosine and sine of an angle, and a length.
const [COSINE, SINE, LENGTH] = ['c[1]', 's[1]', 't[1]'] as const

const MOST_MINORS = 120

const linear = (row: readonly Q.Rational[], x: readonly Term[]): readonly Term[] =>
  row.flatMap((c, j) => (Q.isZero(c) ? [] : [product(number(c), x[j] as Term)]))

/** v = Sx + b. */
const fieldOf = ({ matrix, shift }: RigidMotion, x: readonly Term[]): readonly Term[] =>
  matrix.map((row, i) => {
    const parts = [...linear(row, x), ...(Q.isZero(shift[i] as Q.Rational) ? [] : [number(shift[i] as Q.Rational)])]
    return parts.length === 0 ? number(0) : sum(...parts)
  })

/** Where the motion takes x: x + (s/√λ)·v + ((1 − c)/λ)·Sv with c² + s² = 1, or x + t·b. */
const imageOf = (motion: RigidMotion, x: readonly Term[]): readonly Term[] => {
  const v = fieldOf(motion, x)
  if (Q.isZero(motion.square)) return x.map((xi, i) => sum(xi, product(symbol(LENGTH), v[i] as Term)))
  const square = number(motion.square)
  return x.map((xi, i) => {
    const turned = linear(motion.matrix[i] as readonly Q.Rational[], v)
    return sum(
      xi,
      product(quotient(symbol(SINE), call('sqrt', square)), v[i] as Term),
      product(
        quotient(difference(number(1), symbol(COSINE)), square),
        turned.length === 0 ? number(0) : sum(...turned),
      ),
    )
  })
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

const isZero = (term: Term): boolean => term.op === 'number' && Q.isZero(term.value)

const determinant = (rows: readonly (readonly Term[])[]): Term => {
  const [first, ...rest] = rows
  if (first === undefined) return number(1)
  const parts = first.flatMap((entry, j) => {
    if (isZero(entry)) return []
    const minor = determinant(rest.map((row) => row.filter((_, k) => k !== j)))
    if (isZero(minor)) return []
    return [j % 2 === 0 ? product(entry, minor) : product(number(-1), entry, minor)]
  })
  return parts.length === 0 ? number(0) : sum(...parts)
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
  if (count < 0 || motions.length < count) return undefined
  const rows = choices(
    x.map((_, i) => i),
    count,
  )
  const chosen = choices(fields, count)
  if (rows.length * chosen.length > MOST_MINORS) return undefined
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
  const motions = rigidMotions(residuals.map(parseTerm), scope)
  const transitive = transitivity(motions, equations, landscape)
  if (transitive === undefined) return undefined
  const invariant = motions.flatMap((motion) => residuals.map((h) => invariance(motion, h, landscape)))
  return [...invariant, { claim: 'full-rank', context, residuals: equations }, transitive]
}

/**
 * Whose word it rests on that every minimum is as flat as all others near it, f̊(x, r) = f̊(y, r) for all r and all
 * x, y ∈ M that are close enough: then all of M is flat. Undefined where that was not proved.
 */
export const equalFlatness = (landscape: Landscape, checked: readonly unknown[]): Trust | undefined => {
  const claims = orbitClaims(landscape, landscape.residuals)
  return claims && commonTrust(claims, checked)
}
