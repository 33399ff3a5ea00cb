import { latexName } from './latex-name.ts'
import type { MatrixForm } from './matrix-form.ts'
import { addends } from './present.ts'
import { DELIMITED, delimited, isTall, joinFactors, latexFunction, printLatex } from './print-latex.ts'
import { printPlain } from './print-plain.ts'

/** A formula as users read it, in plain text and in LaTeX. */
export interface Display {
  readonly plain: string
  readonly latex: string
}

// Binding strengths: sum 1, product 2, power 4, atom 5.
const strength = (form: MatrixForm): number => {
  switch (form.op) {
    case 'add':
    case 'negate':
      return 1
    case 'multiply':
    case 'divide':
      return 2
    case 'elementwise':
      return form.sign === '.^' ? 4 : 2
    case 'power':
      return 4
    case 'term': {
      const [only, ...more] = addends(form.term)
      if (only === undefined || more.length > 0 || only.negative) return 1
      const { body } = only
      if (body.op === 'multiply' || body.op === 'divide' || (body.op === 'number' && body.value.d !== 1n)) return 2
      return body.op === 'power' ? 4 : 5
    }
    default:
      return 5
  }
}

const plainAt = (form: MatrixForm, least: number): string =>
  strength(form) >= least ? plainForm(form) : `(${plainForm(form)})`

const plainForm = (form: MatrixForm): string => {
  switch (form.op) {
    case 'term':
      return printPlain(form.term)
    case 'name':
      return form.name
    case 'literal': {
      const isVector = form.rows.every((row) => row.length === 1)
      const rows = form.rows.map((row) => row.map(plainForm).join(', '))
      return isVector ? `[${rows.join(', ')}]` : `[${rows.map((row) => `[${row}]`).join(', ')}]`
    }
    case 'add':
      return form.args
        .map((arg, i) => {
          if (i === 0) return plainForm(arg)
          return arg.op === 'negate' ? ` - ${plainAt(arg.arg, 2)}` : ` + ${plainAt(arg, 2)}`
        })
        .join('')
    case 'negate':
      return `-${plainAt(form.arg, 2)}`
    case 'multiply':
      return form.args.map((arg, i) => plainAt(arg, i === 0 ? 2 : 3)).join('*')
    case 'divide':
      return `${plainAt(form.numerator, 2)}/${plainAt(form.denominator, 3)}`
    case 'elementwise': {
      const isPower = form.sign === '.^'
      return `${plainAt(form.left, isPower ? 5 : 2)} ${form.sign} ${plainAt(form.right, isPower ? 5 : 3)}`
    }
    case 'power':
      return `${plainAt(form.base, 5)}^${plainAt(form.exponent, 5)}`
    case 'transpose':
      return `${plainAt(form.arg, 5)}'`
    case 'index':
      return `${plainAt(form.arg, 5)}[${form.at.join(',')}]`
    case 'call':
      return `${form.name}(${form.args.map(plainForm).join(', ')})`
  }
}

const norm = (content: string, index: string): string =>
  (isTall(content) ? `\\left\\|${content}\\right\\|` : `\\|${content}\\|`) + index

/** The functions of vectors and matrices; others are those of scalars, entry by entry. */
const latexCall = ({ name, args, argument }: Extract<MatrixForm, { op: 'call' }>): string => {
  const contents = args.map(latexForm)
  const [u = '', v = ''] = contents
  const isColumn = argument?.columns === 1
  switch (name) {
    case 'normF2':
      return norm(u, isColumn ? '^2' : '_F^2')
    case 'norm1':
      return norm(u, '_1')
    case 'trace':
      return `\\operatorname{tr}${delimited(u)}`
    case 'dot':
      return `\\langle ${u}, ${v} \\rangle`
    case 'eye':
    case 'identity':
      return `I_{${u}}`
    case 'zeros':
      return `0_{${contents.join(' \\times ')}}`
    case 'ones':
      return `\\mathbf{1}_{${contents.join(' \\times ')}}`
    case 'sum':
    case 'prod':
    case 'diag':
    case 'relu':
      return `\\operatorname{${name}}${delimited(contents.join(', '))}`
    case 'exp':
      return argument === undefined || argument.rows * argument.columns === 1 ? `e^{${u}}` : `\\exp${delimited(u)}`
    default:
      return latexFunction(name, contents)
  }
}

/** What a power or a transpose may be set on as it is. */
const standsAlone = (form: MatrixForm): boolean => {
  if (form.op === 'call') return DELIMITED.has(form.name) || form.name === 'dot' || form.name === 'norm1'
  return form.op === 'name' || form.op === 'literal' || (form.op === 'term' && form.term.op === 'symbol')
}

const latexBase = (form: MatrixForm): string => (standsAlone(form) ? latexForm(form) : delimited(latexForm(form)))

const latexAt = (form: MatrixForm, least: number): string =>
  strength(form) >= least ? latexForm(form) : delimited(latexForm(form))

const latexForm = (form: MatrixForm): string => {
  switch (form.op) {
    case 'term':
      return printLatex(form.term)
    case 'name':
      return latexName(form.name)
    case 'literal':
      return `\\begin{pmatrix}${form.rows.map((row) => row.map(latexForm).join(' & ')).join(' \\\\ ')}\\end{pmatrix}`
    case 'add':
      return form.args
        .map((arg, i) => {
          if (i === 0) return latexForm(arg)
          return arg.op === 'negate' ? ` - ${latexAt(arg.arg, 2)}` : ` + ${latexAt(arg, 2)}`
        })
        .join('')
    case 'negate':
      return `-${latexAt(form.arg, 2)}`
    case 'multiply':
      return joinFactors(form.args.map((arg) => latexAt(arg, 2)))
    case 'divide':
      return `\\frac{${latexForm(form.numerator)}}{${latexForm(form.denominator)}}`
    case 'elementwise': {
      if (form.sign === '.^') return `${latexBase(form.left)}^{\\circ ${latexAt(form.right, 2)}}`
      return `${latexAt(form.left, 2)} ${form.sign === '.*' ? '\\odot' : '\\oslash'} ${latexAt(form.right, 4)}`
    }
    case 'power':
      return `${latexBase(form.base)}^{${latexForm(form.exponent)}}`
    case 'transpose':
      return `${latexBase(form.arg)}^{\\top}`
    case 'index':
      return `${latexBase(form.arg)}_{${form.at.join(',')}}`
    case 'call':
      return latexCall(form)
  }
}

/**
 * A formula with its matrices: `X'*X - Y*Y'` and `X^{\top} X - Y Y^{\top}`. `parseExpression` reads the plain text
 * back where the names are declared with their shapes.
 */
export const printMatrix = (form: MatrixForm): Display => ({ plain: plainForm(form), latex: latexForm(form) })
