import { simplify } from '../expression/simplify.ts'
import type { Claim, TameClass } from '../kernel/claim.ts'
import { type ContextJson, readContext } from '../kernel/context.ts'
import { domainConditions } from '../kernel/domain.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import type { Scope } from '../kernel/scope.ts'
import { relationFacts } from '../kernel/sequent.ts'
import { conditionsHold } from '../kernel/sign.ts'
import {
  difference,
  number,
  printRelation,
  printTerm,
  product,
  quotient,
  raised,
  substitute,
  sum,
  symbol,
  symbols,
  type Term,
} from '../kernel/term.ts'
import type { Conclusion } from './check-result.ts'
import { commonTrust, type Subject, weakest } from './hypothesis.ts'
import { theorem29 } from './theorem-2-9.ts'
import { theoremS } from './theorem-s.ts'

/** The objective that is asked about, in its own variables x. */
export interface Original {
  readonly context: ContextJson
  readonly f: string
  readonly tameClass: TameClass
}

/** The change x = Tz, T = a·U with U orthogonal, and what the parameters of the transformed problem stand for. */
export interface OrthogonalChange {
  /** T by rows, one for each variable of the original and one column for each of the transformed problem; no variables. */
  readonly matrix: readonly (readonly string[])[]
  /** a² > 0. */
  readonly square: string
  /** The parameters of the transformed problem in those of the original; a name that is missing stands for itself. */
  readonly values: { readonly [parameter: string]: string }
}

/** One of the claims that the change needs. */
export interface ChangeHypothesis {
  readonly id: 'tame' | 'change-of-variables'
  readonly claim: Claim
}

const valuesOf = ({ values }: OrthogonalChange): ReadonlyMap<string, Term> =>
  new Map(Object.entries(values).map(([name, text]) => [name, parseTerm(text)]))

const rowTerm = (row: readonly string[], z: readonly string[]): Term =>
  sum(...row.map((entry, j) => product(parseTerm(entry), symbol(z[j] as string))))

/** Whether the names fit together: T is square, and only free of variables, and no name means two things. */
const isWellFormed = (
  { context }: Original,
  subject: Subject,
  { matrix, square, values }: OrthogonalChange,
): boolean => {
  const z = subject.context.variables
  const n = context.variables.length
  const closed = new Set([...context.parameters, ...Object.keys(context.constants)])
  const isClosed = (text: string): boolean => symbols(parseTerm(text)).every((name) => closed.has(name))
  const { scope, assume } = readContext({ ...context, variables: [] })
  // √(a − b) is a number only where a ≥ b is assumed: elsewhere the claims about T would say nothing.
  const isDefined = (texts: readonly string[]): boolean =>
    conditionsHold(domainConditions(texts.map(parseTerm), scope), relationFacts(assume, scope), scope)
  return (
    matrix.length === n &&
    z.length === n &&
    matrix.every((row) => row.length === n && row.every(isClosed)) &&
    [square, ...Object.values(values)].every(isClosed) &&
    z.every((name) => !closed.has(name)) &&
    isDefined([...matrix.flat(), square, ...Object.values(values)]) &&
    Object.keys(subject.context.constants).length === 0 &&
    Object.keys(values).every((name) => subject.context.parameters.includes(name)) &&
    subject.context.parameters.every((name) => Object.hasOwn(values, name) || context.parameters.includes(name)) &&
    subject.context.integers.every((name) => !Object.hasOwn(values, name) && context.integers.includes(name))
  )
}

/**
 * What has to be proved for the change: f(Tz) = f̃(z) with the values of the parameters put in, |Tz|² = a²|z|², a² > 0,
 * what is assumed of the parameters of f̃, and that f is defined everywhere. Undefined where the names do not fit.
 */
export const changeHypotheses = (
  original: Original,
  subject: Subject,
  change: OrthogonalChange,
): readonly ChangeHypothesis[] | undefined => {
  if (!isWellFormed(original, subject, change)) return undefined
  const { context } = original
  const z = subject.context.variables
  const values = valuesOf(change)
  const rows = change.matrix.map((row) => rowTerm(row, z))
  const inZ: ContextJson = { ...context, variables: [...z] }
  const closed: ContextJson = { ...context, variables: [] }
  const relation = (own: ContextJson, goal: string): ChangeHypothesis => ({
    id: 'change-of-variables',
    claim: { claim: 'relation', context: own, assume: [], goal },
  })
  const moved = substitute(parseTerm(original.f), new Map(context.variables.map((name, i) => [name, rows[i] as Term])))
  const f = substitute(parseTerm(subject.f), values)
  const squares = sum(...rows.map((row) => raised(row, 2)))
  const size = product(parseTerm(change.square), sum(...z.map((name) => raised(symbol(name), 2))))
  const assumed = subject.context.assume.map((text) => {
    const { left, op, right } = parseRelation(text)
    return printRelation({ left: substitute(left, values), op, right: substitute(right, values) })
  })
  return [
    { id: 'tame', claim: { claim: 'tame', context, f: original.f, class: original.tameClass } },
    relation(inZ, `${printTerm(moved)} = ${printTerm(f)}`),
    relation(inZ, `${printTerm(squares)} = ${printTerm(size)}`),
    relation(closed, `${printTerm(parseTerm(change.square))} > 0`),
    ...assumed.filter((text) => !context.assume.includes(text)).map((text) => relation(closed, text)),
  ]
}

/** z_j = ⟨column j, x⟩/a². */
export const inverseChange = ({ context }: Original, { matrix, square }: OrthogonalChange): readonly Term[] => {
  const { scope } = readContext(context)
  return matrix.map((_, j) => {
    const parts = matrix.flatMap((row, i) => {
      const entry = shortened(parseTerm(row[j] as string), scope)
      return vanishes(lower(entry, scope)) ? [] : [product(entry, symbol(context.variables[i] as string))]
    })
    return shortened(quotient(sum(...parts), parseTerm(square)), scope)
  })
}

/** A shorter term where the kernel finds it equal, as it must be wherever both are read as numbers. */
const shortened = (term: Term, scope: Scope): Term => {
  const short = simplify(term)
  return vanishes(lower(difference(term, short), scope)) ? short : term
}

/**
 * [J], Proposition 3.37 [R+]: let x = Tz with T = a·U, U orthogonal, a > 0, and f̃(z) = f(Tz). Then ∇̂f̃(z) = Uᵀ∇̂f(Tz),
 * so that the runs of normalized gradient descent for f with steps α_k are the images under T of those for f̃ with steps
 * α_k/a; compact sets, sums of powers of the steps, stability and limits correspond, and the maximal variation of f in
 * B_r(Tz) is that of f̃ in B_{r/a}(z), so that flat minima correspond too.
 *
 * Returns what Theorem S or Theorem 2.9 concludes about f̃ from `checked`, with its points mapped back by T, where every
 * claim of {@link changeHypotheses} is among `checked` as well; otherwise undefined. What was proved for all parameters of
 * f̃ that satisfy what is assumed of them holds for the values that the change gives them, whatever real numbers these are.
 */
export const proposition337 = (
  original: Original,
  subject: Subject,
  change: OrthogonalChange,
  checked: readonly unknown[],
): Conclusion | undefined => {
  const hypotheses = changeHypotheses(original, subject, change)
  if (hypotheses === undefined) return undefined
  const trust = commonTrust(
    hypotheses.map(({ claim }) => claim),
    checked,
  )
  const found = theoremS(subject, checked) ?? theorem29(subject, checked)
  if (trust === undefined || found === undefined) return undefined
  const { context } = original
  const taken = [...context.parameters, ...Object.keys(context.constants)]
  if (taken.some((name) => Object.hasOwn(found.constants ?? {}, name))) return undefined
  const values = valuesOf(change)
  const z = subject.context.variables
  const moved = (point: readonly string[]): readonly string[] => {
    const at = point.map((text) => substitute(parseTerm(text), values))
    const own = { ...context, constants: { ...context.constants, ...found.constants } }
    return change.matrix.map((row) => {
      const coordinate = sum(...row.map((entry, j) => product(parseTerm(entry), at[j] ?? number(0))))
      return printTerm(shortened(coordinate, readContext(own).scope))
    })
  }
  const inX = inverseChange(original, change)
    .map((term, j) => `${z[j]} = ${printTerm(term)}`)
    .join(', ')
  const put = (text: string): string => printTerm(substitute(parseTerm(text), values))
  /** The equations in x; |∇h|² is 1/a² times what it is in z. */
  const flatSetBack = ({ equations, minimum }: { equations: string; minimum: string }): typeof flatSet => ({
    equations: `${equations}, with ${inX}`,
    minimum: printTerm(
      shortened(quotient(substitute(parseTerm(minimum), values), parseTerm(change.square)), readContext(context).scope),
    ),
  })
  const points = found.points?.map(moved)
  const flat = found.flat?.map(moved)
  const level = found.level === undefined ? {} : { level: put(found.level) }
  const listed = (list: readonly (readonly string[])[]): string => list.map((p) => `(${p.join(', ')})`).join(', ')
  const meant = Object.entries(change.values).map(([name, text]) => `${name} = ${text}`)
  const mapped =
    points === undefined ? '' : ` In the variables (${context.variables.join(', ')}) the points are ${listed(points)}.`
  const { flatSet, ...kept } = found
  return {
    ...kept,
    ...level,
    ...(found.attractor === undefined ? {} : { attractor: `${found.attractor}, with ${inX}` }),
    ...(points === undefined ? {} : { points }),
    ...(flat === undefined ? {} : { flat }),
    ...(flatSet === undefined ? {} : { flatSet: { ...flatSet, ...flatSetBack(flatSet) } }),
    theorem: `${found.theorem ?? 'a theorem'}, by Proposition 3.37`,
    paper: `${found.paper ?? '[J]'}; [J], Proposition 3.37 [R+]`,
    trust: weakest([trust, found.trust ?? 'kernel']),
    text:
      `With ${[inX, ...meant].join(', ')}, an orthogonal change of variables up to a factor, f becomes ${subject.f}. ` +
      `Of that: ${found.text} By Proposition 3.37 the same holds of f, with compact sets, points and steps mapped back.${mapped}`,
  }
}
