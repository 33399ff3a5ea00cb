import type { CheckResult } from '../theorems/check-result.ts'
import { MARKS, showVerdict } from './show-verdict.ts'

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const evidenceLines = (evidence: CheckResult['evidence']): string[] => {
  if (evidence === undefined) return []
  const { runs, converged, confidence, fittedOrder, secondOrderRatio, trajectoryRatio, seed } = evidence
  if (!isNumber(runs) || runs === 0) return []
  const interval = Array.isArray(confidence)
    ? ` (95 % interval ${confidence.map((c) => Number(c).toFixed(3)).join(' to ')})`
    : ''
  return [
    '',
    'Numbers (evidence, not proof):',
    ...(isNumber(converged)
      ? [`  ${converged} of ${runs} runs ended at the attractor${interval}, seed ${seed}`]
      : [`  ${runs} runs, seed ${seed}`]),
    ...(isNumber(fittedOrder) ? [`  fitted order ${fittedOrder.toFixed(3)}`] : []),
    ...(isNumber(secondOrderRatio)
      ? [`  one-step decrease over its second-order prediction: ${secondOrderRatio.toFixed(4)}`]
      : []),
    ...(isNumber(trajectoryRatio) ? [`  the same along 2-cycles: ${trajectoryRatio.toFixed(4)}`] : []),
  ]
}

/** A check for a terminal: problem, checklist, conclusion, numbers. */
export const showCheck = (result: CheckResult): string => {
  const { problem, claims, conclusion } = result
  const g = problem.regularizer.map(({ when, value }) =>
    when.length === 0 ? value : `${value} where ${when.join(', ')}`,
  )
  const width = Math.max(...claims.map(({ id }) => id.length), 1)
  return [
    ...(problem.title === undefined
      ? []
      : [`${problem.title}${problem.source === undefined ? '' : ` (${problem.source})`}`]),
    `f = ${problem.objective}`,
    ...(problem.shift === undefined ? [] : [`    (f minus its minimum ${problem.shift} is what is checked)`]),
    ...(g.length === 0 ? [] : [`g = ${g.join('; ')}${problem.proposed ? '   (proposed from the laws found)' : ''}`]),
    ...(problem.laws.length === 0 ? [] : [`laws: ${problem.laws.map(({ expression }) => expression).join(', ')}`]),
    '',
    ...claims.flatMap(({ id, needed, statement, verdict }) => [
      `${MARKS[verdict.status]} ${id.padEnd(width)}  ${showVerdict(verdict)}${needed ? '' : '  [not needed]'}`,
      ...(statement === '' ? [] : [`  ${' '.repeat(width)}  ${statement}`]),
    ]),
    '',
    `${conclusion.verdict}${conclusion.order === undefined ? '' : `, order ${conclusion.order}`}${
      conclusion.scope === undefined
        ? ''
        : `, ${conclusion.scope}${conclusion.level === undefined ? '' : ` ${conclusion.level}`}`
    }`,
    conclusion.text,
    ...(conclusion.theorem === undefined ? [] : [`By ${conclusion.theorem}; cf. ${conclusion.paper ?? ''}.`]),
    ...(conclusion.flat === undefined || conclusion.flat.length === 0
      ? []
      : [`Flat minima among them: ${conclusion.flat.map((p) => `(${p.join(', ')})`).join(', ')}.`]),
    ...evidenceLines(result.evidence),
  ].join('\n')
}
