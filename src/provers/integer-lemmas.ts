import type { Json } from '../kernel/json.ts'
import {
  type Atom,
  atomsOf,
  constant,
  fromEntries,
  isIntegral,
  type Polynomial,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { Fact } from '../kernel/sign.ts'
import { textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

export const isInteger = (atom: Atom): boolean => atom.kind === 'parameter' && atom.integer

/** m·p = g·q + c with m, g > 0 and q without a constant, its coefficients coprime integers; undefined for constants. */
const integerPart = (p: Polynomial) => {
  if (
    ![...atomsOf(p)].every(isInteger) ||
    [...p.values()].some((e) => e.monomial.some(([a]) => a.kind !== 'parameter'))
  ) {
    return undefined
  }
  const entries = [...p.values()]
  const m = entries.reduce((d, { coefficient: c }) => d * Q.multiply(c, Q.rational(d)).d, 1n)
  const whole = scale(p, Q.rational(m))
  const c = whole.get('')?.coefficient ?? Q.ZERO
  const rest = fromEntries([...whole.values()].filter((e) => e.monomial.length > 0))
  if (rest.size === 0) return undefined
  const g = [...rest.values()].reduce((d, e) => gcd(d, e.coefficient.n), 0n)
  return { m: Q.rational(m), g: Q.rational(g), q: scale(rest, Q.rational(1n, g)), c }
}

const floor = ({ n, d }: Q.Rational): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d))

/** The lemma q ≥ k from g·q + c > 0 or ≥ 0, where q is an integer: by the cells q − k + 1 ≤ 0 and > 0. */
const rounded = ({ polynomial: p, op }: Fact, { scope }: Sequent): Lemma[] => {
  const parts = op === '>' || op === '>=' ? integerPart(p) : undefined
  if (parts === undefined) return []
  const { m, g, q, c } = parts
  const bound = Q.divide(Q.negate(c), g)
  const k = op === '>' ? floor(bound) + 1n : -floor(Q.negate(bound))
  const better = subtract(q, constant(Q.rational(k)))
  if (op === '>=' && subtract(scale(p, Q.divide(m, g)), better).size === 0) return []
  const on = subtract(q, constant(Q.rational(k - 1n)))
  if (!isIntegral(on)) return []
  const text = (r: Polynomial): string => textFor(r, scope)
  const opposite = text(scale(on, Q.rational(-1)))
  // p + (g/m)·(k − 1 − q) = (c + g·(k − 1))/m
  const excess = Q.divide(Q.add(c, Q.multiply(g, Q.rational(k - 1n))), m)
  const none: Json = squaresAndMultiples([
    { times: [text(p)] },
    { weight: Q.formatRational(Q.divide(g, m)), times: [opposite] },
    { weight: Q.formatRational(Q.negate(excess)) },
  ])
  const cells = [
    { sign: '>', proof: { kind: 'sign', form: text(better) } },
    { sign: '<=', proof: none },
  ]
  return [{ fact: fact(better, '>='), proof: { kind: 'split', on: text(on), cells } }]
}

/** Inequalities between integer parameters, rounded to integers: n > 0 gives n ≥ 1, and 2·n ≥ 1 does. */
export const integerLemmas = (sequent: Sequent): Lemma[] => {
  if (sequent.scope.integers.size === 0) return []
  return sequent.hypotheses.flatMap((h) => rounded(h, sequent))
}
