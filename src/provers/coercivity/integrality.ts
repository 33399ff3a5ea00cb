import { groebnerBasis } from '../../algebra/groebner.ts'
import {
  constant,
  constantValue,
  degreeIn,
  fromTerms,
  type Polynomial as Indeterminates,
  indeterminate,
  rename,
  scale,
  subtract,
  terms,
} from '../../algebra/polynomial.ts'
import { coefficientsIn } from '../../algebra/polynomial-calculus.ts'
import { printPolynomial } from '../../algebra/polynomial-text.ts'
import type { Polynomial } from '../../kernel/polynomial.ts'
import { invert } from '../../kernel/rational.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { atomRing, toIndeterminates } from './atom-ring.ts'
import { type Chain, isBounded, judge, placeholders, text, using } from './chain.ts'
import { constantStep } from './chain-steps.ts'
import { attempt } from './nonnegativity.ts'

/**
 * The coefficients p_1..p_d (texts in the placeholders and parameters) of a monic equation of a polynomial x over
 * the generators, or undefined where x is not integral over them: elimination of the other indeterminates, then the
 * element of the elimination ideal whose leading monomial is a power of x. Throws BudgetSpent.
 */
const monicEquation = (
  chain: Chain,
  x: Polynomial,
  generators: readonly Polynomial[],
  names: readonly string[],
  milliseconds: number,
): readonly string[] | undefined => {
  const budget = atMostMilliseconds(chain.budget, milliseconds)
  const ring = atomRing([x, ...generators])
  // A name for x itself, which may be any polynomial in the atoms.
  const own = 'u'
  const isParameter = (name: string): boolean => ring.atoms[ring.names.indexOf(name)]?.kind === 'parameter'
  const others = ring.names.filter((name) => !isParameter(name))
  const base = [own, ...names, ...ring.names.filter(isParameter)]
  const all = [...others, ...base]
  const equations: Indeterminates[] = generators.map((q, i) =>
    subtract(rename(toIndeterminates(ring, q), all), rename(indeterminate(names[i] as string), all)),
  )
  equations.push(subtract(rename(toIndeterminates(ring, x), all), rename(indeterminate(own), all)))
  for (const relation of ring.relations) equations.push(rename(fromTerms(ring.names, relation.terms), all))
  const eliminated = groebnerBasis(equations, budget, { kind: 'elimination', eliminated: others.length }, all)
  const free = eliminated.elements.filter((e) => others.every((name) => degreeIn(e, name) <= 0))
  if (free.length === 0) return undefined
  const restricted = free.map((e) => rename(e, base))
  const basis = groebnerBasis(restricted, budget, { kind: 'elimination', eliminated: 1 }, base)
  for (const element of basis.elements) {
    const coefficients = coefficientsIn(element, own)
    const lead = constantValue(coefficients.at(-1) ?? constant(0))
    if (coefficients.length < 2 || lead === undefined || lead.n === 0n) continue
    const spelled = new Map(ring.names.map((name, i) => [name, ring.atoms[i]]))
    return coefficients
      .slice(0, -1)
      .reverse()
      .map((c) => {
        const named = scale(c, invert(lead))
        const outer = named.names.map((name) => {
          const atom = spelled.get(name)
          return atom?.kind === 'parameter' ? atom.name : name
        })
        return printPolynomial(fromTerms(outer, terms(named)))
      })
  }
  return undefined
}

/** Judges x bounded where it satisfies a monic equation over the bounded generators and `constants`. */
export const integralStep = (
  chain: Chain,
  x: Polynomial,
  bounded: readonly Polynomial[],
  milliseconds: number,
  constants: readonly Polynomial[] = [],
): boolean => {
  if (isBounded(chain, x)) return true
  const generators = [...bounded, ...constants]
  const names = placeholders(chain, generators.length)
  const coefficients = attempt(chain.budget, () => monicEquation(chain, x, generators, names, milliseconds))
  if (coefficients === undefined) return false
  const used = using(chain, names, generators, coefficients)
  const isUsed = (i: number): boolean => typeof used === 'object' && used !== null && (names[i] as string) in used
  for (const [i, c] of constants.entries()) {
    if (isUsed(bounded.length + i) && !constantStep(chain, c)) return false
  }
  chain.steps.push({
    rule: 'integral',
    term: text(chain, x),
    coefficients: [...coefficients],
    using: used,
  })
  judge(chain, x, 'above', 'below')
  return true
}
