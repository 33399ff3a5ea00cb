import { formatRational, type Rational } from '../kernel/rational.ts'
import type { Relation, RelationOperator, Term } from '../kernel/term.ts'
import { latexName } from './latex-name.ts'
import type { Piece } from './pieces.ts'
import { addends, signed } from './present.ts'

/** `display` builds fractions up; `script` sets them on one line, for exponents. */
type Style = 'display' | 'script'

/** Whether a content needs delimiters of its height. */
export const isTall = (content: string): boolean => /\\(?:frac|left|sqrt|begin)/.test(content)

/** The content in parentheses of its height. */
export const delimited = (content: string): string => (isTall(content) ? `\\left(${content}\\right)` : `(${content})`)

const latexNumber = (value: Rational, style: Style): string =>
  value.d === 1n || style === 'script' ? formatRational(value) : `\\frac{${value.n}}{${value.d}}`

const WORD = '\\\\(?:mathrm|text|operatorname|log|sin|cos|tanh|max|min)\\b'
const BEGINS_WITH_WORD = new RegExp(`^${WORD}`)
const ENDS_IN_WORD = new RegExp(`${WORD}\\{[^ {}]*\\}$`)
const BEGINS_WITH_DIGIT = /^(?:\d|\\frac\{\d+\}\{\d+\}$)/

/** Factors side by side; a dot where digits would meet, a thin space beside upright words. */
export const joinFactors = (factors: readonly string[]): string =>
  factors.reduce((left, right) => {
    if (BEGINS_WITH_DIGIT.test(right)) return `${left} \\cdot ${right}`
    return ENDS_IN_WORD.test(left) || BEGINS_WITH_WORD.test(right) ? `${left} \\, ${right}` : `${left} ${right}`
  })

/** A factor; in script style a quotient on one line needs parentheses unless it comes first. */
const latexFactor = (term: Term, style: Style, isFirst: boolean): string => {
  const isFraction = term.op === 'divide' || (term.op === 'number' && term.value.d !== 1n)
  const needsDelimiters = term.op === 'add' || signed(term).negative || (style === 'script' && isFraction && !isFirst)
  return needsDelimiters ? delimited(latexSum(term, style)) : latexSum(term, style)
}

const latexQuotient = (numerator: Term, denominator: Term, style: Style): string => {
  if (style === 'display') return `\\frac{${latexSum(numerator, style)}}{${latexSum(denominator, style)}}`
  const isCompound = denominator.op === 'multiply'
  const under = isCompound ? delimited(latexSum(denominator, style)) : latexFactor(denominator, style, false)
  return `${latexFactor(numerator, style, true)}/${under}`
}

/** Calls that are set with their own delimiters, and so may be raised to a power as they are. */
export const DELIMITED: ReadonlySet<string> = new Set(['abs', 'sin', 'cos', 'tanh', 'log', 'sgn', 'max', 'min'])

const latexPower = (base: Term, exponent: Term, style: Style): string => {
  const content = latexSum(base, style)
  const isNatural = base.op === 'number' && base.value.d === 1n && base.value.n >= 0n
  const standsAlone = base.op === 'symbol' || isNatural || (base.op === 'call' && DELIMITED.has(base.name))
  return `${standsAlone ? content : delimited(content)}^{${latexSum(exponent, 'script')}}`
}

/** A scalar function of arguments that are printed already (that of exp in script style). */
export const latexFunction = (name: string, contents: readonly string[]): string => {
  const [u = '', n = ''] = contents
  switch (name) {
    case 'exp':
      return `e^{${u}}`
    case 'abs':
      return `\\left|${u}\\right|`
    case 'sqrt':
      return `\\sqrt{${u}}`
    case 'cbrt':
      return `\\sqrt[3]{${u}}`
    case 'root':
      return `\\sqrt[${n}]{${u}}`
    case 'sgn':
      return `\\operatorname{sgn}${delimited(u)}`
    case 'max':
    case 'min': {
      const list = contents.join(', ')
      return isTall(list) ? `\\${name}\\left\\{${list}\\right\\}` : `\\${name}\\{${list}\\}`
    }
    default:
      return `\\${name}${delimited(u)}`
  }
}

const latexCall = (name: string, args: readonly Term[], style: Style): string =>
  latexFunction(
    name,
    args.map((arg) => latexSum(arg, name === 'exp' ? 'script' : style)),
  )

const latexBody = (body: Term, style: Style): string => {
  switch (body.op) {
    case 'number':
      return latexNumber(body.value, style)
    case 'symbol':
      return latexName(body.name)
    case 'multiply':
      return joinFactors(body.args.map((factor, i) => latexFactor(factor, style, i === 0)))
    case 'divide':
      return latexQuotient(body.numerator, body.denominator, style)
    case 'power':
      return latexPower(body.base, body.exponent, style)
    case 'call':
      return latexCall(body.name, body.args, style)
    default:
      return latexSum(body, style)
  }
}

const latexSum = (term: Term, style: Style): string =>
  addends(term)
    .map(({ negative, body }, i) => {
      const mark = i === 0 ? (negative ? '-' : '') : negative ? ' - ' : ' + '
      return `${mark}${latexBody(body, style)}`
    })
    .join('')

/**
 * The term in LaTeX for a formula (amsmath for \text and \operatorname): fractions, subscripts, Greek names, signs in
 * front, and sums that begin with a positive term where there is one. Value and domain are those of the term.
 */
export const printLatex = (term: Term): string => latexSum(term, 'display')

const SIGNS: Readonly<Record<RelationOperator, string>> = { '>': '>', '>=': '\\ge', '=': '=', '!=': '\\ne' }

/** The relation in LaTeX, such as x y \ge 1. */
export const printLatexRelation = ({ left, op, right }: Relation): string =>
  `${printLatex(left)} ${SIGNS[op]} ${printLatex(right)}`

/** A function given in pieces: `cases` with their conditions, or the term alone where it is one and holds everywhere. */
export const printLatexPieces = (pieces: readonly Piece[]): string => {
  const [only] = pieces
  if (only === undefined) return ''
  if (pieces.length === 1 && only.when.length === 0) return only.display?.latex ?? printLatex(only.value)
  const rows = pieces.map(
    ({ when, value, display }) =>
      `${display?.latex ?? printLatex(value)} & \\text{if } ${when.map(printLatexRelation).join(',\\ ')}`,
  )
  return `\\begin{cases}${rows.join(' \\\\ ')}\\end{cases}`
}
