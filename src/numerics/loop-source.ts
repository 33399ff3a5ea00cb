import { CRITICAL, DIVERGED, UNDEFINED } from './trajectories.ts'

/** What a loop does besides moving trajectories, as JavaScript statements. */
export interface LoopParts {
  readonly dimension: number
  /** Whether the step uses the positions w0, … one step before. */
  readonly remembers: boolean
  readonly beforeAll?: string
  readonly beforeStep?: string
  /** From the position x0, …, that before, and `size`, sets the next position y0, …, and `critical` where it stops. */
  readonly step: string
}

/** The body of a function that returns an `Advance`, with its steps outside and its trajectories inside. */
export const loopSource = ({ dimension, remembers, beforeAll = '', beforeStep = '', step }: LoopParts): string => {
  const each = (line: (j: number) => string, separator = '\n'): string =>
    Array.from({ length: dimension }, (_, j) => line(j)).join(separator)
  return `
return (trajectories, low, high, sizes, first) => {
const { positions, previous, status, stoppedAt } = trajectories
${each((j) => `const p${j} = positions[${j}], q${j} = previous[${j}]`)}
let ${each((j) => `y${j} = 0`, ', ')}, critical = false
${beforeAll}
for (let k = 0; k < sizes.length; k++) {
const size = sizes[k]
${beforeStep}
for (let i = low; i < high; i++) {
if (status[i] !== 0) continue
${each((j) => `const x${j} = p${j}[i], w${j} = ${remembers ? `q${j}[i]` : `x${j}`}`)}
${step}
if (critical) {
status[i] = ${CRITICAL}
stoppedAt[i] = first + k
} else if (!(${each((j) => `y${j} - y${j} === 0`, ' && ')})) {
status[i] = ${each((j) => `y${j} !== y${j}`, ' || ')} ? ${UNDEFINED} : ${DIVERGED}
stoppedAt[i] = first + k
} else {
${remembers ? each((j) => `q${j}[i] = x${j}`) : ''}
${each((j) => `p${j}[i] = y${j}`)}
}
}
}
}`
}
