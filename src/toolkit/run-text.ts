import { evaluate } from '../expression/evaluate.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { simplify } from '../expression/simplify.ts'
import { lower } from '../kernel/lower.ts'
import { vanishes } from '../kernel/normal-form.ts'
import { difference, number, printTerm, product, quotient, sum, symbol, symbols, type Term } from '../kernel/term.ts'
import { FIRST_SIZE, STEP_NUMBER } from '../numerics/schedule.ts'

/** Commas of entries such as `X[1,2]` do not separate. */
const parts = (text: string): string[] => text.split(/,(?![^[\]]*\])/)

const coordinate = (text: string): number => {
  const { term } = parseExpression(text.trim(), { variables: [], undeclared: 'refuse' })
  return evaluate(term, new Map())
}

/**
 * A point by its coordinates in order, `"3, 1/2"`, or by name, `"x=3, y=1/2"`, as doubles.
 *
 * Throws `InputError` for a coordinate that is missing, given twice, unknown, or no finite number.
 */
export const readRunPoint = (text: string, variables: readonly string[]): readonly number[] => {
  const refuse = (what: string): never => {
    throw new InputError({
      what: `${what} in the point "${text}"`,
      expected: `${variables.length === 1 ? 'a number' : 'numbers'} for ${variables.join(', ')}, such as "${variables.map((name, i) => `${name}=${i + 1}`).join(',')}"`,
    })
  }
  const given = new Map<string, number>()
  for (const [i, part] of parts(text).entries()) {
    const [left = '', right, ...more] = part.split('=')
    const name = right === undefined ? variables[i] : left.replace(/\s/g, '')
    if (name === undefined || more.length > 0) return refuse('there is one coordinate too many')
    if (!variables.includes(name)) return refuse(`"${name}" is not a variable`)
    if (given.has(name)) return refuse(`${name} is given twice`)
    const value = coordinate(right ?? left)
    if (!Number.isFinite(value)) return refuse(`${name} is not a finite number`)
    given.set(name, value)
  }
  return variables.map((name) => given.get(name) ?? refuse(`${name} is missing`))
}

/** Schedules with names of their own: α at each step, and α/(k + 1)^(1/q). */
const NAMED_SCHEDULES = ['constant', 'power'] as const

/** A schedule: a formula in k and alpha, or one of the names; undefined for `power`, which needs no formula. */
export const readSchedule = (text: string): Term | undefined => {
  if (text === 'power') return undefined
  if (text === 'constant') return symbol(FIRST_SIZE)
  return parseExpression(text, { variables: [STEP_NUMBER, FIRST_SIZE], undeclared: 'refuse' }).term
}

/** A schedule as a plan holds it: its name, or the formula in the kernel's notation. */
export const scheduleText = (text: string): string => {
  const term = (NAMED_SCHEDULES as readonly string[]).includes(text) ? undefined : readSchedule(text)
  return term === undefined ? text : printTerm(term)
}

/** Throws `InputError` where alpha or exponent is among the names that are given, and none of the schedules uses it. */
export const refuseUnusedSize = (schedules: readonly string[], given: readonly string[]): void => {
  if (schedules.length === 0) return
  const terms = schedules.map(readSchedule)
  const isUsed: Readonly<Record<string, boolean>> = {
    alpha: terms.some((term) => term === undefined || symbols(term).includes(FIRST_SIZE)),
    exponent: terms.includes(undefined),
  }
  const idle = given.find((name) => isUsed[name] === false)
  if (idle === undefined) return
  throw new InputError({
    what: `${idle} is given, and the schedule ${schedules.join(', ')} does not use it`,
    expected: `one of the two, or the schedule ${idle === 'alpha' ? 'constant, power, or a formula with alpha in it' : 'power'}`,
  })
}

/**
 * The samples f_1, …, f_N of the stochastic method, as addends of f: where f is their mean, divided by N.
 * Throws `InputError` unless f is their sum or their mean, identically.
 */
export const readSamples = (texts: readonly string[], f: Term, variables: readonly string[]): readonly Term[] => {
  const samples = texts.map((text) => parseExpression(text, { variables, undeclared: 'refuse' }).term)
  const scope = { variables, parameters: new Set<string>(), integers: new Set<string>(), constants: new Map() }
  const isZero = (term: Term): boolean => vanishes(lower(term, scope))
  const count = number(samples.length)
  const total = sum(...samples)
  if (isZero(difference(f, total))) return samples
  if (isZero(difference(product(count, f), total))) return samples.map((sample) => simplify(quotient(sample, count)))
  throw new InputError({
    what: `the ${samples.length} samples are not the objective's`,
    expected: 'samples whose sum, or whose mean, is the objective identically',
  })
}
