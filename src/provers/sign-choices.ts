import type { Json } from '../kernel/json.ts'
import { power } from '../kernel/normal-form.ts'
import { atomOf, atomsOf, fromAtom, integer, type Polynomial, subtract } from '../kernel/polynomial.ts'
import { fact, type Goal, type Sequent, withFacts } from '../kernel/sequent.ts'
import { isAccepted } from './acceptance.ts'
import { affineElimination, linearConsequences } from './affine-elimination.ts'
import type { Search } from './attempt.ts'
import { atMostMilliseconds } from './budgets.ts'
import { textFor } from './kernel-text.ts'
import { afterLemma, afterLemmas, withLemmas } from './lemma-proofs.ts'
import { squaresAndMultiples } from './reduction.ts'
import { proveSequent } from './sequent-prover.ts'

const MOST_SIGNS = 6
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
 * are left is put in; what remains has few variables. Equal goals are proved once. Throws BudgetSpent.
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
  const most = names.length === 0 ? ONLY_LEAF_MS : LEAF_MS
  const proofs = new Map<string, Json | undefined>()
  const leaf = async (at: Sequent, signs: readonly (1 | -1)[]): Promise<Json | undefined> => {
    const values = names.map((name, j) => ({ name, value: integer(signs[j] as number) }))
    const put = affineElimination(at, values)
    if (put === undefined) return undefined
    const [goal] = put.goals
    const key = goal.goal === 'false' ? '' : textFor(goal.goal.polynomial, scope)
    if (!proofs.has(key)) {
      const attempt = await proveSequent(goal, { ...search, budget: atMostMilliseconds(search.budget, most) })
      proofs.set(key, attempt.status === 'proof' ? attempt.proof : undefined)
    }
    const proof = proofs.get(key)
    return proof && put.close([proof])
  }
  const choose = async (at: Sequent, signs: readonly (1 | -1)[]): Promise<Json | undefined> => {
    const name = names[signs.length]
    if (name === undefined) return leaf(at, signs)
    const found: Json[] = []
    for (const value of [1, -1] as const) {
      const equation = fact(subtract(variable(name), integer(value)), '=')
      const proof = await choose(withFacts(at, equation), [...signs, value])
      if (proof === undefined) return undefined
      found.push(proof)
    }
    return bySign(name, found[0] as Json, found[1] as Json)
  }
  const proof = await choose(base, [])
  if (proof === undefined) return undefined
  const whole = afterLemmas(sequent, lemmas, smaller.close([plain.close([proof])]))
  return isAccepted(whole, sequent) ? whole : undefined
}
