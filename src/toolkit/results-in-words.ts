import type { Evidence } from '../numerics/evidence.ts'
import type { Verdict } from '../search/verdict.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import type { Exponent, ExponentResult } from './exponent.ts'
import type { LawsResult } from './laws-result.ts'
import { provedMatrices } from './proved-matrices.ts'
import { markOf, showVerdict } from './show-verdict.ts'
import type { Showing } from './shown.ts'
import type { SubdifferentialResult } from './subdifferential.ts'

const MOST = 8

const rounded = (value: number): string => String(Number(value.toPrecision(4)))

const isChecked = (verdict: Verdict): boolean => verdict.status === 'proved' && verdict.trust === 'kernel'

const atMost = (lines: readonly string[], what: string): readonly string[] =>
  lines.length <= MOST ? lines : [...lines.slice(0, MOST), `and ${lines.length - MOST} more ${what}`]

/** How many claims ended in which way; those that are not proved by the kernel with their names. */
const counted = (claims: readonly { readonly id: string; readonly verdict: Verdict }[]): string => {
  const proved = claims.filter(({ verdict }) => isChecked(verdict)).length
  const others = claims
    .filter(({ verdict }) => !isChecked(verdict))
    .map(({ id, verdict }) => `${id} ${verdict.status === 'proved' ? 'reported by a solver' : verdict.status}`)
  return `${proved} of ${claims.length} claims proved (kernel)${others.length === 0 ? '' : `; ${others.join(', ')}`}`
}

/** The laws with their verdicts, and how many independent ones there are. */
export const lawsInWords = (result: LawsResult): Required<Showing> => {
  const { laws, matrixLaws, objective, objectiveLatex, variables, independent, map, network, method, metric } = result
  const flow = `${method === 'heavy-ball' ? ', heavy ball' : ''}${metric === undefined ? '' : `, metric ${metric}`}`
  const what = map === undefined && network === undefined ? `f = ${objective}` : objective
  const lines = laws.map(({ expression, kind, domain, verdict }) => {
    const where = domain === 'R^n' ? '' : `, where ${domain}`
    return `${markOf(verdict)} ${expression}: ${kind}${where}, ${showVerdict(verdict, variables)}`
  })
  // Only what the kernel checked is set as a formula: it would stand there without its verdict.
  const proved = laws.filter(({ verdict }) => isChecked(verdict))
  const matrices = provedMatrices({ laws: proved, matrixLaws }).filter(({ entries }) => entries.length > 1)
  const written = new Set(matrices.flatMap(({ entries }) => entries))
  const partial = new Set(proved.flatMap(({ expression, domain }) => (domain === 'R^n' ? [] : [expression])))
  const set = [
    ...matrices.map(({ latex, entries }) => ({ latex, everywhere: !entries.some((entry) => partial.has(entry)) })),
    ...proved
      .filter(({ expression }) => !written.has(expression))
      .map(({ latex, expression }) => ({ latex, everywhere: !partial.has(expression) })),
  ]
  return {
    words: [`${what}${flow}`, ...atMost(lines, 'laws'), independent.statement],
    formulas: [
      `f = ${objectiveLatex}`,
      ...set
        .slice(0, MOST)
        .map(
          ({ latex, everywhere }) =>
            `${latex} = \\mathrm{const}${everywhere ? '' : '\\quad\\text{(where it is defined)}'}`,
        ),
    ],
  }
}

/** The conclusion, and how the claims that it rests on ended. */
export const checkInWords = ({ problem, claims, conclusion, parameterCases }: CheckResult): Required<Showing> => {
  const pieces = problem.regularizer.map(({ when, value }) =>
    when.length === 0 ? value : `${value} where ${when.join(', ')}`,
  )
  const g = pieces.length === 0 ? '' : `, ${problem.proposed ? 'proposed ' : ''}g = ${pieces.join('; ')}`
  const by = conclusion.theorem === undefined ? '' : ` (${conclusion.theorem}, trust: ${conclusion.trust ?? 'none'})`
  return {
    words: [
      `f = ${problem.objective}${g}`,
      `${conclusion.verdict}${by}`,
      conclusion.text,
      counted(claims.filter(({ needed }) => needed)),
      ...atMost(
        (parameterCases?.cases ?? []).map(({ when, conclusion: { verdict } }) => `case ${when}: ${verdict}`),
        'cases',
      ),
    ],
    formulas: [
      `f = ${problem.objectiveLatex}`,
      ...(problem.regularizerLatex === '' ? [] : [`g = ${problem.regularizerLatex}`]),
      `\\text{${conclusion.verdict}${conclusion.trust === 'solver' ? ' (a solver says so)' : ''}}`,
    ],
  }
}

/** The two exponents, whether they mean stability, and what that says. */
export const exponentInWords = ({ objective, gd, sgd, text }: ExponentResult): Showing => {
  const line = (name: string, { value, exact, stability, support, verdict }: Exponent): string => {
    const trust = 'trust' in support && support.trust === 'solver' ? ', if the solver is right' : ''
    return `${name}: exponent ${exact ?? (value === null ? 'unknown' : rounded(value))}, ${stability}, ${showVerdict(verdict)}; support: ${support.support}${trust}`
  }
  return { words: [`f = ${objective}`, line('gradient descent', gd), line('stochastic', sgd), text] }
}

/** Where limits of gradients were asked for, and how many of the claims about them are proved. */
export const subdifferentialInWords = ({ objective, at, onMinima, reason, claims }: SubdifferentialResult): Showing => {
  const point = Object.entries(at ?? {}).map(([name, value]) => `${name} = ${value}`)
  const proved = claims.filter(({ verdict }) => isChecked(verdict)).length
  return {
    words: [
      `f = ${objective}, ${at === undefined ? (onMinima === undefined ? 'nothing known' : 'on all of argmin f') : `at ${point.join(', ')}`}`,
      ...(reason === undefined ? [] : [reason]),
      `${proved} of ${claims.length} claims proved (kernel)`,
    ],
  }
}

/** What was measured, and that it is no verdict. */
export const evidenceInWords = (evidence: Evidence): Showing => {
  const { method, runs, steps, converged, fittedOrder, fittedOrderError, lawDrift, complete } = evidence
  const order = fittedOrder === null ? '' : `, order ${rounded(fittedOrder)}`
  const error = fittedOrderError === null || fittedOrder === null ? '' : ` ± ${rounded(fittedOrderError)}`
  return {
    words: [
      `${method}: ${runs} runs of ${steps} steps${complete ? '' : ' (cut short)'}; measured, not proved`,
      `${converged === null ? 'no attractor to compare with' : `${converged} of ${runs} converged`}${order}${error}`,
      ...atMost(
        lawDrift.map(
          ({ law, relative }) => `${law}: |c(end)|/|c(start)| = ${relative === null ? '?' : rounded(relative)}`,
        ),
        'laws',
      ),
    ],
  }
}
