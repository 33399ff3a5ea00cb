import type { Json } from '../kernel/json.ts'
import { power } from '../kernel/normal-form.ts'
import { atomOf, atomsOf, fromAtom, integer, negate, type Polynomial, subtract } from '../kernel/polynomial.ts'
import { fact, type Goal, type Sequent } from '../kernel/sequent.ts'
import { isAccepted } from './acceptance.ts'
import { affineElimination, linearConsequences, put } from './affine-elimination.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { greatest, isPlainlyNonnegative } from './dominated-bounds.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma, afterLemmas, type Lemma, withLemmas } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'
import { proveSequent } from './sequent-prover.ts'

const MOST_SIGNS = 6
/** Proofs are nested by lemmas, up to a depth that the kernel limits. */
const MOST_LEAST = 24
const LEAF_MS = 3000
/** Where no sign is left, all depends on one leaf. */
const ONLY_LEAF_MS = 8000

const variable = (name: string): Polynomial => fromAtom(atomOf({ kind: 'variable', name }))

const variablesIn = (goal: Goal): readonly string[] =>
  goal === 'false' ? [] : [...atomsOf(goal.polynomial)].flatMap((atom) => (atom.kind === 'variable' ? [atom.name] : []))

/** The variables s in the goal with s² = 1 among the hypotheses. */
const signNames = ({ hypotheses, goal }: Sequent): readonly string[] =>
  variablesIn(goal).filter((name) => {
    const square = subtract(power(variable(name), 2), integer(1))
    return hypotheses.some(({ op, polynomial }) => op === '=' && subtract(polynomial, square).size === 0)
  })

/** The proof of a goal where s² = 1 by one of it for s = 1 and one for s = −1, in which that equation is a lemma. */
const bySign = (s: string, positive: Json, negative: Json): Json => {
  const square = `${s}^2 - 1`
  const known = (value: 1 | -1, then: Json): Json => {
    const [equation, size] = value === 1 ? [`${s} - 1`, s] : [`${s} + 1`, `-${s}`]
    // (s − 1)²(1 + s) = (s − 1)(s² − 1)
    const proof = squaresAndMultiples(
      [{ square: equation }, { square: equation, times: [size] }],
      [[square, `${value === 1 ? '-' : ''}(${equation})`]],
    )
    return afterLemma(`${equation} = 0`, proof, then)
  }
  const never = squaresAndMultiples(
    [{}],
    [
      [square, '1'],
      [s, `-${s}`],
    ],
  )
  return {
    kind: 'split',
    on: s,
    cells: [
      { sign: '<', proof: known(-1, negative) },
      { sign: '=', proof: never },
      { sign: '>', proof: known(1, positive) },
    ],
  }
}

/**
 * A proof of an inequality under F = 0 and s_j² = 1, as second-order conditions for |F|₁ are: variables that the linear
 * equations in the ideal of F express are eliminated first, and even powers of signs; then each choice of the signs that
 * are left is put in; what remains has few variables, and is proved where it is least. Throws BudgetSpent.
 */
export const bySignChoices = async (sequent: Sequent, search: Search): Promise<Json | undefined> => {
  const { scope } = sequent
  if (signNames(sequent).length === 0) return undefined
  const { replacements, lemmas } = linearConsequences(sequent, search.budget)
  const known = withLemmas(sequent, lemmas)
  const smaller = affineElimination(known, replacements)
  if (smaller === undefined) return undefined
  const plain = affineElimination(
    smaller.goals[0],
    signNames(smaller.goals[0]).map((name) => ({ name, value: integer(1), power: 2 })),
  )
  if (plain === undefined) return undefined
  const [base] = plain.goals
  const names = variablesIn(base.goal).filter((name) => signNames(smaller.goals[0]).includes(name))
  if (names.length > MOST_SIGNS) return undefined
  const { goal } = base
  if (goal === 'false' || (goal.op !== '>' && goal.op !== '>=')) return undefined
  const most = names.length === 0 ? ONLY_LEAF_MS : LEAF_MS
  const text = (p: Polynomial): string => textFor(p, scope)
  const signed = (p: Polynomial, k: number): readonly Polynomial[] => {
    const name = names[k]
    if (name === undefined) return [p]
    return [1, -1].flatMap((value) => signed(put(p, { name, value: integer(value) }).result, k + 1))
  }
  // The others are one of these and a sum of squares.
  const least = greatest(signed(goal.polynomial, 0), negate)
  if (least.length > MOST_LEAST) return undefined
  const shown: Lemma[] = []
  for (const p of least) {
    const own = fact(p, goal.op)
    const budget = atMostMilliseconds(search.budget, most)
    const attempt = await proveSequent({ ...base, goal: own }, { ...search, budget })
    if (attempt.status !== 'proof') return undefined
    shown.push({ fact: own, proof: attempt.proof })
  }
  /** The goal where the signs have these values, from one of the least. */
  const leaf = (values: readonly (1 | -1)[]): Json => {
    let p = goal.polynomial
    const multiples: (readonly [string, string])[] = []
    values.forEach((value, k) => {
      const name = names[k] as string
      const { result, quotient } = put(p, { name, value: integer(value) })
      if (quotient.size > 0) multiples.push([text(subtract(variable(name), integer(value))), text(quotient)])
      p = result
    })
    const below = least.find((q) => isPlainlyNonnegative(subtract(p, q))) ?? p
    const rest = subtract(p, below)
    const terms = [text(negate(goal.polynomial)), text(below), ...(rest.size === 0 ? [] : [text(rest)])]
    return squaresAndMultiples(
      terms.map((one) => ({ times: [one] })),
      multiples,
    )
  }
  const choose = (values: readonly (1 | -1)[]): Json => {
    const name = names[values.length]
    return name === undefined ? leaf(values) : bySign(name, choose([...values, 1]), choose([...values, -1]))
  }
  const proof = afterLemmas(base, shown, choose([]))
  const whole = afterLemmas(sequent, lemmas, smaller.close([plain.close([proof])]))
  return isAccepted(whole, sequent) ? whole : undefined
}
