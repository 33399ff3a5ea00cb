import type { Json } from '../../kernel/json.ts'
import { clear } from '../../kernel/normal-form.ts'
import { atomOf, fromAtom, type Polynomial, polynomialKey } from '../../kernel/polynomial.ts'
import type { Sequent } from '../../kernel/sequent.ts'
import type { Budget } from '../../search/budget.ts'
import { textOf } from './nonnegativity.ts'

export type Bound = 'above' | 'below' | 'away'

/**
 * A chain of judgments under construction (`proofs/FORMAT.md` §6): the steps so far, and what they say of which
 * quantity. The kernel checks the finished chain; nothing here is trusted.
 */
export interface Chain {
  readonly sequent: Sequent
  readonly f: Polynomial
  readonly g: Polynomial
  readonly budget: Budget
  readonly steps: Json[]
  readonly judged: Map<string, { readonly value: Polynomial; readonly bounds: Set<Bound> }>
  /** Bounded quantities worth using in bounds of others. */
  readonly generators: Map<string, Polynomial>
  /** Bounded products with their factors, for the quotient rule. */
  readonly products: { readonly value: Polynomial; readonly factors: readonly Polynomial[] }[]
}

export const keyOf = (p: Polynomial): string => {
  const { numerator, denominator } = clear(p)
  return `${polynomialKey(numerator)} / ${polynomialKey(denominator)}`
}

export const judge = (chain: Chain, value: Polynomial, ...bounds: readonly Bound[]): void => {
  const key = keyOf(value)
  const known = chain.judged.get(key) ?? { value, bounds: new Set<Bound>() }
  for (const bound of bounds) known.bounds.add(bound)
  if (known.bounds.has('away')) known.bounds.add('below')
  chain.judged.set(key, known)
}

export const has = (chain: Chain, p: Polynomial, bound: Bound): boolean =>
  chain.judged.get(keyOf(p))?.bounds.has(bound) === true
export const isBounded = (chain: Chain, p: Polynomial): boolean => has(chain, p, 'above') && has(chain, p, 'below')

/** A chain in which only f and g are known to be bounded. */
export const startChain = (sequent: Sequent, f: Polynomial, g: Polynomial, budget: Budget): Chain => {
  const chain: Chain = {
    sequent,
    f,
    g,
    budget,
    steps: [],
    judged: new Map(),
    generators: new Map(),
    products: [],
  }
  judge(chain, f, 'above', 'below')
  judge(chain, g, 'above', 'below')
  return chain
}

export const variableOf = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))
export const text = (chain: Chain, p: Polynomial): string => textOf(p, chain.sequent.scope.variables)

/** Names for the quantities in `using`, none of them taken by a parameter or a constant. */
export const placeholders = (chain: Chain, count: number): string[] => {
  const { parameters, constants } = chain.sequent.scope
  let prefix = 'Q'
  while ([...parameters, ...constants.keys()].some((name) => name.startsWith(prefix))) prefix += 'q'
  return Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`)
}

/** `using` for quantities in order, only those named in `texts`. */
export const using = (
  chain: Chain,
  names: readonly string[],
  values: readonly Polynomial[],
  texts: readonly string[],
): Json => {
  const used = new Set(texts.flatMap((t) => t.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []))
  return Object.fromEntries(
    names.flatMap((name, i) => (used.has(name) ? [[name, text(chain, values[i] as Polynomial)]] : [])),
  )
}
