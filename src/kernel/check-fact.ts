import { type Json, readObject, readText } from './json.ts'
import { lower } from './lower.ts'
import { cosine, exponential, inverse, logarithm, multiply, power, sine, tangent, vanishes } from './normal-form.ts'
import { add, integer, type Polynomial, scale, subtract } from './polynomial.ts'
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

/** Checks that the goal is a standard fact about one function (`proofs/FORMAT.md` §4.8). Refuses otherwise. */
export const checkFact = (proof: Json, sequent: Sequent): void => {
  const fields = readObject(proof, ['kind', 'fact', 'of'])
  const { goal, scope } = sequent
  if (goal === 'false') return refuse('sign', 'the goal false cannot be shown by fact')
  const name = readText(fields.fact)
  const { term, value: u } = admitText(readText(fields.of), sequent)
  const states = (p: Polynomial, op: RelationOperator): void => {
    const strictEnough = goal.op === op || (op === '>' && goal.op === '>=')
    if (!strictEnough || !vanishes(subtract(goal.polynomial, p))) refuse('fact', `"${name}" does not state the goal`)
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
    case 'cos-bound':
      return states(add(subtract(cosine(u), ONE), scale(power(u, 2), Q.rational(1, 2))), '>=')
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
