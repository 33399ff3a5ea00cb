import { contextOf, type Objective, withTerm } from '../dynamics/objective.ts'
import { detectStructure, scopeOf } from '../dynamics/structure.ts'
import { evaluate } from '../expression/evaluate.ts'
import type { Piece } from '../expression/pieces.ts'
import { printLatex, printLatexPieces } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import { termOfPolynomial } from '../expression/term-of-polynomial.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import { scale, subtract } from '../kernel/polynomial.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import {
  call,
  difference,
  negated,
  number,
  printTerm,
  product,
  type Relation,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { hasOneModulus, principalAxes, quadraticForm } from '../laws/principal-axes.ts'
import { partOf } from '../provers/budgets.ts'
import { BudgetSpent } from '../search/budget.ts'
import type { CheckResult } from '../theorems/check-result.ts'
import {
  changeHypotheses,
  inverseChange,
  type Original,
  type OrthogonalChange,
  proposition337,
} from '../theorems/orthogonal-change.ts'
import { check } from './check.ts'
import type { CheckOptions } from './check-options.ts'
import { tameClassOf } from './check-setting.ts'
import { checkedOf, subjectOf } from './check-subject.ts'
import { newChecklist } from './checklist.ts'
import { budgetOf, DEFAULT_TIMEOUT } from './command-budget.ts'
import { gatherEvidence } from './gather-evidence.ts'
import type { Problem } from './problem.ts'
import { summaryOf } from './problem-summary.ts'

/** The problem in other variables, and how the variables change. */
interface Transformed {
  readonly problem: Problem
  readonly change: OrthogonalChange
  readonly original: Original
  /** f − min f, the shift and the residual, in the variables of the problem. */
  readonly f: Term
  readonly shift: Term
  readonly residual: Term
  readonly phi: Term
}

const freshNames = (count: number, { variables, parameters }: Objective): readonly string[] => {
  for (const letter of ['z', 'u', 'w', 'y', 'q']) {
    const names = Array.from({ length: count }, (_, i) => `${letter}${i + 1}`)
    if (!names.some((name) => variables.includes(name) || parameters.includes(name))) return names
  }
  return Array.from({ length: count }, (_, i) => `coordinate_${i + 1}`)
}

const isSquare = (k: bigint): boolean => {
  let root = BigInt(Math.round(Math.sqrt(Number(k))))
  while (root * root > k) root--
  while ((root + 1n) * (root + 1n) <= k) root++
  return root * root === k
}

/** √q as a term, a rational number where it is one. */
const rootOf = (q: Q.Rational): Term => {
  if (!isSquare(q.n) || !isSquare(q.d)) return call('sqrt', number(q))
  const root = (k: bigint): bigint => BigInt(Math.round(Math.sqrt(Number(k))))
  return number(Q.rational(root(q.n), root(q.d)))
}

const square = (v: readonly Q.Rational[]): Q.Rational => v.reduce((s, q) => Q.add(s, Q.multiply(q, q)), Q.ZERO)

/** The length² that the most axes have up to a rational factor: the others are scaled to it. */
const commonSquare = (axes: readonly (readonly Q.Rational[])[]): Q.Rational => {
  const all = axes.map(square)
  const likes = (a: Q.Rational): number => all.filter((b) => rootOf(Q.divide(a, b)).op === 'number').length
  return all.reduce((best, one) => (likes(one) > likes(best) ? one : best))
}

/** f = φ(|x^⊤Qx − b|) along the principal axes of Q; undefined where that is no help. */
const transformed = (problem: Problem, options: CheckOptions): Transformed | undefined => {
  const { objective, domain } = problem
  if (domain !== undefined || (problem.regularizer?.some(({ when }) => when.length > 0) ?? false)) return undefined
  const budget = partOf(budgetOf(options), 3000)
  const structure = detectStructure(objective, budget)
  const residual = structure?.loss === 'single' ? structure.residuals[0] : undefined
  if (structure === undefined || residual === undefined) return undefined
  const form = quadraticForm(residual, objective)
  const found = form && principalAxes(form, budget)
  if (form === undefined || found === undefined || hasOneModulus(found) || vanishes(form.level)) return undefined
  const length = commonSquare(found.axes)
  const matrix = objective.variables.map((_, i) =>
    found.axes.map((axis) => {
      const factor = rootOf(Q.divide(length, square(axis)))
      return printTerm(simplify(product(number(axis[i] as Q.Rational), factor)))
    }),
  )
  const names = freshNames(found.axes.length, objective)
  const summands = found.eigenvalues.flatMap((value, j): Term[] => {
    if (vanishes(value)) return []
    return [product(termOfPolynomial(scale(value, length), []), raised(symbol(names[j] as string), 2))]
  })
  const h = simplify(difference(sum(...summands), termOfPolynomial(form.level, [])))
  const { parameters, integers, assume } = objective
  const own = { variables: names, parameters, integers, assume }
  const even = substitute(structure.phi, new Map([['t', negated(symbol('t'))]]))
  const t = { ...scopeOf(own), variables: ['t'] }
  const isEven = vanishes(subtract(lower(structure.phi, t), lower(even, t)))
  const value = substitute(structure.phi, new Map([['t', isEven ? h : call('abs', h)]]))
  const f = isZero(structure.shift) ? objective.term : simplify(difference(objective.term, structure.shift))
  const rows = new Map(
    objective.variables.map((name, i) => [
      name,
      sum(...(matrix[i] as string[]).map((entry, j) => product(parseTerm(entry), symbol(names[j] as string)))),
    ]),
  )
  const regularizer = problem.regularizer?.map(({ value: g }): Piece => ({ when: [], value: substitute(g, rows) }))
  return {
    problem: { objective: { ...own, term: simplify(value) }, ...(regularizer === undefined ? {} : { regularizer }) },
    change: { matrix, square: Q.formatRational(length), values: {} },
    original: { context: contextOf(objective), f: printTerm(f), tameClass: tameClassOf(f, problem) },
    f,
    shift: structure.shift,
    residual,
    phi: structure.phi,
  }
}

/** Of the time, for the problem in other variables; what is left of it is for the problem as it stands. */
const SHARE = 0.65

const secondsOf = ({ timeout = DEFAULT_TIMEOUT }: CheckOptions): number => timeout

/** The conclusion about the problem as it stands, with the claims it rests on; undefined where nothing is concluded. */
const concluded = async (
  problem: Problem,
  { problem: moved, change, original, ...about }: Transformed,
  options: CheckOptions,
): Promise<CheckResult | undefined> => {
  const started = Date.now()
  const { onClaim, ...own } = options
  options.onPhase?.('changing to the principal axes of the quadratic form')
  const result = await check(moved, { ...own, timeout: SHARE * secondsOf(options), simulate: false })
  const subject = subjectOf(result)
  const hypotheses = subject && changeHypotheses(original, subject, change)
  if (subject === undefined || hypotheses === undefined) return undefined
  const budget = budgetOf({ ...options, timeout: Math.max(1, secondsOf(options) - (Date.now() - started) / 1000) })
  const list = newChecklist(budget, {}, undefined, options)
  for (const { id, claim } of hypotheses) await list.settle(id, claim, true)
  const conclusion = proposition337(original, subject, change, [...checkedOf(result), ...list.checked])
  if (conclusion === undefined) return undefined
  const claims = [...result.claims, ...list.entries]
  for (const entry of claims) onClaim?.(entry)
  const coordinates = inverseChange(original, change)
  const inX = new Map(subject.context.variables.map((name, j) => [name, coordinates[j] as Term]))
  const back = (term: Term): Term => simplify(substitute(term, inX))
  const pieces = subject.g.map(
    ({ when, value }): Piece => ({
      when: when.map((text): Relation => {
        const { left, op, right } = parseRelation(text)
        return { left: back(left), op, right: back(right) }
      }),
      value: back(parseTerm(value)),
    }),
  )
  const evidence = await gatherEvidence({
    problem,
    f: about.f,
    residual: about.residual,
    g: pieces,
    laws: [],
    conclusion,
    checked: [],
    ...(conclusion.points === undefined || conclusion.constants !== undefined || problem.objective.parameters.length > 0
      ? {}
      : { attractor: conclusion.points.map((point) => point.map((text) => evaluate(parseTerm(text), new Map()))) }),
    settings: options.simulate ?? problem.simulate,
    seed: options.seed ?? 1,
    budget,
  })
  const proposed = problem.regularizer === undefined
  return {
    ...result,
    problem: {
      ...summaryOf({ ...problem, objective: withTerm(problem.objective, about.f), regularizer: pieces }),
      regularizerLatex: printLatexPieces(pieces),
      proposed,
      ...(isZero(about.shift) ? {} : { shift: printPlain(about.shift) }),
      residuals: [printPlain(about.residual)],
      residualsLatex: [printLatex(about.residual)],
      loss: 'single',
      residual: printPlain(about.residual),
      residualLatex: printLatex(about.residual),
      phi: printPlain(about.phi),
      change: {
        variables: subject.context.variables,
        coordinates: coordinates.map(printPlain),
        matrix: change.matrix,
        objective: printPlain(moved.objective.term),
        regularizer: subject.g,
      },
      laws: result.problem.laws.flatMap(({ expression, kind }) => {
        const law = back(parseTerm(expression))
        return [{ expression: printPlain(law), latex: printLatex(law), kind }]
      }),
    },
    claims,
    conclusion,
    ...(evidence === undefined ? {} : { evidence }),
    elapsedMs: Date.now() - started,
  }
}

const isZero = (term: Term): boolean => term.op === 'number' && term.value.n === 0n

const quietly = (run: () => Transformed | undefined): Transformed | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof RangeError || error instanceof Refusal) return undefined
    throw error
  }
}

/**
 * {@link check}, for f = φ(|x^⊤Qx − b|) along the principal axes of Q first, where these are rational up to length and Q
 * has eigenvalues of different size: what is certified there holds of f by [J], Proposition 3.37. Where nothing is
 * concluded in this way, the problem is checked as it stands.
 *
 * @example await checkInAxes(readProblem({ objective: '(2*x1*y1 + 3*x2*y2 - 1)^2' }))
 */
export const checkInAxes = async (problem: Problem, options: CheckOptions = {}): Promise<CheckResult> => {
  const started = Date.now()
  const other = quietly(() => transformed(problem, options))
  const found = other && (await concluded(problem, other, options))
  if (found !== undefined) return found
  const left = secondsOf(options) - (Date.now() - started) / 1000
  return check(problem, other === undefined ? options : { ...options, timeout: Math.max(1, left) })
}
