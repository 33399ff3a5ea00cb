import type { Claim } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import * as Q from '../kernel/rational.ts'
import { canonical, commonTrust, groundsIn, type Trust, weakest } from './hypothesis.ts'
import { quadratic, type SymmetricMatrix, symmetricMatrixOf } from './quadratic-form.ts'

/** An objective and symmetric matrices with rational entries. */
export interface QuadraticSubject {
  readonly context: ContextJson
  readonly f: string
  readonly generators: readonly (readonly (readonly string[])[])[]
}

/** What follows, as texts in the variables and in the coordinates of a direction v. */
export interface QuadraticLaws {
  /** c_S = xᵀSx. */
  readonly laws: readonly string[]
  /** g = Σ c_S². */
  readonly regularizer: string
  /** ∇²g(v, v) = 4·Σ c_S(x)·vᵀSv for every v ∈ ∂̄f(x): the box formula. */
  readonly box: string
  readonly trust: Trust
}

const isSymmetric = (s: readonly (readonly string[])[], n: number): boolean => {
  try {
    return (
      s.length === n &&
      s.every(
        (row, i) =>
          row.length === n && row.every((q, j) => Q.equal(Q.parseRational(q), Q.parseRational(s[j]?.[i] ?? ''))),
      )
    )
  } catch {
    return false
  }
}

/** That every xᵀSx is conserved; undefined where a matrix is not symmetric of the right size. */
export const quadraticLawClaims = ({ context, f, generators }: QuadraticSubject): readonly Claim[] | undefined =>
  generators.length > 0 && generators.every((s) => isSymmetric(s, context.variables.length))
    ? generators.map((s) => ({
        claim: 'conserved',
        context,
        f,
        g: [{ when: [], value: quadratic(s, context.variables) }],
      }))
    : undefined

/**
 * Quadratic laws and their regularizer ([J], Proposition 3.36 [R+]).
 *
 * Where ⟨2Sx, ∇f⟩ = 0 for symmetric S_1, …, S_k, the c_i = xᵀS_ix are conserved, and ⟨S_ix, v⟩ = 0 for v ∈ ∂̄f(x), a convex
 * combination of limits of gradients. For g = Σ c_i² then ∇²g(v, v) = 8·Σ(xᵀS_iv)² + 4·Σ c_i(x)·vᵀS_iv = 4·Σ c_i(x)·vᵀS_iv;
 * and c_i(x − αv) = c_i(x) + α²vᵀS_iv exactly (identity `quadratic`). That the group leaves f invariant is the reason for
 * the laws; here they are proved directly.
 *
 * `direction` names the coordinates of v. Undefined where a claim is missing.
 */
export const quadraticLaws = (
  subject: QuadraticSubject,
  direction: readonly string[],
  checked: readonly unknown[],
): QuadraticLaws | undefined => {
  const claims = quadraticLawClaims(subject)
  const trust = claims && commonTrust(claims, checked)
  const { variables } = subject.context
  if (trust === undefined || direction.length !== variables.length) return undefined
  const laws = subject.generators.map((s) => quadratic(s, variables))
  const turned = subject.generators.map((s) => quadratic(s, direction))
  return {
    laws,
    regularizer: laws.map((c) => `(${c})^2`).join(' + '),
    box: laws.map((c, i) => `4*(${c})*(${turned[i]})`).join(' + '),
    trust,
  }
}

/** The quadratic laws of f that were proved, as they were written, with their matrices. */
export interface ProvedQuadraticLaws {
  readonly laws: readonly string[]
  readonly matrices: readonly SymmetricMatrix[]
  readonly trust: Trust
}

/** Which proved laws of f are quadratic forms with rational coefficients; undefined where there is none. */
export const provedQuadraticLaws = (
  { context, f }: Pick<QuadraticSubject, 'context' | 'f'>,
  checked: readonly unknown[],
): ProvedQuadraticLaws | undefined => {
  const { scope } = readContext(context)
  const found = groundsIn(checked).flatMap(({ claim, trust }) => {
    if (claim.claim !== 'conserved' || claim.f !== f || canonical(claim.context) !== canonical(context)) return []
    const [piece, ...more] = claim.g
    if (piece === undefined || more.length > 0 || piece.when.length > 0) return []
    const matrix = symmetricMatrixOf(piece.value, scope)
    return matrix === undefined ? [] : [{ law: piece.value, matrix, trust }]
  })
  const once = found.filter((one, i) => found.findIndex((other) => other.law === one.law) === i)
  if (once.length === 0) return undefined
  return {
    laws: once.map(({ law }) => law),
    matrices: once.map(({ matrix }) => matrix),
    trust: weakest(once.map(({ trust }) => trust)),
  }
}
