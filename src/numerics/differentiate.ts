import { type Instruction, type Intrinsic, operandsOf } from './program.ts'
import type { ProgramBuilder } from './program-builder.ts'

/** How the value of an instruction follows one of its operands: v times the partial derivative, as an instruction. */
interface Partial {
  readonly operand: number
  readonly times: (v: number) => number
}

/** The derivative of a function of one argument, with `self` its value; undefined where it is 0 off the kinks. */
const slopeOf = (b: ProgramBuilder, name: Intrinsic, u: number, self: number): ((v: number) => number) | undefined => {
  const { constant, multiply, divide, subtract } = b
  switch (name) {
    case 'exp':
      return (v) => multiply(v, self)
    case 'log':
      return (v) => divide(v, u)
    case 'abs':
      return (v) => multiply(v, b.apply('sgn', u))
    case 'sqrt':
      return (v) => divide(v, multiply(constant(2), self))
    case 'cbrt':
      return (v) => divide(v, multiply(constant(3), multiply(self, self)))
    case 'sin':
      return (v) => multiply(v, b.apply('cos', u))
    case 'cos':
      return (v) => b.negate(multiply(v, b.apply('sin', u)))
    case 'tanh':
      return (v) => multiply(v, subtract(constant(1), multiply(self, self)))
    default:
      return undefined
  }
}

const ofPower = (b: ProgramBuilder, u: number, p: number, self: number): readonly Partial[] => {
  const { constant, multiply, subtract } = b
  const base = {
    operand: u,
    times: (v: number) => multiply(v, multiply(p, b.apply('pow', u, subtract(p, constant(1))))),
  }
  if (b.constantOf(p) !== undefined) return [base]
  return [base, { operand: p, times: (v) => multiply(v, multiply(self, b.apply('log', u))) }]
}

const ofFunction = (b: ProgramBuilder, i: number, name: Intrinsic, args: readonly number[]): readonly Partial[] => {
  const [u = 0, v = 0] = args
  const zero = b.constant(0)
  if (name === 'pow') return ofPower(b, u, v, i)
  // d sgn(u)|u|^p = p·|u|^p/|u|.
  if (name === 'oddroot') return [{ operand: u, times: (w) => b.multiply(w, b.multiply(v, b.divide(i, u))) }]
  // At a tie the first argument counts, as sgn 0 = 1.
  if (name === 'max' || name === 'min') {
    const [low, high] = name === 'max' ? [u, v] : [v, u]
    return [
      { operand: u, times: (w) => b.less(low, high, zero, w) },
      { operand: v, times: (w) => b.less(low, high, w, zero) },
    ]
  }
  const times = slopeOf(b, name, u, i)
  return times === undefined ? [] : [{ operand: u, times }]
}

const partialsOf = (b: ProgramBuilder, i: number, instruction: Instruction): readonly Partial[] => {
  const { multiply, divide, negate } = b
  const same = (v: number): number => v
  switch (instruction.op) {
    case 'input':
    case 'constant':
    case 'entry':
      return []
    case 'negate':
      return [{ operand: instruction.a, times: negate }]
    case 'apply':
      return ofFunction(b, i, instruction.name, instruction.args)
    case 'less':
    case 'equal': {
      const { op, a, b: other, chosen, otherwise } = instruction
      const zero = b.constant(0)
      return [
        { operand: chosen, times: (v) => b[op](a, other, v, zero) },
        { operand: otherwise, times: (v) => b[op](a, other, zero, v) },
      ]
    }
    default: {
      const { op, a, b: other } = instruction
      if (op === 'add') return [a, other].map((operand) => ({ operand, times: same }))
      if (op === 'subtract')
        return [
          { operand: a, times: same },
          { operand: other, times: negate },
        ]
      if (op === 'multiply')
        return [
          { operand: a, times: (v) => multiply(v, other) },
          { operand: other, times: (v) => multiply(v, a) },
        ]
      return [
        { operand: a, times: (v) => divide(v, other) },
        { operand: other, times: (v) => negate(divide(multiply(v, i), other)) },
      ]
    }
  }
}

/** The instructions that depend on the points and that some of the values depend on, in order. */
const between = (b: ProgramBuilder, values: readonly number[], points: readonly number[]): readonly number[] => {
  const leaves = new Set(points)
  const depends = new Map<number, boolean>()
  const found: number[] = []
  // Operands come first, so that deep sums need no deep stack.
  const stack = [...values]
  while (stack.length > 0) {
    const i = stack.at(-1) as number
    if (depends.has(i)) {
      stack.pop()
      continue
    }
    if (leaves.has(i)) {
      depends.set(i, true)
      continue
    }
    const operands = operandsOf(b.instruction(i))
    const missing = operands.filter((operand) => !depends.has(operand))
    if (missing.length > 0) {
      stack.push(...missing)
      continue
    }
    const isOnTheWay = operands.some((operand) => depends.get(operand))
    depends.set(i, isOnTheWay)
    if (isOnTheWay) found.push(i)
  }
  return found.sort((first, second) => first - second)
}

/**
 * ∂value/∂point for each of the points, which are instructions that count as independent: one sweep backwards through
 * the program, of a few instructions for each of its own however many points there are.
 *
 * Valid off the kinks of abs, sgn, max and min, where an element of Clarke's subdifferential may be missed as in every
 * automatic differentiation.
 */
export const reverseGradient = (b: ProgramBuilder, value: number, points: readonly number[]): readonly number[] => {
  const zero = b.constant(0)
  const adjoint = new Map<number, number>([[value, b.constant(1)]])
  for (const i of between(b, [value], points).toReversed()) {
    const v = adjoint.get(i)
    if (v === undefined) continue
    for (const { operand, times } of partialsOf(b, i, b.instruction(i))) {
      if (b.constantOf(operand) !== undefined) continue
      const part = times(v)
      const old = adjoint.get(operand)
      adjoint.set(operand, old === undefined ? part : b.add(old, part))
    }
  }
  return points.map((point) => adjoint.get(point) ?? zero)
}

/** Σ_j ∂value/∂point_j · direction_j for each of the values, by one sweep forwards. */
export const directionalDerivatives = (
  b: ProgramBuilder,
  values: readonly number[],
  points: readonly number[],
  directions: readonly number[],
): readonly number[] => {
  const tangent = new Map(points.map((point, j) => [point, directions[j] as number]))
  for (const i of between(b, values, points)) {
    let total: number | undefined
    for (const { operand, times } of partialsOf(b, i, b.instruction(i))) {
      const v = tangent.get(operand)
      if (v === undefined) continue
      total = total === undefined ? times(v) : b.add(total, times(v))
    }
    if (total !== undefined) tangent.set(i, total)
  }
  return values.map((value) => tangent.get(value) ?? b.constant(0))
}
