import { intervalForm, type OpenInterval } from '../algebra/bernstein.ts'
import type { Json } from '../kernel/json.ts'
import * as Q from '../kernel/rational.ts'
import { ANY, allowed, NEGATIVE, POSITIVE, type Signs, ZERO } from '../kernel/sign.ts'
import type { RelationOperator } from '../kernel/term.ts'
import { afterLemma } from './lemma-proofs.ts'

/** A polynomial in one indeterminate: its coefficients, constant first. */
export type Coefficients = readonly Q.Rational[]

/** `scale`·Π factor^multiplicity op 0, times a square that is not zero: a hypothesis or the goal. */
export interface Condition {
  /** The quantity as it stands in the sequent. */
  readonly text: string
  readonly op: RelationOperator
  readonly scale: Q.Rational
  readonly factors: readonly { readonly base: Coefficients; readonly multiplicity: number }[]
  /** What the quantity is multiplied by to give the product: a square, not zero; undefined for 1. */
  readonly multiplier: string | undefined
}

/** Where the indeterminate is: a point, or an open interval, on which the sign of one irreducible factor may be known. */
export type Cell =
  | { readonly point: Q.Rational }
  | { readonly interval: OpenInterval; readonly known?: { readonly base: Coefficients; readonly signs: Signs } }

interface Form {
  readonly text: string
  readonly signs: Signs
}

const number = (q: Q.Rational): string => (q.d === 1n && q.n >= 0n ? `${q.n}` : `(${Q.formatRational(q)})`)

/** The polynomial in the indeterminate u as text. */
export const polynomialText = (p: Coefficients, u: string): string => {
  const summands = p.flatMap((c, e) => (Q.isZero(c) ? [] : [`${number(c)}${e === 0 ? '' : `*(${u})^${e}`}`]))
  return summands.length === 0 ? '0' : summands.join(' + ')
}

const signOf = (q: Q.Rational): Signs => (Q.isZero(q) ? ZERO : Q.sign(q) > 0 ? POSITIVE : NEGATIVE)

const valueAt = (p: Coefficients, r: Q.Rational): Q.Rational =>
  p.reduceRight((sum, c) => Q.add(c, Q.multiply(sum, r)), Q.ZERO)

/** (p − p(r))/(x − r). */
const quotientAt = (p: Coefficients, r: Q.Rational): Coefficients => {
  const quotient: Q.Rational[] = []
  let carry = Q.ZERO
  for (const c of p.slice(1).reverse()) {
    carry = Q.add(c, Q.multiply(carry, r))
    quotient.unshift(carry)
  }
  return quotient
}

/** p = p(r) + (u − r)·q. */
const atPoint = (p: Coefficients, r: Q.Rational, u: string): Form => {
  const value = valueAt(p, r)
  const rest = polynomialText(quotientAt(p, r), u)
  return { text: `${number(value)} + (${u} - ${number(r)})*(${rest})`, signs: signOf(value) }
}

const onInterval = (p: Coefficients, interval: OpenInterval, u: string): Form | undefined => {
  const form = intervalForm(p, interval)
  if (form === undefined) return undefined
  const { from, to } = interval
  const text = form.summands.map(({ coefficient, left, right }) => {
    const factors = [number(coefficient)]
    if (left > 0) factors.push(`(${u} - ${number(from as Q.Rational)})^${left}`)
    if (right > 0) factors.push(`(${number(to as Q.Rational)} - ${u})^${right}`)
    return factors.join('*')
  })
  return { text: text.join(' + '), signs: form.sign > 0 ? POSITIVE : NEGATIVE }
}

export const sameCoefficients = (p: Coefficients, q: Coefficients): boolean =>
  p.length === q.length && p.every((c, i) => Q.equal(c, q[i] as Q.Rational))

const factorForm = (base: Coefficients, cell: Cell, u: string): Form => {
  if ('point' in cell) return atPoint(base, cell.point, u)
  if (cell.known !== undefined && sameCoefficients(cell.known.base, base)) {
    return { text: polynomialText(base, u), signs: cell.known.signs }
  }
  return onInterval(base, cell.interval, u) ?? { text: polynomialText(base, u), signs: ANY }
}

const product = (a: Signs, b: Signs): Signs => {
  let signs = (a | b) & ZERO
  if ((a & POSITIVE && b & POSITIVE) || (a & NEGATIVE && b & NEGATIVE)) signs |= POSITIVE
  if ((a & POSITIVE && b & NEGATIVE) || (a & NEGATIVE && b & POSITIVE)) signs |= NEGATIVE
  return signs
}

const raised = (signs: Signs, k: number): Signs =>
  k % 2 === 1 ? signs : (signs & ZERO) | (signs & ~ZERO ? POSITIVE : 0)

/** The quantity of a condition written so that its possible signs in the cell can be read off. */
const formIn = ({ scale, factors, multiplier }: Condition, cell: Cell, u: string): Form => {
  const forms = factors.map(({ base, multiplicity }) => {
    const { text, signs } = factorForm(base, cell, u)
    return { text: `(${text})${multiplicity === 1 ? '' : `^${multiplicity}`}`, signs: raised(signs, multiplicity) }
  })
  const top = [number(scale), ...forms.map((f) => f.text)].join('*')
  return {
    text: multiplier === undefined ? top : `${top}/(${multiplier})^2`,
    signs: forms.reduce((s, f) => product(s, f.signs), signOf(scale)),
  }
}

const positivstellensatz = (
  square: string,
  times: readonly string[][],
  multiples: readonly [string, string][],
): Json => ({
  kind: 'positivstellensatz',
  terms: times.map((t) => ({ weight: '1', square, times: t })),
  multiples: multiples.map(([of, by]) => ({ of, by })),
})

const multiply = (p: Coefficients, q: Coefficients): Coefficients => {
  const out = Array.from({ length: p.length + q.length - 1 }, () => Q.ZERO)
  p.forEach((a, i) => {
    q.forEach((b, j) => {
      out[i + j] = Q.add(out[i + j] as Q.Rational, Q.multiply(a, b))
    })
  })
  return out
}

/** What the cell says is 0, with the quotient of the condition's polynomial by it. */
const vanishing = ({ scale, factors }: Condition, cell: Cell, u: string): readonly [string, string] | undefined => {
  const root = (base: Coefficients): Coefficients | undefined => {
    if (!('point' in cell))
      return cell.known !== undefined && sameCoefficients(cell.known.base, base) ? [Q.ONE] : undefined
    return Q.isZero(valueAt(base, cell.point)) ? quotientAt(base, cell.point) : undefined
  }
  const index = factors.findIndex((f) => root(f.base) !== undefined)
  const found = factors[index]
  if (found === undefined) return undefined
  const rest = factors.reduce<Coefficients>(
    (p, { base, multiplicity }, i) => {
      const whole = Array.from({ length: multiplicity - (i === index ? 1 : 0) }, () => base).reduce(multiply, p)
      return i === index ? multiply(whole, root(base) as Coefficients) : whole
    },
    [scale],
  )
  const zero = 'point' in cell ? `${u} - ${number(cell.point)}` : polynomialText(found.base, u)
  return [zero, polynomialText(rest, u)]
}

/** That a hypothesis does not hold in the cell. */
const contradiction = (condition: Condition, cell: Cell, u: string): Json | undefined => {
  const { text, op, multiplier } = condition
  const { text: form, signs } = formIn(condition, cell, u)
  if ((signs & allowed(op)) !== 0) return undefined
  if (op === '=') return positivstellensatz(form, [[]], [[text, `-(${form})`]])
  if (op === '!=') {
    const found = vanishing(condition, cell, u)
    if (found === undefined) return undefined
    const square = multiplier === undefined ? text : `(${text})*(${multiplier})`
    return positivstellensatz(square, [[]], [[found[0], `-(${text})*(${found[1]})`]])
  }
  const opposite = `-(${form})`
  return afterLemma(
    `${opposite} ${signs & ZERO ? '>=' : '>'} 0`,
    { kind: 'sign', form: opposite },
    positivstellensatz('1', [[text], [opposite]], []),
  )
}

/** That the goal holds in the cell, or that a hypothesis does not; undefined where neither can be read off. */
export const proofInCell = (
  goal: Condition | undefined,
  hypotheses: readonly Condition[],
  cell: Cell,
  u: string,
): Json | undefined => {
  if (goal !== undefined) {
    const { text, signs } = formIn(goal, cell, u)
    if ((signs & ~allowed(goal.op)) === 0) return { kind: 'sign', form: text }
  }
  for (const hypothesis of hypotheses) {
    const found = contradiction(hypothesis, cell, u)
    if (found !== undefined) return found
  }
  return undefined
}
