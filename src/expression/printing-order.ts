import type { Atom, Entry, Polynomial } from '../kernel/polynomial.ts'

/** The order in which variables are printed; others follow by name. */
export type Order = readonly string[]

const rank = (atom: Atom, order: Order): number => {
  if (atom.kind === 'parameter' || atom.kind === 'theta') return -1
  if (atom.kind !== 'variable') return order.length + 1
  const index = order.indexOf(atom.name)
  return index < 0 ? order.length : index
}

/** The order of factors in a monomial: parameters, variables in the given order, functions. */
export const compareAtoms = (a: Atom, b: Atom, order: Order): number =>
  rank(a, order) - rank(b, order) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** Degree in the variables, then the exponents of the variables, then those of everything else. */
const weights = ({ monomial }: Entry, variables: readonly Atom[], others: readonly Atom[]): readonly number[] => {
  const times = new Map(monomial)
  const powers = variables.map((atom) => times.get(atom) ?? 0)
  const degree = powers.reduce((total, power) => total + power, 0)
  return [degree, ...powers, ...others.map((atom) => times.get(atom) ?? 0)]
}

/** The entries in graded lexicographic order: higher degree first, then higher powers of earlier variables. */
export const sortedEntries = (polynomial: Polynomial, order: Order): readonly Entry[] => {
  const entries = [...polynomial.values()]
  const atoms = [...new Set(entries.flatMap(({ monomial }) => monomial.map(([atom]) => atom)))]
  atoms.sort((a, b) => compareAtoms(a, b, order))
  const variables = atoms.filter((atom) => atom.kind === 'variable')
  const others = atoms.filter((atom) => atom.kind !== 'variable')
  const weighted = entries.map((entry) => ({ entry, weight: weights(entry, variables, others) }))
  weighted.sort((a, b) => {
    const at = a.weight.findIndex((value, i) => value !== b.weight[i])
    return at < 0 ? 0 : (b.weight[at] as number) - (a.weight[at] as number)
  })
  return weighted.map(({ entry }) => entry)
}
