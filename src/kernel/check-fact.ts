import { type Json, readInteger, readObject, readText } from './json.ts'
import { lower } from './lower.ts'
import { cosine, exponential, inverse, logarithm, multiply, power, sine, tangent, vanishes } from './normal-form.ts'
import { add, integer, negate, type Polynomial, scale, subtract } from './polynomial.ts'
import * as Q from './rational.ts'
import { refuse } from './refusal.ts'
import type { Scope } from './scope.ts'
import { admitText, type Sequent, signsUnder, within } from './sequent.ts'
import { call, product, type RelationOperator, type Term } from './term.ts'

const ONE = integer(1)

/** A and B of a term written as a sum A + B; of more summands, B is the last. */
const summands = (term: Term, scope: Scope): readonly [Polynomial, Polynomial] => {
  const last = term.op === 'add' ? term.args.at(-1) : undefined
  if (last === undefined) return refuse('fact', 'a sum was expected')
  const b = lower(last, scope)
  return [subtract(lower(term, scope), b), b]
}

/** Σ sign^k·u^e/e! over e = first + k·step, k = 0..order. */
const taylor = (u: Polynomial, order: number, first: number, step: number, sign: 1 | -1): Polynomial => {
  let total = first === 0 ? ONE : u
  let summand = total
  for (let e = first + step, k = 1; k <= order; e += step, k++) {
    const divisor = step === 1 ? e : e * (e - 1)
    summand = scale(multiply(summand, power(u, step)), Q.rational(sign, divisor))
    total = add(total, summand)
  }
  return total
}

/** Checks that the goal is a standard fact about one function (`proofs/FORMAT.md` §4.8). Refuses otherwise. */
export const checkFact = (proof: Json, sequent: Sequent): void => {
  const fields = readObject(proof, ['kind', 'fact', 'of'], ['order'])
  const { goal, scope } = sequent
  if (goal === 'false') return refuse('sign', 'the goal false cannot be shown by fact')
  const name = readText(fields.fact)
  const { term, value: u } = admitText(readText(fields.of), sequent)
  const states = (p: Polynomial, op: RelationOperator): void => {
    const strictEnough = goal.op === op || (op === '>' && goal.op === '>=')
    if (!strictEnough || !vanishes(subtract(goal.polynomial, p))) refuse('fact', `"${name}" does not state the goal`)
  }
  const isSeries = name.endsWith('-taylor')
  if (isSeries !== (fields.order !== undefined))
    refuse('format', 'the facts about series, and no others, have an order')
  const order = isSeries ? readInteger(fields.order, 1, 20) : 0
  const isOdd = order % 2 === 1
  const nonnegative = (): void => {
    if (!within(signsUnder(term, sequent), '>=')) refuse('fact', 'the argument need not be nonnegative')
  }
  const positive = (t: Term): void => {
    if (!within(signsUnder(t, sequent), '>')) refuse('fact', 'the argument of log need not be positive')
  }
  switch (name) {
    case 'exp-tangent':
      return states(subtract(subtract(exponential(u), ONE), u), '>=')
    case 'log-tangent':
      positive(term)
      return states(subtract(subtract(u, ONE), logarithm(u)), '>=')
    case 'log-lower':
      positive(term)
      return states(add(subtract(logarithm(u), ONE), inverse(u)), '>=')
    case 'exp-log':
      positive(term)
      return states(subtract(exponential(logarithm(u)), u), '=')
    case 'power-exp': {
      if (term.op !== 'power') return refuse('fact', 'a power was expected')
      positive(term.base)
      const logarithmic = product(term.exponent, call('log', term.base))
      return states(subtract(u, exponential(lower(logarithmic, scope))), '=')
    }
    case 'tanh-range':
      return states(subtract(ONE, power(tangent(u), 2)), '>')
    case 'tanh-exp': {
      const e = exponential(scale(u, Q.rational(2)))
      return states(subtract(multiply(tangent(u), add(e, ONE)), subtract(e, ONE)), '=')
    }
    case 'sin-bound':
      return states(subtract(power(u, 2), power(sine(u), 2)), '>=')
    case 'exp-taylor':
      if (!isOdd) nonnegative()
      return states(subtract(exponential(u), taylor(u, order, 0, 1, 1)), '>=')
    case 'cos-taylor': {
      const rest = subtract(cosine(u), taylor(u, order, 0, 2, -1))
      return states(isOdd ? rest : negate(rest), '>=')
    }
    case 'sin-taylor': {
      nonnegative()
      const rest = subtract(sine(u), taylor(u, order, 1, 2, -1))
      return states(isOdd ? rest : negate(rest), '>=')
    }
    case 'sin-sum': {
      const [a, b] = summands(term, scope)
      const products = add(multiply(sine(a), cosine(b)), multiply(cosine(a), sine(b)))
      return states(subtract(sine(u), products), '=')
    }
    case 'cos-sum': {
      const [a, b] = summands(term, scope)
      const products = subtract(multiply(cosine(a), cosine(b)), multiply(sine(a), sine(b)))
      return states(subtract(cosine(u), products), '=')
    }
    default:
      return refuse('fact', `unknown fact "${name}"`)
  }
}
