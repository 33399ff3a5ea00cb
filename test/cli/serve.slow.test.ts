import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explorerLink } from '../../src/cli/explorer-link.ts'
import { CommandError } from '../../src/cli/output.ts'
import { type PageServer, servePages } from '../../src/cli/page-server.ts'
import { z3Files } from '../../src/cli/z3-files.ts'
import { checkedProblemText } from '../../src/toolkit/problem-file.ts'
import { decodeState } from '../../src/web/state-link.ts'
import { buildCommand, COMMAND } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlaw-serve-'))
const outside = `${folder}-beside.html`
let server: PageServer

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<p>here</p>')
  writeFileSync(join(folder, 'a.wasm'), 'x')
  mkdirSync(join(folder, 'assets'))
  for (const name of ['page.js', 'page-0a1B_2c3.js']) writeFileSync(join(folder, 'assets', name), '')
  mkdirSync(join(folder, 'below'))
  writeFileSync(join(folder, 'below', 'index.html'), '<p>below</p>')
  writeFileSync(outside, 'secret')
  server = await servePages(folder, '127.0.0.1', 0)
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
  rmSync(outside)
})

describe('the server', () => {
  test('answers for the files of its folder, isolated from other origins', async () => {
    const response = await fetch(server.url)
    expect(await response.text()).toBe('<p>here</p>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect((await fetch(`${server.url}assets/page-0a1B_2c3.js`)).headers.get('cache-control')).toMatch(/immutable$/)
    expect((await fetch(`${server.url}assets/page.js`)).headers.get('cache-control')).toBe('no-cache')
    expect((await fetch(`${server.url}assets/page.js?0123456789`)).headers.get('cache-control')).toMatch(/immutable$/)
    expect((await fetch(`${server.url}a.wasm`)).headers.get('content-type')).toBe('application/wasm')
    expect((await fetch(`${server.url}a%2Ewasm`)).headers.get('content-type')).toBe('application/wasm')
    expect((await fetch(`${server.url}below/`)).headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect((await fetch(server.url, { method: 'HEAD' })).status).toBe(200)
  })

  test('hands out z3 where it is installed, and says so where it is not', async () => {
    const beside = await servePages(folder, '127.0.0.1', 0, z3Files())
    const [module, wasm] = await Promise.all(
      ['z3-built.mjs', 'z3-built.wasm'].map((name) =>
        fetch(`${beside.url}z3/${name}`, { method: name.endsWith('m') ? 'HEAD' : 'GET' }),
      ),
    )
    expect((await module?.text())?.trimEnd().endsWith('export default initZ3')).toBe(true)
    expect(wasm?.headers.get('content-type')).toBe('application/wasm')
    await beside.close()
    expect([...z3Files(null)]).toEqual([['/z3/z3-built.mjs', { text: 'export default null\n' }]])
  })

  test.for([
    ['nothing.html', 404],
    ['%2e%2e/etc/passwd', 404],
    ['..%2f..%2fetc%2fpasswd', 404],
    [`..%2f${outside.split('/').at(-1)}`, 404],
    ['%00', 404],
    ['%', 404],
  ] as const)('%s is not found', async ([path, status]) => {
    expect((await fetch(server.url + path)).status).toBe(status)
  })

  test('nothing can be sent to it, and a port is taken once', async () => {
    expect((await fetch(server.url, { method: 'POST', body: 'x' })).status).toBe(405)
    const port = Number(new URL(server.url).port)
    await expect(servePages(folder, '127.0.0.1', port)).rejects.toThrow(CommandError)
    await expect(servePages(folder, '127.0.0.1', port)).rejects.toThrow(`port ${port} of 127.0.0.1 is in use`)
    await expect(servePages(folder, '1.2.3.4', 0)).rejects.toThrow('no address of this machine')
  })
})

test('the link opens the problem of a file, with the values and the window of its figure', () => {
  const file = join(import.meta.dirname, '..', '..', 'proofs', 'example-4-4-ellipse.yaml')
  const link = explorerLink('http://127.0.0.1:1/', checkedProblemText({ file }))
  const { state, complaints } = decodeState(link.slice(link.indexOf('#') + 1))
  expect(complaints).toEqual([])
  expect(state).toMatchObject({
    objective: '(a*x^2 + b*y^2 - 1)^2',
    assume: 'a > b, a > 0, b > 0',
    parameters: [
      { name: 'a', value: 2 },
      { name: 'b', value: 1 },
    ],
    view: { window: [-1.5, 1.5, -1.5, 1.5] },
  })
  expect(explorerLink('http://127.0.0.1:1/', undefined)).toBe('http://127.0.0.1:1/')
})

test('the command serves until it is stopped, and says what is wrong', { timeout: 60_000 }, async () => {
  await buildCommand()
  const page = join(dirname(COMMAND), 'web')
  mkdirSync(page, { recursive: true })
  writeFileSync(join(page, 'index.html'), '<p>page</p>')
  const run = (args: readonly string[], until?: (output: string) => boolean) =>
    new Promise<{ status: number | null; output: string }>((resolve) => {
      const child = spawn(process.execPath, [COMMAND, 'serve', ...args])
      let output = ''
      const hear = (data: Buffer): void => {
        output += data.toString()
        if (until?.(output) === true) child.kill('SIGINT')
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.on('close', (status) => resolve({ status, output }))
    })
  const served = await run(['x*y-1', '--json'], (output) => output.includes('}'))
  expect(served.status).toBe(0)
  expect(JSON.parse(served.output).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#v=1&f=x\*y-1$/)
  expect(await run(['x^2 +'])).toMatchObject({ status: 64, output: expect.stringContaining('line 1') })
  expect(await run(['--port', '99999'])).toMatchObject({ status: 64, output: expect.stringContaining('65535') })
  expect(await run(['--params', 'a'])).toMatchObject({ status: 64, output: expect.stringContaining('--objective') })
})
