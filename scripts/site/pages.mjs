// The pages of the site: README.md, docs/*.md, proofs/FORMAT.md, the reference, and the files that these link to.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { escapeHtml, markdownHtml } from './markdown.mjs'
import { readReference } from './reference.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The pages of the list of contents, in its order; pages of docs/ that are not named come last. */
const ORDER = ['README', 'start', 'tutorial', 'faq', 'language', 'theory', 'sweeps', 'comparison', 'architecture']

const STYLE = `
nav ul{columns:3;padding-left:1rem}nav .here{font-weight:bold}pre{overflow-x:auto;background:#f6f8f6;padding:.6rem .8rem;font-size:.85rem}
code{font-size:.9em}h2{break-before:auto}
pre{margin:1rem min(0px,(46rem - min(96vw,54rem))/2)}
@media (prefers-color-scheme:dark){pre{background:#202624}}@media (max-width:36rem){nav ul{columns:2}}`

/** Where a file of the repository stands in the site. */
const placeOf = (path) => {
  if (path === 'README.md') return 'index.html'
  if (path === 'proofs/FORMAT.md') return 'format.html'
  const page = /^docs\/([^/]+)\.md$/.exec(path)
  return page === null ? `files/${path.replaceAll('/', '-')}.html` : `${page[1]}.html`
}

const referenceHtml = (entries, names) => {
  const link = (target) => target
  const linked = (text) =>
    escapeHtml(text).replaceAll(/\b[A-Z]\w+\b/g, (name) => (names.has(name) ? `<a href="#${name}">${name}</a>` : name))
  const section = ({ name, declaration, documentation, examples }) => {
    const shown = examples.length === 0 ? '' : `\n<pre><code>${escapeHtml(examples.join('\n'))}\n</code></pre>`
    const words = documentation === '' ? '' : `\n<div class="note">${markdownHtml(documentation, link).html}</div>`
    return `<h3 id="${name}">${name}</h3>\n<pre><code>${linked(declaration)}\n</code></pre>${words}${shown}`
  }
  const group = (title, kinds) =>
    `<h2>${title}</h2>\n${entries
      .filter(({ kind }) => kinds.includes(kind))
      .map(section)
      .join('\n')}`
  return `<h1>Reference</h1>
<p>Everything that <code>import … from 'gradlaw'</code> gives, from its docstrings.</p>
${group('Functions', ['function'])}
${group('Classes and types', ['class', 'type'])}`
}

/**
 * All pages by their place in the site, as HTML.
 *
 * @param {string} style the style of reports
 * @returns {Map<string, string>}
 */
export const sitePages = (style) => {
  const docs = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'))
  const rank = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)
  const names = ['README', ...docs.map((file) => file.slice(0, -3)).sort()].sort((a, b) => rank(a) - rank(b))
  const sources = [...names.map((name) => (name === 'README' ? 'README.md' : `docs/${name}.md`)), 'proofs/FORMAT.md']
  const files = new Set()

  const linkFrom = (path) => (target) => {
    if (/^[a-z]+:/.test(target) || target.startsWith('#')) return target
    const [file, anchor] = target.split('#')
    const named = posix.join(posix.dirname(path), file)
    if (!existsSync(join(root, named))) throw new Error(`${path} links to ${target}, which does not exist`)
    if (!sources.includes(named)) files.add(named)
    return `${placeOf(named)}${anchor === undefined ? '' : `#${anchor}`}`
  }

  const written = sources.map((path) => ({
    place: placeOf(path),
    ...markdownHtml(readFileSync(join(root, path), 'utf8'), linkFrom(path)),
  }))
  const entries = readReference()
  const exported = new Set(entries.map(({ name }) => name))
  const reference = { place: 'reference.html', title: 'Reference', html: referenceHtml(entries, exported) }
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

  const whole = ({ place, title, html }) => {
    const up = dirname(place) === '.' ? '' : '../'
    const entry = (page) =>
      `<li><a href="${up}${page.place}"${page.place === place ? ' class="here" aria-current="page"' : ''}>${escapeHtml(page.title)}</a></li>`
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}${STYLE}</style>
</head>
<body>
<nav aria-label="Pages"><ul>${pages.map(entry).join('')}</ul></nav>
<main>
${withTitles(html)}
</main>
</body>
</html>
`
  }
  return new Map([...pages, ...shown].map((page) => [page.place, whole(page)]))
}
