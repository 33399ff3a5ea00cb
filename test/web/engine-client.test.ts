import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newEngine } from '../../src/web/engine/engine-client.ts'
import type { Part, Question, Reply, Request } from '../../src/web/engine/protocol.ts'

const asked = (objective: string): Question => ({ kind: 'laws', problem: { objective }, timeout: 20, seed: 1 })
const phase = (words: string): Part => ({ kind: 'phase', phase: words })
const done = (isInterrupted = false): Part => ({ kind: 'done', isInterrupted })

/** A worker that says what the test lets it say. */
class FakeWorker {
  onmessage: ((event: { readonly data: Reply }) => void) | undefined
  onerror: ((event: { readonly message: string; readonly preventDefault: () => void }) => void) | undefined
  readonly heard: Request[] = []
  isEnded = false
  postMessage(request: Request): void {
    this.heard.push(request)
  }
  terminate(): void {
    this.isEnded = true
  }
  /** Answers the question that was asked first; a message may still come from a worker that was ended. */
  say(part: Part): void {
    const [id = 0] = this.heard.filter(({ kind }) => kind === 'ask').map((request) => request.id)
    this.onmessage?.({ data: { id, part } })
  }
  die(): void {
    this.onerror?.({ message: 'no memory', preventDefault: () => {} })
  }
}

const opened = () => {
  const workers: FakeWorker[] = []
  const engine = newEngine(() => {
    const own = new FakeWorker()
    workers.push(own)
    return own as unknown as Worker
  })
  const heard: Part[] = []
  return { engine, workers, heard, hear: (part: Part) => void heard.push(part) }
}

const settled = (): Promise<void> => Promise.resolve()

describe('a question that is asked before there is a page', () => {
  const place = globalThis as { window?: unknown }
  const before = place.window
  beforeAll(() => {
    place.window = globalThis
  })
  afterAll(() => {
    if (before === undefined) delete place.window
    else place.window = before
  })

  test('is taken over by the page that asks the same: once, with all its parts in order', async () => {
    const { engine, workers, heard, hear } = opened()
    engine.askAhead(asked('x*y'))
    workers[0]?.say(phase('early'))
    engine.ask(asked('x*y'), hear)
    await settled()
    workers[0]?.say(phase('late'))
    workers[0]?.say(done())
    expect(heard).toEqual([phase('early'), phase('late'), done()])
    expect(workers.map((worker) => worker.heard.length)).toEqual([1])
    // The next one that is the same is asked anew.
    engine.ask(asked('x*y'), hear)
    expect(workers.map((worker) => worker.heard.length)).toEqual([2])
    engine.close()
  })

  test('is heard to its end where that came before the page', async () => {
    const { engine, workers, heard, hear } = opened()
    engine.askAhead(asked('x*y'))
    workers[0]?.say(phase('early'))
    workers[0]?.say(done())
    engine.ask(asked('x*y'), hear).cancel()
    await settled()
    expect(heard).toEqual([phase('early'), done()])
    expect(workers).toHaveLength(1)
    engine.close()
  })

  test('is not heard by a page that asks something else, and does not make it wait', async () => {
    const { engine, workers, heard, hear } = opened()
    engine.askAhead(asked('x*y'))
    workers[0]?.say(phase('early'))
    engine.ask(asked('x^2'), hear)
    await settled()
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false])
    workers[0]?.say(done())
    workers[1]?.say(phase('own'))
    expect(heard).toEqual([phase('own')])
    engine.close()
  })

  test('ends when the page says so, with a worker that does not listen', async () => {
    const { engine, workers, heard, hear } = opened()
    engine.askAhead(asked('x*y'))
    const asking = engine.ask(asked('x*y'), hear)
    await settled()
    asking.cancel()
    expect(workers[0]?.heard.map(({ kind }) => kind)).toEqual(['ask', 'cancel'])
    await expect.poll(() => heard).toEqual([done(true)])
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false])
    engine.close()
  })

  test('whose worker died is told, and the next one has another', async () => {
    const { engine, workers, heard, hear } = opened()
    engine.askAhead(asked('x*y'))
    workers[0]?.die()
    engine.ask(asked('x*y'), hear)
    await settled()
    expect(heard).toMatchObject([{ kind: 'failed' }])
    engine.ask(asked('x*y'), hear)
    expect(workers.map((worker) => worker.heard.length)).toEqual([1, 1])
    engine.close()
  })
})
