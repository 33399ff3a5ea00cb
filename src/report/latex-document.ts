import { bibliographyEntry } from './bibliography.ts'
import type { Block, Inline, Report } from './document.ts'
import { displayLatex } from './latex-display.ts'
import { escapeLatex } from './latex-text.ts'

const inline = (content: readonly Inline[]): string =>
  content
    .map((part) => (typeof part === 'string' ? escapeLatex(part) : `$${part.latex}$`))
    .join('')
    .trim()

const cell = (content: readonly Inline[]): string => `\\raggedright ${inline(content)}`

/** Columns of a table, wider where there is more to show; 0.94 of the line in all. */
const columns = (rows: readonly (readonly (readonly Inline[])[])[], count: number): string => {
  const lengths = Array.from({ length: count }, (_, i) =>
    Math.max(
      ...rows.map((row) =>
        (row[i] ?? []).reduce((total, part) => total + (typeof part === 'string' ? part : part.plain).length, 0),
      ),
      8,
    ),
  ).map((length) => Math.sqrt(Math.min(length, 90)))
  const total = lengths.reduce((a, b) => a + b, 0)
  return lengths.map((length) => `p{${((length / total) * (0.98 - 0.03 * count)).toFixed(3)}\\linewidth}`).join('')
}

const blockLatex = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `${block.level === 1 ? '\\section*' : '\\subsection*'}{${escapeLatex(block.text)}}`
    case 'paragraph': {
      const lead = block.lead === undefined ? '' : `\\paragraph{${escapeLatex(block.lead)}} `
      return `${lead}${inline(block.content)}`
    }
    case 'display':
      return displayLatex(block.rows)
    case 'list':
      return `\\begin{itemize}\n${block.items.map((item) => `  \\item ${inline(item)}`).join('\n')}\n\\end{itemize}`
    case 'statement': {
      const note = block.note === '' ? '' : ` (${escapeLatex(block.note)})`
      return `\\begin{quote}\n\\textbf{${escapeLatex(block.name)}${note}.}\n${latexBlocks(block.content)}\n\\end{quote}`
    }
    case 'table': {
      const rows = block.rows.map((row) => `  ${row.map(cell).join(' & ')} \\tabularnewline`)
      return [
        '\\begin{center}\\small',
        `\\begin{tabular}{@{}${columns(block.rows, block.head.length)}@{}}`,
        '  \\toprule',
        `  ${block.head.map((title) => `\\raggedright\\textbf{${escapeLatex(title)}}`).join(' & ')} \\tabularnewline`,
        '  \\midrule',
        ...rows,
        '  \\bottomrule',
        '\\end{tabular}\\\\[1ex]',
        `{\\footnotesize ${escapeLatex(block.caption)}}`,
        '\\end{center}',
      ].join('\n')
    }
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

const references = (keys: readonly string[]): string => {
  const items = keys.map((key) => `  \\bibitem[${key}]{gradlaw-${key}} ${escapeLatex(bibliographyEntry(key))}`)
  return items.length === 0
    ? ''
    : `\n\n\\begin{thebibliography}{${keys.reduce((a, b) => (b.length > a.length ? b : a))}}\n${items.join('\n')}\n\\end{thebibliography}`
}

/** What the fragment needs in the preamble of the document that takes it in. */
export const FRAGMENT_PACKAGES: readonly string[] = ['amsmath', 'amssymb', 'booktabs', 'graphicx']

/** A report to be taken in with \input; needs amsmath, amssymb, booktabs and graphicx. */
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
\\usepackage{amsmath,amssymb,booktabs,graphicx}
\\allowdisplaybreaks
\\setlength{\\parindent}{0pt}
\\setlength{\\parskip}{0.6ex plus 0.3ex}
\\setlength{\\emergencystretch}{3em}
\\begin{document}
{\\LARGE\\bfseries ${escapeLatex(title)}\\par}
\\bigskip

${body}${references(cited)}

\\end{document}
`

/** A report as a document of its own. */
export const latexDocument = (report: Report): string =>
  latexPage(report.title, latexBlocks(report.blocks), report.cited)
