import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { type Polynomial, scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent } from '../kernel/sequent.ts'
import type { RelationOperator } from '../kernel/term.ts'
import { textFor } from './kernel-text.ts'
import { afterLemmas, type Lemma } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'

const MOST_VARIABLES = 8

/** c with p = c·q. */
const multipleOf = (p: Polynomial, q: Polynomial): Q.Rational | undefined => {
  const [entry] = q.values()
  const [own] = [...p.values()].filter(({ monomial }) => monomial.length === entry?.monomial.length)
  if (entry === undefined || own === undefined) return undefined
  const c = Q.divide(own.coefficient, entry.coefficient)
  return subtract(p, scale(q, c)).size === 0 ? c : undefined
}

/**
 * On x_1⋯x_n = 1, Σ_i ∏_{k≠i} x_k² ≥ n with equality only where all x_i² = 1: the means of the q_i = ∏_{k≠i} |x_k|, whose
 * product is 1. From q − 1 ≥ log q, and exp(−S) ≥ 1 − S for S = Σ log q_i, where exp(−S) = 1:
 * Σ q_i² − n = Σ (q_i − 1)² + 2·Σ (q_i − 1) ≥ Σ (q_i − 1)² + 2S ≥ Σ (q_i − 1)².
 * For a sequent that says x_1⋯x_n = 1: the inequality where it is the goal, and x_i² = 1 where the equality is given.
 */
export const geometricMeanLemmas = (sequent: Sequent): readonly Lemma[] => {
  const { scope, hypotheses, goal } = sequent
  const { variables } = scope
  const n = variables.length
  if (n < 3 || n > MOST_VARIABLES) return []
  const read = (text: string): Polynomial => lower(parseTerm(text), scope)
  const p = variables.join('*')
  const h = hypotheses
    .filter(({ op }) => op === '=')
    .map(({ polynomial }) => ({ polynomial, c: multipleOf(polynomial, read(`${p} - 1`)) }))
    .find(({ c }) => c !== undefined)
  if (h?.c === undefined) return []
  const others = variables.map((name) => `(${variables.filter((x) => x !== name).join('*')})`)
  const sum = others.map((m) => `${m}^2`).join(' + ')
  const sharp = read(`${sum} - ${n}`)
  const isGoal = goal !== 'false' && goal.op === '>=' && multipleOf(goal.polynomial, sharp) !== undefined
  const given = hypotheses
    .filter(({ op }) => op === '=')
    .map(({ polynomial }) => ({ polynomial, c: multipleOf(polynomial, sharp) }))
    .find(({ c }) => c !== undefined)
  if (!isGoal && given?.c === undefined) return []
  const over = (c: Q.Rational): string => `(${Q.formatRational(Q.invert(c))})`
  const product = textFor(h.polynomial, scope)
  const roots = others.map((m) => `sqrt(${m}^2)`)
  const logs = roots.map((q) => `log(${q})`)
  const s = `(${logs.join(' + ')})`
  const e = `exp(-${s})`
  const q = roots.join('*')
  const lemma = (left: string, op: RelationOperator, proof: Lemma['proof']): Lemma => ({
    fact: fact(read(left), op),
    text: `${left} ${op} 0`,
    proof,
  })
  const nonzero = variables.map((name, i) =>
    lemma(
      name,
      '!=',
      squaresAndMultiples(
        [{ square: '1' }],
        [
          [product, over(h.c as Q.Rational)],
          [name, `-${others[i]}`],
        ],
      ),
    ),
  )
  const tangents = roots.map((u) => lemma(`${u} - 1 - log(${u})`, '>=', { kind: 'fact', fact: 'log-tangent', of: u }))
  const values = roots.map((u) => lemma(`exp(log(${u})) - ${u}`, '=', { kind: 'fact', fact: 'exp-log', of: u }))
  const tangent = lemma(`${e} - 1 + ${s}`, '>=', { kind: 'fact', fact: 'exp-tangent', of: `-${s}` })
  // q² = (x_1⋯x_n)^{2n−2} and q > 0.
  const powers = Array.from({ length: 2 * n - 2 }, (_, k) => (k === 0 ? '1' : `(${p})^${k}`)).join(' + ')
  const one = lemma(
    `${q} - 1`,
    '=',
    squaresAndMultiples([{ square: `(${q} - 1)*(${q} + 1)` }], [[product, `-${over(h.c)}*(${powers})*((${q})^2 - 1)`]]),
  )
  // e·∏ exp(log q_i) = 1, one factor after the other.
  const telescoped = roots.map((u, i): readonly [string, string] => {
    const before = roots.slice(0, i).map((r) => `*${r}`)
    const after = roots.slice(i + 1).map((r) => `*exp(log(${r}))`)
    return [`exp(log(${u})) - ${u}`, `-(${e} - 1)*${e}${before.join('')}${after.join('')}`]
  })
  const unit = lemma(
    `${e} - 1`,
    '=',
    squaresAndMultiples(
      [{ square: `${e} - 1` }],
      [
        // (e − 1)·e·(∏q − 1) − (e − 1)·e·(∏q − ∏exp(log q)) = (e − 1)·(1 − e)
        [`${q} - 1`, `(${e} - 1)*${e}`],
        ...telescoped.map(([of, by]): readonly [string, string] => [of, by.replace(/^-/, '')]),
      ],
    ),
  )
  const base = [...nonzero, ...tangents, ...values, tangent, one, unit]
  const means = [
    ...roots.map((u) => ({ square: `${u} - 1` })),
    ...roots.map((u) => ({ weight: '2', times: [`${u} - 1 - log(${u})`] })),
    { weight: '2', times: [`${e} - 1 + ${s}`] },
  ]
  const last: readonly [string, string] = [`${e} - 1`, '-2']
  // Seen from outside, there are no logarithms: a search would pay for them.
  const inside = (own: Lemma, ...more: readonly Lemma[]): Lemma => ({
    ...own,
    proof: afterLemmas(sequent, [...base, ...more], own.proof),
  })
  if (isGoal) {
    const whole = squaresAndMultiples([{ times: [`${n} - (${sum})`] }, ...means], [last])
    return [inside(lemma(`${sum} - ${n}`, '>=', whole))]
  }
  const at = given as { polynomial: Polynomial; c: Q.Rational }
  const equal = squaresAndMultiples(means, [last, [textFor(at.polynomial, scope), `-${over(at.c)}`]])
  // x² − 1 = −x²·(q − 1)(q + 1) + (p − 1)(p + 1).
  return variables.map((x, i) => {
    const square = squaresAndMultiples(
      [{ square: `${x}^2 - 1` }],
      [
        [`${roots[i]} - 1`, `(${x}^2 - 1)*${x}^2*(${roots[i]} + 1)`],
        [product, `-${over(h.c as Q.Rational)}*(${x}^2 - 1)*(${p} + 1)`],
      ],
    )
    return inside(lemma(`${x}^2 - 1`, '=', square), lemma(`${roots[i]} - 1`, '=', equal))
  })
}
