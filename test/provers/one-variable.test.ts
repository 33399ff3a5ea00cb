import { describe, expect, test } from 'vitest'
import { checkProof } from '../../src/kernel/check-proof.ts'
import { obligationsOf } from '../../src/kernel/checked-claim.ts'
import type { Sequent } from '../../src/kernel/sequent.ts'
import { inOneVariable } from '../../src/provers/one-variable.ts'
import { numbers } from '../../src/provers/rational-tuples.ts'
import { context, within } from './claims.ts'

const x = context(['x'])
const n = context([], { parameters: ['n'], integers: ['n'] })

const sequentOf = (goal: string, assume: readonly string[] = [], own = x): Sequent => {
  const [first] = obligationsOf({ claim: 'relation', context: own, assume, goal })
  if (first === undefined) throw new Error('a relation has one obligation')
  return first.sequent
}

/** Whether a proof was found; the kernel must accept it. */
const isProved = (sequent: Sequent): boolean => {
  const proof = inOneVariable(sequent, within(60_000).budget)
  if (proof !== undefined) checkProof(proof, sequent)
  return proof !== undefined
}

test.each([
  ['(x^3 - 2)^2*(x^4 + 1) >= 0', []],
  ['(x - 1)^2*(x - 2)^2 + 1/1000000000 > 0', []],
  ['x > 0', ['x^3 > 0']],
  ['x = 2', ['x^5 + x = 34']],
  ['(x^2 - 2)*(x^2 - 3) <= 0', ['x^2 >= 2', 'x^2 <= 3']],
  ['x^2 != 2', ['x^2 < 2']],
  ['(x - 1)/(x + 1) < 1', ['x > -1']],
  ['1/(x - 1)^2 > 0', []],
  ['false', ['x^2 = 2', 'x > 2']],
  ['false', ['x^2 = 2', 'x^3 - 2*x != 0']],
  ['sqrt(x) <= (1 + x)/2', []],
  ['exp(2*x) - 5*exp(x) + 7 > 0', []],
  ['exp(x)^3 + exp(x) > 0', []],
] as const)('%s where %j', (goal, assume) => {
  expect(isProved(sequentOf(goal, assume))).toBe(true)
})

test.each([
  ['x^2 > 2', ['x^2 >= 2']],
  ['(x^2 - 2)^2 > 0', []],
  ['x^4 - 4*x + 2999999/1000000 >= 0', []],
  ['x < 1414/1000', ['x^2 <= 2']],
  ['false', ['x^2 = 2', 'x > 1']],
] as const)('no proof of %s where %j', (goal, assume) => {
  expect(isProved(sequentOf(goal, assume))).toBe(false)
})

describe('integers', () => {
  test.each([
    ['n^2 >= n', true],
    ['n^2 != 2', true],
    ['(n - 1)*(n - 2)*(n - 3)*(n - 4) >= 0', true],
    ['(2*n - 1)^2 >= 1', true],
    ['(n - 1)*(n - 3) >= 0', false],
    ['(2*n - 2)^2 >= 1', false],
  ] as const)('%s: %s', (goal, expected) => {
    expect(isProved(sequentOf(goal, [], n))).toBe(expected)
  })
})

test('what is proved holds where sampled, and what holds by a clear margin is proved', () => {
  const random = numbers(11)
  const integer = (): number => Math.floor(random() * 9) - 4
  const polynomial = (degree: number): number[] => Array.from({ length: degree + 1 }, integer)
  const text = (p: readonly number[]): string => p.map((c, e) => `(${c})*x^${e}`).join(' + ')
  const at = (p: readonly number[], t: number): number => p.reduceRight((sum, c) => sum * t + c, 0)
  const grid = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 250)
  let proved = 0
  for (let i = 0; i < 60; i++) {
    const [p, q] = [polynomial(2 + (i % 4)), polynomial(1 + (i % 3))]
    if (p.slice(1).every((c) => c === 0) || q.slice(1).every((c) => c === 0)) continue
    const sequent = sequentOf(`${text(p)} >= 0`, [`${text(q)} >= 0`, 'x^2 <= 49'])
    const inside = grid.filter((t) => at(q, t) >= 0 && t * t <= 49)
    const least = Math.min(...inside.map((t) => at(p, t)))
    const found = isProved(sequent)
    if (least < 0) expect(found, text(p)).toBe(false)
    if (least > 1) expect(found, text(p)).toBe(true)
    if (found) proved++
  }
  expect(proved).toBeGreaterThan(5)
})
