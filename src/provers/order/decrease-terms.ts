import { factor } from '../../algebra/multivariate-factorization.ts'
import * as A from '../../algebra/polynomial.ts'
import { primitive } from '../../algebra/polynomial-division.ts'
import { power } from '../../algebra/polynomial-product.ts'
import type { AffineCoordinates } from '../../dynamics/affine-coordinates.ts'
import * as Q from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import { type DecreaseShape, TAU } from './decrease-shape.ts'

// The terms of the claims `decrease` and `subregularity` and of their proofs, as texts, for a shape of the decrease.

export const isOne = (p: A.Polynomial): boolean => {
  const value = A.constantValue(p)
  return value !== undefined && Q.equal(value, Q.ONE)
}

/** The polynomial as a product of powers of factors, squares first: their signs show where those of sums do not. */
const factored = (p: A.Polynomial, { enter, show }: AffineCoordinates, budget: Budget): string => {
  const { scale, factors } = factor(enter(p), budget)
  const parts = factors.map(({ base, multiplicity }) => {
    const shown = show(base)
    const text = /^[\p{L}\p{N}_[\],]+$/u.test(shown) ? shown : `(${shown})`
    const half = Math.floor(multiplicity / 2)
    const square = half === 0 ? [] : [half === 1 ? `${text}^2` : `(${text}^2)^${half}`]
    return [...square, ...(multiplicity % 2 === 0 ? [] : [text])].join('*')
  })
  const isUnit = Q.equal(scale, Q.ONE)
  return parts.length === 0
    ? Q.formatRational(scale)
    : [...(isUnit ? [] : [Q.formatRational(scale)]), ...parts].join('*')
}

/** The texts of the parts of a shape. */
export interface DecreaseTerms {
  readonly E: string
  readonly N: string
  readonly U: string
  readonly common: string
  readonly slope: string
  /** a = τρ. */
  readonly a: string
  /** a^(times − 1)·value for each correction: S = a·Σ of these. */
  readonly parts: readonly { readonly times: number; readonly value: string; readonly text: string }[]
  /** S. */
  readonly sum: string
  /** B with Σ(parts)² ≤ B where a² ≤ 1, so that S² ≤ a²·B. */
  readonly bound: string
}

export const termsOf = (shape: DecreaseShape, budget: Budget): DecreaseTerms => {
  const { corrections, isHypersurface, coordinates } = shape
  const shown = (p: A.Polynomial): string => `(${coordinates.show(coordinates.enter(p))})`
  const rho = shown(shape.rho)
  const a = `(${TAU}*${rho})`
  const parts = corrections.map(({ times, value: p }) => {
    const value = shown(p)
    return { times, value, text: times === 1 ? value : times === 2 ? `${a}*${value}` : `${a}^${times - 1}*${value}` }
  })
  const values = corrections.map(({ value }) => coordinates.enter(value))
  const squares = values.every((p) => A.termCount(p) === 1)
    ? coordinates.show(values.map((p) => power(p, 2)).reduce(A.add, A.constant(0)))
    : parts.map(({ value }) => `${value}^2`).join(' + ')
  return {
    E: isHypersurface ? `${rho}^2` : rho,
    N: shown(shape.N),
    U: shown(shape.U),
    common: factored(shape.common, coordinates, budget),
    slope: shown(shape.slope),
    a,
    parts,
    sum: parts.length === 0 ? '0' : `${a}*(${parts.map(({ text }) => text).join(' + ')})`,
    bound: parts.length === 1 ? `(${squares})` : `${parts.length}*(${squares})`,
  }
}

/**
 * omega = common·slope/(2·4^m·N^m), and the largest α² up to which the first order of the decrease is at least twice the
 * rest: 4N·slope²/(4B + slope²), over 1 + E where M is no hypersurface.
 */
export const constantsOf = (
  shape: DecreaseShape,
  budget: Budget,
): { readonly omega: string; readonly step: string } => {
  const { E, N, slope, parts, bound } = termsOf(shape, budget)
  const m = shape.power
  const { content, primitive: part } = primitive(shape.common)
  const ratio = Q.divide(content, Q.rational(2 * 4 ** m))
  const isPlain = isOne(shape.slope)
  const factors = [
    ...(ratio.n === 1n ? [] : [`${ratio.n}`]),
    ...(isOne(part) ? [] : [factored(part, shape.coordinates, budget)]),
    ...(isPlain ? [] : [slope]),
  ]
  const over = `(${ratio.d === 1n ? '' : `${ratio.d}*`}${m === 1 ? N : `${N}^${m}`})`
  const omega = `${factors.length === 0 ? '1' : factors.join('*')}/${over}`
  if (parts.length === 0) return { omega, step: '1' }
  const square = isPlain ? '1' : `${slope}^2`
  const room = `(4*${bound} + ${square})`
  const step = `4*${N}${isPlain ? '' : `*${square}`}/${room}`
  return { omega, step: shape.isHypersurface ? step : `${step}/(1 + ${E})` }
}
