import { contextOf } from '../../src/dynamics/objective.ts'
import { detectStructure, onlyResidual, scopeOf } from '../../src/dynamics/structure.ts'
import { gradient } from '../../src/expression/derivative.ts'
import { parseExpression } from '../../src/expression/parse.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import {
  negated,
  number,
  printTerm,
  product,
  raised,
  substitute,
  sum,
  symbol,
  type Term,
} from '../../src/kernel/term.ts'
import type { CheckResult } from '../../src/theorems/check-result.ts'
import { laws } from '../../src/toolkit/api.ts'
import { checkInAxes } from '../../src/toolkit/check-in-axes.ts'
import { decide } from '../../src/toolkit/decide.ts'
import { type Problem, readProblem } from '../../src/toolkit/problem.ts'
import type { Answer, Case } from './run-case.ts'

type Regularizer = string | readonly { readonly when: string; readonly value: string }[]

/** Facts that a whole command answers: what is concluded, which points, how many laws, and what a step does. */
export type WholeFact =
  | {
      /** The conclusion of `check` with this regularizer, or with one that the tool proposes. */
      readonly kind: 'checked'
      readonly regularizer?: Regularizer
      readonly verdict: string
      readonly order?: number
      readonly scope?: string
      readonly level?: string
      /** All points of the attractor. */
      readonly points?: readonly (readonly string[])[]
      /** All flat minima. */
      readonly flat?: readonly (readonly string[])[]
    }
  | { readonly kind: 'coercive'; readonly g: string }
  | { readonly kind: 'law-count'; readonly found: number; readonly exactly: boolean }
  | { readonly kind: 'no-law'; readonly words: string }
  | { readonly kind: 'solutions'; readonly equation: string }
  | { readonly kind: 'one-step'; readonly law: string; readonly value: string }
  | { readonly kind: 'constant-sharpness'; readonly value: string }

const WHOLE_KINDS: { readonly [kind in WholeFact['kind']]: true } = {
  checked: true,
  coercive: true,
  'law-count': true,
  'no-law': true,
  solutions: true,
  'one-step': true,
  'constant-sharpness': true,
}

export const isWhole = (item: { readonly kind: string }): item is WholeFact => Object.hasOwn(WHOLE_KINDS, item.kind)

const PASSED: Answer = { passed: true }
const failed = (why: string): Answer => ({ passed: false, why })

const problemOf = (given: Case, regularizer?: Regularizer): Problem =>
  readProblem({
    objective: given.objective,
    variables: given.variables,
    ...(given.parameters === undefined ? {} : { parameters: given.parameters }),
    ...(given.assume === undefined ? {} : { assume: given.assume }),
    ...(regularizer === undefined ? {} : { regularizer }),
  })

/** Asks for the facts of {@link WholeFact}; `limit` is in seconds for one claim, and a third of that for a command. */
export const wholeAnswers = (given: Case, limit: number) => {
  const { objective } = problemOf(given)
  const context = contextOf(objective)
  const scope = scopeOf(objective)
  const budget = () => ({ deadline: Date.now() + limit * 1000 })
  const asked = {
    objective: given.objective,
    variables: [...given.variables],
    ...(given.parameters === undefined ? {} : { parameters: [...given.parameters] }),
    ...(given.assume === undefined ? {} : { assume: [...given.assume] }),
  }
  const read = (text: string): Term =>
    parseExpression(text, { variables: objective.variables, parameters: objective.parameters, undeclared: 'refuse' })
      .term
  const residual = () => {
    const h = onlyResidual(detectStructure(objective, budget()))
    if (h === undefined) throw new Error('more than one residual')
    return h
  }
  const settled = async (claim: Claim) => decide(claim, { budget: budget(), hints: {} })
  const proved = async (claim: Claim): Promise<Answer> => {
    const { status } = await settled(claim)
    return status === 'proved' ? PASSED : failed(`${status}: ${claim.claim}`)
  }
  const all = async (answers: readonly Promise<Answer>[]): Promise<Answer> =>
    (await Promise.all(answers)).find((answer) => !answer.passed) ?? PASSED

  const isSamePoint = async (
    wanted: readonly string[],
    found: readonly string[],
    constants: NonNullable<CheckResult['conclusion']['constants']>,
  ): Promise<boolean> => {
    for (const [i, text] of wanted.entries()) {
      const goal = `${printTerm(read(text))} = ${found[i]}`
      const verdict = await settled({ claim: 'relation', context: { ...context, constants }, assume: [], goal })
      if (verdict.status !== 'proved') return false
    }
    return true
  }
  const sameSet = async (
    what: string,
    wanted: readonly (readonly string[])[],
    { conclusion }: CheckResult,
    found: readonly (readonly string[])[] | undefined,
  ): Promise<Answer> => {
    if (found === undefined) return failed(`no ${what} listed`)
    if (found.length !== wanted.length) return failed(`${found.length} ${what}, expected ${wanted.length}`)
    for (const point of wanted) {
      const matches = await Promise.all(found.map((other) => isSamePoint(point, other, conclusion.constants ?? {})))
      if (!matches.includes(true)) return failed(`(${point.join(', ')}) is not among the ${what}`)
    }
    return PASSED
  }

  const checked = async (item: WholeFact & { kind: 'checked' }): Promise<Answer> => {
    const result = await checkInAxes(problemOf(given, item.regularizer), { timeout: limit * 3, simulate: false })
    const { conclusion } = result
    for (const field of ['verdict', 'order', 'scope', 'level'] as const) {
      if (item[field] !== undefined && conclusion[field] !== item[field]) {
        return failed(
          `${field} ${conclusion[field] ?? 'missing'}, expected ${item[field]}: ${conclusion.text}`.slice(0, 160),
        )
      }
    }
    if (item.points !== undefined) {
      const answer = await sameSet('points', item.points, result, conclusion.points)
      if (!answer.passed) return answer
    }
    return item.flat === undefined ? PASSED : sameSet('flat minima', item.flat, result, conclusion.flat)
  }

  /** c(x − αs∇h) = value wherever s²|∇h|² = 1: what one step does, for both signs of s. */
  const oneStep = async (law: string, value: string): Promise<Answer> => {
    const slope = gradient(residual(), scope.variables)
    const moved = new Map(
      scope.variables.map((name, i) => [
        name,
        sum(symbol(name), negated(product(symbol('alpha'), symbol('s'), slope[i] as Term))),
      ]),
    )
    const unit = sum(...slope.map((entry) => raised(product(symbol('s'), entry), 2)), number(-1))
    const own = { ...context, variables: [...context.variables, 'alpha', 's'] }
    const after = printTerm(substitute(read(law), moved))
    const extended = { variables: [...objective.variables, 'alpha'], parameters: objective.parameters }
    const expected = parseExpression(value, { ...extended, undeclared: 'refuse' as const }).term
    const goal = `${after} = ${printTerm(expected)}`
    return proved({ claim: 'relation', context: own, assume: [`${printTerm(unit)} = 0`], goal })
  }

  return async (item: WholeFact): Promise<Answer> => {
    switch (item.kind) {
      case 'checked':
        return checked(item)
      case 'coercive': {
        const g = [{ when: [], value: printTerm(read(item.g)) }]
        return proved({ claim: 'coercive', context, f: printTerm(objective.term), g })
      }
      case 'law-count': {
        const { independent } = await laws(asked, { timeout: limit })
        if (independent.found !== item.found) return failed(`found ${independent.found}`)
        return !item.exactly || independent.complete ? PASSED : failed(`not complete: ${independent.statement}`)
      }
      case 'no-law': {
        const { negative } = await laws(asked, { timeout: limit })
        const found = negative.find(({ text }) => text.includes(item.words))
        if (found === undefined) return failed(`not among: ${negative.map(({ text }) => text).join('; ')}`)
        return PASSED
      }
      case 'solutions': {
        const zero = `${printTerm(read(item.equation))} = 0`
        const onSet = `${printTerm(residual())} = 0`
        return all([
          proved({ claim: 'relation', context, assume: [onSet], goal: zero }),
          proved({ claim: 'relation', context, assume: [zero], goal: onSet }),
        ])
      }
      case 'one-step':
        return oneStep(item.law, item.value)
      case 'constant-sharpness': {
        const residuals = [printTerm(residual())]
        return proved({
          claim: 'constant-sharpness',
          context,
          residuals,
          loss: 'single',
          value: printTerm(read(item.value)),
        })
      }
    }
  }
}
