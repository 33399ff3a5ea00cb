import { multiply, power } from '../kernel/normal-form.ts'
import { type Atom, type Entry, fromEntries, type Polynomial } from '../kernel/polynomial.ts'

type InverseAtom = Atom & { readonly kind: 'inverse'; readonly arg: Polynomial }

/** p·Π base^power = numerator, where the numerator has no 1/u at the top level and every base is such a u. */
export interface ClearedFactors {
  readonly numerator: Polynomial
  readonly factors: readonly { readonly base: Polynomial; readonly power: number }[]
}

const isInverse = (atom: Atom): atom is InverseAtom => atom.kind === 'inverse'

const firstInverse = (p: Polynomial): InverseAtom | undefined => {
  for (const { monomial } of p.values()) for (const [atom] of monomial) if (isInverse(atom)) return atom
  return undefined
}

/**
 * Multiplies p with powers of the u of its atoms 1/u until none is left; with even powers only where `even`, so that
 * the sign of p is that of the numerator.
 */
export const clearFactors = (p: Polynomial, even: boolean): ClearedFactors => {
  let numerator = p
  const factors: { base: Polynomial; power: number }[] = []
  for (;;) {
    const atom = firstInverse(numerator)
    if (atom === undefined) return { numerator, factors }
    const parts = new Map<number, Entry[]>()
    for (const e of numerator.values()) {
      const k = e.monomial.find(([a]) => a === atom)?.[1] ?? 0
      const rest = { monomial: e.monomial.filter(([a]) => a !== atom), coefficient: e.coefficient }
      const part = parts.get(k)
      if (part === undefined) parts.set(k, [rest])
      else part.push(rest)
    }
    const most = Math.max(...parts.keys())
    const highest = even && most % 2 === 1 ? most + 1 : most
    const summands = [...parts].map(([k, entries]) => multiply(fromEntries(entries), power(atom.arg, highest - k)))
    numerator = fromEntries(summands.flatMap((s) => [...s.values()]))
    factors.push({ base: atom.arg, power: highest })
  }
}
