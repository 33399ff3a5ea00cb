import type { Json } from '../../kernel/json.ts'
import { atomsOf, fromAtom, negate, type Polynomial } from '../../kernel/polynomial.ts'
import { fact, type Sequent, withFacts } from '../../kernel/sequent.ts'
import { signsOf, ZERO } from '../../kernel/sign.ts'
import { symbol } from '../../kernel/term.ts'
import type { Budget } from '../../search/budget.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { searchCone } from '../cone-certificate.ts'
import { problemOf } from '../problem.ts'
import { attempt, textOf } from './nonnegativity.ts'
import { absurdChain } from './pole-splits.ts'

/** A parameter that is positive (or negative) by the assumptions together, with the proof that it cannot be otherwise. */
export interface ParameterSign {
  readonly value: Polynomial
  readonly sign: '>' | '<'
  readonly contradiction: Json
}

/** The signs of parameters in f and g that no single assumption says: a > b and b > 0 give a > 0. */
export const parameterSigns = (sequent: Sequent, of: readonly Polynomial[], budget: Budget): ParameterSign[] => {
  const { hypotheses, scope } = sequent
  const isAboutParameters = (p: Polynomial): boolean => [...atomsOf(p)].every(({ kind }) => kind === 'parameter')
  const own: Sequent = { ...sequent, hypotheses: hypotheses.filter((h) => isAboutParameters(h.polynomial)) }
  const atoms = new Set(of.flatMap((p) => [...atomsOf(p)]))
  return [...atoms].flatMap((atom) => {
    if (atom.kind !== 'parameter' || (signsOf(symbol(atom.name), hypotheses, scope) & ZERO) === 0) return []
    const value = fromAtom(atom)
    for (const sign of ['>', '<'] as const) {
      const opposite = withFacts(own, fact(sign === '>' ? negate(value) : value, '>='))
      const contradiction = attempt(budget, () =>
        searchCone(problemOf({ ...opposite, goal: 'false' }), {
          degree: 2,
          products: 1,
          budget: atMostMilliseconds(budget, 1000),
        }),
      )
      if (contradiction !== undefined) return [{ value, sign, contradiction }]
    }
    return []
  })
}

/** The sequent with these signs among the hypotheses. */
export const withSigns = (sequent: Sequent, list: readonly ParameterSign[]): Sequent =>
  withFacts(sequent, ...list.map(({ value, sign }) => fact(sign === '>' ? value : negate(value), '>')))

/** The argument inside splits on the parameters whose signs are known. */
export const splitOnSigns = (argument: Json, list: readonly ParameterSign[], variables: readonly string[]): Json =>
  [...list].reverse().reduce<Json>(
    (inner, { value, sign, contradiction }) => ({
      kind: 'split',
      on: textOf(value, variables),
      cells: [
        { sign, argument: inner },
        { sign: sign === '>' ? '<=' : '>=', argument: absurdChain(contradiction, variables) },
      ],
    }),
    argument,
  )
