import { afterAll, describe, expect, test } from 'vitest'
import type { Claim } from '../../../src/kernel/claim.ts'
import { metered } from '../../../src/provers/budgets.ts'
import { newWorkers, type Workers } from '../../../src/provers/portfolio/workers.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'
import { plain } from '../../../src/toolkit/plain.ts'
import { context } from '../claims.ts'

const threads = newWorkers({ count: 3 })
afterAll(() => threads.close())

/** Threads that answer late by up to `most` milliseconds, differently for every seed: as on a busy machine. */
const delayed = (seed: number, most: number): Workers => {
  let state = seed
  const next = (): number => {
    state = (state * 48271) % 0x7fffffff
    return state / 0x7fffffff
  }
  return {
    ...threads,
    ask: async (question, budget, signal) => {
      const milliseconds = next() * most
      const answer = await threads.ask(question, budget, signal)
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      return answer
    },
  }
}

const relation = (goal: string, variables: readonly string[], assume: readonly string[] = []): Claim => ({
  claim: 'relation',
  context: context(variables),
  assume,
  goal,
})

// Proved, refuted and left open, each after the first look that is made in the thread that asks.
const CLAIMS: readonly Claim[] = [
  relation('x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2 >= 0', ['x', 'y']),
  relation('1 + x^2*y^2 + y^2*z^2 + z^2*x^2 - 4*x*y*z >= 0', ['x', 'y', 'z']),
  relation('x + y + z >= 3', ['x', 'y', 'z'], ['x*y*z = 1', 'x > 0', 'y > 0', 'z > 0']),
  relation('x^2*exp(y) + y^2*exp(x) + 1/100 > x*y*exp(x*y/10)', ['x', 'y']),
]

const answerTo = async (claim: Claim, workers?: Workers): Promise<string> => {
  const budget = metered({ deadline: Date.now() + 3_600_000 }, 4000)
  const search = { budget, hints: { seed: 1 } }
  return JSON.stringify(plain(await proveClaim(claim, workers === undefined ? search : { ...search, workers })))
}

describe.each(CLAIMS)('$goal', (claim) => {
  test('has the same answer in this thread and in others, however late these are', async () => {
    const alone = await answerTo(claim)
    for (const [seed, most] of [
      [1, 0],
      [2, 30],
      [3, 30],
      [4, 100],
    ] as const) {
      expect(await answerTo(claim, delayed(seed, most))).toBe(alone)
    }
  }, 300_000)
})

test('a budget of work ends where the work is done, not where the clock says so', async () => {
  const claim = CLAIMS[2] as Claim
  const cut = (): Promise<unknown> =>
    proveClaim(claim, { budget: metered({ deadline: Date.now() + 3_600_000 }, 100), hints: { seed: 1 } }).then(plain)
  const first = await cut()
  expect(first).toMatchObject({ status: 'unknown', reason: 'timeout' })
  expect(await cut()).toEqual(first)
})
