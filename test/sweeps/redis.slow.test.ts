import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, COMMAND, gradlaw, type Ran } from '../cli/command.ts'
import { hasTools } from '../support/tools.ts'
import { freePort, killed, type RedisServer, redisServer } from './redis-server.ts'
import { HYPERBOLA, temporaryFolder } from './sweep-files.ts'

const home = temporaryFolder()
const started: ChildProcess[] = []
const servers: RedisServer[] = []

beforeAll(buildCommand)
afterEach(async () => {
  await Promise.all(started.splice(0).map(killed))
  await Promise.all(servers.splice(0).map((server) => server.kill()))
})
afterAll(home.remove)

const text = (folder: string, file = 'cells.ndjson'): string => readFileSync(`${home.path(folder)}/${file}`, 'utf8')

const serverIn = async (name: string, ...options: readonly string[]): Promise<RedisServer> => {
  mkdirSync(home.path(name), { recursive: true })
  const server = await redisServer(home.path(name), ...options)
  servers.push(server)
  return server
}

const worker = (url: string): ChildProcess => {
  const child = spawn(process.execPath, [COMMAND, 'worker', '--redis', url, '--workers', '1', '--quiet'])
  started.push(child)
  return child
}

const file = (name: string, content: string): string => {
  writeFileSync(home.path(name), content)
  return home.path(name)
}

const rest = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Cells that are on disk while a sweep runs. */
const finished = (folder: string): number => {
  try {
    return text(folder, 'cells.partial.ndjson').split('\n').length - 1
  } catch {
    return 0
  }
}

/** Waits until a sweep has so many cells; false where it ends before. */
const reaches = async (folder: string, cells: number, running: Promise<Ran>): Promise<boolean> => {
  let isOver = false
  running.then(() => {
    isOver = true
  })
  while (!isOver) {
    if (finished(folder) >= cells) return true
    await rest(10)
  }
  return false
}

/** Two thousand cells of some milliseconds each: time to kill something in the middle. */
const LONG = `objective: (x*y - 1)^2
simulate: {steps: 40000, seed: 5}
sweep:
  over:
    method: [ngd, gd]
    alpha: {from: 0.01, to: 0.4, count: 20, scale: log}
    x: {from: -2, to: 2, count: 50}
  attractor: [[1, 1], [-1, -1]]
`
const LONG_CELLS = 2000

describe.runIf(hasTools('sweeps over Redis', 'redis-server'))('over Redis', () => {
  test('two workers give the bytes of threads, and leave nothing behind', async () => {
    const server = await serverIn('a')
    await server.start()
    const problem = file('hyperbola.yaml', HYPERBOLA)
    const embedded = await gradlaw(['sweep', problem, '--out', home.path('a1'), '--parquet', '--quiet'])
    expect(embedded.status, embedded.stderr).toBe(0)
    worker(server.url)
    worker(server.url)
    const args = ['sweep', problem, '--out', home.path('a2'), '--redis', server.url, '--parquet', '--quiet', '--json']
    const shared = await gradlaw(args)
    expect(shared.status, shared.stderr).toBe(0)
    expect(JSON.parse(shared.stdout)).toMatchObject({ complete: true, end: { type: 'complete' } })
    for (const name of ['cells.ndjson', 'manifest.json']) expect(text('a2', name)).toBe(text('a1', name))
    expect(readFileSync(`${home.path('a2')}/cells.parquet`)).toEqual(readFileSync(`${home.path('a1')}/cells.parquet`))
    expect(await server.keys('gradlaw:rows:*')).toEqual([])
    expect((await server.keys('gradlaw:sweep-*')).map((key) => key.split(':')[2]).sort()).not.toContain('wait')
  }, 120_000)

  test('workers that are killed and a server that is restarted lose and double no cell', async () => {
    const server = await serverIn('b')
    await server.start()
    const problem = file('long.yaml', LONG)
    const embedded = await gradlaw(['sweep', problem, '--out', home.path('b1'), '--quiet'])
    expect(embedded.status, embedded.stderr).toBe(0)
    const running = gradlaw(['sweep', problem, '--out', home.path('b2'), '--redis', server.url, '--quiet', '--json'])
    let [first, second] = [worker(server.url), worker(server.url)]
    expect(await reaches('b2', 200, running)).toBe(true)
    await killed(first)
    first = worker(server.url)
    expect(await reaches('b2', 600, running)).toBe(true)
    await killed(second)
    await server.kill()
    await rest(500)
    await server.start()
    second = worker(server.url)
    expect(await reaches('b2', 1000, running)).toBe(true)
    await Promise.all([killed(first), killed(second)])
    worker(server.url)
    const { status, stdout, stderr } = await running
    expect(status, stderr).toBe(0)
    expect(JSON.parse(stdout).cells).toMatchObject({ total: LONG_CELLS, done: LONG_CELLS, lost: 0, timeout: 0 })
    const cells = text('b2')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { cell: number }).cell)
    expect(cells).toEqual(Array.from({ length: LONG_CELLS }, (_, i) => i))
    for (const name of ['cells.ndjson', 'manifest.json']) expect(text('b2', name)).toBe(text('b1', name))
  }, 240_000)

  test('a sweep that is killed or interrupted is gone on with', async () => {
    const server = await serverIn('c')
    await server.start()
    const problem = file('again.yaml', LONG)
    worker(server.url)
    const args = [COMMAND, 'sweep', problem, '--out', home.path('c1'), '--redis', server.url, '--quiet', '--json']
    for (const [signal, cells] of [
      ['SIGKILL', 200],
      ['SIGINT', 700],
    ] as const) {
      const child = spawn(process.execPath, args, { stdio: 'ignore' })
      started.push(child)
      const closed = new Promise<Ran>((resolve) =>
        child.once('close', (status) => resolve({ status, stdout: '', stderr: '', milliseconds: 0 })),
      )
      expect(await reaches('c1', cells, closed)).toBe(true)
      child.kill(signal)
      expect((await closed).status).toBe(signal === 'SIGINT' ? 2 : null)
      expect(finished('c1')).toBeGreaterThanOrEqual(cells)
    }
    // The rest needs no server.
    const { status, stderr } = await gradlaw(['sweep', problem, '--out', home.path('c1'), '--quiet'])
    expect(status, stderr).toBe(0)
    await gradlaw(['sweep', problem, '--out', home.path('c2'), '--quiet'])
    for (const name of ['cells.ndjson', 'manifest.json']) expect(text('c1', name)).toBe(text('c2', name))
  }, 240_000)

  test('a server that needs a password says so', async () => {
    const server = await serverIn('d', '--requirepass', 'secret')
    await server.start().catch(() => {})
    const problem = file('password.yaml', HYPERBOLA)
    const refused = await gradlaw(['sweep', problem, '--out', home.path('d1'), '--redis', server.url, '--quiet'])
    expect(refused.status).toBe(64)
    expect(refused.stderr).toContain('does not accept this password')
    const url = server.url.replace('//', '//:wrong@')
    const wrong = await gradlaw(['worker', '--redis', url, '--quiet'])
    expect(wrong.status).toBe(64)
    expect(wrong.stderr).not.toContain('wrong@')
  }, 60_000)
})

describe('a server that is none', () => {
  test('is told of: nobody there, no address', async () => {
    const problem = file('nobody.yaml', HYPERBOLA)
    const nobody = `redis://127.0.0.1:${await freePort()}`
    for (const command of [['sweep', problem, '--out', home.path('e1')], ['worker']]) {
      const { status, stderr, stdout } = await gradlaw([...command, '--redis', nobody, '--quiet'])
      expect(status).toBe(64)
      expect(stderr).toContain(`Redis at ${nobody} cannot be reached (ECONNREFUSED)`)
      expect(`${stdout}${stderr}`).not.toMatch(/ at .*\.js:\d/)
      const odd = await gradlaw([...command, '--redis', 'localhost', '--quiet'])
      expect(odd.status).toBe(64)
      expect(odd.stderr).toContain('is not the address of a Redis server')
    }
  }, 60_000)

  test('is told of where it is too old', async () => {
    const info = 'redis_version:5.0.14\r\n'
    const old = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (data) => {
        const asked = data.toString('latin1').toLowerCase()
        const count = asked.match(/^\*/gm)?.length ?? 1
        const answer = asked.includes('info') ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n'
        socket.write(answer.repeat(count))
      })
    })
    const port = await freePort()
    await new Promise<void>((resolve) => old.listen(port, '127.0.0.1', resolve))
    const { status, stderr } = await gradlaw(['worker', '--redis', `redis://127.0.0.1:${port}`, '--quiet'])
    old.close()
    expect(status).toBe(64)
    expect(stderr).toContain('Redis 5.0.14 at redis://127.0.0.1:')
    expect(stderr).toContain('is too old')
  }, 60_000)
})
