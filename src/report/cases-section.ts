import type { CheckResult, Conclusion } from '../theorems/check-result.ts'
import { type Block, type Inline, paragraph, text } from './document.ts'
import { formulaOf, pointsFormula, symbolic } from './formula.ts'

const scopeOf = ({ scope, level }: Conclusion): readonly Inline[] => {
  if (scope === undefined) return ['none']
  return level === undefined ? [scope] : text`sure below ${formulaOf(level)}`
}

const attractorOf = ({ attractor, points }: Conclusion): Inline => {
  if (points !== undefined) return pointsFormula(points)
  return attractor === undefined ? 'none' : symbolic('M \\cap Z', attractor)
}

/** The table of the cases of the parameters, and why there are no others. */
export const casesSection = ({ parameterCases }: CheckResult): readonly Block[] => {
  if (parameterCases === undefined) return []
  const { on, cases, impossible } = parameterCases
  const expressions = on.flatMap((expression, i): Inline[] => [i === 0 ? '' : ', ', formulaOf(expression)])
  const others =
    impossible.length === 0
      ? text` Every choice of signs occurs.`
      : text` The other ${String(impossible.length)} choices of signs were proved impossible.`
  const failing = cases.filter(({ conclusion }) => conclusion.theorem === undefined)
  return [
    { kind: 'heading', level: 2, text: 'Cases of the parameters' },
    paragraph(
      text`The answer depends on the ${on.length === 1 ? 'sign' : 'signs'} of ${expressions}. Each case was checked by itself.${others}`,
    ),
    {
      kind: 'table',
      caption: 'The cases of the parameters; each row is the conclusion of a check of its own.',
      head: ['Case', 'Verdict', 'p', 'Attractor', 'Scope', 'Trust'],
      rows: cases.map(({ when, latex, conclusion }) => [
        [{ latex, plain: when }],
        [conclusion.verdict],
        [conclusion.order === undefined ? 'none' : String(conclusion.order)],
        [attractorOf(conclusion)],
        scopeOf(conclusion),
        [conclusion.trust ?? 'none'],
      ]),
    },
    ...(failing.length === 0
      ? []
      : [
          {
            kind: 'list',
            items: failing.map(({ when, latex, conclusion }): readonly Inline[] => [
              { latex, plain: when },
              `: ${conclusion.text}`,
            ]),
          } as const,
        ]),
  ]
}
