import type { Context } from '../context.ts'
import { domainConditions } from '../domain.ts'
import { lower } from '../lower.ts'
import { refuse } from '../refusal.ts'
import type { Scope } from '../scope.ts'
import { conditionsHold, type Fact } from '../sign.ts'
import { type Relation, sides, substituteIn, type Term } from '../term.ts'

type Point = ReadonlyMap<string, Term>

/**
 * True where the relations, and all that their terms and the others need to be defined, hold strictly at the point, so
 * that they hold near it too: `v >= 0` as `v > 0`, and `v = 0` never.
 */
export const holdsNear = (
  relations: readonly Relation[],
  terms: readonly Term[],
  point: Point,
  scope: Scope,
  facts: readonly Fact[],
): boolean => {
  // A value that nothing depends on must have a meaning, too.
  for (const value of point.values()) lower(value, scope)
  const needed = [...relations, ...domainConditions([...sides(relations), ...terms], scope)]
  const there = needed.map((relation) => {
    const { left, op, right } = substituteIn(relation, point)
    return { left, op: op === '>=' ? ('>' as const) : op, right }
  })
  const values = domainConditions([...point.values(), ...sides(there)], scope)
  return needed.every(({ op }) => op !== '=') && conditionsHold([...values, ...there], facts, scope)
}

/**
 * Refuses (`point`) unless the parameters may vary freely near these values. What is shown for all parameters off the
 * zeros of some polynomial would say nothing about parameters that all lie on them.
 */
export const requireInterior = ({ scope, assume }: Context, parameters: Point): void => {
  if (!holdsNear(assume, [], parameters, scope, [])) {
    refuse('point', 'the values of the parameters need not be inside what is assumed of them')
  }
}
