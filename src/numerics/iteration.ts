import type { Program } from './program.ts'

/**
 * A map iterated on states of several doubles: inputs 0, …, `states` − 1 of the program are the states, the next input is
 * the size of the step, the rest are numbers that stay; output j is the next value of state j.
 */
export interface Iteration {
  readonly program: Program
  readonly states: number
}
