import type { Json } from '../kernel/json.ts'
import { exponential, multiply } from '../kernel/normal-form.ts'
import {
  type Atom,
  add,
  atomsOf,
  constant,
  type Entry,
  fromAtom,
  fromEntries,
  integer,
  negate,
  type Polynomial,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma, type Lemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'

/** A hypothesis that bounds a variable by a rational number, as it is written: `gap >= 0` or `gap > 0`. */
interface Bound {
  readonly value: Q.Rational
  readonly gap: Polynomial
  /** gap = ±factor·(variable − value) with a positive factor. */
  readonly factor: Q.Rational
}

/** The best bounds of each variable that hypotheses state. */
const boundsOf = ({ hypotheses }: Sequent): ReadonlyMap<Atom, { low?: Bound; high?: Bound }> => {
  const bounds = new Map<Atom, { low?: Bound; high?: Bound }>()
  for (const { polynomial, op } of hypotheses) {
    const entries = [...polynomial.values()]
    const main = entries.find(({ monomial }) => monomial.length === 1)
    const [atom, times] = main?.monomial[0] ?? []
    const others = entries.filter((entry) => entry !== main)
    if (op !== '>=' && op !== '>') continue
    if (main === undefined || atom?.kind !== 'variable' || times !== 1) continue
    if (others.some(({ monomial }) => monomial.length > 0)) continue
    const slope = main.coefficient
    const value = Q.divide(Q.negate(others[0]?.coefficient ?? Q.ZERO), slope)
    const own = bounds.get(atom) ?? {}
    const bound: Bound = { value, gap: polynomial, factor: Q.absolute(slope) }
    if (Q.sign(slope) > 0 && (own.low === undefined || Q.compare(value, own.low.value) > 0)) own.low = bound
    if (Q.sign(slope) < 0 && (own.high === undefined || Q.compare(value, own.high.value) < 0)) own.high = bound
    bounds.set(atom, own)
  }
  return bounds
}

/** w = slope·x + rest with neither depending on the variable x; undefined where w is not affine in it. */
const affineIn = (w: Polynomial, x: Atom): { slope: Polynomial; rest: Polynomial } | undefined => {
  const slope: Entry[] = []
  const rest: Entry[] = []
  for (const { monomial, coefficient } of w.values()) {
    const isIn = monomial.some(([atom]) => atom === x)
    if (!isIn) rest.push({ monomial, coefficient })
    else slope.push({ monomial: monomial.filter(([atom, times]) => atom !== x || times !== 1), coefficient })
  }
  const parts = { slope: fromEntries(slope), rest: fromEntries(rest) }
  return slope.length === 0 || [parts.slope, parts.rest].some((p) => atomsOf(p).has(x)) ? undefined : parts
}

/** exp(n·log(q)) = q^n, with the proof's lemma exp(log(q)) − q = 0 and its multiple; undefined for other exponents. */
const valueAt = (w: Polynomial, text: (p: Polynomial) => string) => {
  const [entry, ...others] = w.values()
  const [atom, times] = entry?.monomial[0] ?? []
  if (entry === undefined || others.length > 0 || entry.monomial.length !== 1) return undefined
  if (atom?.kind !== 'log' || times !== 1 || entry.coefficient.d !== 1n) return undefined
  const n = Number(entry.coefficient.n)
  const [base, ...more] = atom.arg.values()
  if (Math.abs(n) > 16 || base === undefined || more.length > 0 || base.monomial.length > 0) return undefined
  const q = base.coefficient
  const size = Math.abs(n)
  const L = fromAtom(atom)
  // x^m − q^m = (x − q)·Σ x^i·q^(m−1−i) at x = exp(L); for n = −m this is multiplied by −q^(−m)·exp(−m·L).
  let cofactor: Polynomial = integer(0)
  for (let i = 0; i < size; i++)
    cofactor = add(cofactor, scale(exponential(scale(L, Q.rational(i))), Q.power(q, size - 1 - i)))
  const by = n > 0 ? cofactor : multiply(scale(exponential(scale(L, Q.rational(n))), Q.negate(Q.power(q, n))), cofactor)
  const equation = text(subtract(exponential(L), constant(q)))
  return { value: constant(Q.power(q, n)), equation, by, of: text(atom.arg) }
}

/**
 * The chord of exp over an interval lies above it: for w = s·x + r and low ≤ x ≤ high,
 * (high − low)·exp(w) ≤ (high − x)·exp(w(low)) + (x − low)·exp(w(high)), for the exponents in a sequent and the rational
 * bounds of its variables; values exp(n·log(q)) are written q^n.
 *
 * Proof: the tangents exp(w(low) − w) ≥ 1 + w(low) − w and exp(w(high) − w) ≥ 1 + w(high) − w, times exp(w)·(high − x) and
 * exp(w)·(x − low).
 */
export const secantLemmas = (sequent: Sequent): Lemma[] => {
  const { scope, goal, hypotheses } = sequent
  const text = (p: Polynomial): string => textFor(p, scope)
  const atoms = new Set<Atom>()
  for (const { polynomial } of [...(goal === 'false' ? [] : [goal]), ...hypotheses]) atomsOf(polynomial, atoms)
  const exponents = [...atoms].flatMap((atom) => (atom.kind === 'exp' ? [atom.arg] : []))
  const lemmas: Lemma[] = []
  for (const [x, { low, high }] of exponents.length === 0 ? [] : boundsOf(sequent)) {
    if (low === undefined || high === undefined || Q.compare(low.value, high.value) >= 0) continue
    for (const w of exponents) {
      const parts = affineIn(w, x)
      if (parts === undefined) continue
      const whole = exponential(w)
      const ends = [
        { end: low, weight: { by: high, part: subtract(constant(high.value), fromAtom(x)) } },
        { end: high, weight: { by: low, part: subtract(fromAtom(x), constant(low.value)) } },
      ].map(({ end, weight }) => {
        const exponent = add(scale(parts.slope, end.value), parts.rest)
        const step = subtract(exponent, w)
        const known = valueAt(exponent, text)
        return { weight, exponent, step, known, value: known?.value ?? exponential(exponent) }
      })
      const width = Q.subtract(high.value, low.value)
      const above = ends.reduce((s, { weight, value }) => add(s, multiply(weight.part, value)), integer(0))
      const gap = subtract(above, scale(whole, width))
      const tangent = (step: Polynomial): string => text(subtract(subtract(exponential(step), integer(1)), step))
      const closing = squaresAndMultiples(
        [
          { times: [text(negate(gap))] },
          ...ends.map(({ weight, step }) => ({
            weight: Q.formatRational(Q.invert(weight.by.factor)),
            times: [text(whole), text(weight.by.gap), tangent(step)],
          })),
        ],
        ends.flatMap(({ weight, known }) =>
          known === undefined ? [] : [[known.equation, text(negate(multiply(weight.part, known.by)))] as const],
        ),
      )
      const proof = ends.reduceRight<Json>((next, { step, known }) => {
        const shown = afterLemma(`${tangent(step)} >= 0`, { kind: 'fact', fact: 'exp-tangent', of: text(step) }, next)
        return known === undefined
          ? shown
          : afterLemma(`${known.equation} = 0`, { kind: 'fact', fact: 'exp-log', of: known.of }, shown)
      }, closing)
      lemmas.push({ fact: fact(gap, '>='), proof })
    }
  }
  return lemmas
}
