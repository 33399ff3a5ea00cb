import type { Descended } from './descent.ts'
import { gradientDescent } from './gradient-descent.ts'
import { normalizedGradientDescent } from './normalized-gradient-descent.ts'
import type { Advance } from './trajectories.ts'

/** The methods that can be run; a new one is one entry here. */
export const METHODS = {
  ngd: normalizedGradientDescent,
  gd: gradientDescent,
} as const satisfies Readonly<Record<string, (descended: Descended) => Advance>>

export type MethodName = keyof typeof METHODS
