import type { Objective } from '../dynamics/objective.ts'
import { toDouble } from '../expression/double.ts'
import { evaluate } from '../expression/evaluate.ts'
import { InputError } from '../expression/input-error.ts'
import { parseExpression } from '../expression/parse.ts'
import { printTerm, symbols, type Term } from '../kernel/term.ts'
import { METHOD_NAMES } from '../numerics/methods.ts'
import { SELECTIONS } from '../numerics/selection.ts'
import { type FieldKinds, isMap, requireFields } from './argument-fields.ts'
import { type Axis, type AxisKind, axisSize, axisValue } from './axis.ts'
import { scheduleText } from './run-text.ts'
import { MOST_CELLS, SWEEP_EXPECTED } from './sweep-shape.ts'

/** Values as they are written: a list, one value, or a range. */
export type AxisText =
  | readonly (number | string)[]
  | number
  | string
  | { readonly from: number; readonly to: number; readonly count?: number; readonly scale?: 'linear' | 'log' }

/** The `sweep:` section of a problem file. */
export interface SweepText {
  readonly design?: 'grid' | 'random'
  /** Of a random design. */
  readonly cells?: number
  /** Of a grid: how often each of its cells is run, each time with another seed. */
  readonly repeat?: number
  readonly runs?: number
  /** Seconds that a cell may take. */
  readonly timeout?: number
  readonly tolerance?: number
  readonly attractor?: readonly (readonly string[])[]
  readonly over: Readonly<Record<string, AxisText>>
}

/** A sweep as it was read: which cells there are, and what is done in each. */
export interface SweepSettings {
  readonly design: 'grid' | 'random'
  readonly cells: number
  readonly repeat: number
  readonly runs: number
  readonly timeout: number
  readonly tolerance?: number
  /** Points in the parameters that the runs should approach. */
  readonly attractor: readonly (readonly Term[])[]
  readonly axes: readonly Axis[]
}

/** Numbers of steps that are varied: they are rounded, and so kept as a list. */
const MOST_LISTED = 10_000
/** Seconds that a cell may take where nothing else is said. */
const DEFAULT_CELL_SECONDS = 60

/** Reads one field of the section; says where it stands when it is wrong. */
export type ReadSweepField = <T>(path: readonly PropertyKey[], text: string, read: () => T) => T

interface NumberRule {
  readonly expected: string
  readonly holds: (value: number) => boolean
}

/** The numbers of a run that can be varied, with what they may be. */
const NUMBERS: Readonly<Record<string, NumberRule>> = {
  alpha: { expected: 'a positive number', holds: (v) => v > 0 && Number.isFinite(v) },
  exponent: { expected: 'a positive number, or infinity', holds: (v) => v > 0 },
  beta: { expected: 'a number of at least 0 and less than 1', holds: (v) => v >= 0 && v < 1 },
  rho: { expected: 'a positive number', holds: (v) => v > 0 && Number.isFinite(v) },
  steps: {
    expected: 'a whole number from 1 to 100000000',
    holds: (v) => Number.isSafeInteger(v) && v > 0 && v <= 100_000_000,
  },
  scale: { expected: 'a number that is not 0', holds: (v) => v !== 0 && Number.isFinite(v) },
}

/** Settings of the runs that are words or formulas. */
const WORDS = ['method', 'schedule', 'selection'] as const

const isWord = (name: string): name is (typeof WORDS)[number] => (WORDS as readonly string[]).includes(name)

const RESERVED = [...Object.keys(NUMBERS), ...WORDS]

const wrong = (what: string, expected: string, advice?: string): InputError =>
  new InputError({ what, expected, ...(advice === undefined ? {} : { advice }) })

const kindOf = (name: string, { variables, parameters }: Objective): AxisKind => {
  const isName = variables.includes(name) || parameters.includes(name)
  if (RESERVED.includes(name)) {
    if (isName) {
      throw wrong(
        `"${name}" is a name in the objective and a setting of the runs`,
        'names that are not settings',
        `call it something else than ${RESERVED.join(', ')}`,
      )
    }
    return isWord(name) ? name : 'number'
  }
  if (isName) return parameters.includes(name) ? 'parameter' : 'start'
  throw wrong(`nothing is called "${name}" here`, `one of ${[...RESERVED, ...parameters, ...variables].join(', ')}`)
}

/** A closed expression such as 1/3 or sqrt(2), as the kernel prints it; its value must be a finite number. */
const closed = (text: string): string => {
  const { term } = parseExpression(text, { variables: [], undeclared: 'refuse' })
  const value = term.op === 'number' ? toDouble(term.value) : evaluate(term, new Map())
  if (!Number.isFinite(value)) throw wrong(`${text} is not a finite number`, 'a number')
  return printTerm(term)
}

const readValue = (name: string, kind: AxisKind, value: number | string): number | string => {
  if (kind === 'method') {
    if ((METHOD_NAMES as readonly (number | string)[]).includes(value)) return value
    throw wrong(`"${value}" is not a method that can be run`, `one of ${METHOD_NAMES.join(', ')}`)
  }
  if (kind === 'selection') {
    if ((SELECTIONS as readonly (number | string)[]).includes(value)) return value
    throw wrong(`"${value}" is not a selection`, `one of ${SELECTIONS.join(', ')}`)
  }
  if (kind === 'schedule') return scheduleText(String(value))
  if (kind === 'number') {
    const rule = NUMBERS[name] as NumberRule
    const isInfinity = name === 'exponent' && (value === 'infinity' || value === Number.POSITIVE_INFINITY)
    const number = isInfinity ? Number.POSITIVE_INFINITY : value
    if (typeof number !== 'number' || !rule.holds(number)) throw wrong(`${name} is ${value}`, rule.expected)
    return isInfinity ? 'infinity' : number
  }
  if (typeof value === 'string') return closed(value)
  if (!Number.isFinite(value)) throw wrong(`${name} is ${value}`, 'a finite number, or an expression such as "1/3"')
  return value
}

const readAxis = (name: string, kind: AxisKind, given: AxisText, design: 'grid' | 'random'): Axis => {
  const listed = (values: readonly (number | string)[]): Axis => {
    const read = values.map((value) => readValue(name, kind, value))
    const twice = read.find((value, i) => read.indexOf(value) !== i)
    if (twice !== undefined) throw wrong(`${name} has the value ${twice} twice`, 'values that differ')
    return { name, kind, values: read }
  }
  if (typeof given !== 'object') return listed([given])
  if (!('from' in given)) return listed(given)
  const { from, to, count, scale = 'linear' } = given
  if (isWord(kind)) throw wrong(`${name} is a range`, `a list of ${name}s`)
  if (!(Number.isFinite(from) && Number.isFinite(to))) throw wrong(`${name} is an endless range`, 'finite ends')
  if (scale === 'log' && !(from * to > 0)) {
    throw wrong(`${name} is a range from ${from} to ${to} on a log scale`, 'two ends of the same sign, and not 0')
  }
  for (const end of name === 'steps' ? [] : [from, to]) readValue(name, kind, end)
  if (count !== undefined) {
    if (from === to && count > 1) throw wrong(`${name} is a range of ${count} equal values`, 'two ends that differ')
    const range = { from, to, scale, count }
    if (name !== 'steps') return { name, kind, range }
    if (count > MOST_LISTED) throw wrong(`steps has ${count} values`, `at most ${MOST_LISTED}`)
    const whole = Array.from({ length: count }, (_, i) => Math.round(axisValue({ name, kind, range }, i) as number))
    return listed([...new Set(whole)])
  }
  if (design === 'grid') throw wrong(`${name} has no count`, 'a count of values, for a grid')
  if (name === 'steps') throw wrong('steps is a range without a count', 'a list, or a range with a count')
  return { name, kind, interval: { from, to, scale } }
}

const readPoint = (coordinates: readonly string[], objective: Objective): readonly Term[] => {
  if (coordinates.length !== objective.variables.length) {
    throw wrong(
      `this point has ${coordinates.length} coordinates`,
      `${objective.variables.length}, in the order ${objective.variables.join(', ')}`,
    )
  }
  const options = { variables: [], parameters: objective.parameters, undeclared: 'refuse' as const }
  return coordinates.map((text) => parseExpression(text, options).term)
}

const FIELDS: FieldKinds<SweepText> = {
  design: ['grid', 'random'],
  cells: 'number',
  repeat: 'number',
  runs: 'number',
  timeout: 'number',
  tolerance: 'number',
  attractor: 'looked at',
  over: 'looked at',
}

const isValue = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string'
const isAxis = (given: unknown): boolean => {
  if (Array.isArray(given)) return given.length > 0 && given.every(isValue)
  if (!isMap(given)) return isValue(given)
  const { from, to, count, scale } = given as Readonly<Record<string, unknown>>
  return (
    [from, to].every((end) => typeof end === 'number') &&
    (count === undefined || (Number.isSafeInteger(count) && Number(count) > 0)) &&
    (scale === undefined || scale === 'linear' || scale === 'log')
  )
}

/** Refuses what a program without types passes by mistake; a file was looked at before. */
const requireSweep = (text: SweepText): void => {
  requireFields(text, 'the fields of a sweep', FIELDS)
  const { over, attractor } = text
  if (!isMap(over)) throw wrong('sweep.over is no map', SWEEP_EXPECTED['sweep.over'] ?? '')
  const axis = Object.entries(over).find(([, given]) => !isAxis(given))
  if (axis !== undefined) throw wrong(`sweep.over.${axis[0]} is no axis`, SWEEP_EXPECTED['sweep.over.*'] ?? '')
  for (const name of ['cells', 'repeat', 'runs'] as const) {
    const value = text[name] ?? 1
    if (!(Number.isSafeInteger(value) && value > 0)) throw wrong(`${name} is ${value}`, 'a whole number of at least 1')
  }
  for (const name of ['timeout', 'tolerance'] as const) {
    const value = text[name] ?? 1
    if (!(value > 0)) throw wrong(`${name} is ${value}`, 'a positive number')
  }
  const isPoint = (point: unknown): boolean => Array.isArray(point) && point.every((x) => typeof x === 'string')
  if (attractor !== undefined && !(Array.isArray(attractor) && attractor.every(isPoint))) {
    throw wrong('sweep.attractor is no list of points', "points of texts, such as [['1', 'sqrt(2)']]")
  }
}

/**
 * Reads the `sweep:` section of a problem: its axes with all their values, and how many cells there are.
 *
 * Throws `InputError` for names that are nothing here, values out of range, constants without values, and more than ten
 * million cells.
 */
export const readSweep = (text: SweepText, objective: Objective, field: ReadSweepField): SweepSettings => {
  requireSweep(text)
  const design = text.design ?? 'grid'
  const axes = Object.entries(text.over).map(([name, given]) =>
    field(['sweep', 'over', name], '', () => readAxis(name, kindOf(name, objective), given, design)),
  )
  field(['sweep', 'over'], '', () => {
    const open = objective.parameters.find((name) => !axes.some((axis) => axis.name === name))
    if (open !== undefined) throw wrong(`the constant ${open} has no value`, 'values of all constants')
  })
  const repeat = text.repeat ?? 1
  const cells = field(['sweep', design === 'grid' ? 'over' : 'cells'], '', () => {
    if (design === 'random' && text.cells === undefined) throw wrong('sweep.cells is missing', 'how many cells to draw')
    if (design === 'random' && text.repeat !== undefined) throw wrong('a random design has no repeat', 'more cells')
    if (design === 'grid' && text.cells !== undefined) throw wrong('a grid has no cells', 'design: random, or no cells')
    const count = text.cells ?? axes.reduce((total, axis) => total * axisSize(axis), repeat)
    if (count <= MOST_CELLS) return count
    throw wrong(`there are ${count} cells`, `at most ${MOST_CELLS}`)
  })
  const attractor = (text.attractor ?? []).map((point, i) =>
    field(['sweep', 'attractor', i], point.join(', '), () => readPoint(point, objective)),
  )
  for (const name of new Set(attractor.flat().flatMap(symbols))) {
    if (!objective.parameters.includes(name)) throw wrong(`a point contains ${name}`, 'numbers and constants')
  }
  return {
    design,
    cells,
    repeat,
    runs: text.runs ?? 1,
    timeout: text.timeout ?? DEFAULT_CELL_SECONDS,
    ...(text.tolerance === undefined ? {} : { tolerance: text.tolerance }),
    attractor,
    axes,
  }
}
