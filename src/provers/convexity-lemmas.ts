import type { Json } from '../kernel/json.ts'
import { absolute, exponential, inverse, logarithm, multiply } from '../kernel/normal-form.ts'
import {
  type Atom,
  add,
  atomsOf,
  fromAtom,
  integer,
  negate,
  type Polynomial,
  polynomialKey,
  subtract,
} from '../kernel/polynomial.ts'
import { fact, type Sequent, signsUnder } from '../kernel/sequent.ts'
import { POSITIVE, ZERO } from '../kernel/sign.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemma, type Lemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'

/** A point (exponent, value) of the graph of exp: value = exp(exponent), by a fact where it is not the same term. */
interface GraphPoint {
  readonly exponent: Polynomial
  readonly value: Polynomial
  readonly fact?: { readonly fact: string; readonly of: string }
}

const MOST_POINTS = 6

const ONE = integer(1)

const occurring = ({ goal, hypotheses }: Sequent): Set<Atom> => {
  const atoms = new Set<Atom>()
  for (const { polynomial } of [...(goal === 'false' ? [] : [goal]), ...hypotheses]) atomsOf(polynomial, atoms)
  return atoms
}

/** The points of the graph of exp that the exponentials, logarithms and powers in a sequent are, and (0, 1). */
const graphPoints = (sequent: Sequent): GraphPoint[] => {
  const { scope } = sequent
  const atoms = occurring(sequent)
  const text = (p: Polynomial): string => textFor(p, scope)
  const points: GraphPoint[] = []
  const seen = new Set<string>()
  const add = (point: GraphPoint): void => {
    const key = polynomialKey(point.exponent)
    if (!seen.has(key)) points.push(point)
    seen.add(key)
  }
  const logarithmic = (u: Polynomial): void => {
    add({ exponent: logarithm(u), value: u, fact: { fact: 'exp-log', of: text(u) } })
  }
  const exponentials: Atom[] = []
  for (const atom of atoms) {
    if (atom.kind === 'log') logarithmic(atom.arg)
    if (atom.kind === 'exp') exponentials.push(atom)
    if (atom.kind !== 'power') continue
    const signs = signsUnder(termFor(atom.arg, scope), sequent)
    const base = signs === POSITIVE ? atom.arg : atom.signed || (signs & ZERO) !== 0 ? undefined : absolute(atom.arg)
    if (base === undefined) continue
    const written = signs === POSITIVE ? `(${text(base)})` : `abs(${text(atom.arg)})`
    const exponent = multiply(atom.exponent, logarithm(base))
    add({ exponent, value: fromAtom(atom), fact: { fact: 'power-exp', of: `${written}^(${text(atom.exponent)})` } })
    logarithmic(base)
  }
  for (const atom of exponentials) if (atom.kind === 'exp') add({ exponent: atom.arg, value: fromAtom(atom) })
  add({ exponent: integer(0), value: ONE })
  return points.slice(0, MOST_POINTS)
}

/** The tangent of the graph at q lies below its point p: value_p ≥ value_q·(1 + exponent_p − exponent_q). */
const tangentAt = (p: GraphPoint, q: GraphPoint, { scope }: Sequent): Lemma => {
  const text = (r: Polynomial): string => textFor(r, scope)
  const step = subtract(p.exponent, q.exponent)
  const slope = add(ONE, step)
  const gap = subtract(p.value, multiply(q.value, slope))
  const tangent = text(subtract(exponential(step), slope))
  // The facts state exp(log(u)) − u = 0 and B^E − exp(E·log(B)) = 0.
  const isPower = ({ fact: reason }: GraphPoint): boolean => reason?.fact === 'power-exp'
  const equation = (point: GraphPoint): Polynomial => {
    const difference = subtract(exponential(point.exponent), point.value)
    return isPower(point) ? negate(difference) : difference
  }
  const by = (point: GraphPoint, factor: Polynomial): string => text(isPower(point) ? negate(factor) : factor)
  const closing = squaresAndMultiples(
    [{ times: [text(negate(gap))] }, { times: [`exp(${text(q.exponent)})`, tangent] }],
    [
      ...(p.fact === undefined ? [] : [[text(equation(p)), by(p, integer(-1))] as const]),
      ...(q.fact === undefined ? [] : [[text(equation(q)), by(q, slope)] as const]),
    ],
  )
  const shown = afterLemma(`${tangent} >= 0`, { kind: 'fact', fact: 'exp-tangent', of: text(step) }, closing)
  const proof = [p, q].reduceRight<Json>((then, point) => {
    if (point.fact === undefined) return then
    return afterLemma(`${text(equation(point))} = 0`, { kind: 'fact', ...point.fact }, then)
  }, shown)
  return { fact: fact(gap, '>='), proof }
}

/** The lemmas log(u) > 0 for u > 1, log(u) < 0 for u < 1, and the same with equality. */
const logarithmSigns = (sequent: Sequent, u: Polynomial): Lemma[] => {
  const { scope } = sequent
  const text = (p: Polynomial): string => textFor(p, scope)
  const log = logarithm(u)
  const above = subtract(u, ONE)
  const of = text(u)
  const lemma = (isUpper: boolean, op: '>' | '>='): Lemma => {
    const known = isUpper ? subtract(log, subtract(ONE, inverse(u))) : subtract(above, log)
    const form = isUpper ? `(${text(known)}) + (${text(above)})/(${of})` : `(${text(known)}) + (${text(negate(above))})`
    return {
      fact: fact(isUpper ? log : negate(log), op),
      proof: afterLemma(
        `${text(known)} >= 0`,
        { kind: 'fact', fact: isUpper ? 'log-lower' : 'log-tangent', of },
        { kind: 'sign', form },
      ),
    }
  }
  const signs = signsUnder(termFor(above, scope), sequent)
  if (signs === POSITIVE) return [lemma(true, '>')]
  if ((signs & ~(POSITIVE | ZERO)) === 0) return [lemma(true, '>=')]
  if ((signs & (POSITIVE | ZERO)) === 0) return [lemma(false, '>')]
  return (signs & POSITIVE) === 0 ? [lemma(false, '>=')] : []
}

/**
 * What the convexity of exp says of the exponentials, logarithms and powers in a sequent: its tangent at each of their
 * points lies below each other; and the signs of logarithms.
 */
export const convexityLemmas = (sequent: Sequent): Lemma[] => {
  const points = graphPoints(sequent)
  const signs = points.flatMap((p) => (p.fact?.fact === 'exp-log' ? logarithmSigns(sequent, p.value) : []))
  const pairs = points.flatMap((p) =>
    points.filter((q) => q !== p && (p.value !== ONE || q.fact !== undefined)).map((q) => tangentAt(p, q, sequent)),
  )
  // exp(log(u)) where it occurs as such.
  const inverses = points.flatMap((p): Lemma[] => {
    const whole = exponential(p.exponent)
    const [atom] = atomsOf(whole)
    if (p.fact?.fact !== 'exp-log' || atom === undefined || !occurring(sequent).has(atom)) return []
    return [{ fact: fact(subtract(whole, p.value), '='), proof: { kind: 'fact', ...p.fact } }]
  })
  return [...inverses, ...signs, ...pairs]
}
