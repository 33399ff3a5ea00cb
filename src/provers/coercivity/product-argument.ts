import type { Json } from '../../kernel/json.ts'
import { lower } from '../../kernel/lower.ts'
import { multiply, power } from '../../kernel/normal-form.ts'
import { add, constant, integer, type Polynomial, scale, subtract, zero } from '../../kernel/polynomial.ts'
import * as Q from '../../kernel/rational.ts'
import { fact, type Sequent, withFacts } from '../../kernel/sequent.ts'
import { printTerm, type Term } from '../../kernel/term.ts'
import { type Chain, isBounded, judge, placeholders, startChain, text, variableOf } from './chain.ts'
import { compareDirect, productStep, quotientStep, rootStep } from './chain-steps.ts'
import { explore, exploreHint } from './explore.ts'
import type { CoercivityPiece } from './piece.ts'

/** c·∏ x_i^{k_i} − b with all k_i > 0. */
interface MonomialResidual {
  readonly coefficient: Q.Rational
  readonly exponents: ReadonlyMap<string, number>
  readonly level: Q.Rational
}

/** A summand weight·(α·x_p² − β·x_k² + γ)² of g, α, β > 0. */
interface Balance {
  readonly weight: Q.Rational
  readonly law: Polynomial
  readonly alpha: Q.Rational
  readonly beta: Q.Rational
  readonly gamma: Q.Rational
  readonly name: string
}

const readResidual = (h: Polynomial, variables: readonly string[]): MonomialResidual | undefined => {
  let found: Omit<MonomialResidual, 'level'> | undefined
  let level = Q.ZERO
  for (const { monomial, coefficient } of h.values()) {
    if (monomial.length === 0) level = Q.negate(coefficient)
    else if (found !== undefined || monomial.some(([atom]) => atom.kind !== 'variable')) return undefined
    else {
      const exponents = new Map(monomial.map(([atom, k]) => [atom.kind === 'variable' ? atom.name : '', k]))
      found = { coefficient, exponents }
    }
  }
  return found !== undefined && variables.every((name) => found.exponents.has(name)) ? { ...found, level } : undefined
}

const summandsOf = (term: Term): readonly Term[] => (term.op === 'add' ? term.args.flatMap(summandsOf) : [term])

/** The weight and the base of weight·base². */
const squareOf = (term: Term, { scope }: Sequent): { weight: Q.Rational; base: Term } | undefined => {
  if (term.op === 'power')
    return term.exponent.op === 'number' && term.exponent.value.d === 1n && term.exponent.value.n === 2n
      ? { weight: Q.ONE, base: term.base }
      : undefined
  const [first, second, more] = term.op === 'multiply' ? term.args : []
  if (first?.op !== 'number' || second === undefined || more !== undefined || Q.sign(first.value) <= 0) return undefined
  const inner = squareOf(second, { scope } as Sequent)
  return inner && { ...inner, weight: Q.multiply(inner.weight, first.value) }
}

/** α·x_p² − β·x_k² + γ, or the opposite of it. */
const balanceOf = (law: Polynomial, pivot: string): Omit<Balance, 'weight'> | undefined => {
  let gamma = Q.ZERO
  const squares = new Map<string, Q.Rational>()
  for (const { monomial, coefficient } of law.values()) {
    const [only, more] = monomial
    if (only === undefined) gamma = coefficient
    else if (more !== undefined || only[0].kind !== 'variable' || only[1] !== 2) return undefined
    else squares.set(only[0].name, coefficient)
  }
  const [name] = [...squares.keys()].filter((other) => other !== pivot)
  const [a, b] = [squares.get(pivot), squares.get(name ?? '')]
  if (name === undefined || squares.size !== 2 || a === undefined || b === undefined) return undefined
  if (Q.sign(a) === Q.sign(b)) return undefined
  const sign = Q.rational(Q.sign(a))
  return {
    law: scale(law, sign),
    alpha: Q.absolute(a),
    beta: Q.absolute(b),
    gamma: Q.multiply(gamma, sign),
    name,
  }
}

const largest = (list: readonly Q.Rational[]): Q.Rational => list.reduce((a, b) => (Q.compare(a, b) < 0 ? b : a))
const paren = (q: Q.Rational): string => `(${Q.formatRational(q)})`

/** x_k² ≥ 1 where α·x_p² ≥ α·(ρ·g + K): a combination of squares, written down. */
const awayFromZero = (
  chain: Chain,
  one: Balance,
  others: readonly string[],
  cell: { readonly on: string; readonly rho: Q.Rational; readonly size: Q.Rational; readonly g: string },
): boolean => {
  const { weight, alpha, beta, gamma, name, law } = one
  const half = Q.divide(Q.ONE, Q.multiply(Q.rational(2), weight))
  const slack = Q.subtract(Q.multiply(alpha, cell.rho), half)
  const rest = Q.add(Q.subtract(Q.subtract(Q.multiply(alpha, cell.size), Q.rational(1n, 2n)), beta), gamma)
  const term = (w: Q.Rational, square: string, ...times: readonly string[]): Json => ({
    weight: Q.formatRational(w),
    square,
    times: [...times],
  })
  const proof: Json = {
    kind: 'positivstellensatz',
    terms: [
      term(beta, '1', `1 - ${name}^2`),
      term(alpha, '1', cell.on),
      term(slack, '1', cell.g),
      ...others.map((summand) => term(half, '1', summand)),
      term(Q.rational(1n, 2n), `${text(chain, law)} - 1`),
      term(rest, '1'),
    ].filter((one) => (one as { weight: string }).weight !== '0'),
    multiples: [],
  }
  const square = power(variableOf(name), 2)
  chain.steps.push({ rule: 'compare', term: text(chain, square), is: 'away', by: '1', using: {}, proof })
  judge(chain, square, 'away')
  return true
}

/** x_k from x_p and the law between them. */
const fromPivot = (chain: Chain, pivot: string, { law, alpha, beta, gamma, name }: Balance): boolean => {
  const [first, second] = placeholders(chain, 2)
  const square = power(variableOf(name), 2)
  const by = `${paren(Q.divide(alpha, beta))}*${first}^2 + ${paren(Q.divide(gamma, beta))} - ${paren(Q.invert(beta))}*${second}`
  const value = square
  const using = { [first as string]: pivot, [second as string]: text(chain, law) }
  return (
    isBounded(chain, law) &&
    compareDirect(chain, square, 'above', { text: by, value, using }) &&
    compareDirect(chain, square, 'below', { text: '0', value: zero }) &&
    rootStep(chain, variableOf(name), 2, Q.ONE, square)
  )
}

/**
 * Coercivity for a residual c·∏ x_i^{k_i} − b and g = Σ w·(α·x_p² − β·x_k² + γ)² + …, one variable x_p against each other
 * one: where x_p² ≥ ρ·g + K all others are at least 1, so that the bounded product bounds x_p; elsewhere g does. The
 * others follow from their laws. As long in any number of variables as there are variables ([J], Example 4.6).
 */
export const productArgument = (
  piece: CoercivityPiece,
  sequent: Sequent,
  residual: Term,
  start: Chain,
): Json | undefined => {
  const { scope } = sequent
  const { variables } = scope
  const form = readResidual(lower(residual, scope), variables)
  if (form === undefined || variables.length < 2) return undefined
  const summands = summandsOf(piece.g)
  const texts = summands.map(printTerm)
  const squares = summands.map((term) => squareOf(term, sequent))
  const g = printTerm(piece.g)
  for (const pivot of variables) {
    const found = squares.map((square): Balance | undefined => {
      const balance = square && balanceOf(lower(square.base, scope), pivot)
      return square && balance && { ...balance, weight: square.weight }
    })
    const balances = variables.flatMap((name) => {
      const i = found.findIndex((one) => one?.name === name)
      return name === pivot || i < 0 ? [] : [{ i, one: found[i] as Balance }]
    })
    if (balances.length !== variables.length - 1) continue
    const rho = largest(
      balances.map(({ one }) => Q.invert(Q.multiply(Q.rational(2), Q.multiply(one.alpha, one.weight)))),
    )
    const size = largest([
      Q.ONE,
      ...balances.map(({ one }) => Q.divide(Q.subtract(Q.add(Q.rational(1n, 2n), one.beta), one.gamma), one.alpha)),
    ])
    const on = `${pivot}^2 - ${paren(rho)}*(${g}) - ${paren(size)}`
    const gap = subtract(subtract(power(variableOf(pivot), 2), scale(start.g, rho)), constant(size))
    const h = lower(residual, scope)
    const cell = (isLarge: boolean): Json | undefined => {
      const own = withFacts(sequent, fact(isLarge ? gap : subtract(zero, gap), '>='))
      const chain = startChain(own, start.f, start.g, start.budget)
      exploreHint(chain, residual)
      explore(chain, piece.g)
      const top = 2 * (form.exponents.get(pivot) as number)
      const isReached = isLarge
        ? byProduct(chain, h, form, pivot, () =>
            balances.every(({ i, one }) => {
              const others = texts.filter((_, j) => j !== i)
              return awayFromZero(chain, one, others, { on, rho, size, g })
            }),
          ) && rootStep(chain, variableOf(pivot), top, Q.ONE, power(variableOf(pivot), top))
        : byRegularizer(chain, pivot, rho, size, on)
      if (!isReached || !balances.every(({ one }) => fromPivot(chain, pivot, one))) return undefined
      return { kind: 'chain', steps: chain.steps }
    }
    const above = cell(true)
    const below = above && cell(false)
    if (above === undefined || below === undefined) continue
    return {
      kind: 'split',
      on,
      cells: [
        { sign: '>=', argument: above },
        { sign: '<=', argument: below },
      ],
    }
  }
  return undefined
}

/** x_p^{2k} bounded because ∏ x_i^{2k_i} is and the other factors are away from 0. */
const byProduct = (
  chain: Chain,
  h: Polynomial,
  { coefficient, exponents, level }: MonomialResidual,
  pivot: string,
  away: () => boolean,
): boolean => {
  if (!isBounded(chain, h) || !away()) return false
  let w = integer(1)
  for (const [name, k] of exponents) {
    if (name === pivot) continue
    const square = power(variableOf(name), 2)
    for (let times = 0; times < k; times++) {
      if (w.size === 1 && [...w.values()][0]?.monomial.length === 0) w = square
      else {
        productStep(chain, w, square)
        w = multiply(w, square)
      }
    }
  }
  const u = power(variableOf(pivot), 2 * (exponents.get(pivot) as number))
  const whole = multiply(u, w)
  const [name] = placeholders(chain, 1) as [string]
  const by = `(${paren(Q.invert(coefficient))}*(${name} + ${paren(level)}))^2`
  const value = power(scale(add(h, constant(level)), Q.invert(coefficient)), 2)
  return (
    compareDirect(chain, whole, 'above', { text: by, value, using: { [name]: text(chain, h) } }) &&
    quotientStep(chain, u, w)
  )
}

/** x_p² ≤ ρ·g + K. */
const byRegularizer = (chain: Chain, pivot: string, rho: Q.Rational, size: Q.Rational, on: string): boolean => {
  const square = power(variableOf(pivot), 2)
  const [name] = placeholders(chain, 1) as [string]
  const value = add(scale(chain.g, rho), constant(size))
  const by = `${paren(rho)}*${name} + ${paren(size)}`
  return (
    compareDirect(chain, square, 'above', { text: by, value, using: { [name]: text(chain, chain.g) } }, [`-(${on})`]) &&
    compareDirect(chain, square, 'below', { text: '0', value: zero }) &&
    rootStep(chain, variableOf(pivot), 2, Q.ONE, square)
  )
}
