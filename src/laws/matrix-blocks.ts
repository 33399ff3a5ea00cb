import type { MatrixForm } from '../expression/matrix-form.ts'
import { entryName, type Shape } from '../expression/shapes.ts'
import { number, product, raised, symbol } from '../kernel/term.ts'

/** A product left·right of two names with a sign. */
export type SignedProduct = readonly [left: string, right: string, sign: 1 | -1]

/** A square matrix of quadratic forms in declared matrices and vectors, as it is written: a sum with signs. */
export interface Block {
  readonly summands: readonly { readonly form: MatrixForm; readonly sign: 1 | -1 }[]
  readonly size: number
  /** The entry in row a and column b. */
  readonly entry: (a: number, b: number) => readonly SignedProduct[]
  /** Which shapes it is a product of, the same for all blocks with the same trace up to a factor. */
  readonly pair: string
}

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

const named = ({ name }: Shape): MatrixForm => ({ op: 'name', name })
const transposed = (arg: MatrixForm): MatrixForm => ({ op: 'transpose', arg })
const times = (...args: readonly MatrixForm[]): MatrixForm => ({ op: 'multiply', args })

/** Pairs of shapes of the same kind and size, each once. */
const pairsOf = (shapes: readonly Shape[]): (readonly [Shape, Shape])[] =>
  shapes.flatMap((a, i) =>
    shapes
      .slice(i)
      .filter((b) => a.rows === b.rows && a.columns === b.columns && a.kind === b.kind)
      .map((b) => [a, b] as const),
  )

/** A·B^⊤ ± B·A^⊤ and A^⊤B ± B^⊤A for all A, B of one size; A·A^⊤ and A^⊤A among the symmetric ones. */
export const blocksOf = (shapes: readonly Shape[], symmetry: 'symmetric' | 'antisymmetric'): Block[] => {
  const sign = symmetry === 'symmetric' ? 1 : -1
  return pairsOf(shapes.filter(({ kind }) => kind !== 'scalar')).flatMap(([a, b]): Block[] => {
    if (a === b && sign === -1) return []
    const pair = `${a.name} ${b.name}`
    const outer = (p: Shape, q: Shape): MatrixForm => times(named(p), transposed(named(q)))
    const inner = (p: Shape, q: Shape): MatrixForm => times(transposed(named(p)), named(q))
    const both = (of: (p: Shape, q: Shape) => MatrixForm): Block['summands'] =>
      a === b
        ? [{ form: of(a, a), sign: 1 }]
        : [
            { form: of(a, b), sign: 1 },
            { form: of(b, a), sign },
          ]
    const turned = (products: readonly SignedProduct[], mirrored: readonly SignedProduct[]): SignedProduct[] =>
      a === b ? [...products] : [...products, ...mirrored.map(([l, r]) => [l, r, sign] as const)]
    const inRows = (p: Shape, q: Shape, i: number, k: number): SignedProduct[] =>
      upTo(p.columns).map((m) => [entryName(p, i, m), entryName(q, k, m), 1])
    const inColumns = (p: Shape, q: Shape, i: number, k: number): SignedProduct[] =>
      upTo(p.rows).map((m) => [entryName(p, m, i), entryName(q, m, k), 1])
    return [
      {
        summands: both(outer),
        size: a.rows,
        entry: (i: number, k: number) => turned(inRows(a, b, i, k), inRows(b, a, i, k)),
        pair,
      },
      {
        summands: both(inner),
        size: a.columns,
        entry: (i: number, k: number) => turned(inColumns(a, b, i, k), inColumns(b, a, i, k)),
        pair,
      },
    ].filter(({ size }) => sign === 1 || size > 1)
  })
}

/** |A|², ⟨A, B⟩ for all shapes of one size, scalars among them, as 1×1 blocks. */
export const traceBlocks = (shapes: readonly Shape[]): Block[] =>
  pairsOf(shapes).map(([a, b]): Block => {
    const isSame = a === b
    const form: MatrixForm =
      a.kind === 'scalar'
        ? { op: 'term', term: isSame ? raised(symbol(a.name), number(2)) : product(symbol(a.name), symbol(b.name)) }
        : isSame
          ? { op: 'call', name: 'normF2', args: [named(a)], argument: a }
          : { op: 'call', name: 'trace', args: [times(transposed(named(a)), named(b))] }
    return {
      summands: [{ form, sign: 1 }],
      size: 1,
      entry: () =>
        upTo(a.rows).flatMap((i) => upTo(a.columns).map((j) => [entryName(a, i, j), entryName(b, i, j), 1] as const)),
      pair: `${a.name} ${b.name}`,
    }
  })
