import { factor } from '../algebra/multivariate-factorization.ts'
import * as Fast from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { gcd } from '../algebra/polynomial-gcd.ts'
import { multiply, power } from '../algebra/polynomial-product.ts'
import type { MethodStep } from '../dynamics/method-step.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { clear } from '../kernel/normal-form.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import type { Scope } from '../kernel/scope.ts'
import {
  call,
  difference,
  negated,
  number,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbols,
  type Term,
} from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'

/** A quotient of polynomials in lowest terms. */
interface Fraction {
  readonly above: Fast.Polynomial
  readonly below: Fast.Polynomial
}

/** What one step does to a law c. */
export interface OneStepChange {
  /** c(x⁺) = c(x)·factor, where there is such a formula. */
  readonly factor?: Term
  /** factor − 1 in factors, where the factor is a quotient of polynomials. */
  readonly relative?: Term
  /** c(x⁺) − c(x) in factors, where it is a quotient of polynomials. */
  readonly change?: Term
  /** The factors of c(x⁺) − c(x), numbers of the method aside: it vanishes where one of them does. */
  readonly vanishing: readonly Term[]
  /** The least power of α in c(x⁺) − c(x): 2 or more for a law of the flow; absent where there is no such formula. */
  readonly order?: number
}

const MOST_TERMS = 3000
/** Of the factors of a change together: a formula that fills a page is none. */
const MOST_SHOWN = 60

/** A polynomial in plain names; undefined where functions, roots or integer parameters occur. */
const plain = (p: Polynomial, names: readonly string[]): Fast.Polynomial | undefined => {
  const terms: Fast.PolynomialTerm[] = []
  if (p.size > MOST_TERMS) return undefined
  for (const { monomial, coefficient } of p.values()) {
    const exponents = names.map(() => 0)
    for (const [atom, times] of monomial) {
      const isName = atom.kind === 'variable' || (atom.kind === 'parameter' && !atom.integer)
      const position = isName ? names.indexOf(atom.name) : -1
      if (position < 0) return undefined
      exponents[position] = times
    }
    terms.push({ exponents, coefficient })
  }
  return Fast.fromTerms(names, terms)
}

const reduced = ({ above, below }: Fraction, budget: Budget): Fraction => {
  if (Fast.isZero(above)) return { above, below: Fast.constant(1, above.names) }
  const common = gcd(above, below, budget)
  return { above: divideExact(above, common) ?? above, below: divideExact(below, common) ?? below }
}

/** The term as a quotient of polynomials in lowest terms; undefined where it is none. */
const fractionOf = (term: Term, scope: Scope, names: readonly string[], budget: Budget): Fraction | undefined => {
  const { numerator, denominator } = clear(lower(term, scope))
  const above = plain(numerator, names)
  const below = plain(denominator, names)
  return above && below && reduced({ above, below }, budget)
}

/** r² = 1/length²: no power of r above the first is left. */
const withoutSquares = ({ above, below }: Fraction, r: string, square: Fraction, budget: Budget): Fraction => {
  const at = above.names.indexOf(r)
  const highest = Fast.degreeIn(above, r) >> 1
  if (highest <= 0) return { above, below }
  let total = Fast.constant(0, above.names)
  for (let k = 0; k <= highest; k++) {
    const part = Fast.terms(above).flatMap(({ exponents, coefficient }) => {
      const times = exponents[at] as number
      return times >> 1 === k ? [{ exponents: exponents.with(at, times % 2), coefficient }] : []
    })
    const weight = multiply(power(square.below, k), power(square.above, highest - k))
    total = Fast.add(total, multiply(Fast.fromTerms(above.names, part), weight))
  }
  return reduced({ above: total, below: multiply(below, power(square.above, highest)) }, budget)
}

/** A base with its exponent; a law is a product of such powers and one exponential. */
interface Power {
  readonly base: Term
  readonly exponent: Term
}

const isName = (term: Term, variables: readonly string[]): boolean =>
  symbols(term).some((name) => variables.includes(name))

/** The law as Π base^exponent·exp(argument); sums are bases. */
const powersOf = (
  law: Term,
  variables: readonly string[],
  times: Term = number(1),
): { powers: Power[]; exps: Term[] } => {
  const own = (base: Term): { powers: Power[]; exps: Term[] } => ({ powers: [{ base, exponent: times }], exps: [] })
  const both = (parts: readonly { powers: Power[]; exps: Term[] }[]) => ({
    powers: parts.flatMap(({ powers }) => powers),
    exps: parts.flatMap(({ exps }) => exps),
  })
  if (!isName(law, variables)) return own(law)
  switch (law.op) {
    case 'multiply':
      return both(law.args.map((arg) => powersOf(arg, variables, times)))
    case 'divide':
      return both([
        powersOf(law.numerator, variables, times),
        powersOf(law.denominator, variables, simplify(negated(times))),
      ])
    case 'power':
      return isName(law.exponent, variables)
        ? own(law)
        : powersOf(law.base, variables, simplify(product(times, law.exponent)))
    case 'call':
      return law.name === 'exp' ? { powers: [], exps: law.args.map((arg) => product(times, arg)) } : own(law)
    default:
      return own(law)
  }
}

/** What one step of a method does to a law, as formulas in the state; no formula where the law is not of a known form. */
export const oneStepChange = (
  law: Term,
  step: MethodStep,
  alpha: string,
  scope: Scope,
  budget: Budget,
): OneStepChange => {
  const variables = scope.variables.filter((name) => !step.states.includes(name))
  const names = [...new Set([...scope.variables, ...scope.parameters])]
  const at = new Map(variables.map((name, j) => [name, step.next[j] as Term]))
  const square = step.length && fractionOf(step.length.square, scope, names, budget)
  const moved = (term: Term): Fraction | undefined => {
    const whole = fractionOf(substitute(term, at), scope, names, budget)
    if (whole === undefined || step.length === undefined || square === undefined) return whole
    return withoutSquares(whole, step.length.inverse, square, budget)
  }
  const ratioOf = (term: Term): Fraction | undefined => {
    const [before, after] = [fractionOf(term, scope, names, budget), moved(term)]
    return (
      before &&
      after &&
      reduced({ above: multiply(after.above, before.below), below: multiply(after.below, before.above) }, budget)
    )
  }
  const shown = (p: Fast.Polynomial): Term =>
    termOfPolynomial(lower(fastTerm(p), scope), [...step.numbers, ...scope.variables])
  // Numbers of the method come first.
  const isOfState = (p: Fast.Polynomial): boolean => Fast.usedNames(p).some((name) => !step.numbers.includes(name))
  const asTerm = ({ above, below }: Fraction): Term => {
    if (Fast.isZero(above)) return number(0)
    const [top, bottom] = [factor(above, budget), factor(below, budget)]
    const scale = Q.divide(top.scale, bottom.scale)
    const parts = (factors: typeof top.factors): Term[] =>
      [...factors]
        .sort((a, b) => Number(isOfState(a.base)) - Number(isOfState(b.base)))
        .map(({ base, multiplicity }) => raised(shown(base), multiplicity))
    const joined = (size: bigint, terms: readonly Term[]): Term =>
      simplify(product(...(size === 1n && terms.length > 0 ? [] : [number(Q.rational(size))]), ...terms))
    const size = Q.absolute(scale)
    const upper = joined(size.n, parts(top.factors))
    const lower_ = joined(size.d, parts(bottom.factors))
    const whole = lower_.op === 'number' && Q.equal(lower_.value, Q.ONE) ? upper : quotient(upper, lower_)
    return Q.sign(scale) < 0 ? negated(whole) : whole
  }
  const minusOne = ({ above, below }: Fraction): Fraction => ({ above: Fast.subtract(above, below), below })
  const before = fractionOf(law, scope, names, budget)
  const after = before && moved(law)
  if (before !== undefined && after !== undefined) {
    const change = reduced(
      {
        above: Fast.subtract(multiply(after.above, before.below), multiply(before.above, after.below)),
        below: multiply(after.below, before.below),
      },
      budget,
    )
    if (Fast.isZero(change.above)) return { change: number(0), relative: number(0), factor: number(1), vanishing: [] }
    const ratio = ratioOf(law)
    // A factor with a new pole where c = 0 explains nothing.
    const isProper =
      ratio !== undefined && Fast.isZero(before.above) === false && isFree(ratio.below, before.above, budget)
    const relative = isProper ? minusOne(ratio) : undefined
    const relativeTerm = relative && asTerm(relative)
    // An inverse length is never zero.
    const own = new Set([...step.numbers, ...(step.length === undefined ? [] : [step.length.inverse])])
    // c(x⁺) − c(x) = c·(factor − 1): what c contributes is split off at once.
    const pieces = [...(relative === undefined ? [change.above] : [before.above, relative.above])].flatMap(
      (p) => factor(p, budget).factors,
    )
    if (pieces.reduce((total, { base }) => total + Fast.termCount(base), 0) > MOST_SHOWN) return { vanishing: [] }
    const vanishing = pieces.flatMap(({ base }) =>
      Fast.usedNames(base).every((name) => own.has(name)) || !isFree(base, before.below, budget) ? [] : [shown(base)],
    )
    const order = lowest(change.above, alpha) - lowest(change.below, alpha)
    return {
      change: asTerm(change),
      vanishing,
      order,
      ...(relativeTerm === undefined
        ? {}
        : {
            relative: relativeTerm,
            factor:
              relativeTerm.op === 'negate' ? difference(number(1), relativeTerm.arg) : sum(number(1), relativeTerm),
          }),
    }
  }
  const { powers, exps } = powersOf(law, variables)
  const ratios = powers.map(({ base, exponent }) => {
    const inner = base.op === 'call' && base.name === 'abs' ? (base.args[0] as Term) : base
    const ratio = isName(base, variables) ? ratioOf(inner) : undefined
    const own = fractionOf(inner, scope, names, budget)
    if (!isName(base, variables)) return { term: number(1) }
    if (ratio === undefined || own === undefined || !isFree(ratio.below, own.above, budget)) return undefined
    const value = asTerm(ratio)
    return { term: raised(inner === base ? value : call('abs', value), exponent) }
  })
  const arguments_ = exps.map((arg) => {
    const [from, to] = [fractionOf(arg, scope, names, budget), moved(arg)]
    return (
      from &&
      to &&
      reduced(
        {
          above: Fast.subtract(multiply(to.above, from.below), multiply(from.above, to.below)),
          below: multiply(to.below, from.below),
        },
        budget,
      )
    )
  })
  if (ratios.some((ratio) => ratio === undefined) || arguments_.some((arg) => arg === undefined))
    return { vanishing: [] }
  const grown = arguments_.map((arg) => asTerm(arg as Fraction))
  const whole = simplify(
    product(
      ...ratios.map((ratio) => (ratio as { term: Term }).term),
      ...(grown.length === 0 ? [] : [call('exp', sum(...grown))]),
    ),
  )
  return { factor: whole, vanishing: [] }
}

const fastTerm = (p: Fast.Polynomial): Term =>
  sum(
    ...Fast.terms(p).map(({ exponents, coefficient }) =>
      product(
        number(coefficient),
        ...p.names.flatMap((name, i) =>
          exponents[i] === 0 ? [] : [raised({ op: 'symbol', name }, exponents[i] as number)],
        ),
      ),
    ),
  )

/** Whether the denominator has no factor in common with c. */
const isFree = (below: Fast.Polynomial, law: Fast.Polynomial, budget: Budget): boolean =>
  Fast.constantValue(gcd(below, law, budget)) !== undefined

const lowest = (p: Fast.Polynomial, name: string): number => {
  const at = p.names.indexOf(name)
  return Math.min(...Fast.terms(p).map(({ exponents }) => exponents[at] ?? 0))
}
