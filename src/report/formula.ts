import { factoredTerm } from '../expression/factored.ts'
import { addends } from '../expression/present.ts'
import { printLatex, printLatexRelation } from '../expression/print-latex.ts'
import { printPlain, printPlainRelation } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { lower } from '../kernel/lower.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import type { Polynomial } from '../kernel/polynomial.ts'
import type { Scope } from '../kernel/scope.ts'
import { negated, type Relation, type Term } from '../kernel/term.ts'
import type { Formula } from './document.ts'

/** A formula that is not a term. */
export const symbolic = (latex: string, plain: string): Formula => ({ latex, plain })

export const number = (value: number): Formula => symbolic(String(value), String(value))

export const termFormula = (term: Term): Formula => ({ latex: printLatex(term), plain: printPlain(term) })

export const relationFormula = (relation: Relation): Formula => ({
  latex: printLatexRelation(relation),
  plain: printPlainRelation(relation),
})

/** Formulas and symbols side by side in one formula. */
export const joined = (...parts: readonly (Formula | string)[]): Formula => ({
  latex: parts.map((part) => (typeof part === 'string' ? (LATEX_OF.get(part) ?? part) : part.latex)).join(' '),
  plain: parts
    .map((part) => (typeof part === 'string' ? part : part.plain))
    .join(' ')
    .replaceAll(' ,', ',')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')'),
})

const LATEX_OF: ReadonlyMap<string, string> = new Map([
  ['≤', '\\le'],
  ['≥', '\\ge'],
  ['≠', '\\ne'],
  ['∈', '\\in'],
  ['∩', '\\cap'],
  ['→', '\\to'],
  ['{', '\\{'],
  ['}', '\\}'],
])

/** The sign conditions of a case as they are printed. */
export const SIGN_MARKS: Readonly<Record<string, string>> = {
  '<': '<',
  '<=': '≤',
  '=': '=',
  '>': '>',
  '>=': '≥',
  '!=': '≠',
}

/** Numbers first, then powers of names, then everything else: 2 y (x y - 1). */
const rankOf = (factor: Term): number => {
  const base = factor.op === 'power' ? factor.base : factor
  return base.op === 'number' ? 0 : base.op === 'symbol' ? 1 : base.op === 'call' ? 2 : 3
}

/** A product with its factors in the order people write them. */
export const tidy = (term: Term): Term => {
  if (term.op === 'negate') return negated(tidy(term.arg))
  if (term.op !== 'multiply') return term
  return { op: 'multiply', args: [...term.args].sort((a, b) => rankOf(a) - rankOf(b)) }
}

const isNoLonger = (a: Term, b: Term): boolean => printPlain(a).length <= printPlain(b).length

/** A normal form, with squares and common factors shown. */
export const polynomialTerm = (polynomial: Polynomial, scope: Scope): Term => factoredTerm(polynomial, scope.variables)

/** The shorter of a term as it was written and its normal form: provers write `x + (-1)*y`, people x - y. */
export const readable = (text: string, scope: Scope): Term => {
  const written = simplify(parseTerm(text))
  const normal = polynomialTerm(lower(written, scope), scope)
  return tidy(isNoLonger(normal, written) ? normal : written)
}

/** A formula from text in the kernel's grammar, as it was written. */
export const formulaOf = (text: string): Formula => termFormula(simplify(parseTerm(text)))

export const relationOf = (text: string): Formula => relationFormula(parseRelation(text))

/** The addends of a term, each with its sign, for a formula that may be broken between them. */
export const addendFormulas = (term: Term): readonly Formula[] =>
  addends(term).map(({ negative, body }) => termFormula(negative ? negated(body) : body))

/** Whether parentheses around this LaTeX have to grow with it. */
export const isTall = (latex: string): boolean => /\\(?:frac|sqrt|left)/.test(latex)

/** A point in the order of the variables. */
export const pointFormula = (coordinates: readonly string[]): Formula => {
  const parts = coordinates.map(formulaOf)
  const latex = parts.map((part) => part.latex).join(', ')
  return {
    latex: isTall(latex) ? `\\left(${latex}\\right)` : `(${latex})`,
    plain: `(${parts.map((part) => part.plain).join(', ')})`,
  }
}

/** Coordinates in parentheses; a long row of them can be broken over lines. */
export const tupleFormula = (parts: readonly Formula[]): Formula => ({
  latex: `(${parts.map((part) => part.latex).join(',\\, \\allowbreak ')})`,
  plain: `(${parts.map((part) => part.plain).join(', ')})`,
})

/** A finite set of points. */
export const pointsFormula = (points: readonly (readonly string[])[]): Formula => {
  if (points.length === 0) return symbolic('\\emptyset', 'the empty set')
  const parts = points.map(pointFormula)
  return {
    latex: `\\{${parts.map((part) => part.latex).join(',\\ \\allowbreak ')}\\}`,
    plain: `{${parts.map((part) => part.plain).join(', ')}}`,
  }
}

/** (a_1, ..., a_n) of terms. */
export const vectorFormula = (entries: readonly Term[]): Formula => {
  const parts = entries.map(termFormula)
  const latex = parts.map((part) => part.latex).join(',\\; ')
  return {
    latex: /\\(?:frac|sqrt|left)/.test(latex) ? `\\left(${latex}\\right)` : `(${latex})`,
    plain: `(${parts.map((part) => part.plain).join(', ')})`,
  }
}
