import type { RunsNearMinimum } from '../numerics/runs-near-minimum.ts'
import type { Verdict } from '../search/verdict.ts'
import type { SupportConclusion } from '../theorems/gradient-stability.ts'
import { citedKeys } from './bibliography.ts'
import { type Block, type Inline, paragraph, type Report, text } from './document.ts'
import { formulaOf, symbolic } from './formula.ts'
import { htmlPage } from './html.ts'
import { jsonReport } from './json.ts'
import { latexDocument, latexFragment } from './latex-document.ts'
import type { LawsReportFormat } from './laws-report.ts'
import { markdown } from './markdown.ts'
import type { ReportOptions } from './render-report.ts'
import { solverGround, verdictMark } from './verdict-mark.ts'

/** One exponent with what is known of its sign. */
interface ReportedExponent {
  readonly value: number | null
  readonly exact?: string
  readonly measured?: { readonly confidence: readonly [number, number] }
  readonly stability: string
  readonly reason: string
  readonly verdict: Verdict
  readonly support: SupportConclusion | { readonly support: 'undecided'; readonly why: string }
  readonly runs?: RunsNearMinimum & { readonly agreement: string }
}

/** What a report needs of the answer of `exponent`: an answer of `gradlaw exponent --json` is one. */
export interface ReportedExponents {
  readonly objective: string
  readonly point: { readonly [variable: string]: string }
  readonly step: string
  readonly samples: number
  readonly curvatures: readonly string[]
  readonly regularity: { readonly isRegular: boolean; readonly reason: string }
  readonly gd: ReportedExponent
  readonly sgd: ReportedExponent
  readonly text: string
  readonly source: string
}

const digits = (value: number): string => String(Number(value.toPrecision(6)))

const shownValue = ({ value, exact, measured }: ReportedExponent): readonly Inline[] => {
  if (measured !== undefined && value !== null) {
    const [low, high] = measured.confidence.map(digits)
    return [`${digits(value)}, measured (95 % interval ${low} to ${high})`]
  }
  if (value === null) return [exact === '-infinity' ? symbolic('-\\infty', '-infinity') : 'not measured']
  return [exact === undefined ? '' : `${exact} = `, digits(value)]
}

/** What the sign of an exponent rests on: nothing that only a solver says is called proved. */
const signWords = (verdict: Verdict): string =>
  verdict.status === 'proved' && verdict.trust === 'solver'
    ? `${verdictMark(verdict)} by a ${solverGround(verdict.method)}`
    : verdictMark(verdict)

const supportWords = ({ support }: ReportedExponent): string =>
  support.support === 'undecided'
    ? `undecided: ${support.why}`
    : `${support.support === 'inside' ? 'belongs to it' : 'does not belong to it'}, ${support.theorem}${support.trust === 'solver' ? ', if the solver is right' : ''}`

const counted = ({ count, confidence: [low, high] }: RunsNearMinimum['left'], runs: number): string =>
  `${count} of ${runs} (95 % interval ${low.toFixed(3)} to ${high.toFixed(3)})`

const section = (title: string, name: Inline, one: ReportedExponent): readonly Block[] => {
  const { runs, stability, reason, verdict } = one
  return [
    { kind: 'heading', level: 2, text: title },
    paragraph(text`${name} = ${shownValue(one)}. Sign: ${signWords(verdict)}, ${stability}: ${reason}.`),
    paragraph(text`Support of the limit: the minimum ${supportWords(one)}.`),
    ...(runs === undefined
      ? []
      : [
          {
            kind: 'table' as const,
            caption: `${runs.runs} runs from distance ${digits(runs.radius)} of the point, at most ${runs.steps} steps, seed ${runs.seed}. Measured in floating point: evidence, not a verdict.`,
            head: ['Runs that', 'Number'],
            rows: [
              [['came back to the minima'], [counted(runs.converged, runs.runs)]],
              [['left the point'], [counted(runs.left, runs.runs)]],
              [['did neither'], [String(runs.open)]],
              [
                ['Beside the sign of the exponent, this'],
                [runs.agreement === 'inconclusive' ? 'is inconclusive' : runs.agreement],
              ],
            ],
          },
        ]),
  ]
}

const buildExponentReport = (result: ReportedExponents): Report => {
  const { point, step, samples, curvatures, regularity, gd, sgd } = result
  const at = Object.entries(point).flatMap(([name, value], i): readonly Inline[] => [
    ...(i === 0 ? [] : [', ']),
    formulaOf(name),
    ' = ',
    formulaOf(value),
  ])
  return {
    title: 'Lyapunov exponents at a minimum',
    cited: citedKeys([result.source]),
    blocks: [
      paragraph(
        text`Objective $f$ = ${formulaOf(result.objective)}, the mean of the losses of ${String(samples)} sample${samples === 1 ? '' : 's'}, at the minimum ${at} with the step size ${symbolic('\\eta', 'eta')} = ${formulaOf(step)}. Curvatures of the samples: ${curvatures.join(', ')}.`,
      ),
      paragraph(text`The minimum is ${regularity.isRegular ? 'regular' : 'not regular'} [R]: ${regularity.reason}.`),
      ...section('Gradient descent', symbolic('\\mu', 'mu'), gd),
      ...section('Stochastic gradient descent', symbolic('\\lambda', 'lambda'), sgd),
      paragraph([`${result.text} ${result.source}.`]),
    ],
  }
}

/**
 * The report of what `exponent` answered: the exponents, the verdicts on their signs, what [CE] says of the minimum, and
 * the runs beside it. A pure function; nothing is worded more strongly than its verdict.
 */
export const renderExponentReport = (
  result: ReportedExponents,
  format: LawsReportFormat,
  options: ReportOptions = {},
): string => {
  switch (format) {
    case 'latex':
      return (options.fragment === true ? latexFragment : latexDocument)(buildExponentReport(result))
    case 'markdown':
      return markdown(buildExponentReport(result))
    case 'html':
      return htmlPage(buildExponentReport(result), options.formula)
    case 'json':
      return jsonReport(result)
  }
}
