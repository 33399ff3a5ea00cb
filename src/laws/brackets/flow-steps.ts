import type { LawQuestion } from '../../dynamics/law-question.ts'
import type { FieldSteps } from './lie-rank.ts'
import { gradientSteps, newStraightLine, stepOf } from './straight-line.ts'

/**
 * The fields of a flow as steps of a program, numbered as in the kernel's certificates: M∇φ_j for gradient flow; for
 * the heavy ball the drift, then ∇φ_j·∂_v, or one field where one objective is given.
 * Undefined where a term is not made by rational operations.
 */
export const flowSteps = (question: LawQuestion): FieldSteps | undefined => {
  const { source, variables, parameters, positions, potentials, metric, motion } = question
  const program = newStraightLine()
  const zero = program.number(0)
  const slopes: number[][] = []
  for (const potential of potentials) {
    const root = stepOf(program, potential)
    if (root === undefined) return undefined
    slopes.push(gradientSteps(program, root, positions))
  }
  const steps = { program, variables, parameters }
  if (motion === undefined) {
    const scales = metric?.map((entry) => stepOf(program, entry))
    if (scales?.includes(undefined)) return undefined
    const scaled = (slope: readonly number[]): number[] =>
      slope.map((entry, i) => (scales === undefined ? entry : program.multiply(scales[i] as number, entry)))
    return { ...steps, fields: slopes.map(scaled) }
  }
  const friction = stepOf(program, motion.friction)
  if (friction === undefined) return undefined
  const velocities = motion.velocities.map(program.input)
  const damping = program.multiply(program.number(-1), friction)
  const still = positions.map(() => zero)
  const drift = (force: readonly number[]): number[] => [
    program.number(1),
    ...velocities,
    ...velocities.map((v, i) => program.add(program.multiply(damping, v), force[i] as number)),
  ]
  if (source === 'objective') {
    const [slope = still] = slopes
    return { ...steps, fields: [drift(slope.map((entry) => program.multiply(program.number(-1), entry)))] }
  }
  return { ...steps, fields: [drift(still), ...slopes.map((slope) => [zero, ...still, ...slope])] }
}
