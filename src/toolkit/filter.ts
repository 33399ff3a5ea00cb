import { type ClosedInterval, nonnegativeSet, type RealRoot } from '../algebra/nonnegative-set.ts'
import * as Fast from '../algebra/polynomial.ts'
import { specialize } from '../algebra/polynomial-calculus.ts'
import { parsePolynomial, printPolynomial } from '../algebra/polynomial-text.ts'
import { refineRoot } from '../algebra/real-roots.ts'
import { polynomialIn } from '../algebra/univariate.ts'
import { type FilterCondition, filterCondition } from '../dynamics/filter-condition.ts'
import { symbolicIntervals } from '../dynamics/filter-intervals.ts'
import { toDouble } from '../expression/double.ts'
import { evaluateExactly } from '../expression/evaluate.ts'
import { printPlain } from '../expression/print-plain.ts'
import { quadraticRoot } from '../expression/quadratic-root.ts'
import { simplify } from '../expression/simplify.ts'
import type { Claim } from '../kernel/claim.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { number, substitute, symbols, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { ExactNumber, Verdict } from '../search/verdict.ts'
import {
  eigenvalueFilter,
  type FilterSubject,
  type FilterUnknown,
  filterClaims,
} from '../theorems/eigenvalue-filter.ts'
import { statementOf } from '../theorems/statement.ts'
import { requireOptions, requireText } from './argument-fields.ts'
import { budgetOf } from './command-budget.ts'
import { decide, type Means } from './decide.ts'
import { type FilterMethod, type FilterNumbers, type FilterRequest, readFilterRequest } from './filter-request.ts'
import { FILTER_FIELDS } from './option-fields.ts'
import { showVerdict } from './show-verdict.ts'
import { type Worded, withWords } from './shown.ts'
import { type ThreadOptions, withThreads } from './with-threads.ts'

/** The numbers of a method, those left out being symbols, and what the search may cost. */
export interface FilterOptions extends FilterNumbers, ThreadOptions, Pick<Means, 'threads'> {
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: string) => void
}

/** An end of an interval: its exact value, and the nearest double where α, β and ρ are numbers. */
export interface FilterEnd {
  readonly value?: number
  readonly exact: string
  readonly root?: Extract<ExactNumber, { root: unknown }>['root']
}

/** What `filter` answers, and prints as JSON. */
export interface FilterResult {
  readonly method: FilterMethod
  readonly momentum: string
  /** The numbers given. */
  readonly parameters: { readonly [name: string]: string }
  /** The eigenvalues that are not excluded: closed intervals, and single points apart from them. */
  readonly intervals: readonly (readonly [FilterEnd, FilterEnd])[]
  readonly isolated: readonly FilterEnd[]
  readonly condition: string
  /** That exactly these eigenvalues are not excluded. */
  readonly verdict: Verdict
  readonly claims: readonly { readonly statement: string; readonly verdict: Verdict; readonly kernelClaim: Claim }[]
  readonly text: string
  readonly source: string
  readonly elapsedMs: number
}

const LAMBDA = 'lambda'

/** The ends of the intervals as the page names them, as they are printed, and what the page has to know of them. */
interface Described {
  readonly subject: FilterSubject
  readonly ends: ReadonlyMap<string, FilterEnd>
}

const withNumbers = (text: string, { values }: FilterRequest): Term =>
  simplify(substitute(parseTerm(text), new Map(Object.entries(values).map(([name, q]) => [name, number(q)]))))

const textsOf = (values: { readonly [name: string]: Q.Rational }): { [name: string]: string } =>
  Object.fromEntries(Object.entries(values).map(([name, q]) => [name, Q.formatRational(q)]))

/** The double nearest to a root: its interval is halved until both ends round to the same. */
const nearestDouble = ({ minimal, root }: RealRoot, budget: Budget): number => {
  let { lower, upper } = root
  while (toDouble(lower) !== toDouble(upper)) {
    const width = Q.multiply(Q.subtract(upper, lower), Q.rational(1, 16))
    ;({ lower, upper } = refineRoot(minimal, { lower, upper }, width, budget))
  }
  return toDouble(upper)
}

const numericEnd = (end: RealRoot, budget: Budget): FilterEnd => {
  const value = nearestDouble(end, budget)
  const [c = 0n, b = 0n, a] = end.minimal
  if (a === undefined) return { value, exact: Q.formatRational(Q.rational(-c, b)) }
  const poly = printPolynomial(polynomialIn('t', end.minimal))
  const { lower, upper } = end.root
  const interval = [Q.formatRational(lower), Q.formatRational(upper)] as const
  const root = { poly, interval }
  if (end.minimal.length > 3) return { value, exact: `the root of ${poly} in [${interval.join(', ')}]`, root }
  // Which of the two roots: the vertex −b/(2a) lies between them.
  const isLarger = Q.compare(Q.add(lower, upper), Q.rational(-b, a)) > 0
  return { value, exact: printPlain(quadraticRoot(c, b, a, isLarger ? 'larger' : 'smaller')), root }
}

/** Intervals for numbers: the ends are roots of q and of bound − q. */
const numericSubject = (condition: FilterCondition, request: FilterRequest, budget: Budget): Described | undefined => {
  const [qTerm, boundTerm] = [withNumbers(condition.q, request), withNumbers(condition.bound, request)]
  if ([qTerm, boundTerm].some((term) => symbols(term).some((name) => name !== LAMBDA))) return undefined
  const bound = evaluateExactly(boundTerm, new Map())
  if (bound === undefined) return undefined
  const q = specialize(parsePolynomial(condition.q, [LAMBDA, 'rho']), new Map(Object.entries(request.values)))
  const set = nonnegativeSet([q, Fast.subtract(Fast.constant(bound, q.names), q)], budget)
  const ends = new Map<string, FilterEnd>()
  const constants: { [name: string]: { polynomial: string; interval: readonly string[] } } = {}
  const nameOf = (end: RealRoot): string => {
    const shown = numericEnd(end, budget)
    if (shown.root === undefined) {
      ends.set(shown.exact, shown)
      return shown.exact
    }
    const known = [...ends].find(([, other]) => other.exact === shown.exact)?.[0]
    const name = known ?? `e${ends.size + 1}`
    ends.set(name, shown)
    constants[name] = { polynomial: shown.root.poly, interval: shown.root.interval }
    return name
  }
  const intervals = set.map(({ lower, upper }: ClosedInterval) => ({
    ...(lower === undefined ? {} : { lower: nameOf(lower) }),
    ...(upper === undefined ? {} : { upper: nameOf(upper) }),
  }))
  const gaps = Array.from({ length: intervals.length + 1 }, () => 'either' as const)
  const values = textsOf(request.values)
  return { subject: { condition, values, isForEveryBound: false, intervals, gaps, unknowns: [], constants }, ends }
}

/** Intervals for all α, β, ρ; those given as numbers are put in. */
const symbolicSubject = (condition: FilterCondition, request: FilterRequest, budget: Budget): Described | undefined => {
  const found = symbolicIntervals(condition, budget)
  if (found === undefined) return undefined
  const put = (text: string): string => printPlain(withNumbers(text, request))
  const shown = (text: string): string => put(text.replaceAll('bound', `(${condition.bound})`))
  const ends = new Map<string, FilterEnd>()
  const unknowns: FilterUnknown[] = []
  const intervals = found.map(({ zero, cut }) => {
    const fixed = put(zero)
    ends.set(fixed, { exact: fixed })
    if (cut === undefined) return { lower: fixed, upper: fixed }
    const { side, formula } = cut
    const name = `u${unknowns.length + 1}`
    const beyond = (end: string): string => (side === 'above' ? `${end} > ${fixed}` : `${fixed} > ${end}`)
    const isRoot = `the root of ${put(condition.q)} = ${shown('bound')} with ${beyond(LAMBDA)}`
    ends.set(name, { exact: formula === undefined ? isRoot : shown(formula) })
    unknowns.push({ name, side, beside: fixed, ...(formula === undefined ? {} : { formula: put(formula) }) })
    return side === 'above' ? { lower: fixed, upper: name } : { lower: name, upper: fixed }
  })
  const beyondFirst = found[0]?.cut?.side === 'below' ? 'above' : 'below'
  const beyondLast = found.at(-1)?.cut?.side === 'above' ? 'above' : 'below'
  const gaps = [beyondFirst, ...found.slice(1).map(() => 'below' as const), beyondLast] as const
  const values = textsOf(request.values)
  return { subject: { condition, values, isForEveryBound: true, intervals, gaps, unknowns, constants: {} }, ends }
}

/** The claims together: refuted before unknown, and proved only by the page. */
const together = (subject: FilterSubject, verdicts: readonly Verdict[]): Verdict => {
  const trust = eigenvalueFilter(
    subject,
    verdicts.flatMap((verdict) => (verdict.status === 'unknown' ? [] : [verdict.checked])),
  )
  if (trust !== undefined) {
    const certificate = verdicts.flatMap((v) => (v.status === 'proved' ? [v.certificate] : []))
    return { status: 'proved', trust, method: 'eigenvalue filter', certificate }
  }
  const failed =
    verdicts.find(({ status }) => status === 'refuted') ?? verdicts.find(({ status }) => status === 'unknown')
  return failed ?? { status: 'unknown', reason: 'hypotheses do not match', tried: [] }
}

const words = (subject: FilterSubject, isThirdOrder: boolean): string =>
  `Let f be semialgebraic and C${isThirdOrder ? '³' : '²'}. For all but finitely many step sizes and almost every ` +
  'starting point: where the method converges to a critical point, every eigenvalue lambda of the Hessian there ' +
  `satisfies ${conditionText(subject)}. The ends are not excluded; nothing is said about their stability.`

const conditionText = ({ condition, values }: FilterSubject): string => {
  const numbers = new Map(Object.entries(values).map(([name, text]) => [name, parseTerm(text)] as const))
  const shown = (text: string): string => printPlain(simplify(substitute(parseTerm(text), numbers)))
  return `0 <= ${shown(condition.q)} <= ${shown(condition.bound)}`
}

const filterWith = async (request: FilterRequest, options: FilterOptions): Promise<FilterResult> => {
  const started = Date.now()
  const budget = budgetOf(options)
  const condition = filterCondition(request.map, request.momentum, budget)
  const described = numericSubject(condition, request, budget) ?? symbolicSubject(condition, request, budget)
  if (described === undefined) throw new Error(`no intervals for ${condition.q}`)
  const { subject, ends } = described
  const claims: FilterResult['claims'][number][] = []
  for (const kernelClaim of filterClaims(subject)) {
    const statement = statementOf(kernelClaim).text
    options.onPhase?.(`proving ${statement}`)
    const verdict = await decide(kernelClaim, { budget, hints: { seed: options.seed ?? 1 } }, options)
    claims.push({ statement, verdict, kernelClaim })
  }
  const shown = subject.intervals.map(({ lower = '', upper = '' }) => [ends.get(lower), ends.get(upper)] as const)
  const closed = shown.flatMap(([lower, upper]) => (lower && upper ? [[lower, upper] as const] : []))
  return {
    method: request.method,
    momentum: request.momentum,
    parameters: textsOf(request.values),
    intervals: closed.filter(([lower, upper]) => lower !== upper),
    isolated: closed.flatMap(([lower, upper]) => (lower === upper ? [lower] : [])),
    condition: conditionText({ ...subject, values: {} }),
    verdict: together(
      subject,
      claims.map(({ verdict }) => verdict),
    ),
    claims,
    text: words(subject, request.map === 'husam' || request.map === 'gradient-penalty'),
    source: '[BLP] [T]; the reduction to q(lambda) [O]',
    elapsedMs: Date.now() - started,
  }
}

/**
 * Which eigenvalues of the Hessian a method lets survive: the λ with 0 ≤ q(λ) ≤ bound, as exact intervals.
 *
 * q and the bound come from the method itself, linearized at a critical point; that the spectral radius is at most 1
 * exactly on the intervals is proved by the kernel with the conditions of Schur, Cohn and Jury. Numbers that are left
 * out are symbols: the intervals then hold for all α > 0, 0 ≤ β < 1, ρ > 0. Throws `InputError` for what is not a
 * method or not a number in its range. Source: [BLP].
 *
 * @example (await filter('usam', { alpha: '0.05', beta: '0.5', rho: '0.1' })).intervals.map((ends) => ends.map(({ exact }) => exact)) // [['-30', '-10'], ['0', '20']]
 */
export const filter = async (method: string, options: FilterOptions = {}): Promise<FilterResult & Worded> => {
  requireText(method, 'a method')
  requireOptions(options, 'filter', FILTER_FIELDS)
  const request = readFilterRequest(method, options)
  return withWords(await withThreads(options, (own) => filterWith(request, own)), ({ method, text, verdict }) => ({
    words: [method, text, showVerdict(verdict)],
  }))
}
