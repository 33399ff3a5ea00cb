import { factor } from '../algebra/multivariate-factorization.ts'
import * as A from '../algebra/polynomial.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import type { Json } from '../kernel/json.ts'
import { lower } from '../kernel/lower.ts'
import { negate, type Polynomial } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { fact, type Sequent, signsUnder, withFacts } from '../kernel/sequent.ts'
import { type Fact, NEGATIVE, POSITIVE } from '../kernel/sign.ts'
import { negated, number, printTerm, product, quotient, raised, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { approximate } from './approximate.ts'
import { clearFactors } from './clear-factors.ts'
import { indeterminatesFor } from './indeterminates.ts'
import { termFor, textFor } from './kernel-text.ts'
import { afterLemma } from './lemma-proofs.ts'
import { numbers } from './rational-tuples.ts'
import { type Reduction, squaresAndMultiples } from './reduction.ts'

const TRIES = 4000
const WANTED = 24

/** Points of doubles where the hypotheses hold, as far as doubles show. */
const samples = ({ hypotheses, scope }: Sequent): ReadonlyMap<string, number>[] => {
  const names = [...scope.variables, ...scope.parameters]
  if (hypotheses.some((h) => h.op === '=')) return []
  const random = numbers(7)
  const found: ReadonlyMap<string, number>[] = []
  for (let i = 0; i < TRIES && found.length < WANTED; i++) {
    const size = [2, 1, 10][i % 3] as number
    const point = new Map(
      names.map((n) => {
        const x = (2 * random() - 1) * size
        return [n, scope.integers.has(n) ? Math.round(x) : x]
      }),
    )
    const holds = hypotheses.every(({ polynomial, op }) => {
      const { value } = approximate(polynomial, point)
      return op === '!=' ? value !== 0 && !Number.isNaN(value) : op === '>' ? value > 0 : value >= 0
    })
    if (holds) found.push(point)
  }
  return found
}

/** 1 or −1 where the quantity has that sign, or is zero, at all points; undefined where it has both. */
const commonSign = (p: Polynomial, points: readonly ReadonlyMap<string, number>[]): 1 | -1 | undefined => {
  const values = points.map((x) => approximate(p, x).value)
  if (values.length === 0 || values.some(Number.isNaN)) return undefined
  if (values.every((v) => v >= 0)) return 1
  return values.every((v) => v <= 0) ? -1 : undefined
}

/** The goal Π f^k ≥ 0 (or > 0) by the sign that each factor seems to have. */
const goalByFactors = (sequent: Sequent, budget: Budget): Reduction[] => {
  const { goal, scope } = sequent
  if (goal === 'false' || goal.op === '=' || goal.op === '!=') return []
  const { op } = goal
  const cleared = clearFactors(goal.polynomial, true)
  const space = indeterminatesFor([goal.polynomial], scope)
  const p = space.enter(cleared.numerator)
  if (A.isZero(p) || A.degree(p) < 2) return []
  const { scale, factors } = factor(p, budget)
  if (factors.length < 2 && (factors[0]?.multiplicity ?? 1) < 2) return []
  const points = samples(sequent)
  const parts = factors.map(({ base, multiplicity }) => {
    const term = space.termOf(A.rename(base, space.names))
    const value = lower(term, scope)
    const signs = signsUnder(term, sequent)
    const known = (signs & NEGATIVE) === 0 ? 1 : (signs & POSITIVE) === 0 ? -1 : undefined
    const sign = multiplicity % 2 === 0 ? 1 : (known ?? commonSign(value, points))
    return { term, value, multiplicity, sign }
  })
  if (parts.some((f) => f.sign === undefined)) return []
  const isNegative = parts.filter((f) => f.multiplicity % 2 === 1 && f.sign === -1).length % 2 === 1
  if (Q.sign(scale) < 0 !== isNegative) return []
  const goals = parts.flatMap((f): { fact: Fact; text: string }[] => {
    if (f.multiplicity % 2 === 0) {
      return op === '>' ? [{ fact: { polynomial: f.value, op: '!=' as const }, text: `${printTerm(f.term)} != 0` }] : []
    }
    const isMinus = f.sign === -1
    const text = printTerm(isMinus ? negated(f.term) : f.term)
    return [{ fact: { polynomial: isMinus ? negate(f.value) : f.value, op }, text: `${text} ${op} 0` }]
  })
  const top = product(
    ...(Q.equal(scale, Q.ONE) ? [] : [number(scale)]),
    ...parts.map((f): Term => (f.multiplicity === 1 ? f.term : raised(f.term, f.multiplicity))),
  )
  const below = cleared.factors.map((f) => raised(termFor(f.base, scope), f.power))
  const form = below.length === 0 ? top : quotient(top, product(...below))
  return [
    {
      name: 'factors of the goal',
      goals: goals.map((g, i) => ({
        ...withFacts(sequent, ...goals.slice(0, i).map((h) => h.fact)),
        goal: fact(g.fact.polynomial, g.fact.op),
      })),
      close: (proofs) =>
        goals.reduceRight<Json>((then, g, i) => afterLemma(g.text, proofs[i] as Json, then), {
          kind: 'sign',
          form: printTerm(form),
        }),
    },
  ]
}

/** The goal f ≥ 0 (or > 0) from a hypothesis f·q ≥ 0 (or > 0), q > 0 being shown where the goal fails. */
const goalFromProducts = (sequent: Sequent): Reduction[] => {
  const { goal, scope, hypotheses } = sequent
  if (goal === 'false' || goal.op === '=' || goal.op === '!=') return []
  const { polynomial: f, op } = goal
  const text = (p: Polynomial): string => textFor(p, scope)
  const space = indeterminatesFor([f, ...hypotheses.map((h) => h.polynomial)], scope)
  if (clearFactors(f, true).factors.length > 0) return []
  const divisor = space.enter(f)
  if (A.constantValue(divisor) !== undefined) return []
  return hypotheses.flatMap(({ polynomial: h, op: given }): Reduction[] => {
    const isStrict = given === '>'
    if ((given !== '>' && given !== '>=') || (op === '>' && !isStrict)) return []
    if (clearFactors(h, true).factors.length > 0) return []
    const cofactor = divideExact(space.enter(h), divisor)
    if (cofactor === undefined || A.constantValue(cofactor) !== undefined || A.isZero(cofactor)) return []
    const q = lower(space.termOf(cofactor), scope)
    const opposite = negate(f)
    const cell = op === '>' ? fact(opposite, '>=') : fact(opposite, '>')
    const distinct = op === '>' ? [] : [fact(f, '!=')]
    const wanted = isStrict ? '>=' : '>'
    return [
      {
        name: 'a factor of a hypothesis',
        goals: [{ ...withFacts(sequent, cell, ...distinct), goal: fact(q, wanted) }],
        close: ([proof]) => {
          const contradiction = squaresAndMultiples([{ times: [text(h)] }, { times: [text(opposite), text(q)] }])
          const shown = afterLemma(`${text(q)} ${wanted} 0`, proof as Json, contradiction)
          const inside = op === '>' ? shown : afterLemma(`${text(f)} != 0`, { kind: 'sign', form: text(f) }, shown)
          return {
            kind: 'split',
            on: text(f),
            cells: [
              { sign: op, proof: { kind: 'sign', form: text(f) } },
              { sign: op === '>' ? '<=' : '<', proof: inside },
            ],
          }
        },
      },
    ]
  })
}

/** Ways to prove an inequality factor by factor. Throws BudgetSpent. */
export const factorReductions = (sequent: Sequent, budget: Budget): readonly Reduction[] => [
  ...goalFromProducts(sequent),
  ...goalByFactors(sequent, budget),
]
