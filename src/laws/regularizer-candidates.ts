import { simplify } from '../expression/simplify.ts'
import { negate, type Rational, rational, sign } from '../kernel/rational.ts'
import { call, difference, negated, number, product, quotient, raised, sum, type Term } from '../kernel/term.ts'
import type { Law } from './find-laws.ts'

/** A function of laws that could regularize, before it is looked at on M. */
export interface Candidate {
  readonly term: Term
  readonly idea: string
}

/** c^k written out factor by factor, for an integer k ≠ 0: (x·e^{2y})² becomes x²·e^{4y}. */
export const powerOf = (c: Term, k: number): Term =>
  simplify(k > 0 ? raisedTerm(c, k) : quotient(number(1), raisedTerm(c, -k)))

const raisedTerm = (c: Term, k: number): Term => {
  switch (c.op) {
    case 'number':
      return raised(c, k)
    case 'multiply':
      return product(...c.args.map((factor) => raisedTerm(factor, k)))
    case 'divide':
      return quotient(raisedTerm(c.numerator, k), raisedTerm(c.denominator, k))
    case 'power':
      return raised(c.base, simplify(product(number(k), c.exponent)))
    case 'call':
      return c.name === 'exp' ? call('exp', simplify(scaled(c.args[0] as Term, k))) : raised(c, k)
    default:
      return raised(c, k)
  }
}

/** k·u, term by term. */
const scaled = (u: Term, k: number): Term =>
  u.op === 'add'
    ? sum(...u.args.map((arg) => scaled(arg, k)))
    : u.op === 'negate'
      ? negated(scaled(u.arg, k))
      : product(number(k), u)

/** The reciprocal of a quotient, turned over. */
export const reciprocal = (c: Term): Term =>
  c.op === 'divide' ? quotient(c.denominator, c.numerator) : quotient(number(1), c)

const summed = (terms: readonly Term[]): Term => sum(...terms)

const isSum = (term: Term): term is Term & { op: 'add' } => term.op === 'add'

/** c_i − c_j where that is no longer than the laws themselves, as x² − y² and x² − z² give y² − z². */
const shortDifferences = (laws: readonly Term[]): Term[] =>
  laws.flatMap((a, i) =>
    laws.slice(i + 1).flatMap((b) => {
      if (!isSum(a) || !isSum(b)) return []
      const gap = simplify(difference(b, a))
      if (!isSum(gap) || gap.args.length > Math.max(a.args.length, b.args.length)) return []
      const isNegated = ({ op }: Term): boolean => op === 'negate'
      return [sum(...gap.args.filter((arg) => !isNegated(arg)), ...gap.args.filter(isNegated))]
    }),
  )

/** Whether the term is a power of absolute values with parametric exponents: nonnegative as it is. */
const isAbsolutePower = (term: Term): boolean =>
  term.op === 'multiply'
    ? term.args.every(isAbsolutePower)
    : term.op === 'power' && term.base.op === 'call' && term.base.name === 'abs'

/** Whether the term is nonnegative as it is written: a product of even powers, exponentials and absolute values. */
const isNonnegative = (term: Term): boolean => {
  switch (term.op) {
    case 'number':
      return sign(term.value) >= 0
    case 'multiply':
      return term.args.every(isNonnegative)
    case 'divide':
      return isNonnegative(term.numerator) && isNonnegative(term.denominator)
    case 'power':
      return (
        isNonnegative(term.base) ||
        (term.exponent.op === 'number' && term.exponent.value.d === 1n && term.exponent.value.n % 2n === 0n)
      )
    case 'call':
      return term.name === 'exp' || term.name === 'abs'
    default:
      return false
  }
}

/**
 * Nonnegative functions of the laws: sums of squares, of reciprocals' squares, and powers.
 *
 * Along v with ⟨∇c, v⟩ = 0 one has ∇²φ(c)(v, v) = φ′(c)·∇²c(v, v): which positive even power of c is taken does not
 * change the sign of the second-order term, and a negative one flips it. `signs` says for each law which of the two is wanted, where that is known.
 */
export const regularizerCandidates = (laws: readonly Law[], signs: readonly (1 | -1)[]): Candidate[] => {
  const polynomials = laws.filter(({ kind }) => kind === 'polynomial').map(({ term }) => term)
  const candidates: Candidate[] = []
  const add = (term: Term, idea: string): void => {
    candidates.push({ term, idea })
  }
  if (polynomials.length === laws.length && laws.length > 1) {
    const differences = shortDifferences(polynomials)
    if (differences.length > 0)
      add(
        summed([...polynomials, ...differences].map((c) => powerOf(c, 2))),
        'the sum of the squares of the polynomial laws and of their differences',
      )
  }
  if (polynomials.length > 0)
    add(
      summed(polynomials.map((c) => powerOf(c, 2))),
      polynomials.length === 1 ? 'the square of the polynomial law' : 'the sum of the squares of the polynomial laws',
    )
  const independent = laws.filter((law) => law.independent)
  const isNew = independent.some((law, i) => law.kind !== 'polynomial' || signs[i] === -1)
  if (!isNew) return candidates
  const hasFirst = independent.every(({ term }) => !isAbsolutePower(term) && isNonnegative(term))
  for (const k of hasFirst ? [1, 2, 4] : [2, 4]) {
    const powers = independent.map((law) => {
      const wanted = signs[laws.indexOf(law)] ?? 1
      return isAbsolutePower(law.term)
        ? powerOf(law.term, (wanted * k) / 2)
        : powerOf(wanted === 1 ? law.term : reciprocal(law.term), k)
    })
    add(summed(powers), `${powers.length === 1 ? 'a power of the law' : 'a sum of powers of the laws'} (${k})`)
  }
  return candidates
}

const subtracted = (c: Term, value: Rational): Term =>
  sign(value) === 0 ? c : sign(value) > 0 ? difference(c, number(value)) : sum(c, number(negate(value)))

/**
 * Σ (c − c₀)² over laws with one value c₀ each at the flat points; for one law with values ±c₀, (c² − c₀²)².
 * Undefined where the values are others, or all zero.
 */
export const centredCandidate = (
  laws: readonly Term[],
  values: readonly (readonly Rational[])[],
): Candidate | undefined => {
  if (values.every((list) => list.length === 1 && list[0]?.n === 0n)) return undefined
  if (values.every((list) => list.length === 1)) {
    const squares = laws.map((c, i) => raised(subtracted(c, values[i]?.[0] as Rational), 2))
    return { term: summed(squares), idea: 'squares of the laws minus their values at the flat points' }
  }
  const [c, ...more] = laws
  const [first, second, ...others] = values[0] ?? []
  if (c === undefined || first === undefined || second === undefined || more.length > 0 || others.length > 0)
    return undefined
  if (first.n !== -second.n || first.d !== second.d) return undefined
  const square = rational(first.n * first.n, first.d * first.d)
  return {
    term: raised(subtracted(powerOf(c, 2), square), 2),
    idea: 'the square of c² minus its value at the flat points',
  }
}
