import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inOrder } from '../../../src/provers/portfolio/in-order.ts'

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Asks 0, 1, 2, ... with these delays; what is heard, and whether it ended early. */
const heardWith = async (delays: readonly number[], width: number, last: number, unneeded: (i: number) => boolean) => {
  const heard: number[] = []
  let open = 0
  let most = 0
  const ended = await inOrder(
    delays.map((_, i) => i),
    {
      width,
      ask: async (i, signal) => {
        most = Math.max(most, ++open)
        let isOpen = true
        const close = (): void => {
          if (isOpen) open--
          isOpen = false
        }
        signal.addEventListener('abort', close)
        await pause(delays[i] as number)
        close()
        return i
      },
      // What makes an answer unneeded is what was heard before, as in a portfolio.
      isNeeded: (i) => !(unneeded(i) && heard.some((j) => j < i)),
      hear: (_, answer) => {
        heard.push(answer)
        return answer === last
      },
    },
  )
  return { heard, ended, most }
}

describe('answers are heard in the order of the questions', () => {
  test('whoever answers first, and however many are asked at a time', async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(delays, fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 7 }), async (d, last, k) => {
        const unneeded = (i: number): boolean => i % k === k - 1
        const alone = await heardWith(
          d.map(() => 0),
          1,
          last,
          unneeded,
        )
        for (const width of [1, 2, 3, 8]) {
          const together = await heardWith(d, width, last, unneeded)
          expect([together.heard, together.ended]).toEqual([alone.heard, alone.ended])
          expect(together.most).toBeLessThanOrEqual(width)
        }
      }),
      { seed: 20, numRuns: 40 },
    )
  })

  test('what is not needed any more is aborted', async () => {
    const aborted: number[] = []
    let isProved = false
    const ended = await inOrder([0, 1, 2], {
      width: 3,
      ask: (i, signal) =>
        new Promise<number>((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push(i)
            resolve(-1)
          })
          if (i !== 1) setTimeout(() => resolve(i), 5)
        }),
      isNeeded: (i) => !(isProved && i === 1),
      hear: (i) => {
        isProved = true
        return i === 2
      },
    })
    expect(ended).toBe(true)
    expect(aborted).toEqual([1])
  })

  test('the end aborts what is still open', async () => {
    const aborted: number[] = []
    await inOrder([0, 1, 2], {
      width: 3,
      ask: (i, signal) => {
        signal.addEventListener('abort', () => aborted.push(i))
        return i === 0 ? Promise.resolve(i) : new Promise<number>(() => {})
      },
      isNeeded: () => true,
      hear: () => true,
    })
    expect(aborted).toEqual([1, 2])
  })
})
