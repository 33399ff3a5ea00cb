import type { Token } from './scan.ts'

/** A part of a token list with the separator that ends it. */
export interface Part {
  readonly part: readonly Token[]
  readonly end: Token | undefined
}

/** The tokens between separators outside parentheses and brackets. */
export const splitAt = (tokens: readonly Token[], isSeparator: (token: Token) => boolean): readonly Part[] => {
  const parts: Part[] = []
  let part: Token[] = []
  let level = 0
  for (const token of tokens) {
    if (token.text === '(' || token.text === '[') level++
    if (token.text === ')' || token.text === ']') level--
    if (level === 0 && isSeparator(token)) {
      parts.push({ part, end: token })
      part = []
    } else part.push(token)
  }
  parts.push({ part, end: undefined })
  return parts
}
