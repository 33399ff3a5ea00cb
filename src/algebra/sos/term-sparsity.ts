import type { GramBlock } from './gram-system.ts'
import { type MonomialTable, monomial, type Poly } from './sparse-polynomial.ts'

// Splitting pays where the blocks become this many times cheaper, cubes of sizes added up.
const WORTHWHILE = 4

/** The maximal cliques of a chordal graph around the given one: vertices of least degree are eliminated first. */
const chordalCliques = (neighbours: readonly Set<number>[]): number[][] => {
  const graph = neighbours.map((set) => new Set(set))
  const open = new Set(graph.keys())
  const cliques: Set<number>[] = []
  while (open.size > 0) {
    let next = -1
    for (const v of open) if (next < 0 || (graph[v] as Set<number>).size < (graph[next] as Set<number>).size) next = v
    const around = [...(graph[next] as Set<number>)]
    const clique = new Set([next, ...around])
    if (!cliques.some((c) => [...clique].every((v) => c.has(v)))) cliques.push(clique)
    for (const v of around) {
      const own = graph[v] as Set<number>
      own.delete(next)
      for (const w of around) if (w !== v) own.add(w)
    }
    open.delete(next)
  }
  return cliques.map((c) => [...c].sort((a, b) => a - b))
}

/**
 * Blocks of monomials split by the sparsity of p: two monomials stay together where their product occurs in p or is a
 * square of one of them, and where a chordal extension joins them. Undefined where that does not save much. A
 * certificate over these blocks is one over the given ones, but there may be none.
 * Source: Wang, Magron and Lasserre (2021), TSSOS.
 */
export const sparseBlocks = (table: MonomialTable, p: Poly, blocks: readonly GramBlock[]): GramBlock[] | undefined => {
  const cost = (list: readonly GramBlock[]): number => list.reduce((sum, b) => sum + b.basis.length ** 3, 0)
  const sparse = blocks.flatMap((block) => {
    const monomials = block.basis.flatMap((b) => [...b.keys()])
    const known = new Set([...p.keys(), ...monomials.map((m) => table.times(m, m))])
    const neighbours = monomials.map(() => new Set<number>())
    monomials.forEach((a, i) => {
      for (let j = 0; j < i; j++)
        if (known.has(table.times(a, monomials[j] as number))) {
          neighbours[i]?.add(j)
          neighbours[j]?.add(i)
        }
    })
    return chordalCliques(neighbours).map((c) => ({ ...block, basis: c.map((i) => monomial(monomials[i] as number)) }))
  })
  return WORTHWHILE * cost(sparse) < cost(blocks) ? sparse : undefined
}
