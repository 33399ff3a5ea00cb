import { diagonalQuadratic } from '../../dynamics/diagonal-quadratic.ts'
import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { clear, multiply, power } from '../../kernel/normal-form.ts'
import {
  add,
  constant,
  fromEntries,
  integer,
  leadingCoefficient,
  type Polynomial,
  rationalValue,
  scale,
  subtract,
  zero,
} from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { fact, type Sequent, withFacts } from '../../kernel/sequent.ts'
import type { Term } from '../../kernel/term.ts'
import { type Chain, isBounded, judge, placeholders, startChain, text, variableOf } from './chain.ts'
import { compareDirect, productStep, quotientStep, rootStep } from './chain-steps.ts'
import { explore, exploreHint } from './explore.ts'
import type { CoercivityPiece } from './piece.ts'

/** c·z^m·s^n, a summand of g; n may be negative. */
interface Summand {
  readonly value: Polynomial
  readonly coefficient: Q.Rational
  readonly name: string
  readonly m: number
  readonly n: number
}

/** z^m of one variable, or undefined. */
const powerOfVariable = (p: Polynomial): { readonly name: string; readonly m: number; c: Q.Rational } | undefined => {
  const [entry, more] = [...p.values()]
  const [only, others] = entry?.monomial ?? []
  if (entry === undefined || more !== undefined || only === undefined || others !== undefined) return undefined
  const [atom, m] = only
  return atom.kind === 'variable' ? { name: atom.name, m, c: entry.coefficient } : undefined
}

const summandsOf = (term: Term): readonly Term[] => (term.op === 'add' ? term.args.flatMap(summandsOf) : [term])

const MOST_POWER = 32

/** The summands of g as c·z^m·s^n; undefined where one is none. */
const readSummands = (g: Term, s: Polynomial, { scope }: Sequent): readonly Summand[] | undefined => {
  const found = summandsOf(g).map((term): Summand | undefined => {
    const value = lower(term, scope)
    const { numerator, denominator } = clear(value)
    const above = powerOfVariable(numerator)
    for (let n = 0; above !== undefined && n <= MOST_POWER; n++) {
      const k = Q.divide(leadingCoefficient(denominator), leadingCoefficient(power(s, n)))
      if (subtract(denominator, scale(power(s, n), k)).size === 0)
        return { value, coefficient: Q.divide(above.c, k), name: above.name, m: above.m, n: -n }
    }
    // s^n divides it where another variable's power is left over: by the exponents, for one monomial in s.
    for (const entry of value.values()) {
      for (const [atom, m] of entry.monomial) {
        if (atom.kind !== 'variable') continue
        for (let n = 1; n <= MOST_POWER; n++) {
          const like = multiply(power(variableOf(atom.name), m), power(s, n))
          const c = Q.divide(entry.coefficient, leadOf(like, entry.monomial) ?? entry.coefficient)
          const gap = subtract(value, scale(like, c))
          if (gap.size === 0) return { value, coefficient: c, name: atom.name, m, n }
        }
      }
    }
    return undefined
  })
  return found.every((one) => one !== undefined) ? (found as Summand[]) : undefined
}

const leadOf = (p: Polynomial, monomial: readonly (readonly [unknown, number])[]): Q.Rational | undefined =>
  [...p.values()].find(
    (entry) =>
      entry.monomial.length === monomial.length &&
      entry.monomial.every(([a, k], i) => monomial[i]?.[0] === a && monomial[i]?.[1] === k),
  )?.coefficient

/** x² ≤ (Σ weights·x_j² + h + b)/a where the sum of the others is nonnegative: bounded because these are. */
const bySum = (chain: Chain, name: string, h: Polynomial, a: readonly Q.Rational[], sign: 1 | -1): boolean => {
  const { variables } = chain.sequent.scope
  const x = variableOf(name)
  if (isBounded(chain, x)) return true
  const own = Q.multiply(a[variables.indexOf(name)] as Q.Rational, Q.rational(sign))
  const known = variables.filter((_, j) => Q.sign(a[j] as Q.Rational) === -sign)
  const same = variables.filter((other, j) => other !== name && Q.sign(a[j] as Q.Rational) === sign)
  if (!known.every((other) => isBounded(chain, variableOf(other)))) return false
  const weight = (other: string): Q.Rational => Q.divide(Q.absolute(a[variables.indexOf(other)] as Q.Rational), own)
  const names = placeholders(chain, known.length + 1)
  const level = subtract(
    variables.reduce((s, z, j) => add(s, scale(power(variableOf(z), 2), a[j] as Q.Rational)), zero),
    h,
  )
  const b = Q.divide(Q.multiply(rationalValue(level) ?? Q.ZERO, Q.rational(sign)), own)
  const over = Q.divide(Q.rational(sign), own)
  const by = [
    `(${Q.formatRational(b)})`,
    `(${Q.formatRational(over)})*${names[0]}`,
    ...known.map((other, k) => `(${Q.formatRational(weight(other))})*${names[k + 1]}^2`),
  ].join(' + ')
  const value = known.reduce(
    (s, other) => add(s, scale(power(variableOf(other), 2), weight(other))),
    add(constant(b), scale(h, over)),
  )
  const using = Object.fromEntries([h, ...known.map(variableOf)].map((q, k) => [names[k], text(chain, q)])) as Json
  const square = power(x, 2)
  const form =
    same.length === 0 ? '0' : same.map((other) => `${Q.formatRational(weight(other))}*${other}^2`).join(' + ')
  return (
    compareDirect(chain, square, 'above', { text: by, value, using }, [form]) &&
    compareDirect(chain, square, 'below', { text: '0', value: zero }) &&
    rootStep(chain, x, 2, Q.ONE, square)
  )
}

/** z^m bounded gives z. */
const root = (chain: Chain, { name, m }: Summand): boolean =>
  rootStep(chain, variableOf(name), m, Q.ONE, power(variableOf(name), m))

/** s ≥ 1: what is multiplied with powers of s is bounded. */
const large = (chain: Chain, s: Polynomial, summands: readonly Summand[]): boolean => {
  if (!compareDirect(chain, s, 'away', { text: '1', value: integer(1) })) return false
  return summands.every((one) => {
    if (one.n <= 0) return true
    for (let k = 1; k < one.n; k++) productStep(chain, power(s, k), s)
    const u = power(variableOf(one.name), one.m)
    const w = power(s, one.n)
    return (
      rootStep(chain, multiply(u, w), 1, Q.invert(one.coefficient), one.value) &&
      quotientStep(chain, u, w) &&
      root(chain, one)
    )
  })
}

/** s ≤ 1: what is divided by powers of s is bounded. */
const small = (chain: Chain, s: Polynomial, flat: readonly string[], summands: readonly Summand[]): boolean => {
  for (const name of flat) {
    const others = flat.filter((other) => other !== name).map((other) => ` + ${other}^2`)
    const proof = { kind: 'sign', form: `(1 - (${text(chain, s)}))${others.join('')}` }
    chain.steps.push({ rule: 'growth', term: name, power: 2, bound: '1', proof })
    judge(chain, variableOf(name), 'above', 'below')
  }
  return summands.every((one) => {
    if (one.n >= 0) return true
    const u = power(variableOf(one.name), one.m)
    const names = placeholders(chain, flat.length + 1)
    const sum = flat.map((_, k) => `${names[k + 1]}^2`).join(' + ')
    const by = `(${Q.formatRational(Q.invert(one.coefficient))})*${names[0]}*(${sum})^${-one.n}`
    const value = scale(multiply(one.value, power(s, -one.n)), Q.invert(one.coefficient))
    const using = Object.fromEntries(
      [one.value, ...flat.map(variableOf)].map((q, k) => [names[k], text(chain, q)]),
    ) as Json
    return (
      compareDirect(chain, u, 'above', { text: by, value, using }, ['0']) &&
      compareDirect(chain, u, 'below', { text: '0', value: zero }) &&
      root(chain, one)
    )
  })
}

/**
 * Coercivity for a residual h = Σ a_i z_i² − b and g = Σ c·z_i^m·s^n, s = Σ z_j² over the variables that are alone in no
 * summand: where s ≥ 1, the z_i with n > 0 are bounded, where s ≤ 1 those with n < 0 and s itself; in each case all with
 * one sign of a_i are, and then those with the other sign, because h is bounded. Undefined where it is not so.
 */
export const quadraticArgument = (
  piece: CoercivityPiece,
  sequent: Sequent,
  residual: Term,
  start: Chain,
): Json | undefined => {
  const { scope } = sequent
  const { variables } = scope
  const h = lower(residual, scope)
  const form = diagonalQuadratic(h, variables)
  const a = form?.coefficients.map(rationalValue)
  if (form === undefined || a === undefined || a.includes(undefined) || rationalValue(form.level) === undefined)
    return undefined
  const numbers = a as Q.Rational[]
  const groups = variables.map((name, i) =>
    variables.filter((_, j) => Q.equal(numbers[i] as Q.Rational, numbers[j] as Q.Rational) || variables[j] === name),
  )
  for (const flat of groups) {
    const s = flat.reduce<Polynomial>((sum, name) => add(sum, power(variableOf(name), 2)), fromEntries([]))
    const summands = readSummands(piece.g, s, sequent)
    if (summands === undefined || summands.some(({ name }) => flat.includes(name))) continue
    const gap = subtract(s, integer(1))
    const cell = (isLarge: boolean): Json | undefined => {
      const own = withFacts(sequent, isLarge ? fact(gap, '>') : fact(subtract(integer(1), s), '>='))
      const chain = startChain(own, start.f, start.g, start.budget)
      exploreHint(chain, residual)
      explore(chain, piece.g)
      const isDone = isLarge ? large(chain, s, summands) : small(chain, s, flat, summands)
      if (!isDone || !isBounded(chain, h)) return undefined
      for (const sign of [1, -1] as const) for (const name of variables) bySum(chain, name, h, numbers, sign)
      for (const name of variables) bySum(chain, name, h, numbers, 1)
      return variables.every((name) => isBounded(chain, variableOf(name)))
        ? { kind: 'chain', steps: chain.steps }
        : undefined
    }
    const above = cell(true)
    const below = above && cell(false)
    if (above === undefined || below === undefined) continue
    return {
      kind: 'split',
      on: text(start, gap),
      cells: [
        { sign: '>', argument: above },
        { sign: '<=', argument: below },
      ],
    }
  }
  return undefined
}
