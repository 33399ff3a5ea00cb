import { simplestNear } from '../algebra/sos/rational-approximation.ts'
import { contextOf, type Objective } from '../dynamics/objective.ts'
import { detectStructure } from '../dynamics/structure.ts'
import { InputError } from '../expression/input-error.ts'
import { printPlain } from '../expression/print-plain.ts'
import { readContext } from '../kernel/context.ts'
import { closedSign } from '../kernel/enclosure.ts'
import { sharpnessBounds } from '../kernel/flatness-obligations.ts'
import { lower } from '../kernel/lower.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import { atomOf, fromAtom } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import { specialize } from '../kernel/specialize.ts'
import { difference, printTerm } from '../kernel/term.ts'
import { approximate } from '../provers/approximate.ts'
import { atMostMilliseconds, millisecondsLeft } from '../provers/budgets.ts'
import { findTiedMinimum } from '../provers/tied-minima.ts'
import type { Verdict } from '../search/verdict.ts'
import { compareFlatness, type FlatnessReason, flatnessClaims, type MinimaPair } from '../theorems/compare-flatness.ts'
import { statementOf } from '../theorems/statement.ts'
import { budgetOf } from './command-budget.ts'
import type { Problem } from './problem.ts'
import { readPoint } from './subdifferential.ts'
import { newLedger } from './subdifferential-search.ts'

type PointText = { readonly [variable: string]: string }

/** The two minima, and what the search may cost. */
export interface FlatnessOptions {
  /** Two minima, a number as text for every variable, such as `{ x: '1', y: '1' }`. */
  readonly at: PointText
  readonly and: PointText
  readonly timeout?: number
  readonly seed?: number
  readonly signal?: AbortSignal
}

/** What `flatness` answers, and prints as JSON. */
export interface FlatnessResult {
  readonly objective: string
  readonly at: PointText
  readonly and: PointText
  /** How the first minimum stands to the second. */
  readonly relation: 'flatter' | 'less-flat' | 'equal' | 'unknown'
  readonly by?: FlatnessReason
  readonly trust?: 'kernel' | 'solver'
  readonly text: string
  readonly source: string
  readonly claims: readonly { readonly statement: string; readonly verdict: Verdict }[]
  readonly elapsedMs: number
}

const LEVEL = 'level[1]'
const MOST_PERMUTED = 5

/** The sharpness in doubles: the least level below which no bound is negative. */
const sharpnessNear = ({ objective: { context, residuals, loss } }: MinimaPair, point: PointText): number => {
  const { scope } = readContext(context)
  const values = residuals.map((h) => lower(parseTerm(h), scope))
  const level = fromAtom(atomOf({ kind: 'variable', name: LEVEL }))
  const bounds = sharpnessBounds(values, loss, level, scope.variables)
  const at = Object.entries(point).map(
    ([n, text]) => [n, approximate(lower(parseTerm(text), scope), new Map()).value] as const,
  )
  const isAbove = (value: number): boolean =>
    bounds.every((p) => approximate(p, new Map([...at, [LEVEL, value]])).value >= 0)
  let [low, high] = [0, 1]
  while (!isAbove(high) && high < 1e300) high *= 2
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (isAbove(middle)) high = middle
    else low = middle
  }
  return high
}

const permutations = (n: number): readonly (readonly number[])[] =>
  n === 0
    ? [[]]
    : permutations(n - 1).flatMap((rest) =>
        rest.concat(n - 1).map((_, i) => [...rest.slice(0, i), n - 1, ...rest.slice(i)]),
      )

/** What may show that the first is flatter than the second, or as flat, the cheapest first. */
const reasonsFor = function* (
  pair: MinimaPair,
  f: Objective['term'],
  budget: Parameters<typeof millisecondsLeft>[0],
): Generator<FlatnessReason> {
  const { objective, first, second } = pair
  const { context, residuals, loss } = objective
  const [a, b] = [sharpnessNear(pair, first), sharpnessNear(pair, second)]
  if (b > a && b - a > 1e-9 * (1 + b)) {
    const level = simplestNear((a + b) / 2, (b - a) / 4, 1e6)
    const { scope } = readContext(context)
    if (level !== undefined) {
      const text = Q.formatRational(level)
      const values = residuals.map((h) => lower(parseTerm(h), scope))
      const bounds = sharpnessBounds(values, loss, lower(parseTerm(text), scope), scope.variables)
      const at = new Map(
        Object.entries(second).map(([n, t]) => [n, approximate(lower(parseTerm(t), scope), new Map()).value]),
      )
      const bound = bounds.findIndex((p) => approximate(p, at).value < 0)
      if (bound >= 0) yield { kind: 'sharpness', level: text, bound }
    }
    return
  }
  if (a > b && a - b > 1e-9 * (1 + a)) return
  const { variables } = context
  const near = (text: string): number =>
    approximate(lower(parseTerm(text), readContext(context).scope), new Map()).value
  const [p, q] = [first, second].map((point) => variables.map((name) => near(point[name] as string))) as [
    number[],
    number[],
  ]
  const isSame = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-9 * (1 + Math.abs(x))
  for (const order of variables.length > MOST_PERMUTED ? [] : permutations(variables.length)) {
    const signs = order.map((i, k) => (isSame(p[i] as number, q[k] as number) ? 1 : -1) as 1 | -1)
    if (order.every((i, k) => isSame((signs[k] as number) * (p[i] as number), q[k] as number))) {
      yield { kind: 'permutation', order, signs }
    }
  }
  if (!p.every((x, i) => isSame(x, q[i] as number))) yield { kind: 'reflection' }
  const tied = findTiedMinimum(f, residuals, context, { budget: atMostMilliseconds(budget, 5000), hints: {} })
  if (tied !== undefined) yield { kind: 'order', equations: tied.description }
}

const requireMinimum = ({ context, residuals }: MinimaPair['objective'], point: PointText): void => {
  const { scope } = readContext(context)
  const values = new Map(Object.entries(point).map(([name, text]) => [name, lower(parseTerm(text), scope)]))
  const refuse = (why: string): never => {
    const shown = Object.entries(point).map(([name, value]) => `${name} = ${value}`)
    throw new InputError({ what: `${shown.join(', ')} is no minimum: ${why} there`, expected: 'two minima of f' })
  }
  for (const h of residuals) {
    try {
      const sign = closedSign(specialize(lower(parseTerm(h), scope), values))
      if (sign === -1 || sign === 1) refuse(`${h} is not 0`)
    } catch (error) {
      if (error instanceof Refusal) refuse(`${h} is not defined`)
      throw error
    }
  }
}

const WORDS: { readonly [kind in FlatnessReason['kind']]: string } = {
  sharpness: 'f is less sharp there',
  permutation: 'a permutation of the variables with signs carries one to the other and leaves f as it is',
  reflection: 'the reflection that swaps them leaves f as it is',
  order: 'f is equally sharp at both, and higher order tells them apart',
}

/**
 * Which of two minima is flatter ([J], Definition 3.31): x precedes y where f̊(x, r) = sup over B_r(x) of f is at most
 * f̊(y, r) for all small r. By the sharpness, by an isometry that swaps them, or by higher order; otherwise `unknown`.
 *
 * Throws `InputError` for parameters, for a point that is no minimum, and where f is not seen to be φ(|h|), φ(|F|), φ(|F|_1).
 *
 * @example (await compareMinima(readProblem({ objective: '(x*y-1)^2' }), { at: { x: '1', y: '1' }, and: { x: '2', y: '1/2' } })).relation // 'flatter'
 */
export const compareMinima = async ({ objective }: Problem, options: FlatnessOptions): Promise<FlatnessResult> => {
  const started = Date.now()
  if (objective.parameters.length > 0) {
    throw new InputError({
      what: `the objective has the parameter ${objective.parameters[0]}`,
      expected: 'numbers only',
    })
  }
  const budget = budgetOf(options)
  const structure = detectStructure(objective, atMostMilliseconds(budget, millisecondsLeft(budget) / 4))
  if (structure === undefined) {
    throw new InputError({
      what: 'the structure of f is not known',
      expected: 'an increasing function of |h|, |F| or |F|_1',
    })
  }
  const isShifted = structure.shift.op !== 'number' || structure.shift.value.n !== 0n
  const f = isShifted ? difference(objective.term, structure.shift) : objective.term
  const own = {
    context: contextOf(objective),
    f: printTerm(f),
    residuals: structure.residuals.map(printTerm),
    loss: structure.loss,
    phi: printTerm(structure.phi),
  }
  const [at, and] = [readPoint(options.at, objective), readPoint(options.and, objective)]
  for (const point of [at, and]) requireMinimum(own, point)
  const ledger = newLedger(budget, options.seed ?? 1)
  const answer = (
    relation: FlatnessResult['relation'],
    by?: FlatnessReason,
    trust?: 'kernel' | 'solver',
  ): FlatnessResult => {
    const shown = [at, and].map((point) => `(${objective.variables.map((name) => point[name]).join(', ')})`)
    const words =
      relation === 'equal' ? 'is as flat as' : relation === 'flatter' ? 'is flatter than' : 'is less flat than'
    return {
      objective: printPlain(objective.term),
      at,
      and,
      relation,
      ...(by === undefined ? {} : { by }),
      ...(trust === undefined ? {} : { trust }),
      text:
        by === undefined
          ? `Whether ${shown[0]} or ${shown[1]} is flatter is not known.`
          : `${shown[0]} ${words} ${shown[1]}: ${relation === 'less-flat' && by.kind === 'sharpness' ? 'f is sharper there' : WORDS[by.kind]}.`,
      source: '[J], Definition 3.31 [R+]; docs/theory.md, Flatness',
      claims: ledger.entries.map(({ claim, verdict }) => ({ statement: statementOf(claim).text, verdict })),
      elapsedMs: Date.now() - started,
    }
  }
  for (const [first, second, strictly] of [
    [at, and, 'flatter'],
    [and, at, 'less-flat'],
  ] as const) {
    const pair: MinimaPair = { objective: own, first, second }
    for (const reason of reasonsFor(pair, f, budget)) {
      const claims = flatnessClaims(pair, reason) ?? []
      let isProved = claims.length > 0
      for (const claim of claims) if (isProved) isProved = await ledger.isProved(claim)
      const found = isProved ? compareFlatness(pair, reason, ledger.checked) : undefined
      if (found !== undefined) return answer(found.relation === 'equal' ? 'equal' : strictly, reason, found.trust)
    }
  }
  return answer('unknown')
}
