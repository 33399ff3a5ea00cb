import type { PointJson } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { gradient } from '../kernel/derivative.ts'
import { domainConditions, kinks } from '../kernel/domain.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { proportional, vanishes } from '../kernel/normal-form.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { atomsOf, type Polynomial } from '../kernel/polynomial.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Scope } from '../kernel/scope.ts'
import { conditionsHold } from '../kernel/sign.ts'
import { specialize } from '../kernel/specialize.ts'
import { call, children, difference, negated, substitute, symbols, type Term } from '../kernel/term.ts'
import { strictAt } from './exact-points.ts'

/** f near a point: a term without parameters, and a term without variables for every variable. */
export interface PointSubject {
  readonly context: ContextJson
  readonly f: string
  readonly point: PointJson
}

/** f on one of the cells into which its kinks cut every small ball around the point. */
export interface Selection {
  /** What f is on the cell; analytic near the point. */
  readonly term: Term
  /** The cell is where all these are positive. Each is analytic near the point, 0 at it, and not 0 everywhere. */
  readonly cell: readonly Term[]
}

/** f near the point, as its smooth selections: the cells are disjoint, open, and dense near the point. */
export interface PiecewiseSmooth {
  readonly scope: Scope
  readonly point: ReadonlyMap<string, Term>
  readonly values: ReadonlyMap<string, Polynomial>
  readonly selections: readonly Selection[]
}

const MOST_SELECTIONS = 1024

/** The sign of a term at the point; refuses where it is not decided. */
export const signAt = (term: Term, point: ReadonlyMap<string, Term>, scope: Scope): -1 | 0 | 1 => {
  const sign = closedSign(lower(substitute(term, point), scope))
  if (sign === undefined) throw new Refusal('point', 'a sign at the point could not be decided')
  return sign
}

interface Reader {
  readonly scope: Scope
  readonly point: ReadonlyMap<string, Term>
  readonly values: ReadonlyMap<string, Polynomial>
}

/** The conditions of both cells; undefined where two of them contradict each other. */
export const joined = (a: readonly Term[], b: readonly Term[], scope: Scope): readonly Term[] | undefined => {
  const all = [...a]
  for (const w of b) {
    const relations = all.map((v) => proportional(lower(v, scope), lower(w, scope)))
    if (relations.includes(-1)) return undefined
    if (!relations.includes(1)) all.push(w)
  }
  return all
}

/** Whether an analytic term is certainly not 0 on an open set: its normal form has no atoms but variables, or ∇w ≠ 0. */
const isNonzero = (w: Polynomial, { scope, values }: Reader): boolean =>
  (w.size > 0 && [...atomsOf(w)].every(({ kind }) => kind === 'variable')) ||
  gradient(w, scope.variables).some((entry) => (closedSign(specialize(entry, values)) ?? 0) !== 0)

/** One selection where u > 0 and the other where u < 0; one of them where u is 0 everywhere. */
const bySign = (u: Term, cell: readonly Term[], above: Term, below: Term, reader: Reader): readonly Selection[] => {
  const value = lower(u, reader.scope)
  if (vanishes(value)) return [{ term: above, cell }]
  if (!isNonzero(value, reader)) throw new Refusal('obligation', 'a kink may lie on an open set')
  return [
    { term: above, side: u },
    { term: below, side: negated(u) },
  ].flatMap(({ term, side }) => {
    const own = joined(cell, [side], reader.scope)
    return own === undefined ? [] : [{ term, cell: own }]
  })
}

const gapOf = (a: Term, b: Term): Term => (b.op === 'number' && b.value.n === 0n ? a : difference(a, b))

/** Every choice of one selection for each part, where the cells do not contradict each other. */
const together = (
  parts: readonly (readonly Selection[])[],
  scope: Scope,
): readonly { readonly terms: readonly Term[]; readonly cell: readonly Term[] }[] =>
  parts.reduce<{ terms: Term[]; cell: readonly Term[] }[]>(
    (chosen, part) => {
      if (chosen.length * part.length > MOST_SELECTIONS) throw new Refusal('term', 'too many kinks meet at the point')
      return chosen.flatMap(({ terms, cell }) =>
        part.flatMap((next) => {
          const own = joined(cell, next.cell, scope)
          return own === undefined ? [] : [{ terms: [...terms, next.term], cell: own }]
        }),
      )
    },
    [{ terms: [], cell: [] }],
  )

const rebuilt = (term: Term, args: readonly Term[]): Term => {
  const [first, second] = args as readonly [Term, Term]
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'negate':
      return negated(first)
    case 'divide':
      return { op: 'divide', numerator: first, denominator: second }
    case 'power':
      return { op: 'power', base: first, exponent: second }
    case 'call':
      return call(term.name, ...args)
    default:
      return { op: term.op, args }
  }
}

const selectionsOf = (term: Term, reader: Reader): readonly Selection[] => {
  const { scope, point } = reader
  const go = (t: Term): readonly Selection[] => selectionsOf(t, reader)
  if (term.op === 'call' && term.name === 'sgn') throw new Refusal('term', 'sgn may not occur in an objective')
  if (term.op === 'call' && term.name === 'abs') {
    const u = term.args[0] as Term
    const sign = signAt(u, point, scope)
    // By continuity |u| = ±u near a point where u is not 0.
    if (sign !== 0) return go(u).map((s) => (sign > 0 ? s : { ...s, term: negated(s.term) }))
    return go(u).flatMap((s) => bySign(s.term, s.cell, s.term, negated(s.term), reader))
  }
  if (term.op === 'call' && (term.name === 'max' || term.name === 'min')) {
    const isMax = term.name === 'max'
    const [first, ...others] = term.args as readonly [Term, ...Term[]]
    return others.reduce<{ term: Term; parts: readonly Selection[] }>(
      (so, next) => {
        const whole = call(isMax ? 'max' : 'min', so.term, next)
        const gap = signAt(difference(so.term, next), point, scope) * (isMax ? 1 : -1)
        if (gap !== 0) return { term: whole, parts: gap > 0 ? so.parts : go(next) }
        const pairs = together([so.parts, go(next)], scope)
        const parts = pairs.flatMap(({ terms: [a, b], cell }) => {
          const [above, below] = (isMax ? [a, b] : [b, a]) as [Term, Term]
          return bySign(gapOf(a as Term, b as Term), cell, above, below, reader)
        })
        return { term: whole, parts }
      },
      { term: first, parts: go(first) },
    ).parts
  }
  const parts = children(term)
  if (parts.length === 0) return [{ term, cell: [] }]
  return together(parts.map(go), scope).map(({ terms, cell }) => ({ term: rebuilt(term, terms), cell }))
}

/** Whether the terms are certainly analytic near the point: domain conditions and kinks hold there with strict signs. */
export const areAnalytic = (terms: readonly Term[], { scope, point }: Omit<PiecewiseSmooth, 'selections'>): boolean =>
  conditionsHold(strictAt([...domainConditions(terms, scope), ...kinks(terms, scope)], point), [], scope)

/**
 * f near the point as its smooth selections: |u|, max and min are cut along u = 0 where u is 0 at the point, and replaced
 * by the one side that counts where it is not. Off the zeros of the u, a set without interior, every point near the given
 * one lies in one of the cells, and there f is the selection. Refuses parameters, roots of 0, and undecided signs.
 */
export const piecewiseSmooth = ({ context, f, point: given }: PointSubject): PiecewiseSmooth => {
  const { scope } = readContext(context)
  if (context.parameters.length > 0) throw new Refusal('context', 'the objective has parameters')
  const point = new Map<string, Term>()
  for (const name of scope.variables) {
    const text = given[name]
    if (text === undefined) throw new Refusal('point', `the point has no value for ${name}`)
    const value = parseTerm(text)
    if (symbols(value).some((s) => scope.variables.includes(s))) throw new Refusal('point', `${text} is no number`)
    point.set(name, value)
  }
  if (Object.keys(given).length > point.size) throw new Refusal('point', 'the point has a value for no variable')
  const term = parseTerm(f)
  // f must be defined on a neighbourhood, also the parts of it that do not count near the point.
  const conditions = strictAt(domainConditions([term], scope), point)
  const closed = [...point.values(), ...conditions.map(({ left }) => left)]
  if (!conditionsHold([...domainConditions(closed, scope), ...conditions], [], scope)) {
    throw new Refusal('point', 'f need not be defined near the point')
  }
  const values = new Map([...point].map(([name, value]) => [name, lower(value, scope)]))
  const reader: Reader = { scope, point, values }
  const selections = selectionsOf(term, reader)
  const parts = selections.flatMap((selection) => [selection.term, ...selection.cell])
  if (!areAnalytic(parts, reader)) throw new Refusal('point', 'a part of f need not be smooth at the point')
  return { scope, point, values, selections }
}
