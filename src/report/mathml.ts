import katex from 'katex'
import type { Formula } from './document.ts'
import { escapeHtml } from './html-text.ts'

/** The places of a formula at its top level where a line may be broken. */
const pieces = (latex: string): readonly string[] => {
  let depth = 0
  const found = ['']
  const tokens = latex.match(/\\(?:[A-Za-z]+|.)|[^\\]/gsu) ?? []
  for (const token of tokens) {
    if (token === '{' || token === '\\left' || token === '\\begin') depth++
    // The name of an environment stands in braces of its own.
    if (token === '}' || token === '\\right' || token === '\\end') depth--
    if (token === '\\allowbreak' && depth === 0) found.push('')
    else found[found.length - 1] += token
  }
  return found.filter((piece) => piece.trim() !== '')
}

/**
 * A formula as MathML, which browsers set themselves: no script, no font, no style sheet. A formula that KaTeX cannot
 * read is shown as plain text. Long formulas are broken where they allow it.
 */
export const mathml = ({ latex, plain }: Formula, isDisplayed = false): string => {
  try {
    return pieces(latex)
      .map((piece) =>
        katex
          .renderToString(isDisplayed ? `\\displaystyle ${piece}` : piece, {
            output: 'mathml',
            throwOnError: true,
            strict: false,
          })
          .replaceAll(/<\/?span[^>]*>|<annotation[\s\S]*?<\/annotation>/g, '')
          .replaceAll(' xmlns="http://www.w3.org/1998/Math/MathML"', '')
          // Bars close to what they enclose, and a space after names of functions.
          .replaceAll('\u2223', '|')
          .replaceAll(/<mo>\u2061<\/mo>(?!<mo|<\/mrow><mi>)/g, '<mspace width="0.17em"/>'),
      )
      .join('<wbr>')
  } catch {
    return `<span class="f">${escapeHtml(plain)}</span>`
  }
}
