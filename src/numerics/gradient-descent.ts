import type { Descended } from './descent.ts'
import { assemble, local, statements } from './javascript.ts'
import { buildProgram } from './program.ts'
import { type Advance, CRITICAL, DIVERGED } from './trajectories.ts'

/**
 * Gradient descent x⁺ = x − α·∇f(x), compiled for one objective.
 *
 * A trajectory stops as critical where ∇f = 0 exactly, as diverged where its next position would not be finite.
 */
export const gradientDescent = (descended: Descended): Advance => {
  const { variables, gradient } = descended
  const program = buildProgram(gradient, variables)
  const v = variables.map((_, j) => local(program.outputs[j] ?? 0))
  const body = `
const { positions, status, stoppedAt } = trajectories
${variables.map((_, j) => `const p${j} = positions[${j}]`).join('\n')}
for (let k = 0; k < sizes.length; k++) {
const size = sizes[k]
for (let i = low; i < high; i++) {
if (status[i] !== 0) continue
${variables.map((_, j) => `const x${j} = p${j}[i]`).join('\n')}
${statements(program, (j) => `x${j}`)}
${v.map((t, j) => `const y${j} = x${j} - size * ${t}`).join('\n')}
if (!(${v.map((_, j) => `y${j} - y${j} === 0`).join(' && ')})) {
status[i] = ${DIVERGED}
stoppedAt[i] = first + k
} else if (${v.map((t) => `${t} === 0`).join(' && ')}) {
status[i] = ${CRITICAL}
stoppedAt[i] = first + k
} else {
${v.map((_, j) => `p${j}[i] = y${j}`).join('\n')}
}
}
}`
  return assemble<Advance>(['trajectories', 'low', 'high', 'sizes', 'first'], body)
}
