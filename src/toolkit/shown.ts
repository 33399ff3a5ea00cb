import { wrapText } from '../report/wrap-text.ts'

/** A result that says in words what it is; in Node's REPL and in a notebook it shows itself so. */
export interface Worded {
  /** A few lines. What they say is in the fields as well, and no more. */
  toString(): string
}

/** A result whose formulas a notebook sets. */
export interface Shown extends Worded {
  /** The formulas, without delimiters of mathematics around them. */
  toLatex(): string
}

/** What a result says of itself: lines of words and, where it has some, formulas in LaTeX. */
export interface Showing {
  readonly words: readonly string[]
  readonly formulas?: readonly string[]
}

// Registered symbols: Node and Deno look them up, and nothing of either is imported. Jupyter's is Deno's convention.
const INSPECT = Symbol.for('nodejs.util.inspect.custom')
const DISPLAY = Symbol.for('Jupyter.display')

const inRows = (formulas: readonly string[]): string =>
  formulas.length < 2 ? formulas.join('') : `\\begin{gathered}\n${formulas.join(' \\\\\n')}\n\\end{gathered}`

/** Code in Markdown is not wrapped. */
const COLUMNS = 96

/**
 * What notebooks are given: Markdown with the formulas and, below them, the words. Neither HTML nor LaTeX alone beside
 * it: some notebooks would show these first, the one with its formulas unset, the other without the verdict.
 */
const mimeBundle = (words: string, formulas: string): Record<string, string> =>
  formulas === ''
    ? { 'text/plain': words }
    : {
        'text/plain': words,
        'text/markdown': `$$\n${formulas}\n$$\n\n\`\`\`text\n${words
          .split('\n')
          .flatMap((line) => wrapText(line, '', 4, COLUMNS))
          .join('\n')}\n\`\`\`\n`,
      }

/** Long fields of a nested result would hide what it stands in. */
const inspected = (result: object, text: string, depth: number): string =>
  depth < 0 ? `[${text.split('\n')[0]}]` : `${text}\n{ ${Object.keys(result).join(', ')} }`

/**
 * The result itself, with members that show it: `toString`, `toLatex`, and what Node's REPL and notebooks ask for. They
 * cannot be enumerated: as JSON, in comparisons and in copies the result is the plain data that it was.
 *
 * @example String(withWords({ relation: 'flatter' }, (r) => ({ words: [r.relation] }))) // 'flatter'
 */
export const withWords = <R extends object>(result: R, showing: (result: R) => Showing): R & Worded => {
  const text = (): string => showing(result).words.join('\n')
  const latex = (): string => inRows(showing(result).formulas ?? [])
  return Object.defineProperties(result, {
    toString: { value: text },
    toLatex: { value: latex },
    [INSPECT]: { value: (depth: number) => inspected(result, text(), depth) },
    [DISPLAY]: { value: () => mimeBundle(text(), latex()) },
  })
}

/** {@link withWords} for results that have formulas. */
export const withFormulas = <R extends object>(result: R, showing: (result: R) => Required<Showing>): R & Shown =>
  withWords(result, showing) as R & Shown
