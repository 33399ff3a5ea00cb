import { exponential, multiply, power, tangent } from '../kernel/normal-form.ts'
import {
  type Atom,
  add,
  atomOf,
  atomsOf,
  fromAtom,
  integer,
  isClosed,
  negate,
  type Polynomial,
  scale,
  subtract,
} from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent, signsUnder } from '../kernel/sequent.ts'
import { NEGATIVE } from '../kernel/sign.ts'
import { argumentBasis, stepsIn } from './argument-basis.ts'
import { termFor, textFor } from './kernel-text.ts'
import type { Lemma } from './lemma-proofs.ts'

type Function = 'sin' | 'cos'

const sine = (arg: Polynomial): Polynomial => (arg.size === 0 ? integer(0) : fromAtom(atomOf({ kind: 'sin', arg })))
const cosine = (arg: Polynomial): Polynomial => (arg.size === 0 ? integer(1) : fromAtom(atomOf({ kind: 'cos', arg })))

/** Σ sign^k·u^e/e! over the first order + 1 of the exponents first, first + step, … */
const partialSum = (u: Polynomial, order: number, first: number, step: number, sign: 1 | -1): Polynomial => {
  let total: Polynomial = integer(0)
  let factorial = 1
  for (let k = 0, e = 0; k <= order; k++) {
    for (; e < first + k * step; e++) factorial *= e + 1
    total = add(total, scale(power(u, e), Q.rational(sign === -1 && k % 2 === 1 ? -1 : 1, factorial)))
  }
  return total
}

const degreeOf = (p: Polynomial): number =>
  Math.max(0, ...[...p.values()].map((e) => e.monomial.reduce((d, [a, k]) => d + (a.kind === 'inverse' ? 0 : k), 0)))

const MOST_STEPS = 8

/** The formulas for sin(a + b) and cos(a + b) along sums of a basis of the arguments that lead to each of them. */
const additionLemmas = (args: readonly Polynomial[], text: (p: Polynomial) => string): Lemma[] => {
  const basis = argumentBasis(args)
  const lemmas: Lemma[] = []
  const seen = new Set<string>()
  const step = (a: Polynomial, b: Polynomial): Polynomial => {
    const whole = add(a, b)
    const of = `(${text(a)}) + (${text(b)})`
    if (seen.has(of)) return whole
    seen.add(of)
    const products = add(multiply(sine(a), cosine(b)), multiply(cosine(a), sine(b)))
    const differences = subtract(multiply(cosine(a), cosine(b)), multiply(sine(a), sine(b)))
    lemmas.push({ fact: fact(subtract(sine(whole), products), '='), proof: { kind: 'fact', fact: 'sin-sum', of } })
    lemmas.push({ fact: fact(subtract(cosine(whole), differences), '='), proof: { kind: 'fact', fact: 'cos-sum', of } })
    return whole
  }
  for (const arg of args) {
    const parts = basis.map((w) => ({ unit: scale(w.base, w.measure), steps: stepsIn(arg, w) }))
    if (parts.reduce((n, { steps }) => n + Math.abs(steps), 0) > MOST_STEPS) continue
    let sum: Polynomial | undefined
    for (const { unit, steps } of parts) {
      const own = steps < 0 ? negate(unit) : unit
      if (steps < 0) step(unit, own)
      for (let i = 0; i < Math.abs(steps); i++) sum = sum === undefined ? own : step(sum, own)
    }
  }
  return lemmas
}

/** Bounds by partial sums of the series of exp, sin and cos, and what connects values of sin, cos and tanh. */
export const seriesLemmas = (sequent: Sequent): Lemma[] => {
  const { scope, goal, hypotheses } = sequent
  const atoms = new Set<Atom>()
  const facts = [...(goal === 'false' ? [] : [goal]), ...hypotheses]
  for (const { polynomial } of facts) atomsOf(polynomial, atoms)
  const degree = Math.max(...facts.map((f) => degreeOf(f.polynomial)))
  const text = (p: Polynomial): string => textFor(p, scope)
  const isNonnegative = (u: Polynomial): boolean => (signsUnder(termFor(u, scope), sequent) & NEGATIVE) === 0
  const lemmas: Lemma[] = []
  const series = (name: string, u: Polynomial, order: number, gap: Polynomial): void => {
    lemmas.push({ fact: fact(gap, '>='), proof: { kind: 'fact', fact: name, of: text(u), order } })
  }
  const angles = new Map<string, Polynomial>()
  const tangents = [...atoms].filter((a) => a.kind === 'tanh')
  for (const atom of atoms) {
    if (!('arg' in atom) || isClosed(atom.arg)) continue
    const u = atom.arg
    if (atom.kind === 'exp') {
      const top = Math.min(9, Math.max(3, degree + 1))
      for (const order of new Set([2, 3, degree, top])) {
        if (order < 2 || order > 9 || (order % 2 === 0 && !isNonnegative(u))) continue
        series('exp-taylor', u, order, subtract(exponential(u), partialSum(u, order, 0, 1, 1)))
      }
    }
    if (atom.kind === 'sin' || atom.kind === 'cos') angles.set(text(u), u)
    if (atom.kind === 'tanh' && (tangents.length > 1 || [...atoms].some((a) => a.kind === 'exp'))) {
      const e = exponential(scale(u, Q.rational(2)))
      const equation = subtract(multiply(tangent(u), add(e, integer(1))), subtract(e, integer(1)))
      lemmas.push({ fact: fact(equation, '='), proof: { kind: 'fact', fact: 'tanh-exp', of: text(u) } })
    }
  }
  const has = (name: Function, u: Polynomial): boolean => atoms.has(atomOf({ kind: name, arg: u }))
  for (const u of angles.values()) {
    if (has('sin', u)) {
      const gap = subtract(power(u, 2), power(sine(u), 2))
      lemmas.push({ fact: fact(gap, '>='), proof: { kind: 'fact', fact: 'sin-bound', of: text(u) } })
      if (isNonnegative(u)) series('sin-taylor', u, 1, subtract(sine(u), partialSum(u, 1, 1, 2, -1)))
    }
    if (has('cos', u)) {
      series('cos-taylor', u, 1, subtract(cosine(u), partialSum(u, 1, 0, 2, -1)))
      if (degree > 2) series('cos-taylor', u, 2, subtract(partialSum(u, 2, 0, 2, -1), cosine(u)))
    }
  }
  if (angles.size > 1) lemmas.push(...additionLemmas([...angles.values()], text))
  return lemmas
}
