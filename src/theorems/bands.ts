import { readContext } from '../kernel/context.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { rationalValue } from '../kernel/polynomial.ts'
import { number, printRelation, printTerm, substitute, type Term } from '../kernel/term.ts'
import { type ExactPoint, exactPoint } from './exact-points.ts'
import { extendsContext, groundsIn, type Subject, type Trust, weakest } from './hypothesis.ts'

/** A positive even power of max(e, 0): the e, and nothing for other terms. */
const distanceArgument = (term: Term, isZero: (t: Term) => boolean): Term | undefined => {
  if (term.op !== 'power' || term.exponent.op !== 'number') return undefined
  const { n, d } = term.exponent.value
  const { base } = term
  if (d !== 1n || n <= 0n || n % 2n !== 0n || base.op !== 'call' || base.name !== 'max') return undefined
  const [left, right] = base.args
  if (left === undefined || right === undefined || base.args.length > 2) return undefined
  return isZero(right) ? left : isZero(left) ? right : undefined
}

/**
 * e_1, e_2, … where g = Σ max(e_i, 0)^(2k_i) is one piece on the whole space: g vanishes exactly where all e_i ≤ 0, and
 * on a neighbourhood of each point where all e_i < 0. Undefined for other g.
 */
export const bandFunctions = ({ g, context }: Subject): readonly string[] | undefined => {
  const [piece] = g
  if (piece === undefined || g.length > 1 || piece.when.length > 0) return undefined
  const { scope } = readContext(context)
  const isZero = (t: Term): boolean => rationalValue(lower(t, scope))?.n === 0n
  const value = parseTerm(piece.value)
  const summands = value.op === 'add' ? value.args : [value]
  const found = summands.map((term) => distanceArgument(term, isZero))
  return found.every((e) => e !== undefined) ? found.map((e) => printTerm(e as Term)) : undefined
}

const ZERO = number(0)

/** The open part of the band: 0 > e_i for every i. */
export const insideBand = (functions: readonly string[]): readonly string[] =>
  functions.map((e) => printRelation({ left: ZERO, op: '>', right: parseTerm(e) }))

/** A band of minima: g vanishes on an open set that meets M. */
export interface Band {
  /** M cut with the closed band, by equations and inequalities. */
  readonly equations: string
  /** The flat minima that were proved and lie in it. */
  readonly flat: readonly (readonly string[])[]
  readonly trust: Trust
}

/** Whether every e_i ≤ 0 at an exact point; false where a sign cannot be told. */
const isInBand = (functions: readonly string[], { texts, constants }: ExactPoint, { context }: Subject): boolean => {
  const { scope } = readContext({ ...context, constants: { ...context.constants, ...constants } })
  const values = new Map(context.variables.map((name, k) => [name, parseTerm(texts[k] as string)]))
  return functions.every((e) => {
    const sign = closedSign(lower(substitute(parseTerm(e), values), scope))
    return sign !== undefined && sign <= 0
  })
}

/** The band that g is the distance to, where `checked` shows that points of M lie inside it. */
export const bandOf = (subject: Subject, checked: readonly unknown[]): Band | undefined => {
  const functions = bandFunctions(subject)
  if (functions === undefined) return undefined
  const inside = insideBand(functions)
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((t, i) => t === b[i])
  const witness = groundsIn(checked).find(
    ({ claim }) =>
      claim.claim === 'described-set' &&
      same(claim.assume, inside) &&
      same(claim.equations, subject.residuals) &&
      extendsContext(claim.context, subject.context),
  )
  if (witness === undefined) return undefined
  const bounds = functions.map((e) => printRelation({ left: ZERO, op: '>=', right: parseTerm(e) }))
  const equations = [...subject.residuals.map((h) => `${h} = 0`), ...bounds].join(', ')
  const flatMinima = groundsIn(checked).filter(
    ({ claim }) =>
      claim.claim === 'flat-minima' &&
      claim.loss === subject.loss &&
      same(claim.residuals, subject.residuals) &&
      Object.keys(claim.context.constants).length === 0 &&
      extendsContext(claim.context, subject.context),
  )
  const points = flatMinima.flatMap(({ claim }) =>
    claim.claim === 'flat-minima' ? claim.points.map((point) => exactPoint(claim.context, point)) : [],
  )
  const flat = points.filter((point) => isInBand(functions, point, subject)).map(({ texts }) => texts)
  return {
    equations,
    flat,
    trust: weakest([witness.trust, ...(flat.length === 0 ? [] : flatMinima.map((c) => c.trust))]),
  }
}

/** What is certified of a band, and what is not. */
export const bandRemark = ({ flat }: Band): string => {
  const named =
    flat.length === 0 ? '' : ` The flat minima ${flat.map((p) => `(${p.join(', ')})`).join(', ')} lie in it.`
  return `A is a band of minima, for g vanishes on an open set that meets M: it is certified that runs end in the band, not where in it.${named} That runs end near flat minima is at most an observation.`
}
