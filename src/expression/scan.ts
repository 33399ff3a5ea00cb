import { InputError } from './input-error.ts'
import type { InputLimits } from './limits.ts'

/** A piece of the text: a number, a name, a mark of an expression, or a relation sign. */
export interface Token {
  readonly kind: 'number' | 'name' | 'mark' | 'relation'
  readonly text: string
  readonly offset: number
}

const SPACE = /\s+/uy
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy
const NAME = /[\p{L}_][\p{L}0-9_]*/uy
const RELATION = /==|!=|>=|<=|=|<|>/uy
const MARK = /\.[*/^]|[-+*/^(),[\]':]/uy
const REFUSED = /\*\*|\.['T]|\^\||&&|\|\||\?\.|\?\?|<<|>>/uy

const ADVICE: Readonly<Record<string, string>> = {
  '**': 'write ^ for powers',
  ".'": "write X' for the transpose",
  '.T': "write X' for the transpose",
  '\\': 'LaTeX is not read here: write 1/2*(x*y - 1)^2, sqrt(u), abs(u)',
  '∇': 'write the function itself; gradients are taken here',
  '|': 'write abs(u) for the absolute value',
  '||': 'write normF2(x) for the squared Euclidean norm, norm1(x) for the sum of absolute values',
  '‖': 'write normF2(x) for the squared Euclidean norm, norm1(x) for the sum of absolute values',
  '@': 'write * for products of matrices',
  '⊙': 'write .* for products entry by entry',
  '⊤': "write X' for the transpose",
  '%': 'the remainder is not supported',
  '!': 'factorials are not supported',
  '"': 'strings are not supported',
  '`': 'strings are not supported',
  '{': 'write round parentheses ( )',
  '}': 'write round parentheses ( )',
  '?': 'conditionals are not supported, write max, min or abs, or give pieces in a problem file',
  ';': 'write one expression only, and [[a, b], [c, d]] for a matrix with two rows',
  '#': 'comments are not supported inside an expression',
  '−': 'write - for minus',
  '–': 'write - for minus',
  '·': 'write * for products',
  '×': 'write * for products',
  '⋅': 'write * for products',
  '÷': 'write / for quotients',
  '²': 'write ^2 for powers',
  '³': 'write ^3 for powers',
  '√': 'write sqrt(u)',
  '≥': 'write >=',
  '≤': 'write <=',
  '≠': 'write !=',
  '∞': 'infinity is not a number',
}

const characterAt = (text: string, offset: number): string => String.fromCodePoint(text.codePointAt(offset) as number)

const match = (pattern: RegExp, text: string, offset: number): string | undefined => {
  pattern.lastIndex = offset
  return pattern.exec(text)?.[0]
}

/**
 * Splits a text into tokens with their offsets.
 * Throws {@link InputError} on an over-long text and on every character that has no meaning here.
 */
export const scan = (text: string, limits: InputLimits): readonly Token[] => {
  if (text.length > limits.length) {
    throw new InputError({
      what: `the expression has ${text.length} characters`,
      expected: `at most ${limits.length} characters`,
      advice: 'give names to repeated parts of it, or state a smaller problem',
    })
  }
  const tokens: Token[] = []
  let offset = 0
  const fail = (what: string, length: number, advice: string): never => {
    throw new InputError({ what, text, offset, length, advice })
  }
  while (offset < text.length) {
    const space = match(SPACE, text, offset)
    if (space !== undefined) {
      offset += space.length
      continue
    }
    const refused = match(REFUSED, text, offset)
    if (refused !== undefined) fail(`unknown operator "${refused}"`, refused.length, ADVICE[refused] ?? 'remove it')
    const found =
      scanNumber(text, offset) ??
      scanAs('name', NAME, text, offset) ??
      scanAs('relation', RELATION, text, offset) ??
      scanAs('mark', MARK, text, offset)
    if (found !== undefined) {
      tokens.push(found)
      offset += found.text.length
    } else {
      const character = characterAt(text, offset)
      const advice = ADVICE[character] ?? 'use letters, digits, + - * / ^, parentheses and brackets only'
      fail(`unexpected character "${character}"`, character.length, advice)
    }
  }
  return tokens
}

const scanAs = (kind: Token['kind'], pattern: RegExp, text: string, offset: number): Token | undefined => {
  const found = match(pattern, text, offset)
  return found === undefined ? undefined : { kind, text: found, offset }
}

const scanNumber = (text: string, offset: number): Token | undefined => {
  const found = match(NUMBER, text, offset)
  if (found === undefined) return undefined
  // `2.*x` would be the elementwise product, not `2. * x`.
  const follower = text[offset + found.length]
  const isElementwise = found.endsWith('.') && follower !== undefined && '*/^'.includes(follower)
  return { kind: 'number', text: isElementwise ? found.slice(0, -1) : found, offset }
}
