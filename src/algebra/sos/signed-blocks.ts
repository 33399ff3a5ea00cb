import { ONE, sign } from '../../kernel/rational.ts'
import type { ConeProduct, Hypothesis } from './cone.ts'
import type { GramBlock } from './gram-system.ts'
import { type MonomialTable, monomial, monomialTable, type Poly, product } from './sparse-polynomial.ts'
import { plainBlocks } from './sum-of-squares.ts'
import { sparseBlocks } from './term-sparsity.ts'

/** Blocks with the products that their tags stand for. */
export interface SignedBlocks {
  readonly blocks: readonly GramBlock[]
  readonly products: readonly ConeProduct[]
}

/** The number of the variable that a hypothesis says is not negative; undefined for other hypotheses. */
export const signedVariable = (table: MonomialTable, { reduced }: Hypothesis): number | undefined => {
  const [term] = reduced
  if (reduced.size !== 1 || term === undefined || table.degree(term[0]) !== 1 || sign(term[1]) < 0) return undefined
  return table.exponents(term[0]).indexOf(1)
}

/**
 * Blocks for a polynomial that is to be nonnegative where some variables are: those of the sum of squares that it
 * becomes with x = y² for them. The square of y^S·q(y²), every exponent in S being 1, is Π x_S times that of q(x). First
 * the blocks by term sparsity, where these are much smaller, then all.
 */
export const signedBlocks = (table: MonomialTable, p: Poly, hypotheses: readonly Hypothesis[]): SignedBlocks[] => {
  const given = new Map(hypotheses.map((h) => [signedVariable(table, h), h]))
  const doubled = monomialTable(table.variables)
  const image = new Map(
    [...p].map(([m, c]) => [doubled.index(table.exponents(m).map((e, i) => (given.has(i) ? 2 * e : e))), c]),
  )
  const back = (blocks: readonly GramBlock[]): SignedBlocks => {
    const products: ConeProduct[] = []
    const tags = new Map<string, number>()
    const own = blocks.map(({ basis }) => {
      const rows = basis.flatMap((b) => [...b.keys()]).map(doubled.exponents)
      // All monomials of a block have the same parities: it is no larger than a sign class.
      const odd = (rows[0] ?? []).flatMap((e, i) => (given.has(i) && e % 2 === 1 ? [i] : []))
      const tag = tags.get(odd.join()) ?? products.length
      if (tag === products.length) {
        tags.set(odd.join(), tag)
        const factors = odd.map((i) => given.get(i) as Hypothesis)
        const value = factors.reduce<Poly>((v, h) => product(table, v, h.value), new Map([[0, ONE]]))
        products.push({ factors: factors.map((h) => h.factor), value, reduced: value, degree: odd.length })
      }
      const halved = rows.map((row) => row.map((e, i) => (given.has(i) ? Math.floor(e / 2) : e)))
      return {
        multiplier: (products[tag] as ConeProduct).reduced,
        basis: halved.map((e) => monomial(table.index(e))),
        tag,
      }
    })
    return { blocks: own, products }
  }
  const whole = plainBlocks(doubled, image)
  const sparse = sparseBlocks(doubled, image, whole)
  return [...(sparse === undefined ? [] : [back(sparse)]), back(whole)]
}
