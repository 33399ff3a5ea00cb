import type { Json } from '../../kernel/json.ts'
import { absolute, power } from '../../kernel/normal-form.ts'
import { atomsOf, integer, subtract } from '../../kernel/polynomial.ts'
import { fact, type Sequent, withFacts } from '../../kernel/sequent.ts'
import { type Chain, judge, text, variableOf } from './chain.ts'

const MOST_SPLITS = 3

/** The variable is at most 1 in size: bounded. */
const small = (chain: Chain, name: string): void => {
  const proof = { kind: 'sign', form: `1 - ${name}^2` }
  chain.steps.push({ rule: 'growth', term: name, power: 2, bound: '1', proof })
  judge(chain, variableOf(name), 'above', 'below')
  chain.generators.set(name, variableOf(name))
}

/** The variable is larger than 1 in size: |x| stays away from 0. (1 − |x|)(1 + |x|) + (x² − 1) = 0. */
const large = (chain: Chain, name: string): void => {
  const size = absolute(variableOf(name))
  const proof = {
    kind: 'positivstellensatz',
    terms: [
      { weight: '1', square: '1', times: [`1 - abs(${name})`, `1 + abs(${name})`] },
      { weight: '1', square: '1', times: [`${name}^2 - 1`] },
    ],
    multiples: [],
  }
  chain.steps.push({ rule: 'compare', term: text(chain, size), is: 'away', by: '1', using: {}, proof })
  judge(chain, size, 'away')
}

/** The variables of bounded products, those of most products first: as many as may be split on. */
export const sizeVariables = (chain: Chain): string[] => {
  const { variables } = chain.sequent.scope
  const names = chain.products.flatMap((p) => [
    ...new Set([...atomsOf(p.value)].flatMap((atom) => (atom.kind === 'variable' ? [atom.name] : []))),
  ])
  const times = (name: string): number => names.filter((other) => other === name).length
  return variables
    .filter((name) => names.includes(name))
    .sort((a, b) => times(b) - times(a))
    .slice(0, MOST_SPLITS)
}

/** A chain built in a cell: from the sequent and what is known there at the start; undefined where none is found. */
export type ChainBuilder = (sequent: Sequent, start: (chain: Chain) => void) => Json | undefined

/**
 * The argument by splits on the sizes of the variables, |x| ≤ 1 or |x| > 1, as few as do: in a cell a small variable is
 * bounded, and the powers of a large one stay away from 0, so that another factor of a bounded product is bounded.
 */
export const argumentBySizes = (
  sequent: Sequent,
  variables: readonly string[],
  build: ChainBuilder,
  start: (chain: Chain) => void = () => undefined,
): Json | undefined => {
  const whole = build(sequent, start)
  const [name, ...rest] = variables
  if (whole !== undefined || name === undefined) return whole
  const gap = subtract(power(variableOf(name), 2), integer(1))
  const cell = (isLarge: boolean): Json | undefined =>
    argumentBySizes(
      withFacts(sequent, isLarge ? fact(gap, '>') : fact(subtract(integer(1), power(variableOf(name), 2)), '>=')),
      rest,
      build,
      (chain) => {
        start(chain)
        if (isLarge) large(chain, name)
        else small(chain, name)
      },
    )
  const above = cell(true)
  const below = above && cell(false)
  if (above === undefined || below === undefined) return undefined
  return {
    kind: 'split',
    on: `${name}^2 - 1`,
    cells: [
      { sign: '>', argument: above },
      { sign: '<=', argument: below },
    ],
  }
}
