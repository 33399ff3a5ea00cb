import { domainConditions } from '../../kernel/domain.ts'
import type { Json } from '../../kernel/json.ts'
import { absolute, exponential, inverse, logarithm, multiply, power, vanishes } from '../../kernel/normal-form.ts'
import { parseTerm } from '../../kernel/parse-term.ts'
import {
  type Atom,
  add,
  constant,
  fromAtom,
  negate,
  type Polynomial,
  scale,
  subtract,
} from '../../kernel/polynomial.ts'
import { divide, formatRational, ONE, type Rational, rational } from '../../kernel/rational.ts'
import { signsUnder, within } from '../../kernel/sequent.ts'
import { conditionsHold } from '../../kernel/sign.ts'
import { printTerm, symbols } from '../../kernel/term.ts'
import { charge } from '../../search/budget.ts'
import { atMostMilliseconds } from '../budgets.ts'
import { type Bound, type Chain, has, isBounded, judge, placeholders, text, using } from './chain.ts'
import { attempt, closedBy, majorant, proofOfSign } from './nonnegativity.ts'

const productText = (weight: string, factors: readonly string[], exponents: readonly number[]): string =>
  [weight, ...factors.flatMap((name, i) => ((exponents[i] ?? 0) === 0 ? [] : [`(${name})^${exponents[i]}`]))].join('*')

/** u^k ≤ B(f, g), or B(f) where the generators are f alone, by sums of squares: so u is bounded. */
export const growthStep = (
  chain: Chain,
  u: Polynomial,
  k: number,
  degree: number,
  milliseconds: number,
  generators: readonly Polynomial[] = [chain.f, chain.g],
): boolean => {
  charge(chain.budget)
  const uk = power(u, k)
  const found = attempt(chain.budget, () =>
    majorant(uk, generators, chain.sequent, { degree, budget: atMostMilliseconds(chain.budget, milliseconds) }),
  )
  if (found === undefined) return false
  const bound = found.bound.map(({ weight, exponents }) => productText(weight, ['F', 'G'], exponents))
  let value: Polynomial = new Map()
  for (const { weight, exponents } of found.bound) {
    const [i = 0, j = 0] = exponents
    value = add(value, scale(multiply(power(chain.f, i), power(chain.g, j)), parse(weight)))
  }
  const proof = closedBy(subtract(value, uk), found.proof, chain.sequent.scope.variables)
  const sum = bound.length === 0 ? '0' : bound.join(' + ')
  chain.steps.push({ rule: 'growth', term: text(chain, u), power: k, bound: sum, proof })
  judge(chain, u, 'above', 'below')
  return true
}

const parse = (weight: string): Rational => {
  const [n, d] = weight.split('/')
  return rational(BigInt(n as string), BigInt(d ?? '1'))
}

/** The total degree in all atoms. */
export const degreeOf = (p: Polynomial): number =>
  Math.max(0, ...[...p.values()].map(({ monomial }) => monomial.reduce((d, [, times]) => d + times, 0)))

/** u ≤ B or u ≥ −B with B a polynomial in the generators, by sums of squares. */
export const compareStep = (
  chain: Chain,
  u: Polynomial,
  is: 'above' | 'below',
  generators: readonly Polynomial[],
  degree: number,
  milliseconds: number,
): boolean => {
  charge(chain.budget)
  if (has(chain, u, is)) return true
  const both = generators.flatMap((q) => [q, negate(q)])
  const names = placeholders(chain, generators.length)
  const target = is === 'above' ? u : negate(u)
  const options = {
    degree: Math.max(degree, 2 * Math.ceil(degreeOf(u) / 2)),
    budget: atMostMilliseconds(chain.budget, milliseconds),
  }
  const found = attempt(chain.budget, () => majorant(target, both, chain.sequent, options))
  if (found === undefined) return false
  const texts = names.flatMap((name) => [name, `-${name}`])
  const sum = found.bound.map(({ weight, exponents }) => productText(weight, texts, exponents)).join(' + ') || '0'
  let value: Polynomial = new Map()
  for (const { weight, exponents } of found.bound) {
    let term = constant(parse(weight))
    exponents.forEach((e, i) => {
      if (e > 0) term = multiply(term, power(both[i] as Polynomial, e))
    })
    value = add(value, term)
  }
  const proof = closedBy(subtract(value, target), found.proof, chain.sequent.scope.variables)
  const by = is === 'above' ? sum : `-(${sum})`
  chain.steps.push({
    rule: 'compare',
    term: text(chain, u),
    is,
    by,
    using: using(chain, names, generators, [by]),
    proof,
  })
  judge(chain, u, is)
  return true
}

/** u ≤ q or 0 ≤ u for a bounded q by a direct proof of the gap's sign; `forms` are ways to write the gap. */
export const compareDirect = (
  chain: Chain,
  u: Polynomial,
  is: Bound,
  by: { readonly text: string; readonly value: Polynomial; readonly using?: Json },
  forms: readonly string[] = [],
): boolean => {
  if (has(chain, u, is)) return true
  const gap = is === 'above' ? subtract(by.value, u) : subtract(u, by.value)
  const proof = proofOfSign(gap, '>=', chain.sequent, atMostMilliseconds(chain.budget, 500), forms)
  if (proof === undefined) return false
  chain.steps.push({ rule: 'compare', term: text(chain, u), is, by: by.text, using: by.using ?? {}, proof })
  judge(chain, u, is)
  return true
}

/** u^d = c·q^m for a bounded q: so u is bounded. */
export const rootStep = (
  chain: Chain,
  u: Polynomial,
  d: number,
  c: Rational,
  q: Polynomial,
  m = 1,
  shift: Rational = rational(0),
): boolean => {
  if (isBounded(chain, u)) return true
  const total = subtract(power(u, d), scale(power(add(q, constant(shift)), m), c))
  if (!vanishes(total) || !isBounded(chain, q)) return false
  const [name] = placeholders(chain, 1) as [string]
  const factor = formatRational(divide(rational(-1), divide(ONE, c)))
  const last = `${factor.startsWith('-') ? `(${factor})` : factor}*(${name} + (${formatRational(shift)}))^${m}`
  const coefficients = [...Array.from({ length: d - 1 }, () => '0'), last]
  chain.steps.push({ rule: 'integral', term: text(chain, u), coefficients, using: { [name]: text(chain, q) } })
  judge(chain, u, 'above', 'below')
  return true
}

/** From u to exp(u). */
export const exponentialStep = (chain: Chain, u: Polynomial): boolean => {
  const e = exponential(u)
  const isAbove = has(chain, u, 'above')
  const isBelow = has(chain, u, 'below')
  const isNew = (isAbove && !has(chain, e, 'above')) || (isBelow && !has(chain, e, 'away'))
  if (!isNew) return false
  chain.steps.push({ rule: 'exp', of: text(chain, u), factor: '1' })
  judge(chain, e, ...(isAbove ? (['above'] as const) : []), ...(isBelow ? (['away'] as const) : []), 'below')
  return true
}

/** From exp(u) to u. */
export const logarithmStep = (chain: Chain, u: Polynomial): boolean => {
  const e = exponential(u)
  const isAbove = has(chain, e, 'above')
  const isAway = has(chain, e, 'away')
  const isNew = (isAbove && !has(chain, u, 'above')) || (isAway && !has(chain, u, 'below'))
  if (!isNew) return false
  chain.steps.push({ rule: 'exp-inverse', of: text(chain, u), factor: '1' })
  judge(chain, u, ...(isAbove ? (['above'] as const) : []), ...(isAway ? (['below'] as const) : []))
  return true
}

/** From log(u) to u; u > 0 is a domain condition wherever log(u) occurs. */
export const inverseLogarithmStep = (chain: Chain, u: Polynomial): boolean => {
  const l = logarithm(u)
  const isAbove = has(chain, l, 'above')
  const isBelow = has(chain, l, 'below')
  const isNew = (isAbove && !has(chain, u, 'above')) || (isBelow && !has(chain, u, 'away'))
  if (!isNew) return false
  chain.steps.push({ rule: 'log-inverse', of: text(chain, u) })
  judge(chain, u, ...(isAbove ? (['above'] as const) : []), ...(isBelow ? (['away'] as const) : []))
  return true
}

/** From u to log(u). */
export const ofLogarithmStep = (chain: Chain, u: Polynomial): boolean => {
  const l = logarithm(u)
  const isAbove = has(chain, u, 'above')
  const isAway = has(chain, u, 'away')
  const isNew = (isAbove && !has(chain, l, 'above')) || (isAway && !has(chain, l, 'below'))
  if (!isNew) return false
  chain.steps.push({ rule: 'log', of: text(chain, u) })
  judge(chain, l, ...(isAbove ? (['above'] as const) : []), ...(isAway ? (['below'] as const) : []))
  return true
}

/** u·w above, w away and u ≥ 0: u bounded. */
export const quotientStep = (chain: Chain, u: Polynomial, w: Polynomial): boolean => {
  if (isBounded(chain, u)) return false
  if (!has(chain, multiply(u, w), 'above') || !has(chain, w, 'away')) return false
  const proof = proofOfSign(u, '>=', chain.sequent, atMostMilliseconds(chain.budget, 500))
  if (proof === undefined) return false
  chain.steps.push({ rule: 'quotient', term: text(chain, u), by: text(chain, w), proof })
  judge(chain, u, 'above', 'below')
  return true
}

/** u away and w away: u·w away. */
export const productStep = (chain: Chain, u: Polynomial, w: Polynomial): boolean => {
  const product = multiply(u, w)
  if (!has(chain, u, 'away') || !has(chain, w, 'away') || has(chain, product, 'away')) return false
  chain.steps.push({ rule: 'product', term: text(chain, u), by: text(chain, w) })
  judge(chain, product, 'away')
  return true
}

/** From a positive u to 1/u. */
export const reciprocalStep = (chain: Chain, u: Polynomial): boolean => {
  const r = inverse(u)
  const isAway = has(chain, u, 'away')
  const isAbove = has(chain, u, 'above')
  const isNew = (isAway && !isBounded(chain, r)) || (isAbove && !has(chain, r, 'away'))
  if (!isNew) return false
  const proof = proofOfSign(u, '>', chain.sequent, atMostMilliseconds(chain.budget, 500))
  if (proof === undefined) return false
  chain.steps.push({ rule: 'reciprocal', of: text(chain, u), proof })
  if (isAway) judge(chain, r, 'above', 'below')
  if (isAbove) judge(chain, r, 'away')
  return true
}

/** From |u|^e to u, e with parameters. */
export const powerStep = (chain: Chain, u: Polynomial, baseText: string, exponent: Polynomial): boolean => {
  const proof = proofOfSign(exponent, '>', chain.sequent, atMostMilliseconds(chain.budget, 500))
  if (proof === undefined) return false
  chain.steps.push({ rule: 'power', of: baseText, exponent: text(chain, exponent), proof })
  judge(chain, u, 'above', 'below')
  return true
}

/** The power rule stands for |u|^e, or for u^e where e is an even combination of integer parameters. */
const ruledExponent = (atom: Atom & { kind: 'power' }, times: number): Polynomial | undefined => {
  const exponent = scale(atom.exponent, rational(times))
  const isEven = [...exponent.values()].every(({ coefficient }) => coefficient.d === 1n && coefficient.n % 2n === 0n)
  return !atom.signed || isEven ? exponent : undefined
}

/** From u to w = |u|^e, e > 0, or back: bounded from bounded, and w away from |u| away. */
export const powerOfAtomStep = (chain: Chain, atom: Atom & { kind: 'power' }, times: number): boolean => {
  const exponent = ruledExponent(atom, times)
  if (exponent === undefined) return false
  const u = atom.arg
  const w = power(fromAtom(atom), times)
  const isAway = has(chain, absolute(u), 'away') && !has(chain, w, 'away')
  const isBase = has(chain, w, 'above') && !isBounded(chain, u)
  if (!isAway && !isBase) return false
  const proof = proofOfSign(exponent, '>', chain.sequent, atMostMilliseconds(chain.budget, 500))
  if (proof === undefined) return false
  chain.steps.push({ rule: 'power', of: text(chain, u), exponent: text(chain, exponent), proof })
  if (isAway) judge(chain, w, 'away')
  if (isBase) judge(chain, u, 'above', 'below')
  return true
}

/** A quantity without variables: bounded, and away from 0 where its sign is + by structure. */
export const constantStep = (chain: Chain, u: Polynomial): boolean => {
  if (isBounded(chain, u)) return true
  const { sequent } = chain
  const term = parseTerm(text(chain, u))
  if (symbols(term).some((name) => sequent.scope.variables.includes(name))) return false
  if (!conditionsHold(domainConditions([term], sequent.scope), sequent.hypotheses, sequent.scope)) return false
  chain.steps.push({ rule: 'constant', term: printTerm(term) })
  judge(chain, u, 'above', 'below', ...(within(signsUnder(term, sequent), '>') ? (['away'] as const) : []))
  return true
}

/** c·u + d = q for a bounded q, c and d without variables, c ≠ 0: u = (q − d)/c is bounded. */
export const affineStep = (chain: Chain, u: Polynomial, c: Polynomial, d: Polynomial, q: Polynomial): boolean => {
  if (isBounded(chain, u)) return true
  if (!isBounded(chain, q) || c.size === 0) return false
  const factor = inverse(c)
  if (!vanishes(subtract(u, multiply(factor, subtract(q, d))))) return false
  if (!constantStep(chain, factor) || !constantStep(chain, d)) return false
  const names = placeholders(chain, 3)
  const coefficient = `-${names[0]}*(${names[1]} - ${names[2]})`
  chain.steps.push({
    rule: 'integral',
    term: text(chain, u),
    coefficients: [coefficient],
    using: using(chain, names, [factor, q, d], [coefficient]),
  })
  judge(chain, u, 'above', 'below')
  return true
}
