import type { Scope } from '../../src/kernel/scope.ts'

/** A kernel scope with these names and no constants. */
export const scopeOf = (
  variables: readonly string[],
  parameters: readonly string[],
  integers: readonly string[] = [],
): Scope => ({ variables, parameters: new Set(parameters), integers: new Set(integers), constants: new Map() })
