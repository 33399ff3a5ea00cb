import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sitePages } from '../../scripts/site/pages.mjs'
import { PAGE_STYLE } from '../../src/report/html.ts'
import { hasTools } from '../support/tools.ts'
import { startBrowser } from '../web/browser.ts'

let pages: ReadonlyMap<string, string>
let files: ReadonlyMap<string, string>
beforeAll(() => {
  files = sitePages(PAGE_STYLE)
  pages = new Map([...files].filter(([place]) => place.endsWith('.html')))
}, 180_000)

const idsOf = (html: string): readonly string[] => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id as string)

test('every page of docs/ is there, and in the list on each page', () => {
  for (const place of [
    'index',
    'start',
    'tutorial',
    'faq',
    'comparison',
    'theory',
    'format',
    'architecture',
    'reference',
  ]) {
    expect([...pages.keys()]).toContain(`${place}.html`)
    for (const html of pages.values()) expect(html).toMatch(new RegExp(`<li><a href="(\\.\\./)?${place}\\.html"`))
  }
})

test('every link leads to a page and an anchor of the site', () => {
  const broken: string[] = []
  for (const [place, html] of pages) {
    for (const [, target = ''] of html.matchAll(/ href="([^"]*)"/g)) {
      if (/^https?:/.test(target)) continue
      const [file = '', anchor] = target.split('#')
      const page = files.get(file === '' ? place : posix.join(posix.dirname(place), file))
      if (page === undefined || (anchor !== undefined && !idsOf(page).includes(anchor)))
        broken.push(`${place}: ${target}`)
    }
  }
  expect(broken).toEqual([])
})

test('links are named by the titles of pages', () => {
  expect(pages.get('start.html')).toContain('<a href="language.html">The input language</a>')
  for (const html of pages.values()) expect(html).not.toMatch(/>[\w/-]+\.md<\/a>/)
})

test('no page asks anything of another place, and none has a script but the search', () => {
  for (const [place, html] of pages) {
    const isSearch = place === 'search.html'
    expect(html).not.toMatch(/<(img|iframe)\b| src=|@import|url\(/)
    expect([...html.matchAll(/<script\b[^>]*>/g)].map(String)).toEqual(
      isSearch ? ['<script type="application/json" id="sections">', '<script>'] : [],
    )
    expect([...html.matchAll(/<link\b[^>]*>/g)].map(String)).toEqual(
      html.includes('class="katex') ? ['<link rel="stylesheet" href="formulas.css">'] : [],
    )
    expect(html).toMatch(/content="default-src 'none'; style-src 'unsafe-inline'[^"]*"/)
    expect(html.includes('script-src')).toBe(isSearch)
    expect(new Set(idsOf(html)).size).toBe(idsOf(html).length)
  }
  expect([...files.keys()].filter((place) => !pages.has(place))).toEqual(['formulas.css', 'THIRD-PARTY.txt'])
  expect(files.get('THIRD-PARTY.txt')).toMatch(/katex [\d.]+ \(MIT\)[\s\S]*KaTeX fonts/)
})

test('formulas are set, and their fonts are here', () => {
  expect(pages.get('theory.html')).toContain('<annotation encoding="application/x-tex">')
  for (const [place, html] of pages) {
    const prose = html.replaceAll(/<pre\b[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>|<script\b[\s\S]*?<\/script>/g, '')
    expect({ place, dollars: prose.match(/.{0,20}\$.{0,20}/)?.[0] }).toEqual({ place, dollars: undefined })
  }
  const style = files.get('formulas.css') ?? ''
  expect([...style.matchAll(/url\((?!data:font\/woff2;base64,)/g)]).toEqual([])
  for (const family of ['KaTeX_Main', 'KaTeX_Math', 'KaTeX_AMS'])
    expect(style).toContain(`@font-face{font-display:block;font-family:${family};`)
})

test('formulas of the pages are written so that Git hosts read them too', () => {
  // Within dollars they read Markdown first: \{ loses its backslash, two stars are emphasis, a bar ends a cell, a<b opens.
  const misread = /\\[!-/:-@[-`{-~]|[*]|[<>](?=\S)|\n\n/
  for (const file of readdirSync('docs').filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(`docs/${file}`, 'utf8').replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '')
    for (const [formula] of text.matchAll(/(?<![\w$\\])\$[^\s$][^$]*\$/g)) expect(formula).not.toMatch(misread)
    for (const [row] of text.matchAll(/^\|.*\|$/gm)) {
      for (const [formula] of row.matchAll(/\$[^\s$][^$]*\$/g)) expect(formula).not.toContain('|')
    }
  }
})

test('the reference has every function with its docstring and how it is called', () => {
  const reference = pages.get('reference.html') ?? ''
  for (const name of ['check', 'laws', 'prove', 'recheck', 'drift', 'CheckResult', 'Verdict', 'InputError']) {
    expect(idsOf(reference)).toContain(name)
  }
  expect(reference).toContain('check(problem: <a href="#Problem">Problem</a>')
  expect(reference).toContain('The whole checklist for an objective and a regularizer, with the conclusion.')
  const functions = reference.slice(
    reference.indexOf('<h2 id="functions">'),
    reference.indexOf('<h2 id="classes-and-types">'),
  )
  const sections = functions.split('<h3 ').slice(1)
  expect(sections.length).toBeGreaterThan(15)
  expect(
    sections.filter((section) => !section.includes('class="note"')).map((section) => section.slice(0, 40)),
  ).toEqual([])
})

test('every type that a declaration names is in the reference', () => {
  const reference = pages.get('reference.html') ?? ''
  const declarations = [...reference.matchAll(/<pre class="signature">([\s\S]*?)<\/pre>/g)].map(
    ([, text]) => text as string,
  )
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join('src', file), 'utf8'))
  const ours = sources.flatMap((text) =>
    [...text.matchAll(/^(?:export )?(?:interface|type|class) (?!Partial\b)([A-Z]\w*)/gm)].map(
      ([, name]) => name as string,
    ),
  )
  const parameters = declarations.flatMap((text) =>
    [...text.matchAll(/\b(\w+) (?:extends|in) /g)].map(([, name]) => name),
  )
  const unknown = declarations.flatMap((text) =>
    [
      ...text.replaceAll(/<a href[\s\S]*?<\/a>|\/\*\*[\s\S]*?\*\/|'[^']*'|\/\/.*/g, '').matchAll(/\b[A-Z][a-z]\w*/g),
    ].map(String),
  )
  expect([...new Set(unknown)].filter((name) => ours.includes(name) && !parameters.includes(name))).toEqual([])
})

describe.runIf(hasTools('the site in a browser', 'chromium'))('opened from a disk', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlaw-site-'))
  const at = (place: string): string => new URL(place, `${pathToFileURL(folder).href}/`).href
  let browser: Browser
  beforeAll(async () => {
    for (const [place, text] of files) {
      mkdirSync(dirname(join(folder, place)), { recursive: true })
      writeFileSync(join(folder, place), text)
    }
    browser = await startBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })
  /** A page, and what its console complained of. */
  const opened = async (place: string, options: BrowserContextOptions = {}): Promise<[Page, readonly string[]]> => {
    const context = await browser.newContext(options)
    const complaints: string[] = []
    context.on('console', (message) => complaints.push(message.text()))
    context.on('weberror', (error) => complaints.push(String(error.error())))
    const page = await context.newPage()
    await page.goto(at(place))
    return [page, complaints]
  }

  test('a question from any page is answered, with the keyboard alone', async () => {
    const [page, complaints] = await opened('start.html')
    await page.getByRole('searchbox').fill('recheck')
    await page.keyboard.press('Enter')
    await page.waitForURL(/search\.html\?q=recheck$/)
    const answers = page.locator('#found a')
    expect(await answers.first().textContent()).toBe('recheck')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('subdifferential dire')
    await page
      .getByRole('status')
      .filter({ hasText: /^\d+ sections?$/ })
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator('#found li:first-child a:focus').count()).toBe(1)
    await page.keyboard.press('/')
    expect(await page.locator('#q:focus').count()).toBe(1)
    await page.locator('#q').fill('<img src=x> "zzzz')
    expect(await page.locator('#found img').count()).toBe(0)
    await page.locator('#q').fill('conserved')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('search.html'))
    expect(complaints).toEqual([])
  })

  test('formulas have their fonts', async () => {
    const [page, complaints] = await opened('theory.html')
    const fonts = await page.evaluate<readonly string[]>(
      "document.fonts.ready.then((set) => [...set].map((font) => font.family + ' ' + font.status))",
    )
    const used = fonts.filter((font) => !font.endsWith(' unloaded'))
    expect(used).toContain('KaTeX_Math loaded')
    expect(used.filter((font) => !font.endsWith(' loaded'))).toEqual([])
    expect(complaints).toEqual([])
  })

  test.each(['light', 'dark'] as const)('no serious findings about accessibility, %s', async (colorScheme) => {
    const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
    for (const place of ['search.html?q=law', ...(colorScheme === 'light' ? ['laws-across-kinks.html'] : [])]) {
      const [page] = await opened(place, { colorScheme, bypassCSP: true })
      await page.evaluate(axe)
      const findings = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run()
        return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      })
      expect(findings.map(({ id, nodes }) => [place, id, nodes[0]?.html])).toEqual([])
    }
  })

  test.each(['index', 'theory', 'reference', 'search'])('%s fits a phone', async (name) => {
    const [page] = await opened(`${name}.html`, { viewport: { width: 360, height: 700 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  })
})
