import type { Claim } from '../../src/kernel/claim.ts'
import type { Search } from '../../src/provers/attempt.ts'

/** A context without parameters. */
export const context = (variables: readonly string[], more: Partial<Claim['context']> = {}): Claim['context'] => ({
  variables,
  parameters: [],
  integers: [],
  assume: [],
  constants: {},
  ...more,
})

/** A search of so many milliseconds. */
export const within = (milliseconds: number, hints: Search['hints'] = {}): Search => ({
  budget: { deadline: Date.now() + milliseconds },
  hints: { seed: 1, ...hints },
})

export const onePiece = (value: string) => [{ when: [], value }]
