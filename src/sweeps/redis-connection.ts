import type { Redis } from 'ioredis'
import { InputError } from '../expression/input-error.ts'

/** What BullMQ is tested with. */
const OLDEST = [6, 2]
const CONNECT_MS = 5000

/** The address without its password, for messages. */
export const shownUrl = (url: string): string => url.replace(/(\/\/[^/@]*):[^/@]*@/, '$1:***@')

const refuse = (what: string, advice?: string): never => {
  throw new InputError({
    what,
    expected: `Redis ${OLDEST.join('.')} or newer, such as redis://127.0.0.1:6379`,
    ...(advice === undefined ? {} : { advice }),
  })
}

const isTooOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < (OLDEST[0] as number) || (major === OLDEST[0] && minor < (OLDEST[1] as number))
}

const readUrl = (url: string): void => {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  if (protocol !== 'redis:' && protocol !== 'rediss:') refuse(`"${shownUrl(url)}" is not the address of a Redis server`)
}

/**
 * Looks whether a Redis server answers at an address, and is not too old.
 * Throws `InputError` with what is wrong: no address, nobody there, a password, the version.
 */
export const probe = async (url: string): Promise<void> => {
  readUrl(url)
  const { newRedis } = await import('./redis-client.ts')
  const redis = newRedis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  let cause: (Error & { readonly code?: string }) | undefined
  redis.on('error', (error) => {
    cause ??= error
  })
  try {
    await redis.connect()
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '0'
    if (isTooOld(version)) refuse(`Redis ${version} at ${shownUrl(url)} is too old`)
  } catch (error) {
    if (error instanceof InputError) throw error
    const { code, message } = cause ?? (error as Error & { readonly code?: string })
    if (/NOAUTH|WRONGPASS|ERR AUTH/.test(message)) {
      refuse(`Redis at ${shownUrl(url)} does not accept this password`, 'redis://:PASSWORD@HOST:PORT')
    }
    refuse(`Redis at ${shownUrl(url)} cannot be reached (${code ?? message})`, 'start it, or look at the address')
  } finally {
    redis.disconnect()
  }
}

const LONGEST_PAUSE_MS = 2000

/** A connection that comes back when the server does; commands wait meanwhile. */
export const connection = async (url: string): Promise<Redis> => {
  const { newRedis } = await import('./redis-client.ts')
  const redis = newRedis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT_MS,
    retryStrategy: (times) => Math.min(100 * times, LONGEST_PAUSE_MS),
  })
  // Whoever waits for too long says so; a connection that comes back is nobody's concern.
  redis.on('error', () => {})
  return redis
}
