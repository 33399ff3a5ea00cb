import { type Rational, sign } from '../kernel/rational.ts'
import { children, difference, negated, number, type Relation, symbols, type Term } from '../kernel/term.ts'
import { structureOf } from './combine.ts'
import { evaluateExactly } from './evaluate.ts'
import { InputError } from './input-error.ts'
import type { Display } from './print-matrix.ts'
import { simplify } from './simplify.ts'

/** One smooth piece of a term: on the open cell where all relations hold, the term equals `value`. */
export interface Piece {
  readonly when: readonly Relation[]
  readonly value: Term
  /** The value with its matrices, where it was written with any. */
  readonly display?: Display
}

/** The signs decided so far, by the structure of the switching function. */
type Signs = ReadonlyMap<number, 1 | -1>

const NO_VALUES: ReadonlyMap<string, Rational> = new Map()
const DEFAULT_LIMIT = 64

const keyOf = (u: Term): number => structureOf(simplify(u))

/** The sign of a switching function: a number's own, or a decided one, or undefined. */
const signOf = (u: Term, signs: Signs): 1 | -1 | undefined => {
  const value = symbols(u).length === 0 ? evaluateExactly(u, NO_VALUES) : undefined
  if (value !== undefined) return sign(value) < 0 ? -1 : 1
  const same = signs.get(keyOf(u))
  if (same !== undefined) return same
  const mirrored = signs.get(keyOf(negated(u)))
  return mirrored === undefined ? undefined : mirrored === 1 ? -1 : 1
}

/** The term with every kink resolved by the signs, or the first switching function that has no sign yet. */
type Resolved = { readonly value: Term } | { readonly undecided: Term }

const resolveCall = (name: string, args: readonly Term[], whole: Term, signs: Signs): Resolved => {
  const [u = number(0)] = args
  if (name === 'abs' || name === 'sgn') {
    const s = signOf(u, signs)
    if (s === undefined) return { undecided: u }
    return { value: name === 'sgn' ? number(s) : s === 1 ? u : negated(u) }
  }
  if (name !== 'max' && name !== 'min') return { value: whole }
  let winner = u
  for (const rival of args.slice(1)) {
    const gap = difference(winner, rival)
    const s = signOf(gap, signs)
    if (s === undefined) return { undecided: gap }
    if ((s === 1) !== (name === 'max')) winner = rival
  }
  return { value: winner }
}

const resolve = (term: Term, signs: Signs): Resolved => {
  const parts: Term[] = []
  for (const child of children(term)) {
    const part = resolve(child, signs)
    if ('undecided' in part) return part
    parts.push(part.value)
  }
  const [a = term, b = term] = parts
  switch (term.op) {
    case 'number':
    case 'symbol':
      return { value: term }
    case 'negate':
      return { value: negated(a) }
    case 'divide':
      return { value: { op: 'divide', numerator: a, denominator: b } }
    case 'power':
      return { value: { op: 'power', base: a, exponent: b } }
    case 'call':
      return resolveCall(term.name, parts, { ...term, args: parts }, signs)
    default:
      return { value: { ...term, args: parts } }
  }
}

/**
 * The pieces of a term by the signs of the arguments of abs and sgn and of the differences under max and min, each
 * simplified and free of those functions. The cells are open and disjoint, some may be empty, and together they leave
 * out only points where a switching function is zero. Throws {@link InputError} above `limit` pieces (64).
 */
export const pieces = (term: Term, limit: number = DEFAULT_LIMIT): readonly Piece[] => {
  const found: Piece[] = []
  const explore = (signs: Signs, when: readonly Relation[]): void => {
    const resolved = resolve(term, signs)
    if ('value' in resolved) {
      if (found.length === limit) {
        const advice = 'write the expression with fewer abs, max, min or relu'
        throw new InputError({ what: `the expression has more than ${limit} smooth pieces`, advice })
      }
      found.push({ when, value: simplify(resolved.value) })
      return
    }
    const u = simplify(resolved.undecided)
    const opposite = simplify(negated(u))
    explore(new Map([...signs, [structureOf(u), 1]]), [...when, { left: u, op: '>', right: number(0) }])
    explore(new Map([...signs, [structureOf(u), -1]]), [...when, { left: opposite, op: '>', right: number(0) }])
  }
  explore(new Map(), [])
  return found
}
