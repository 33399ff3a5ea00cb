import { type BlockMethod, blockAdvance } from './block-advance.ts'
import { compileScalar, compileVector } from './compile.ts'
import type { Descended } from './descent.ts'
import { reverseGradient } from './differentiate.ts'
import { assemble, local, statements } from './javascript.ts'
import { termLowering } from './lower-terms.ts'
import type { Program } from './program.ts'
import { programBuilder } from './program-builder.ts'
import { MOST_SYMBOLIC } from './program-oracle.ts'
import { type Advance, CRITICAL, DIVERGED, UNDEFINED } from './trajectories.ts'

// Between these bounds |v|² has neither overflowed nor lost digits, and Math.sqrt of it is safe.
const SMALLEST_SQUARE = 1e-200
const LARGEST_SQUARE = 1e200

/** Half the digits of a double: far enough for a gradient to be seen, near enough for its direction to be a limit. */
const NEARBY = 2 ** -26

/** Writes to `v` the gradient of f at a point near x where it does not vanish; false where there is none. */
type GradientNear = (x: number[], v: Float64Array) => boolean

/**
 * An approximate element of the normalized subdifferential at a point where f and ∇f vanish.
 *
 * It is a limit of directions of gradients nearby; one of them is taken, moving one coordinate after the other.
 */
export const gradientNear = (descended: Descended): GradientNear => {
  const objective = compileScalar(descended.objective, descended.variables)
  const gradient = compileVector(descended.gradient, descended.variables)
  return (x, v) => {
    if (objective(x) !== 0) return false
    for (let j = 0; j < x.length; j++) {
      const moved = x.map((coordinate, k) =>
        k === j ? coordinate + NEARBY * Math.max(1, Math.abs(coordinate)) : coordinate,
      )
      gradient(moved, v)
      const largest = Math.max(...v.map(Math.abs))
      if (largest > 0 && largest < Number.POSITIVE_INFINITY) return true
    }
    return false
  }
}

/** The next position, v, |v|² and h in terms of the position and the size of the step; and the same for blocks. */
const steps = ({ variables, objective, residual, gradient }: Descended): { program: Program; method: BlockMethod } => {
  const builder = programBuilder()
  const count = variables.length
  const x = variables.map((_, j) => builder.input(j))
  const lower = termLowering(builder, new Map(variables.map((name, j) => [name, x[j] ?? 0])))
  const v =
    count <= MOST_SYMBOLIC
      ? (residual?.gradient ?? gradient).map(lower)
      : reverseGradient(builder, lower(residual?.value ?? objective), x)
  const square = v.map((entry) => builder.multiply(entry, entry)).reduce(builder.add)
  const h = residual && lower(residual.value)
  const step = (size: number): readonly number[] => {
    const signed = h === undefined ? size : builder.less(h, builder.constant(0), builder.negate(size), size)
    const factor = builder.divide(signed, builder.apply('sqrt', square))
    return v.map((entry, j) => builder.subtract(x[j] ?? 0, builder.multiply(factor, entry)))
  }
  const program = builder.program(count + 1, [
    ...step(builder.input(count)),
    ...v,
    square,
    ...(h === undefined ? [] : [h]),
  ])
  // The smallest and the largest square so far, and 0, or NaN once h was not finite.
  const [least, most, bad] = [0, 1, 2].map((j) => builder.input(count + j)) as [number, number, number]
  const states = count + 3
  const watched = [
    builder.less(square, least, square, least),
    builder.less(most, square, square, most),
    h === undefined ? bad : builder.add(bad, builder.subtract(h, h)),
  ]
  const iterated = builder.program(states + 1, [...step(builder.input(states)), ...watched])
  return {
    program,
    method: {
      iteration: { program: iterated, states },
      remembers: false,
      numbers: [],
      watches: [
        { start: 1, above: SMALLEST_SQUARE, below: Number.POSITIVE_INFINITY },
        { start: 1, above: 0, below: LARGEST_SQUARE },
        { start: 0, above: -1, below: 1 },
      ],
      isCritical: () => false,
    },
  }
}

/**
 * Normalized gradient descent x⁺ = x − α·v/|v|, compiled for one objective. Source: [J], Definition 3.2.
 *
 * With a residual, f = φ(|h|): v = sgn(h)·∇h, computed from h, because |∇f| = φ'(|h|)·|∇h| underflows near M. Where
 * h = 0 exactly the direction is +∇h, an element of the normalized subdifferential there, and the run goes on. Without
 * one, v = ∇f; where that vanishes and f = 0, taken as its minimum, a limit of directions nearby is followed instead. A
 * trajectory stops as critical where there is no direction, as diverged where h or v is infinite, as undefined where it is
 * no number; it then keeps its position. Norms are scaled by the largest component where squares would underflow or overflow.
 */
export const normalizedGradientDescent = (descended: Descended): Advance => {
  const { variables, residual } = descended
  const { program, method } = steps(descended)
  const count = variables.length
  const output = (j: number): string => local(program.outputs[j] ?? 0)
  const next = output
  const v = variables.map((_, j) => output(count + j))
  const square = output(2 * count)
  const h = residual === undefined ? undefined : output(2 * count + 1)
  const finite = h === undefined ? '' : ` && ${h} - ${h} === 0`
  const size = h === undefined ? 'size' : `(${h} < 0 ? -size : size)`
  const inputs = [...variables.map((_, j) => `x${j}`), 'size']
  const each = (line: (j: number) => string, separator = '\n'): string =>
    variables.map((_, j) => line(j)).join(separator)
  const hit = `(near !== undefined && near([${each((j) => `x${j}`, ', ')}], u))`
  const body = `
const u = new Float64Array(${variables.length})
return (trajectories, low, high, sizes, first) => {
const { positions, status, stoppedAt } = trajectories
${each((j) => `const p${j} = positions[${j}]`)}
for (let k = 0; k < sizes.length; k++) {
const size = sizes[k]
for (let i = low; i < high; i++) {
if (status[i] !== 0) continue
${each((j) => `const x${j} = p${j}[i]`)}
${statements(program, (j) => inputs[j] ?? '')}
if (${square} > ${SMALLEST_SQUARE} && ${square} < ${LARGEST_SQUARE}${finite}) {
${each((j) => `p${j}[i] = ${next(j)}`)}
continue
}
${each((j) => `u[${j}] = ${v[j]}`)}
let largest = Math.max(${each((j) => `Math.abs(u[${j}])`, ', ')})
if (!(largest < Infinity${finite})) {
status[i] = largest !== largest${h === undefined ? '' : ` || ${h} !== ${h}`} ? ${UNDEFINED} : ${DIVERGED}
stoppedAt[i] = first + k
} else if (largest === 0 && !${hit}) {
status[i] = ${CRITICAL}
stoppedAt[i] = first + k
} else {
largest = Math.max(${each((j) => `Math.abs(u[${j}])`, ', ')})
${each((j) => `u[${j}] /= largest`)}
const factor = ${size} / Math.sqrt(${each((j) => `u[${j}] * u[${j}]`, ' + ')})
${each((j) => `p${j}[i] = x${j} - factor * u[${j}]`)}
}
}
}
}`
  const near = residual === undefined ? gradientNear(descended) : undefined
  return blockAdvance(assemble<(near: GradientNear | undefined) => Advance>(['near'], body)(near), method)
}
