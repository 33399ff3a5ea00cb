import * as A from '../algebra/polynomial.ts'
import { squareFree } from '../algebra/square-free.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { signum, vanishes } from '../kernel/normal-form.ts'
import {
  add,
  atomsOf,
  fromAtom,
  integer,
  isClosed,
  negate,
  type Polynomial,
  polynomialKey,
  subtract,
} from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import { fact, type Sequent, withFacts } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { printTerm, type Term } from '../kernel/term.ts'
import type { Hints } from './attempt.ts'
import { termFor } from './kernel-text.ts'
import { problemOf } from './problem.ts'

/** A quantity to split on, into its three signs or only into zero and nonzero. */
export interface Split {
  readonly on: Polynomial
  readonly signs: readonly ('<' | '=' | '>' | '!=')[]
}

const THREE = ['<', '=', '>'] as const
const TWO = ['=', '!='] as const

/** The arguments of sgn whose sign no hypothesis tells. */
export const openSigns = ({ hypotheses, goal }: Sequent): Split[] => {
  const everything = [...hypotheses.map((h) => h.polynomial), ...(goal === 'false' ? [] : [goal.polynomial])]
  return everything.flatMap((p) =>
    [...atomsOf(p)].flatMap((atom): Split[] => {
      if (atom.kind !== 'sgn' || fromAtom(atom).size === 0) return []
      const isSet = hypotheses.some((h) => h.op === '=' && atomsOf(h.polynomial).has(atom) && h.polynomial.size <= 2)
      return isSet ? [] : [{ on: atom.arg, signs: THREE }]
    }),
  )
}

/** What may be worth a split: arguments of abs, laws, factors of equations, variables. */
export const splitCandidates = (sequent: Sequent, hints: Hints): Split[] => {
  const { scope } = sequent
  const problem = problemOf(sequent)
  const { indeterminates } = problem
  const seen = new Set<string>()
  const found: Split[] = []
  const decided = sequent.hypotheses.filter((h) => h.op !== '>=').map((h) => h.polynomial)
  const offer = (on: Polynomial, signs: Split['signs']): void => {
    if (isClosed(on) || on.size === 0) return
    const key = polynomialKey(on)
    const isKnown = decided.some((p) => vanishes(subtract(p, on)) || vanishes(add(p, on)))
    if (seen.has(key) || (isKnown && signs === TWO)) return
    seen.add(key)
    found.push({ on, signs })
  }
  for (const { on, signs } of openSigns(sequent)) offer(on, signs)
  for (const e of problem.equalities) {
    if (e.term === undefined || A.constantValue(e.value) !== undefined) continue
    const monomial = e.value.names.filter((name) =>
      A.terms(e.value).every((t) => (t.exponents[e.value.names.indexOf(name)] as number) > 0),
    )
    for (const name of monomial) offer(lower(indeterminates.termOf(A.indeterminate(name, e.value.names)), scope), TWO)
    for (const { base } of squareFree(e.value).factors) offer(lower(indeterminates.termOf(base), scope), TWO)
  }
  for (const law of hints.laws ?? []) {
    try {
      offer(lower(law, scope), TWO)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  for (const name of indeterminates.names) {
    const x = A.indeterminate(name, indeterminates.names)
    if (problem.positive.some((g) => A.equal(g.value, x))) continue
    offer(lower(indeterminates.termOf(x), scope), THREE)
  }
  return found
}

/** What one cell of a split on u adds to the hypotheses. */
export const cellFacts = (u: Polynomial, sign: string): Fact[] => {
  if (sign === '<') return [fact(negate(u), '>'), fact(add(signum(u), integer(1)), '=')]
  if (sign === '>') return [fact(u, '>'), fact(subtract(signum(u), integer(1)), '=')]
  if (sign === '<=') return [fact(negate(u), '>=')]
  if (sign === '>=') return [fact(u, '>=')]
  return [fact(u, sign === '=' ? '=' : '!=')]
}

/** The split proof, where `prove` proves every cell. */
export const splitOn = async (
  sequent: Sequent,
  { on, signs }: Split,
  prove: (cell: Sequent) => Promise<Json | undefined>,
): Promise<Json | undefined> => {
  const cells: { sign: string; proof: Json }[] = []
  for (const sign of signs) {
    const proof = await prove(withFacts(sequent, ...cellFacts(on, sign)))
    if (proof === undefined) return undefined
    cells.push({ sign, proof })
  }
  const text: Term = termFor(on, sequent.scope)
  return { kind: 'split', on: printTerm(text), cells }
}
