import { toDouble } from '../expression/double.ts'
import { evaluate, evaluateExactly } from '../expression/evaluate.ts'
import { formatRational, parseRational, type Rational, rational } from '../kernel/rational.ts'
import { children, printTerm, substitute, symbol, symbols, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import { ask } from './ask.ts'
import { type NerdamerRequest, type NerdamerResult, readAnswers, type TextPoint } from './nerdamer-request.ts'
import { workerFile } from './worker-file.ts'

/**
 * What a second algebra system says about our result: evidence for the reader, never part of a proof. `unavailable`
 * where it was not asked (it is known to err there), could not answer, or did not answer in time.
 */
export interface Comparison {
  readonly status: 'agrees' | 'disagrees' | 'unavailable'
  readonly detail: string
}

const SMOOTH = new Set(['exp', 'log', 'sin', 'cos', 'tanh'])
const POINTS = 12
const FEWEST = 3
// Relative, and beside 1 in doubles, where terms may cancel; an exact value of ours is compared more closely.
const TOLERANCE = 1e-9
const TINY = 1e-15

type RationalPoint = ReadonlyMap<string, Rational>

const unavailable = (detail: string): Comparison => ({ status: 'unavailable', detail })

// nerdamer 1.1.13 is wrong about kinks and roots: d/dx sqrt(y)*x becomes sqrt(y^(1/2)), limits of abs hang.
const unsupported = (term: Term): string | undefined => {
  if (term.op === 'call' && !SMOOTH.has(term.name)) return `${term.name}(...)`
  if (term.op === 'power' && term.exponent.op === 'number' && term.exponent.value.d !== 1n) return 'a root'
  if (term.op === 'power' && term.exponent.op === 'divide') return 'a root'
  return children(term)
    .map(unsupported)
    .find((reason) => reason !== undefined)
}

// Lehmer's generator: reproducible, and good enough to pick test points.
const randomIntegers = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (state * 48271) % 0x7fffffff
    return state % below
  }
}

/** Points with coordinates ±k/d other than 0, the first half of them positive; the same for the same symbols. */
const samplePoints = (names: readonly string[]): readonly RationalPoint[] => {
  const next = randomIntegers(20)
  const coordinate = (positive: boolean): Rational => {
    const value = rational(1 + next(12), 1 + next(7))
    return positive || next(2) === 0 ? value : { n: -value.n, d: value.d }
  }
  return Array.from({ length: POINTS }, (_, i) => new Map(names.map((name) => [name, coordinate(i < POINTS / 2)])))
}

/** Our value at a point: exact where it can be, else in doubles; not finite where there is none. */
const valueAt = (term: Term, point: RationalPoint): { readonly value: number; readonly isExact: boolean } => {
  const exact = evaluateExactly(term, point)
  if (exact !== undefined) return { value: toDouble(exact), isExact: true }
  return { value: evaluate(term, new Map([...point].map(([name, a]) => [name, toDouble(a)]))), isExact: false }
}

const show = (point: RationalPoint): string =>
  [...point].map(([name, value]) => `${name} = ${formatRational(value)}`).join(', ')

const isClose = (our: number, their: number, ourIsExact: boolean): boolean =>
  Math.abs(our - their) <= TOLERANCE * Math.max(Math.abs(our), Math.abs(their)) + (ourIsExact ? TINY : TOLERANCE)

/** How our term compares with nerdamer's result at the points where both have a value. */
const compareValues = (
  what: string,
  ours: Term,
  theirs: NerdamerResult,
  points: readonly RationalPoint[],
  readable: (text: string) => string,
): Comparison => {
  let compared = 0
  for (const [i, point] of points.entries()) {
    const text = theirs.values[i]
    if (typeof text !== 'string') continue
    const their = toDouble(parseRational(text))
    const { value: our, isExact } = valueAt(ours, point)
    if (!Number.isFinite(our) || !Number.isFinite(their)) continue
    compared += 1
    if (!isClose(our, their, isExact)) {
      const detail = `${what}: nerdamer says ${readable(theirs.text)}, which is ${their} at ${show(point)}; ours is ${our}`
      return { status: 'disagrees', detail }
    }
  }
  if (compared < FEWEST) return unavailable(`${what}: only ${compared} points to compare at`)
  return { status: 'agrees', detail: `${what}: equal at ${compared} points` }
}

/** A question to nerdamer, and what its results say about ours. */
interface Asked {
  readonly request: NerdamerRequest
  readonly judge: (results: readonly NerdamerResult[]) => Comparison
}

const prepare = (
  term: Term,
  wanted: { readonly kind: NerdamerRequest['kind']; readonly variables: readonly string[] },
  claims: readonly { readonly what: string; readonly ours: Term }[],
): Asked | Comparison => {
  const reason = [term, ...claims.map(({ ours }) => ours)].map(unsupported).find((found) => found !== undefined)
  if (reason !== undefined) return unavailable(`nerdamer was not asked: it is not to be trusted with ${reason}`)
  // Every name is replaced by v1, v2, ...: names such as e, i or X[1,2] mean something else to nerdamer.
  const names = [...new Set([...wanted.variables, ...symbols(term)])]
  const coded = new Map(names.map((name, i) => [name, `v${i + 1}`]))
  const code = (name: string): string => coded.get(name) ?? name
  const readable = (text: string): string => text.replace(/\bv(\d+)\b/g, (found, i) => names[Number(i) - 1] ?? found)
  // A derivative may have a value where the term has none: there is nothing to compare there.
  const points = samplePoints(names).filter((point) => Number.isFinite(valueAt(term, point).value))
  const request: NerdamerRequest = {
    kind: wanted.kind,
    expression: printTerm(substitute(term, new Map(names.map((name) => [name, symbol(code(name))])))),
    variables: wanted.variables.map(code),
    points: points.map(
      (point): TextPoint => Object.fromEntries([...point].map(([name, value]) => [code(name), formatRational(value)])),
    ),
  }
  const judge = (results: readonly NerdamerResult[]): Comparison => {
    if (results.length !== claims.length) return unavailable('nerdamer: the answer could not be read')
    const comparisons = claims.map(({ what, ours }, i) =>
      compareValues(what, ours, results[i] as NerdamerResult, points, readable),
    )
    return (
      comparisons.find(({ status }) => status === 'disagrees') ??
      comparisons.find(({ status }) => status === 'unavailable') ?? {
        status: 'agrees',
        detail: comparisons.map(({ detail }) => detail).join('; '),
      }
    )
  }
  return { request, judge }
}

const isAsked = (question: Asked | Comparison): question is Asked => 'judge' in question

const prepareGradient = (term: Term, variables: readonly string[], ours: readonly Term[]): Asked | Comparison => {
  if (variables.length !== ours.length) {
    throw new RangeError(`expected one derivative for each of ${variables.length} variables, found ${ours.length}`)
  }
  const claims = ours.map((partial, i) => ({ what: `d/d${variables[i]}`, ours: partial }))
  return prepare(term, { kind: 'gradient', variables }, claims)
}

const prepareSimplification = (term: Term, ours: Term): Asked | Comparison =>
  prepare(term, { kind: 'simplify', variables: [] }, [{ what: 'simplified', ours }])

/** The comparisons of questions that one worker answers, or why it does not. */
const together = async (asked: readonly Asked[], budget: Budget): Promise<readonly Comparison[] | string> => {
  const requests = asked.map(({ request }) => request)
  const answer = await ask(workerFile('nerdamer-worker'), requests, budget)
  if (!answer.answered) return answer.reason
  const answers = readAnswers(answer.value)
  if (answers?.length !== asked.length) return 'the answer could not be read'
  return asked.map(({ judge }, i) => judge(answers[i] as readonly NerdamerResult[]))
}

const alone = async (question: Asked | Comparison, budget: Budget): Promise<Comparison> => {
  if (!isAsked(question)) return question
  const found = await together([question], budget)
  return typeof found === 'string' ? unavailable(`nerdamer: ${found}`) : (found[0] as Comparison)
}

/**
 * Compares our partial derivatives of `term` by `variables` with nerdamer's, at fixed rational points.
 *
 * Precondition: `ours[i]` is meant to be ∂term/∂variables[i]. Result: evidence in three kinds; never rejected, and
 * settled at the budget's deadline at the latest. Throws where the two lists differ in length.
 */
export const compareGradient = (
  term: Term,
  variables: readonly string[],
  ours: readonly Term[],
  budget: Budget,
): Promise<Comparison> => alone(prepareGradient(term, variables, ours), budget)

/**
 * Compares `ours`, meant to be equal to `term`, with nerdamer's simplification of `term`, at fixed rational points.
 *
 * Result: as of {@link compareGradient}.
 */
export const compareSimplification = (term: Term, ours: Term, budget: Budget): Promise<Comparison> =>
  alone(prepareSimplification(term, ours), budget)

const TOGETHER_MS = 4000

/** What nerdamer says of our gradient and of our simplification of a term. */
export interface SecondOpinion {
  readonly gradients: Comparison
  readonly simplification: Comparison
}

/**
 * {@link compareGradient} and {@link compareSimplification} of one term, in one worker; where that does not answer
 * soon, in one for each, as a question that nerdamer cannot answer must not take the other with it.
 */
export const secondOpinion = async (
  term: Term,
  variables: readonly string[],
  ours: { readonly gradient: readonly Term[]; readonly simplified: Term },
  budget: Budget,
): Promise<SecondOpinion> => {
  const gradient = prepareGradient(term, variables, ours.gradient)
  const simplified = prepareSimplification(term, ours.simplified)
  if (isAsked(gradient) && isAsked(simplified)) {
    const now = Date.now()
    const deadline = now + Math.min(TOGETHER_MS, (budget.deadline - now) / 2)
    const found = await together([gradient, simplified], { ...budget, deadline })
    if (typeof found !== 'string') return { gradients: found[0] as Comparison, simplification: found[1] as Comparison }
  }
  const [gradients, simplification] = await Promise.all([alone(gradient, budget), alone(simplified, budget)])
  return { gradients, simplification }
}
