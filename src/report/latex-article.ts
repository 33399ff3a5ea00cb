import type { Block, Report } from './document.ts'
import { FIGURE_PACKAGES } from './figures/tikz.ts'
import { latexBlocks, latexReferences } from './latex-document.ts'
import { inlineLatex } from './latex-inline.ts'
import { escapeLatex } from './latex-text.ts'

/** Statements as theorem environments, everything else as in a report. */
const articleBlocks = (blocks: readonly Block[]): string => {
  const parts: string[] = []
  let plain: Block[] = []
  const flush = (): void => {
    if (plain.length > 0) parts.push(latexBlocks(plain))
    plain = []
  }
  for (const block of blocks) {
    if (block.kind === 'statement') {
      flush()
      const name = block.name === 'Proposition' ? 'proposition' : 'finding'
      const note = block.note === '' ? '' : `[{${inlineLatex([block.note])}}]`
      parts.push(`\\begin{${name}}${note}\n${latexBlocks(block.content)}\n\\end{${name}}`)
    } else if (block.kind === 'heading' && block.level === 1) {
      flush()
      parts.push(`\\section{${inlineLatex(block.content ?? [block.text])}}`)
    } else plain.push(block)
  }
  flush()
  return parts.join('\n\n')
}

/** A report in the style of a paper, in one file but for its figures, for pdflatex. */
export const latexArticle = ({ title, blocks, cited }: Report): string => `\\documentclass[11pt,a4paper]{amsart}
\\usepackage[T1]{fontenc}
\\usepackage[utf8]{inputenc}
\\usepackage{lmodern}
\\usepackage{textcomp}
\\usepackage[margin=27mm]{geometry}
\\usepackage{amssymb,booktabs,graphicx,longtable}
${FIGURE_PACKAGES}
\\allowdisplaybreaks
\\setlength{\\emergencystretch}{6em}
\\setlength{\\LTpre}{1ex}
\\setlength{\\LTpost}{1ex}
\\renewcommand{\\paragraph}[1]{\\par\\smallskip\\noindent\\textit{#1.}\\enspace}
\\newtheorem*{proposition}{Proposition}
\\theoremstyle{definition}
\\newtheorem*{finding}{Finding}
\\title[The examples, verified]{${escapeLatex(title)}}
\\date{}
\\begin{document}
\\maketitle

${articleBlocks(blocks)}${latexReferences(cited)}

\\end{document}
`
