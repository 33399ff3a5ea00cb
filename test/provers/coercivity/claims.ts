import type { CoercivityClaim } from '../../../src/provers/coercivity/piece.ts'

/** The claim that f and g (one piece without conditions, or several) are coercive in these variables. */
export const coercive = (
  variables: string,
  f: string,
  g: string | readonly (readonly [string, string])[],
  parameters: readonly string[] = [],
  assume: readonly string[] = [],
): CoercivityClaim => ({
  claim: 'coercive',
  context: { variables: variables.split(' '), parameters, integers: [], assume, constants: {} },
  f,
  g: typeof g === 'string' ? [{ when: [], value: g }] : g.map(([condition, value]) => ({ when: [condition], value })),
})
