import { describe, expect, test } from 'vitest'
import { isCheckedClaim } from '../../src/kernel/checked-claim.ts'
import type { Claim } from '../../src/kernel/claim.ts'
import { proveClaim } from '../../src/provers/prove-claim.ts'
import { context, onePiece, within } from './claims.ts'

/** One objective with a regularizer, and what becomes of the claims about them. */
interface Example {
  readonly variables: readonly string[]
  readonly f: string
  readonly h: string
  readonly phi: string
  readonly g: string
  readonly level: string
  readonly tame?: 'semialgebraic' | 'exponential'
  /** The claims that are refuted; all others are proved. */
  readonly refuted?: readonly string[]
}

const EXAMPLES: readonly Example[] = [
  { variables: ['x', 'y'], f: '(x*y-1)^2', h: 'x*y-1', phi: 't^2', g: '(x^2-y^2)^2', level: '1' },
  { variables: ['x', 'y'], f: '(x^2-y)^2', h: 'x^2-y', phi: 't^2', g: 'x^2*exp(4*y)', level: 'infinity' },
  {
    variables: ['x', 'y', 'z'],
    f: '(x*y*z-1)^2',
    h: 'x*y*z-1',
    phi: 't^2',
    g: '(x^2-y^2)^2+(y^2-z^2)^2+(x^2-z^2)^2',
    level: '1',
  },
  { variables: ['u', 'v'], f: '(2*u*v-3)^2', h: '2*u*v-3', phi: 't^2', g: '(u^2-v^2)^2', level: '9' },
  { variables: ['x', 'y'], f: 'abs(x*y-1)', h: 'x*y-1', phi: 't', g: '(x^2-y^2)^2', level: '1' },
  {
    variables: ['x', 'y'],
    f: 'log(1+(x*y-1)^2)',
    h: 'x*y-1',
    phi: 'log(1+t^2)',
    g: '(x^2-y^2)^2',
    level: '69/100',
    tame: 'exponential',
  },
  { variables: ['x', 'y'], f: '(y^2-2*x^2-1)^2', h: 'y^2-2*x^2-1', phi: 't^2', g: 'x^2*y^4', level: '1' },
  { variables: ['x', 'y'], f: '(2*x^2+y^2-1)^2', h: '2*x^2+y^2-1', phi: 't^2', g: 'x^2/y^4', level: '1' },
  {
    variables: ['x', 'y', 'z'],
    f: '(x^2+y^2-z^2-1)^2',
    h: 'x^2+y^2-z^2-1',
    phi: 't^2',
    g: 'z^2*(x^2+y^2)',
    level: '1',
  },
  { variables: ['x', 'y'], f: '(x^2-3*y)^2', h: 'x^2-3*y', phi: 't^2', g: 'x^2*exp(4*y/3)', level: 'infinity' },
  {
    variables: ['x', 'y'],
    f: '(2*x+3*y-1)^2',
    h: '2*x+3*y-1',
    phi: 't^2',
    g: '(3*x-2*y)^2',
    level: 'infinity',
    refuted: ['second-order'],
  },
]

const claimsOf = ({ variables, f, h, phi, g, level, tame }: Example): Claim[] => {
  const common = { context: context(variables) }
  const pieces = onePiece(g)
  return [
    { claim: 'structure', ...common, f, residuals: [h], loss: 'single', phi },
    { claim: 'tame', ...common, f, class: tame ?? 'semialgebraic' },
    { claim: 'minimum-zero', ...common, f, residual: h },
    { claim: 'full-rank', ...common, residuals: [h] },
    { claim: 'critical-values', ...common, f, residuals: [h], loss: 'single', level },
    { claim: 'conserved', ...common, f, g: pieces },
    { claim: 'lyapunov', ...common, f, g: pieces },
    { claim: 'regularity-of-g', ...common, g: pieces },
    { claim: 'second-order', ...common, residuals: [h], loss: 'single', g: pieces },
    { claim: 'boundary', ...common, f, g: pieces, level },
  ]
}

describe.each(EXAMPLES)('$f with $g', (example) => {
  test.each(claimsOf(example).map((claim) => [claim.claim, claim] as const))('%s', async (form, claim) => {
    const verdict = await proveClaim(claim, within(20_000))
    expect(verdict.status).toBe(example.refuted?.includes(form) ? 'refuted' : 'proved')
    expect('checked' in verdict && isCheckedClaim(verdict.checked)).toBe(true)
  })
})
