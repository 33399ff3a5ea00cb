import { all, create, type MathJsInstance, type MathNode, type OperatorNode } from 'mathjs'

// A second reading of the claims: mathjs parses and evaluates them, sharing nothing with the prover.

const fractions = create(all ?? {}, { number: 'Fraction' })
const digits = create(all ?? {}, { number: 'BigNumber', precision: 64 })
const doubles = create(all ?? {}, { number: 'number' })

type Texts = { readonly [name: string]: string }

interface Reading {
  readonly operator: string
  readonly sides: readonly [MathNode, MathNode]
}

const reading = (math: MathJsInstance, text: string): Reading => {
  const node = math.parse(text)
  const { op, args } = node as OperatorNode
  const [left, right, ...more] = args ?? []
  if (left === undefined || right === undefined || more.length > 0) throw new Error(`not one relation: ${text}`)
  return { operator: op, sides: [left, right] }
}

const allows = (operator: string, sign: number): boolean => {
  switch (operator) {
    case '==':
      return sign === 0
    case '!=':
      return sign !== 0
    case '>=':
      return sign >= 0
    case '>':
      return sign > 0
    case '<=':
      return sign <= 0
    case '<':
      return sign < 0
    default:
      throw new Error(`not a relation: ${operator}`)
  }
}

/** The assumptions of a text, split: relations, and the names that are integers. */
export const assumptionsOf = (text = ''): { relations: string[]; integers: string[] } => {
  const parts = text.split(',').map((part) => part.trim())
  const integers = parts.flatMap((part) => /^integer\((\w+)\)$/.exec(part)?.[1] ?? [])
  return { relations: parts.filter((part) => part !== '' && !part.startsWith('integer(')), integers }
}

/** The names of a claim and of its assumptions. */
export const namesOf = (texts: readonly string[]): string[] => {
  const called = (parent: MathNode | null, path: string) => parent?.type === 'FunctionNode' && path === 'fn'
  const found = texts.flatMap((text) =>
    doubles
      .parse(text)
      .filter((node, path, parent) => node.type === 'SymbolNode' && !called(parent, path))
      .map((node) => (node as unknown as { name: string }).name),
  )
  return [...new Set(found)]
}

const exactSign = ({ sides }: Reading, point: Texts): number | undefined => {
  const scope = Object.fromEntries(Object.entries(point).map(([name, text]) => [name, fractions.evaluate(text)]))
  const [left, right] = sides.map((side) => side.evaluate({ ...scope }) as unknown)
  if (!fractions.isFraction(left) || !fractions.isFraction(right)) return undefined
  return Number(left.compare(right))
}

const closeSign = (text: string, point: Texts): number => {
  const scope = Object.fromEntries(Object.entries(point).map(([name, value]) => [name, digits.evaluate(value)]))
  const [left, right] = reading(digits, text).sides.map((side) => digits.bignumber(side.evaluate({ ...scope })))
  if (left === undefined || right === undefined) throw new Error(`no value: ${text}`)
  const difference = left.minus(right)
  return difference.abs().lt('1e-50') ? 0 : difference.isNegative() ? -1 : 1
}

/** Whether a relation holds at a point: exactly in fractions where it is rational there, else to 50 digits. */
export const holdsAt = (text: string, point: Texts): { readonly holds: boolean; readonly exact: boolean } => {
  const { operator } = reading(fractions, text)
  try {
    const sign = exactSign(reading(fractions, text), point)
    if (sign !== undefined) return { holds: allows(operator, sign), exact: true }
  } catch (error) {
    if (!String(error).includes('implicitly convert')) throw error
  }
  return { holds: allows(operator, closeSign(text, point)), exact: false }
}

const TOLERANCE = 1e-9

/** A test of a relation at a point of doubles; undefined where it has no value there, `slack` within rounding. */
export const looselyHolds = (text: string): ((point: ReadonlyMap<string, number>) => boolean | 'slack' | undefined) => {
  const { operator, sides } = reading(doubles, text)
  const [left, right] = sides.map((side) => side.compile())
  return (point) => {
    const [u, v] = [left?.evaluate(new Map(point)), right?.evaluate(new Map(point))] as unknown[]
    if (typeof u !== 'number' || typeof v !== 'number' || !Number.isFinite(u) || !Number.isFinite(v)) return undefined
    if (Math.abs(u - v) <= TOLERANCE * (1 + Math.abs(u) + Math.abs(v))) return 'slack'
    return allows(operator, Math.sign(u - v))
  }
}

/** The value of a text at a point of doubles. */
export const doubleOf = (text: string, point: ReadonlyMap<string, number>): number =>
  Number(doubles.evaluate(text, new Map(point)))
