import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { redisEngine } from '../../src/sweeps/redis-engine.ts'
import { serve } from '../../src/sweeps/redis-worker.ts'
import { hasTools } from '../support/tools.ts'
import { redisServer } from './redis-server.ts'
import { HYPERBOLA, HYPERBOLA_CELLS, sweepText, temporaryFolder } from './sweep-files.ts'

const home = temporaryFolder()
afterAll(home.remove)

test.runIf(hasTools('sweeps over Redis', 'redis-server'))(
  'a server that stays away ends the sweep with what is finished, which goes on without it',
  async () => {
    const server = await redisServer(home.path('.'))
    await server.start()
    const controller = new AbortController()
    const serving = serve(server.url, { version: '0.0.0-test', workers: 1, signal: controller.signal })
    let gone: Promise<void> | undefined
    const lost = await sweepText(HYPERBOLA, home.path('lost'), {
      engine: (plan, leftover) =>
        redisEngine(plan, { url: server.url, out: home.path('lost'), leftover, patience: 1000 }),
      onProgress: ({ done }) => {
        if (done > 0) gone ??= server.kill()
      },
    })
    await gone
    expect(lost.end).toMatchObject({ type: 'lost' })
    expect(lost.end.type === 'lost' && lost.end.message).toContain(`Redis at ${server.url} has been away for 1 s`)
    expect(lost.manifest.cells.done).toBeGreaterThan(0)
    expect(lost.manifest.cells.done).toBeLessThan(HYPERBOLA_CELLS)

    const done: number[] = []
    const rest = await sweepText(HYPERBOLA, home.path('lost'), { onProgress: (p) => done.push(p.done) })
    expect(done[0]).toBe(lost.manifest.cells.done)
    expect(rest.end).toEqual({ type: 'complete' })
    await sweepText(HYPERBOLA, home.path('whole'))
    const text = (folder: string): string => readFileSync(`${home.path(folder)}/cells.ndjson`, 'utf8')
    expect(text('lost')).toBe(text('whole'))
    controller.abort()
    await serving
  },
  60_000,
)
