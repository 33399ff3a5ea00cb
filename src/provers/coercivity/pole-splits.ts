import { terms, usedNames } from '../../algebra/polynomial.ts'
import { divideExact } from '../../algebra/polynomial-division.ts'
import type { Json } from '../../kernel/json.ts'
import { multiply, vanishes } from '../../kernel/normal-form.ts'
import { add, negate, type Polynomial, subtract } from '../../kernel/polynomial.ts'
import { fact, type Sequent, withFacts } from '../../kernel/sequent.ts'
import { signsOf, ZERO } from '../../kernel/sign.ts'
import type { Budget } from '../../search/budget.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { factorsOf } from '../factor-lemmas.ts'
import { termFor } from '../kernel-text.ts'
import { atomRing, fromSparse, toIndeterminates } from './atom-ring.ts'
import { attempt, textOf } from './nonnegativity.ts'

/** A factor that cannot be 0 because a product with it is not. */
export interface Pole {
  readonly base: Polynomial
  /** What the hypothesis says is not zero, and the same divided by the base. */
  readonly product: Polynomial
  readonly cofactor: Polynomial
}

const MOST_POLES = 6

/** The factors of hypotheses "≠ 0" and "> 0" whose own sign does not exclude 0 yet; constants are left alone. */
export const poles = (sequent: Sequent, budget: Budget): Pole[] => {
  const { hypotheses, scope } = sequent
  const found: Pole[] = []
  const isKnown = (base: Polynomial): boolean =>
    found.some((p) => vanishes(subtract(p.base, base)) || vanishes(add(p.base, base))) ||
    (signsOf(termFor(base, scope), hypotheses, scope) & ZERO) === 0
  for (const { polynomial, op } of hypotheses) {
    if (op === '=' || op === '>=') continue
    attempt(budget, () => {
      const ring = atomRing([polynomial])
      if (ring.relations.length > 0) return
      const p = toIndeterminates(ring, polynomial)
      for (const factor of factorsOf(p, atMostMilliseconds(budget, 300))) {
        const rest = divideExact(p, factor)
        if (rest === undefined || usedNames(factor).length === 0) continue
        const back = (q: typeof p): Polynomial => fromSparse(ring, { variables: q.names, terms: terms(q) })
        const base = back(factor)
        if (found.length < MOST_POLES && !isKnown(base)) found.push({ base, product: polynomial, cofactor: back(rest) })
      }
    })
  }
  return found
}

/** The sequent with every pole's own "≠ 0" among the hypotheses. */
export const withoutPoles = (sequent: Sequent, list: readonly Pole[]): Sequent =>
  withFacts(sequent, ...list.map(({ base }) => fact(base, '!=')))

/** A chain from a contradiction. */
export const absurdChain = (contradiction: Json, variables: readonly string[]): Json => ({
  kind: 'chain',
  steps: variables.map((name) => ({ rule: 'growth', term: name, power: 2, bound: '0', proof: contradiction })),
})

/** The argument inside splits on the poles; where a pole is 0 the hypotheses contradict each other. */
export const splitOnPoles = (argument: Json, list: readonly Pole[], variables: readonly string[]): Json =>
  [...list].reverse().reduce<Json>((inner, { base, product, cofactor }) => {
    const contradiction: Json = {
      kind: 'positivstellensatz',
      terms: [{ weight: '1', square: textOf(product, variables), times: [] }],
      multiples: [{ of: textOf(base, variables), by: textOf(negate(multiply(product, cofactor)), variables) }],
    }
    return {
      kind: 'split',
      on: textOf(base, variables),
      cells: [
        { sign: '!=', argument: inner },
        { sign: '=', argument: absurdChain(contradiction, variables) },
      ],
    }
  }, argument)
