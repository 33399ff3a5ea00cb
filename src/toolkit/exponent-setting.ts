import * as Fast from '../algebra/polynomial.ts'
import { evaluate, gradient, substitute } from '../algebra/polynomial-calculus.ts'
import { divideExact } from '../algebra/polynomial-division.ts'
import { printPolynomial } from '../algebra/polynomial-text.ts'
import { type SampleLoss, sampleLosses } from '../dynamics/sample-losses.ts'
import { scopeOf } from '../dynamics/structure.ts'
import { evaluateExactly } from '../expression/evaluate.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { parseTerm } from '../kernel/parse-term.ts'
import * as Q from '../kernel/rational.ts'
import { number, printTerm, product, quotient, raised, type Term } from '../kernel/term.ts'
import type { Budget } from '../search/budget.ts'
import type { StabilitySample, StabilitySubject } from '../theorems/gradient-stability.ts'
import type { ExponentSettings, Problem } from './problem.ts'
import { readSamples } from './run-text.ts'

const readNumber = (what: string, given: string): Q.Rational => {
  const text = given.trim()
  const value = evaluateExactly(parseExpression(text, { undeclared: 'refuse' }).term, new Map())
  if (value !== undefined) return value
  throw new InputError({
    what: `${what} is ${text}`,
    text,
    offset: 0,
    length: text.length,
    expected: 'a rational number',
  })
}

/** A name that no variable begins with. */
const freshPrefix = (prefix: string, variables: readonly string[]): string =>
  variables.some((name) => name.startsWith(prefix)) ? freshPrefix(`${prefix}${prefix[0]}`, variables) : prefix

/** h(x + s·v) = s·⟨∇h(x), v⟩ + s²·r with the polynomial r. */
const tangent = (
  { residual, weight }: SampleLoss,
  point: readonly Q.Rational[],
  { scale, direction }: StabilitySubject['names'],
): StabilitySample => {
  const names = [scale, ...direction]
  const at = new Map(residual.names.map((name, j) => [name, point[j] ?? Q.ZERO]))
  const slope = gradient(residual).map((entry) => evaluate(entry, at))
  const moved = new Map(
    residual.names.map((name, j) => [
      name,
      Fast.fromTerms(names, [
        { exponents: names.map(() => 0), coefficient: point[j] ?? Q.ZERO },
        { exponents: names.map((_, k) => (k === 0 || k === j + 1 ? 1 : 0)), coefficient: Q.ONE },
      ]),
    ]),
  )
  const first = Fast.fromTerms(
    names,
    slope.map((coefficient, j) => ({ exponents: names.map((_, k) => (k === 0 || k === j + 1 ? 1 : 0)), coefficient })),
  )
  const rest = Fast.subtract(Fast.rename(substitute(residual, moved), names), first)
  const square = Fast.fromTerms(names, [{ exponents: names.map((_, k) => (k === 0 ? 2 : 0)), coefficient: Q.ONE }])
  const remainder = Fast.isZero(rest) ? Fast.constant(0, names) : divideExact(rest, square)
  if (remainder === undefined) throw new Error('expected a residual that vanishes at the point')
  return { residual: printPolynomial(residual), weight, gradient: slope, remainder: printPolynomial(remainder) }
}

/** What exponents are about, and what runs beside the point need: the addends of f as terms. */
export interface ExponentSetting {
  readonly subject: StabilitySubject
  readonly addends: readonly Term[]
  readonly residuals: readonly Term[]
}

/**
 * Reads what the exponents of a problem are about: its declared samples, or the addends of f. Throws `InputError` for parameters, for an objective that is no sum
 * of squares of polynomials, and for a point that is not a common zero of them or where one of their gradients is 0.
 */
export const exponentSetting = (problem: Problem, settings: ExponentSettings, budget: Budget): ExponentSetting => {
  const { objective } = problem
  const { variables, parameters } = objective
  if (parameters.length > 0) {
    throw new InputError({
      what: `the objective has the parameter ${parameters[0]}`,
      expected: 'numbers only: an exponent is that of one matrix product',
      advice: 'put numbers in place of the parameters',
    })
  }
  if (settings.point.length !== variables.length) {
    throw new InputError({
      what: `the point has ${settings.point.length} coordinates`,
      expected: `${variables.length}: ${variables.join(', ')}`,
    })
  }
  const point = settings.point.map((text, j) => readNumber(variables[j] ?? 'a coordinate', text))
  const step = readNumber('the step size', settings.step)
  if (Q.sign(step) <= 0)
    throw new InputError({ what: `the step size is ${settings.step}`, expected: 'a positive number' })
  const texts = settings.samples ?? problem.simulate?.samples
  const declared = texts && readSamples(texts, objective.term, variables)
  const losses = sampleLosses(objective.term, scopeOf(objective), budget, declared)
  if (losses === undefined) {
    throw new InputError({
      what:
        declared === undefined
          ? 'the objective is not a sum of squares of polynomials, as it is written'
          : 'a sample is not a positive multiple of the square of a polynomial',
      expected: 'one addend for each sample, such as ((x*y - 1)^2 + (x*z - 2)^2)/4',
    })
  }
  const direction = freshPrefix('v', variables)
  const names = { scale: freshPrefix('s', variables), direction: variables.map((_, j) => `${direction}${j + 1}`) }
  const at = new Map(variables.map((name, j) => [name, point[j] ?? Q.ZERO]))
  losses.forEach(({ residual }) => {
    if (Q.isZero(evaluate(residual, at)) && gradient(residual).some((entry) => !Q.isZero(evaluate(entry, at)))) return
    const isZero = Q.isZero(evaluate(residual, at))
    throw new InputError({
      what: `${printPolynomial(residual)} ${isZero ? 'has the gradient 0' : `is ${Q.formatRational(evaluate(residual, at))}`} at the point`,
      expected: 'a point where every sample is fitted and no gradient vanishes',
    })
  })
  const samples = losses.map((loss) => tangent(loss, point, names))
  const count = number(losses.length)
  return {
    subject: { variables, f: printTerm(objective.term), samples, point, step, names },
    residuals: losses.map(({ residual }) => parseTerm(printPolynomial(residual))),
    addends: samples.map(({ residual, weight }) =>
      quotient(product(number(weight), raised(parseTerm(residual), 2)), product(number(2), count)),
    ),
  }
}

/** As {@link exponentSetting}, what the theorem is about alone. */
export const exponentSubject = (problem: Problem, settings: ExponentSettings, budget: Budget): StabilitySubject =>
  exponentSetting(problem, settings, budget).subject
