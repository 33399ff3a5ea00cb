import type { MathNode } from 'mathjs'
// The number-only build is enough, since literals are read from the text itself, and starts three times faster.
import { create, parseDependencies } from 'mathjs/number'
import type { Token } from './scan.ts'

const { parse } = create(parseDependencies ?? {})

/** The stand-in for the name at an index of the token list; mathjs sees no name of the user, so none is special. */
export const alias = (index: number): string => `v${index}`

/**
 * The mathjs syntax tree of a checked token list, every name replaced by its {@link alias}.
 * Precondition: the tokens passed `checkSyntax`.
 */
export const mathjsTree = (tokens: readonly Token[]): MathNode =>
  parse(tokens.map((token, i) => (token.kind === 'name' ? alias(i) : token.text)).join(' '))
