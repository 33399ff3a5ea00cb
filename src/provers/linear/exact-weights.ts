import { solve } from '../../algebra/linear-algebra.ts'
import { minimize } from '../../algebra/linear-program.ts'
import type { LinearQuestion } from '../../algebra/sos/linear-cone.ts'
import { type Rational, rational, sign, ZERO } from '../../kernel/rational.ts'
import type { Budget } from '../../search/budget.ts'
import { optimalBasis } from '../../solvers/highs.ts'

/** Weights by the number of their column; those left out are 0. */
export type Weights = ReadonlyMap<number, Rational>

const dense = ({ columns, right }: LinearQuestion, chosen: readonly number[]): Rational[][] =>
  right.map((_, i) => chosen.map((j) => columns[j]?.get(i) ?? ZERO))

const positive = (chosen: readonly number[], x: readonly Rational[]): Weights =>
  new Map(chosen.flatMap((j, k) => (sign(x[k] as Rational) === 0 ? [] : [[j, x[k] as Rational] as const])))

/** Weights by the exact simplex method: for small programs. Undefined where there are none. Throws BudgetSpent. */
export const exactWeights = (question: LinearQuestion, budget: Budget): Weights | undefined => {
  const all = question.columns.map((_, j) => j)
  const costs = question.costs.map((c) => rational(c))
  const outcome = minimize(costs, dense(question, all), question.right, budget)
  return outcome.status === 'optimal' ? positive(all, outcome.x) : undefined
}

/** Numbers in doubles for HiGHS, columns of norm 1; its basis does not depend on how columns are scaled. */
const request = ({ columns, costs, right }: LinearQuestion) => {
  const starts = new Int32Array(columns.length + 1)
  const rows: number[] = []
  const values: number[] = []
  columns.forEach((column, j) => {
    const numbers = [...column].map(([i, c]) => [i, Number(c.n) / Number(c.d)] as const).sort((a, b) => a[0] - b[0])
    const norm = Math.hypot(...numbers.map(([, c]) => c)) || 1
    for (const [i, c] of numbers) {
      rows.push(i)
      values.push(c / norm)
    }
    starts[j + 1] = rows.length
  })
  return {
    rowCount: right.length,
    cost: Float64Array.from(costs),
    starts,
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
    right: Float64Array.from(right, (c) => Number(c.n) / Number(c.d)),
  }
}

/**
 * Weights from a basis that HiGHS proposes, solved for exactly; undefined where there is none, or its exact solution is
 * not nonnegative. Throws BudgetSpent.
 */
export const weightsByBasis = async (question: LinearQuestion, budget: Budget): Promise<Weights | undefined> => {
  const answer = await optimalBasis(request(question), budget)
  if (answer.outcome !== 'optimal') return undefined
  const { columns } = answer
  const x = solve(dense(question, columns), question.right, budget)
  return x === undefined || x.some((v) => sign(v) < 0) ? undefined : positive(columns, x)
}
