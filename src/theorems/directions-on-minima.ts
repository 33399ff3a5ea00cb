import type { Claim, Loss, PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { derivative, gradient } from '../kernel/derivative.ts'
import { domainConditions, kinks } from '../kernel/domain.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { zero } from '../kernel/polynomial.ts'
import { conditionsHold } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { number, printRelation, printTerm, substitute } from '../kernel/term.ts'
import { strictAt } from './exact-points.ts'
import { commonTrust, type Trust } from './hypothesis.ts'
import { writtenText } from './written.ts'

/** f = φ(t), t = |h|, |F|₂ or |F|₁, on all of M = {F = 0} or at one point of it. */
export interface MinimaSubject {
  readonly context: ContextJson
  readonly f: string
  readonly residuals: readonly string[]
  readonly loss: Loss
  readonly phi: string
  /** Absent for all of M. */
  readonly point?: PointJson
}

/** The subdifferentials of f on M, in the rows of DF. */
export interface OnMinima {
  readonly loss: Loss
  /** ∇h_1, …, ∇h_m: terms in the variables on all of M, numbers at a point. */
  readonly rows: readonly (readonly string[])[]
  /** L = φ′(0). */
  readonly slope: string
  readonly isSmooth: boolean
  readonly trust: Trust
  /** In words, with DF for the matrix of the rows. */
  readonly gradients: string
  readonly clarke: string
  readonly directions: string
  readonly modulus: string
}

/** What has to be proved: f = φ(t) is defined everywhere, and DF of full rank on M; at a point, that it lies in M and the rank there. */
export const minimaClaims = ({ context, f, residuals, loss, phi, point }: MinimaSubject): readonly Claim[] => {
  const structure: Claim = { claim: 'structure', context, f, residuals, loss, phi }
  // f is defined everywhere: inner conditions come before outer ones, whose terms they are about.
  const { scope } = readContext(context)
  const defined = domainConditions([parseTerm(f)], scope).map(
    (relation): Claim => ({ claim: 'relation', context, assume: [], goal: printRelation(relation) }),
  )
  if (point === undefined) return [structure, ...defined, { claim: 'full-rank', context, residuals }]
  const values = new Map(Object.entries(point).map(([name, text]) => [name, parseTerm(text)]))
  return [
    structure,
    ...defined,
    ...residuals.map(
      (h): Claim => ({
        claim: 'relation',
        context,
        assume: [],
        goal: `${printTerm(substitute(parseTerm(h), values))} = 0`,
      }),
    ),
    { claim: 'independent', context, quantities: residuals, point },
  ]
}

/** φ′(0), where φ is analytic at 0; undefined where that is not seen. */
const slopeAtZero = (phi: string): { readonly text: string; readonly sign: -1 | 0 | 1 } | undefined => {
  const scope = { variables: ['t'], parameters: new Set<string>(), integers: new Set<string>(), constants: new Map() }
  const term = parseTerm(phi)
  const start = new Map([['t', number(0)]])
  const conditions = strictAt([...domainConditions([term], scope), ...kinks([term], scope)], start)
  if (!conditionsHold(conditions, [], scope)) return undefined
  const value = specialize(derivative(lower(term, scope), 't'), new Map([['t', zero]]))
  const sign = closedSign(value)
  return sign === undefined ? undefined : { text: writtenText(value), sign }
}

const WORDS: { readonly [loss in Loss]: Pick<OnMinima, 'gradients' | 'clarke' | 'directions' | 'modulus'> } = {
  single: {
    gradients: '{L·v, −L·v}, v = ∇h',
    clarke: 'the segment from −L·v to L·v, v = ∇h',
    directions: '{v/|v|, −v/|v|}, v = ∇h',
    modulus: 'L·|∇h|',
  },
  l2: {
    gradients: '{L·DFᵀr : |r| = 1}',
    clarke: '{L·DFᵀr : |r| ≤ 1}',
    directions: 'the whole unit sphere of the normal space Im DFᵀ',
    modulus: 'L·√λ_max(DF·DFᵀ)',
  },
  l1: {
    gradients: '{L·DFᵀs : s ∈ {−1, 1}^m}',
    clarke: '{L·DFᵀs : s ∈ [−1, 1]^m}',
    directions: '{DFᵀs/|DFᵀs| : s ∈ {−1, 1}^m}',
    modulus: 'L·max {|DFᵀs| : s ∈ {−1, 1}^m}',
  },
}

/**
 * The subdifferentials of f = φ(t) on M (spec §1.1 [O]), φ analytic at 0, increasing, L = φ′(0) ≥ 0, F smooth, DF of full
 * rank m on M.
 *
 * Near a point of M the derivative still has rank m, so that F is open: all values of F near 0 occur near the point. Off M
 * the gradient is φ′(|F|)·DFᵀF/|F| for |F|₂, and φ′(|F|₁)·DFᵀsgn(F) for |F|₁ where no h_j is 0; f is not differentiable
 * at other points but M itself, or it is with a gradient 0. Limits of F/|F| are all unit vectors r, of sgn(F) all sign
 * vectors s, and DFᵀr, DFᵀs are not 0. f is regular on M: a convex increasing or smooth function of smooth ones.
 *
 * Undefined where a claim is missing, or φ is not seen to be analytic at 0.
 */
export const subdifferentialsOnMinima = (subject: MinimaSubject, checked: readonly unknown[]): OnMinima | undefined => {
  const { context, residuals, loss, phi, point } = subject
  const trust = commonTrust(minimaClaims(subject), checked)
  const slope = context.parameters.length > 0 ? undefined : slopeAtZero(phi)
  if (trust === undefined || slope === undefined || slope.sign < 0) return undefined
  const { scope } = readContext(context)
  const values =
    point === undefined
      ? new Map()
      : new Map(Object.entries(point).map(([name, text]) => [name, lower(parseTerm(text), scope)]))
  const rows = residuals.map((h) =>
    gradient(lower(parseTerm(h), scope), scope.variables).map((entry) =>
      writtenText(specialize(entry, values), scope.variables),
    ),
  )
  const isSmooth = slope.sign === 0
  const smooth = { gradients: '{0}', clarke: '{0}', modulus: '0' }
  return { loss, rows, slope: slope.text, isSmooth, trust, ...WORDS[loss], ...(isSmooth ? smooth : {}) }
}
