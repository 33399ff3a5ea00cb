import { contextOf } from '../../src/dynamics/objective.ts'
import { detectStructure, onlyResidual, scopeOf } from '../../src/dynamics/structure.ts'
import { gradient, hessian } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { hessianForm } from '../../src/kernel/derivative.ts'
import { closedSign } from '../../src/kernel/enclosure.ts'
import { lower } from '../../src/kernel/lower.ts'
import { parseTerm } from '../../src/kernel/parse-term.ts'
import { specialize } from '../../src/kernel/specialize.ts'
import { printTerm, product, raised, substitute, sum, type Term } from '../../src/kernel/term.ts'
import { findLaws } from '../../src/laws/find-laws.ts'
import { compileScalar } from '../../src/numerics/compile.ts'
import { simulate } from '../../src/numerics/simulate.ts'
import type { Budget } from '../../src/search/budget.ts'
import type { Verdict } from '../../src/search/verdict.ts'
import type { CheckResult } from '../../src/theorems/check-result.ts'
import { check } from '../../src/toolkit/check.ts'
import { decide } from '../../src/toolkit/decide.ts'
import { readProblem } from '../../src/toolkit/problem.ts'
import { isWhole, type WholeFact, wholeAnswers } from './whole-answers.ts'

/** One fact known about an objective, and how the tool is asked for it. */
export type Check =
  | { readonly kind: 'certified'; readonly order: number }
  | { readonly kind: 'verdict'; readonly verdict: string }
  | { readonly kind: 'conserved' | 'not-conserved'; readonly quantity: string }
  | { readonly kind: 'dimension'; readonly degree: number; readonly value: number }
  | { readonly kind: 'independent'; readonly quantities: readonly string[]; readonly point: Point }
  | { readonly kind: 'curvature'; readonly g: string; readonly value: string }
  | {
      readonly kind: 'curvature-sign'
      readonly g: string
      readonly at: Point
      readonly direction: readonly string[]
      readonly sign: number
    }
  | { readonly kind: 'flat'; readonly point: Point }
  | { readonly kind: 'flat-value'; readonly value: string }
  | {
      readonly kind: 'run'
      readonly start: readonly number[]
      readonly alpha: number
      readonly exponent: number | 'infinity'
      readonly steps: number
      readonly targets: readonly (readonly number[])[]
      readonly tolerance: number
    }
  | {
      readonly kind: 'run-monotone'
      readonly quantity: string
      readonly start: readonly number[]
      readonly alpha: number
      readonly steps: number
      readonly direction: 'up' | 'down'
    }
  | { readonly kind: 'not-coercive'; readonly g: string }
  | { readonly kind: 'lyapunov' | 'not-lyapunov'; readonly g: string }
  | { readonly kind: 'flow'; readonly g: string; readonly value: string }
  | { readonly kind: 'order'; readonly g: string; readonly value: number; readonly tolerance: number }
  | WholeFact

type FlatClaim = Claim & { claim: 'flat-minima' | 'flat-set' }

type Point = { readonly [name: string]: string }

/** An objective with what is known about it. */
export interface Case {
  readonly name: string
  readonly objective: string
  readonly variables: readonly string[]
  readonly parameters?: readonly string[]
  readonly assume?: readonly string[]
  readonly regularizer?: string | readonly { readonly when: string; readonly value: string }[]
  readonly checks: readonly Check[]
}

/** Passed, or why not. */
export type Answer =
  /** With `trust`, an answer that rests on the word of a solver. */
  { readonly passed: true; readonly trust?: 'solver' } | { readonly passed: false; readonly why: string }

const PASSED: Answer = { passed: true }
const failed = (why: string): Answer => ({ passed: false, why })
const seconds = (n: number): Budget => ({ deadline: Date.now() + n * 1000 })

/** Runs the checks of one case; every check gets at most `limit` seconds. */
export const caseRunner = (given: Case, limit: number) => {
  const problem = readProblem({
    objective: given.objective,
    variables: given.variables,
    ...(given.parameters === undefined ? {} : { parameters: given.parameters }),
    ...(given.assume === undefined ? {} : { assume: given.assume }),
    ...(given.regularizer === undefined ? {} : { regularizer: given.regularizer }),
  })
  const { objective } = problem
  const scope = scopeOf(objective)
  const context = contextOf(objective)
  const f = printTerm(objective.term)
  const read = (text: string): Term =>
    parseExpression(text, { variables: objective.variables, parameters: objective.parameters, undeclared: 'refuse' })
      .term
  const structure = detectStructure(objective, seconds(limit))
  const residual = onlyResidual(structure)
  /** Whether what is being answered rests on a solver's word. */
  let restsOnSolver = false
  const noteTrust = (verdict: Verdict): void => {
    restsOnSolver ||= verdict.status === 'proved' && verdict.trust === 'solver'
  }
  const settle = async (claim: Claim): Promise<Verdict> => {
    const hints = residual === undefined ? {} : { residual }
    const verdict = await decide(claim, { budget: seconds(limit), hints })
    noteTrust(verdict)
    return verdict
  }
  const alone = (g: string) => [{ when: [], value: printTerm(read(g)) }]
  let checked: Promise<CheckResult> | undefined
  const whole = async (): Promise<CheckResult> => {
    checked ??= check(problem, { timeout: limit * 3, simulate: false })
    return checked
  }
  const decided = async (claim: Claim, wanted: 'proved' | 'refuted'): Promise<Answer> => {
    const verdict = await settle(claim)
    if (verdict.status === wanted) return PASSED
    return failed(verdict.status === 'unknown' ? `unknown: ${verdict.reason}` : `${verdict.status}, expected ${wanted}`)
  }
  const flatMinima = async (): Promise<FlatClaim | undefined> => {
    const { claims } = await whole()
    const entry = claims.find(
      ({ id, verdict, kernelClaim }) =>
        id === 'flat-minima' &&
        verdict.status === 'proved' &&
        (kernelClaim?.claim === 'flat-minima' || kernelClaim?.claim === 'flat-set'),
    )
    if (entry !== undefined) noteTrust(entry.verdict)
    const claim = entry?.kernelClaim
    return claim?.claim === 'flat-minima' || claim?.claim === 'flat-set' ? claim : undefined
  }
  /** Two closed texts with the same value, algebraic constants of the claim included. */
  const isSame = async (a: string, b: string, claim: FlatClaim): Promise<boolean> => {
    const verdict = await settle({ claim: 'relation', context: claim.context, assume: [], goal: `${a} = ${b}` })
    return verdict.status === 'proved'
  }

  const answerWhole = wholeAnswers(given, limit)
  const answerTo = async (item: Check): Promise<Answer> => {
    if (isWhole(item)) return answerWhole(item)
    switch (item.kind) {
      case 'certified': {
        const { conclusion, claims } = await whole()
        for (const { needed, verdict } of claims) if (needed) noteTrust(verdict)
        const isRight = conclusion.verdict === 'certified' && conclusion.order === item.order
        return isRight ? PASSED : failed(`${conclusion.verdict}: ${conclusion.text}`.slice(0, 160))
      }
      case 'verdict': {
        const { conclusion, claims } = await whole()
        for (const { needed, verdict } of claims) if (needed) noteTrust(verdict)
        return conclusion.verdict === item.verdict ? PASSED : failed(`found ${conclusion.verdict}`)
      }
      case 'conserved':
        return decided({ claim: 'conserved', context, f, g: alone(item.quantity) }, 'proved')
      case 'not-conserved':
        return decided({ claim: 'conserved', context, f, g: alone(item.quantity) }, 'refuted')
      case 'lyapunov':
        return decided({ claim: 'lyapunov', context, f, g: alone(item.g) }, 'proved')
      case 'not-lyapunov':
        return decided({ claim: 'lyapunov', context, f, g: alone(item.g) }, 'refuted')
      case 'flow': {
        const left = gradient(read(item.g), scope.variables)
        const right = gradient(objective.term, scope.variables)
        const along = sum(...left.map((entry, i) => product(entry, right[i] as Term)))
        const goal = `${printTerm(along)} = ${printTerm(read(item.value))}`
        return decided({ claim: 'relation', context, assume: [], goal }, 'proved')
      }
      case 'not-coercive':
        return decided({ claim: 'coercive', context, f, g: alone(item.g) }, 'refuted')
      case 'dimension': {
        const found = await findLaws(objective, {
          budget: seconds(limit),
          seed: 1,
          degree: item.degree,
          candidates: [],
        })
        const value = found.polynomialDimension[String(item.degree)]
        return value === item.value ? PASSED : failed(value === undefined ? 'not searched' : `found ${value}`)
      }
      case 'independent':
        return decided(
          {
            claim: 'independent',
            context,
            quantities: item.quantities.map((q) => printTerm(read(q))),
            point: Object.fromEntries(Object.entries(item.point).map(([n, v]) => [n, printTerm(read(v))])),
          },
          'proved',
        )
      case 'curvature': {
        if (residual === undefined) return failed('more than one residual')
        const h = residual
        const slope = gradient(h, scope.variables)
        const rows = hessian(read(item.g), scope.variables)
        const form = sum(
          ...rows.flatMap((row, i) => row.map((entry, j) => product(entry, slope[i] as Term, slope[j] as Term))),
        )
        const size = sum(...slope.map((entry) => raised(entry, 2)))
        const goal = `${printTerm(form)} = (${printTerm(read(item.value))})*(${printTerm(size)})`
        return decided({ claim: 'relation', context, assume: [`${printTerm(h)} = 0`], goal }, 'proved')
      }
      case 'curvature-sign': {
        const values = new Map(Object.entries(item.at).map(([n, v]) => [n, lower(read(v), scope)]))
        const direction = item.direction.map((v) => lower(read(v), scope))
        const s = closedSign(specialize(hessianForm(lower(read(item.g), scope), scope.variables, direction), values))
        return s === item.sign ? PASSED : failed(s === undefined ? 'sign not decided' : `found sign ${s}`)
      }
      case 'flat': {
        const claim = await flatMinima()
        if (claim === undefined) return failed('flat minima not proved')
        if (claim.claim === 'flat-set') {
          const point = new Map(scope.variables.map((n) => [n, read(item.point[n] as string)]))
          const there = claim.equations.map((e) => printTerm(substitute(parseTerm(e), point)))
          const vanish = await Promise.all(there.map((value) => isSame(value, '0', claim)))
          return vanish.every(Boolean) ? PASSED : failed('the point is not in the set')
        }
        for (const point of claim.points) {
          const same = await Promise.all(
            scope.variables.map((n) => isSame(point[n] as string, printTerm(read(item.point[n] as string)), claim)),
          )
          if (same.every(Boolean)) return PASSED
        }
        return failed('another point')
      }
      case 'flat-value': {
        const claim = await flatMinima()
        if (claim === undefined) return failed('flat minima not proved')
        const isRight = await isSame(claim.minimum, printTerm(read(item.value)), claim)
        return isRight ? PASSED : failed(`found ${claim.minimum}`)
      }
      case 'run': {
        const evidence = simulate(
          {
            objective: objective.term,
            ...(residual === undefined ? {} : { residual }),
            variables: scope.variables,
            laws: [],
            attractor: item.targets,
            tolerance: item.tolerance,
          },
          {
            runs: 1,
            steps: item.steps,
            alpha: item.alpha,
            exponent: item.exponent === 'infinity' ? Number.POSITIVE_INFINITY : item.exponent,
            seed: 1,
            box: [-2, 2],
            starts: [item.start],
          },
          seconds(limit),
        )
        return evidence.converged === 1 ? PASSED : failed(`ended ${evidence.distances?.min} away`)
      }
      case 'run-monotone': {
        const quantity = compileScalar(read(item.quantity), scope.variables)
        const ending = simulate(
          {
            objective: objective.term,
            ...(residual === undefined ? {} : { residual }),
            variables: scope.variables,
            laws: [read(item.quantity)],
            attractor: [item.start],
            tolerance: 1e-12,
          },
          {
            runs: 1,
            steps: item.steps,
            alpha: item.alpha,
            exponent: Number.POSITIVE_INFINITY,
            seed: 1,
            box: [-2, 2],
            starts: [item.start],
          },
          seconds(limit),
        )
        const end = ending.outliers[0]?.end
        if (end === undefined) return failed('no end was recorded')
        const grew = quantity(end) > quantity(item.start)
        return grew === (item.direction === 'up') ? PASSED : failed('moved the other way')
      }
      case 'order': {
        const evidence = simulate(
          {
            objective: objective.term,
            ...(residual === undefined ? {} : { residual }),
            variables: scope.variables,
            laws: [],
            regularizer: read(item.g),
          },
          { runs: 1, steps: 10, alpha: 0.1, exponent: 4, seed: 1, box: [-2, 2] },
          seconds(limit),
        )
        const { fittedOrder } = evidence
        if (fittedOrder === null) return failed('not measured')
        return Math.abs(fittedOrder - item.value) <= item.tolerance
          ? PASSED
          : failed(`fitted ${fittedOrder.toFixed(3)}`)
      }
    }
  }

  return {
    run: async (item: Check): Promise<Answer> => {
      restsOnSolver = false
      try {
        const answer = await answerTo(item)
        return answer.passed && restsOnSolver ? { passed: true, trust: 'solver' } : answer
      } catch (error) {
        return failed(`${(error as Error).name}: ${(error as Error).message.split('\n')[0]}`)
      }
    },
  }
}
