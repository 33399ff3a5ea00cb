import { symbols, type Term } from '../kernel/term.ts'
import { InputError } from './input-error.ts'
import { DEFAULT_LIMITS, type InputLimits } from './limits.ts'
import { mathjsTree } from './mathjs-parser.ts'
import { constantObjection, nameObjection } from './names.ts'
import { reviewer } from './review.ts'
import { scan, type Token } from './scan.ts'
import { checkSyntax } from './syntax.ts'
import { translate } from './translate.ts'

/** How names are read, and what is accepted. */
export interface ParseOptions {
  /** Declared variables, in order. */
  readonly variables?: readonly string[]
  /** Declared parameters: constants of unknown value, the only symbols allowed in exponents. */
  readonly parameters?: readonly string[]
  /** What becomes of names that are not declared: they become variables (the default), or they are refused. */
  readonly undeclared?: 'variables' | 'refuse'
  /** Admit `sgn` and `root`, which gradlaw prints and a user does not write. */
  readonly printed?: boolean
  readonly limits?: Partial<InputLimits>
}

/** An expression as it was read. */
export interface ParsedExpression {
  readonly term: Term
  /** The declared variables, then the undeclared names in order of first appearance. */
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly text: string
}

/** A piece of a longer text with its tokens; offsets refer to the whole text. */
export interface TokenizedText {
  readonly text: string
  readonly tokens: readonly Token[]
}

/** The names of a text in order of first appearance, each checked; functions are left out. */
const freeNames = (source: TokenizedText, options: ParseOptions): readonly string[] => {
  const { text, tokens } = source
  const declared = new Set([...(options.variables ?? []), ...(options.parameters ?? [])])
  const names = new Set<string>()
  tokens.forEach((token, i) => {
    if (token.kind !== 'name' || tokens[i + 1]?.text === '(') return
    const name = token.text
    const place = { text, offset: token.offset, length: name.length }
    const objection = nameObjection(name) ?? (declared.has(name) ? undefined : constantObjection(name))
    if (objection !== undefined) throw new InputError({ ...objection, ...place })
    if (!declared.has(name) && options.undeclared === 'refuse') {
      const expected = declared.size === 0 ? 'an expression without names' : `one of ${[...declared].join(', ')}`
      const advice = `declare "${name}" as a variable or a parameter, or correct the spelling`
      throw new InputError({ what: `"${name}" is not declared`, expected, advice, ...place })
    }
    names.add(name)
  })
  return [...names]
}

/** Checks the declared names of options; throws {@link InputError}. */
const checkDeclared = (options: ParseOptions): void => {
  const seen = new Set<string>()
  for (const name of [...(options.variables ?? []), ...(options.parameters ?? [])]) {
    const objection = nameObjection(name)
    if (objection !== undefined) throw new InputError(objection)
    if (seen.has(name)) throw new InputError({ what: `"${name}" is declared twice`, advice: 'declare each name once' })
    seen.add(name)
  }
}

/** The term of a token list, with every check of {@link parseExpression}. */
export const termOfTokens = (source: TokenizedText, options: ParseOptions): Term => {
  const { text, tokens } = source
  const limits: InputLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const declared = new Set([...(options.variables ?? []), ...(options.parameters ?? [])])
  checkSyntax(text, tokens, limits, { printed: options.printed === true, declared })
  freeNames(source, options)
  const { review, checkSize } = reviewer(text, new Set(options.parameters ?? []), limits)
  const term = translate(text, tokens, mathjsTree(tokens), review)
  const first = tokens[0]?.offset ?? 0
  const last = tokens[tokens.length - 1]
  checkSize(term, { offset: first, length: last === undefined ? 1 : last.offset + last.text.length - first })
  return term
}

/** Declared variables first, then the other names of the terms in order of first appearance. */
export const variablesOf = (terms: readonly Term[], options: ParseOptions): readonly string[] => {
  const parameters = new Set(options.parameters ?? [])
  const names = new Set(options.variables ?? [])
  for (const term of terms) for (const name of symbols(term)) if (!parameters.has(name)) names.add(name)
  return [...names]
}

/**
 * Reads one expression in mathjs syntax (`+ - * / ^`, parentheses, exact rational and decimal literals, the functions
 * of `USER_FUNCTIONS`). The text is parsed, never evaluated. The term says what was written: nothing is cancelled.
 * Throws {@link InputError} with the place and advice where the text is ambiguous, undefined, unsupported or too large.
 */
export const parseExpression = (text: string, options: ParseOptions = {}): ParsedExpression => {
  checkDeclared(options)
  const tokens = scan(text, { ...DEFAULT_LIMITS, ...options.limits })
  const term = termOfTokens({ text, tokens }, options)
  return { term, variables: variablesOf([term], options), parameters: options.parameters ?? [], text }
}
