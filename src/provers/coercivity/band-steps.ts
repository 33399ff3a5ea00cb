import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { add, isClosed } from '../../kernel/polynomial.ts'
import { call, difference, printTerm, sum, type Term } from '../../kernel/term.ts'
import { bandSide } from '../distance-to-band.ts'
import { textFor } from '../kernel-text.ts'
import { type Chain, judge, keyOf } from './chain.ts'

/** max(e, 0) − e ≥ 0: with n = (e − |e|)/2 supposed positive, 4n² + 4n|e| = 0. */
const aboveItsArgument = (e: Term): Json => {
  const size = call('abs', e)
  const n = `(${printTerm(difference(e, size))})/2`
  const terms = [
    { weight: '4', square: n, times: [] },
    { weight: '4', square: '1', times: [n, printTerm(size)] },
  ]
  return { kind: 'positivstellensatz', terms, multiples: [] }
}

/**
 * Where g is the distance to a band, Σ max(e_i, 0)^(2k_i): each max(e_i, 0) is bounded with g, so every e_i is bounded
 * above, and from below as well where some e_i + e_j is a number.
 */
export const bandSteps = (chain: Chain, g: Term): void => {
  const { scope } = chain.sequent
  const summands = g.op === 'add' ? g.args : [g]
  const sides = summands.flatMap((summand) => bandSide(summand, scope) ?? [])
  for (const { distance, power, summand } of sides) {
    const others = sum(...summands.filter((other) => other !== summand))
    const proof = { kind: 'sign', form: printTerm(others) }
    chain.steps.push({ rule: 'growth', term: printTerm(distance), power, bound: 'G', proof })
    judge(chain, lower(distance, scope), 'above', 'below')
  }
  for (const { e, value, distance } of sides) {
    const partner = sides.find((other) => isClosed(add(value, other.value)))
    if (partner === undefined) continue
    const term = printTerm(e)
    const above = { rule: 'compare', term, is: 'above', by: 'Q1', using: { Q1: printTerm(distance) } }
    const width = textFor(add(value, partner.value), scope)
    const below = {
      rule: 'compare',
      term,
      is: 'below',
      by: `${width} - Q1`,
      using: { Q1: printTerm(partner.distance) },
    }
    chain.steps.push({ ...above, proof: aboveItsArgument(e) }, { ...below, proof: aboveItsArgument(partner.e) })
    judge(chain, value, 'above', 'below')
    chain.generators.set(keyOf(value), value)
  }
}
