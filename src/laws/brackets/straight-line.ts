import * as Q from '../../kernel/rational.ts'
import type { Term } from '../../kernel/term.ts'

/** A step: an input, a number, or an operation on earlier steps, named by their indices. */
export type Step =
  | { readonly op: 'input'; readonly name: string }
  | { readonly op: 'number'; readonly value: Q.Rational }
  | { readonly op: 'add' | 'multiply'; readonly left: number; readonly right: number }
  | { readonly op: 'inverse'; readonly arg: number }

/** A straight-line program that grows: equal steps are made once, so that functions of the same inputs share them. */
export interface StraightLine {
  readonly steps: readonly Step[]
  readonly input: (name: string) => number
  readonly number: (value: Q.Rational | number) => number
  readonly add: (a: number, b: number) => number
  readonly multiply: (a: number, b: number) => number
  readonly inverse: (a: number) => number
}

/** An empty program. */
export const newStraightLine = (): StraightLine => {
  const steps: Step[] = []
  const known = new Map<string, number>()
  const make = (key: string, step: Step): number => {
    const old = known.get(key)
    if (old !== undefined) return old
    steps.push(step)
    known.set(key, steps.length - 1)
    return steps.length - 1
  }
  const number = (value: Q.Rational | number): number => {
    const exact = typeof value === 'number' ? Q.rational(value) : value
    return make(Q.formatRational(exact), { op: 'number', value: exact })
  }
  const constantOf = (a: number): Q.Rational | undefined => {
    const step = steps[a] as Step
    return step.op === 'number' ? step.value : undefined
  }
  const binary = (op: 'add' | 'multiply', a: number, b: number): number => {
    const [left, right] = a <= b ? [a, b] : [b, a]
    return make(`${op} ${left} ${right}`, { op, left, right })
  }
  const add = (a: number, b: number): number => {
    const [x, y] = [constantOf(a), constantOf(b)]
    if (x !== undefined && y !== undefined) return number(Q.add(x, y))
    if (x !== undefined && Q.isZero(x)) return b
    if (y !== undefined && Q.isZero(y)) return a
    return binary('add', a, b)
  }
  const multiply = (a: number, b: number): number => {
    const [x, y] = [constantOf(a), constantOf(b)]
    if (x !== undefined && y !== undefined) return number(Q.multiply(x, y))
    for (const [value, self, other] of [
      [x, a, b],
      [y, b, a],
    ] as const) {
      if (value === undefined) continue
      if (Q.isZero(value)) return self
      if (Q.equal(value, Q.ONE)) return other
    }
    return binary('multiply', a, b)
  }
  const inverse = (a: number): number => {
    const x = constantOf(a)
    return x !== undefined && !Q.isZero(x) ? number(Q.invert(x)) : make(`inverse ${a}`, { op: 'inverse', arg: a })
  }
  return { steps, input: (name) => make(`input ${name}`, { op: 'input', name }), number, add, multiply, inverse }
}

const power = (program: StraightLine, base: number, exponent: number): number => {
  let result = program.number(1)
  let square = base
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = program.multiply(result, square)
    if (e > 1) square = program.multiply(square, square)
  }
  return result
}

const LARGEST_EXPONENT = 10_000

/** A number that is an integer, its sign in front or not. */
const integerOf = (term: Term): number | undefined => {
  if (term.op === 'number') return term.value.d === 1n ? Number(term.value.n) : undefined
  const value = term.op === 'negate' ? integerOf(term.arg) : undefined
  return value === undefined ? undefined : -value
}

/**
 * The step that computes a term with rational operations and integer powers; undefined for any other term (roots,
 * functions), and for powers too high to be meant.
 */
export const stepOf = (program: StraightLine, term: Term): number | undefined => {
  const all = (args: readonly Term[], join: (a: number, b: number) => number, empty: number): number | undefined => {
    let total = empty
    for (const arg of args) {
      const step = stepOf(program, arg)
      if (step === undefined) return undefined
      total = join(total, step)
    }
    return total
  }
  switch (term.op) {
    case 'number':
      return program.number(term.value)
    case 'symbol':
      return program.input(term.name)
    case 'add':
      return all(term.args, program.add, program.number(0))
    case 'multiply':
      return all(term.args, program.multiply, program.number(1))
    case 'negate':
      return all([term.arg], program.multiply, program.number(-1))
    case 'divide': {
      const below = stepOf(program, term.denominator)
      return below === undefined ? undefined : all([term.numerator], program.multiply, program.inverse(below))
    }
    case 'power': {
      const base = stepOf(program, term.base)
      const exponent = integerOf(term.exponent)
      if (base === undefined || exponent === undefined || Math.abs(exponent) > LARGEST_EXPONENT) return undefined
      const positive = power(program, base, Math.abs(exponent))
      return exponent < 0 ? program.inverse(positive) : positive
    }
    case 'call':
      return undefined
  }
}

/** The steps that a step rests on, itself included, in order. */
export const restingOn = (program: StraightLine, roots: readonly number[]): number[] => {
  const seen = new Set<number>()
  const open = [...roots]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const step = program.steps[at] as Step
    if (step.op === 'add' || step.op === 'multiply') open.push(step.left, step.right)
    else if (step.op === 'inverse') open.push(step.arg)
  }
  return [...seen].sort((a, b) => a - b)
}

/** Adds the partial derivatives of a step by the given inputs, by going through the program backwards once. */
export const gradientSteps = (program: StraightLine, root: number, inputs: readonly string[]): number[] => {
  const slopes = new Map<number, number>([[root, program.number(1)]])
  const give = (to: number, what: number): void => {
    const old = slopes.get(to)
    slopes.set(to, old === undefined ? what : program.add(old, what))
  }
  for (const at of restingOn(program, [root]).reverse()) {
    const slope = slopes.get(at)
    const step = program.steps[at] as Step
    if (slope === undefined) continue
    if (step.op === 'add') {
      give(step.left, slope)
      give(step.right, slope)
    } else if (step.op === 'multiply') {
      give(step.left, program.multiply(slope, step.right))
      give(step.right, program.multiply(slope, step.left))
    } else if (step.op === 'inverse') {
      const square = program.multiply(at, at)
      give(step.arg, program.multiply(slope, program.multiply(program.number(-1), square)))
    }
  }
  return inputs.map((name) => slopes.get(program.input(name)) ?? program.number(0))
}
