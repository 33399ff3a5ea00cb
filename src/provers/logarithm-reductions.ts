import type { Json } from '../kernel/json.ts'
import { exponential, logarithm, multiply, power } from '../kernel/normal-form.ts'
import {
  add,
  type Entry,
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
import { afterLemma } from './lemma-proofs.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'

/** times·log(arg), times an integer. */
interface Summand {
  readonly arg: Polynomial
  readonly times: number
}

const MOST_POWER = 24

/** k·g = Σ times·log(arg) + rest for the least k > 0 that makes all times integers; undefined without logarithms. */
const sumOfLogarithms = (
  g: Polynomial,
): { readonly k: Q.Rational; readonly logs: readonly Summand[]; readonly rest: Polynomial } | undefined => {
  const logs: { arg: Polynomial; coefficient: Q.Rational }[] = []
  const others: Entry[] = []
  for (const entry of g.values()) {
    const [factor, ...more] = entry.monomial
    const [atom, times] = factor ?? []
    if (atom?.kind === 'log' && times === 1 && more.length === 0) {
      logs.push({ arg: atom.arg, coefficient: entry.coefficient })
    } else others.push(entry)
  }
  if (logs.length === 0 || others.some((e) => e.monomial.some(([a]) => a.kind === 'log'))) return undefined
  const k = logs.reduce((d, { coefficient: c }) => d * Q.multiply(c, Q.rational(d)).d, 1n)
  const scaled = logs.map(({ arg, coefficient }) => ({ arg, times: Number(coefficient.n * (k / coefficient.d)) }))
  if (scaled.some((s) => Math.abs(s.times) > MOST_POWER)) return undefined
  return { k: Q.rational(k), logs: scaled, rest: scale(fromEntries(others), Q.rational(k)) }
}

/** x^n − u^n = (x − u)·Σ x^a·u^b. */
const geometric = (x: Polynomial, u: Polynomial, n: number): Polynomial => {
  let total: Polynomial = integer(0)
  for (let i = 0; i < n; i++) total = add(total, multiply(power(x, i), power(u, n - 1 - i)))
  return total
}

/** One side of the inequality between exponentials: Π arg^times·exp(rest). */
const sideOf = (logs: readonly Summand[], rest: Polynomial) => {
  const xs = logs.map(({ arg }) => exponential(logarithm(arg)))
  const powers = (values: readonly Polynomial[], from: number, to: number): Polynomial =>
    logs
      .slice(from, to)
      .reduce((p, { times }, i) => multiply(p, power(values[from + i] as Polynomial, times)), integer(1))
  const args = logs.map((l) => l.arg)
  const factor = exponential(rest)
  return {
    value: multiply(powers(args, 0, logs.length), factor),
    /** The same as one exponential, by exp(log(arg)) = arg. */
    exponent: logs.reduce((sum, { arg, times }) => add(sum, scale(logarithm(arg), Q.rational(times))), rest),
    /** by with Σ by·(exp(log(arg)) − arg) = exp(exponent) − value. */
    multiples: logs.map(({ arg, times }, i): readonly [Polynomial, Polynomial] => {
      const step = geometric(xs[i] as Polynomial, arg, times)
      const others = multiply(powers(args, 0, i), powers(xs, i + 1, logs.length))
      return [subtract(xs[i] as Polynomial, arg), multiply(multiply(step, others), factor)]
    }),
  }
}

const signed = (p: Polynomial, s: 1 | -1): Polynomial =>
  scale(fromEntries([...p.values()].filter((e) => Q.sign(e.coefficient) === s)), Q.rational(s))

/**
 * A goal Σ c_i·log(u_i) + R ≥ 0 (or > 0, = 0) with rational c_i by the same relation between exponentials:
 * Π u_i^n_i·exp(R₊) ≥ Π u_j^|n_j|·exp(R₋).
 */
export const logarithmReductions = (sequent: Sequent): readonly Reduction[] => {
  const { goal, scope } = sequent
  if (goal === 'false' || goal.op === '!=') return []
  const found = sumOfLogarithms(goal.polynomial)
  if (found === undefined) return []
  const { k, logs, rest } = found
  const text = (p: Polynomial): string => textFor(p, scope)
  const upper = sideOf(
    logs.filter((l) => l.times > 0),
    signed(rest, 1),
  )
  const lower = sideOf(
    logs.filter((l) => l.times < 0).map((l) => ({ ...l, times: -l.times })),
    signed(rest, -1),
  )
  const gap = subtract(upper.value, lower.value)
  const w = scale(goal.polynomial, k)
  const equations = (inner: Json): Json =>
    logs.reduceRight<Json>(
      (then, { arg }) =>
        afterLemma(
          `${text(subtract(exponential(logarithm(arg)), arg))} = 0`,
          { kind: 'fact', fact: 'exp-log', of: text(arg) },
          then,
        ),
      inner,
    )
  /** A contradiction from s·w < 0 (or ≤ 0) and s·gap ≥ 0 (or > 0): exp(big)·(exp(−s·w) − 1 + s·w ≥ 0). */
  const closing = (s: 1 | -1, given: string): Json => {
    const size = s > 0 ? upper : lower
    const e = `exp(${text(size.exponent)})`
    const below = scale(w, Q.rational(-s))
    const tangent = text(subtract(subtract(exponential(below), integer(1)), below))
    const multiples = [
      ...upper.multiples.map(([of, by]): [string, string] => [text(of), text(scale(by, Q.rational(s)))]),
      ...lower.multiples.map(([of, by]): [string, string] => [text(of), text(scale(by, Q.rational(-s)))]),
    ]
    const terms = [{ times: [e, tangent] }, { weight: Q.formatRational(k), times: [e, given] }]
    const sum =
      goal.op === '='
        ? squaresAndMultiples(terms, [...multiples, [text(gap), `${s}`]])
        : squaresAndMultiples([...terms, { times: [text(gap)] }], multiples)
    return afterLemma(`${tangent} >= 0`, { kind: 'fact', fact: 'exp-tangent', of: text(below) }, sum)
  }
  const g = text(goal.polynomial)
  return [
    {
      name: 'logarithms',
      goals: [{ ...sequent, goal: fact(gap, goal.op) }],
      close: ([proof]) => {
        const inner: Json =
          goal.op === '='
            ? {
                kind: 'split',
                on: g,
                cells: [
                  { sign: '<', proof: closing(1, text(negate(goal.polynomial))) },
                  { sign: '=', proof: squaresAndMultiples([{ square: g }], [[g, text(negate(goal.polynomial))]]) },
                  { sign: '>', proof: closing(-1, g) },
                ],
              }
            : closing(1, text(negate(goal.polynomial)))
        return equations(afterLemma(`${text(gap)} ${goal.op} 0`, proof as Json, inner))
      },
    },
  ]
}
