import type { Inline } from './document.ts'
import { escapeLatex } from './latex-text.ts'
import { latexWidth } from './latex-width.ts'

/** From this width on a formula in a line should be breakable. */
const WIDE = 18

/** Parentheses that grow hold together what is in them; large ones of a fixed size can be broken at a sign. */
const withBreakableParentheses = (latex: string): string =>
  latexWidth(latex) <= WIDE || /\\(?:left|right)[[\]]/.test(latex)
    ? latex
    : latex.replaceAll('\\left(', '\\bigl(').replaceAll('\\right)', '\\bigr)')

/** A formula in a line: words in it at the top level become text, so that the line can be broken there. */
const inlineFormula = (given: string): string => {
  if (given.includes('\\begin')) return `$${given}$`
  const latex = withBreakableParentheses(given)
  let depth = 0
  let found = ''
  for (let at = 0; at < latex.length; at++) {
    const words = depth === 0 ? /^\\text\{([^{}]*)\}/.exec(latex.slice(at)) : null
    if (words !== null) {
      found += `$${words[1]}$`
      at += words[0].length - 1
      continue
    }
    if (/^\\left\b/.test(latex.slice(at))) depth++
    if (/^\\right\b/.test(latex.slice(at))) depth--
    if (latex[at] === '\\') found += latex[at++]
    else if (latex[at] === '{') depth++
    else if (latex[at] === '}') depth--
    found += latex[at] ?? ''
  }
  return `$${found}$`.replaceAll(/\$\s*\$/g, '')
}

/** Text and formulas of one line as LaTeX. */
export const inlineLatex = (content: readonly Inline[]): string =>
  content
    .map((part) => (typeof part === 'string' ? escapeLatex(part) : inlineFormula(part.latex)))
    .join('')
    .trim()
