import { describe, expect, test } from 'vitest'
import { ask } from '../../src/solvers/ask.ts'

const script = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`)
const within = (ms: number) => ({ deadline: Date.now() + ms })
const echo = `import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(workerData)`

describe('ask', () => {
  test('gives the first message', async () => {
    expect(await ask(script(echo), { a: [1, 'x'] }, within(10_000))).toEqual({ answered: true, value: { a: [1, 'x'] } })
  })

  test('stops a loop at the deadline', async () => {
    const started = Date.now()
    const answer = await ask(script('for (;;);'), null, within(300))
    expect(answer).toEqual({ answered: false, reason: 'stopped at the deadline' })
    expect(Date.now() - started).toBeLessThan(5_000)
  })

  test('stops a loop when cancelled', async () => {
    const signal = AbortSignal.timeout(100)
    const answer = await ask(script('for (;;);'), null, { deadline: Date.now() + 60_000, signal })
    expect(answer).toEqual({ answered: false, reason: 'cancelled' })
  })

  test('ends a worker that goes on after its answer', async () => {
    const started = Date.now()
    const answer = await ask(script(`${echo}; setInterval(() => {}, 1000)`), 1, within(60_000))
    expect(answer).toEqual({ answered: true, value: 1 })
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  test.each([
    ['an error', "throw new Error('no such thing')", 'no such thing'],
    ['a thrown text', "throw 'just text'", 'just text'],
    ['silence', '', 'the worker ended without an answer'],
  ])('reports %s', async (_, text, reason) => {
    expect(await ask(script(text), null, within(10_000))).toEqual({ answered: false, reason })
  })

  test('starts nothing once the time is spent', async () => {
    const answer = await ask(script(echo), 1, { deadline: Date.now() - 1 })
    expect(answer).toEqual({ answered: false, reason: 'the time given is spent' })
  })
})
