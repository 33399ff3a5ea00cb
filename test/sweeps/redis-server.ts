import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** A port of the loopback interface that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('close', () => resolve())
  })

/** Ends a process at once, as the kernel does, and waits until it is gone. */
export const killed = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await ended(child)
}

/** A Redis server of one's own, which writes every change to a file. */
export interface RedisServer {
  readonly url: string
  readonly start: () => Promise<void>
  /** Without a chance to write anything more. */
  readonly kill: () => Promise<void>
  /** How many keys begin with a text. */
  readonly keys: (pattern: string) => Promise<readonly string[]>
}

export const redisServer = async (folder: string, ...options: readonly string[]): Promise<RedisServer> => {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const ask = async <T>(question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url, { retryStrategy: (times) => (times > 100 ? null : 50), maxRetriesPerRequest: 200 })
    redis.on('error', () => {})
    try {
      return await question(redis)
    } finally {
      redis.disconnect()
    }
  }
  return {
    url,
    start: async () => {
      const kept = ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
      const args = ['--port', `${port}`, '--bind', '127.0.0.1', ...kept, ...options]
      server = spawn('redis-server', args, { stdio: 'ignore' })
      // While it reads its file it answers LOADING, which ioredis waits for.
      await ask((redis) => redis.ping())
    },
    kill: async () => {
      if (server !== undefined) await killed(server)
    },
    keys: (pattern) => ask((redis) => redis.keys(pattern)),
  }
}
