import * as Fast from '../algebra/polynomial.ts'
import { fromCoordinates } from '../dynamics/atom-coordinates.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { inverse, multiply, power } from '../kernel/normal-form.ts'
import { type Atom, add, atomOf, type Polynomial, scale } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { call, negated, number, printTerm, product, quotient, raised, sum, type Term } from '../kernel/term.ts'
import type { GradientField } from './gradient-field.ts'

/** A polynomial to a power: an integer, or a polynomial in the parameters. */
export interface Factor {
  readonly base: Fast.Polynomial
  readonly exponent: Fast.Polynomial
}

/** The quantity ∏ base^exponent · exp(numerator/denominator). */
export interface ProductForm {
  readonly factors: readonly Factor[]
  readonly exponential?: { readonly numerator: Fast.Polynomial; readonly denominator: readonly Factor[] }
}

/** A quantity that is no such product of polynomials, written out: with logarithms, roots or other functions. */
export interface TermForm {
  readonly term: Term
  /** Where it is conserved, as text. */
  readonly domain: string
}

export type LawForm = ProductForm | TermForm

export const isTermForm = (form: LawForm): form is TermForm => 'term' in form

/** What kind of law it is called. */
export type FormKind = 'polynomial' | 'rational' | 'darboux'

/** The form of a polynomial law. */
export const polynomialForm = (p: Fast.Polynomial): ProductForm => ({
  factors: [{ base: p, exponent: Fast.constant(1) }],
})

const integerExponent = ({ exponent }: Factor): bigint | undefined => Fast.constantValue(exponent)?.n

const LARGE = 12n
const HUGE = 1000n

/** Powers so high that the logarithm of the law is the better thing to write. */
const isLarge = ({ factors }: ProductForm): boolean =>
  factors.some((factor) => {
    const e = integerExponent(factor) ?? 0n
    const highest = Fast.termCount(factor.base) > 1 ? LARGE : HUGE
    return e > highest || e < -highest
  })

export const formKind = (form: LawForm, field: GradientField): FormKind => {
  if (isTermForm(form)) return 'darboux'
  const used = form.factors.flatMap(({ base }) => Fast.usedNames(base))
  if (field.functions.some(({ name }) => used.includes(name))) return 'darboux'
  if (form.exponential !== undefined || isLarge(form)) return 'darboux'
  const exponents = form.factors.map(integerExponent)
  if (exponents.some((e) => e === undefined)) return 'darboux'
  return exponents.some((e) => (e as bigint) < 0n) ? 'rational' : 'polynomial'
}

const kernelPolynomial = (p: Fast.Polynomial, field: GradientField, integers: readonly string[]): Polynomial => {
  const atoms = new Map<string, Atom>([
    ...field.base.map((name) => [name, atomOf({ kind: 'variable', name })] as const),
    ...field.functions.map(({ name, atom }) => [name, atom] as const),
    ...field.parameters.map(
      (name) => [name, atomOf({ kind: 'parameter', name, integer: integers.includes(name) })] as const,
    ),
    ...field.constants.map(({ name, atom }) => [name, atom] as const),
  ])
  return fromCoordinates(p, atoms)
}

/** A polynomial over the names of the field as a term. */
export const termOf = (p: Fast.Polynomial, field: GradientField, integers: readonly string[]): Term =>
  withoutSigns(termOfPolynomial(kernelPolynomial(p, field, integers), field.base))

/** |u|/u for sgn(u), which a law may not contain. */
const withoutSigns = (term: Term): Term => {
  switch (term.op) {
    case 'number':
    case 'symbol':
      return term
    case 'negate':
      return negated(withoutSigns(term.arg))
    case 'divide':
      return quotient(withoutSigns(term.numerator), withoutSigns(term.denominator))
    case 'power':
      return raised(withoutSigns(term.base), term.exponent)
    case 'call': {
      const args = term.args.map(withoutSigns)
      return term.name === 'sgn' ? quotient(call('abs', ...args), args[0] as Term) : call(term.name, ...args)
    }
    default:
      return { op: term.op, args: term.args.map(withoutSigns) }
  }
}

const powered = (base: Term, exponent: bigint): Term =>
  exponent === 1n ? base : raised(base, number(Q.rational(exponent)))

const fraction = (above: readonly Term[], below: readonly Term[]): Term =>
  below.length === 0
    ? product(...above)
    : quotient(above.length === 0 ? number(1) : product(...above), product(...below))

/** A product of powers as above/below one fraction bar; |base|^e for a parametric exponent. */
const factorsTerm = (
  factors: readonly Factor[],
  field: GradientField,
  integers: readonly string[],
): { above: Term[]; below: Term[] } => {
  const above: Term[] = []
  const below: Term[] = []
  for (const factor of factors) {
    const base = termOf(factor.base, field, integers)
    const exponent = integerExponent(factor)
    if (exponent === undefined) above.push(raised(call('abs', base), termOf(factor.exponent, field, integers)))
    else if (exponent > 0n) above.push(powered(base, exponent))
    else below.push(powered(base, -exponent))
  }
  return { above, below }
}

/** Σ e·log|base| + u/v. */
export const logarithmTerm = (form: ProductForm, field: GradientField, integers: readonly string[]): Term => {
  const summands = form.factors.map(({ base, exponent }) => {
    const log = call('log', call('abs', termOf(base, field, integers)))
    const e = Fast.constantValue(exponent)
    if (e === undefined) return product(termOf(exponent, field, integers), log)
    const size = Q.absolute(e)
    const positive = Q.equal(size, Q.ONE) ? log : product(number(size), log)
    return Q.sign(e) < 0 ? negated(positive) : positive
  })
  if (form.exponential === undefined) return sum(...summands)
  const { numerator, denominator } = form.exponential
  const below = factorsTerm(denominator, field, integers).above
  return sum(...summands, fraction([termOf(numerator, field, integers)], below))
}

/** Whether p is a coordinate that stands for an exponential or a power |u|^e: it vanishes nowhere where u does not. */
const invertibleCoordinate = (p: Fast.Polynomial, field: GradientField): Atom | undefined => {
  const [only, ...more] = Fast.usedNames(p)
  const atom = field.functions.find(({ name }) => name === only)?.atom
  const isInvertible = atom?.kind === 'exp' || atom?.kind === 'power'
  return Fast.termCount(p) === 1 && more.length === 0 && isInvertible ? atom : undefined
}

/** u/e^v written out as a sum, for a law that is a polynomial times such exponentials; undefined for others. */
const dividedOut = (form: ProductForm, field: GradientField, integers: readonly string[]): Term | undefined => {
  const isExponential = ({ base }: Factor): boolean => invertibleCoordinate(base, field) !== undefined
  const [only, ...more] = form.factors.filter((factor) => !isExponential(factor))
  const isPlain = only !== undefined && more.length === 0 && integerExponent(only) === 1n
  if (!isPlain || form.exponential !== undefined || !form.factors.some(isExponential)) return undefined
  const value = form.factors.filter(isExponential).reduce(
    (product_, factor) => {
      const exponent = integerExponent(factor)
      const base = kernelPolynomial(factor.base, field, integers)
      return multiply(product_, power((exponent ?? 0n) < 0n ? inverse(base) : base, Math.abs(Number(exponent))))
    },
    kernelPolynomial(only.base, field, integers),
  )
  return withoutSigns(termOfPolynomial(value, field.base))
}

/**
 * ∏ base^exponent·exp(w) where exponentials among the bases and in the denominator are written within w. Undefined where the denominator has other factors, or where there are no such exponentials.
 */
const withinExponential = (form: ProductForm, field: GradientField, integers: readonly string[]): Term | undefined => {
  const argument = (base: Fast.Polynomial): Polynomial | undefined => {
    const atom = invertibleCoordinate(base, field)
    return atom?.kind === 'exp' && Fast.equal(base, Fast.indeterminate(atom.key, base.names)) ? atom.arg : undefined
  }
  const { exponential } = form
  if (exponential === undefined || !exponential.denominator.every(({ base }) => argument(base) !== undefined))
    return undefined
  const isInside = (factor: Factor): boolean =>
    argument(factor.base) !== undefined && integerExponent(factor) !== undefined
  const inside = form.factors.filter(isInside)
  if (inside.length + exponential.denominator.length === 0) return undefined
  const quotientValue = exponential.denominator.reduce(
    (value, factor) => {
      const times = Number(integerExponent(factor))
      return multiply(value, power(inverse(kernelPolynomial(factor.base, field, integers)), times))
    },
    kernelPolynomial(exponential.numerator, field, integers),
  )
  const value = inside.reduce(
    (sum_, factor) =>
      add(sum_, scale(argument(factor.base) as Polynomial, Q.rational(integerExponent(factor) as bigint))),
    quotientValue,
  )
  const term = withoutSigns(termOfPolynomial(value, field.base))
  const others = form.factors.filter((factor) => !isInside(factor))
  const { above, below } = factorsTerm(others, field, integers)
  return fraction([...above, call('exp', term)], below)
}

/** Whether there are numbers in exponents that are not rational: the logarithm of the law is written then. */
const isTranscendental = ({ factors }: ProductForm, { constants }: GradientField): boolean =>
  factors.some(({ exponent }) => constants.some(({ name }) => Fast.usedNames(exponent).includes(name)))

/** The law as a term; w instead of exp(w). See {@link quantityTerm}. */
export const formTerm = (form: LawForm, field: GradientField, integers: readonly string[]): Term => {
  const term = isTermForm(form) ? form.term : quantityTerm(form, field, integers)
  return term.op === 'call' && term.name === 'exp' ? (term.args[0] as Term) : term
}

/**
 * The product as a term, its factors in the order given; its logarithm where powers are very high or their exponents are
 * such that the kernel takes no powers with them.
 */
export const quantityTerm = (form: ProductForm, field: GradientField, integers: readonly string[]): Term => {
  if (isLarge(form) || isTranscendental(form, field)) return logarithmTerm(form, field, integers)
  const plain = dividedOut(form, field, integers)
  if (plain !== undefined) return plain
  const joined = withinExponential(form, field, integers)
  if (joined !== undefined) return joined
  const { above, below } = factorsTerm(form.factors, field, integers)
  if (form.exponential !== undefined) {
    const { numerator, denominator } = form.exponential
    const bottom = factorsTerm(denominator, field, integers).above
    const lead = Fast.terms(numerator)
    const flip = bottom.length > 0 && lead.every(({ coefficient }) => coefficient.n < 0n)
    const top = termOf(flip ? Fast.negate(numerator) : numerator, field, integers)
    const inside = fraction([top], bottom)
    above.push(call('exp', flip ? negated(inside) : inside))
  }
  return fraction(above, below)
}

/** Where the law is differentiable and conserved, as text: `R^n` or the factors that must not vanish. */
export const formDomain = (form: LawForm, field: GradientField): string => {
  if (isTermForm(form)) return form.domain
  const poles = form.factors.filter((factor) => {
    const e = integerExponent(factor)
    return e === undefined || e < 0n || isLarge(form) || isTranscendental(form, field)
  })
  const bases = [...poles, ...(form.exponential?.denominator ?? [])].map(({ base }) => base)
  const distinct = bases
    .filter((b) => invertibleCoordinate(b, field) === undefined && !isNonzero(b, field))
    .filter((b, i, all) => all.findIndex((other) => Fast.equal(other, b)) === i)
  const used = [
    ...form.factors.map(({ base }) => base),
    ...(form.exponential ? [form.exponential.numerator] : []),
    ...bases,
  ]
  const conditions = functionDomains(used, field)
  if (conditions.length === 0) return nonzeroText(distinct, field)
  const all = distinct.length === 0 ? conditions : [nonzeroText(distinct, field), ...conditions]
  return [...new Set(all)].join(', ')
}

/** tanh(u) ± 1 vanishes nowhere. */
const isNonzero = (p: Fast.Polynomial, field: GradientField): boolean =>
  field.functions.some(({ name, atom }) => {
    if (atom.kind !== 'tanh') return false
    const value = Fast.indeterminate(name, p.names)
    return [1, -1].some((c) => Fast.equal(p, Fast.add(value, Fast.constant(c, p.names))))
  })

/** Where roots, logarithms and powers in the polynomials are differentiable. */
const functionDomains = (polynomials: readonly Fast.Polynomial[], field: GradientField): string[] => {
  const names = new Set(polynomials.flatMap(Fast.usedNames))
  const conditions = field.functions.flatMap(({ name, atom }) => {
    if (!names.has(name) || !('arg' in atom) || !['root', 'log', 'power', 'sgn'].includes(atom.kind)) return []
    const isPositive = atom.kind === 'log' || (atom.kind === 'root' && atom.index % 2 === 0)
    return [`${printTerm(termOfPolynomial(atom.arg, field.base))} ${isPositive ? '> 0' : '!= 0'}`]
  })
  return [...new Set(conditions)]
}

/** `R^n`, or that none of the polynomials vanishes. */
export const nonzeroText = (polynomials: readonly Fast.Polynomial[], field: GradientField): string =>
  polynomials.length === 0 ? 'R^n' : `${printTerm(product(...polynomials.map((b) => termOf(b, field, []))))} != 0`
