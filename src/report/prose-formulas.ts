import { InputError } from '../expression/input-error.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Formula, Inline } from './document.ts'
import { formulaOf, symbolic } from './formula.ts'

/** A name of one letter, perhaps with an index, a Greek name, or a number. */
const ATOM = '(?:theta|eta|eps|(?<![A-Za-z])[A-Za-z]\\d*(?![A-Za-z])|\\d+)'
const OPERAND = `-?${ATOM}(?:[*/^+-]${ATOM})*`
const RELATION = new RegExp(
  `(?<![\\w.^*/+-])(${OPERAND}(?:(?: (?:<=|>=|<|>|=|≤|≥) |, (?=${OPERAND} =))${OPERAND})+)(?![\\w^*/(])`,
)

const SIGNS: Readonly<Record<string, string>> = { '<=': '\\le', '>=': '\\ge', '≤': '\\le', '≥': '\\ge' }

/** A chain of relations as a formula; undefined where a part of it is none. */
const chain = (words: string): Formula | undefined => {
  try {
    const latex = words
      .split(/( (?:<=|>=|<|>|=|≤|≥) |, )/)
      .map((part, i) => (i % 2 === 0 ? formulaOf(part).latex : ` ${SIGNS[part.trim()] ?? part.trim()} `))
    return symbolic(latex.join(''), words)
  } catch (error) {
    if (error instanceof Refusal || error instanceof InputError) return undefined
    throw error
  }
}

/**
 * Text with its short relations as formulas, such as `a > b > 0` or `n = 2` in a title: relations between names of one
 * letter, numbers, and products and powers of them. Everything else stays as it is.
 *
 * @example withFormulas('Ellipse, a > b > 0') // ['Ellipse, ', formula]
 */
export const withFormulas = (words: string): readonly Inline[] =>
  words
    .split(RELATION)
    .map((part, i): Inline => (i % 2 === 0 ? part : (chain(part) ?? part)))
    .filter((part) => part !== '')
