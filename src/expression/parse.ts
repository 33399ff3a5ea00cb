import { symbols, type Term } from '../kernel/term.ts'
import { checkNames, type TokenizedText, withEntryNames } from './check-names.ts'
import { InputError } from './input-error.ts'
import { DEFAULT_LIMITS, type InputLimits } from './limits.ts'
import { formOf, isScalar, type MatrixValue, termOf } from './matrix-value.ts'
import { nameObjection } from './names.ts'
import { type Display, printMatrix } from './print-matrix.ts'
import { reviewer } from './review.ts'
import { scan, type Token } from './scan.ts'
import { headOf, type Shape, shapesOf, sizeText } from './shapes.ts'
import { splitAt } from './split-tokens.ts'
import { checkSyntax } from './syntax.ts'
import { translate } from './translate.ts'

/** How names are read, and what is accepted. */
export interface ParseOptions {
  /**
   * Declared variables, in order. The entries of vectors and matrices are variables of their own: `declareNames`
   * makes `X[1,1], X[1,2], X[1,3]` of `X:1x3`, and such names together declare X with its size.
   */
  readonly variables?: readonly string[]
  /** Declared parameters: constants of unknown value, the only symbols allowed in exponents; entries as above. */
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
  /** The expression with its matrices, where it was written with any: for headings, never for statements. */
  readonly display?: Display
}

/** A model map as it was read: its components row by row, of several parts in one column. */
export interface ParsedMap {
  readonly components: readonly Term[]
  readonly rows: number
  readonly columns: number
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  /** The shapes of the variables. */
  readonly shapes: readonly Shape[]
  readonly text: string
  readonly display: Display
}

const declaredNames = (options: ParseOptions): readonly string[] => [
  ...(options.variables ?? []),
  ...(options.parameters ?? []),
]

/** Checks the declared names of options; throws {@link InputError}. */
const checkDeclared = (options: ParseOptions): void => {
  const seen = new Set<string>()
  const kinds = new Map<string, string>()
  for (const name of declaredNames(options)) {
    const head = headOf(name)
    const objection = nameObjection(head)
    if (objection !== undefined) throw new InputError(objection)
    const kind = name === head ? 'scalar' : name.includes(',') ? 'matrix' : 'vector'
    if (seen.has(name) || (kinds.get(head) ?? kind) !== kind) {
      throw new InputError({ what: `"${head}" is declared twice`, advice: 'declare each name once' })
    }
    seen.add(name)
    kinds.set(head, kind)
  }
}

/** The scalar or matrix of a token list, with every check of {@link parseExpression} but its last. */
export const valueOfTokens = (source: TokenizedText, options: ParseOptions): MatrixValue => {
  const { text, tokens } = source
  const limits: InputLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const declared = new Set(declaredNames(options))
  const shapes = new Map(shapesOf([...declared]).map((shape) => [shape.name, shape]))
  const known = { declared, shapes, refusesOthers: options.undeclared === 'refuse' }
  const matrices = new Set([...shapes.values()].filter(({ kind }) => kind !== 'scalar').map(({ name }) => name))
  checkSyntax(text, tokens, limits, { printed: options.printed === true, declared: new Set(shapes.keys()), matrices })
  const named = withEntryNames(tokens, known)
  checkNames({ text, tokens: named }, known)
  const { review, checkSize } = reviewer(text, new Set(options.parameters ?? []), limits)
  const value = translate(text, named, shapes, review)
  for (const entry of value.entries) checkSize(entry, spanOf(tokens))
  return value
}

const spanOf = (tokens: readonly Token[]): { readonly offset: number; readonly length: number } => {
  const first = tokens[0]?.offset ?? 0
  const last = tokens[tokens.length - 1]
  return { offset: first, length: last === undefined ? 1 : last.offset + last.text.length - first }
}

/** The term of a token list that makes a scalar. */
const scalarOfTokens = (source: TokenizedText, options: ParseOptions): MatrixValue => {
  const value = valueOfTokens(source, options)
  if (isScalar(value)) return value
  throw new InputError({
    what: `this is a ${sizeText(value)} matrix, not a number`,
    text: source.text,
    ...spanOf(source.tokens),
    expected: 'a scalar expression',
    advice: 'write normF2(...) for the sum of the squares of its entries, norm1(...), trace(...) or sum(...)',
  })
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
 * of `USER_FUNCTIONS`, vectors and matrices with `' .* ./ .^`, indices and the functions of `MATRIX_FUNCTIONS`) that
 * makes a scalar. The text is parsed, never evaluated. The term says what was written: nothing is cancelled.
 * Throws {@link InputError} with the place and advice where the text is ambiguous, undefined, unsupported or too large.
 */
export const parseExpression = (text: string, options: ParseOptions = {}): ParsedExpression => {
  checkDeclared(options)
  const tokens = scan(text, { ...DEFAULT_LIMITS, ...options.limits })
  const value = scalarOfTokens({ text, tokens }, options)
  const term = termOf(value)
  const display = value.form === undefined ? {} : { display: printMatrix(formOf(value)) }
  return { term, variables: variablesOf([term], options), parameters: options.parameters ?? [], text, ...display }
}

/** The values of a map's parts, which stand between commas. */
const partsOf = (text: string, options: ParseOptions): readonly MatrixValue[] => {
  const tokens = scan(text, { ...DEFAULT_LIMITS, ...options.limits })
  return splitAt(tokens, (token) => token.text === ',').map(({ part, end }) => {
    if (part.length > 0) return valueOfTokens({ text, tokens: part }, options)
    if (tokens.length === 0) return valueOfTokens({ text, tokens }, options)
    const advice = 'write components with single commas between them'
    throw new InputError({
      what: 'a component is missing',
      text,
      offset: end?.offset ?? text.length,
      length: 1,
      advice,
    })
  })
}

/**
 * Reads a model map such as `U*V`: a scalar, vector or matrix, of which every entry is a component, or several of them
 * with commas between them, whose components then form one column.
 * Throws {@link InputError} as {@link parseExpression} does, and where the map depends on no variable.
 */
export const parseMap = (text: string, options: ParseOptions = {}): ParsedMap => {
  checkDeclared(options)
  const parts = partsOf(text, options)
  const [first, ...more] = parts as readonly [MatrixValue, ...MatrixValue[]]
  const components = parts.flatMap(({ entries }) => entries)
  const variables = variablesOf(components, options)
  const used = new Set(components.flatMap(symbols))
  if (!variables.some((name) => used.has(name))) {
    throw new InputError({
      what: 'the map does not depend on any variable',
      text,
      offset: 0,
      length: Math.max(text.length, 1),
      expected: 'an expression in at least one variable',
    })
  }
  const displays = parts.map((part) => printMatrix(formOf(part)))
  return {
    components,
    rows: more.length === 0 ? first.rows : components.length,
    columns: more.length === 0 ? first.columns : 1,
    variables,
    parameters: options.parameters ?? [],
    shapes: shapesOf(variables),
    text,
    display: {
      plain: displays.map(({ plain }) => plain).join(', '),
      latex:
        displays.length === 1
          ? (displays[0] as Display).latex
          : `(${displays.map(({ latex }) => latex).join(',\\, ')})`,
    },
  }
}
