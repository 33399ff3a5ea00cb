import { isZero, type Rational, ZERO } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import type { GramBlock } from './gram-system.ts'
import { degreeOf, homogeneousDegree, type MonomialTable, monomialTable, type Poly } from './sparse-polynomial.ts'
import { rationalZeros, vanishingAt, withFlatDirections } from './zeros.ts'

/**
 * The blocks without multiplier, of degree `half`, cut down as at zeros (`vanishingAt`) by the zeros at infinity: those
 * of the leading form of p, where p ≥ 0 is to be a sum of squares or to become one by a multiplier.
 */
export const vanishingAtInfinity = (
  table: MonomialTable,
  p: Poly,
  half: number,
  blocks: readonly GramBlock[],
  budget: Budget,
): GramBlock[] => {
  if (homogeneousDegree(table, p) !== undefined) return [...blocks]
  const degree = degreeOf(table, p)
  const leading = new Map([...p].filter(([m]) => table.degree(m) === degree))
  const points = rationalZeros(table, leading, [], [], budget).filter(({ point }) => point.some((c) => !isZero(c)))
  if (points.length === 0) return [...blocks]
  // One variable more, whose zero is infinity; its name is never read.
  const projective = monomialTable([...table.variables, ''], [...table.scales, 0])
  const lift = (q: Poly, d: number): Poly =>
    new Map([...q].map(([m, c]) => [projective.index([...table.exponents(m), d - table.degree(m)]), c]))
  const drop = (q: Poly): Poly =>
    new Map([...q].map(([m, c]): [number, Rational] => [table.index(projective.exponents(m).slice(0, -1)), c]))
  const form = lift(p, degree)
  const zeros = points.map(({ point }) =>
    withFlatDirections(projective, form, [], { point: [...point, ZERO], directions: [] }),
  )
  return blocks.map((block) => {
    if (block.multiplier.size !== 1 || !block.multiplier.has(0)) return block
    const lifted = { ...block, basis: block.basis.map((b) => lift(b, half)) }
    const cut = vanishingAt(projective, [lifted], zeros)
    return { ...block, basis: (cut[0]?.basis ?? []).map(drop) }
  })
}
