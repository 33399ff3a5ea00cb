import type { CheckResult } from '../theorems/check-result.ts'
import type { TheoremEntry } from '../theorems/theorem-page.ts'
import { markOf, showVerdict } from '../toolkit/show-verdict.ts'
import { wrap } from './wrap.ts'

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const evidenceLines = ({ evidence, conclusion: { order } }: CheckResult): string[] => {
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
    ...(isNumber(fittedOrder)
      ? [`  fitted order ${fittedOrder.toFixed(3)}${order === undefined ? '' : ` (proved: ${order})`}`]
      : []),
    ...(isNumber(secondOrderRatio)
      ? [`  one-step decrease over its second-order prediction: ${secondOrderRatio.toFixed(4)}`]
      : []),
    ...(isNumber(trajectoryRatio) ? [`  the same along 2-cycles: ${trajectoryRatio.toFixed(4)}`] : []),
  ]
}

/** `(x, y) = (1, 1), (-1, -1)`: points with the order of their coordinates. */
const points = (list: readonly (readonly string[])[], variables: readonly string[]): string =>
  `(${variables.join(', ')}) = ${list.map((point) => `(${point.join(', ')})`).join(', ')}`

const pieceTexts = (pieces: CheckResult['problem']['regularizer']): string[] =>
  pieces.map(({ when, value }) => (when.length === 0 ? value : `${value} where ${when.join(', ')}`))

const headLines = ({ problem }: CheckResult): string[] => {
  const { title, source, shift, regularizer, proposed, laws, assume } = problem
  const g = pieceTexts(regularizer)
  return [
    ...(title === undefined ? [] : wrap(`${title}${source === undefined ? '' : ` (${source})`}`)),
    ...wrap(problem.objective, 'f = '),
    ...(shift === undefined ? [] : wrap(`(the objective minus its minimum ${shift}: this is what is checked)`, '    ')),
    ...(assume.length === 0 ? [] : wrap(assume.join(', '), 'where ', 6)),
    ...(g.length === 0 ? [] : wrap(`${g.join('; ')}${proposed ? '   (proposed from the laws found)' : ''}`, 'g = ')),
    ...(laws.length === 0 ? [] : wrap(laws.map(({ expression }) => expression).join(', '), 'laws: ', 6)),
  ]
}

/** What a reader whose f has no known structure asks next. */
const structureLines = ({ claims }: CheckResult): string[] =>
  claims.some(({ id, verdict }) => id === 'structure' && verdict.status === 'unknown')
    ? wrap('What to do where f is not recognized: docs/faq.md.', '  ')
    : []

const conclusionLines = (result: CheckResult): string[] => {
  const { problem, conclusion } = result
  const { verdict, order, scope, level, theorem, paper, flat, text, trust } = conclusion
  const where = scope === undefined ? [] : [level === undefined ? scope : `${scope} ${level}`]
  const title = [verdict, ...(order === undefined ? [] : [`order ${order}`]), ...where].join(', ')
  return [
    `Conclusion: ${title}`,
    ...wrap(text, '  '),
    ...structureLines(result),
    ...(theorem === undefined ? [] : wrap(`By ${theorem}; cf. ${paper ?? ''}.`, '  ')),
    ...(trust === 'solver'
      ? wrap('This rests on claims that only a solver reports (~); nobody re-checked them.', '  ')
      : []),
    ...(flat === undefined || flat.length === 0
      ? []
      : wrap(`Flat minima among them: ${points(flat, problem.variables)}.`, '  ')),
  ]
}

const caseLines = ({ parameterCases }: CheckResult): string[] => {
  if (parameterCases === undefined) return []
  const { on, cases, impossible } = parameterCases
  const width = Math.max(...cases.map(({ when }) => when.length))
  const others = impossible.length === 0 ? '' : `; the other ${impossible.length} choices of signs are impossible`
  return [
    '',
    ...wrap(`Cases by the sign${on.length === 1 ? '' : 's'} of ${on.join(', ')}${others}:`),
    ...cases.flatMap(({ when, problem, conclusion }) => {
      const { verdict, order, scope, level, points: list } = conclusion
      const facts = [
        verdict,
        ...(order === undefined ? [] : [`order ${order}`]),
        ...(scope === undefined ? [] : [level === undefined ? scope : `${scope} ${level}`]),
        ...(list === undefined ? [] : [points(list, problem.variables)]),
      ].join(', ')
      const why = conclusion.theorem === undefined ? wrap(conclusion.text, ' '.repeat(width + 4)) : []
      return [...wrap(facts, `  ${when.padEnd(width)}  `), ...why]
    }),
  ]
}

const proposalLines = ({ proposals = [] }: CheckResult): string[] => {
  if (proposals.length < 2) return []
  const tried = proposals.filter(({ verdict }) => verdict !== 'not-tried')
  const others = proposals.length - tried.length
  const width = Math.max(...tried.map(({ verdict }) => verdict.length), 0)
  return [
    '',
    'Regularizers that were tried, the best first:',
    ...tried.flatMap(({ regularizer, verdict, why }) => [
      ...wrap(pieceTexts(regularizer).join('; '), `  ${verdict.padEnd(width)}  `),
      ...(verdict === 'certified' ? [] : wrap(why, ' '.repeat(width + 6))),
    ]),
    ...(others === 0 ? [] : wrap(`${others} more ${others === 1 ? 'was' : 'were'} not tried; --json says why.`, '  ')),
  ]
}

/** The statement of a paper by its number; our own statements by their title. */
const theoremName = ({ title, citation, conclusion, tag }: TheoremEntry): string =>
  `${tag === 'O' ? title : citation}${conclusion === 'quoted' ? ' (quoted only)' : ''}`

/** Which theorems apply or fail, one in a line, by what fails; of the open ones only how many there are. */
const theoremLines = ({ theorems = [] }: CheckResult): string[] => {
  if (theorems.length === 0) return []
  const listed = (heading: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [...wrap(heading), ...names.flatMap((name) => wrap(name, '  '))]
  const applying = theorems.filter(({ status }) => status === 'applies').map(theoremName)
  const failing = new Map<string, string[]>()
  for (const entry of theorems) {
    if (entry.status !== 'fails') continue
    const why = `${entry.hypothesis} fails${entry.witness === undefined ? '' : ` at ${entry.witness}`}`
    failing.set(why, [...(failing.get(why) ?? []), theoremName(entry)])
  }
  const open = theorems.filter(({ status }) => status === 'open').length
  return [
    '',
    ...listed('Theorems that apply:', applying),
    ...[...failing].flatMap(([why, names]) => listed(`Theorems that do not, as ${why}:`, names)),
    ...(open === 0 ? [] : [`Theorems left open: ${open}; --json says what they lack.`]),
  ]
}

/** A check for a terminal: problem, checklist, conclusion, numbers. */
export const showCheck = (result: CheckResult): string => {
  const { problem, claims } = result
  const width = Math.max(...claims.map(({ id }) => id.length), 1)
  return [
    ...headLines(result),
    '',
    ...claims.flatMap(({ id, needed, statement, verdict }) => [
      ...wrap(
        `${showVerdict(verdict, problem.variables)}${needed ? '' : '  [not needed]'}`,
        `${markOf(verdict)} ${id.padEnd(width)}  `,
      ),
      ...(statement === '' ? [] : wrap(statement, ' '.repeat(width + 4))),
    ]),
    '',
    ...conclusionLines(result),
    ...theoremLines(result),
    ...proposalLines(result),
    ...caseLines(result),
    ...evidenceLines(result),
  ].join('\n')
}
