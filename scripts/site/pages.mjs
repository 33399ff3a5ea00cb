// The pages of the site: README.md, docs/*.md, proofs/FORMAT.md, the reference, the search, and the files that these link
// to.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FONTS, licencesOf } from '../licences.mjs'
import { escapeHtml, markdownHtml } from './markdown.mjs'
import { mathHtml, mathStyle, mathText } from './math.mjs'
import { readReference } from './reference.mjs'
import { referenceHtml } from './reference-page.mjs'
import { searchHtml, searchScript, sectionsOf } from './search.mjs'
import { SITE_STYLE } from './style.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The list of pages in groups; pages of docs/ that are not named come last. */
const GROUPS = [
  ['First steps', ['README', 'start', 'tutorial', 'faq']],
  ['Use', ['language', 'sweeps', 'coq', 'comparison', 'reference']],
  ['Mathematics', ['theory', 'invariant-cells', 'laws-across-kinks', 'capabilities']],
  ['Inside', ['architecture', 'format', 'numerics', 'soundness']],
]

/** Where a file of the repository stands in the site. */
const placeOf = (path) => {
  if (path === 'README.md') return 'index.html'
  if (path === 'proofs/FORMAT.md') return 'format.html'
  const page = /^docs\/([^/]+)\.md$/.exec(path)
  return page === null ? `files/${path.replaceAll('/', '-')}.html` : `${page[1]}.html`
}

/** The headings of a page as links, where there are several. */
const contentsOf = (html) => {
  const sections = [...html.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/gs)]
  if (sections.length < 4) return ''
  const entries = sections.map(
    ([, id, heading]) => `<li><a href="#${id}">${heading.replaceAll(/<\/?a\b[^>]*>/g, '')}</a></li>`,
  )
  return `<details class="contents"><summary>On this page</summary><ul>${entries.join('')}</ul></details>`
}

/** What stands outside words and formulas that are set already. */
const UNTOUCHED = /<(?<tag>pre|code|annotation|style|script)\b.*?<\/\k<tag>>|<[^>]*>/gs

/** Lowers and raises what formulas written as text mark by _ and ^, as in x_{k+1} or Σ α_k^p. */
const loweredAndRaised = (html) => {
  const script = (text) =>
    text.replaceAll(
      /(?<=[\p{L}\p{N}\p{M}\p{Sm})|])([_^])(?:\{([^{}]*)\}|\(([^()]*)\)|([\p{L}\p{N}])(?![\p{L}\p{N}_]))/gu,
      (_, mark, ...forms) => {
        const tag = mark === '_' ? 'sub' : 'sup'
        return `<${tag}>${forms.slice(0, 3).find((form) => form !== undefined)}</${tag}>`
      },
    )
  let out = ''
  let end = 0
  for (const match of html.matchAll(UNTOUCHED)) {
    out += script(html.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return out + script(html.slice(end))
}

const HAS_FORMULAS = /class="katex/

/**
 * All pages by their place in the site, as HTML.
 *
 * @param {string} style the style of reports
 * @returns {Map<string, string>}
 */
export const sitePages = (style) => {
  const docs = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'))
  const named = GROUPS.flatMap(([, names]) => names)
  const others = docs.map((file) => file.slice(0, -3)).filter((name) => !named.includes(name))
  const groups = [...GROUPS, ...(others.length === 0 ? [] : [['Other pages', others.sort()]])]
  const sourceOf = (name) =>
    name === 'README' ? 'README.md' : name === 'format' ? 'proofs/FORMAT.md' : `docs/${name}.md`
  const sources = groups.flatMap(([, names]) => names.filter((name) => name !== 'reference').map(sourceOf))
  const files = new Set()

  const linkFrom = (path) => (target) => {
    if (/^[a-z]+:/.test(target) || target.startsWith('#')) return target
    const [file, anchor] = target.split('#')
    const linked = posix.join(posix.dirname(path), file)
    if (!existsSync(join(root, linked))) throw new Error(`${path} links to ${target}, which does not exist`)
    if (!sources.includes(linked)) files.add(linked)
    return `${placeOf(linked)}${anchor === undefined ? '' : `#${anchor}`}`
  }

  /** A page as it is shown, and as it is searched: there its formulas are text. */
  const written = sources.map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const searched = markdownHtml(text, linkFrom(path), (tex) => escapeHtml(mathText(tex))).html
    const place = placeOf(path)
    try {
      const { title, html } = markdownHtml(text, linkFrom(path), mathHtml)
      // The list of theorems is written by a program, its formulas as text.
      return { place, searched, title, html: path === 'docs/theory.md' ? loweredAndRaised(html) : html }
    } catch (error) {
      throw new Error(`${path}: ${error.message}`, { cause: error })
    }
  })
  const reference = { place: 'reference.html', title: 'Reference', html: referenceHtml(readReference()) }
  const pages = [...written, reference]
  const shown = [...files].map((path) => ({
    place: placeOf(path),
    title: path,
    html: `<h1>${escapeHtml(path)}</h1>\n<pre><code>${escapeHtml(readFileSync(join(root, path), 'utf8'))}</code></pre>`,
  }))

  const titles = new Map(pages.map(({ place, title }) => [place, title]))
  /** A link that names a page by its file in the repository names it by its title here. */
  const withTitles = (html) =>
    html.replaceAll(/<a href="([\w-]+\.html)">(?:docs\/|proofs\/)?[\w-]+\.md<\/a>/g, (link, place) => {
      const title = titles.get(place)
      return title === undefined ? link : `<a href="${place}">${escapeHtml(title)}</a>`
    })

  const entries = (names, up, here) =>
    names
      .map((name) => (name === 'reference' ? 'reference.html' : placeOf(sourceOf(name))))
      .map(
        (place) =>
          `<li><a href="${up}${place}"${place === here ? ' class="here" aria-current="page"' : ''}>${escapeHtml(titles.get(place))}</a></li>`,
      )
      .join('')
  const all = (up, here) =>
    groups.map(([title, names]) => `<h2>${title}</h2><ul>${entries(names, up, here)}</ul>`).join('\n')

  const script = searchScript()
  const sections = pages.flatMap(({ searched, ...page }) => sectionsOf({ ...page, html: searched ?? page.html }))
  const search = { place: 'search.html', title: 'Search', html: searchHtml(sections, script, entries(named, '', '')) }

  const whole = ({ place, title, html }) => {
    const up = dirname(place) === '.' ? '' : '../'
    const isSearch = place === search.place
    const hasFormulas = HAS_FORMULAS.test(html)
    const policy = [
      "default-src 'none'",
      `style-src 'unsafe-inline'${hasFormulas ? " 'self'" : ''}`,
      ...(hasFormulas ? ['font-src data:'] : []),
      ...(isSearch ? [`script-src ${script.source}`] : []),
    ].join('; ')
    const box = `<form role="search" class="search" action="${up}search.html"><input type="search" name="q" aria-label="Search the documentation" placeholder="Search"></form>`
    // What may be wider than its place can be moved with the keys.
    const reachable = withTitles(html).replaceAll(/<pre>|<div class="w">/g, (tag) => tag.replace('>', ' tabindex="0">'))
    const body = isSearch ? html : reachable.replace('</h1>', (end) => `${end}\n${contentsOf(html)}`)
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title === 'gradlaw' ? title : `${title} · gradlaw`)}</title>
${hasFormulas ? `<link rel="stylesheet" href="${up}formulas.css">\n` : ''}<style>${style}${SITE_STYLE}</style>
</head>
<body>
<header class="top"><a class="skip" href="#text">To the text</a><a class="home" href="${up}index.html">gradlaw</a><a class="to-pages" href="#pages">All pages</a>${isSearch ? '' : box}</header>
<main id="text">
${body}
</main>
<nav class="pages" id="pages" aria-label="Pages">${all(up, place)}</nav>
</body>
</html>
`
  }
  const made = [...pages, ...shown, search].map((page) => [page.place, whole(page)])
  const formulas = mathStyle(made.map(([, html]) => html))
  const licences = `${licencesOf(['node_modules/katex/katex.js'])}${FONTS}`
  return new Map([...made, ['formulas.css', formulas], ['THIRD-PARTY.txt', licences]])
}
