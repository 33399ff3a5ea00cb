import { methodStep, type StepMethod, stepNames } from '../dynamics/method-step.ts'
import { printLatex } from '../expression/print-latex.ts'
import { printPlain } from '../expression/print-plain.ts'
import { simplify } from '../expression/simplify.ts'
import type { Claim } from '../kernel/claim.ts'
import * as Q from '../kernel/rational.ts'
import { Refusal } from '../kernel/refusal.ts'
import {
  call,
  negated,
  number,
  printRelation,
  product,
  type Relation,
  raised,
  substitute,
  symbol,
  type Term,
} from '../kernel/term.ts'
import { type OneStepChange, oneStepChange } from '../laws/one-step-change.ts'
import { millisecondsLeft, partOf } from '../provers/budgets.ts'
import { type Budget, BudgetSpent } from '../search/budget.ts'
import type { Verdict } from '../search/verdict.ts'
import { decide, type Means } from './decide.ts'
import { type LossSlope, meaningOf, valuesOf } from './loss-slope.ts'
import type { Problem } from './problem.ts'

/**
 * What a step does to a law, as far as the kernel proved it. `decreases` means that the factor is at most 1: the size of
 * the law does not grow as long as the factor is at least −1 as well, as it is for short steps.
 */
export type DriftEffect = 'kept' | 'decreases' | 'increases' | 'either' | 'open'

/** A relation with what was decided of it. */
export interface DriftClaim {
  readonly statement: string
  readonly verdict: Verdict
  readonly kernelClaim: Claim
}

/** One law under one method. */
export interface MethodDrift {
  readonly method: StepMethod
  /** x⁺ by variable, and what the names in it mean besides the variables. */
  readonly step: { readonly [variable: string]: string }
  readonly names: { readonly [name: string]: string }
  /** c(x⁺) = c(x)·factor; absent where there is no such formula. */
  readonly factor?: string
  readonly factorLatex?: string
  /** c(x⁺) − c(x) in factors; absent where it is no quotient of polynomials. */
  readonly change?: string
  readonly changeLatex?: string
  /** The least power of the step size in the change: 2 or more for a law of the flow. */
  readonly order?: number
  /** The formula, as the kernel checked it. Absent where there is none. */
  readonly identity?: DriftClaim
  /** What the factor, or the change where there is no factor, does: `kept` where the law holds for the method too. */
  readonly effect: DriftEffect
  readonly sign: readonly DriftClaim[]
  /** Where the law breaks: a state at which one step changes it; and where it does not, as factors of the change. */
  readonly breaks?: DriftClaim
  readonly unchangedWhere: readonly string[]
}

/** Of work: for one claim, for one of fewer assumptions, for one formula. */
const SHARE_MS = 3000
const LITTLE_MS = 1500
const QUICK_MS = 150
const FORMULA_MS = 2000

/** A step so short that the terms of least order in it have the last word at most states. */
const SHORT_STEP = Q.rational(1, 1000)

/** What is asked of each method. */
export interface Asked {
  readonly problem: Problem
  readonly f: Term
  readonly residual?: Term
  readonly slope?: LossSlope
  readonly law: Term
}

/** A factor R·exp(A) as R and A; without an exponential, as itself. */
const withoutExponential = (factor: Term | undefined): { readonly rational?: Term; readonly exponent?: Term } => {
  const parts = factor?.op === 'multiply' ? factor.args : factor === undefined ? [] : [factor]
  const exps = parts.flatMap((part) => (part.op === 'call' && part.name === 'exp' ? part.args : []))
  const [exponent, ...more] = exps
  if (exponent === undefined || more.length > 0) return {}
  return { rational: product(...parts.filter((part) => !(part.op === 'call' && part.name === 'exp'))), exponent }
}

/** The change where it can be had within the budget; nothing where it is too large. */
const changeOf = (...[law, step, alpha, scope, budget]: Parameters<typeof oneStepChange>): OneStepChange => {
  try {
    return oneStepChange(law, step, alpha, scope, budget)
  } catch (error) {
    if (error instanceof BudgetSpent || error instanceof Refusal) return { vanishing: [] }
    throw error
  }
}

/** What one step of the method does to the law: the formula, its sign, and where the law breaks, each decided. */
export const underMethod = async (
  { problem, f, residual, slope, law }: Asked,
  method: StepMethod,
  budget: Budget,
  means: Means,
): Promise<MethodDrift> => {
  const { variables, parameters, assume, integers } = problem.objective
  const names = stepNames([...variables, ...parameters])
  const step = methodStep(method, f, residual, variables, names)
  const all = [...variables, ...step.states]
  const context = {
    variables: all,
    parameters: [...parameters, ...step.numbers],
    integers,
    assume: [
      ...assume.map(printRelation),
      ...step.numbers.map((name) => (name === names.beta ? `${name} >= 0` : `${name} > 0`)),
    ],
    constants: {},
  }
  const scope = {
    variables: all,
    parameters: new Set(context.parameters),
    integers: new Set(integers),
    constants: new Map(),
  }
  const given =
    step.length === undefined
      ? []
      : [
          printRelation({
            left: product(raised(symbol(step.length.inverse), 2), step.length.square),
            op: '=',
            right: number(1),
          }),
          ...(step.length.isSigned ? [] : [`${step.length.inverse} > 0`]),
        ]
  const own = partOf(budget, Math.min(FORMULA_MS, millisecondsLeft(budget) / 2))
  const change = changeOf(law, step, names.alpha, scope, own)
  const claimOf = (goal: string): Extract<Claim, { claim: 'relation' }> => ({
    claim: 'relation',
    context,
    assume: given,
    goal,
  })
  const search = (most: number) => ({ budget: partOf(budget, Math.min(most, millisecondsLeft(budget) / 2)), hints: {} })
  // Off M the sign of a direction is that of the residual.
  const signed =
    step.length?.isSigned === true && residual !== undefined
      ? [printRelation({ left: product(symbol(step.length.inverse), residual), op: '>=', right: number(0) })]
      : []
  const values = valuesOf(step.derivatives, variables, slope)
  const settled = async ({ left, op, right }: Relation, isHoped = true): Promise<DriftClaim> => {
    const goal = printRelation({ left, op, right })
    const kernelClaim = claimOf(goal)
    // What holds whatever r and the derivatives of the loss are needs no relation for them.
    const stronger = { ...kernelClaim, assume: [] }
    const isStronger = given.length > 0 || step.derivatives.length > 0
    const strongly = (most: number): Promise<Verdict> => decide(stronger, search(most), { ...means, trust: 'kernel' })
    const first = isStronger && isHoped ? await strongly(QUICK_MS) : undefined
    if (first?.status === 'proved') return { statement: goal, kernelClaim: stronger, verdict: first }
    // What fails for some numbers in their place need not fail for this objective.
    const own = printRelation({ left: substitute(left, values), op, right: substitute(right, values) })
    const ofObjective = {
      ...claimOf(own),
      assume: [...given, ...signed],
      context: { ...context, variables: all.filter((name) => !values.has(name)) },
    }
    const verdict =
      values.size === step.derivatives.length
        ? await decide(ofObjective, search(SHARE_MS), means)
        : ({ status: 'unknown', reason: 'unsupported', tried: [] } as const)
    if (verdict.status === 'unknown' && first?.status === 'unknown') {
      const again = await strongly(LITTLE_MS)
      if (again.status === 'proved') return { statement: goal, kernelClaim: stronger, verdict: again }
    }
    return { statement: own, kernelClaim: ofObjective, verdict }
  }
  /** Whether a quantity has a sign; where that is open, whether it fails in steps that are short: a special case. */
  const signOf = async ({ left, op, right }: Relation): Promise<DriftClaim> => {
    const whole = await settled({ left, op, right })
    if (whole.verdict.status !== 'unknown') return whole
    const short = new Map([[names.alpha, number(SHORT_STEP)]])
    const part = await settled({ left: substitute(left, short), op, right: substitute(right, short) })
    return part.verdict.status === 'refuted' ? part : whole
  }
  const at = new Map(variables.map((name, j) => [name, simplify(step.next[j] as Term)]))
  const moved = substitute(law, at)
  const { factor } = change
  const difference_ = change.change
  const formula = factor === undefined ? undefined : product(law, factor)
  const identity =
    formula !== undefined
      ? await settled({ left: moved, op: '=', right: formula })
      : difference_ === undefined
        ? undefined
        : await settled({ left: moved, op: '=', right: { op: 'add', args: [law, difference_] } })
  // Nothing is said of a formula that the kernel did not accept.
  const isProved = identity?.verdict.status === 'proved'
  const sign: DriftClaim[] = []
  let effect: DriftEffect = 'open'
  const measured =
    change.relative ??
    (factor === undefined ? difference_ : ({ op: 'add', args: [factor, negated(number(1))] } as Term))
  if (isProved && measured !== undefined) {
    if (measured.op === 'number' && measured.value.n === 0n) effect = 'kept'
    else {
      // R·exp(A) ≤ 1 as R ≤ exp(−A): an inequality between R and one exponential.
      const { rational, exponent } = withoutExponential(factor)
      const one = number(1)
      const sides =
        exponent === undefined
          ? { below: number(0), above: measured }
          : { below: call('exp', simplify(negated(exponent))), above: rational ?? one }
      const down = await signOf({ left: sides.below, op: '>=', right: sides.above })
      const up =
        down.verdict.status === 'proved' ? undefined : await signOf({ left: sides.above, op: '>=', right: sides.below })
      sign.push(down, ...(up === undefined ? [] : [up]))
      if (down.verdict.status === 'proved') effect = 'decreases'
      else if (up?.verdict.status === 'proved') effect = 'increases'
      else if (down.verdict.status === 'refuted' && up?.verdict.status === 'refuted') effect = 'either'
    }
  }
  const breaks =
    isProved && effect !== 'kept' && difference_ !== undefined
      ? await settled({ left: moved, op: '=', right: law }, false)
      : undefined
  const meanings: { [name: string]: string } = {
    ...Object.fromEntries(
      step.derivatives.map((derivative) => [derivative.name, meaningOf(derivative, variables, slope)]),
    ),
    ...(step.length === undefined
      ? {}
      : {
          [step.length.inverse]: step.length.isSigned ? `±1/|∇h|, h = ${printPlain(residual as Term)}` : '1/|∇f|',
        }),
  }
  return {
    method,
    step: Object.fromEntries(variables.map((name) => [name, printPlain(at.get(name) as Term)])),
    names: meanings,
    ...(isProved && factor !== undefined ? { factor: printPlain(factor), factorLatex: printLatex(factor) } : {}),
    ...(isProved && difference_ !== undefined
      ? { change: printPlain(difference_), changeLatex: printLatex(difference_) }
      : {}),
    ...(isProved && change.order !== undefined ? { order: change.order } : {}),
    ...(identity === undefined ? {} : { identity }),
    effect,
    sign,
    ...(breaks === undefined ? {} : { breaks }),
    unchangedWhere: isProved ? change.vanishing.map((term) => `${printPlain(term)} = 0`) : [],
  }
}
