import type { Figure } from '../report/figures/figure.ts'
import { shallowFigure } from '../report/figures/heat-panels.ts'
import { svgFile } from '../report/figures/svg.ts'
import { tikzFigure } from '../report/figures/tikz.ts'
import { htmlPaper, latexPaper, markdownPaper, type PaperEntry, paperReport } from '../report/paper.ts'
import { ONE_STEP_THEOREM } from '../theorems/one-step-product.ts'
import { exampleFigures } from './example-figures.ts'
import type { PaperExample } from './paper.ts'
import type { PaperClaims } from './paper-claims.ts'
import type { ClaimsResult } from './prove-claims.ts'
import { shallowHeatMap } from './shallow-heat-map.ts'

/** What is drawn and said of an example beside its check: from the problem file. */
const entryOf = ({ name, result, problem }: PaperExample): PaperEntry => ({
  result,
  figures: problem === undefined || problem.brief === true ? [] : exampleFigures(name, problem, result),
  isBrief: problem?.brief === true,
  ...(problem?.stated === undefined ? {} : { stated: problem.stated }),
  ...(problem?.note === undefined ? {} : { note: problem.note }),
})

/** Cells of the picture along each side: fewer than on a terminal, for a page that compiles quickly. */
const FIGURE_SIDE = 28

const even = (low: number, high: number): readonly number[] =>
  Array.from({ length: FIGURE_SIDE }, (_, i) => low * (high / low) ** (i / (FIGURE_SIDE - 1)))

/** The pictures beside a list of claims: for the one-step identities of [BW] its Figure 3. */
const listFigures = ({ conclusion }: ClaimsResult): readonly Figure[] =>
  conclusion?.theorem === ONE_STEP_THEOREM
    ? [shallowFigure(shallowHeatMap({ dimension: 2, etas: even(0.01, 2), scales: even(0.05, 5) }))]
    : []

/** A file of the combined document: its path under the folder, and what stands in it. */
export interface PaperFile {
  readonly path: string
  readonly text: string
}

/**
 * The combined document: `paper.tex`, `paper.md`, `paper.html`, and the figures as `figures/NAME.svg` and
 * `figures/NAME.tex`. The same examples give the same bytes.
 */
export const paperFiles = async (
  examples: readonly PaperExample[],
  lists: readonly PaperClaims[] = [],
): Promise<readonly PaperFile[]> => {
  const entries = examples.map(entryOf)
  const listed = lists.map(({ result }) => ({ ...result, figures: listFigures(result) }))
  const report = paperReport({ examples: entries, lists: listed })
  // Formulas of the page are set by a package that nothing else needs.
  const { mathml } = await import('../report/mathml.ts')
  return [
    { path: 'paper.tex', text: latexPaper(report) },
    { path: 'paper.md', text: markdownPaper(report) },
    { path: 'paper.html', text: htmlPaper(report, mathml) },
    ...[...entries, ...listed]
      .flatMap(({ figures }) => figures)
      .flatMap((figure) => [
        { path: `figures/${figure.name}.svg`, text: svgFile(figure) },
        { path: `figures/${figure.name}.tex`, text: tikzFigure(figure) },
      ]),
  ]
}
