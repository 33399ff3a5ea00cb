import type { Relation, Term } from '../kernel/term.ts'
import { InputError } from './input-error.ts'
import { DEFAULT_LIMITS, type InputLimits } from './limits.ts'
import { formOf, isScalar, type MatrixValue } from './matrix-value.ts'
import { type ParseOptions, valueOfTokens, variablesOf } from './parse.ts'
import { printLatexRelation } from './print-latex.ts'
import { type Display, printMatrix } from './print-matrix.ts'
import { printPlainRelation } from './print-plain.ts'
import { scan, type Token } from './scan.ts'
import { sizeText } from './shapes.ts'
import { splitAt } from './split-tokens.ts'

/** Assumptions or claims as they were read. */
export interface ParsedRelations {
  /** An equation between matrices is one between each pair of their entries. */
  readonly relations: readonly Relation[]
  /** The relations as they were written, with their matrices. */
  readonly displays: readonly Display[]
  /** The names declared to be integers by `integer(n)`. */
  readonly integers: readonly string[]
  /** The declared variables, then the undeclared names in order of first appearance. */
  readonly variables: readonly string[]
  readonly parameters: readonly string[]
  readonly text: string
}

const relationOf = (left: Term, op: string, right: Term): Relation => {
  if (op === '<') return { left: right, op: '>', right: left }
  if (op === '<=') return { left: right, op: '>=', right: left }
  return { left, op: op === '>' || op === '>=' || op === '!=' ? op : '=', right }
}

const isTrivial = ({ left, right }: Relation): boolean =>
  left.op === 'symbol' && right.op === 'symbol' && left.name === right.name

const SIGNS: Readonly<Record<string, string>> = { '>=': '\\ge', '<=': '\\le', '!=': '\\ne', '==': '=' }

/** A relation between scalars without matrices prints as it is stated, `a < b` as `b > a`. */
const displayOf = (left: MatrixValue, sign: string, right: MatrixValue, stated: Relation): Display => {
  if (left.form === undefined && right.form === undefined) {
    return { plain: printPlainRelation(stated), latex: printLatexRelation(stated) }
  }
  const [a, b] = [printMatrix(formOf(left)), printMatrix(formOf(right))]
  const plain = sign === '==' ? '=' : sign
  return { plain: `${a.plain} ${plain} ${b.plain}`, latex: `${a.latex} ${SIGNS[sign] ?? sign} ${b.latex}` }
}

/** The name of `integer(n)` or `integer(x[1])`. */
const integerName = (part: readonly Token[]): Token | undefined => {
  const [word, open, name] = part
  const isInteger = word?.text === 'integer' && open?.text === '(' && name?.kind === 'name'
  if (!isInteger || part[part.length - 1]?.text !== ')') return undefined
  const text = part
    .slice(2, -1)
    .map((token) => token.text)
    .join('')
  return part.length === 4 || /^[^[\]]+\[\d+(?:,\d+)?\]$/.test(text) ? { ...name, text } : undefined
}

const withoutSign = (first: string | undefined): string =>
  /^for_?all$/i.test(first ?? '')
    ? 'leave it out: a claim is meant for all values of its variables'
    : 'write one of = != > >= < <= between two expressions'

/**
 * Reads relations separated by commas: `a > b, b > 0`, `x*y == 1` (also `=`), `!=`, `>=`, `<`, `<=`, chains such as
 * `a > b > 0`, and `integer(n)` for a declared parameter. An empty text gives no relations.
 * Throws {@link InputError} with the place and advice.
 */
export const parseRelationText = (text: string, options: ParseOptions = {}): ParsedRelations => {
  const limits: InputLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const tokens = scan(text, limits)
  const relations: Relation[] = []
  const displays: Display[] = []
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

  const relate = (left: MatrixValue, sign: Token, right: MatrixValue): void => {
    const sizes = `${sizeText(left)} ${sign.text} ${sizeText(right)}`
    if (left.rows !== right.rows || left.columns !== right.columns) {
      fail(sign, `the two sides have different sizes: ${sizes}`, 'compare two scalars, or two matrices of one size')
    }
    if (!isScalar(left) && sign.text !== '=' && sign.text !== '==') {
      fail(
        sign,
        `matrices are compared by = only: ${sizes}`,
        'compare entries such as X[1,2], or normF2(...) or trace(...)',
      )
    }
    const stated = left.entries.map((entry, k) => relationOf(entry, sign.text, right.entries[k] as Term))
    // A matrix equated with its transpose says nothing of its diagonal.
    relations.push(...stated.filter((one) => isScalar(left) || !isTrivial(one)))
    displays.push(displayOf(left, sign.text, right, stated[0] as Relation))
  }

  const readChain = (part: readonly Token[], end: Token | undefined): void => {
    const links = splitAt(part, (token) => token.kind === 'relation')
    if (part.length === 0) fail(end, 'a relation is missing', 'write relations with single commas between them')
    if (links.length === 1) fail(part[0], 'this is not a relation', withoutSign(part[0]?.text))
    const inequation = links.find((link) => link.end?.text === '!=')
    if (inequation !== undefined && links.length > 2) {
      fail(inequation.end, '"!=" cannot stand in a chain', 'write separate relations, with commas between them')
    }
    const values = links.map((link, i) => {
      const neighbour = link.end ?? links[i - 1]?.end
      if (link.part.length === 0) {
        const isArrow = links[i - 1]?.end?.text === '=' && link.end?.text === '>'
        const advice = isArrow
          ? 'write >= for "at least"; assumptions of a claim are given beside it'
          : 'write an expression there'
        fail(neighbour, 'one side of this relation is missing', advice)
      }
      return valueOfTokens({ text, tokens: link.part }, options)
    })
    links.slice(0, -1).forEach((link, i) => {
      relate(values[i] as MatrixValue, link.end as Token, values[i + 1] as MatrixValue)
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
  return { relations, displays, integers: [...integers], variables: variablesOf(sides, options), parameters, text }
}
