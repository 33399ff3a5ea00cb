import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { CommandError } from './output.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

// A page that is isolated from other origins may share memory between its threads, which z3 needs.
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
}

/** Whether what lies at an address never changes: its name has a digest of its content, or its query one of the build. */
const isLasting = ({ pathname, search }: URL): boolean =>
  /^\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(pathname) || (/^\/assets\//.test(pathname) && /^\?[0-9a-f]{10}$/.test(search))

/** A file on disk, or a text. */
export type ServedFile = { readonly path: string } | { readonly text: string }

export interface PageServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** The file in `folder` that a request asks for; none where there is no such file, or it would lie elsewhere. */
const fileOf = (folder: string, pathname: string): string | undefined => {
  try {
    const path = decodeURIComponent(pathname)
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path))
    if (path.includes('\0') || !file.startsWith(folder + sep)) return undefined
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : undefined
  } catch {
    return undefined
  }
}

/** Why a server cannot listen, in words. */
const why = ({ code, message }: NodeJS.ErrnoException, host: string, port: number): string => {
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is in use (without --port a free one is taken)`
  if (code === 'EACCES') return `port ${port} needs more rights than you have: one of at least 1024 does not`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is no address of this machine`
  return message
}

const addressOf = (url: string | undefined): URL | undefined => {
  try {
    return new URL(url ?? '/', 'http://localhost')
  } catch {
    return undefined
  }
}

/**
 * Answers requests for the files of a folder and for `others` by their paths, and no others, until it is closed; port 0
 * stands for any free one.
 */
export const servePages = async (
  folder: string,
  host: string,
  port: number,
  others: ReadonlyMap<string, ServedFile> = new Map(),
): Promise<PageServer> => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const address = addressOf(request.url)
    const own = address && fileOf(folder, address.pathname)
    const file = own === undefined ? others.get(address?.pathname ?? '') : { path: own }
    if (address === undefined || file === undefined) {
      response.writeHead(404, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end('not found\n')
      return
    }
    response.writeHead(200, {
      ...HEADERS,
      'content-type': TYPES[extname('path' in file ? file.path : address.pathname)] ?? 'application/octet-stream',
      'cache-control': isLasting(address) ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else if ('text' in file) response.end(file.text)
    else
      createReadStream(file.path)
        .on('error', () => response.destroy())
        .pipe(response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new CommandError(`cannot serve: ${why(error, host, port)}`)))
    server.listen(port, host, resolve)
  })
  const { address, port: taken, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
