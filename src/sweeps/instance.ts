import { gradient as gradientOf } from '../expression/derivative.ts'
import { evaluate } from '../expression/evaluate.ts'
import { exactLiteral } from '../expression/exact-literal.ts'
import { parseRelation, parseTerm } from '../kernel/parse-term.ts'
import {
  difference,
  negated,
  number,
  printRelation,
  type RelationOperator,
  substitute,
  type Term,
} from '../kernel/term.ts'
import { compileScalar, type ScalarFunction } from '../numerics/compile.ts'
import type { Descended } from '../numerics/descent.ts'
import { latest } from '../numerics/latest.ts'
import { type MethodName, methodProgram } from '../numerics/methods.ts'
import type { MethodNumbers } from '../numerics/momentum-descent.ts'
import { type OrderEvidence, orderEvidence } from '../numerics/order-evidence.ts'
import { boxOf } from '../numerics/random.ts'
import { compileRegularizer } from '../numerics/regularizer.ts'
import type { Selection } from '../numerics/selection.ts'
import type { Advance } from '../numerics/trajectories.ts'
import type { Budget } from '../search/budget.ts'
import type { AxisValue } from './cell.ts'
import type { Plan } from './plan.ts'

/** The problem of a plan at some values of its constants, compiled. */
export interface Instance {
  readonly objective: ScalarFunction
  readonly regularizer?: ScalarFunction
  readonly laws: readonly ScalarFunction[]
  readonly attractor: readonly (readonly number[])[]
  /** The first assumption that the values break. */
  readonly broken?: string
  readonly method: (name: MethodName, hasMomentum: boolean, selection: Selection) => (numbers: MethodNumbers) => Advance
  /** The fitted order at these values, measured when it is first asked for. */
  readonly order: (budget: Budget) => OrderEvidence
}

/** Problems with different constants whose compiled programs are kept; a grid comes back to them again and again. */
const KEPT = 64

const HOLDS: Readonly<Record<RelationOperator, (gap: number) => boolean>> = {
  '>': (gap) => gap > 0,
  '>=': (gap) => gap >= 0,
  '=': (gap) => gap === 0,
  '!=': (gap) => gap !== 0,
}

/** The exact value of a decimal number, or of an expression that the plan holds in the kernel's notation. */
const exactTerm = (value: AxisValue): Term => {
  if (typeof value === 'string') return parseTerm(value)
  const size = exactLiteral(String(Math.abs(value)))
  if (size === undefined) throw new RangeError(`expected a number that can be read exactly, found ${value}`)
  return value < 0 ? negated(number(size)) : number(size)
}

/** The double that a coordinate or a constant stands for. */
export const doubleOf = (value: AxisValue): number =>
  typeof value === 'number' ? value : evaluate(parseTerm(value), new Map())

/** The problems of a plan at the constants of its cells; one that was compiled lately is not compiled again. */
export const instancesOf = (plan: Plan): ((over: Readonly<Record<string, AxisValue>>) => Instance) => {
  const { problem, runs } = plan
  const { variables, parameters } = problem
  const objective = parseTerm(problem.objective)
  const residual = problem.residual === undefined ? undefined : parseTerm(problem.residual)
  const laws = problem.laws.map(parseTerm)
  const attractor = runs.attractor.map((point) => point.map((at) => (typeof at === 'number' ? at : parseTerm(at))))
  const assume = problem.assume.map(parseRelation)
  const pieces = problem.regularizer?.map(({ when, value }) => ({
    when: when.map(parseRelation),
    value: parseTerm(value),
  }))

  const brokenBy = (values: ReadonlyMap<string, number>): string | undefined => {
    const fraction = problem.integers.find((name) => !Number.isInteger(values.get(name)))
    if (fraction !== undefined) return `${fraction} is not an integer`
    const relation = assume.find(({ left, op, right }) => !HOLDS[op](evaluate(difference(left, right), values)))
    return relation === undefined ? undefined : `${printRelation(relation)} does not hold`
  }

  const instance = (key: string): Instance => {
    const chosen = JSON.parse(key) as readonly AxisValue[]
    const terms = new Map(parameters.map((name, j) => [name, exactTerm(chosen[j] as AxisValue)]))
    const doubles = new Map([...terms].map(([name, term]) => [name, evaluate(term, new Map())]))
    const at = (term: Term): Term => substitute(term, terms)
    const broken = brokenBy(doubles)
    const f = at(objective)
    const h = residual === undefined ? undefined : at(residual)
    const descended: Descended = {
      variables,
      objective: f,
      gradient: gradientOf(f, variables),
      ...(h === undefined ? {} : { residual: { value: h, gradient: gradientOf(h, variables) } }),
    }
    const regularizer = pieces?.map(({ when, value }) => ({
      when: when.map(({ left, op, right }) => ({ left: at(left), op, right: at(right) })),
      value: at(value),
    }))
    const box = boxOf(runs.box, variables.length)
    const programs = new Map<string, (numbers: MethodNumbers) => Advance>()
    let order: OrderEvidence | undefined
    return {
      objective: compileScalar(f, variables),
      ...(regularizer === undefined ? {} : { regularizer: compileRegularizer(regularizer, variables).value }),
      laws: laws.map((law) => compileScalar(at(law), variables)),
      attractor: attractor.map((point) => point.map((at) => (typeof at === 'number' ? at : evaluate(at, doubles)))),
      ...(broken === undefined ? {} : { broken }),
      method: (name, hasMomentum, selection) => {
        const id = `${name} ${hasMomentum} ${selection}`
        const program = programs.get(id) ?? methodProgram(name, descended, hasMomentum, selection)
        programs.set(id, program)
        return program
      },
      order: (budget) => {
        order ??= orderEvidence(descended, regularizer, box, runs.seed, budget)
        return order
      },
    }
  }
  const kept = latest<Instance>(KEPT)
  return (over) => {
    const key = JSON.stringify(parameters.map((name) => over[name]))
    return kept(key, () => instance(key))
  }
}
