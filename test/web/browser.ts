import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { buildWebOnce } from '../../scripts/web.mjs'
import { type PageServer, servePages } from '../../src/cli/page-server.ts'
import { z3Files } from '../../src/cli/z3-files.ts'

/** The built page, served, and a browser; what the pages ask for and complain of is kept. */
export interface Explorer {
  /** Opens the page with this fragment in a profile of its own. */
  readonly open: (fragment?: string, options?: BrowserContextOptions) => Promise<Page>
  /** Addresses outside the page that were asked for. */
  readonly outside: readonly string[]
  /** What the consoles of the pages said, and errors that nobody caught. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

const onPath = (name: string): string =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => `${folder}/${name}`)
    .find((file) => existsSync(file)) ?? name

/** Starts Debian's chromium. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: onPath('chromium'), args: ['--no-sandbox'] })

/** Builds and serves the page, and starts a browser. */
export const startExplorer = async (): Promise<Explorer> => {
  const server: PageServer = await servePages(await buildWebOnce(), '127.0.0.1', 0, z3Files())
  const browser = await startBrowser()
  const outside: string[] = []
  const complaints: string[] = []
  const watch = (context: BrowserContext): void => {
    context.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(server.url) && !/^(blob|data):/.test(url)) outside.push(url)
    })
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    context.on('weberror', (error) => complaints.push(String(error.error())))
  }
  return {
    open: async (fragment = '', options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options })
      watch(context)
      const page = await context.newPage()
      await page.goto(`${server.url}${fragment}`)
      return page
    },
    outside,
    complaints,
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
