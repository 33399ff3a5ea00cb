import { expect, it } from 'vitest'
import { isCheckedClaim, verify } from '../../../src/kernel/checked-claim.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'
import { coercive } from './claims.ts'

/** Numbers in [0, 1), the same on every run (mulberry32). */
const generator = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = generator(20_251_122)
const integer = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
const pick = <T>(list: readonly T[]): T => list[integer(0, list.length - 1)] as T
const nonzero = (most: number): number => integer(1, most) * (random() < 0.5 ? 1 : -1)

const form = (): string =>
  pick([`x^2-y^2`, `x*y`, `${integer(1, 3)}*x+y`, `x^2-${integer(1, 3)}*y`, `x^3-y`, `x`, 'y^2'])
const loss = (h: string): string => pick([`(${h})^2`, `(${h})^4`, `abs(${h})`, `(${h})^2/(1+x^2)`, `2*(${h})^2`])
const tame = (u: string): string => pick([`(${u})^2/(1+(${u})^2)`, `${integer(1, 5)}`, `1/(2+(${u})^4)`])

/** Pairs that are not coercive by construction: f + g stays bounded on an unbounded curve. */
const FAMILIES: readonly (() => readonly [string, string, string])[] = [
  // g is bounded, the zero set of f is a graph or a hyperbola.
  () => ['x y', loss(`x*y-${nonzero(4)}`), tame(form())],
  () => ['x y', loss(`x^${integer(1, 3)}*y-${integer(1, 4)}`), tame(form())],
  () => ['x y', loss(`y-${nonzero(3)}*x^${integer(1, 3)}+${integer(-2, 2)}`), tame(form())],
  // g vanishes where f does.
  () => {
    const h = `x*y-${nonzero(4)}`
    return ['x y', loss(h), `(${h})^2*(${form()})^2`]
  },
  // Fewer linear forms than variables.
  () => [
    'x y z',
    loss(`${nonzero(3)}*x+${nonzero(3)}*y+${nonzero(3)}*z-${integer(0, 3)}`),
    `(${nonzero(3)}*x+${nonzero(3)}*y-${nonzero(2)}*z)^2`,
  ],
  // Both depend on x*y alone, or g on x/y.
  () => ['x y', loss(`x*y-${nonzero(3)}`), `(x*y)^${2 * integer(1, 3)}`],
  () => ['x y', loss(`x^2-y^2-${nonzero(3)}`), `(${integer(1, 3)}*x/y-1)^2`],
  // One conservation law too few.
  () => {
    const [a, b, c] = [integer(1, 2), integer(1, 2), integer(1, 2)]
    return ['x y z', `(x^${a}*y^${b}*z^${c}-1)^2`, `(${b}*x^2-${a}*y^2)^2`]
  },
  // A cubic that leaves every bounded set along its asymptote.
  () => ['x y', `(x^3+y^3-${integer(1, 5)})^2`, pick(['(1/x-1/y)^2', '(x+y)^2', '(x*y*(x+y)/(1+x^2))^2'])],
]

it('never proves a pair that is not coercive, and refutes most', { timeout: 240_000 }, async () => {
  let refuted = 0
  const open: string[] = []
  const total = 300
  for (let i = 0; i < total; i++) {
    const [variables, f, g] = (FAMILIES[i % FAMILIES.length] as (typeof FAMILIES)[number])()
    const claim = coercive(variables, f, g)
    const attempt = await proveClaim(claim, { budget: { deadline: Date.now() + 500 }, hints: {} })
    if (attempt.status === 'unknown') {
      open.push(`${f}  ${g}`)
      continue
    }
    const result = verify(claim, attempt.certificate)
    expect(isCheckedClaim(result) ? result.outcome : result.detail, `${f}  ${g}`).toBe('refuted')
    refuted++
  }
  expect(refuted, open.join('\n')).toBeGreaterThan(0.8 * total)
})
