import { posix } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sitePages } from '../../scripts/site/pages.mjs'
import { PAGE_STYLE } from '../../src/report/html.ts'

let pages: ReadonlyMap<string, string>
beforeAll(() => {
  pages = sitePages(PAGE_STYLE)
})

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
      const page = pages.get(file === '' ? place : posix.join(posix.dirname(place), file))
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

test('no page asks anything of another place, and none has a script', () => {
  for (const html of pages.values()) {
    expect(html).not.toMatch(/<(script|link|img|iframe)\b| src=|@import|url\(/)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(new Set(idsOf(html)).size).toBe(idsOf(html).length)
  }
})

test('the reference has every function with its docstring and how it is called', () => {
  const reference = pages.get('reference.html') ?? ''
  for (const name of ['check', 'laws', 'prove', 'recheck', 'drift', 'CheckResult', 'Verdict', 'InputError']) {
    expect(idsOf(reference)).toContain(name)
  }
  expect(reference).toContain('check(problem: <a href="#Problem">Problem</a>')
  expect(reference).toContain('The whole checklist for an objective and a regularizer, with the conclusion.')
  const functions = reference.slice(reference.indexOf('<h2>Functions'), reference.indexOf('<h2>Classes'))
  const sections = functions.split('<h3 ').slice(1)
  expect(sections.length).toBeGreaterThan(15)
  expect(
    sections.filter((section) => !section.includes('class="note"')).map((section) => section.slice(0, 40)),
  ).toEqual([])
})
