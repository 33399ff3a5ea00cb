import { GRADIENT_MAPS, type GradientMap, type Momentum, usesRho } from '../dynamics/gradient-methods.ts'
import { evaluateExactly } from '../expression/evaluate.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import * as Q from '../kernel/rational.ts'

export const FILTER_METHODS = [
  'gd',
  'heavy-ball',
  'nesterov',
  ...GRADIENT_MAPS.filter((map) => map !== 'plain'),
] as const
export type FilterMethod = (typeof FILTER_METHODS)[number]

/** Numbers as text, read exactly (`0.05` is 1/20); what is left out is a symbol. */
export interface FilterNumbers {
  /** The step size α > 0. */
  readonly alpha?: string
  /** The momentum 0 ≤ β < 1. */
  readonly beta?: string
  /** The length of the ascent, or the weight of the penalty, ρ > 0. */
  readonly rho?: string
  readonly momentum?: string
}

/** Which linearization is asked for. */
export interface FilterRequest {
  readonly method: FilterMethod
  readonly map: GradientMap
  readonly momentum: Momentum
  readonly values: { readonly [name: string]: Q.Rational }
}

const RANGES: { readonly [name: string]: { readonly holds: (q: Q.Rational) => boolean; readonly text: string } } = {
  alpha: { holds: (q) => Q.sign(q) > 0, text: 'a positive number' },
  beta: { holds: (q) => Q.sign(q) >= 0 && Q.compare(q, Q.ONE) < 0, text: 'a number of at least 0 and less than 1' },
  rho: { holds: (q) => Q.sign(q) > 0, text: 'a positive number' },
}

const wrong = (what: string, text: string, expected: string): never => {
  throw new InputError({ what, text, offset: 0, length: Math.max(text.length, 1), expected })
}

const readNumber = (name: string, given: string): Q.Rational => {
  const text = given.trim()
  const range = RANGES[name] as (typeof RANGES)[string]
  const { term } = parseExpression(text, { undeclared: 'refuse' })
  const value = evaluateExactly(term, new Map())
  return value !== undefined && range.holds(value) ? value : wrong(`${name} is ${text}`, text, range.text)
}

const isMethod = (name: string): name is FilterMethod => (FILTER_METHODS as readonly string[]).includes(name)

/**
 * Reads which method is meant, and its numbers.
 *
 * gd has no momentum unless one is asked for, heavy-ball and nesterov are their own; for the others it is that of the
 * heavy ball, with β = 0 where numbers are given and neither a momentum nor β is. Throws `InputError`.
 */
export const readFilterRequest = (method: string, numbers: FilterNumbers): FilterRequest => {
  if (!isMethod(method)) return wrong(`there is no method "${method}"`, method, `one of ${FILTER_METHODS.join(', ')}`)
  const { momentum: asked } = numbers
  const own = method === 'heavy-ball' || method === 'nesterov' ? method : undefined
  if (asked !== undefined && asked !== 'heavy-ball' && asked !== 'nesterov') {
    return wrong(`there is no momentum "${asked}"`, asked, 'heavy-ball or nesterov')
  }
  if (own !== undefined && asked !== undefined && asked !== own) {
    return wrong(`${method} has its own momentum`, asked, `gd --momentum ${asked}, or ${own} without --momentum`)
  }
  const momentum: Momentum = own ?? asked ?? (method === 'gd' ? 'none' : 'heavy-ball')
  const map: GradientMap = method === 'gd' || own !== undefined ? 'plain' : (method as GradientMap)
  const given = Object.entries(RANGES).flatMap(([name]) => {
    const text = numbers[name as 'alpha' | 'beta' | 'rho']
    if (text === undefined) return []
    // A length that is not used may be anything, and is not looked at.
    if (name === 'rho' && !usesRho(map)) return []
    return [[name, readNumber(name, text)] as const]
  })
  const isPlainDescent = own === undefined && asked === undefined
  const values: { [name: string]: Q.Rational } = Object.fromEntries(given)
  if (momentum === 'none') {
    const { beta, ...others } = values
    if (beta !== undefined && Q.sign(beta) !== 0) {
      return wrong('gd has no momentum', numbers.beta ?? '', '--momentum heavy-ball or nesterov beside --beta')
    }
    return { method, map, momentum, values: others }
  }
  if (isPlainDescent && given.length > 0 && values.beta === undefined) values.beta = Q.ZERO
  return { method, map, momentum, values }
}
