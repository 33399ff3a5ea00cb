import type { Descended } from './descent.ts'
import { assemble, local, statements } from './javascript.ts'
import { buildProgram } from './program.ts'
import { type Advance, CRITICAL, DIVERGED } from './trajectories.ts'

// Between these bounds |v|² has neither overflowed nor lost digits, and Math.sqrt of it is safe.
const SMALLEST_SQUARE = 1e-200
const LARGEST_SQUARE = 1e200

/**
 * Normalized gradient descent x⁺ = x − α·v/|v|, compiled for one objective. Source: [J], Definition 3.2.
 *
 * With a residual, f = φ(|h|): v = sgn(h)·∇h, computed from h, because |∇f| = φ'(|h|)·|∇h| underflows near M. Where
 * h = 0 exactly the direction is +∇h, an element of the normalized subdifferential there, and the run goes on. Without
 * one, v = ∇f. A trajectory stops as critical where v = 0, as diverged where h or v is not a finite number; it then keeps
 * its position. Norms are scaled by the largest component where squares would underflow or overflow.
 */
export const normalizedGradientDescent = (descended: Descended): Advance => {
  const { variables, residual } = descended
  const gradient = residual?.gradient ?? descended.gradient
  const program = buildProgram(residual === undefined ? gradient : [...gradient, residual.value], variables)
  const v = variables.map((_, j) => local(program.outputs[j] ?? 0))
  const h = residual === undefined ? undefined : local(program.outputs[variables.length] ?? 0)
  const finite = h === undefined ? '' : ` && ${h} - ${h} === 0`
  const size = h === undefined ? 'size' : `(${h} < 0 ? -size : size)`
  const body = `
const { positions, status, stoppedAt } = trajectories
${variables.map((_, j) => `const p${j} = positions[${j}]`).join('\n')}
for (let k = 0; k < sizes.length; k++) {
const size = sizes[k]
for (let i = low; i < high; i++) {
if (status[i] !== 0) continue
${variables.map((_, j) => `const x${j} = p${j}[i]`).join('\n')}
${statements(program, (j) => `x${j}`)}
const square = ${v.map((t) => `${t} * ${t}`).join(' + ')}
if (square > ${SMALLEST_SQUARE} && square < ${LARGEST_SQUARE}${finite}) {
const factor = ${size} / Math.sqrt(square)
${v.map((t, j) => `p${j}[i] = x${j} - factor * ${t}`).join('\n')}
continue
}
const largest = Math.max(${v.map((t) => `Math.abs(${t})`).join(', ')})
if (!(largest < Infinity${finite})) {
status[i] = ${DIVERGED}
stoppedAt[i] = first + k
} else if (largest === 0) {
status[i] = ${CRITICAL}
stoppedAt[i] = first + k
} else {
${v.map((t, j) => `const u${j} = ${t} / largest`).join('\n')}
const factor = ${size} / Math.sqrt(${v.map((_, j) => `u${j} * u${j}`).join(' + ')})
${v.map((_, j) => `p${j}[i] = x${j} - factor * u${j}`).join('\n')}
}
}
}`
  return assemble<Advance>(['trajectories', 'low', 'high', 'sizes', 'first'], body)
}
