import { type BlockMethod, blockAdvance } from './block-advance.ts'
import type { Descended } from './descent.ts'
import { reverseGradient } from './differentiate.ts'
import { assemble, local, statements } from './javascript.ts'
import { termLowering } from './lower-terms.ts'
import type { Program } from './program.ts'
import { programBuilder } from './program-builder.ts'
import { MOST_SYMBOLIC } from './program-oracle.ts'
import {
  type Choose,
  chooser,
  type GradientNear,
  gradientNear,
  kinksOf,
  type Selection,
  type SelectionDraws,
} from './selection.ts'
import { type Advance, CRITICAL, DIVERGED, UNDEFINED } from './trajectories.ts'

// Between these bounds |v|² has neither overflowed nor lost digits, and Math.sqrt of it is safe.
const SMALLEST_SQUARE = 1e-200
const LARGEST_SQUARE = 1e200

/**
 * The next position, v, |v|², h and how many kinks the position is on, in terms of the position and the size of the step;
 * and the same for blocks. Kinks are counted where the selection asks.
 */
const steps = (
  { variables, objective, residual, gradient }: Descended,
  selection: Selection,
): { program: Program; method: BlockMethod } => {
  const builder = programBuilder()
  const count = variables.length
  const x = variables.map((_, j) => builder.input(j))
  const inputs = new Map(variables.map((name, j) => [name, x[j] ?? 0]))
  const lower = termLowering(builder, inputs, { splitsPowers: count <= MOST_SYMBOLIC })
  const v =
    count <= MOST_SYMBOLIC
      ? (residual?.gradient ?? gradient).map(lower)
      : reverseGradient(builder, lower(residual?.value ?? objective), x)
  const square = v.map((entry) => builder.multiply(entry, entry)).reduce(builder.add)
  const h = residual && lower(residual.value)
  const [zero, one] = [builder.constant(0), builder.constant(1)]
  const counted = (nodes: readonly number[]): number =>
    nodes.map((node) => builder.equal(node, zero, one, zero)).reduce(builder.add, zero)
  const kinks = selection === 'fixed' ? [] : kinksOf(builder, v)
  const several = selection === 'fixed' ? zero : counted(h === undefined ? kinks : [...kinks, h])
  const step = (size: number): readonly number[] => {
    const signed = h === undefined ? size : builder.less(h, zero, builder.negate(size), size)
    const factor = builder.divide(signed, builder.apply('sqrt', square))
    return v.map((entry, j) => builder.subtract(x[j] ?? 0, builder.multiply(factor, entry)))
  }
  const program = builder.program(count + 1, [
    ...step(builder.input(count)),
    ...v,
    square,
    h ?? zero,
    counted(kinks),
    several,
  ])
  // The smallest and the largest square so far, and 0, or NaN once h was not finite, or more once there was a choice.
  const [least, most, bad] = [0, 1, 2].map((j) => builder.input(count + j)) as [number, number, number]
  const states = count + 3
  const odd = [...(h === undefined ? [] : [builder.subtract(h, h)]), ...(selection === 'fixed' ? [] : [several])]
  const watched = [
    builder.less(square, least, square, least),
    builder.less(most, square, square, most),
    odd.reduce(builder.add, bad),
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
 *
 * That is the `fixed` selection. With another one, what `chooser` says is followed wherever there may be several elements:
 * where h = 0, where an argument of a sign vanishes, and where f = 0 and ∇f = 0.
 */
export const normalizedDescent = (
  descended: Descended,
  selection: Selection = 'fixed',
): ((draws: SelectionDraws) => Advance) => {
  const { variables, residual } = descended
  const { program, method } = steps(descended, selection)
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
  const x = `[${each((j) => `x${j}`, ', ')}]`
  const [kinks, several] = [output(2 * count + 2), output(2 * count + 3)]
  const isSingle = selection === 'fixed' ? '' : ` && ${several} === 0`
  // What is chosen has its sign already.
  const chosen = `let taken = ${size}
${selection === 'fixed' ? '' : `if (${several} > 0 && choose(${x}, u, ${kinks} > 0, i, first + k)) taken = size`}`
  const again = selection === 'fixed' ? '' : `choose(${x}, u, true, i, first + k) || `
  const hit = `(near !== undefined && near(${x}, u)${again === '' ? '' : ` && (${again}true)`})`
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
if (${square} > ${SMALLEST_SQUARE} && ${square} < ${LARGEST_SQUARE}${finite}${isSingle}) {
${each((j) => `p${j}[i] = ${next(j)}`)}
continue
}
${each((j) => `u[${j}] = ${v[j]}`)}
${chosen}
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
const factor = taken / Math.sqrt(${each((j) => `u[${j}] * u[${j}]`, ' + ')})
${each((j) => `p${j}[i] = x${j} - factor * u[${j}]`)}
}
}
}
}`
  const near = residual === undefined ? gradientNear(descended) : undefined
  const choice = selection === 'fixed' ? undefined : chooser(descended, selection)
  type Make = (near: GradientNear | undefined, choose: Choose | undefined) => Advance
  const make = assemble<Make>(['near', 'choose'], body)
  return (draws) => blockAdvance(make(near, choice?.(draws)), () => method)
}

/** Normalized gradient descent with the fixed selection. */
export const normalizedGradientDescent = (descended: Descended): Advance => normalizedDescent(descended)({ seed: 0 })
