import type { Relation, Term } from '../kernel/term.ts'
import { InputError } from './input-error.ts'
import { DEFAULT_LIMITS, type InputLimits } from './limits.ts'
import { type ParseOptions, termOfTokens, variablesOf } from './parse.ts'
import { scan, type Token } from './scan.ts'

/** Assumptions or claims as they were read. */
export interface ParsedRelations {
  readonly relations: readonly Relation[]
  /** The names declared to be integers by `integer(n)`. */
  readonly integers: readonly string[]
  /** The declared variables, then the undeclared names in order of first appearance. */
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly text: string
}

/** The tokens between separators outside parentheses, each part with the separator that ends it. */
const splitAt = (
  tokens: readonly Token[],
  isSeparator: (token: Token) => boolean,
): readonly { readonly part: readonly Token[]; readonly end: Token | undefined }[] => {
  const parts: { part: Token[]; end: Token | undefined }[] = []
  let part: Token[] = []
  let level = 0
  for (const token of tokens) {
    if (token.text === '(') level++
    if (token.text === ')') level--
    if (level === 0 && isSeparator(token)) {
      parts.push({ part, end: token })
      part = []
    } else part.push(token)
  }
  parts.push({ part, end: undefined })
  return parts
}

const relationOf = (left: Term, op: string, right: Term): Relation => {
  if (op === '<') return { left: right, op: '>', right: left }
  if (op === '<=') return { left: right, op: '>=', right: left }
  return { left, op: op === '>' || op === '>=' || op === '!=' ? op : '=', right }
}

const integerName = (part: readonly Token[]): Token | undefined => {
  const [word, open, name, close] = part
  const isInteger = word?.text === 'integer' && open?.text === '(' && name?.kind === 'name' && close?.text === ')'
  return isInteger && part.length === 4 ? name : undefined
}

/**
 * Reads relations separated by commas: `a > b, b > 0`, `x*y == 1` (also `=`), `!=`, `>=`, `<`, `<=`, chains such as
 * `a > b > 0`, and `integer(n)` for a declared parameter. An empty text gives no relations.
 * Throws {@link InputError} with the place and advice.
 */
export const parseRelationText = (text: string, options: ParseOptions = {}): ParsedRelations => {
  const limits: InputLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const tokens = scan(text, limits)
  const relations: Relation[] = []
  const integers = new Set<string>()
  const parameters = options.parameters ?? []

  const fail = (token: Token | undefined, what: string, advice: string): never => {
    const offset = token?.offset ?? text.trimEnd().length
    throw new InputError({ what, text, offset, length: token?.text.length ?? 1, advice })
  }

  const readInteger = (name: Token): void => {
    if (!parameters.includes(name.text)) {
      fail(name, `"${name.text}" is not a declared parameter`, 'declare it; only parameters can be integers')
    }
    integers.add(name.text)
  }

  const readChain = (part: readonly Token[], end: Token | undefined): void => {
    const links = splitAt(part, (token) => token.kind === 'relation')
    if (part.length === 0) fail(end, 'a relation is missing', 'write relations with single commas between them')
    if (links.length === 1)
      fail(part[0], 'this is not a relation', 'write one of = != > >= < <= between two expressions')
    const inequation = links.find((link) => link.end?.text === '!=')
    if (inequation !== undefined && links.length > 2) {
      fail(inequation.end, '"!=" cannot stand in a chain', 'write separate relations, with commas between them')
    }
    const terms = links.map((link, i) => {
      const neighbour = link.end ?? links[i - 1]?.end
      if (link.part.length === 0) fail(neighbour, 'one side of this relation is missing', 'write an expression there')
      return termOfTokens({ text, tokens: link.part }, options)
    })
    links.slice(0, -1).forEach((link, i) => {
      relations.push(relationOf(terms[i] as Term, (link.end as Token).text, terms[i + 1] as Term))
    })
  }

  if (tokens.length > 0) {
    for (const { part, end } of splitAt(tokens, (token) => token.text === ',')) {
      const name = integerName(part)
      if (name === undefined) readChain(part, end)
      else readInteger(name)
    }
  }
  const sides = relations.flatMap((relation) => [relation.left, relation.right])
  return { relations, integers: [...integers], variables: variablesOf(sides, options), parameters, text }
}
