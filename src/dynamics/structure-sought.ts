import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Term } from '../kernel/term.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import { isConstant, isSamePhi, isSameUpToSign } from './composition.ts'
import type { Objective } from './objective.ts'
import { compose, scopeOf } from './structure.ts'

const SOUGHT =
  'looked for: one residual h of which f is a power, a square with a positive factor or an increasing function; and several, with f an increasing function of the sum of their squares or of their moduli'

const MOST_SUMMANDS = 4

const listed = (texts: readonly string[]): string =>
  texts.length > MOST_SUMMANDS
    ? `${texts.slice(0, MOST_SUMMANDS).join(', ')} and ${texts.length - MOST_SUMMANDS} more`
    : texts.length < 2
      ? texts.join('')
      : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`

/** Why the summands of a sum make no |F|₂ or |F|₁ of what each of them is. */
const whyOfSum = (summands: readonly Term[], { objective, budget }: Asked): string => {
  if (summands.length === 0) return 'f is constant'
  const scope = scopeOf(objective)
  const read = summands.map((term) => ({ term, found: compose(term, { scope, budget, several: false }) }))
  const unread = read.filter(({ found }) => found?.peeled !== true)
  if (unread.length > 0) {
    const one = unread.length === 1
    return `the ${one ? 'summand' : 'summands'} ${listed(unread.map(({ term }) => printPlain(term)))} ${one ? 'was' : 'were'} read as no function of the modulus of one expression`
  }
  const words = read.map(
    ({ found }) => `${printPlain(simplify(found?.phi as Term))} of t = |${printPlain(found?.residuals[0] as Term)}|`,
  )
  const [first, ...others] = read.map(({ found }) => found)
  if (words.length === 1) return `but for constants f is ${words[0]}, which was not seen to increase with t`
  const isOneFunction = others.every((other) => other && first && isSamePhi(other.phi, first.phi, scope))
  const isOneResidual = others.every(
    (other) => other && first && isSameUpToSign(other.residuals[0] as Term, first.residuals[0] as Term, scope),
  )
  if (isOneResidual) return `the summands are ${listed(words)}, and their sum was not seen to increase with t`
  return isOneFunction
    ? `the summands are ${listed(words)}: squares and moduli of residuals may be added, other functions may not`
    : `the summands are ${listed(words)}: different functions of different residuals, and only squares, or only moduli, may be added`
}

interface Asked {
  readonly objective: Objective
  readonly budget: Budget
}

/**
 * What `detectStructure` looked for where it found nothing, and why that is not there, each in words: for a sum, what
 * each summand is. Says only what was seen; f may have a structure that was not.
 *
 * @example structureSought((x*y-1)^2 + (z*w-1)^4) // …, 't^2 of t = |x*y - 1| and t^4 of t = |z*w - 1|: different functions …'
 */
export const structureSought = (objective: Objective, budget: Budget): readonly string[] => {
  const { term } = objective
  const scope = scopeOf(objective)
  if (term.op !== 'add') return [SOUGHT, 'none was seen in f, which is no sum']
  try {
    const summands = term.args.filter((arg) => !isConstant(arg, scope))
    return [SOUGHT, whyOfSum(summands, { objective, budget })]
  } catch (error) {
    if (error instanceof Refusal || error instanceof BudgetSpent) return [SOUGHT]
    throw error
  }
}
