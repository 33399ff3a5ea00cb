import { expandInto } from './elementary/expand.ts'
import type { Instruction, Program } from './program.ts'
import { programBuilder } from './program-builder.ts'

/**
 * A map iterated on states of several doubles: inputs 0, …, `states` − 1 of the program are the states, the next input is
 * the size of the step, then come `perStep` further numbers of the step (none where absent), the rest are numbers that
 * stay; output j is the next value of state j.
 */
export interface Iteration {
  readonly program: Program
  readonly states: number
  readonly perStep?: number
}

const hasAngle = (instruction: Instruction): boolean =>
  instruction.op === 'apply' && (instruction.name === 'sin' || instruction.name === 'cos')

/**
 * The iteration with one state more that remembers the largest |angle| of which a sine or cosine was taken, where there
 * are any: kernels know these functions below `LARGEST_ANGLE` only.
 */
export const watchingAngles = (iteration: Iteration): Iteration | undefined => {
  const { program, states } = iteration
  if (!program.instructions.some(hasAngle)) return undefined
  const builder = programBuilder()
  let largest = builder.input(states)
  const outputs = expandInto(builder, program, {
    input: (index) => (index < states ? index : index + 1),
    angle: (b, argument) => {
      const size = b.apply('abs', argument)
      largest = b.less(largest, size, size, largest)
    },
  })
  return { ...iteration, program: builder.program(program.inputs + 1, [...outputs, largest]), states: states + 1 }
}
