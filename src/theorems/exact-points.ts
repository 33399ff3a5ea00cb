import type { PointJson } from '../kernel/claim.ts'
import type { Context, ContextJson } from '../kernel/context.ts'
import { domainConditions } from '../kernel/domain.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { relationFacts } from '../kernel/sequent.ts'
import { conditionsHold } from '../kernel/sign.ts'
import { type Relation, substitute, substituteIn, symbols, type Term } from '../kernel/term.ts'
import { canonical } from './hypothesis.ts'

/** A point as its coordinates, and the definitions of the algebraic constants they are written with. */
export interface ExactPoint {
  /** In the order of the variables of the context. */
  readonly texts: readonly string[]
  readonly constants: ContextJson['constants']
}

/** A point of a claim, with those constants of the claim's context that occur in it. */
export const exactPoint = (context: ContextJson, point: PointJson): ExactPoint => {
  const texts = context.variables.map((name) => point[name] as string)
  const names = new Set(texts.flatMap((text) => symbols(parseTerm(text))))
  const constants = Object.entries(context.constants).filter(([name]) => names.has(name))
  return { texts, constants: Object.fromEntries(constants) }
}

/**
 * Whether the terms are certainly defined at the point, under what is assumed of the parameters: a claim about a point
 * where a term is not defined would say nothing.
 */
export const areDefinedAt = (terms: readonly Term[], point: PointJson, { scope, assume }: Context): boolean => {
  const values = new Map(Object.entries(point).map(([name, text]) => [name, parseTerm(text)]))
  const there = [...terms.map((term) => substitute(term, values)), ...values.values()]
  const isPoint = scope.variables.every((name) => values.has(name))
  return isPoint && conditionsHold(domainConditions(there, scope), relationFacts(assume, scope), scope)
}

/** The relations at the point, with > instead of >=: where they hold there, they hold near it. */
export const strictAt = (relations: readonly Relation[], point: ReadonlyMap<string, Term>): readonly Relation[] =>
  relations.map((relation) => {
    const { left, op, right } = substituteIn(relation, point)
    return { left, op: op === '>=' ? '>' : op, right }
  })

/** The definitions of all constants of the points; undefined where one name stands for two numbers. */
export const commonConstants = (points: readonly ExactPoint[]): ContextJson['constants'] | undefined => {
  const all = new Map<string, ContextJson['constants'][string]>()
  for (const [name, value] of points.flatMap(({ constants }) => Object.entries(constants))) {
    if (canonical(all.get(name) ?? value) !== canonical(value)) return undefined
    all.set(name, value)
  }
  return Object.fromEntries(all)
}

/** ` Here theta is the root of t^3 - 2 in [1, 2].`; nothing where there are no constants. */
export const constantWords = (constants: ContextJson['constants']): string => {
  const words = Object.entries(constants).map(
    ([name, { polynomial, interval }]) => `${name} is the root of ${polynomial} in [${interval.join(', ')}]`,
  )
  return words.length === 0 ? '' : ` Here ${words.join(', ')}.`
}
