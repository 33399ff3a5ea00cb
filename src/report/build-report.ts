import type { Json } from '../kernel/json.ts'
import type { CheckResult, ClaimEntry } from '../theorems/check-result.ts'
import { citedKeys } from './bibliography.ts'
import { casesSection } from './cases-section.ts'
import { claimSection } from './claim-sections.ts'
import { CLAIM_TITLES } from './claim-words.ts'
import { conclusionSection, theoremSection } from './conclusion-section.ts'
import { declaredFormulas, entriesSection } from './declared-names.ts'
import { type Block, type Inline, paragraph, type Report, text } from './document.ts'
import { evidenceSection } from './evidence-section.ts'
import { contentsOf } from './explain-proof.ts'
import { formulaOf, symbolic } from './formula.ts'
import { proposalsSection } from './proposals-section.ts'
import { theoremsSection } from './theorems-section.ts'
import { solverGround, verdictMark } from './verdict-mark.ts'

const or = (latex: string, plain: string): Inline => (latex === '' ? plain : { latex, plain })

const regularizerPlain = ({ problem }: CheckResult): string =>
  problem.regularizer
    .map(({ when, value }) => (when.length === 0 ? value : `${value} where ${when.join(', ')}`))
    .join('; ')

/** f, g, the names, and what is worked on. */
const setting = (result: CheckResult): readonly Block[] => {
  const { problem } = result
  const { variables, parameters, assume, shift } = problem
  const source = problem.source === undefined ? [] : text` This is ${problem.source}.`
  const names =
    parameters.length === 0
      ? []
      : text` The ${parameters.length === 1 ? 'parameter' : 'parameters'} ${declaredFormulas(parameters).flatMap((name, i) => [i === 0 ? '' : ', ', name])} ${parameters.length === 1 ? 'is a real constant' : 'are real constants'}${assume.length === 0 ? '' : ` with ${assume.join(', ')}`}.`
  const moved =
    shift === undefined
      ? []
      : text` The objective as given is $f$ plus its minimum ${formulaOf(shift)}; this constant was subtracted.`
  const dimension =
    variables.length === 0
      ? []
      : text` of ${declaredFormulas(variables).flatMap((name, i) => [i === 0 ? '' : ', ', name])}`
  const objective: Block = {
    kind: 'display',
    rows: [
      { left: symbolic('f', 'f'), relation: '=', right: [{ latex: problem.objectiveLatex, plain: problem.objective }] },
      ...(problem.regularizer.length === 0
        ? []
        : [
            {
              left: symbolic('g', 'g'),
              relation: '=' as const,
              right: [{ latex: problem.regularizerLatex, plain: regularizerPlain(result) }],
            },
          ]),
    ],
  }
  const proposed = problem.proposed ? text` The regularizer $g$ was proposed by the tool.` : []
  const laws =
    problem.laws.length === 0
      ? []
      : text` Conserved quantities found for the gradient flow of $f$: ${problem.laws.flatMap(({ latex, expression }, i) => [i === 0 ? '' : ', ', or(latex, expression)])}.`
  return [
    paragraph(text`The objective $f$ and the regularizer $g$ are the functions${dimension}`),
    ...(problem.objectiveLatex === '' ? [paragraph([problem.objective])] : [objective]),
    ...entriesSection(result),
    paragraph(
      text`We write ${symbolic('M = \\operatorname{argmin} f', 'M = argmin f')} and ${symbolic('\\widehat\\nabla f', 'D^f')} for the limits of normalized gradients.${source}${names}${moved}${proposed}${laws}`,
    ),
  ]
}

const contents = (certificate: Json): string => contentsOf(certificate) || 'nothing to show'

const ground = ({ verdict }: ClaimEntry): string =>
  verdict.status === 'unknown'
    ? verdict.reason
    : verdict.status === 'refuted'
      ? 'kernel, exact witness'
      : verdict.trust === 'kernel'
        ? `kernel (${contents(verdict.certificate)})`
        : solverGround(verdict.method)

/** The checklist: every claim with its outcome and what that rests on. */
const checklistTable = ({ claims }: CheckResult): Block => ({
  kind: 'table',
  caption: 'The checklist. Only needed claims count for the conclusion.',
  head: ['Claim', 'Outcome', 'Rests on', 'Source', 'Needed'],
  rows: claims.map((entry) => [
    [CLAIM_TITLES[entry.id]],
    [verdictMark(entry.verdict)],
    [ground(entry)],
    [entry.source],
    [entry.needed ? 'yes' : 'no'],
  ]),
})

const isFromSolver = ({ verdict }: ClaimEntry): boolean => verdict.status === 'proved' && verdict.trust === 'solver'

/** What the words of a report rest on: the kernel, a solver, numbers. */
export const legendParagraph = (results: readonly CheckResult[]): Block => {
  const solver = results.some(({ claims }) => claims.some(isFromSolver))
  return paragraph(
    text`"Proved" and "fails" mean that the kernel re-checked a certificate or an exact witness in exact arithmetic. ${solver ? '"Reported" means that an outside solver says so and nothing was re-checked. ' : ''}"Open" means that neither was found. Everything under "Numbers" was measured in floating point and supports no word of the conclusion. Tags of citations: [T] certain from the paper's text, [R+] reconstruction forced by the text, [R] plausible reconstruction, [O] our own statement.`,
  )
}

const isSettled = ({ conclusion }: CheckResult): boolean =>
  ['certified', 'locally-certified', 'band-certified'].includes(conclusion.verdict)

/** The parts of a report on a check, in the order in which they are read. */
export interface ReportParts {
  /** f, g, the names. */
  readonly setting: readonly Block[]
  /** What follows, for each case of the parameters where there are some. */
  readonly conclusion: readonly Block[]
  /** Which regularizers were tried, where none was given. */
  readonly proposals: readonly Block[]
  /** The claims one by one, with their proofs, and the theorem that was used. */
  readonly proof: readonly Block[]
  /** What was measured. */
  readonly evidence: readonly Block[]
  readonly checklist: Block
  readonly cited: readonly string[]
}

export const reportParts = (result: CheckResult): ReportParts => {
  const { problem, claims, conclusion, evidence } = result
  const inCases = result.parameterCases?.cases.map(({ conclusion: { text: words } }) => words) ?? []
  const sources = [
    ...claims.map(({ source }) => source),
    ...[conclusion.paper ?? '', conclusion.text, problem.source ?? ''],
    ...inCases,
  ]
  return {
    setting: setting(result),
    conclusion: [...conclusionSection(result), ...casesSection(result)],
    proposals: proposalsSection(result),
    proof: [
      { kind: 'heading', level: 2, text: isSettled(result) ? 'Proof' : 'Checklist' },
      ...(isSettled(result) && conclusion.trust === 'kernel'
        ? [paragraph(text`Every needed claim below was re-checked in exact arithmetic by the kernel.`)]
        : []),
      ...claims.flatMap((entry) => claimSection(entry, problem.residual)),
      ...theoremSection(result),
    ],
    evidence: evidenceSection(evidence, conclusion.order),
    checklist: checklistTable(result),
    cited: citedKeys(sources),
  }
}

/** The report of a check, before it is printed in any format. */
export const buildReport = (result: CheckResult): Report => {
  const { setting: first, conclusion, proposals, proof, evidence, checklist, cited } = reportParts(result)
  return {
    title: result.problem.title ?? 'Objective and regularizer',
    cited,
    blocks: [
      ...first,
      ...conclusion,
      ...proposals,
      ...proof,
      ...theoremsSection(result),
      ...evidence,
      { kind: 'heading', level: 2, text: 'What the words rest on' },
      checklist,
      legendParagraph([result]),
    ],
  }
}
