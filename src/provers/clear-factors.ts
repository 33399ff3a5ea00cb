import { multiply, power } from '../kernel/normal-form.ts'
import { type Entry, fromEntries, type Polynomial } from '../kernel/polynomial.ts'

/** p·Π base^power = numerator, where the numerator has no 1/u at the top level and every base is such a u. */
export interface ClearedFactors {
  readonly numerator: Polynomial
  readonly factors: readonly { readonly base: Polynomial; readonly power: number }[]
}

/**
 * Multiplies p with powers of the u of its atoms 1/u until none is left; with even powers only where `even`, so that
 * the sign of p is that of the numerator.
 */
export const clearFactors = (p: Polynomial, even: boolean): ClearedFactors => {
  let numerator = p
  const factors: { base: Polynomial; power: number }[] = []
  for (;;) {
    const atom = [...numerator.values()].flatMap((e) => e.monomial.map(([a]) => a)).find((a) => a.kind === 'inverse')
    if (atom === undefined || atom.kind !== 'inverse') return { numerator, factors }
    const timesIn = (e: Entry): number => e.monomial.find(([a]) => a === atom)?.[1] ?? 0
    const most = Math.max(...[...numerator.values()].map(timesIn))
    const highest = even && most % 2 === 1 ? most + 1 : most
    const parts = new Map<number, Entry[]>()
    for (const e of numerator.values()) {
      const k = timesIn(e)
      const rest = { monomial: e.monomial.filter(([a]) => a !== atom), coefficient: e.coefficient }
      parts.set(k, [...(parts.get(k) ?? []), rest])
    }
    const summands = [...parts].map(([k, entries]) => multiply(fromEntries(entries), power(atom.arg, highest - k)))
    numerator = fromEntries(summands.flatMap((s) => [...s.values()]))
    factors.push({ base: atom.arg, power: highest })
  }
}
