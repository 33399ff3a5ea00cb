import { bibliographyEntry } from './bibliography.ts'
import type { Block, Inline, Report } from './document.ts'
import type { Figure } from './figures/figure.ts'
import { displayLatex } from './latex-display.ts'
import { inlineLatex } from './latex-inline.ts'
import { escapeLatex } from './latex-text.ts'
import { latexWidth } from './latex-width.ts'

const cell = (content: readonly Inline[]): string => `\\raggedright ${inlineLatex(content)}`

/** A longer formula breaks at a sign somewhere. */
const WIDEST_PIECE = 12
/** But for what stands in parentheses that grow. */
const WIDEST_GROUP = 22

/** The pieces of a cell that cannot be broken, by their widths in characters; formulas break only where they say so. */
const pieceWidths = (content: readonly Inline[]): readonly number[] =>
  content.flatMap((part) =>
    typeof part === 'string'
      ? part.split(/[\s-]/).map((word) => word.length)
      : part.latex
          .split('\\allowbreak')
          .map((piece) => Math.min(latexWidth(piece), piece.includes('\\left(') ? WIDEST_GROUP : WIDEST_PIECE)),
  )

const cellWidth = (content: readonly Inline[]): number => pieceWidths(content).reduce((a, b) => a + b + 1, 0)

/** What one character takes of the line in the table's size, and what the gaps between columns take. */
const CHARACTER = { small: 0.0121, footnotesize: 0.0103 } as const
const GAP = 0.019
const MANY_COLUMNS = 6
/** Headings are bold, hence wider. */
const BOLD = 1.25

/** What is shared out of a line at a time. */
const SHARE = 0.01

/** Columns of a table: room for the longest word of each, the rest to those whose cells have most lines. */
const columns = (
  head: readonly string[],
  rows: readonly (readonly (readonly Inline[])[])[],
  character: number,
): string => {
  const cells = head.map((title, i): readonly (readonly Inline[])[] => [[title], ...rows.map((row) => row[i] ?? [])])
  const least = cells.map((column, i) =>
    Math.min(
      Math.max(...column.flatMap(pieceWidths), ...pieceWidths([head[i] as string]).map((width) => width * BOLD)) *
        character,
      0.3,
    ),
  )
  const needed = cells.map((column) => Math.max(...column.map(cellWidth)) * character)
  const line = 1 - GAP * (head.length - 1)
  const taken = least.reduce((a, b) => a + b, 0)
  const widths = least.map((width) => width * Math.min(1, line / taken))
  for (let room = line - taken; room > 0; room -= SHARE) {
    const lines = widths.map((width, i) => (needed[i] as number) / width)
    const longest = lines.indexOf(Math.max(...lines))
    widths[longest] = (widths[longest] as number) + Math.min(SHARE, room)
  }
  return widths.map((width) => `p{${width.toFixed(3)}\\linewidth}`).join('')
}

/** The name of a column; a single letter names a function or a number. */
const headLatex = (title: string): string =>
  `\\raggedright${/^[a-z]$/.test(title) ? `$${title}$` : `\\textbf{${escapeLatex(title)}}`}`

const tableLatex = ({ head, rows, caption }: Extract<Block, { kind: 'table' }>): string => {
  const size = head.length > MANY_COLUMNS ? 'footnotesize' : 'small'
  return [
    `\\begingroup\\${size}\\setlength{\\tabcolsep}{4pt}\\hyphenpenalty=10000`,
    `\\begin{longtable}{@{}${columns(head, rows, CHARACTER[size])}@{}}`,
    '  \\toprule',
    `  ${head.map(headLatex).join(' & ')} \\tabularnewline`,
    '  \\midrule',
    '  \\endhead',
    ...rows.map((row) => `  ${row.map(cell).join(' & ')} \\tabularnewline[.3ex]`),
    '  \\bottomrule',
    `  \\multicolumn{${head.length}}{@{}p{0.98\\linewidth}@{}}{\\footnotesize ${escapeLatex(caption)}}`,
    '\\end{longtable}',
    '\\endgroup',
  ].join('\n')
}

/** A figure by the name of its file: the picture itself is long. */
const figureLatex = ({ name, caption }: Figure): string =>
  [
    '\\begin{figure}[htbp]',
    '  \\centering',
    `  \\input{figures/${name}}`,
    `  \\caption{${inlineLatex(caption)}}`,
    '\\end{figure}',
  ].join('\n')

const blockLatex = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `${block.level === 1 ? '\\section*' : '\\subsection*'}{${inlineLatex(block.content ?? [block.text])}}`
    case 'paragraph': {
      const lead = block.lead === undefined ? '' : `\\paragraph{${escapeLatex(block.lead)}} `
      return `${lead}${inlineLatex(block.content)}`
    }
    case 'display':
      return displayLatex(block.rows)
    case 'list':
      return `\\begin{itemize}\n${block.items.map((item) => `  \\item ${inlineLatex(item)}`).join('\n')}\n\\end{itemize}`
    case 'statement': {
      const note = block.note === '' ? '' : ` (${escapeLatex(block.note)})`
      return `\\begin{quote}\n\\textbf{${escapeLatex(block.name)}${note}.}\n${latexBlocks(block.content)}\n\\end{quote}`
    }
    case 'table':
      return tableLatex(block)
    case 'figure':
      return figureLatex(block.figure)
  }
}

/** A display belongs to the paragraph before it, and the paragraph after it goes on where it has no heading of its own. */
const isContinued = (before: Block, after: Block): boolean =>
  after.kind === 'display'
    ? before.kind === 'paragraph'
    : before.kind === 'display' && after.kind === 'paragraph' && after.lead === undefined

export const latexBlocks = (blocks: readonly Block[]): string =>
  blocks
    .map((block, i) => {
      const before = blocks[i - 1]
      const gap = before === undefined ? '' : isContinued(before, block) ? '\n' : '\n\n'
      return gap + blockLatex(block)
    })
    .join('')

/** The bibliography of the keys. */
export const latexReferences = (keys: readonly string[]): string => {
  const items = keys.map((key) => `  \\bibitem[${key}]{gradlaw-${key}} ${escapeLatex(bibliographyEntry(key))}`)
  return items.length === 0
    ? ''
    : `\n\n\\begin{thebibliography}{${keys.reduce((a, b) => (b.length > a.length ? b : a))}}\n${items.join('\n')}\n\\end{thebibliography}`
}

/** What the fragment needs in the preamble of the document that takes it in. */
export const FRAGMENT_PACKAGES: readonly string[] = ['amsmath', 'amssymb', 'booktabs', 'graphicx', 'longtable']

/** A report to be taken in with \input; needs amsmath, amssymb, booktabs, graphicx and longtable. */
export const latexFragment = (report: Report): string =>
  [
    `% Needs: ${FRAGMENT_PACKAGES.map((name) => `\\usepackage{${name}}`).join(' ')}`,
    `\\section*{${escapeLatex(report.title)}}`,
    latexBlocks(report.blocks),
    ...report.cited.map((key) => escapeLatex(`[${key}] ${bibliographyEntry(key)}`)),
    '',
  ].join('\n\n')

/** The body of a whole document that pdflatex compiles. */
export const latexPage = (
  title: string,
  body: string,
  cited: readonly string[],
): string => `\\documentclass[11pt,a4paper]{article}
\\usepackage[T1]{fontenc}
\\usepackage[utf8]{inputenc}
\\usepackage{lmodern}
\\usepackage{textcomp}
\\usepackage[margin=28mm]{geometry}
\\usepackage{amsmath,amssymb,booktabs,graphicx,longtable}
\\allowdisplaybreaks
\\setlength{\\parindent}{0pt}
\\setlength{\\parskip}{0.6ex plus 0.3ex}
\\setlength{\\emergencystretch}{3em}
\\setlength{\\LTpre}{1ex}
\\setlength{\\LTpost}{1ex}
\\begin{document}
{\\LARGE\\bfseries ${escapeLatex(title)}\\par}
\\bigskip

${body}${latexReferences(cited)}

\\end{document}
`

/** A report as a document of its own. */
export const latexDocument = (report: Report): string =>
  latexPage(report.title, latexBlocks(report.blocks), report.cited)
